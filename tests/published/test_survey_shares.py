"""Shares of the Crime Survey for England and Wales against the intervals published with them.

Office for National Statistics, Crime Survey for England and Wales, year ending September 2022,
tables by police force area (iQuanta), Table 2a: adults who say that the police in the local area do
a good or excellent job; estimate, interval of 95% and unweighted base. The published intervals are
normal and those made here are Wilson's, so they differ by less than half a percentage point here.
"""

from __future__ import annotations

import pytest

from safetykit.stats.rates import (
    difference_of_proportions,
    difference_of_survey_shares,
    implied_design_effect,
    proportion,
    survey_share,
)

TABLE_2A = {
    "England and Wales": (0.5245441071862134, 0.5138548777574693, 0.5352333366149571, 19_818),
    "Cleveland": (0.5201364091736285, 0.43581204100844616, 0.6044607773388108, 346),
    "Northumbria": (0.5419606168000238, 0.4952379588368121, 0.5886832747632355, 566),
    "Greater Manchester": (0.403887958990091, 0.3542651244316497, 0.4535107935485322, 885),
}


@pytest.mark.parametrize("area", sorted(TABLE_2A))
def test_interval_of_the_crime_survey(area: str) -> None:
    """The design effect that a published interval implies gives that interval back."""
    share, low, high, base = TABLE_2A[area]
    effect = implied_design_effect(share, base, low, high)
    made = survey_share(share, base, design_effect=effect)

    assert 1.0 < effect < 3.0
    assert (low, high) == pytest.approx((made.low, made.high), abs=0.005)


def test_design_effect_of_england_and_wales() -> None:
    """By hand: (0.021378 / 3.9199)**2 * 19,818 / (0.52454 * 0.47546) = 2.364."""
    share, low, high, base = TABLE_2A["England and Wales"]

    assert 2.364 == pytest.approx(implied_design_effect(share, base, low, high), abs=0.002)


def test_simple_random_sample_is_a_proportion() -> None:
    """With a design effect of 1 the answers are those for whole counts (Newcombe 1998)."""
    share, count = survey_share(0.8, 70), proportion(56, 70)
    ours = difference_of_survey_shares(0.8, 70, 0.6, 80)
    theirs = difference_of_proportions(56, 70, 48, 80)

    assert (count.low, count.high) == pytest.approx((share.low, share.high))
    assert (0.0524, 0.3339) == pytest.approx((ours.low, ours.high), abs=0.0001)
    assert (theirs.low, theirs.high) == pytest.approx((ours.low, ours.high))
