"""Tables of assaults that may be published: never a point, never a home, never a small count.

What belongs here: adding up returns by kind of place, weekday, hour or method, and suppressing what
would single somebody out. What does not: maps. Rows and times are not handed back.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.plugins.violence_prevention.istv import ISTVRecord, ISTVReturn

__all__ = ["ISTVTable", "aggregate_istv"]

_LEAST: Final = 5
_MOST: Final = 2
_DAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_PARTS: Final = ("00 to 06", "06 to 12", "12 to 18", "18 to 24")
_PRIVATE: Final = (
    "home",
    "house",
    "residen",
    "dwelling",
    "domestic",
    "private",
    "hostel",
    "refuge",
)
_LEFT_OUT: Final = ("Assaults in homes: a place of that kind can point to a family.",)
_BY: Final[dict[str, Callable[[ISTVRecord], str]]] = {
    "location_type": lambda record: record.location_type,
    "weekday": lambda record: _DAYS[record.assaulted_at.weekday()],
    "part_of_day": lambda record: _PARTS[record.assaulted_at.hour // 6],
    "method": lambda record: record.method,
}


@attrs.frozen(kw_only=True)
class ISTVTable:
    """A table that may be published.

    Attributes:
        by: What the rows, and the columns if there are two, stand for.
        cells: The count of each cell by the names of its row and column, or the mark.
        min_cell: Counts of 1 to one less than this are hidden, and others that would reveal them.
        hidden: How many cells of the table are hidden, totals among them.
        left_out: What is not in the table, in words; never how many.
    """

    by: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]
    min_cell: int
    hidden: int
    left_out: tuple[str, ...] = _LEFT_OUT


def aggregate_istv(
    records: Iterable[ISTVRecord | ISTVReturn],
    *,
    by: Iterable[str] = ("location_type", "weekday"),
    min_cell: int = _LEAST,
    private_locations: Iterable[str] = (),
    mark: str = "*",
) -> ISTVTable:
    """Return a table of assaults in which no small count can be worked out.

    Assaults in homes are left out of every table, and how many they are is not said. Cells of 1 to
    `min_cell` less 1 are hidden, and with them enough others that sums do not give them away
    (`safetykit.stats.disclosure`). Publish one table of a set of assaults: of two, one can be
    subtracted from the other.

    Args:
        records: Assaults, or returns of them.
        by: One or two of location_type, weekday, part_of_day and method.
        min_cell: 5 or more.
        private_locations: Codes of `location_type` that mean a home, besides words such as "home"
            that say so. With codes of a dictionary, give them: the library does not hold them.
        mark: What stands for a hidden count.

    Raises:
        InputError: `by` names something else, or `min_cell` is below 5.
    """
    kept = tuple(by)
    if not kept or len(set(kept)) < len(kept) or len(kept) > _MOST or set(kept) - set(_BY):
        expected = "one or two of " + ", ".join(_BY)
        hint = "Places by name, days and people single somebody out."
        raise InputError("by", kept, expected, hint=hint)
    if not _whole(min_cell) or min_cell < _LEAST:
        hint = "The threshold can be raised, and not lowered."
        raise InputError("min_cell", min_cell, f"{_LEAST} or more", hint=hint)
    private = {code.strip().lower() for code in private_locations}
    rows = [row for row in _rows(records) if not _is_private(row.location_type, private)]
    return _table(rows, kept, min_cell, mark)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _rows(records: Iterable[ISTVRecord | ISTVReturn]) -> Iterable[ISTVRecord]:
    for one in records:
        if isinstance(one, ISTVReturn):
            yield from one.records
        else:
            yield one


def _is_private(location: str, private: set[str]) -> bool:
    word = location.strip().lower()
    return word in private or any(part in word for part in _PRIVATE)


def _table(
    rows: list[ISTVRecord],
    by: tuple[str, ...],
    min_cell: int,
    mark: str,
) -> ISTVTable:
    # numpy comes with an extra; a bare installation loads this module and can read returns
    from safetykit.stats.disclosure import make_table, suppress

    if not rows:
        return ISTVTable(by=by, cells=(), min_cell=min_cell, hidden=0)
    counts = Counter(tuple(_BY[name](row) for name in by) for row in rows)
    names = [sorted({key[place] for key in counts}, key=_in_order) for place in range(len(by))]
    values = [counts[key] for key in itertools.product(*names)]
    width = len(names[-1])
    rows_of = [values[at : at + width] for at in range(0, len(values), width)]
    table = rows_of if len(by) > 1 else values
    linked = make_table(table, dict(zip(by, names, strict=True)))
    found = suppress(linked, threshold=min_cell)
    return ISTVTable(
        by=by,
        cells=tuple(found.shown(mark=mark).items()),
        min_cell=min_cell,
        hidden=len(found.primary) + len(found.secondary),
    )


def _in_order(name: str) -> tuple[int, str]:
    return (_DAYS.index(name) if name in _DAYS else 0, name)
