"""Which counts of a table to hide, so that no published sum gives one of them away.

What belongs here: primary and secondary suppression over all series of one source and all sums
that a report shows of them. What does not: the methods, which are in `safetykit.stats.disclosure`,
and what a report says instead.

Every count of 1 to the threshold less 1 is hidden, then further months and sums until nothing can
be worked out, and no hidden month can be told from its sums to be small. In the place of hidden
months stand numbers that any reader could have made: whole numbers that fit all published sums. All
else is computed from these, so that nothing which a report says can hold more than what it
publishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.evaluation.disclosure.links import Link, series_links
from safetykit.evaluation.disclosure.windows import Place, Span
from safetykit.extras import need
from safetykit.records import Counts
from safetykit.stats.disclosure import (
    Attack,
    LinkedTables,
    attack_by_linear_programming,
    primary_suppression,
    suppress,
)

__all__ = ["Hiding", "hide"]

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
Sums = Mapping[Place, frozenset[Span]]
MAX_SEARCHED: Final = 12  # small months of linked series; the search takes a second for these
LEAST: Final = 1  # counts of 0 are shown


@attrs.frozen(kw_only=True, eq=False)
class Hiding:
    """What is hidden of one table of counts, and what stands in its place.

    Attributes:
        counts: The table with numbers of no meaning in place of the hidden counts. They fit the
            published sums, and are made from published figures alone.
        hidden: Flags of the shape of the counts.
        shown: For each series the sums over hidden months that are published all the same.
    """

    counts: Counts
    hidden: BoolArray
    shown: Sums

    def span(self, place: Place) -> Span:
        """Return the hidden periods of a series."""
        area, group = place
        j, k = self.counts.areas.index(area), self.counts.groups.index(group)
        return frozenset(int(i) for i in np.flatnonzero(self.hidden[:, j, k]))

    def shows(self, place: Place, span: Span) -> bool:
        """Return whether the sum of some periods is published, or follows from what is."""
        return not span & self.span(place) or span in self.shown.get(place, frozenset())


def hide(counts: Counts, sums: Iterable[tuple[Place, Span]], *, threshold: int) -> Hiding:
    """Return what to hide of a table of which every count, and some sums, would be published.

    Args:
        counts: The table.
        sums: The series and the periods of each sum that a report shows; no periods for a series
            of which it shows months alone.
        threshold: Counts of 1 to the threshold less 1 are small.

    Raises:
        MissingExtraError: SciPy is not installed.
    """
    known = counts.reported
    hidden = np.asarray(primary_suppression(counts.values, threshold=threshold)) & known
    values = np.where(hidden, LEAST, counts.values)
    wanted: dict[Place, list[Span]] = {}
    for place, span in sums:
        known_spans = wanted.setdefault(place, [])
        if span and span not in known_spans:
            known_spans.append(span)
    shown: dict[Place, frozenset[Span]] = {}
    links_shown = tuple(filter(None, (link.among(wanted) for link in series_links(counts))))
    for places, links in _groups(wanted, links_shown):
        parts = [_Part(counts, places, links)]
        if links and _many(hidden, counts, places):
            parts = _without_totals(parts[0], hidden, values)
        for part in parts:
            found = part.protected({p: wanted.get(p, []) for p in part.places}, threshold)
            for (i, j, k), number in found.months.items():
                hidden[i, j, k], values[i, j, k] = True, number
            shown |= found.sums
    stand_in = attrs.evolve(counts, values=np.where(known, values, 0))
    return Hiding(counts=stand_in, hidden=hidden, shown=shown)


def _groups(
    wanted: Mapping[Place, list[Span]], links: tuple[Link, ...]
) -> Iterator[tuple[list[Place], list[Link]]]:
    """Yield series that a published sum connects, with the sums that connect them."""
    left = dict.fromkeys([*wanted, *(p for link in links for p in link.places)])
    while left:
        together = [next(iter(left))]
        for place in together:
            touching = [link for link in links if place in link.places]
            together += [p for link in touching for p in link.places if p not in together]
        left = {p: None for p in left if p not in together}
        yield together, [link for link in links if link.total in together]


def _many(hidden: BoolArray, counts: Counts, places: Iterable[Place]) -> bool:
    """Return whether linked series have too many small months to search for others to hide."""
    at = [(counts.areas.index(area), counts.groups.index(group)) for area, group in places]
    return sum(int(hidden[:, j, k].sum()) for j, k in at) > MAX_SEARCHED


def _without_totals(part: _Part, hidden: BoolArray, values: IntArray) -> list[_Part]:
    """Hide series that are sums of others altogether, where they are too many to be weighed.

    The others then stand for themselves.
    """
    totals = {link.total for link in part.links}
    for area, group in totals:
        j, k = part.counts.areas.index(area), part.counts.groups.index(group)
        hidden[:, j, k] = part.counts.values[:, j, k] > 0
        values[:, j, k] = hidden[:, j, k] * LEAST
    return [_Part(part.counts, [p], []) for p in part.places if p not in totals]


@attrs.frozen
class _Found:
    """The hidden months with what stands in their place, and the sums that stay published."""

    months: dict[tuple[int, int, int], int]
    sums: dict[Place, frozenset[Span]]


@attrs.frozen
class _Part:
    """Series that are linked with one another."""

    counts: Counts
    places: list[Place]
    links: list[Link]

    def protected(self, wanted: Mapping[Place, list[Span]], threshold: int) -> _Found:
        """Hide until nothing follows; sums that tell that a month is small are given up.

        Where several tell it together, the one that was named last is given up first.
        """
        spans = {place: list(found) for place, found in wanted.items()}
        while (tables := self._tables(spans)) is not None:
            hidden, attack = _suppressed(tables, threshold)
            narrow = {name for name, _, high in attack.intervals if high < threshold}
            telling = [*self._telling(spans, hidden, threshold)]
            telling = telling or [*self._together(spans, hidden, narrow)][-1:]
            if not telling:
                return self._found(tables, hidden, spans)
            for place, span in telling:
                spans[place].remove(span)
        return _Found({}, {})

    def _tables(self, spans: Mapping[Place, list[Span]]) -> LinkedTables | None:
        cells: dict[str, int] = {}
        sums: list[tuple[str, list[str]]] = []
        for place in self.places:
            j, k = self._at(place)
            months = {
                _name(j, k, int(i)): int(self.counts.values[i, j, k])
                for i in np.flatnonzero(self.counts.reported[:, j, k])
            }
            cells |= months
            for span in spans[place]:
                parts = [_name(j, k, i) for i in sorted(span)]
                cells[_name(j, k, span)] = sum(months[part] for part in parts)
                sums.append((_name(j, k, span), parts))
        for link in self.links:
            for i in range(len(self.counts.months)):
                names = [_name(*self._at(place), i) for place in link.places]
                if not all(name in cells for name in names):
                    continue
                if link.rest:
                    names.append(f"rest of {names[0]}")
                    cells[names[-1]] = cells[names[0]] - sum(cells[name] for name in names[1:-1])
                sums.append((names[0], names[1:]))
        return LinkedTables(counts=cells.items(), totals=sums) if cells else None

    def _names(self, place: Place, span: Span) -> list[str]:
        return [_name(*self._at(place), i) for i in sorted(span)]

    def _at(self, place: Place) -> tuple[int, int]:
        return self.counts.areas.index(place[0]), self.counts.groups.index(place[1])

    def _telling(
        self, spans: Mapping[Place, list[Span]], hidden: set[str], threshold: int
    ) -> Iterator[tuple[Place, Span]]:
        """Yield published sums from which one could tell that a hidden month is small.

        A hidden month can hold what its sum leaves when all others hold 1, and that must reach
        the threshold.
        """
        for place, span in self._published(spans, hidden):
            j, k = self._at(place)
            rest = [i for i in sorted(span) if _name(j, k, i) in hidden]
            most = int(self.counts.values[rest, j, k].sum()) - (len(rest) - 1) * LEAST
            if rest and most < threshold:
                yield place, span

    def _together(
        self, spans: Mapping[Place, list[Span]], hidden: set[str], narrow: set[str]
    ) -> Iterator[tuple[Place, Span]]:
        """Yield the published sums that tell together that a month is small.

        They are those over the month, and those that share months with them.
        """
        found = list(self._published(spans, hidden))
        for place, span in found:
            holding = [s for p, s in found if p == place and narrow & set(self._names(p, s))]
            if any(span & held for held in holding):
                yield place, span

    def _published(
        self, spans: Mapping[Place, list[Span]], hidden: set[str]
    ) -> Iterator[tuple[Place, Span]]:
        for place in self.places:
            for span in spans[place]:
                if _name(*self._at(place), span) not in hidden:
                    yield place, span

    def _found(
        self, tables: LinkedTables, hidden: set[str], spans: Mapping[Place, list[Span]]
    ) -> _Found:
        numbers = _stand_ins(tables, hidden)
        months: dict[tuple[int, int, int], int] = {}
        shown: dict[Place, frozenset[Span]] = {}
        for place in self.places:
            j, k = self._at(place)
            for i in range(len(self.counts.months)):
                if (name := _name(j, k, i)) in hidden:
                    months[i, j, k] = numbers[name]
            shown[place] = frozenset(s for s in spans[place] if _name(j, k, s) not in hidden)
        return _Found(months, shown)


def _suppressed(tables: LinkedTables, threshold: int) -> tuple[set[str], Attack]:
    """Return what to hide of linked tables, with the attack on it.

    Where small cells protect one another, which is common where most are small, nothing else is
    looked for: the search takes long where there are many.
    """
    small = [name for name, count in tables.counts if 0 < count < threshold]
    alone = attack_by_linear_programming(tables, small, lowest=LEAST)
    if not alone.recovered:
        return set(small), alone
    found = suppress(tables, threshold=threshold)
    return {*found.primary, *found.secondary}, found.attack


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
