"""The threshold of a case review: which reports count, by the rule of an area.

What belongs here: the arithmetic on the days of reports. What does not: a decision. The bodies of
the area decide, and they may hold a review though the reports are too few: the result says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import (
    Fact,
    Jurisdiction,
    Route,
    Unknown,
    current_routes,
    parse_choice,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import InputError
from safetykit.plugins.antisocial_behaviour.data import CONTENT
from safetykit.plugins.antisocial_behaviour.periods import last_day

__all__ = [
    "CaseReviewThreshold",
    "Complaint",
    "Flag",
    "ThresholdResult",
    "UncountedComplaint",
    "check_threshold",
]

_KEY: Final = "antisocial_behaviour.review"
_MOST: Final = 3
_ASK: Final = (
    "Your area may set a lower threshold; ask it.",
    "It may also hold a review because of harm, or because too little was done.",
)
_PERSON: Final = "Somebody should talk with the person who complains now, whatever the count."


class Flag(StrEnum):
    """What always leads to a conversation with a person, whatever the count says."""

    SELF_HARM = "self_harm"
    HATE = "hate"
    CHILD_AT_RISK = "child_at_risk"


def _check_count(_: object, field: attrs.Attribute[int], value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InputError(field.name, value, "a whole number, 1 or more")


@attrs.frozen(kw_only=True)
class CaseReviewThreshold:
    """The threshold that an area has published. What is not given is the most that the Act allows.

    `max_complaints` is how many reports the area asks for; the Act caps it at three. `extra` says
    what else the area takes into account, in its words; it can only help the person who asks.
    """

    area: str = ""
    max_complaints: int = attrs.field(default=_MOST, validator=_check_count)
    window_months: int = attrs.field(default=6, validator=_check_count)
    report_within_months: int = attrs.field(default=1, validator=_check_count)
    extra: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.max_complaints > _MOST:
            expected = "3 or fewer: the 2014 Act caps the threshold at three qualifying complaints"
            hint = "A route for groups that asks for more belongs in `extra`."
            raise InputError("max_complaints", self.max_complaints, expected, hint=hint)


@attrs.frozen(kw_only=True)
class Complaint:
    """One report of one incident. The same incident, told to two bodies, has one `incident`."""

    incident: str
    happened_on: dt.date
    reported_on: dt.date

    def __attrs_post_init__(self) -> None:
        happened = require_date("happened_on", self.happened_on)
        reported = require_date("reported_on", self.reported_on)
        if reported < happened:
            expected = f"a day on or after happened_on ({happened.isoformat()})"
            raise InputError(f"{self.incident}.reported_on", reported.isoformat(), expected)


@attrs.frozen(kw_only=True)
class UncountedComplaint:
    """A report that the rule does not count, and why."""

    complaint: Complaint
    reason: str


@attrs.frozen(kw_only=True)
class ThresholdResult:
    """Whether the reports given meet the threshold given; not whether there will be a review."""

    met: bool
    counted: tuple[Complaint, ...]
    not_counted: tuple[UncountedComplaint, ...]
    needed: int
    talk_to_a_person: bool
    words: tuple[str, ...]
    facts: tuple[Fact, ...]
    routes: tuple[Route, ...]

    def __str__(self) -> str:
        """Return what the count says, and what to do, as sentences."""
        return " ".join(self.words)


def check_threshold(
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    complaints: Iterable[Complaint],
    *,
    threshold: CaseReviewThreshold | None = None,
    flags: Iterable[Flag | str] = (),
) -> ThresholdResult | Unknown:
    """Count the reports that qualify for a case review on the day of the application.

    A report counts if it was made within a month of the incident, and the application within six
    months of the report, or as the area has set. Both periods begin with their first day. Reports
    of one incident to several bodies count once.

    Args:
        jurisdiction: England or Wales.
        as_of: The day of the application.
        complaints: The reports.
        threshold: The area's own; if none is given, the most that the Act allows.
        flags: What leads to a conversation with a person, whatever the count.

    Returns:
        Which reports count, which do not and why, and whom to ask; or `Unknown` for Scotland,
        Northern Ireland, and a day before the first that the module vouches for.

    Raises:
        InputError: A report is later than the application, or a flag is not known.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    facts: list[Fact] = []
    for part in ("max_complaints", "report_months", "window_months"):
        answer = CONTENT.book.at(f"{_KEY}.{part}", jurisdiction=nation, as_of=day)
        if isinstance(answer, Unknown):
            return attrs.evolve(answer, about="the threshold of a case review")
        facts.append(answer)
    rule = threshold or CaseReviewThreshold()
    counted, left_out = _sort_out(tuple(complaints), day, rule)
    person = bool([parse_choice(Flag, flag, field="flags") for flag in flags])
    met = len(counted) >= rule.max_complaints
    return ThresholdResult(
        met=met,
        counted=counted,
        not_counted=left_out,
        needed=rule.max_complaints,
        talk_to_a_person=person,
        words=_words(len(counted), rule, met=met, person=person),
        facts=tuple(facts),
        routes=_routes(nation, day),
    )


def _sort_out(
    complaints: tuple[Complaint, ...], day: dt.date, rule: CaseReviewThreshold
) -> tuple[tuple[Complaint, ...], tuple[UncountedComplaint, ...]]:
    counted: dict[str, Complaint] = {}
    left_out: list[UncountedComplaint] = []
    for complaint in sorted(complaints, key=lambda one: (one.reported_on, one.happened_on)):
        reason = _why_not(complaint, day, rule)
        if not reason and complaint.incident in counted:
            reason = "the same incident was reported before; it counts once"
        if reason:
            left_out.append(UncountedComplaint(complaint=complaint, reason=reason))
        else:
            counted[complaint.incident] = complaint
    return tuple(counted.values()), tuple(left_out)


def _why_not(complaint: Complaint, day: dt.date, rule: CaseReviewThreshold) -> str:
    if complaint.reported_on > day:
        expected = f"a day on or before the application ({day.isoformat()})"
        got = complaint.reported_on.isoformat()
        raise InputError(f"{complaint.incident}.reported_on", got, expected)
    by = last_day(complaint.happened_on, rule.report_within_months)
    if complaint.reported_on > by:
        return f"reported after {by.isoformat()}, the last day for this incident"
    until = last_day(complaint.reported_on, rule.window_months)
    if day > until:
        return f"the application came after {until.isoformat()}, the last day for this report"
    return ""


def _words(count: int, rule: CaseReviewThreshold, *, met: bool, person: bool) -> tuple[str, ...]:
    where = rule.area or "the most that the Act allows an area to ask for"
    found = f"Reports that count: {count}; asked for: {rule.max_complaints} ({where})."
    words = [_PERSON] if person else []
    words.append(found)
    if met:
        words.append("On these dates the reports meet the threshold. Ask for a review.")
    else:
        words += ["Ask for a review all the same.", *_ASK]
    return (*words, *rule.extra)


def _routes(nation: Jurisdiction, day: dt.date) -> tuple[Route, ...]:
    return current_routes(CONTENT.routes, jurisdiction=nation, as_of=day, about="review")
