"""Collisions with the people hurt in them, and comparing counts without fooling oneself.

What belongs here: one record of a collision and its checks; rates that say what they are per;
moving means; what makes a comparison of two counts void. What does not: methods, which are in
`safetykit.stats`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import attrs

from safetykit.errors import InputError
from safetykit.plugins.road_safety.casualties import Casualty, KsiCount, Severity

if TYPE_CHECKING:
    from safetykit.stats.estimate import Estimate

__all__ = [
    "CasualtyRate",
    "Collision",
    "casualty_rate",
    "check_site_design",
    "ksi_change",
    "rolling_mean",
]

_MIN_YEARS: Final = 3


@attrs.frozen(kw_only=True)
class Collision:
    """One recorded collision. A record exists because somebody was hurt, so there are casualties.

    `speed_limit_mph` is None where it is not known. No place finer than the area belongs here.
    """

    id: str
    year: int
    area: str
    casualties: tuple[Casualty, ...]
    speed_limit_mph: int | None = None

    def __attrs_post_init__(self) -> None:
        if not self.casualties:
            hint = "Collisions without injury are not in the police's casualty records."
            raise InputError("casualties", 0, "at least one casualty", hint=hint)

    @property
    def severity(self) -> Severity:
        """The severity of the worst injury, which is that of the collision."""
        found = {person.severity for person in self.casualties}
        return next(severity for severity in Severity if severity in found)


@attrs.frozen(kw_only=True)
class CasualtyRate:
    """A rate, and in words what it is per; never one without the other."""

    rate: Estimate
    per: str

    def __str__(self) -> str:
        """Return the rate with what it is per."""
        return f"{float(self.rate.value):.1f} {self.per}"


def casualty_rate(
    count: int, exposure: float, *, per: int, of: str, confidence: float = 0.95
) -> CasualtyRate:
    """Return casualties for each so many of an exposure, with the multiplier said.

    Args:
        count: The casualties, as recorded.
        exposure: How many residents, or how many vehicle miles.
        per: The multiplier: 100_000 for residents, 1_000_000_000 for vehicle miles.
        of: What the exposure counts: `residents`, `vehicle miles`.
        confidence: The level of the interval.

    Raises:
        InputError: A number is not usable, or the exposure is not named.

    Examples:
        >>> str(casualty_rate(50, 200_000, per=100_000, of="residents"))
        '25.0 per 100,000 residents'
    """
    from safetykit.stats.rates import rate

    if type(per) is not int or per < 1:
        raise InputError("per", per, "a whole number, 1 or more")
    if not of.strip():
        raise InputError("of", of, "what the exposure counts, such as residents")
    estimate = rate(count, exposure, multiplier=float(per), confidence=confidence)
    return CasualtyRate(rate=estimate, per=f"per {per:,} {of.strip()}")


def rolling_mean(values: Sequence[int | None], *, years: int = 3) -> tuple[Fraction | None, ...]:
    """Return the mean of each run of years, placed at the last of them; exact.

    Args:
        values: One count for each year in order; None is "not reported", and is never 0.
        years: How many years make a mean.

    Returns:
        As many values; None for years before a whole run, and for runs with a gap.

    Raises:
        InputError: `years` is below 2, or more than there are values.

    Examples:
        >>> [str(mean) for mean in rolling_mean([10, 20, 31, None])]
        ['None', 'None', '61/3', 'None']
    """
    if type(years) is not int or not 2 <= years <= len(values):
        raise InputError("years", years, f"a whole number from 2 to {len(values)}")
    means: list[Fraction | None] = [None] * (years - 1)
    for end in range(years, len(values) + 1):
        run = [value for value in values[end - years : end] if value is not None]
        means.append(Fraction(sum(run), years) if len(run) == years else None)
    return tuple(means)


def ksi_change(before: KsiCount, after: KsiCount, *, same_system: bool) -> Decimal:
    """Return the change in people killed or seriously injured, in percent to one decimal place.

    Args:
        before: The earlier count.
        after: The later count.
        same_system: Whether severity was recorded by the same system in both.

    Raises:
        InputError: One is adjusted and the other is not; the system changed and the counts are not
            adjusted; or nobody was killed or seriously injured before.
    """
    if before.adjusted is not after.adjusted:
        raise InputError("after", "adjusted" if after.adjusted else "as recorded", "as before")
    if not same_system and not before.adjusted:
        hint = "A list of injuries finds more serious ones: count with adjusted=True."
        raise InputError("before", "as recorded", "adjusted counts across systems", hint=hint)
    if not before.total:
        raise InputError("before", 0, "a count above 0", hint="Say both numbers instead.")
    change = (Decimal(repr(after.total)) / Decimal(repr(before.total)) - 1) * 100
    return change.quantize(Decimal("0.1"))


def check_site_design(
    *, years_before: int, comparison_sites: int, chosen_after_bad_years: bool | None
) -> tuple[str, ...]:
    """Say what speaks against reading a before-and-after count at a site as an effect.

    Args:
        years_before: Whole years of counts before the change.
        comparison_sites: How many like sites without the change are held.
        chosen_after_bad_years: Whether the site was chosen for its record; None if not known.

    Returns:
        The doubts; none of them means only that these three do not apply.
    """
    doubts = []
    if years_before < _MIN_YEARS:
        doubts.append(f"{years_before} year(s) before; at least {_MIN_YEARS} are needed.")
    if comparison_sites < 1:
        doubts.append("No comparison group: what would have happened anyway is not known.")
    if chosen_after_bad_years is not False:
        doubts.append(
            "A site chosen for bad years tends to get better by itself (regression to the mean): "
            "correct for it with safetykit.stats.before_after."
        )
    return tuple(doubts)
