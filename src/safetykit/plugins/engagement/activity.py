"""One way of taking part: the level, the promise, who decides, and what is missing between them.

What belongs here: the types and their audit. The five levels are named by IAP2, whose goals and
promises are not reproduced. What does not: the audit of a plan, which is in `safetykit.evaluation`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import parse_choice, require_date
from safetykit.errors import InputError
from safetykit.model import ParticipationLevel

__all__ = [
    "DecisionOwner",
    "Engagement",
    "FeedbackResult",
    "Shortfall",
    "feedback_loop_ok",
]

_INFLUENCE: Final = ParticipationLevel.INVOLVE
_FEW: Final = 30


class DecisionOwner(StrEnum):
    """Who decides in the end."""

    PUBLIC = "public"
    SHARED = "shared"
    COMMISSIONER = "commissioner"
    COUNCIL = "council"
    POLICE = "police"
    PARTNERSHIP = "partnership"


_OWNER_WORDS: Final = {
    "pcc": DecisionOwner.COMMISSIONER,
    "police_and_crime_commissioner": DecisionOwner.COMMISSIONER,
    "residents": DecisionOwner.PUBLIC,
    "community": DecisionOwner.PUBLIC,
}


def _level(value: object) -> ParticipationLevel:
    return parse_choice(ParticipationLevel, value, field="level")


def _promise(value: object) -> ParticipationLevel:
    return parse_choice(ParticipationLevel, value, field="promise")


def _owner(value: object) -> DecisionOwner:
    return parse_choice(DecisionOwner, value, field="decision_owner", aliases=_OWNER_WORDS)


@attrs.frozen(kw_only=True)
class Shortfall:
    """Something that is missing, and what would help."""

    code: str
    words: str
    hint: str


@attrs.frozen(kw_only=True)
class Engagement:
    """One way in which people take part.

    Attributes:
        title: What it is.
        level: The level that is claimed.
        promise: The level that the words of the promise amount to.
        audience: Whom it is for.
        methods: How they take part.
        decision_owner: Who decides in the end.
        influence: What was decided otherwise because of it, each in a sentence.
        answered: How many took part; None if it is not known.
        self_selected: Whether whoever wished could answer.
        closed_on: The last day on which people could answer.
        fed_back_on: The day on which they were told what came of it.

    Raises:
        InputError: The promise is more than the one who decides can give: only the public itself
            can be empowered, and only a shared decision is collaboration; or a date is impossible.
    """

    title: str
    level: ParticipationLevel = attrs.field(converter=_level)
    promise: ParticipationLevel = attrs.field(converter=_promise)
    audience: str
    methods: tuple[str, ...]
    decision_owner: DecisionOwner = attrs.field(converter=_owner)
    influence: tuple[str, ...] = ()
    answered: int | None = None
    self_selected: bool = True
    closed_on: dt.date | None = None
    fed_back_on: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        owners = _CAN_GIVE.get(self.promise)
        if owners and self.decision_owner not in owners:
            words = " or ".join(owner.value for owner in owners)
            expected = f"a promise that the {self.decision_owner.value} can keep"
            hint = f"“{self.promise.value}” needs a decision that is {words}."
            raise InputError("promise", self.promise.value, expected, hint=hint)
        if self.closed_on and self.fed_back_on and self.fed_back_on < self.closed_on:
            expected = f"a day on or after closed_on ({self.closed_on.isoformat()})"
            raise InputError("fed_back_on", self.fed_back_on.isoformat(), expected)

    def audit(self) -> tuple[Shortfall, ...]:
        """Return what is missing, the weightiest first; none is no finding that it is good."""
        return tuple(found for found in self._shortfalls() if found is not None)

    def _shortfalls(self) -> Iterable[Shortfall | None]:
        if self.promise.rank < self.level.rank:
            words = f"The level is “{self.level}”, and the promise amounts to “{self.promise}”."
            yield Shortfall(
                code="promise", words=words, hint="Promise what the level takes, or claim less."
            )
        if self.level.rank >= _INFLUENCE.rank and not self.influence:
            words = f"“{self.level}” is claimed, and nothing is named that was decided otherwise."
            yield Shortfall(
                code="influence",
                words=words,
                hint="Say what changed, or that nothing did, and why.",
            )
        if self.answered is not None and (self.answered < _FEW or self.self_selected):
            why = "fewer than 30 answered" if self.answered < _FEW else "who answered chose to"
            words = f"It cannot be said what residents think: {why}."
            yield Shortfall(code="sample", words=words, hint="Say what those who answered think.")
        if self.closed_on and not self.fed_back_on:
            words = "People have not been told what came of it."
            yield Shortfall(code="feedback", words=words, hint="Set a day, and keep it.")


_CAN_GIVE: Final = {
    ParticipationLevel.COLLABORATE: (DecisionOwner.SHARED, DecisionOwner.PUBLIC),
    ParticipationLevel.EMPOWER: (DecisionOwner.PUBLIC,),
}


@attrs.frozen(kw_only=True)
class FeedbackResult:
    """Whether people were told in time.

    `in_time` is None while there is still time, and where the day of closing is not known.
    """

    in_time: bool | None
    due: dt.date | None
    words: str


def feedback_loop_ok(
    engagement: Engagement, as_of: dt.date, *, within_days: int = 90
) -> FeedbackResult:
    """Return whether people were told what came of it, within days of the close.

    The day after the close is day 1; being told on the last day is in time. The days are the
    caller's own standard: no law sets them.

    Raises:
        InputError: `within_days` is not a whole number above 0.

    Examples:
        >>> asked = Engagement(
        ...     title="Lights", level="consult", promise="consult", audience="the street",
        ...     methods=("survey",), decision_owner="council", closed_on=dt.date(2026, 3, 1),
        ...     fed_back_on=dt.date(2026, 5, 30),
        ... )
        >>> feedback_loop_ok(asked, dt.date(2026, 11, 22)).in_time
        True
    """
    day = require_date("as_of", as_of)
    if isinstance(within_days, bool) or not isinstance(within_days, int) or within_days < 1:  # type: ignore[redundant-expr]  # callers may pass True
        raise InputError("within_days", within_days, "a whole number of days, 1 or more")
    if engagement.closed_on is None:
        return FeedbackResult(in_time=None, due=None, words="The day of closing is not known.")
    due = engagement.closed_on + dt.timedelta(days=within_days)
    told = engagement.fed_back_on
    if told is not None and told <= day:
        in_time: bool | None = told <= due
        words = f"People were told on {told.isoformat()}; due by {due.isoformat()}."
    else:
        in_time = False if day > due else None
        words = f"People have not been told; due by {due.isoformat()}."
    return FeedbackResult(in_time=in_time, due=due, words=words)
