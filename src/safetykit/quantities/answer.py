"""The three answers of a comparison between values that are only partly known."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Answer"]


class Answer(StrEnum):
    """Yes, no, or cannot tell.

    An `Answer` refuses to be used as a truth value, because "cannot tell" is neither.

    Examples:
        >>> ~Answer.YES
        <Answer.NO: 'no'>
        >>> Answer.YES & Answer.CANNOT_TELL
        <Answer.CANNOT_TELL: 'cannot tell'>
    """

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"

    @classmethod
    def of(cls, *, surely: bool, possibly: bool) -> Answer:
        """Return yes if it surely holds, no if it cannot hold, and cannot tell between the two."""
        if surely:
            return cls.YES
        return cls.CANNOT_TELL if possibly else cls.NO

    def __bool__(self) -> bool:
        """Refuse: compare with `is Answer.YES` instead."""
        raise TypeError(
            "an Answer has three values and no truth value: write `is Answer.YES` or `is Answer.NO`"
        )

    def __invert__(self) -> Answer:
        """Return the opposite; what cannot be told stays so."""
        return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(self, self)

    def __and__(self, other: Answer) -> Answer:
        """Return no if either is no, yes if both are yes."""
        if Answer.NO in (self, other):
            return Answer.NO
        return Answer.YES if self is other is Answer.YES else Answer.CANNOT_TELL

    def __or__(self, other: Answer) -> Answer:
        """Return yes if either is yes, no if both are no."""
        return ~(~self & ~other)
