"""Series of a table that are the sum of its others: all offences beside each, a town and its wards.

What belongs here: finding them by their figures, whatever they are called. What does not: what
follows for disclosure.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import attrs
import numpy as np

from safetykit.evaluation.disclosure.windows import Place
from safetykit.records import Counts

__all__ = ["Link", "series_links"]


@attrs.frozen
class Link:
    """A series that is the sum of others, period by period.

    Attributes:
        total: The sum.
        parts: Series that it is a sum of.
        rest: Further ones, which the report does not show. What they hold together follows from
            the others, and needs the same protection.
    """

    total: Place
    parts: tuple[Place, ...]
    rest: tuple[Place, ...] = ()

    def among(self, shown: Container[Place]) -> Link | None:
        """Return the link between shown series; None where nothing follows from them."""
        parts = tuple(place for place in self.parts if place in shown)
        if self.total not in shown or not parts:
            return None
        rest = tuple(place for place in self.parts if place not in shown)
        return Link(self.total, parts, rest)

    @property
    def places(self) -> tuple[Place, ...]:
        """The total, then the parts that are shown."""
        return (self.total, *self.parts)


def series_links(counts: Counts) -> tuple[Link, ...]:
    """Return the series that are the sum of all others of their area rule, or of all categories."""
    return (*_over_areas(counts), *_over_groups(counts))


def _over_areas(counts: Counts) -> Iterator[Link]:
    for rule in dict.fromkeys(key.rule for key in counts.areas):
        places = [j for j, key in enumerate(counts.areas) if key.rule is rule]
        for k, group in enumerate(counts.groups):
            for at in _totals(counts.values[:, places, k]):
                keys: Sequence[Place] = [(counts.areas[j], group) for j in places]
                yield Link(keys[at], tuple(key for key in keys if key != keys[at]))


def _over_groups(counts: Counts) -> Iterator[Link]:
    for j, area in enumerate(counts.areas):
        for at in _totals(counts.values[:, j, :]):
            keys: Sequence[Place] = [(area, group) for group in counts.groups]
            yield Link(keys[at], tuple(key for key in keys if key != keys[at]))


def _totals(values: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> list[int]:
    """Return which column, if one, is the sum of all the others in every row."""
    if values.shape[1] < 2 or not values.any():
        return []
    twice = values.sum(axis=1, keepdims=True) == 2 * values
    return [int(at) for at in np.flatnonzero(twice.all(axis=0))[:1]]
