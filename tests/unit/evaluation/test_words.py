"""Numbers and changes in words. Needs numpy."""

from __future__ import annotations

import math

import pytest

pytest.importorskip("numpy")

from safetykit.evaluation.words import list_words, percent, span_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (77.4, "77%"),
        (3.54, "3.5%"),
        (-0.44, "−0.4%"),
        (-0.04, "0.0%"),
        (0.0, "0.0%"),
        (-13.6, "−14%"),
        (99.7, "99.7%"),
        (-99.7, "−99.7%"),
        (100.0, "100%"),
        (3900.0, "3,900%"),
    ],
)
def test_percent(value: float, words: str) -> None:
    """A percentage has as many digits as it needs: three remaining of a thousand are not none."""
    assert words == percent(value)


@pytest.mark.parametrize(
    ("low", "high", "in_percent", "words"),
    [
        (-5.0, 12.0, True, "between −5.0% and 12%"),
        (12.0, math.inf, True, "12% or more"),
        (500.2, 1234.4, False, "between 500 and 1,234"),
    ],
)
def test_span(low: float, high: float, in_percent: bool, words: str) -> None:
    """An interval that is open has no upper end in words either."""
    assert words == span_words(low, high, in_percent=in_percent)


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_lists(items: list[str], words: str) -> None:
    """Words are joined as in a sentence."""
    assert words == list_words(items)
