"""Windows and evaluations as values. Needs numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation import Window, evaluate
from safetykit.model.ids import Id
from safetykit.quantities import Month


def test_window() -> None:
    """A window counts and holds its months, both ends included, and speaks of one as one."""
    window = Window(first=Month(2016, 11), last=Month(2017, 10))

    assert 12 == len(window)
    assert Month(2016, 11) in window
    assert Month(2017, 10) in window
    assert Month(2017, 11) not in window
    assert "November 2016 to October 2017" == window.words
    assert "May 2017" == Window(first=Month(2017, 5), last=Month(2017, 5)).words


def test_result_by_id(
    make_plan: Callable[..., Any],
    make_indicator: Callable[..., Any],
    make_counts: Callable[..., Any],
) -> None:
    """A result is found by the id of its indicator; a wrong id is refused with a suggestion."""
    plan = make_plan(indicators=(make_indicator(),))
    evaluation = evaluate(plan, make_counts("2017-01", {"Burglary": [5] * 36}))

    assert evaluation.results[0] is evaluation["burglary"]
    assert evaluation.results[0].comparison is not None
    assert evaluation.results[0].change is evaluation.results[0].comparison.change
    with pytest.raises(InputError, match="burglary"):
        evaluation["burglry"]
    with pytest.raises(InputError, match="There are: burglary"):
        evaluation["zzz"]


def test_result_of_an_indicator_that_was_passed_over(
    make_plan: Callable[..., Any],
    make_indicator: Callable[..., Any],
    make_counts: Callable[..., Any],
) -> None:
    """An indicator that was not evaluated is refused with the reason why it was not."""
    plan = make_plan(indicators=(make_indicator(), make_indicator(id=Id("sheds"), source="other")))
    evaluation = evaluate(plan, make_counts("2017-01", {"Burglary": [5] * 36}))

    with pytest.raises(InputError, match=r"was evaluated, .* No records of its source were given"):
        evaluation["sheds"]


def test_an_evaluation_prints_on_one_line(
    make_plan: Callable[..., Any],
    make_indicator: Callable[..., Any],
    make_counts: Callable[..., Any],
) -> None:
    """What a person sees who types its name is what it is of, and never a partner's figures."""
    plan = make_plan(indicators=(make_indicator(),))
    shown = repr(evaluate(plan, make_counts("2017-01", {"Burglary": [5] * 36})))

    assert shown.startswith(f"<Evaluation of {plan.title!r}, as of 2019-12-31; indicators: 1, ")
    assert len(shown) < 200
