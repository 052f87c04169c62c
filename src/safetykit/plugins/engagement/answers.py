"""What people said and what became of each point: the answer that they are owed.

What belongs here: points, what was done with each, and an account that leaves none out. What does
not: who said it. A point holds no name.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs

from safetykit.content import parse_choice
from safetykit.errors import DocumentError, InputError, Place, Problem

__all__ = ["Account", "Outcome", "Point", "account"]


class Outcome(StrEnum):
    """What became of a point."""

    DONE = "done"
    WILL_DO = "will_do"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    FOR_OTHERS = "for_others"
    OPEN = "open"


_NEEDS_REASON = (Outcome.NOT_DONE, Outcome.PARTLY, Outcome.FOR_OTHERS)


def _outcome(value: object) -> Outcome:
    return parse_choice(Outcome, value, field="outcome")


@attrs.frozen(kw_only=True)
class Point:
    """One thing that people said, and what became of it.

    Attributes:
        said: The point, in words that name nobody.
        outcome: What became of it.
        did: What was done, or will be and by when.
        why: The reason, where it was not done, or not wholly, or is for another body.
        decided_by: The body that decided.

    Raises:
        InputError: It was done and it is not said what; or it was not, and it is not said why.
    """

    said: str
    outcome: Outcome = attrs.field(converter=_outcome)
    did: str = ""
    why: str = ""
    decided_by: str = ""

    def __attrs_post_init__(self) -> None:
        if not self.said.strip():
            raise InputError("said", self.said, "what people said")
        if self.outcome in _NEEDS_REASON and not self.why.strip():
            expected = f"a reason, because the outcome is {self.outcome.value}"
            raise InputError("why", self.why, expected, hint="People are owed the reason.")
        if self.outcome in (Outcome.DONE, Outcome.WILL_DO) and not self.did.strip():
            raise InputError("did", self.did, "what was done, or will be and by when")

    def __str__(self) -> str:
        """Return what was said and what became of it, as sentences."""
        parts = [f"You said: {self.said}", f"{_WORDS[self.outcome]}{self.did}", self.why]
        return " ".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip())


_WORDS = {
    Outcome.DONE: "We did: ",
    Outcome.WILL_DO: "We will: ",
    Outcome.PARTLY: "We did part of it: ",
    Outcome.NOT_DONE: "We did not do it",
    Outcome.FOR_OTHERS: "It is for another body",
    Outcome.OPEN: "We have not answered it yet",
}


@attrs.frozen(kw_only=True)
class Account:
    """What became of every point, the open ones among them."""

    points: tuple[Point, ...]

    def of(self, outcome: Outcome | str) -> tuple[Point, ...]:
        """Return the points with an outcome."""
        which = _outcome(outcome)
        return tuple(point for point in self.points if point.outcome is which)

    @property
    def answered(self) -> int:
        """How many points have an answer, done or not done."""
        return len(self.points) - len(self.of(Outcome.OPEN))

    @property
    def changed_something(self) -> bool:
        """Whether anything was done, or will be, because of what people said."""
        return any(self.of(one) for one in (Outcome.DONE, Outcome.WILL_DO, Outcome.PARTLY))

    def __str__(self) -> str:
        """Return the account, a line for each point, with the sum first."""
        head = f"{self.answered} of {len(self.points)} points have an answer."
        return "\n".join([head, *(f"- {point}" for point in self.points)])


def account(points: Iterable[Point]) -> Account:
    """Return the account of all points.

    Raises:
        DocumentError: A point stands twice with different outcomes.
    """
    given = tuple(points)
    seen: dict[str, Outcome] = {}
    problems = []
    for index, point in enumerate(given):
        words = " ".join(point.said.lower().split())
        if seen.setdefault(words, point.outcome) is not point.outcome:
            place = Place(file="account", path=f"points[{index}]")
            message = f"the same point has the outcomes {seen[words].value} and {point.outcome}."
            problems.append(Problem(place=place, message=message))
    if problems:
        raise DocumentError(problems)
    return Account(points=given)
