"""Laws of survival curves and of the log-rank test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safetykit.stats.reoffending import kaplan_meier, log_rank_test

PEOPLE = st.lists(
    st.tuples(st.integers(0, 30), st.booleans(), st.integers(0, 2)), min_size=2, max_size=40
)


@given(PEOPLE, st.randoms(use_true_random=False), st.floats(0.1, 365))
def test_order_and_unit_do_not_matter(
    people: list[tuple[int, bool, int]], chance: object, k: float
) -> None:
    """Persons in another order, and weeks or days, give the same shares and the same test."""
    assume(any(event for _, event, _ in people) and len({group for *_, group in people}) > 1)
    mixed = list(people)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    (t1, e1, g1), (t2, e2, g2) = (np.transpose(rows).astype(float) for rows in (people, mixed))

    one, two = kaplan_meier(t1, e1), kaplan_meier(t2 * k, e2)
    tests = [
        log_rank_test(t, e, g).test.statistic for t, e, g in ((t1, e1, g1), (t2 * k, e2, 7 - g2))
    ]

    assert pytest.approx(one.estimate.value) == two.estimate.value
    assert pytest.approx(np.asarray(one.time) * k) == two.time
    assert pytest.approx(tests[0], abs=1e-7, nan_ok=True) == tests[1]


@given(PEOPLE)
def test_shares_fall_and_expected_events_add_up(people: list[tuple[int, bool, int]]) -> None:
    """Shares fall from 1 towards 0, and all events are expected of someone."""
    assume(any(event for _, event, _ in people) and len({group for *_, group in people}) > 1)
    time, event, group = np.transpose(people).astype(float)

    curve, test = kaplan_meier(time, event), log_rank_test(time, event, group)

    shares = np.concatenate([[1.0], np.asarray(curve.estimate.value)])
    assert np.all(np.diff(shares) < 0)
    assert shares[-1] >= 0
    assert pytest.approx(event.sum()) == np.sum(test.expected)
    assert event.sum() == np.sum(test.observed)
