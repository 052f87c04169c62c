"""Which protective marking an evaluation carries, and when that forbids a face.

What belongs here: the highest of the markings, and the refusal. What does not: how a face shows it.
"""

from __future__ import annotations

from collections.abc import Iterable

from safetykit.errors import InputError
from safetykit.quantities import Marking

__all__ = ["highest_marking", "require_release"]


def highest_marking(markings: Iterable[Marking | None]) -> Marking | None:
    """Return the highest of several markings; None if nothing is marked."""
    return max(filter(None, markings), key=list(Marking).index, default=None)


def require_release(marking: Marking | None, *, released_by: str) -> None:
    """Refuse to show anybody what is marked as sensitive, unless somebody decided that it may be.

    Raises:
        InputError: It is marked as sensitive, and `released_by` is empty.
    """
    if marking is None or not marking.is_sensitive or released_by.strip():
        return
    hint = (
        "A sheet for anybody is not made from it. If it was decided to release it, name the post "
        "that decided in released_by (--released-by)."
    )
    raise InputError("public", str(marking), "an evaluation that is not marked so", hint=hint)
