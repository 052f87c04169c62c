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

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.evaluation.disclosure.links import series_links
from safetykit.evaluation.disclosure.parts import LEAST, Part
from safetykit.evaluation.disclosure.windows import Place, Span
from safetykit.records import Counts
from safetykit.stats.disclosure import primary_suppression

__all__ = ["Hiding", "by_place", "hide", "linked_parts"]

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
Sums = Mapping[Place, frozenset[Span]]
MAX_SEARCHED: Final = 12  # small months of linked series; the search takes a second for these


@attrs.frozen(kw_only=True, eq=False)
class Hiding:
    """What is hidden of one table of counts, and what stands in its place.

    Attributes:
        counts: The table with numbers of no meaning in place of the hidden counts. They fit the
            published sums, and are made from published figures alone.
        hidden: Flags of the shape of the counts.
        shown: For each series the sums over hidden months that are published all the same.
        places: The series that the report shows.
        withheld: Those of which it shows nothing after all.
    """

    counts: Counts
    hidden: BoolArray
    shown: Sums
    places: frozenset[Place]
    withheld: frozenset[Place] = frozenset()

    def span(self, place: Place) -> Span:
        """Return the hidden periods of a series."""
        area, group = place
        j, k = self.counts.areas.index(area), self.counts.groups.index(group)
        return frozenset(int(i) for i in np.flatnonzero(self.hidden[:, j, k]))

    def shows(self, place: Place, span: Span) -> bool:
        """Return whether the sum of some periods is published, or follows from what is."""
        return not span & self.span(place) or span in self.shown.get(place, frozenset())

    def without(self, places: Collection[Place]) -> Hiding:
        """Return the same with nothing shown of some series, not even months of 0."""
        hidden = self.hidden.copy()
        for area, group in places:
            j, k = self.counts.areas.index(area), self.counts.groups.index(group)
            hidden[:, j, k] = self.counts.reported[:, j, k]
        fresh = hidden & ~self.hidden
        return attrs.evolve(
            self,
            counts=attrs.evolve(self.counts, values=np.where(fresh, LEAST, self.counts.values)),
            hidden=hidden,
            shown={place: sums for place, sums in self.shown.items() if place not in places},
            withheld=self.withheld | frozenset(places),
        )

    def table(self) -> Counts:
        """Return the table as it may be published: nothing is reported where nothing is shown."""
        known = self.counts.reported & ~self.hidden
        for j, area in enumerate(self.counts.areas):
            for k, group in enumerate(self.counts.groups):
                if (area, group) not in self.places:
                    known[:, j, k] = False
        return attrs.evolve(
            self.counts, values=np.where(known, self.counts.values, 0), reported=known
        )


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
    wanted = by_place(sums)
    shown: dict[Place, frozenset[Span]] = {}
    for part in linked_parts(counts, wanted):
        alone = bool(part.links) and _many(hidden, part)
        for one in _without_totals(part) if alone else [part]:
            found = one.protected({p: wanted.get(p, []) for p in one.places}, threshold)
            for (i, j, k), number in found.months.items():
                hidden[i, j, k], values[i, j, k] = True, number
            shown |= found.sums
        if alone:
            _hide_totals(part, hidden, values)
    stand_in = attrs.evolve(counts, values=np.where(known, values, 0))
    return Hiding(counts=stand_in, hidden=hidden, shown=shown, places=frozenset(wanted))


def by_place(sums: Iterable[tuple[Place, Span]]) -> dict[Place, list[Span]]:
    """Return the series of a report, with their sums in order and each once."""
    wanted: dict[Place, list[Span]] = {}
    for place, span in sums:
        known_spans = wanted.setdefault(place, [])
        if span and span not in known_spans:
            known_spans.append(span)
    return wanted


def linked_parts(counts: Counts, places: Collection[Place]) -> Iterator[Part]:
    """Yield the series of a report together with those to which a sum connects them."""
    links = tuple(filter(None, (link.among(places) for link in series_links(counts))))
    left = dict.fromkeys([*places, *(p for link in links for p in link.places)])
    while left:
        together = [next(iter(left))]
        for place in together:
            touching = [link for link in links if place in link.places]
            together += dict.fromkeys(
                p for link in touching for p in link.places if p not in together
            )
        left = {p: None for p in left if p not in together}
        yield Part(counts, together, [link for link in links if link.total in together])


def _many(hidden: BoolArray, part: Part) -> bool:
    """Return whether linked series have too many small months to search for others to hide."""
    at = [part.at(place) for place in part.places]
    return sum(int(hidden[:, j, k].sum()) for j, k in at) > MAX_SEARCHED


def _without_totals(part: Part) -> list[Part]:
    """Return the series that are no sums of others, each for itself."""
    totals = {link.total for link in part.links}
    return [Part(part.counts, [p], []) for p in part.places if p not in totals]


def _hide_totals(part: Part, hidden: BoolArray, values: IntArray) -> None:
    """Hide series that are sums of others, and all their sums, where they cannot be weighed.

    A month that follows from parts that are shown stays.
    """
    counts = part.counts
    for total in sorted({link.total for link in part.links}, key=part.size):
        j, k = part.at(total)
        for link in (link for link in part.links if link.total == total):
            at = [part.at(place) for place in link.parts]
            rest = counts.values[:, j, k] - sum(counts.values[:, m, n] for m, n in at)
            unknown = np.any([hidden[:, m, n] for m, n in at], axis=0) | (rest > 0)
            hidden[:, j, k] |= unknown & (counts.values[:, j, k] > 0)
        values[:, j, k] = np.where(hidden[:, j, k], LEAST, counts.values[:, j, k])
