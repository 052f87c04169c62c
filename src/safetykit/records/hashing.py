"""Hash stretches of a text: 64 bits for each, eight bytes at a time, for all rows at once.

What belongs here: the arithmetic of hashes. What does not: where the stretches are (`plain`), and
what a hash stands for (`codebook`).

Equal stretches have equal hashes in any text, and a stretch without a byte has 0.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["hash_fields", "mix"]

_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)  # of Fibonacci hashing: 2^64 by the golden ratio
_SECOND: Final = np.uint64(0xFF51AFD7ED558CCD)  # of the last step of MurmurHash3
_SHIFT: Final = np.uint64(32)
_Places: TypeAlias = npt.NDArray[np.int64]
_Words: TypeAlias = npt.NDArray[np.uint64]


def hash_fields(text: bytes, starts: _Places, sizes: _Places) -> _Words:
    """Return the hash of each stretch of a text.

    Args:
        text: The text.
        starts: Where n stretches start, in order.
        sizes: How many bytes they have.
    """
    count = max(1, -(-int(sizes.max(initial=0)) // 8))
    words = _words(text, starts, count)
    alike = _same(sizes)
    words &= _masks(count)[sizes[:1] if alike else sizes].view(np.uint64).reshape(-1, count)
    if alike and _same(words):  # such as the month and the force of a file
        return np.repeat(_hashed(sizes[:1], words[:1]), len(sizes))
    return _hashed(sizes, words)


def mix(hashes: _Words, word: _Words) -> _Words:
    """Return hashes with a word mixed in; 0 with 0 stays 0.

    The second product spreads what the shift brought down, so that a difference in the last byte
    of one word is not taken back by a difference in some byte of the next.
    """
    hashes = hashes ^ word
    hashes *= _FACTOR
    hashes ^= hashes >> _SHIFT
    hashes *= _SECOND
    return hashes


def _words(text: bytes, starts: _Places, count: int) -> _Words:
    """Return the bytes from each place on as numbers, of shape (rows, count)."""
    size = 8 * count
    room = len(text) - size
    inside = int(np.searchsorted(starts, room, side="right"))
    near = starts[:inside]
    parts = [_windows(text, size)[near]] if inside else []
    if inside < len(starts):  # the last rows, whose windows reach beyond the text
        base = max(0, room)
        tail = text[base:] + bytes(size)
        parts.append(_windows(tail, size)[starts[inside:] - base])
    rows = np.concatenate(parts) if len(parts) > 1 else parts[0]
    return rows.view(np.uint64).reshape(len(starts), count)


def _windows(text: bytes, size: int) -> npt.NDArray[np.void]:
    """Return a view of every stretch of so many bytes."""
    shape = (len(text) - size + 1,)
    return np.ndarray(shape, dtype=f"V{size}", buffer=text, strides=(1,))


@cache
def _masks(count: int) -> npt.NDArray[np.void]:
    """Return for each size the bytes of so many words that belong to a field of that size."""
    bits = [
        [(1 << 8 * min(8, max(0, size - 8 * i))) - 1 for i in range(count)]
        for size in range(8 * count + 1)
    ]
    return np.array(bits, dtype=np.uint64).view(f"V{8 * count}").reshape(-1)


def _same(values: npt.NDArray[Any]) -> bool:
    """Return whether all rows hold the same; the last one mostly shows that they do not."""
    return len(values) > 0 and bool((values[0] == values[-1]).all() and (values == values[0]).all())


def _hashed(sizes: _Places, words: _Words) -> _Words:
    """Return a hash of each row of words; 0 for a row without a byte.

    From the last word to the first, so that those beyond a row's size, which are 0, leave its hash
    at 0: a text has the same one in any block.
    """
    hashes = np.zeros(len(sizes), dtype=np.uint64)
    for i in reversed(range(words.shape[1])):
        hashes = mix(hashes, words[:, i])
    hashes += sizes.view(np.uint64)
    hashes *= _FACTOR
    hashes ^= hashes >> _SHIFT
    return hashes
