"""The share of offenders with a proven reoffence, by rules that are said.

What belongs here: the binary rate with a follow-up and a waiting period. What does not: rates of
offences of a population, which are in `rates`.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import attrs

from safetykit.errors import InputError, suggest
from safetykit.stats._inputs import require_whole
from safetykit.stats.estimate import CheckResult, Estimate
from safetykit.stats.rates.one_count import proportion

__all__ = [
    "BinaryReoffending",
    "CountingRules",
    "Decision",
    "Offender",
    "Reoffence",
    "binary_reoffending",
]

PROVEN: Final = frozenset({"conviction", "caution", "reprimand", "warning"})
MOST_MONTHS: Final = 1200
NOT_PROVEN: Final = frozenset({"acquitted", "dismissed", "discontinued", "no further action"})


def _require_day(_: object, field: attrs.Attribute[Any], value: object) -> None:
    is_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    if not is_day and (value is not None or field.default is not None):
        raise InputError(field.name, value, "a datetime.date", hint="Of a time give its date().")


@attrs.frozen(kw_only=True)
class Reoffence:
    """An offence with what became of it; without a disposal it is not proven.

    Attributes:
        offence_date: The day of the offence.
        disposal_date: The day of the disposal, or None.
        disposal: What it was, in one of the words of the rules, or None.
    """

    offence_date: dt.date = attrs.field(validator=_require_day)
    disposal_date: dt.date | None = attrs.field(default=None, validator=_require_day)
    disposal: str | None = None

    def __attrs_post_init__(self) -> None:
        if (self.disposal is None) != (self.disposal_date is None):
            got = (self.disposal, self.disposal_date)
            raise InputError("disposal, disposal_date", got, "both, or neither")
        if self.disposal_date is not None and self.disposal_date < self.offence_date:
            raise InputError("disposal_date", self.disposal_date, "a day not before the offence")


@attrs.frozen(kw_only=True)
class Offender:
    """A person of the cohort, by a number or a pseudonym, with all offences that are known.

    Attributes:
        id: What tells persons of the cohort apart; not a name.
        index_date: The day on which the follow-up starts.
        reoffences: Offences, in any order.
    """

    id: str | int
    index_date: dt.date = attrs.field(validator=_require_day)
    reoffences: tuple[Reoffence, ...] = attrs.field(default=(), converter=tuple[Reoffence, ...])


def _words(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


@attrs.frozen(kw_only=True)
class CountingRules:
    """What counts as a proven reoffence.

    The follow-up runs from the index date over whole calendar months, and the waiting period from
    its end. Whether the first day and the last ones count is not settled by the sources read, so
    it has no default: where a record falls on such a day, the answer must be given here.

    Attributes:
        follow_up_months: An offence counts if it is in this time: 12.
        waiting_months: It must be proven in the follow-up or in this time after it: 6.
        proven_by: The disposals that prove an offence.
        not_proven_by: The disposals that do not; a word that is in neither list is refused.
        index_day_counts: Whether an offence on the index date itself counts.
        last_day_counts: Whether the day 12 (or 18) months after the index date is still inside.

    Raises:
        InputError: A number of months is not usable, or a word is in both lists.
    """

    follow_up_months: int = 12
    waiting_months: int = 6
    proven_by: frozenset[str] = attrs.field(default=PROVEN, converter=_words)
    not_proven_by: frozenset[str] = attrs.field(default=NOT_PROVEN, converter=_words)
    index_day_counts: bool | None = None
    last_day_counts: bool | None = None

    def __attrs_post_init__(self) -> None:
        require_whole("follow_up_months", self.follow_up_months, minimum=1)
        require_whole("waiting_months", self.waiting_months, minimum=0)
        if (months := self.follow_up_months + self.waiting_months) > MOST_MONTHS:
            raise InputError("follow_up_months", months, f"{MOST_MONTHS} months or fewer in all")
        both = sorted(self.proven_by & self.not_proven_by)
        if both:
            raise InputError("proven_by", both[0], "words that are not in not_proven_by")


@attrs.frozen(kw_only=True)
class Decision:
    """Whether an offence counts, and why.

    Attributes:
        offender: The id of the offender.
        offence_date: The day of the offence.
        counts: Whether it counts.
        reason: Why, in words.
    """

    offender: str | int
    offence_date: dt.date
    counts: bool
    reason: str


@attrs.frozen(kw_only=True)
class BinaryReoffending:
    """The share of offenders with a proven reoffence, and how many there were.

    Attributes:
        estimate: The share with its interval.
        offenders: How many are in the cohort.
        reoffenders: How many of them have a proven reoffence.
        reoffences: How many proven reoffences there are.
        reoffences_per_reoffender: nan where nobody reoffended.
        reoffences_per_offender: Proven reoffences over offenders.
        per_offender: Proven reoffences of each, in the order of the cohort.
        decisions: Every offence, with whether it counts and why.
        rules: The rules that were applied.
    """

    estimate: Estimate
    offenders: int
    reoffenders: int
    reoffences: int
    reoffences_per_reoffender: float
    reoffences_per_offender: float
    per_offender: tuple[int, ...]
    decisions: tuple[Decision, ...]
    rules: CountingRules


def binary_reoffending(
    cohort: Iterable[Offender],
    *,
    rules: CountingRules | None = None,
    observed_until: dt.date | None = None,
    confidence: float = 0.95,
) -> BinaryReoffending:
    """Return the share of a cohort with a proven reoffence in the follow-up.

    A proven reoffence is an offence in the follow-up (12 months from the index date) that is
    proven by conviction, caution, reprimand or warning in the follow-up or in the waiting period
    (6 months more). Offences before the index date do not count, whenever they are proven. A
    cohort whose waiting period is not over has a rate that is too low.

    Args:
        cohort: The offenders, each once.
        rules: What counts; `CountingRules()` if None.
        observed_until: The last day on which disposals are known, or None if not said.
        confidence: The level of the interval (Wilson), between 0 and 1.

    Returns:
        The rate with its counts, and a decision for every offence. The check
        `waiting_period_over` fails where the disposals are not known to its end.

    Raises:
        InputError: The cohort is empty; an id occurs twice; a disposal is a word that the rules do
            not know; or a record falls on a first or last day for which the rules do not say
            whether it counts.

    References:
        Ministry of Justice, Guide to proven reoffending statistics.

    Examples:
        >>> from datetime import date
        >>> again = Reoffence(
        ...     offence_date=date(2022, 3, 1), disposal_date=date(2022, 6, 20), disposal="caution"
        ... )
        >>> people = [
        ...     Offender(id=1, index_date=date(2022, 1, 15), reoffences=[again]),
        ...     Offender(id=2, index_date=date(2022, 1, 20)),
        ... ]
        >>> found = binary_reoffending(people)
        >>> found.estimate.value, found.decisions[0].reason
        (0.5, 'in the follow-up, proven in time')
    """
    which = rules or CountingRules()
    people = tuple(cohort)
    ids = [person.id for person in people]
    if not people or len(set(ids)) < len(ids):
        raise InputError("cohort", ids, "at least one offender, each with an id of its own")
    decided = [[_decide(person, one, which) for one in person.reoffences] for person in people]
    per_offender = tuple(sum(decision.counts for decision in own) for own in decided)
    again, total = sum(map(bool, per_offender)), sum(per_offender)
    found = proportion(again, len(people), confidence=confidence)
    return BinaryReoffending(
        estimate=attrs.evolve(
            found,
            method=f"binary rate of proven reoffending, {found.method}",
            assumptions=(*found.assumptions, "every proven offence of the cohort is known"),
            checks=(_waiting_over(people, which, observed_until),),
        ),
        offenders=len(people),
        reoffenders=again,
        reoffences=total,
        reoffences_per_reoffender=total / again if again else float("nan"),
        reoffences_per_offender=total / len(people),
        per_offender=per_offender,
        decisions=tuple(decision for own in decided for decision in own),
        rules=which,
    )


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or the month's last day if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _decide(person: Offender, one: Reoffence, rules: CountingRules) -> Decision:
    end = add_months(person.index_date, rules.follow_up_months)
    limit = add_months(person.index_date, rules.follow_up_months + rules.waiting_months)
    started = one.offence_date > person.index_date or (
        one.offence_date == person.index_date and _said(rules, "index_day_counts", person)
    )
    if not started:
        reason = "before the follow-up began"
    elif not _inside(one.offence_date, end, rules, person):
        reason = "after the follow-up"
    elif one.disposal is None or one.disposal_date is None:
        reason = "not proven"
    elif not _is_proof(one.disposal, rules):
        reason = f"not proven: {one.disposal}"
    elif not _inside(one.disposal_date, limit, rules, person):
        reason = "proven after the waiting period"
    else:
        reason = COUNTED
    return Decision(
        offender=person.id,
        offence_date=one.offence_date,
        counts=reason == COUNTED,
        reason=reason,
    )


def _inside(day: dt.date, last: dt.date, rules: CountingRules, person: Offender) -> bool:
    return day < last or (day == last and _said(rules, "last_day_counts", person))


def _said(rules: CountingRules, name: str, person: Offender) -> bool:
    answer: bool | None = getattr(rules, name)
    if answer is None:
        hint = f"A record of offender {person.id} falls on that very day."
        raise InputError(f"rules.{name}", None, "True or False", hint=hint)
    return answer


def _is_proof(disposal: str, rules: CountingRules) -> bool:
    known = rules.proven_by | rules.not_proven_by
    if disposal not in known:
        hint = suggest(disposal, known) or "Add it to proven_by or to not_proven_by."
        raise InputError("disposal", disposal, "a word that the rules know", hint=hint)
    return disposal in rules.proven_by


def _waiting_over(
    people: tuple[Offender, ...], rules: CountingRules, until: dt.date | None
) -> CheckResult:
    name = "waiting_period_over"
    if until is None:
        detail = "It was not said until when disposals are known."
        return CheckResult(name=name, passed=None, detail=detail)
    months = rules.follow_up_months + rules.waiting_months
    early = sum(add_months(person.index_date, months) > until for person in people)
    detail = f"{early} of {len(people)} offenders are still in the follow-up or waiting period."
    return CheckResult(name=name, passed=not early, detail=detail)


COUNTED: Final = "in the follow-up, proven in time"
