"""What a plugin raised, in words that can always be printed.

What belongs here: one function, on which nothing of the toolkit stands in the way. What does not:
the fault that the words become part of, which is in `calling`.
"""

from __future__ import annotations

from typing import Final

__all__ = ["describe"]

_LONGEST: Final = 2_000


def describe(error: BaseException) -> str:
    """Return the kind and the words of what a plugin raised, whatever they are."""
    kind = type(error).__name__
    try:
        words = str(error)
    except Exception:  # noqa: BLE001 - an error that cannot be shown may not hide that there is one
        return f"{kind}, whose words cannot be read"
    return f"{kind}: {words if len(words) <= _LONGEST else words[:_LONGEST] + '...'}"
