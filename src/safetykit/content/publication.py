"""What may stand on a public page, and what a person must check first.

What belongs here: the one rule of publication. Facts marked as shaky, figures that people act on
which nobody saw on a page, and everything that a person has yet to check stay off public sheets.
"""

from __future__ import annotations

from typing import Final, Protocol

from safetykit.content.fact import Citation, Confidence, Fact, LegalStatus

__all__ = ["publication_blocks", "publishable"]

_LAW: Final = (LegalStatus.IN_FORCE, LegalStatus.SUPERSEDED, LegalStatus.REPEALED)


class _Sourced(Protocol):
    """A fact, a route, a taxonomy: content that says how it is known."""

    @property
    def confidence(self) -> Confidence: ...
    @property
    def sources(self) -> tuple[Citation, ...]: ...
    @property
    def check_by_person(self) -> bool: ...
    @property
    def acted_on(self) -> bool: ...


def publication_blocks(item: _Sourced) -> tuple[str, ...]:
    """Return the reasons why an item of content may not stand on a public page; none if it may.

    Args:
        item: A fact, a route or a taxonomy.

    Examples:
        >>> from safetykit.toolkit import Toolkit
        >>> facts = Toolkit.built_in().only("hate_crime").facts()
        >>> {reason for fact in facts for reason in publication_blocks(fact) if "person" in reason}
        {'a person has yet to check it'}
    """
    blocks = []
    if item.check_by_person:
        blocks.append("a person has yet to check it")
    if item.confidence is Confidence.GENERAL_SHAKY:
        blocks.append("it is shaky general knowledge")
    if not item.sources:
        blocks.append("it names no source")
    if item.acted_on and not item.confidence.seen:
        blocks.append("people act on it, and nobody saw it on a page")
    if isinstance(item, Fact) and item.status not in _LAW:
        blocks.append(f"it is not known to be in force everywhere ({item.status.value})")
    return tuple(blocks)


def publishable(item: _Sourced) -> bool:
    """Whether an item of content may stand on a public page."""
    return not publication_blocks(item)
