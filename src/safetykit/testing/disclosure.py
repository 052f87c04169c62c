"""Attacking a published evaluation: what could a reader work out of partners' hidden figures?

What belongs here: what an attacker reads from the published result, and what follows from it by
subtraction and linear programming. What does not: hiding; that is in
`safetykit.evaluation.disclosure`.

The attacker takes every number in the JSON, which holds all that the other faces show, knows which
months each sum runs over, works back from a rate or a change to its counts, and knows that counts
of 0 are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from safetykit.evaluation import Evaluation, Window
from safetykit.quantities import Month
from safetykit.records import AreaKey, AreaRule, Series, Travel
from safetykit.stats.disclosure import LinkedTables, attack_by_linear_programming

if TYPE_CHECKING:
    from safetykit.stats.disclosure import Attack

__all__ = ["attack"]

SHOWN_ZERO: Final = 1


def attack(evaluation: Evaluation, published: Mapping[str, Any]) -> dict[str, Attack]:
    """Attack what was published of an evaluation.

    Args:
        evaluation: The evaluation with all its figures.
        published: What `safetykit.reporting.evaluation_data` returned for it, or its JSON read
            again.

    Returns:
        For each series of a partner with a hidden month, by indicator and area, what follows for
        that month; `recovered` is empty, and no interval ends below the threshold, if it holds.
    """
    by_name = {counts.source.name: counts for counts in evaluation.records}
    found: dict[str, Attack] = {}
    for data in published["results"]:
        counts = by_name[data["source"]]
        if counts.source.travel is not Travel.PARTNER:
            continue
        own = evaluation[data["indicator"]].area
        for area in counts.areas:
            series = counts.series(data["group"], area=area)
            attacked = _attack(series, data, is_own=area == own)
            if attacked is not None:
                found[f"{data['indicator']}, {area}"] = attacked
    return found


def _attack(series: Series, data: Mapping[str, Any], *, is_own: bool) -> Attack | None:
    months = {
        str(month): int(value)
        for month, value, known in zip(series.months, series.values, series.reported, strict=True)
        if known
    }
    shown = {row["month"] for row in data["series"] if row["count"] is not None} if is_own else ()
    hidden = [name for name, count in months.items() if name not in shown and count]
    windows = list(_own(data) if is_own else _others(data, series.area))
    sums = {
        f"sum {n}": names
        for n, window in enumerate(windows)
        if (names := [m for m in months if Month.parse(m) in window[0] and m not in window[1]])
    }
    cells = months | {name: sum(months[m] for m in names) for name, names in sums.items()}
    if not hidden:
        return None
    tables = LinkedTables(counts=cells.items(), totals=sums.items())
    return attack_by_linear_programming(tables, hidden, lowest=SHOWN_ZERO)


def _own(data: Mapping[str, Any]) -> Iterator[tuple[Window, frozenset[str]]]:
    """Yield the months of each sum that the result of an indicator gives, or gives away."""
    if data["value"]["value"] is not None:
        yield _window(data["value_of"]), frozenset()
    comparison = data["comparison"]
    baseline = _window(comparison["before"] if comparison else data["value_of"])
    if data["rates"] or any(t["rule"] in data["area"] for t in data["totals"]):
        yield baseline, frozenset()
    for nested in (data, *data["targets"], *data["recent"]):
        if (pair := nested["comparison"]) is not None:
            out = frozenset(pair["left_out"])
            yield _window(pair["before"]), out
            yield _window(pair["after"]), out
    if (required := data["required"]) is not None:
        yield baseline, frozenset()
        if required["latest"] is not None:
            yield _window(required["latest"]), frozenset()


def _others(data: Mapping[str, Any], area: AreaKey) -> Iterator[tuple[Window, frozenset[str]]]:
    """Yield the months of each sum that is given for another area."""
    comparison = data["comparison"]
    for total in data["totals"]:
        if AreaKey(AreaRule(total["rule"]), total["area"]) != area:
            continue
        yield _window(comparison["before"] if comparison else data["value_of"]), frozenset()
        if comparison and total["after"] is not None:
            yield _window(comparison["after"]), frozenset()


def _window(data: Mapping[str, str]) -> Window:
    return Window(first=Month.parse(data["first"]), last=Month.parse(data["last"]))
