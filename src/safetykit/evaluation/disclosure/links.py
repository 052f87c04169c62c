"""Series of a table that are the sum of its others: all offences beside each, a town and its wards.

What belongs here: finding them by their figures, whatever they are called. What does not: what
follows for disclosure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from safetykit.evaluation.disclosure.windows import Place
from safetykit.records import Counts

__all__ = ["Link", "series_links"]


@attrs.frozen
class Link:
    """A series that is the sum of others, period by period."""

    total: Place
    parts: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The total, then its parts."""
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
