"""How strictly partners' figures are protected. Needs numpy."""

from __future__ import annotations

import pytest

pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation.disclosure import DisclosurePolicy


def test_default_threshold() -> None:
    """Counts of 1 to 4 are small if nothing else is said, and nothing is rounded."""
    policy = DisclosurePolicy()

    assert 5 == policy.threshold
    assert policy.rounding is None


@pytest.mark.parametrize("threshold", [4, 0, -1, True, 7.5])
def test_threshold_lowered(threshold: object) -> None:
    """The threshold can be raised, and not lowered."""
    with pytest.raises(InputError, match="can be raised, and not lowered"):
        DisclosurePolicy(threshold=threshold)  # type: ignore[arg-type]


def test_threshold_raised() -> None:
    """Ten, as some bodies ask for, is taken."""
    assert 10 == DisclosurePolicy(threshold=10).threshold


@pytest.mark.parametrize(("threshold", "base"), [(5, 3), (10, 5), (5, True), (5, 5.0)])
def test_base_below_the_threshold(threshold: int, base: object) -> None:
    """A base that would let small counts show is refused."""
    with pytest.raises(InputError, match=r"policy\.rounding: expected a whole number of"):
        DisclosurePolicy(threshold=threshold, rounding=base)  # type: ignore[arg-type]
