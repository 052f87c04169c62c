"""Codes for values: each value that a run meets has one number, and a hash of it finds the number.

What belongs here: `Codebook`, the values of one key, and `HashTable`, from hashes to codes. What
does not: making hashes, or grouping.

Two readers hash in two ways, each with a table of its own; both give a value the same code. Threads
may ask while one learns: what is not found is asked for again under the lock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from threading import RLock
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from safetykit.records.query import Values

__all__ = ["Codebook", "HashTable"]

_SLOTS: Final = 1 << 12
_ROOM: Final = 8  # slots for each value, so that few share one
_GROWTH: Final = 8
_CHUNK: Final = 1 << 16  # rows whose arrays stay in the processor's cache
_Codes: TypeAlias = npt.NDArray[np.int32]
_Hashes: TypeAlias = npt.NDArray[np.uint64]
_NONE: Final = np.zeros(1, dtype=np.uint64)
_NO_CODE: Final = np.full(1, -1, dtype=np.int32)


class Codebook:
    """The values of one key that a run has met, each with its code."""

    def __init__(self) -> None:
        self.values: list[Values] = []
        self._code: dict[Values, int] = {}
        self.lock: RLock = RLock()

    def code(self, value: Values) -> int:
        """Return the code of a value; a value not met before gets the next."""
        return int(self.codes([value])[0])

    def codes(self, values: Sequence[Values]) -> _Codes:
        """Return the codes of several values."""
        with self.lock:
            known, before = self._code, len(self.values)
            found = [known.setdefault(value, len(known)) for value in values]
            fresh = (one for one, code in zip(values, found, strict=True) if code >= before)
            self.values.extend(dict.fromkeys(fresh))
            return np.array(found, dtype=np.int32)


class HashTable:
    """The codes behind the hashes of one reader.

    A hash points to a slot by its lowest bits, and a slot to an entry; entry 0 is none. Where two
    hashes want one slot, the second takes the next that is free.
    """

    def __init__(self, book: Codebook) -> None:
        self.book = book
        self._size = 0
        self._take(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32))

    def strangers(self) -> list[Values]:
        """Return the values whose hash is not known, such as those that a cache brought."""
        with self.book.lock:
            met = set(self._codes[1 : self._size + 1].tolist())
            return [value for code, value in enumerate(self.book.values) if code not in met]

    def learn(self, values: Mapping[int, Values]) -> None:
        """Learn the values behind hashes."""
        with self.book.lock:
            hashes = np.fromiter(values, dtype=np.uint64, count=len(values))
            fresh = self.codes(hashes) < 0
            self._learn(hashes[fresh], list(compress(values.values(), fresh)))

    def _learn(self, hashes: _Hashes, values: Sequence[Values]) -> None:
        """Learn hashes that differ and are not known; whoever calls holds the lock."""
        first, stop = self._size + 1, self._size + 1 + len(hashes)
        codes = self.book.codes(values)
        if _ROOM * stop > len(self._slots):
            before = self._known[1:first], self._codes[1:first]
            self._take(np.concatenate([before[0], hashes]), np.concatenate([before[1], codes]))
            return
        self._known[first:stop], self._codes[first:stop] = hashes, codes
        self._size = stop - 1
        _enter(self._slots, hashes, first)

    def codes(self, hashes: _Hashes) -> _Codes:
        """Return the code behind each hash, and -1 where none is known."""
        if not self._size:
            return np.full(len(hashes), -1, dtype=np.int32)
        if len(hashes) > _CHUNK:
            chunks = range(0, len(hashes), _CHUNK)
            return np.concatenate([self.codes(hashes[i : i + _CHUNK]) for i in chunks])
        slots, known, codes = self._slots, self._known, self._codes
        mask = np.uint64(len(slots) - 1)
        at = (hashes & mask).view(np.int64)
        entry = slots[at]
        found: _Codes = codes[entry]
        other = np.flatnonzero((known[entry] != hashes) & (entry != 0))
        at = at[other]
        while len(other):
            at = (at + 1) & np.int64(mask)
            entry = slots[at]
            hit = known[entry] == hashes[other]
            found[other] = np.where(hit | (entry == 0), codes[entry], -1)
            more = ~hit & (entry != 0)
            other, at = other[more], at[more]
        return found

    def codes_of(
        self, hashes: _Hashes, values_at: Callable[[npt.NDArray[np.intp]], Sequence[Values]]
    ) -> _Codes:
        """Return the code behind each hash; `values_at` tells the values at some places.

        Args:
            hashes: The hashes of some rows.
            values_at: Called with the places of rows whose hashes were not met before.
        """
        if len(hashes) and hashes[0] == hashes[-1] and (hashes == hashes[0]).all():
            one = self._codes_of(hashes[:1], values_at)
            return np.repeat(one, len(hashes))
        return self._codes_of(hashes, values_at)

    def _codes_of(
        self, hashes: _Hashes, values_at: Callable[[npt.NDArray[np.intp]], Sequence[Values]]
    ) -> _Codes:
        found = self.codes(hashes)
        if found.min(initial=0) >= 0:
            return found
        with self.book.lock:
            unknown = np.flatnonzero(found < 0)
            while len(unknown):
                strange = hashes[unknown]
                code = self.codes(strange)  # since then, some of them may have been learned
                found[unknown] = code
                unknown, strange = unknown[code < 0], strange[code < 0]
                one = _one_of_each(strange)
                self._learn(strange[one], values_at(unknown[one]))
        return found

    def _take(self, hashes: _Hashes, codes: _Codes) -> None:
        """Take larger arrays, filled before any thread can see them."""
        size = max(_SLOTS, 1 << (_GROWTH * _ROOM * len(hashes)).bit_length())
        slots, room = np.zeros(size, dtype=np.int32), size // _ROOM - len(hashes)
        self._known = np.concatenate([_NONE, hashes, np.zeros(room, dtype=np.uint64)])
        self._codes = np.concatenate([_NO_CODE, codes, np.full(room, -1, dtype=np.int32)])
        self._size = len(hashes)
        _enter(slots, hashes, 1)
        # The slots come last: what a thread finds in them is in the other arrays already.
        self._slots = slots


def _enter(slots: _Codes, hashes: _Hashes, first: int) -> None:
    """Enter hashes under the numbers from `first` on, each in the first slot that is free."""
    mask = np.int64(len(slots) - 1)
    at = (hashes & np.uint64(mask)).view(np.int64)
    entries = np.arange(first, first + len(hashes), dtype=np.int32)
    while len(entries):
        free = slots[at] == 0
        slots[at[free]] = entries[free]  # of several that want it, one has it
        left = slots[at] != entries
        at, entries = (at[left] + 1) & mask, entries[left]


def _one_of_each(hashes: _Hashes) -> npt.NDArray[np.intp]:
    """Return places of hashes that differ: one of all those with the same lowest bits."""
    size = max(_SLOTS, 1 << len(hashes).bit_length())
    bits = (hashes & np.uint64(size - 1)).view(np.int64)
    places = np.arange(len(hashes))
    last = np.zeros(size, dtype=np.intp)
    last[bits] = places
    return np.flatnonzero(last[bits] == places)
