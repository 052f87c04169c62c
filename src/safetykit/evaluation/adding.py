"""Adding up what may be added, and refusing the rest with the reason.

Counts of one source, by one rule, over the same periods may be added where no event can be in two
of them: several categories of one place, or one category of several places. A sum of everything and
one of its categories, a place twice, or a force and a district inside it would count events twice.
Rates, percentages and counts of different things are never added.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.evaluation.words import list_words
from safetykit.quantities import Month
from safetykit.records import Series

__all__ = ["RollUp", "roll_up"]


@attrs.frozen(kw_only=True)
class RollUp:
    """A sum of series, with its parts.

    Attributes:
        title: What the sum is of.
        parts: The series that were added.
        months: The first month of each period.
        values: The sums; 0 where not reported.
        reported: Whether every part reports the period; a sum of some of them would be too low.
        provisional: Whether the figure of a part may still change, and so the sum.
        step: The months of one period.
    """

    title: str
    parts: tuple[Series, ...] = attrs.field(repr=False)
    months: tuple[Month, ...] = attrs.field(repr=False)
    values: tuple[int, ...] = attrs.field(repr=False)
    reported: tuple[bool, ...] = attrs.field(repr=False)
    provisional: tuple[bool, ...] = attrs.field(repr=False)
    step: int

    def total(self) -> int:
        """Return the sum over the periods that every part reports."""
        return sum(v for v, known in zip(self.values, self.reported, strict=True) if known)

    @property
    def words(self) -> str:
        """What was added, with its base, and how much of it may still change."""
        known, open_ones = sum(self.reported), sum(self.provisional)
        change = f" Of the periods, {open_ones} may still change." if open_ones else ""
        parts = list_words([f"{s.group or 'all'} in {s.area.name}" for s in self.parts])
        return (
            f"{self.title}: {self.total():,} over {known} of {len(self.months)} periods, the sum "
            f"of {parts}.{change}"
        )


def roll_up(series: Sequence[Series], *, title: str = "Together") -> RollUp:
    """Add up series of counts.

    Args:
        series: Two series or more of one source.
        title: What the sum is of.

    Returns:
        The sum, reported where all parts are.

    Raises:
        InputError: The series may not be added; the error says why.
    """
    if len(series) < 2:
        raise InputError("series", f"{len(series)} series", "two or more to add")
    for name, expected, hint, key in _ALIKE:
        found = list(dict.fromkeys(str(key(s)) for s in series))
        if len(found) > 1:
            raise InputError(f"series.{name}", " and ".join(found[:3]), expected, hint=hint)
    _require_apart(series)
    reported = np.logical_and.reduce([s.reported for s in series])
    provisional = np.logical_or.reduce([s.provisional for s in series]) & reported
    values = np.where(reported, np.sum([s.values for s in series], axis=0), 0)
    return RollUp(
        title=title,
        parts=tuple(series),
        months=series[0].months,
        values=tuple(int(v) for v in values),
        reported=tuple(bool(v) for v in reported),
        provisional=tuple(bool(v) for v in provisional),
        step=series[0].step,
    )


def _require_apart(series: Sequence[Series]) -> None:
    """Refuse series in which one event may stand twice."""
    seen: dict[tuple[str, str], Series] = {}
    for s in series:
        key = (s.area.name, s.group or "")
        if key in seen:
            got = f"{s.group or 'all'} in {s.area.name} twice"
            raise InputError("series", got, "each place and category once")
        seen[key] = s
    wholes = {s.area.name for s in series if s.group is None}
    for s in series:
        if s.group is not None and s.area.name in wholes:
            got = f"all categories of {s.area.name} and {s.group} among them"
            hint = "The sum of all holds each category already."
            raise InputError("series.group", got, "either the sum of all or categories", hint=hint)


_Key = Callable[[Series], object]
_ALIKE: Final[tuple[tuple[str, str, str, _Key], ...]] = (
    (
        "source",
        "series of one source",
        "Two sources may hold the same event, or count different things.",
        lambda s: s.source.name,
    ),
    (
        "unit",
        "series that count one thing",
        "A sum of unlike things has no meaning.",
        lambda s: s.source.unit,
    ),
    (
        "area",
        "places told apart by one rule",
        "A force and a district inside it hold the same events.",
        lambda s: s.area.rule.value,
    ),
    (
        "months",
        "series over the same periods",
        "Cut them with window() first.",
        lambda s: f"{s.months[0]} to {s.last_month} by {s.step}",
    ),
)
