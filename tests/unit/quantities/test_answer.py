"""Yes, no, and cannot tell."""

from __future__ import annotations

import itertools
import pickle

import pytest

from safetykit.quantities import Answer

YES, NO, MAYBE = Answer.YES, Answer.NO, Answer.CANNOT_TELL
MEANS = {YES: {True}, NO: {False}, MAYBE: {True, False}}


def meaning(values: set[bool]) -> Answer:
    """Return the answer that stands for a set of possible truths."""
    return next(answer for answer, truths in MEANS.items() if truths == values)


@pytest.mark.parametrize(("a", "b"), list(itertools.product(Answer, repeat=2)))
def test_connectives_agree_with_every_possible_truth(a: Answer, b: Answer) -> None:
    """And and or hold what every combination of the possible truths allows."""
    pairs = list(itertools.product(MEANS[a], MEANS[b]))

    assert meaning({x and y for x, y in pairs}) is a & b
    assert meaning({x or y for x, y in pairs}) is a | b


def test_opposites() -> None:
    """The opposite of what cannot be told cannot be told."""
    assert [NO, YES, MAYBE] == [~YES, ~NO, ~MAYBE]


@pytest.mark.parametrize("answer", Answer)
def test_no_truth_value(answer: Answer) -> None:
    """An answer refuses to be true or false."""
    with pytest.raises(TypeError, match=r"three values and no truth value: write `is Answer\.YES`"):
        bool(answer)


def test_of() -> None:
    """What surely holds is yes, what possibly holds cannot be told, the rest is no."""
    assert YES is Answer.of(surely=True, possibly=True)
    assert MAYBE is Answer.of(surely=False, possibly=True)
    assert NO is Answer.of(surely=False, possibly=False)


def test_pickle() -> None:
    """An answer comes back as itself."""
    assert YES is pickle.loads(pickle.dumps(YES))
