"""Rows that are read one after another, gathered as lists of numbers and texts.

What belongs here: taking one row of a file that the engine is not trusted with. What does not:
reading the files, or the arrays that are made of the lists; see `marks`.
"""

from __future__ import annotations

from collections.abc import Sequence

from safetykit.records.codebook import Codebook
from safetykit.records.grids import clean
from safetykit.records.query import RowQuery, Values

__all__ = ["RowList"]


class RowList:
    """Rows that are read one after another."""

    def __init__(self, query: RowQuery, header: Values, books: Sequence[Codebook]) -> None:
        self.lines: list[int] = []
        self.wrong: list[tuple[int, int]] = []
        self.codes: list[list[int]] = [[] for _ in query.keys]
        self.texts: list[list[str]] = [[] for _ in query.identities]
        self.whole: list[int] = []
        self._query, self._width, self._books = query, len(header), books
        self._keys = [[header.index(column) for column in key] for key in query.keys]
        self._identities = [header.index(column) for column in query.identities]
        self._known: list[dict[tuple[object, ...], int]] = [{} for _ in query.keys]

    def add(self, line: int, cells: Sequence[object]) -> None:
        """Take one row."""
        if len(cells) != self._width:
            self.wrong.append((line, len(cells)))
            return
        self.lines.append(line)
        for i, (key, known) in enumerate(zip(self._keys, self._known, strict=True)):
            raw = tuple([cells[at] for at in key])
            code = known.get(raw)
            if code is None:
                code = known[raw] = self._books[i].code(tuple(map(clean, raw)))
            self.codes[i].append(code)
        for texts, at in zip(self.texts, self._identities, strict=True):
            texts.append(clean(cells[at]))
        if self._query.whole:
            self.whole.append(hash(tuple(cells)))
