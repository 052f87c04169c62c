"""Directives that show what a toolkit module holds, for one nation on one day."""

from __future__ import annotations

import abc
import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from safetykit.content import Jurisdiction, Unknown, current_routes
from safetykit.errors import InputError, SafetyKitError, suggest
from safetykit.reporting.handouts import Handout, make_handout
from safetykit.reporting.handouts.making import make_glossary_handout
from safetykit.reporting.kinds.words import word_of
from safetykit.reporting.numbers import write_list
from safetykit.reporting.texts import Texts
from safetykit.sphinxext import settings
from safetykit.sphinxext.domain import note_object
from safetykit.sphinxext.handout_nodes import handout_nodes, paragraph, route_list, section
from safetykit.toolkit import Toolkit

__all__ = ["CONTENT_DIRECTIVES", "ContentDirective"]


class ContentDirective(SphinxDirective, abc.ABC):
    """What the directives on content share: a name, a nation, a day, and errors as warnings."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "jurisdiction": directives.unchanged_required,
        "as-of": directives.unchanged_required,
        "title": directives.unchanged_required,
        "whole-page": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the nodes, or a warning in their place; a build never ends in a traceback."""
        try:
            return settings.spoken_as(self.env, self.make(self.arguments[0]))
        except (SafetyKitError, ValueError, OSError, ExceptionGroup) as error:
            return settings.instead(self.env, error, "unknown", location=self.get_location())

    @abc.abstractmethod
    def make(self, name: str) -> list[nodes.Node]:
        """Return the nodes for what is named."""

    @property
    def texts(self) -> Texts:
        """The fixed words of the site."""
        return settings.texts_of(self.env)

    @property
    def nation(self) -> Jurisdiction:
        """The nation that is asked for."""
        return settings.jurisdiction(self.env, self.options.get("jurisdiction"))

    @property
    def day(self) -> dt.date:
        """The day that is asked for."""
        return settings.as_of(self.env, self.options.get("as-of"))

    def module(self, name: str) -> Toolkit:
        """Return a toolkit of one module, and make the page depend on its files."""
        found = settings.toolkit_of(self.env).only(name)
        for path in settings.module_files(self.env, name):
            self.env.note_dependency(path)
        return found

    def reviewed(self, what: str, *, overdue: bool) -> bool:
        """Return whether content may be shown; warn of what is past its review, if asked to."""
        choice = settings.stale(self.env)
        if overdue and choice != "mark":
            verb = "is not shown" if choice == "refuse" else "is shown"
            message = f"{what} is past its review on {self.day.isoformat()} and {verb}"
            settings.warn(message, "stale", location=self.get_location())
        return not (overdue and choice == "refuse")

    def routes(self, toolkit: Toolkit, name: str) -> list[nodes.Node]:
        """Return the routes of a module; an emergency number is shown whatever its review."""
        held = current_routes(toolkit.routes(), jurisdiction=self.nation, as_of=self.day)
        late = [route for route in held if route.review_by < self.day]
        if not self.reviewed(f"a route of {name}", overdue=bool(late)):
            late = [route for route in late if route.emergency]
            held = tuple(r for r in held if r.emergency or r.review_by >= self.day)
        made = route_list(held, self.texts)
        if late:
            words = self.texts.say(
                "Something on this page is past its review: check it at its source before use."
            )
            made.append(paragraph(words, classes=["safetykit-dates", "safetykit-overdue"]))
        return made


class PageDirective(ContentDirective):
    """A page of a module by its key: `road_safety.sheet`."""

    kind: ClassVar[str] = ""

    def make(self, name: str) -> list[nodes.Node]:
        """Return the page as a section, or what is not known in its place."""
        toolkit = self.module(name.partition(".")[0])
        pages = getattr(toolkit, self.kind)(jurisdiction=self.nation, as_of=self.day)
        page = _find(pages, name, self.kind)
        if isinstance(page, Unknown):
            words = self.texts.in_english(str(page))
            return [paragraph(words, classes=["safetykit-unknown"])]
        handout = make_handout(page, language=self.texts.language)
        if not self.reviewed(name, overdue=handout.overdue):
            words = self.texts.say(
                "{title}: this page is being reviewed and is not shown.", title=handout.title
            )
            return [paragraph(words, classes=["safetykit-unknown"])]
        if "whole-page" in self.options:
            return self._whole_page(name, handout)
        prefix = f"{self.nation.value}-"
        title = self.options.get("title", handout.title)
        made = section(title, prefix + name, handout_nodes(handout, prefix=prefix))
        note_object(self.env, "page", name, made["ids"][0])
        return [made]

    def _whole_page(self, name: str, handout: Handout) -> list[nodes.Node]:
        """Return the parts under a title that the page has of its own."""
        found = handout_nodes(handout)
        anchor = nodes.make_id(name)
        found[0]["ids"].append(anchor)  # type: ignore[index]  # its dates, which are a paragraph
        note_object(self.env, "page", name, anchor)
        return found


def _find(pages: Iterable[Any], name: str, kind: str) -> Any:
    """Return the page with a key, or the one `Unknown` of a module that has no page there."""
    held = list(pages)
    for page in held:
        if getattr(page, "key", None) == name:
            return page
    unknown = [page for page in held if isinstance(page, Unknown)]
    if unknown:
        return unknown[0]
    keys = [page.key for page in held]
    hint = suggest(name, keys) or f"There are: {', '.join(keys) or 'none'}."
    raise InputError(kind, name, "the key of one that the module has", hint=hint)


class SheetDirective(PageDirective):
    """A fact sheet."""

    kind = "fact_sheets"


class GuideDirective(PageDirective):
    """A guide: a walk of questions along links, without script."""

    kind = "guides"


class ExplainerDirective(PageDirective):
    """An explainer."""

    kind = "explainers"


class ChecklistDirective(PageDirective):
    """A checklist."""

    kind = "checklists"


class GlossaryDirective(ContentDirective):
    """The terms of a module."""

    def make(self, name: str) -> list[nodes.Node]:
        """Return the terms that hold in the nation on the day."""
        terms = self.module(name).glossary()
        handout = make_glossary_handout(
            terms,
            title=self.texts.say("Terms"),
            jurisdiction=self.nation,
            as_of=self.day,
            language=self.texts.language,
        )
        if handout is None:
            nation = word_of(self.nation, self.texts)
            words = self.texts.say(
                "No term of {module} is known for {nation}.", module=name, nation=nation
            )
            return [paragraph(words, classes=["safetykit-unknown"])]
        if not self.reviewed(f"the terms of {name}", overdue=handout.overdue):
            return []
        return handout_nodes(handout, prefix=f"{name}-")


class RoutesDirective(ContentDirective):
    """Whom to turn to, emergency first."""

    def make(self, name: str) -> list[nodes.Node]:
        """Return the routes that can be used in the nation on the day."""
        return self.routes(self.module(name), name)


class ModuleDirective(ContentDirective):
    """What a module is, its routes, and what it offers."""

    def make(self, name: str) -> list[nodes.Node]:
        """Return the summary of a module with its routes."""
        toolkit = self.module(name)
        info = toolkit.module(name)
        texts = self.texts
        target = nodes.make_id(f"module-{name}")
        note_object(self.env, "module", name, target)
        about = paragraph(texts.in_english(info.summary))
        about["ids"].append(target)
        words = texts.say(
            "Version {version}. It speaks of {nations}, and offers {offers}.",
            version=info.version,
            nations=write_list((word_of(nation, texts) for nation in info.jurisdictions), texts),
            offers=write_list((word_of(offer, texts) for offer in info.offers), texts),
        )
        routes = self.routes(toolkit, name)
        return [about, *routes, paragraph(words, classes=["safetykit-dates"])]


CONTENT_DIRECTIVES: Final[dict[str, type[SphinxDirective]]] = {
    "module": ModuleDirective,
    "sheet": SheetDirective,
    "guide": GuideDirective,
    "explainer": ExplainerDirective,
    "checklist": ChecklistDirective,
    "glossary": GlossaryDirective,
    "routes": RoutesDirective,
}
