"""The domain `safetykit`: inline facts, and cross-references to pages, modules, plans and codes."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any, ClassVar, Final

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from safetykit.content import Fact, publishable
from safetykit.errors import InputError, SafetyKitError, suggest
from safetykit.reporting.texts import Texts
from safetykit.sphinxext import settings
from safetykit.sphinxext.handout_nodes import spoken
from safetykit.toolkit import Toolkit

__all__ = ["KINDS", "SafetyKitDomain", "domain_of", "note_object"]

NAME: Final = "safetykit"
KINDS: Final = ("page", "module", "plan", "indicator", "hook", "code")


class FactRole(SphinxRole):
    """The amount of a fact, for the site's nation and day: `at least 12 penalty points`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the amount, or a warning where it is not known or may not be published."""
        texts = settings.texts_of(self.env)
        try:
            fact = _fact(self.env, self.text)
        except (SafetyKitError, ExceptionGroup) as error:
            settings.instead(self.env, error, "unknown", location=self.get_location())
            missing = texts.say("[{fact}: not known]", fact=self.text)
            return settings.spoken_as(self.env, [nodes.inline("", missing)]), []
        amount = texts.in_english(fact.amount)
        if fact.review_by < settings.as_of(self.env):
            amount = self._overdue(fact, texts)
        shown = nodes.inline("", "", *spoken(amount), classes=["safetykit-fact"])
        return settings.spoken_as(self.env, [shown]), []

    def _overdue(self, fact: Fact, texts: Texts) -> str:
        """Return what stands for a fact that is past its review, and warn of it if asked to."""
        choice = settings.stale(self.env)
        if choice != "mark":
            message = f"{fact.key} was to be reviewed by {fact.review_by.isoformat()}"
            settings.warn(message, "stale", location=self.get_location())
        if choice == "refuse":
            return texts.say("[{fact}: being reviewed]", fact=fact.key)
        return texts.say("{amount} (past its review)", amount=texts.in_english(fact.amount))


def _fact(env: BuildEnvironment, key: str) -> Fact:
    """Return the fact that holds in the site's nation on its day.

    Raises:
        InputError: There is none, or it may not stand on a public page.
    """
    name, nation, day = key.partition(".")[0], settings.jurisdiction(env), settings.as_of(env)
    facts = settings.toolkit_of(env).only(name).facts()
    for path in settings.module_files(env, name):
        env.note_dependency(path)
    named = [fact for fact in facts if fact.key == key]
    if not named:
        hint = suggest(key, [fact.key for fact in facts])
        raise InputError("fact", key, f"a key of {name}", hint=hint)
    held = next((fact for fact in named if fact.covers(nation, day)), None)
    if held is None:
        got = f"{key} for {nation.words} on {day.isoformat()}"
        raise InputError("fact", got, "a fact that holds there and then")
    if not publishable(held):
        hint = "People act on it, and nobody has seen it at its source."
        raise InputError("fact", key, "one that may stand on a public page", hint=hint)
    return held


class SafetyKitDomain(Domain):
    """Pages, modules, plans, indicators, hooks and codes, to which a site can refer by name."""

    name = NAME
    label = "safetykit"
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(kind, "sheet" if kind == "page" else kind) for kind in KINDS
    }
    roles: ClassVar[dict[str, Any]] = {
        "fact": FactRole(),
        "sheet": XRefRole(warn_dangling=True),
        **{kind: XRefRole(warn_dangling=True) for kind in KINDS},
    }
    initial_data: ClassVar[dict[str, Any]] = {"objects": {}}
    data_version = 1
    toolkit: Toolkit | None = None  # found when first asked for, and kept for the process
    builder: Builder | None = None

    @property
    def objects(self) -> dict[tuple[str, str], tuple[str, str]]:
        """The document and the anchor of each object, by its kind and name."""
        found: dict[tuple[str, str], tuple[str, str]] = self.data["objects"]
        return found

    def clear_doc(self, docname: str) -> None:
        """Forget what a document held."""
        for key in [k for k, (document, _) in self.objects.items() if document == docname]:
            del self.objects[key]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read."""
        for key, (document, anchor) in otherdata["objects"].items():
            if document in docnames:
                self.note(key, document, anchor)

    def note(self, key: tuple[str, str], document: str, anchor: str) -> None:
        """Remember where an object is described; of several documents the first by name."""
        known = self.objects.get(key)
        if known is None or document <= known[0]:
            self.objects[key] = (document, anchor)

    def resolve_xref(  # noqa: PLR0917  the signature is Sphinx's
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return a link to an object; None if nobody described it."""
        del env, node
        kind = "page" if typ == "sheet" else typ
        found = self.objects.get((kind, target))
        if found is None:
            return None
        return make_refnode(builder, fromdocname, *found, contnode, target)

    def resolve_any_xref(  # noqa: PLR0917  the signature is Sphinx's
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return the links that a role without a kind could mean."""
        found = []
        for kind in KINDS:
            link = self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)
            if link is not None:
                found.append((f"{NAME}:{kind}", link))
        return found

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield what the search and other sites can refer to."""
        for (kind, name), (document, anchor) in sorted(self.objects.items()):
            yield name, name, kind, document, anchor, 1


def domain_of(env: BuildEnvironment) -> SafetyKitDomain:
    """Return the domain of a build."""
    domain = env.get_domain(NAME)
    assert isinstance(domain, SafetyKitDomain)
    return domain


def note_object(env: BuildEnvironment, kind: str, name: str, anchor: str) -> None:
    """Remember where the document that is being read describes an object."""
    domain_of(env).note((kind, name), env.docname, anchor)
