"""Typical stopping distances, from the table that the Highway Code prints."""

from __future__ import annotations

import datetime as dt
import functools
from enum import StrEnum

import attrs

from safetykit.content import Citation, Confidence, parse_choice, read_content
from safetykit.errors import InputError
from safetykit.plugins.road_safety.data import CONTENT

__all__ = ["Bound", "StoppingDistance", "Surface", "stopping_distance"]


class Surface(StrEnum):
    """The state of the road."""

    DRY = "dry"
    WET = "wet"
    ICE = "ice"


class Bound(StrEnum):
    """How a distance is meant. None of them promises that a car stops within it."""

    TYPICAL = "typical"
    AT_LEAST = "at least"
    CAN_REACH = "can reach"


@attrs.frozen(kw_only=True)
class StoppingDistance:
    """A stopping distance in metres, and how it is meant.

    The parts are given for a dry road alone: the source gives the other surfaces as multiples of
    the whole.
    """

    speed_mph: int
    surface: Surface
    total_m: int
    bound: Bound
    thinking_m: int | None
    braking_m: int | None
    sources: tuple[Citation, ...]
    caveats: tuple[str, ...]


@attrs.frozen(kw_only=True)
class _Row:
    speed_mph: int
    thinking_m: int
    braking_m: int


@attrs.frozen(kw_only=True)
class _Multiple:
    times: int
    caveat: str


@attrs.frozen(kw_only=True)
class _Table:
    title: str
    confidence: Confidence
    review_by: dt.date
    sources: tuple[Citation, ...]
    rows: tuple[_Row, ...]
    caveats: tuple[str, ...]
    wet: _Multiple
    ice: _Multiple


@attrs.frozen(kw_only=True)
class _File:
    table: _Table


@functools.cache
def _table() -> _Table:
    return read_content(CONTENT.folder, "stopping_distances.yaml", _File).table


def stopping_distance(speed_mph: int, *, surface: Surface | str = "dry") -> StoppingDistance:
    """Return the typical stopping distance at a speed that the Highway Code's table holds.

    Args:
        speed_mph: The speed in miles per hour: 20, 30, 40, 50, 60 or 70.
        surface: `dry`, `wet` (at least double) or `ice` (can reach ten times).

    Returns:
        The distance in metres with its source and caveats. It is never a distance within which a
        car is sure to stop.

    Raises:
        InputError: The speed is not in the table; nothing is interpolated.

    Examples:
        >>> stopping_distance(50).total_m
        53
        >>> wet = stopping_distance(50, surface="wet")
        >>> wet.bound.value, wet.total_m
        ('at least', 106)
    """
    table, state = _table(), parse_choice(Surface, surface, field="surface")
    row = _row(table, speed_mph)
    dry_m = row.thinking_m + row.braking_m
    if state is Surface.DRY:
        thinking, braking, caveats = row.thinking_m, row.braking_m, table.caveats
        total, bound = dry_m, Bound.TYPICAL
    else:
        multiple = table.wet if state is Surface.WET else table.ice
        thinking, braking, caveats = None, None, (multiple.caveat, *table.caveats)
        total = multiple.times * dry_m
        bound = Bound.AT_LEAST if state is Surface.WET else Bound.CAN_REACH
    return StoppingDistance(
        speed_mph=speed_mph,
        surface=state,
        total_m=total,
        bound=bound,
        thinking_m=thinking,
        braking_m=braking,
        sources=table.sources,
        caveats=caveats,
    )


def _row(table: _Table, speed_mph: object) -> _Row:
    rows = {row.speed_mph: row for row in table.rows}
    if isinstance(speed_mph, bool) or not isinstance(speed_mph, int) or speed_mph not in rows:
        speeds = ", ".join(map(str, rows))
        hint = "The table is printed for these speeds alone; take the next one above yours."
        raise InputError("speed_mph", speed_mph, f"a speed in mph from {speeds}", hint=hint)
    return rows[speed_mph]
