"""Rows of one kind: those with the same in every column that decides where they count.

What belongs here: finding the kinds of a file's rows, so that each is judged once. What does not:
the judgement, or the reading; see `safetykit.records.marks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

__all__ = ["Kind", "kinds_of"]

_DENSE: Final = 4  # places for each row
Ints: TypeAlias = npt.NDArray[np.int64]


@attrs.frozen
class Kind:
    """What rows of a kind have in each key, which of them is first, and how many they are."""

    values: tuple[Any, ...]
    first: int
    rows: int


def kinds_of(
    codes: Sequence[npt.NDArray[Any]], values: Sequence[Sequence[Any]]
) -> tuple[Ints, list[Kind]]:
    """Return for each row the position of its kind, and the kinds as they first occur.

    Args:
        codes: For each key, the position of each row's value.
        values: For each key, the values.
    """
    folded = codes[0].astype(np.int64)
    for code, known in zip(codes[1:], values[1:], strict=True):
        folded = folded * len(known) + code
    found, first, of_row, rows = _different(folded)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    kinds = [
        Kind(_values(number, values), at, count)
        for number, at, count in zip(
            found[order].tolist(), first[order].tolist(), rows[order].tolist(), strict=True
        )
    ]
    return place[of_row], kinds


def _different(folded: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the different numbers, where each is first, which one each row has, how often."""
    if len(folded) == 0:
        return folded, folded, folded, folded
    low = int(folded.min())
    near = folded - low
    if near.max() >= _DENSE * len(near):
        return np.unique(folded, return_index=True, return_inverse=True, return_counts=True)
    times = np.bincount(near)
    there = np.flatnonzero(times)
    where = np.zeros(len(times), dtype=np.int64)
    where[near[::-1]] = np.arange(len(near) - 1, -1, -1)  # the first row writes last
    number = np.zeros(len(times), dtype=np.int64)
    number[there] = np.arange(len(there))
    return there + low, where[there], number[near], times[there]


def _values(number: int, values: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    found = []
    for known in values[:0:-1]:
        number, code = divmod(number, len(known))
        found.append(known[code])
    return (values[0][number], *reversed(found))
