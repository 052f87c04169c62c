"""Every name that will go, what replaces it, and when: the one place for texts of deprecation.

What belongs here: one line for each name of the front door that was renamed, and the warning. A
name that goes warns for at least two minor versions. What does not: names of other packages; they
come here when the first of them is renamed.
"""

from __future__ import annotations

import warnings
from typing import Final, NamedTuple

from safetykit.errors import SafetyKitDeprecationWarning

__all__ = ["RENAMED", "Renamed", "warn_renamed"]


class Renamed(NamedTuple):
    """What replaces a name, the version that first warned, and the one in which the name goes."""

    to: str
    since: str
    removed_in: str


RENAMED: Final[dict[str, Renamed]] = {}


def warn_renamed(name: str, *, stacklevel: int) -> str:
    """Warn that a name of the front door will go, and return the name that replaces it."""
    new = RENAMED[name]
    text = (
        f"safetykit.{name} is now safetykit.{new.to}; the old name warns since {new.since} and "
        f"goes in {new.removed_in}."
    )
    warnings.warn(text, SafetyKitDeprecationWarning, stacklevel=stacklevel + 1)
    return new.to
