"""Named lists of rural crime, and what makes a crime a rural one.

What belongs here: finding a list by its name, and one check of a tag. What does not: a definition
of rural crime; no law has one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from safetykit.content import Taxonomy, parse_choice
from safetykit.errors import InputError
from safetykit.plugins.rural_crime.data import CONTENT

__all__ = ["Rurality", "named_list", "require_rural_basis"]

_NAMES: Final = {
    "LLR_2017": "rural_crime.leicestershire_2017",
    "NPCC_2018_RURAL": "rural_crime.npcc_2018_rural",
    "NPCC_2018_WILDLIFE": "rural_crime.npcc_2018_wildlife",
}


class Rurality(StrEnum):
    """What the official classification says of an area."""

    URBAN = "urban"
    RURAL = "rural"


def named_list(name: str) -> Taxonomy:
    """Return a list by the name that says whose it is, and of which year.

    Args:
        name: `LLR_2017`, `NPCC_2018_RURAL` or `NPCC_2018_WILDLIFE`.

    Raises:
        InputError: No list has this name.

    Examples:
        >>> len(named_list("NPCC_2018_RURAL").terms)
        6
    """
    key = _NAMES.get(str(name).strip().upper())
    if key is None:
        hint = "The priorities of 2025 to 2028 are not held: not all nine were seen."
        raise InputError("name", name, "one of " + ", ".join(_NAMES), hint=hint)
    return next(taxonomy for taxonomy in CONTENT.taxonomies if taxonomy.key == key)


def require_rural_basis(rurality: Rurality | str, *, rural_reason: str = "") -> str:
    """Return why a crime is counted as rural: the area, or a response that is rural.

    Args:
        rurality: What the area is.
        rural_reason: For an urban area, what about the crime is rural: "theft of a tractor".

    Raises:
        InputError: The area is urban, and nothing about the crime is rural.
    """
    if parse_choice(Rurality, rurality, field="rurality") is Rurality.RURAL:
        return "the area is rural"
    if not rural_reason.strip():
        hint = "Say what about the crime is rural, or do not tag it."
        raise InputError("rural_reason", rural_reason, "a reason, in an urban area", hint=hint)
    return rural_reason.strip()
