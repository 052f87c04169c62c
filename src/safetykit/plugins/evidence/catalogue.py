"""The rated interventions of this module, all of them or those that a name finds."""

from __future__ import annotations

from safetykit.content import RatedIntervention
from safetykit.errors import InputError
from safetykit.plugins.evidence.data import CONTENT

__all__ = ["find_interventions", "interventions"]


def interventions() -> tuple[RatedIntervention, ...]:
    """Return every intervention with its ratings.

    A rating whose confidence is general knowledge was not looked up, and must be before it is
    relied on: `rating.confidence.seen` is then false.

    Examples:
        >>> len(interventions()) > 30
        True
    """
    return CONTENT.evidence


def find_interventions(name: str) -> tuple[RatedIntervention, ...]:
    """Return the interventions whose title or other names hold a text.

    Args:
        name: A part of a name; case does not matter.

    Raises:
        InputError: The name is empty.

    Examples:
        >>> [found.key for found in find_interventions("scared straight")]
        ['evidence.scared_straight']
    """
    wanted = " ".join(name.casefold().split())
    if not wanted:
        raise InputError("name", name, 'a part of a name, such as "lighting"')
    return tuple(
        found
        for found in interventions()
        if any(wanted in other.casefold() for other in (found.title, *found.names))
    )
