"""The known breaks of a source that split its records: what a reader is told of, with its source.

What belongs here: which breaks those are. What does not: which months a break keeps from being
compared; that is in `windows`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # an audit is printed without records, and so without NumPy
    from safetykit.records import Break, Counts

__all__ = ["known_breaks"]


def known_breaks(records: Iterable[Counts]) -> dict[str, tuple[Break, ...]]:
    """Return the breaks that lie inside the months of the records, by the name of the source.

    A break for good that began before the first month leaves all records on one side, and is not
    among them.

    Args:
        records: The counts; one source may come in several tables, by month and by quarter.

    Returns:
        The breaks of each source that has any, in the order in which the source states them.
    """
    found: dict[str, tuple[Break, ...]] = {}
    for counts in records:
        held = found.get(counts.source.name, ())
        first, last = counts.months[0], counts.last_month
        more = tuple(b for b in counts.source.breaks if b not in held and b.splits(first, last))
        if held or more:
            found[counts.source.name] = (*held, *more)
    return found
