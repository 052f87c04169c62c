"""Totting up: what penalty points make a driver liable to, in Great Britain.

What belongs here: the arithmetic of the statute. What does not: any view of what a court will do,
of exceptional hardship least of all.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs

from safetykit.content import Fact, Jurisdiction, Unknown, parse_jurisdiction, require_date
from safetykit.errors import InputError
from safetykit.plugins.road_safety.data import CONTENT

__all__ = ["Disqualification", "Endorsement", "TottingResult", "totting_up"]

_KEY: Final = "road_safety.totting"
_CAVEATS: Final = (
    "This is the law of England, Wales and Scotland; Northern Ireland has its own.",
    "This is arithmetic on the dates and points given, not a forecast: a court decides.",
    "Other rules can end a licence at fewer points, those for new drivers and for single serious "
    "offences among them.",
    "Take legal advice, and check the points against the licence record.",
)


def _check_points(_: object, __: attrs.Attribute[int], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise InputError("points", value, "a whole number of points, 0 or more")


def _check_day(_: object, field: attrs.Attribute[dt.date], value: object) -> None:
    require_date(field.name, value)


def _check_days(_: object, __: attrs.Attribute[int], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InputError("days", value, "a length in whole days, at least 1")


@attrs.frozen(kw_only=True)
class Endorsement:
    """Penalty points for one offence. The day of the offence counts, not that of conviction.

    `convicted_on` matters only beside an earlier totting disqualification: points for a conviction
    after it stay, whenever the offence was.
    """

    offence_date: dt.date = attrs.field(validator=_check_day)
    points: int = attrs.field(validator=_check_points)
    convicted_on: dt.date | None = attrs.field(
        default=None, validator=attrs.validators.optional(_check_day)
    )


@attrs.frozen(kw_only=True)
class Disqualification:
    """An earlier disqualification: the day it was imposed, its length, and if for totting up."""

    imposed_on: dt.date = attrs.field(validator=_check_day)
    days: int = attrs.field(validator=_check_days)
    totting: bool = False


@attrs.frozen(kw_only=True)
class TottingResult:
    """What the points make a driver liable to. It says nothing of what a court will decide."""

    as_of: dt.date
    points_counted: int
    threshold: int
    liable_to_disqualification: bool
    minimum_months: int | None
    reasons: tuple[str, ...]
    caveats: tuple[str, ...]
    facts: tuple[Fact, ...]

    def __str__(self) -> str:
        """Return the reasons and the caveats as sentences."""
        return " ".join((*self.reasons, *self.caveats))


@attrs.frozen(kw_only=True)
class _Rule:
    threshold: int
    window_years: int
    relevant_days: int
    minimum_months: tuple[int, ...]
    facts: tuple[Fact, ...]


def totting_up(
    endorsements: Iterable[Endorsement],
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    *,
    prior_disqualifications: Iterable[Disqualification] = (),
) -> TottingResult | Unknown:
    """Add up penalty points as the statute does, and say what they make a driver liable to.

    The offences that count are those within three years of the latest one, by the days on which
    they were committed, however long after that a court deals with them. A disqualification for
    totting up wipes the points of convictions up to the day it was imposed; where no conviction
    is given, that of the offence stands in for it.

    Args:
        endorsements: The points of each offence.
        jurisdiction: The nation; England, Wales and Scotland share one statute.
        as_of: The day of the question; an offence after it is refused.
        prior_disqualifications: Earlier disqualifications, of any length.

    Returns:
        The points, whether the driver is liable to disqualification, for at least how long, and
        why; or `Unknown` for Northern Ireland, or for a day before the statute.

    Raises:
        InputError: An offence or a disqualification is later than `as_of`.

    Examples:
        >>> points = [Endorsement(offence_date=dt.date(2026, m, 1), points=6) for m in (1, 3)]
        >>> result = totting_up(points, "england", dt.date(2026, 4, 1))
        >>> result.points_counted, result.liable_to_disqualification, result.minimum_months
        (12, True, 6)
    """
    rule = _rule(parse_jurisdiction(jurisdiction), require_date("as_of", as_of))
    if isinstance(rule, Unknown):
        return rule
    offences, bans = tuple(endorsements), tuple(prior_disqualifications)
    _require_past(offences, bans, as_of)
    tally = _tally(offences, bans, rule, as_of)
    liable = tally.points >= rule.threshold
    months = rule.minimum_months[min(tally.relevant_bans, 2)] if liable else None
    return TottingResult(
        as_of=as_of,
        points_counted=tally.points,
        threshold=rule.threshold,
        liable_to_disqualification=liable,
        minimum_months=months,
        reasons=_reasons(tally, rule, months),
        caveats=(*_CAVEATS, *_late(rule.facts, as_of)),
        facts=rule.facts,
    )


@attrs.frozen(kw_only=True)
class _Tally:
    points: int
    latest: dt.date
    wiped: int
    too_old: int
    relevant_bans: int


def _tally(
    offences: tuple[Endorsement, ...],
    bans: tuple[Disqualification, ...],
    rule: _Rule,
    as_of: dt.date,
) -> _Tally:
    wiped_to = max((ban.imposed_on for ban in bans if ban.totting), default=dt.date.min)
    alive = [o for o in offences if (o.convicted_on or o.offence_date) > wiped_to]
    latest = max((offence.offence_date for offence in alive), default=as_of)
    counted = [o for o in alive if _add_years(o.offence_date, rule.window_years) >= latest]
    return _Tally(
        points=sum(offence.points for offence in counted),
        latest=latest,
        wiped=len(offences) - len(alive),
        too_old=len(alive) - len(counted),
        relevant_bans=sum(_is_relevant(ban, latest, rule) for ban in bans),
    )


def _rule(nation: Jurisdiction, as_of: dt.date) -> _Rule | Unknown:
    facts: list[Fact] = []
    names = ("threshold", "window", "relevant_days", "minimum_0", "minimum_1", "minimum_2")
    for name in names:
        answer = CONTENT.book.at(f"{_KEY}.{name}", jurisdiction=nation, as_of=as_of)
        if isinstance(answer, Unknown):
            return answer
        facts.append(answer)
    threshold, window, days, *months = (int(fact.value.require_number()) for fact in facts)
    return _Rule(
        threshold=threshold,
        window_years=window,
        relevant_days=days,
        minimum_months=tuple(months),
        facts=tuple(facts),
    )


def _require_past(
    offences: tuple[Endorsement, ...], bans: tuple[Disqualification, ...], as_of: dt.date
) -> None:
    dates = [("offence_date", offence.offence_date) for offence in offences]
    dates += [("imposed_on", ban.imposed_on) for ban in bans]
    for field, day in dates:
        if day > as_of:
            expected = f"a day on or before as_of ({as_of.isoformat()})"
            raise InputError(field, day.isoformat(), expected)


def _is_relevant(ban: Disqualification, latest: dt.date, rule: _Rule) -> bool:
    long_enough = ban.days >= rule.relevant_days
    return long_enough and ban.imposed_on <= latest <= _add_years(ban.imposed_on, rule.window_years)


def _add_years(day: dt.date, years: int) -> dt.date:
    """Return the same day some years later; 29 February becomes the last day of the month."""
    year = min(day.year + years, dt.MAXYEAR)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _reasons(tally: _Tally, rule: _Rule, months: int | None) -> tuple[str, ...]:
    side = "reaches" if tally.points >= rule.threshold else "is below"
    reasons = [
        f"Offences within {rule.window_years} years of the latest, on {tally.latest.isoformat()}, "
        f"carry {tally.points} points, which {side} the {rule.threshold} at which totting up "
        "applies."
    ]
    if tally.wiped:
        reasons.append(
            f"Left out: {tally.wiped} wiped by an earlier totting disqualification. Points for a "
            "conviction after that day would count: give its convicted_on."
        )
    if tally.too_old:
        reasons.append(f"Left out: {tally.too_old} committed too long before the latest offence.")
    if months is not None:
        reasons.append(
            f"The driver is liable to disqualification for at least {months} months, with "
            f"{tally.relevant_bans} relevant earlier disqualification(s)."
        )
    return tuple(reasons)


def _late(facts: tuple[Fact, ...], as_of: dt.date) -> tuple[str, ...]:
    late = dict.fromkeys(t for fact in facts for t in fact.caveats_on(as_of)[len(fact.caveats) :])
    return tuple(late)
