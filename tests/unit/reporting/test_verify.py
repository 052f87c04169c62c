"""Making a saved result again. Needs numpy."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numpy")

from safetykit.documents import load, loads
from safetykit.errors import DocumentError, InputError
from safetykit.evaluation import evaluate
from safetykit.model import Plan
from safetykit.records import Counts, read_counts
from safetykit.reporting import write_json
from safetykit.reporting.verify import asked_due_days, read_result, verify

EXAMPLES = Path(__file__).parents[3] / "examples"
PLAN = EXAMPLES / "plans" / "city-of-london.yaml"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The City's plan."""
    return load(PLAN)


@pytest.fixture(scope="module")
def counts() -> Counts:
    """The City's counts."""
    return read_counts(EXAMPLES / "data" / "city-of-london" / "counts.csv")


@pytest.fixture(scope="module")
def result(plan: Plan, counts: Counts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved result, with parameters that are not the defaults."""
    found = evaluate(plan, counts, confidence=0.9, across=["pandemic"], year_starts=1)
    return write_json(found, tmp_path_factory.mktemp("saved") / "result.json")


@pytest.fixture
def saved(result: Path) -> dict[str, Any]:
    """The saved result as data, which a test may change."""
    return copy.deepcopy(read_result(result))


def test_the_same_inputs_give_the_same_result(
    saved: dict[str, Any], plan: Plan, counts: Counts
) -> None:
    """With the saved parameters everything comes out alike."""
    found = verify(saved, plan, counts)

    assert () == found.differences
    assert found.agrees
    assert found.same_inputs


def test_a_changed_number_is_named(saved: dict[str, Any], plan: Plan, counts: Counts) -> None:
    """A number that was edited is named with its place, and the inputs are still the same."""
    true = saved["results"][1]["value"]["value"]
    saved["results"][1]["value"]["value"] = true + 1

    found = verify(saved, plan, counts)

    assert [("results[1].value.value", true + 1, true)] == [
        (d.path, d.saved, d.found) for d in found.differences
    ]
    assert found.same_inputs
    assert not found.agrees


def test_a_rounding_error_is_no_difference(
    saved: dict[str, Any], plan: Plan, counts: Counts
) -> None:
    """Another machine may add in another order."""
    saved["results"][1]["value"]["high"] *= 1 + 1e-12

    assert verify(saved, plan, counts).agrees


def test_another_plan_is_told_from_other_numbers(saved: dict[str, Any], counts: Counts) -> None:
    """Where the plan was changed, the first difference says so."""
    text = PLAN.read_text("utf-8").replace("title: Robbery", "title: Robberies")

    found = verify(saved, loads(text), counts)

    assert not found.same_inputs
    assert "provenance.plan_sha256" == found.differences[0].path


def test_the_layout_of_the_plan_does_not_matter(saved: dict[str, Any], counts: Counts) -> None:
    """The hash is of the plan as it was understood."""
    text = "# A comment.\n" + PLAN.read_text("utf-8")

    found = verify(saved, loads(text), counts)

    assert found.same_inputs


def test_missing_results_are_differences(saved: dict[str, Any], plan: Plan, counts: Counts) -> None:
    """A result that was taken out is noticed."""
    del saved["results"][-1]

    assert ["results[6]"] == [d.path for d in verify(saved, plan, counts).differences]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "this is not the result of an evaluation"),
        ('{"plan": "a"}', "this is not the result of an evaluation"),
        ('{"provenance": {"parameters": {"as_of": "2020"}}}', "lack confidence, across"),
    ],
)
def test_another_file_is_refused(text: str, words: str, tmp_path: Path) -> None:
    """What is no result is refused, and the error says how to make one."""
    path = tmp_path / "other.json"
    path.write_text(text, "utf-8")

    with pytest.raises(DocumentError, match=words):
        read_result(path)


def test_parameters_that_were_edited(saved: dict[str, Any], plan: Plan, counts: Counts) -> None:
    """Parameters that cannot be read are refused."""
    saved["provenance"]["parameters"]["as_of"] = "soon"

    with pytest.raises(InputError, match=r"provenance.parameters: .*Was the saved result edited\?"):
        verify(saved, plan, counts)


def test_disclosure_that_was_edited(saved: dict[str, Any], plan: Plan, counts: Counts) -> None:
    """So is what cannot be how figures were protected."""
    saved["disclosure"] = "lightly"

    with pytest.raises(InputError, match=r"disclosure: .*'lightly'.*Was the saved result edited\?"):
        verify(saved, plan, counts)


def test_days_after_which_figures_were_due(plan: Plan, counts: Counts, tmp_path: Path) -> None:
    """A result that was made with a choice of days comes out alike; others have none."""
    path = write_json(evaluate(plan, counts, due_days=45), tmp_path / "result.json")
    saved = read_result(path)

    assert 45 == asked_due_days(saved)
    assert verify(saved, plan, counts).agrees
    del saved["provenance"]["parameters"]["due_days"]
    assert asked_due_days(saved) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [("soon", r"provenance.parameters: .*Was the saved result edited"), ("-1", "from 0 to 3660")],
)
def test_days_that_were_edited(saved: dict[str, Any], days: str, words: str) -> None:
    """Days that cannot be read are refused."""
    saved["provenance"]["parameters"]["due_days"] = days

    with pytest.raises(InputError, match=words):
        asked_due_days(saved)


def test_saved_results_are_json(result: Path) -> None:
    """Any program can read a saved result."""
    assert "city-of-london" in json.loads(result.read_text("utf-8"))["plan"]
