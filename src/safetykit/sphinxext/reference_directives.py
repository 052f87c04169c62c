"""Directives for a reference: the hooks of the toolkit, and codes with what they mean."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from safetykit import errors
from safetykit.records.quality import QualityCode
from safetykit.sphinxext import settings
from safetykit.sphinxext.domain import note_object
from safetykit.sphinxext.handout_nodes import paragraph, section
from safetykit.toolkit import HOOKS, hooks

__all__ = ["REFERENCE_DIRECTIVES"]


class ShowHooks(SphinxDirective):
    """Every hook, with its exact signature and the first words of its contract."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each hook."""
        made: list[nodes.Node] = [self._hook(hook.name) for hook in HOOKS.values()]
        return settings.spoken_as(self.env, made)

    def _hook(self, name: str) -> nodes.section:
        function = getattr(hooks, name)
        signature = f"{name}{inspect.signature(function)}".replace("'", "")
        words = inspect.getdoc(function) or ""
        made = section(
            name,
            f"hook-{name}",
            [
                nodes.literal_block(signature, signature, language="python"),
                *(paragraph(part) for part in words.split("\n\n")[:2]),
            ],
        )
        note_object(self.env, "hook", name, made["ids"][0])
        return made


class ShowCodes(SphinxDirective):
    """Codes of `errors` or of `records`, one for each line."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the codes as a definition list, each of them a target."""
        kinds = {"errors": _errors, "records": _records}
        kind = self.arguments[0]
        if kind not in kinds:
            error = ValueError(f"safetykit-codes: expected {' or '.join(kinds)}; got {kind!r}")
            return settings.instead(self.env, error, "unknown", location=self.get_location())
        listed = nodes.definition_list()
        for code, words in kinds[kind]():
            anchor = nodes.make_id(f"code-{code}")
            note_object(self.env, "code", code, anchor)
            term = nodes.term("", "", nodes.literal("", code), ids=[anchor])
            listed += nodes.definition_list_item("", term, nodes.definition("", paragraph(words)))
        return settings.spoken_as(self.env, [listed])


def _errors() -> Iterable[tuple[str, str]]:
    kinds = [getattr(errors, name) for name in errors.__all__]
    held = [k for k in kinds if isinstance(k, type) and issubclass(k, errors.SafetyKitError)]
    for kind in sorted(held, key=lambda k: str(k.code)):
        words = (inspect.getdoc(kind) or "").partition("\n")[0]
        yield kind.code, f"{kind.__name__}: {words}"


def _records() -> Iterable[tuple[str, str]]:
    for code in QualityCode:
        yield code.value, code.name.replace("_", " ").capitalize() + "."


REFERENCE_DIRECTIVES: Final[dict[str, type[SphinxDirective]]] = {
    "hooks": ShowHooks,
    "codes": ShowCodes,
}
