"""Codes for values: each value that a run meets has one number, and a hash of it finds the number.

What belongs here: `Codebook`, the values of one key, and `HashTable`, from hashes to codes. What
does not: making hashes, or grouping.

Two readers hash in two ways, each with a table of its own; both give a value the same code. Threads
may ask while one learns: what is not found is asked for again under the lock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


class Codebook:
    """The values of one key that a run has met, each with its code."""

    def __init__(self) -> None:
        self.values: list[Values] = []
        self._code: dict[Values, int] = {}
        self.lock: RLock = RLock()

    def code(self, value: Values) -> int:
        """Return the code of a value; a value not met before gets the next."""
        with self.lock:
            code = self._code.setdefault(value, len(self.values))
            if code == len(self.values):
                self.values.append(value)
            return code


class HashTable:
    """The codes behind the hashes of one reader.

    A hash points to a slot by its lowest bits, and a slot to an entry; entry 0 is none. Where two
    hashes want one slot, the second takes the next that is free.
    """

    def __init__(self, book: Codebook) -> None:
        self.book = book
        self._met: dict[int, int] = {}
        self._resize(_SLOTS)

    def strangers(self) -> list[Values]:
        """Return the values whose hash is not known, such as those that a cache brought."""
        with self.book.lock:
            met = set(self._met.values())
            return [value for code, value in enumerate(self.book.values) if code not in met]

    def learn(self, values: Mapping[int, Values]) -> None:
        """Learn the values behind hashes."""
        with self.book.lock:
            for number, value in values.items():
                if number not in self._met:
                    self._met[number] = self.book.code(value)
                    if _ROOM * len(self._met) > len(self._slots):
                        self._resize(_GROWTH * len(self._slots))
                    else:
                        self._enter(number, len(self._met))

    def codes(self, hashes: _Hashes) -> _Codes:
        """Return the code behind each hash, and -1 where none is known."""
        if not self._met:
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

    def codes_of(self, hashes: _Hashes, value_at: Callable[[int], Values]) -> _Codes:
        """Return the code behind each hash; `value_at` tells the value at a place.

        Args:
            hashes: The hashes of some rows.
            value_at: Called with the place of a row whose hash was not met before.
        """
        if len(hashes) and hashes[0] == hashes[-1] and (hashes == hashes[0]).all():
            one = self._codes_of(hashes[:1], value_at)
            return np.repeat(one, len(hashes))
        return self._codes_of(hashes, value_at)

    def _codes_of(self, hashes: _Hashes, value_at: Callable[[int], Values]) -> _Codes:
        found = self.codes(hashes)
        if found.min(initial=0) >= 0:
            return found
        with self.book.lock:
            unknown = np.flatnonzero(found < 0)
            strange, first = np.unique(hashes[unknown], return_index=True)
            places = unknown[first].tolist()
            fresh = zip(strange.tolist(), places, strict=True)
            self.learn({n: value_at(i) for n, i in fresh if n not in self._met})
            found[unknown] = self.codes(hashes[unknown])
        return found

    def _resize(self, size: int) -> None:
        """Take larger arrays, filled before any thread can see them."""
        room = size // _ROOM + 1
        self._fresh = (
            np.zeros(size, dtype=np.int32),
            np.zeros(room, dtype=np.uint64),
            np.full(room, -1, dtype=np.int32),
        )
        for entry, number in enumerate(self._met, start=1):
            self._enter(number, entry)
        # The slots come last: what a thread finds in them is in the other arrays already.
        slots, self._known, self._codes = self._fresh
        self._slots = slots

    def _enter(self, number: int, entry: int) -> None:
        slots, known, codes = self._fresh
        at = number & (len(slots) - 1)
        while slots[at]:
            at = (at + 1) & (len(slots) - 1)
        known[entry], codes[entry] = number, self._met[number]
        slots[at] = entry
