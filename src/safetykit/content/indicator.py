"""Indicators that a module defines: what is counted, from which source, and how to read it.

What belongs here: the definition, as data. What does not: an indicator of a plan, which is in
`model` and may follow a definition, and its calculation, which is `evaluation`.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.content.fact import Citation, check_key
from safetykit.errors import DocumentError, Place, Problem
from safetykit.model import Polarity
from safetykit.quantities import check_unit

__all__ = ["IndicatorDefinition", "IndicatorPolarity"]


class IndicatorPolarity(StrEnum):
    """Which way is good, as content files write it; for an ambiguous indicator neither is."""

    LOWER = "lower"
    HIGHER = "higher"
    AMBIGUOUS = "ambiguous"
    MORE_REPORTING = "more-reporting-is-good"

    @property
    def of_a_plan(self) -> Polarity:
        """The same, as an indicator of a plan states it."""
        return Polarity[self.name]


def _unit_or_none(text: str) -> str:
    return check_unit(text) if text else ""


@attrs.frozen(kw_only=True)
class IndicatorDefinition:
    """What an indicator counts and how to read it.

    Attributes:
        key: Its name, which starts with the name of the module.
        title: What it is called.
        source: The name of the data source that it is counted from.
        groups: The groups of the counts that are added up; none means all of them.
        unit: What one counted thing is.
        polarity: Which way is good.
        basis: The unit that a rate is per, such as `resident`; empty if it is not made a rate.
        paired_with: Where more reporting is good, the key of the measure of harm beside it.
        activity_driven: Whether the figure follows what the police do more than what happens.
        cannot_see: What nobody can learn from it, in whole sentences.
        note: Anything else that a reader must know.
        sources: What says so.
    """

    key: str = attrs.field(validator=check_key)
    title: str
    source: str
    unit: str = attrs.field(converter=check_unit)
    polarity: IndicatorPolarity
    groups: tuple[str, ...] = ()
    basis: str = attrs.field(default="", converter=_unit_or_none)
    paired_with: str = ""
    activity_driven: bool = False
    cannot_see: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        problems = []
        if not self.sources:
            message = "the definition names no source."
            problems.append(Problem(place=Place(path="sources"), message=message))
        if self.polarity is IndicatorPolarity.MORE_REPORTING and not self.paired_with:
            message = "more reporting is good only beside a measure of harm."
            hint = "Name the key of one."
            problems.append(Problem(place=Place(path="paired_with"), message=message, hint=hint))
        if problems:
            raise DocumentError(problems)
