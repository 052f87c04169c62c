"""Laws of maxima by date, of counts of force, and of counts of casualties."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safetykit.content import Jurisdiction
from safetykit.plugins import emergency_workers as ew
from safetykit.plugins import road_safety as rs
from safetykit.plugins import use_of_force as uof

DAY = dt.date(2026, 11, 22)
SINCE_THE_ACT = st.dates(dt.date(2018, 11, 13), DAY)
SPEEDS = st.floats(10, 70)


def most(offence: dt.date, convicted: dt.date, mode: str) -> int:
    """Return the maximum in months."""
    answer = ew.max_sentence(Jurisdiction.WALES, DAY, offence, convicted, mode)
    assert isinstance(answer, ew.SentenceMax)
    return answer.months


@given(SINCE_THE_ACT, SINCE_THE_ACT)
def test_indictment_never_falls(one: dt.date, other: dt.date) -> None:
    """On indictment the maximum of a later offence is never lower."""
    first, last = sorted((one, other))

    assert most(first, DAY, "indictment") <= most(last, DAY, "indictment")


@given(SINCE_THE_ACT, SINCE_THE_ACT)
def test_summary_is_six_or_twelve(one: dt.date, other: dt.date) -> None:
    """For every pair of days the summary maximum is known, and is 6 or 12 months."""
    first, last = sorted((one, other))

    assert most(first, last, "summary") in (6, 12)


@given(st.lists(st.lists(st.sampled_from(uof.Tactic), min_size=1), max_size=8))
def test_tactics_are_no_fewer_than_records(tactics: list[list[uof.Tactic]]) -> None:
    """Every record holds a tactic, so tactics add up to at least the records."""
    talk = uof.Tactic.TACTICAL_COMMUNICATIONS
    assume(all(any(tactic is not talk for tactic in used) for used in tactics))
    records = [
        uof.UseOfForceRecord(id=str(n), tactics=tuple(uof.TacticUse(tactic=t) for t in used))
        for n, used in enumerate(tactics)
    ]

    assert int(uof.count(records, unit="records")) <= int(uof.count(records, unit="tactics"))


@given(
    st.lists(
        st.builds(
            rs.Casualty,
            severity=st.sampled_from(rs.Severity),
            adjusted_serious=st.floats(0, 1),
        )
    )
)
def test_no_more_killed_or_serious_than_casualties(people: list[rs.Casualty]) -> None:
    """The killed and seriously injured are never more than the casualties."""
    for adjusted in (True, False):
        assert 0 <= rs.ksi(people, adjusted=adjusted).total <= len(people) + 1e-9


@given(SPEEDS, SPEEDS, st.sampled_from(rs.SpeedOutcome))
def test_power_model_there_and_back(one: float, other: float, outcome: rs.SpeedOutcome) -> None:
    """A change of mean speed and its reverse cancel, where both are within the bounds."""
    assume(max(one, other) <= 1.5 * min(one, other))
    there = rs.power_model(one, other, outcome, environment="rural").effect.ratio.value
    back = rs.power_model(other, one, outcome, environment="rural").effect.ratio.value

    assert 1.0 == pytest.approx(there * back)
