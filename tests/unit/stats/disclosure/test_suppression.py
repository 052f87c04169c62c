"""Suppression and attacks at their edges."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

from safetykit.errors import AnalysisError, InputError
from safetykit.stats.disclosure import (
    LinkedTables,
    attack_by_differencing,
    attack_by_linear_programming,
    make_table,
    narrowed_cells,
    primary_suppression,
    search,
    suppress,
    suppression,
)

WP22 = [[15, 1, 3, 1], [20, 10, 10, 15], [3, 10, 10, 2], [12, 14, 7, 2]]
LABELS = {"county": ["Alpha", "Beta", "Gamma", "Delta"], "level": ["1", "2", "3", "4"]}


def test_a_table_without_small_counts_is_shown_whole() -> None:
    """Nothing is hidden, and nothing is attacked."""
    found = suppress(make_table([[10, 20], [0, 40]], {"a": ["x", "y"], "b": ["u", "v"]}))

    assert ((), ()) == (found.primary, found.secondary)
    assert "0" == found.shown()["a=y, b=u"]
    assert "nothing_recovered" == found.checks[0].name


def test_shown_marks_every_hidden_cell() -> None:
    """What is published has a mark wherever a cell is hidden, and the counts elsewhere."""
    table = make_table(WP22, LABELS)
    found = suppress(table)

    shown = found.shown(mark="c")

    marked = {name for name, text in shown.items() if text == "c"}
    assert {*found.primary, *found.secondary} == marked
    assert "150" not in marked
    assert found == pickle.loads(pickle.dumps(found))


def test_a_lone_small_count_hides_the_totals_that_equal_it() -> None:
    """Where everything else is 0, the total is the small count and goes with it."""
    found = suppress(make_table([3, 0], {"area": ["N", "S"]}))

    assert ("area=N", "total") == found.primary
    assert [("area=N", 1.0, math.inf), ("total", 1.0, math.inf)] == list(found.attack.intervals)


def test_a_total_is_hidden_only_where_nothing_else_will_do() -> None:
    """A row of one small count needs its total hidden, and another total with it."""
    found = suppress(make_table([[3, 0], [20, 30]], {"a": ["x", "y"], "b": ["u", "v"]}))

    assert {"a=x", "a=x, b=u"} == set(found.primary)
    assert () == found.attack.recovered


def test_hidden_pair_of_ones_is_not_given_away_by_its_sum() -> None:
    """1 and 1 in a sum of 2 are known to who knows that zeros are shown: more is hidden."""
    table = make_table([1, 1, 9], {"area": ["N", "S", "W"]})

    assert () == attack_by_linear_programming(table, ["area=N", "area=S"]).recovered
    assert 2 == len(attack_by_linear_programming(table, ["area=N", "area=S"], lowest=1).recovered)
    assert ("area=W",) == suppress(table).secondary


def test_keeping_a_total_that_is_public_already() -> None:
    """With the total kept, the second cell is another one."""
    table = make_table([3, 9, 20], {"area": ["N", "S", "W"]})

    assert ("area=S",) == suppress(table, keep=["total"]).secondary


@pytest.mark.parametrize("exact_size", [0, 250])
def test_keeping_too_much_is_an_error(exact_size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all other cells kept, the small one cannot be protected, and the error says so."""
    monkeypatch.setattr(search, "EXACT_SIZE", exact_size)
    table = make_table([3, 9], {"area": ["N", "S"]})

    with pytest.raises(AnalysisError, match="area=N cannot be protected"):
        suppress(table, keep=["total", "area=S"])


def test_cell_by_cell_holds_and_says_that_fewer_might_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The method of larger tables protects the same cells, with at least as many others."""
    table = make_table(WP22, LABELS)
    exact = suppress(table)
    monkeypatch.setattr(search, "EXACT_SIZE", 0)

    found = suppress(table)

    assert exact.primary == found.primary
    assert len(found.secondary) >= len(exact.secondary)
    assert () == found.attack.recovered
    assert [None] == [check.passed for check in found.checks if check.name == "fewest_cells"]


@pytest.mark.parametrize("answers", [[[], ["b"]], [["b", "c"], ["b", "d"]]])
def test_search_goes_on_until_nothing_is_given_away(
    answers: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a choice leaves a small cell exposed, or a secondary one, another choice is made."""
    table = LinkedTables(
        counts=[("a", 3), ("b", 9), ("t", 12), ("c", 8), ("d", 9), ("u", 17)],
        totals=[("t", ["a", "b"]), ("u", ["c", "d"])],
    )
    left = iter(answers)
    monkeypatch.setattr(suppression, "choose_cells", lambda *_, **__: (next(left), True))

    found = suppress(table)

    assert {name for answer in answers for name in answer} == set(found.secondary)
    assert () == found.attack.recovered


def test_higher_threshold_hides_more() -> None:
    """At threshold 11 the tens are small too."""
    few, more = (int(primary_suppression(WP22, threshold=t).sum()) for t in (5, 11))

    assert (6, 11) == (few, more)


def test_count_not_reported_is_not_small() -> None:
    """What is not reported is nothing to hide."""
    assert [False, True] == primary_suppression([math.nan, 3]).tolist()


@pytest.mark.parametrize("threshold", [4, 1, 0, -1, 5.5])
def test_threshold_cannot_be_lowered(threshold: float) -> None:
    """The default is the least."""
    with pytest.raises(InputError, match="threshold: expected"):
        primary_suppression([1], threshold=threshold)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="threshold: expected"):
        suppress(make_table([1], {"a": ["x"]}), threshold=threshold)  # type: ignore[arg-type]


def test_threshold_says_that_it_can_be_raised() -> None:
    """The hint says which way is open."""
    with pytest.raises(InputError, match=r"5 or more, got 3\. The threshold can be raised"):
        primary_suppression([1], threshold=3)


def test_keeping_a_small_cell_is_refused() -> None:
    """Who says that a small cell is public is told that nothing protects it."""
    with pytest.raises(InputError, match="nothing here can protect it"):
        suppress(make_table([3, 9], {"area": ["N", "S"]}), keep=["area=N"])


@pytest.mark.parametrize("attack", [attack_by_differencing, attack_by_linear_programming])
def test_attack_on_an_unknown_cell_is_refused(attack: object) -> None:
    """A name that is no cell is not attacked in silence."""
    with pytest.raises(InputError, match="suppressed: expected the name of a cell"):
        attack(make_table([3, 9], {"area": ["N", "S"]}), ["area=W"])  # type: ignore[operator]


def test_attack_without_sums_knows_only_the_floor() -> None:
    """A cell in no sum can have any count."""
    table = LinkedTables(counts=[("a", 3)], totals=[])

    found = attack_by_linear_programming(table, ["a"])

    assert (("a", 0.0, math.inf),) == found.intervals
    assert () == found.recovered


def test_differencing_goes_on_with_what_it_found() -> None:
    """The first cell found opens the next sum."""
    table = make_table([[3, 9], [6, 8]], {"a": ["x", "y"], "b": ["u", "v"]})

    found = attack_by_differencing(table, ["a=x, b=u", "a=x, b=v", "a=y, b=v"])

    assert 3 == len(found.recovered)


def test_attack_with_a_floor_above_the_counts_is_refused() -> None:
    """An attacker cannot know that a hidden 0 is 1 or more."""
    table = make_table([0, 9], {"area": ["N", "S"]})

    with pytest.raises(InputError, match=r"suppressed\[area=N\]: expected one whole number of 1"):
        attack_by_linear_programming(table, ["area=N"], lowest=1)
    with pytest.raises(InputError, match="lowest: expected one whole number of 0 or more"):
        attack_by_linear_programming(table, ["area=N"], lowest=-1)


def test_a_large_table_is_protected() -> None:
    """Twenty areas by eight offences with many small counts: nothing can be worked out."""
    rng = np.random.default_rng(4)
    counts = rng.poisson(rng.gamma(0.8, 12, (20, 8)))
    table = make_table(counts, {"area": list("abcdefghijklmnopqrst"), "offence": list("12345678")})

    found = suppress(table)

    assert len(found.primary) > 40
    assert () == found.attack.recovered


def test_cell_by_cell_shows_again_what_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was hidden for one cell and became needless with the next is shown again."""
    monkeypatch.setattr(search, "EXACT_SIZE", 0)
    counts = np.random.default_rng(0).integers(0, 14, (4, 4))
    table = make_table(counts, {"a": list("abcd"), "b": list("wxyz")})

    found = suppress(table)

    assert 2 == len(found.secondary)
    assert () == found.attack.recovered


@pytest.mark.parametrize(
    ("counts", "hidden", "found"),
    [
        ([4, 4, 20], "xy", ""),  # 1 to 7 each: nobody can tell that they are small
        ([1, 4, 20], "xy", "xy"),  # 1 to 4: small for certain
        ([1, 1, 20], "xy", "xy"),  # 1 for certain
        ([4, 20, 9], "xy", ""),  # 1 to 23
        ([20, 20, 3], "z", "z"),  # 3 by subtraction
    ],
)
def test_what_narrows_a_hidden_cell(counts: list[int], hidden: str, found: str) -> None:
    """A small cell must be able to be 1 and 5, and another two counts."""
    table = make_table(counts, {"a": ["x", "y", "z"]})
    names = [f"a={label}" for label in hidden]

    expected = tuple(f"a={label}" for label in found)
    assert expected == narrowed_cells(table, names, threshold=5, lowest=1)


def test_a_hidden_total_is_as_large_as_its_hidden_parts() -> None:
    """That a sum of two hidden cells is 2 or more is said by their marks, and is no leak."""
    table = LinkedTables(counts=[("x", 1), ("y", 2), ("t", 3)], totals=[("t", ["x", "y"])])

    assert () == narrowed_cells(table, ["x", "y", "t"], threshold=5, lowest=1)


def test_a_cell_that_is_hidden_in_any_case() -> None:
    """A cell asked for is hidden, and protected like the others."""
    table = make_table([20, 30, 40], {"a": ["x", "y", "z"]})
    found = suppress(table, also=["a=x"])

    assert () == found.primary
    assert 2 == len(found.secondary)
    assert "a=x" in found.secondary
