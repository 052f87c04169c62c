"""The figures that an area publishes each year about its case reviews, and their arithmetic.

What belongs here: the typed return and the checks that its figures can all be true. What does
not: a judgement of the area; few reviews can mean little trouble, or that nobody knows of them.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from safetykit.content import Citation, require_date
from safetykit.errors import DocumentError, InputError, Place, Problem
from safetykit.plugins.antisocial_behaviour.periods import last_day

__all__ = ["CaseReviewReturn"]

_YEAR: Final = 12
_COUNTS: Final = (
    "applications",
    "below_threshold",
    "reviews_held",
    "with_recommendations",
    "withdrawn",
    "open_at_start",
    "open_at_end",
)


@attrs.frozen(kw_only=True)
class CaseReviewReturn:
    """One area's figures for twelve months that begin with `first_day`.

    `applications`: asked for. `below_threshold`: the bodies decided that the threshold was not
    met. `reviews_held`: carried out. `with_recommendations`: of those, how many led to any.
    `withdrawn`, `open_at_start` and `open_at_end` are None where the area does not say. If all
    three are given, what came in must be what went out.

    Raises:
        DocumentError: The figures cannot all be true; every problem is listed.
    """

    area: str
    first_day: dt.date
    applications: int
    below_threshold: int
    reviews_held: int
    with_recommendations: int
    withdrawn: int | None = None
    open_at_start: int | None = None
    open_at_end: int | None = None
    sources: tuple[Citation, ...] = ()

    def __attrs_post_init__(self) -> None:
        require_date("first_day", self.first_day)
        problems = [
            f"{name}: expected a whole number, 0 or more, got {value!r}."
            for name, value in ((name, getattr(self, name)) for name in _COUNTS)
            if not _whole(value, optional=name in _COUNTS[4:])
        ]
        problems = problems or [*self._parts(), *self._balance()]
        if problems:
            place = Place(file=f"case reviews of {self.area}")
            raise DocumentError([Problem(place=place, message=text) for text in problems])

    @property
    def last_day(self) -> dt.date:
        """The last of the twelve months' days."""
        return last_day(self.first_day, _YEAR)

    @property
    def undecided(self) -> int:
        """Applications less those below the threshold, held and withdrawn: open, or not said."""
        return self.applications - self.below_threshold - self.reviews_held - (self.withdrawn or 0)

    @property
    def complete(self) -> bool:
        """Whether the area says what became of every application."""
        return None not in (self.withdrawn, self.open_at_start, self.open_at_end)

    def follows(self, before: CaseReviewReturn) -> bool:
        """Whether this return takes up where an earlier one of the same area ended.

        Raises:
            InputError: The two overlap or leave a gap, or what was open does not agree.
        """
        expected = before.last_day + dt.timedelta(days=1)
        if self.first_day != expected:
            words = f"{expected.isoformat()}, the day after the return before"
            raise InputError("first_day", self.first_day.isoformat(), words)
        if None not in (self.open_at_start, before.open_at_end):
            if self.open_at_start != before.open_at_end:
                words = f"{before.open_at_end}, what the return before left open"
                raise InputError("open_at_start", self.open_at_start, words)
            return True
        return False

    def _parts(self) -> list[str]:
        found = []
        if self.with_recommendations > self.reviews_held:
            found.append(
                f"with_recommendations: expected at most reviews_held ({self.reviews_held}), "
                f"got {self.with_recommendations}."
            )
        gone = self.below_threshold + self.reviews_held + (self.withdrawn or 0)
        if self.open_at_start is not None and gone > self.applications + self.open_at_start:
            found.append(
                f"reviews_held: {gone} applications were dealt with, and only "
                f"{self.applications + self.open_at_start} were there."
            )
        return found

    def _balance(self) -> list[str]:
        if self.withdrawn is None or self.open_at_start is None or self.open_at_end is None:
            return []
        came = self.open_at_start + self.applications
        went = self.below_threshold + self.reviews_held + self.withdrawn + self.open_at_end
        if came == went:
            return []
        return [
            f"open_at_end: {self.open_at_start} open and {self.applications} received make {came}; "
            f"{self.below_threshold} below, {self.reviews_held} held, {self.withdrawn} withdrawn "
            f"and {self.open_at_end} left open make {went}."
        ]


def _whole(value: object, *, optional: bool) -> bool:
    if value is None:
        return optional
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
