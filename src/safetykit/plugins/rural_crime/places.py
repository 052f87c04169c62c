"""Places in the country, made coarse enough that no farm and no nest can be found.

What belongs here: reading a grid reference of Great Britain, and what of it may be shown. What
does not: maps, postcodes, and the grid of Ireland.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import parse_choice
from safetykit.errors import InputError

__all__ = ["Square", "Subject", "parse_grid_reference", "place_to_show"]

_SHAPE: Final = re.compile(r"([HJNOST][A-HJ-Z])(\d*)")
MIN_KM: Final = 2
FEWEST_HOLDINGS: Final = 5


class Subject(StrEnum):
    """What was harmed: a wild animal or its home, or a farm."""

    WILDLIFE = "wildlife"
    FARM = "farm"


@attrs.frozen(kw_only=True)
class Square:
    """A square of the national grid: its letters, its south-west corner and its side, in km."""

    letters: str
    east_km: int
    north_km: int
    side_km: int

    def __str__(self) -> str:
        """Return the corner and the side: `SK 58 04, 2 km square`."""
        corner = f"{self.letters} {self.east_km:02d} {self.north_km:02d}"
        return f"{corner}, {self.side_km} km square"


def parse_grid_reference(text: str) -> tuple[str, int, int, int]:
    """Return a grid reference of Great Britain: letters, metres east and north, and its size.

    Args:
        text: Two letters and 2, 4, 6, 8 or 10 digits: `SK 5904`, `TQ 38 77`.

    Returns:
        The letters, the metres east and north in that square of 100 km, and the side in metres
        of the square that the reference means.

    Raises:
        InputError: The text is no grid reference.

    Examples:
        >>> parse_grid_reference("SK 590 045")
        ('SK', 59000, 4500, 100)
    """
    joined = re.sub(r"\s+", "", str(text)).upper()
    match = _SHAPE.fullmatch(joined)
    digits = match[2] if match else ""
    if match is None or len(digits) not in (2, 4, 6, 8, 10):
        hint = "Postcodes and the grid of Ireland are not read."
        expected = "two letters and 2, 4, 6, 8 or 10 digits, such as SK 590 045"
        raise InputError("grid_reference", text, expected, hint=hint)
    half = len(digits) // 2
    side = 10 ** (5 - half)
    return match[1], int(digits[:half]) * side, int(digits[half:]) * side, side


def place_to_show(
    grid_reference: str, subject: Subject | str, *, holdings_in_square: int | None = None
) -> Square:
    """Return the square that may be shown for a place: 2 km or more, and never a single farm.

    Args:
        grid_reference: Where it was; see `parse_grid_reference`.
        subject: Whether it was about wildlife or a farm.
        holdings_in_square: For a farm, how many farm holdings are in the square of 2 km.

    Raises:
        InputError: It is no grid reference, or the square holds fewer than 5 farm holdings.

    Examples:
        >>> print(place_to_show("SK 5904 0451", "wildlife"))
        SK 58 04, 2 km square
    """
    what = parse_choice(Subject, subject, field="subject")
    letters, east, north, side = parse_grid_reference(grid_reference)
    few = holdings_in_square is None or holdings_in_square < FEWEST_HOLDINGS
    if what is Subject.FARM and few:
        hint = "A map could show which farm it was: give the district instead."
        expected = f"{FEWEST_HOLDINGS} farm holdings or more in the square"
        raise InputError("holdings_in_square", holdings_in_square, expected, hint=hint)
    side_km = max(MIN_KM, side // 1000)
    corner = [metres // 1000 // side_km * side_km for metres in (east, north)]
    return Square(letters=letters, east_km=corner[0], north_km=corner[1], side_km=side_km)
