"""When a figure that somebody sends is due.

What belongs here: the usual number of days, and which numbers can be one. What does not: whether a
figure came late; that is in `aggregate.remarks`, and in the evaluation.
"""

from __future__ import annotations

from typing import Final

from safetykit.errors import InputError

__all__ = ["DUE_DAYS", "require_due_days"]

DUE_DAYS: Final = 31
"""How many days after the end of its period a figure is due, if nobody says otherwise."""
MOST_DAYS: Final = 3660


def require_due_days(days: object, field: str = "due_days") -> None:
    """Refuse what is no number of days to wait for a figure.

    Args:
        days: How many days after the end of its period a figure is due.
        field: What the error calls them.

    Raises:
        InputError: They are no whole number from 0 to 3,660, which is ten years.
    """
    if isinstance(days, bool) or not isinstance(days, int) or not 0 <= days <= MOST_DAYS:
        hint = "They are counted from the end of the period: 31, say."
        raise InputError(field, days, f"a whole number of days from 0 to {MOST_DAYS}", hint=hint)
