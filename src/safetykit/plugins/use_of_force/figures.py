"""Reading published figures: years that can be compared, and rates of groups on a named base.

What belongs here: what may be compared with what. What does not: why figures differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from safetykit.content import parse_choice
from safetykit.errors import InputError
from safetykit.plugins.use_of_force.records import CountUnit

if TYPE_CHECKING:
    from safetykit.stats.disproportionality import Base, RelativeRate

__all__ = ["GroupRate", "YearChange", "YearTotal", "disproportionality", "year_change"]

_EXPERIMENTAL: Final = (2018, 2019, 2020)
_SMALL: Final = 5
_PERCEIVED: Final = (
    "The group is as the officer perceived it; a base that people stated for themselves may not "
    "match it."
)
_IMPROVING: Final = (
    "Recording was still improving in the years ending March 2018 to 2020: a rise there is not a "
    "rise in force."
)


def _unit(unit: CountUnit | str) -> CountUnit:
    return parse_choice(CountUnit, unit, field="unit")


@attrs.frozen(kw_only=True)
class YearTotal:
    """A published total of a year that ended in March, and what it counts."""

    year_ending_march: int
    value: int
    unit: CountUnit = attrs.field(converter=_unit)

    def __attrs_post_init__(self) -> None:
        if type(self.value) is not int or self.value < 0:
            raise InputError("value", self.value, "a whole number, 0 or more")
        if self.year_ending_march < _EXPERIMENTAL[0]:
            hint = "Recording began on 1 April 2017."
            expected = "a year that ends in March 2018 or later"
            raise InputError("year_ending_march", self.year_ending_march, expected, hint=hint)


@attrs.frozen(kw_only=True)
class YearChange:
    """The change between two years, exact, and what to say beside it."""

    base: YearTotal
    current: YearTotal
    ratio: Fraction
    caveats: tuple[str, ...]

    @property
    def percent(self) -> Decimal:
        """The change in percent to one decimal place."""
        exact = (self.ratio - 1) * 100
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.1"))


def year_change(
    base: YearTotal, current: YearTotal, *, recording_improved: bool = False
) -> YearChange:
    """Return the change between two years of one kind of count.

    Args:
        base: The earlier year.
        current: The later year.
        recording_improved: Say True to show that a comparison with an experimental year is known
            to mix recording with force; without it such a comparison is refused.

    Raises:
        InputError: The two count different things, are not in order, or the base is 0; or one of
            them is experimental and `recording_improved` is not said.

    Examples:
        >>> old = YearTotal(year_ending_march=2018, value=313_000, unit="records")
        >>> new = YearTotal(year_ending_march=2019, value=428_000, unit="records")
        >>> year_change(old, new, recording_improved=True).percent
        Decimal('36.7')
    """
    if base.unit is not current.unit:
        hint = "Totals of tactics are no totals of records, and neither counts incidents."
        raise InputError("unit", current.unit.value, f"{base.unit.value}, as the base", hint=hint)
    if current.year_ending_march <= base.year_ending_march:
        expected = f"a year after {base.year_ending_march}"
        raise InputError("year_ending_march", current.year_ending_march, expected)
    if not base.value:
        raise InputError("value", 0, "a base above 0", hint="Say both numbers instead.")
    experimental = base.year_ending_march in _EXPERIMENTAL
    if experimental and not recording_improved:
        hint = "If the caveat is shown, say recording_improved=True."
        expected = "a base from the year ending March 2021, when figures became official"
        raise InputError("year_ending_march", base.year_ending_march, expected, hint=hint)
    return YearChange(
        base=base,
        current=current,
        ratio=Fraction(current.value, base.value),
        caveats=(_IMPROVING,) if experimental else (),
    )


@attrs.frozen(kw_only=True)
class GroupRate:
    """The rate of a group over the comparator's, and what limits it.

    `small` says that a count is below five: withhold it from anything public.
    """

    group: str
    comparator: str
    rate: RelativeRate
    small: bool
    caveats: tuple[str, ...]


def disproportionality(
    counts: Mapping[str, int],
    sizes: Mapping[str, int],
    *,
    comparator: str,
    base: Base,
    confidence: float = 0.95,
) -> tuple[GroupRate, ...]:
    """Return each group's rate of force over that of a comparator, with intervals.

    A ratio shows a difference to be explained. It says nothing of any single use of force, and
    nothing of why the rates differ.

    Args:
        counts: Records of force by the group that the officer perceived.
        sizes: How many of each group the base holds, such as people arrested.
        comparator: The group with which the others are compared.
        base: Of whom the rates are, as in `safetykit.stats.disproportionality`; arrests or
            encounters rather than residents wherever they are held.
        confidence: The level of the intervals.

    Raises:
        InputError: The groups differ, the comparator is none of them, or the base is not named.

    Examples:
        >>> found = disproportionality(
        ...     {"a": 40, "b": 100}, {"a": 200, "b": 1000}, comparator="b", base="encounters"
        ... )
        >>> round(found[0].rate.ratio.value, 2)
        2.0
    """
    from safetykit.stats.disproportionality import relative_rate

    if set(counts) != set(sizes):
        odd = sorted(set(counts) ^ set(sizes))
        raise InputError("sizes", odd, "the same groups as the counts")
    if comparator not in counts:
        raise InputError("comparator", comparator, "one of " + ", ".join(counts))
    return tuple(
        GroupRate(
            group=group,
            comparator=comparator,
            rate=relative_rate(
                counts[group],
                sizes[group],
                counts[comparator],
                sizes[comparator],
                base=base,
                confidence=confidence,
            ),
            small=min(counts[group], counts[comparator]) < _SMALL,
            caveats=(_PERCEIVED,),
        )
        for group in counts
        if group != comparator
    )
