"""Satisfaction of victims: an interval and a response, and no percentage from a few answers."""

import pytest

pytest.importorskip("numpy")

from safetykit.errors import AnalysisError, InputError
from safetykit.plugins import victims as vic


def test_seven_of_nine() -> None:
    """Seven of nine is no percentage: the base is below 30."""
    with pytest.raises(AnalysisError, match="9 answered, and no percentage is published"):
        vic.satisfaction("report", [True] * 7 + [False] * 2, asked=40)


@pytest.mark.parametrize(("base", "refused"), [(29, True), (30, False)])
def test_smallest_base(base: int, refused: bool) -> None:
    """Thirty answers will do, and 29 will not; who did not answer is not among them."""
    answers = [True] * base + [None] * 10
    if refused:
        with pytest.raises(AnalysisError, match="fewer than 30"):
            vic.satisfaction("report", answers, asked=100)
    else:
        assert base == vic.satisfaction("report", answers, asked=100).base


def test_share() -> None:
    """Thirty of forty is 0.75, with Wilson's interval, and forty of eighty asked is a half."""
    found = vic.satisfaction("court", [True] * 30 + [False] * 10 + [None] * 5, asked=80)

    assert pytest.approx(0.75) == float(found.survey.estimate.value)
    assert pytest.approx(0.5981, abs=5e-5) == float(found.survey.estimate.low)
    assert pytest.approx(0.8581, abs=5e-5) == float(found.survey.estimate.high)
    assert 0.5 == found.response
    assert any("did not answer" in text for text in found.caveats)


def test_weights() -> None:
    """Weights count."""
    answers: list[bool | None] = [True] * 20 + [False] * 20
    found = vic.satisfaction("court", answers, asked=40, weights=[3.0] * 20 + [1.0] * 20)

    assert pytest.approx(0.75) == float(found.survey.estimate.value)


def test_more_answers_than_asked() -> None:
    """Nobody answers unasked."""
    with pytest.raises(InputError, match="40 or more: so many answered"):
        vic.satisfaction("report", [True] * 40, asked=39)
