"""Attacking a published evaluation: what could a reader work out of partners' hidden figures?

What belongs here: what an attacker reads from the published result, and what follows from it by
subtraction and linear programming. What does not: hiding; that is in
`safetykit.evaluation.disclosure`.

The attacker takes every number in the JSON, which holds all that the other faces show, knows which
months each sum runs over, works back from a rate or a change to its counts, knows that counts of 0
are shown, and knows which series of the report are the sum of which others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from safetykit.evaluation import Evaluation, IndicatorResult, Window
from safetykit.evaluation.disclosure.links import series_links
from safetykit.quantities import Month
from safetykit.records import AreaKey, AreaRule, Counts, Travel
from safetykit.stats.disclosure import (
    DEFAULT_THRESHOLD,
    LinkedTables,
    attack_by_linear_programming,
    narrowed_cells,
)

if TYPE_CHECKING:
    from safetykit.stats.disclosure import Attack

__all__ = ["attack", "find_narrowed"]

SHOWN_ZERO: Final = 1
OTHERS: Final = "all others, with "
Place: TypeAlias = tuple[AreaKey, str]
Sum: TypeAlias = tuple[Window, frozenset[str]]


def attack(evaluation: Evaluation, published: Mapping[str, Any]) -> dict[str, Attack]:
    """Attack what was published of an evaluation.

    Args:
        evaluation: The evaluation with all its figures.
        published: What `safetykit.reporting.evaluation_data` returned for it, or its JSON read
            again.

    Returns:
        For each source of a partner with a hidden month, what follows for each hidden month, named
        by category, area and month; `recovered` is empty if it holds.
    """
    found = {}
    for known in _known(evaluation, published):
        if known.hidden:
            found[known.counts.source.name] = attack_by_linear_programming(
                known.tables, known.hidden, lowest=SHOWN_ZERO
            )
    return found


def find_narrowed(
    evaluation: Evaluation,
    published: Mapping[str, Any],
    *,
    threshold: int = DEFAULT_THRESHOLD,
) -> tuple[str, ...]:
    """Return the hidden months of which more can be found out than that they are hidden.

    A month of 1 to the threshold less 1 must be able to be as small as the marks alone allow, and
    as large as the threshold; any other hidden month must be able to have two counts.

    Args:
        evaluation: The evaluation with all its figures.
        published: As for `attack`.
        threshold: Counts of 1 to the threshold less 1 are small.

    Returns:
        The months, named by category, area and month; empty if the protection holds.

    .. versionadded:: 0.1.0
    """
    return tuple(
        name
        for known in _known(evaluation, published)
        for name in narrowed_cells(
            known.tables, known.hidden, threshold=threshold, lowest=SHOWN_ZERO
        )
        if not name.startswith(OTHERS) or known.tables.count(name) < threshold
    )


@attrs.frozen
class _Known:
    """What an attacker knows of the months of one source, and which of them are hidden."""

    counts: Counts
    tables: LinkedTables
    hidden: tuple[str, ...]


def _known(evaluation: Evaluation, published: Mapping[str, Any]) -> Iterator[_Known]:
    for counts in evaluation.records:
        results = [r for r in published["results"] if r["source"] == counts.source.name]
        if counts.source.travel is Travel.PARTNER and results:
            yield _of_source(evaluation, counts, results)


def _of_source(evaluation: Evaluation, counts: Counts, results: list[Mapping[str, Any]]) -> _Known:
    months: dict[Place, dict[str, str]] = {}
    cells: dict[str, int] = {}
    sums: list[tuple[str, list[str]]] = []
    shown: set[str] = set()
    for data in results:
        found = evaluation[data["indicator"]]
        for area in (found.area, *(total.area for total in found.totals)):
            place = (area, data["group"])
            if place not in months:
                months[place] = _months(counts, place)
                cells |= _values(counts, place)
            spans = list(_own(data, found)) if area == found.area else []
            for window, out in (*spans, *_totals(data, found, area)):
                names = [n for m, n in months[place].items() if _inside(m, window, out)]
                if names:
                    sums.append((f"sum {len(sums)}", names))
        own = months[found.area, data["group"]]
        shown |= {own[row["month"]] for row in data["series"] if row["count"] is not None}
    cells |= {name: sum(cells[part] for part in parts) for name, parts in sums}
    links = list(_links(counts, months, cells))
    tables = LinkedTables(counts=cells.items(), totals=[*sums, *links])
    secret = [n for place in months.values() for n in place.values()]
    secret += [parts[-1] for _, parts in links if parts[-1].startswith(OTHERS)]
    return _Known(counts, tables, tuple(n for n in secret if n not in shown and cells[n]))


def _name(place: Place, month: Month) -> str:
    return f"{place[1]}, {place[0]}, {month}"


def _months(counts: Counts, place: Place) -> dict[str, str]:
    series = counts.series(place[1], area=place[0])
    pairs = zip(series.months, series.reported, strict=True)
    return {str(month): _name(place, month) for month, known in pairs if known}


def _values(counts: Counts, place: Place) -> dict[str, int]:
    series = counts.series(place[1], area=place[0])
    pairs = zip(series.months, series.values, series.reported, strict=True)
    return {_name(place, month): int(value) for month, value, known in pairs if known}


def _inside(month: str, window: Window, out: frozenset[str]) -> bool:
    return Month.parse(month) in window and month not in out


def _links(
    counts: Counts, months: Mapping[Place, Mapping[str, str]], cells: dict[str, int]
) -> Iterator[tuple[str, list[str]]]:
    """Yield each total of a month that is the sum of other series, with its parts."""
    for found in series_links(counts):
        link = found.among(months)
        if link is None:
            continue
        for month, total in months[link.total].items():
            parts = [months[place][month] for place in link.parts if month in months[place]]
            if len(parts) < len(link.parts):
                continue
            if link.rest:
                others = f"{OTHERS}{total}"
                cells[others] = cells[total] - sum(cells[part] for part in parts)
                parts.append(others)
            yield total, parts


def _own(data: Mapping[str, Any], found: IndicatorResult) -> Iterator[Sum]:
    """Yield the months of each sum that the result of an indicator gives, or gives away."""
    if data["value"]["value"] is not None:
        yield _window(data["value_of"]), frozenset()
    if data["rates"] or data["required"] is not None:
        yield _baseline(found), frozenset()
    for nested in (data, *data["targets"], *data["recent"]):
        if (pair := nested["comparison"]) is not None:
            out = frozenset(pair["left_out"])
            yield _window(pair["before"]), out
            yield _window(pair["after"]), out
    if (required := data["required"]) is not None and required["latest"] is not None:
        yield _window(required["latest"]), frozenset()


def _totals(data: Mapping[str, Any], found: IndicatorResult, area: AreaKey) -> Iterator[Sum]:
    """Yield the months of each sum that is given of an area among the totals."""
    for total in data["totals"]:
        if AreaKey(AreaRule(total["rule"]), total["area"]) == area:
            yield _baseline(found), frozenset()
            if total["after"] is not None and found.latest is not None:
                yield found.latest, frozenset()


def _baseline(found: IndicatorResult) -> Window:
    """Return the months of the baseline, which the plan states whatever is hidden."""
    return found.comparison.before if found.comparison else found.value_of


def _window(data: Mapping[str, str]) -> Window:
    return Window(first=Month.parse(data["first"]), last=Month.parse(data["last"]))
