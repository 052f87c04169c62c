"""Hooks that hand over the data files of a module, so that no module writes them again.

What belongs here: one function for each kind of content, made from a `ModuleContent`. What does
not: hooks that hand over code; a module writes those itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Final

from safetykit.content import Jurisdiction, ModuleContent
from safetykit.errors import InputError, suggest
from safetykit.toolkit.hooks import HOOKS, hookimpl
from safetykit.toolkit.manifest import Offer

__all__ = ["CONTENT_FILES", "ContentPlugin", "content_hook"]

CONTENT_FILES: Final = {
    Offer.FACTS: "facts.yaml",
    Offer.ROUTES: "routes.yaml",
    Offer.FACT_SHEETS: "fact_sheets.yaml",
    Offer.TAXONOMIES: "taxonomies.yaml",
    Offer.GUIDES: "guides.yaml",
    Offer.EXPLAINERS: "explainers.yaml",
    Offer.CHECKLISTS: "checklists.yaml",
    Offer.GLOSSARY: "glossary.yaml",
    Offer.INDICATORS: "indicators.yaml",
    Offer.EVIDENCE: "evidence.yaml",
}
_ALWAYS: Final[dict[Offer, Callable[[ModuleContent], Iterable[Any]]]] = {
    Offer.FACTS: lambda content: content.book.facts,
    Offer.ROUTES: lambda content: content.routes,
    Offer.TAXONOMIES: lambda content: content.taxonomies,
    Offer.GLOSSARY: lambda content: content.glossary,
    Offer.INDICATORS: lambda content: content.indicators,
    Offer.EVIDENCE: lambda content: content.evidence,
}
_DATED: Final[dict[Offer, Callable[..., Iterable[Any]]]] = {
    Offer.FACT_SHEETS: ModuleContent.fact_sheets,
    Offer.GUIDES: ModuleContent.guides_for,
    Offer.EXPLAINERS: ModuleContent.explainers_for,
    Offer.CHECKLISTS: ModuleContent.checklists_for,
}


def content_hook(content: ModuleContent, offer: Offer | str) -> Callable[..., Iterable[Any]]:
    """Return the implementation of a hook that hands over a data file of a module.

    Args:
        content: The content of the module; its file is read when the hook is called.
        offer: What the hook is for, such as "facts".

    Returns:
        A function to be kept under the name of the hook.

    Raises:
        InputError: No data file answers this hook.

    Examples:
        >>> safetykit_facts = content_hook(ModuleContent("safetykit.plugins.road_safety"), "facts")
        >>> len(safetykit_facts()) > 10
        True
    """
    if offer not in CONTENT_FILES:
        known = [str(each.value) for each in CONTENT_FILES]
        expected = "one of " + ", ".join(known)
        raise InputError("offer", str(offer), expected, hint=suggest(str(offer), known))
    kind = Offer(offer)
    implementation = _dated(content, kind) if kind in _DATED else _always(content, kind)
    implementation.__name__ = HOOKS[kind].name
    return hookimpl(implementation)


def _always(content: ModuleContent, offer: Offer) -> Callable[..., Iterable[Any]]:
    def answer() -> Iterable[Any]:
        return _ALWAYS[offer](content)

    return answer


def _dated(content: ModuleContent, offer: Offer) -> Callable[..., Iterable[Any]]:
    def answer(jurisdiction: Jurisdiction, as_of: dt.date) -> Iterable[Any]:
        return _DATED[offer](content, jurisdiction=jurisdiction, as_of=as_of)

    return answer


class ContentPlugin:
    """A module of data alone, as the host registers it: a hook for each file that it offers."""

    def __init__(self, content: ModuleContent, offers: Iterable[Offer]) -> None:
        for offer in offers:
            setattr(self, HOOKS[offer].name, content_hook(content, offer))
