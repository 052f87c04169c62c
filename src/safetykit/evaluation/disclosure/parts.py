"""Series that published sums connect, as linked tables, and what to hide of them.

What belongs here: the tables, which cells to hide, which sums to give up, and what stands in the
place of hidden months. What does not: which series belong together; that is in `hiding`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.evaluation.disclosure.links import Link
from safetykit.evaluation.disclosure.windows import Place, Span
from safetykit.extras import need
from safetykit.records import Counts
from safetykit.stats.disclosure import (
    LinkedTables,
    attack_by_linear_programming,
    narrowed_cells,
    suppress,
)

__all__ = ["LEAST", "Found", "Part"]

BoolArray = npt.NDArray[np.bool_]
LEAST: Final = 1  # counts of 0 are shown
REST: Final = "rest of "


@attrs.frozen
class Found:
    """The hidden months with what stands in their place, and the sums that stay published."""

    months: dict[tuple[int, int, int], int]
    sums: dict[Place, frozenset[Span]]


@attrs.frozen
class Part:
    """Series that are linked with one another."""

    counts: Counts
    places: list[Place]
    links: list[Link]

    def protected(self, wanted: Mapping[Place, list[Span]], threshold: int) -> Found:
        """Hide, and give up sums, until no hidden cell can be narrowed.

        Months that links alone would give away are found first, so that no sum is given up for
        them in vain. Where several sums narrow a month together, the one that was named last is
        given up first.
        """
        spans = {place: list(found) for place, found in wanted.items()}
        also = self._of_links(threshold)
        while (tables := self._tables(spans)) is not None:
            hidden = _suppressed(tables, also, threshold)
            exposed = set(narrowed_cells(tables, hidden, threshold=threshold, lowest=LEAST))
            telling = [*self._telling(spans, hidden, threshold)]
            if exposed:
                telling = telling or [*self._together(spans, hidden, exposed)][-1:]
            if not telling:
                more = self._totals_over(tables, exposed) - hidden
                if not more:
                    return self._found(tables, hidden, spans)
                also |= more
            for place, span in telling:
                spans[place].remove(span)
        return Found({}, {})

    def _of_links(self, threshold: int) -> set[str]:
        """Return the totals to hide so that nothing follows from months and their totals alone."""
        also: set[str] = set()
        tables = self._tables({place: [] for place in self.places}) if self.links else None
        while tables is not None:
            hidden = _suppressed(tables, also, threshold)
            exposed = set(narrowed_cells(tables, hidden, threshold=threshold, lowest=LEAST))
            more = self._totals_over(tables, exposed) - hidden
            if not more:
                return also
            also |= more
        return also

    def _totals_over(self, tables: LinkedTables, exposed: set[str]) -> set[str]:
        """Return the totals of links, not 0, of which an exposed cell is a part."""
        counts = dict(tables.counts)
        found = set()
        for total, parts in self._linked(counts):
            if exposed & {total, *parts} and counts[total]:
                found.add(total)
        return found

    def exposed(
        self, hidden: BoolArray, shown: Mapping[Place, list[Span]], threshold: int
    ) -> frozenset[str]:
        """Return the hidden cells of which the published sums tell more than that they are hidden.

        What further series hold together is not published, and judged only where it is small.
        """
        tables = self._tables(shown)
        if tables is None:
            return frozenset()
        counts = dict(tables.counts)
        rests = {name for name in counts if name.startswith(REST) and counts[name]}
        marked = {name for name in self._marked(hidden) if counts[name]}
        found = narrowed_cells(tables, marked | rests, threshold=threshold, lowest=LEAST)
        return frozenset(found) - {name for name in rests if counts[name] >= threshold}

    def _marked(self, hidden: BoolArray) -> Iterator[str]:
        for place in self.places:
            j, k = self.at(place)
            yield from (_name(j, k, int(i)) for i in np.flatnonzero(hidden[:, j, k]))

    def _tables(self, spans: Mapping[Place, list[Span]]) -> LinkedTables | None:
        cells: dict[str, int] = {}
        sums: list[tuple[str, list[str]]] = []
        for place in self.places:
            j, k = self.at(place)
            months = {
                _name(j, k, int(i)): int(self.counts.values[i, j, k])
                for i in np.flatnonzero(self.counts.reported[:, j, k])
            }
            cells |= months
            for span in spans[place]:
                parts = [_name(j, k, i) for i in sorted(span)]
                cells[_name(j, k, span)] = sum(months[part] for part in parts)
                sums.append((_name(j, k, span), parts))
        for total, names in self._linked(cells):
            if names[-1].startswith(REST):
                cells[names[-1]] = cells[total] - sum(cells[name] for name in names[:-1])
            sums.append((total, names))
        return LinkedTables(counts=cells.items(), totals=sums) if cells else None

    def _linked(self, cells: Mapping[str, int]) -> Iterator[tuple[str, list[str]]]:
        """Yield each total of a link with its parts; what is not shown of them is one cell."""
        for link in self.links:
            for i in range(len(self.counts.months)):
                total, *parts = (_name(*self.at(place), i) for place in link.places)
                if all(name in cells for name in (total, *parts)):
                    yield total, [*parts, f"{REST}{total}"] if link.rest else parts

    def _names(self, place: Place, span: Span) -> list[str]:
        return [_name(*self.at(place), i) for i in sorted(span)]

    def size(self, place: Place) -> int:
        """Return the sum of all months of a series."""
        j, k = self.at(place)
        return int(self.counts.values[:, j, k].sum())

    def at(self, place: Place) -> tuple[int, int]:
        """Return where the area and the category of a series stand in the table."""
        return self.counts.areas.index(place[0]), self.counts.groups.index(place[1])

    def _telling(
        self, spans: Mapping[Place, list[Span]], hidden: set[str], threshold: int
    ) -> Iterator[tuple[Place, Span]]:
        """Yield published sums from which one could tell that a hidden month is small.

        A hidden month can hold what its sum leaves when all others hold 1, and that must reach
        the threshold.
        """
        for place, span in self._published(spans, hidden):
            j, k = self.at(place)
            rest = [i for i in sorted(span) if _name(j, k, i) in hidden]
            most = int(self.counts.values[rest, j, k].sum()) - (len(rest) - 1) * LEAST
            if rest and most < threshold:
                yield place, span

    def _together(
        self, spans: Mapping[Place, list[Span]], hidden: set[str], narrow: set[str]
    ) -> Iterator[tuple[Place, Span]]:
        """Yield the published sums that narrow a hidden cell together.

        They are those over its months, and those that share months with them.
        """
        found = list(self._published(spans, hidden))
        for place in self.places:
            for span in spans[place]:
                if _name(*self.at(place), span) in narrow:
                    narrow = narrow | set(self._names(place, span))
        for place, span in found:
            holding = [s for p, s in found if p == place and narrow & set(self._names(p, s))]
            if any(span & held for held in holding):
                yield place, span

    def _published(
        self, spans: Mapping[Place, list[Span]], hidden: set[str]
    ) -> Iterator[tuple[Place, Span]]:
        for place in self.places:
            for span in spans[place]:
                if _name(*self.at(place), span) not in hidden:
                    yield place, span

    def _found(
        self, tables: LinkedTables, hidden: set[str], spans: Mapping[Place, list[Span]]
    ) -> Found:
        numbers = _stand_ins(tables, hidden)
        months: dict[tuple[int, int, int], int] = {}
        shown: dict[Place, frozenset[Span]] = {}
        for place in self.places:
            j, k = self.at(place)
            for i in range(len(self.counts.months)):
                if (name := _name(j, k, i)) in hidden:
                    months[i, j, k] = numbers[name]
            shown[place] = frozenset(s for s in spans[place] if _name(j, k, s) not in hidden)
        return Found(months, shown)


def _suppressed(tables: LinkedTables, also: set[str], threshold: int) -> set[str]:
    """Return what to hide of linked tables.

    Where small cells protect one another, which is common where most are small, nothing else is
    looked for: the search takes long where there are many.
    """
    small = {name for name, count in tables.counts if 0 < count < threshold} | also
    if not attack_by_linear_programming(tables, small, lowest=LEAST).recovered:
        return small
    found = suppress(tables, threshold=threshold, also=also)
    return {*found.primary, *found.secondary}


def _name(area: int, group: int, what: int | Span) -> str:
    text = f"sum of {sorted(what)}" if isinstance(what, frozenset) else f"{what}"
    return f"{area}/{group}/{text}"


def _stand_ins(tables: LinkedTables, hidden: set[str]) -> dict[str, int]:
    """Return whole numbers that fit what is published; any reader could find the same."""
    names = [name for name in tables.names if name in hidden]
    if not names:
        return {}
    places = np.array([tables.names.index(name) for name in names])
    matrix = tables.equations()
    public = np.array([0 if name in hidden else count for name, count in tables.counts])
    optimize = need("scipy.optimize", wanted_by="Protecting partners' figures")
    right = -(matrix @ public)
    fits = [optimize.LinearConstraint(matrix[:, places], right, right)] if len(matrix) else []
    answer = optimize.milp(
        np.ones(len(names)),
        integrality=np.ones(len(names)),
        bounds=optimize.Bounds(LEAST, np.inf),
        constraints=fits,
    )
    return {name: round(number) for name, number in zip(names, answer.x, strict=True)}
