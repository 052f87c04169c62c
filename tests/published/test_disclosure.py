"""Suppression, attacks and rounding against Working Paper 22 and the conventions of publishers.

Each case of `cases/disclosure.json` names its source. The table of Working Paper 22 (US Federal
Committee on Statistical Methodology, chapter 2) counts delinquent children by county and by the
education of the head of household.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.stats.disclosure import (
    LinkedTables,
    attack_by_differencing,
    attack_by_linear_programming,
    cell_name,
    check_area_difference,
    check_controlled_rounding,
    make_table,
    primary_suppression,
    random_rounding_distribution,
    round_to_base,
    suppress,
    suppress_and_round,
)

CASES = json.loads((Path(__file__).parent / "cases" / "disclosure.json").read_text("utf-8"))


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def table_of(given: dict[str, Any]) -> LinkedTables:
    """Return the table of a case, its cells named by their places."""
    rows, columns = np.shape(given["table"])
    labels = {"row": [str(i) for i in range(rows)], "column": [str(j) for j in range(columns)]}
    return make_table(given["table"], labels)


def cell(place: Any) -> str:
    """Return the name of the cell at a place."""
    return cell_name(row=str(place[0]), column=str(place[1]))


@pytest.mark.parametrize("case", cases("primary_suppression"))
def test_primary_suppression_marks_1_to_4(case: dict[str, Any]) -> None:
    """Six cells of the table fall below 5."""
    given, expected = case["inputs"], case["expected"]

    small = primary_suppression(given["table"], threshold=given["threshold"])

    names = [[given["rows"][i], given["columns"][j]] for i, j in np.argwhere(small)]
    assert expected["suppressed"] == names
    assert expected["count"] == len(names)


@pytest.mark.parametrize("case", cases("suppression_audit"))
@pytest.mark.parametrize("attack", [attack_by_differencing, attack_by_linear_programming])
def test_primary_suppression_alone_protects_nothing(case: dict[str, Any], attack: Any) -> None:
    """With the margins published, both attacks recover all six cells (trap 14)."""
    given, expected = case["inputs"], case["expected"]
    hidden = [cell(place) for place in given["suppressed"]]

    found = attack(table_of(given), hidden)

    intervals = {
        cell(place.split(",")): tuple(ends) for place, ends in expected["intervals"].items()
    }
    assert set(intervals) == {name for name, *_ in found.intervals}
    for name, *ends in found.intervals:
        assert pytest.approx(intervals[name], abs=case["tolerance"]["abs"]) == tuple(ends)
    assert {cell(place) for place in expected["exactly_recoverable"]} == {
        name for name, _ in found.recovered
    }
    assert [False] == [check.passed for check in found.checks]


@pytest.mark.parametrize("case", cases("secondary_suppression"))
@pytest.mark.parametrize("lowest", [0, 1])
def test_secondary_suppression_is_the_smallest_and_holds(case: dict[str, Any], lowest: int) -> None:
    """The fewest extra cells with the smallest total, found by exhaustive search; attacks fail."""
    given, expected = case["inputs"], case["expected"]
    tables = table_of(given)

    found = suppress(tables, threshold=given["threshold"])

    assert expected["extra_cells"] == len(found.secondary)
    assert expected["optimal_value"] == sum(tables.count(name) for name in found.secondary)
    if "optimal_sets" in expected:
        assert {cell(place) for place in expected["optimal_sets"][0]} == set(found.secondary)
    hidden = [*found.primary, *found.secondary]
    assert () == attack_by_linear_programming(tables, hidden, lowest=lowest).recovered
    assert () == attack_by_differencing(tables, hidden).recovered


@pytest.mark.parametrize("case", cases("secondary_suppression")[:1])
def test_fewer_secondary_cells_do_not_hold(case: dict[str, Any]) -> None:
    """No one or two further cells protect the small one: the attack says so for each pair."""
    tables = table_of(case["inputs"])
    primary = [cell(place) for place in case["expected"]["primary"]]
    inner = [name for name in tables.names if "," in name and name not in primary]

    broken = [
        attack_by_linear_programming(tables, [*primary, *extra]).recovered
        for extra in itertools.combinations(inner, case["expected"]["extra_cells"] - 1)
    ]

    assert all(primary[0] in dict(found) for found in broken)


@pytest.mark.parametrize("case", cases("controlled_rounding_check"))
def test_controlled_rounding(case: dict[str, Any]) -> None:
    """The rounded table of the paper adds up and stays at neighbouring multiples."""
    found = check_controlled_rounding(
        **{{"table": "counts"}.get(name, name): value for name, value in case["inputs"].items()}
    )

    assert case["expected"] == {name: getattr(found, name) for name in case["expected"]}


@pytest.mark.parametrize("case", cases("round_to_base"))
def test_rounding_to_5_is_half_up(case: dict[str, Any]) -> None:
    """0 to 2 become 0, and 3 to 7 become 5 (MoJ, DfE, HESA)."""
    rounded = round_to_base(case["inputs"]["values"], case["inputs"]["base"])

    assert case["expected"]["rounded"] == rounded.tolist()  # type: ignore[union-attr]


@pytest.mark.parametrize("case", cases("suppress_and_round"))
def test_suppress_and_round(case: dict[str, Any]) -> None:
    """1 to 7 are marked, the others rounded to 5 (NHS England)."""
    given = case["inputs"]

    shown = suppress_and_round(
        given["values"],
        threshold=given["suppress_to"] + 1,
        base=given["base"],
        zeros_shown=given["zeros_shown"],
    )

    assert case["expected"]["shown"] == list(shown)


@pytest.mark.parametrize("case", cases("random_rounding_distribution"))
def test_random_rounding_has_no_bias(case: dict[str, Any]) -> None:
    """Up with chance remainder over base: the mean is the count (Statistics Canada, WP22)."""
    found = random_rounding_distribution(case["inputs"]["values"], case["inputs"]["base"])

    parts = (found.probability_up, found.expected, found.variance)
    assert list(case["expected"].values()) == [part.tolist() for part in parts]  # type: ignore[union-attr]


@pytest.mark.parametrize("case", cases("differencing_attack"))
def test_overlapping_areas(case: dict[str, Any]) -> None:
    """A district less the same without a parish is the parish (GSS guidance on differencing)."""
    given = case["inputs"]
    (larger,), (smaller,) = given["larger"].values(), given["smaller"].values()

    found = check_area_difference(larger, smaller, threshold=given["threshold"])

    assert case["expected"] == {
        "difference": found.difference,
        "disclosive": found.disclosive,
    }
