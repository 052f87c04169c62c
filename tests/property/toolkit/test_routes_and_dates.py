"""Laws that hold for every nation, day and situation."""

import datetime as dt

import attrs
from hypothesis import given
from hypothesis import strategies as st

from safetykit.content import Jurisdiction, Unknown, publishable
from safetykit.plugins import fraud_prevention as fp
from safetykit.plugins import road_safety as rs
from safetykit.plugins import use_of_force as uof
from safetykit.plugins.fraud_prevention.data import CONTENT as FRAUD

DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1))
NATIONS = st.sampled_from(Jurisdiction)
SITUATIONS = st.sampled_from(fp.Situation)
ENDORSEMENTS = st.lists(
    st.builds(
        rs.Endorsement,
        offence_date=st.dates(min_value=dt.date(2018, 1, 1), max_value=dt.date(2026, 1, 1)),
        points=st.integers(0, 11),
    ),
    max_size=6,
)
CASUALTIES = st.lists(
    st.builds(rs.Casualty, severity=st.sampled_from(rs.Severity), adjusted_serious=st.floats(0, 1)),
    max_size=30,
)
RECORDS = st.lists(
    st.builds(
        uof.UseOfForceRecord,
        id=st.uuids().map(str),
        tactics=st.lists(
            st.builds(
                uof.TacticUse,
                tactic=st.sampled_from(
                    [t for t in uof.Tactic if t is not uof.Tactic.TACTICAL_COMMUNICATIONS]
                ),
            ),
            min_size=1,
            max_size=5,
        ).map(tuple),
        subject=st.sampled_from("abc"),
    ),
    max_size=8,
    unique_by=lambda record: record.id,
)
DAY = dt.date(2026, 11, 22)


@given(NATIONS, DAYS, SITUATIONS, st.booleans())
def test_emergency_first(
    nation: Jurisdiction, day: dt.date, situation: fp.Situation, danger: bool
) -> None:
    """The first route is the emergency one, always, and in danger none is a form."""
    found = fp.reporting_routes(nation, day, situation, danger=danger)

    assert found[0].emergency
    assert found[0].needs_no_form
    assert not danger or all(route.needs_no_form for route in found)


@given(NATIONS, DAYS, SITUATIONS, st.booleans())
def test_routes_are_current(
    nation: Jurisdiction, day: dt.date, situation: fp.Situation, danger: bool
) -> None:
    """No list holds an expired or future name, another nation's route, or an unchecked number."""
    found = fp.reporting_routes(nation, day, situation, danger=danger)
    expired = {r.brand for r in FRAUD.routes if r.valid_to and r.valid_to < day}

    assert all(route.covers(nation, day) and publishable(route) for route in found)
    assert not expired & {route.brand for route in found}
    assert [r.stage.rank for r in found] == sorted(r.stage.rank for r in found)


@given(DAYS)
def test_legacy_names_resolve(day: dt.date) -> None:
    """From the day it began, the old name leads to a service that is current."""
    if day >= dt.date(2010, 1, 1):
        found = fp.resolve_legacy_route("Action Fraud", as_of=day)

        assert all(route.covers(Jurisdiction.ENGLAND, day) for route in found.routes)


@given(st.lists(st.sampled_from(fp.RedFlag)))
def test_screening_only_adds(flags: list[fp.RedFlag]) -> None:
    """More signs never give fewer warnings, and there is always one."""
    assert 1 <= len(fp.screen_offer(flags[:-1])) <= len(fp.screen_offer(flags))


@given(DAYS)
def test_review_deadline(letter: dt.date) -> None:
    """The last day is 28 days after the date on the letter."""
    assert dt.timedelta(days=28) == uof.review_deadline(letter) - letter


@given(DAYS, st.sampled_from([Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND]))
def test_law_stays_in_its_nation(day: dt.date, nation: Jurisdiction) -> None:
    """On no day is the text of England and Wales shown elsewhere."""
    assert isinstance(uof.legal_bases(jurisdiction=nation, as_of=day), Unknown)
    assert isinstance(uof.core_questions(jurisdiction=nation, as_of=day), Unknown)


@given(RECORDS)
def test_tactics_are_no_fewer_than_records(records: list[uof.UseOfForceRecord]) -> None:
    """Tactics ≥ records ≥ people, and the order of tactics changes nothing."""
    turned = [attrs.evolve(record, tactics=record.tactics[::-1]) for record in records]
    counts = [uof.count(records, unit=unit).value for unit in ("tactics", "records", "subjects")]

    assert sorted(counts, reverse=True) == counts
    assert uof.count(records, unit="tactics") == uof.count(turned, unit="tactics")


@given(st.sampled_from([20, 30, 40, 50, 60]), st.sampled_from(rs.Surface))
def test_stopping_distance_grows(speed: int, surface: rs.Surface) -> None:
    """Faster takes longer to stop, on every surface, and a bad surface longer than a dry one."""
    slower = rs.stopping_distance(speed, surface=surface)
    faster = rs.stopping_distance(speed + 10, surface=surface)

    assert slower.total_m < faster.total_m
    assert rs.stopping_distance(speed).total_m <= slower.total_m


@given(CASUALTIES)
def test_ksi_is_no_more_than_casualties(people: list[rs.Casualty]) -> None:
    """Killed or seriously injured are never more than all casualties."""
    for adjusted in (True, False):
        found = rs.ksi(people, adjusted=adjusted)

        assert found.killed <= found.total <= len(people) + 1e-9


@given(ENDORSEMENTS)
def test_totting_does_not_depend_on_order(
    offences: list[rs.Endorsement],
) -> None:
    """The order of the endorsements changes nothing, and the threshold alone decides."""
    answer = rs.totting_up(offences, "scotland", DAY)
    turned = rs.totting_up(offences[::-1], "scotland", DAY)

    assert isinstance(answer, rs.TottingResult)
    assert answer == turned
    assert answer.liable_to_disqualification is (answer.points_counted >= 12)


@given(ENDORSEMENTS)
def test_same_day_points_add(offences: list[rs.Endorsement]) -> None:
    """More points on the day of the latest offence never make a driver less liable."""
    if not offences:
        return
    latest = max(offence.offence_date for offence in offences)
    more = [*offences, rs.Endorsement(offence_date=latest, points=3)]
    before, after = (rs.totting_up(items, "wales", DAY) for items in (offences, more))

    assert isinstance(before, rs.TottingResult)
    assert isinstance(after, rs.TottingResult)
    assert after.points_counted == before.points_counted + 3


@given(NATIONS, DAYS)
def test_drink_drive_limits_are_one_of_two_sets(nation: Jurisdiction, day: dt.date) -> None:
    """Every answer is one of the two sets of limits, or Unknown."""
    limit = rs.drink_drive_limit(jurisdiction=nation, as_of=day)

    if not isinstance(limit, Unknown):
        found = (limit.breath_ug_per_100ml, limit.blood_mg_per_100ml, limit.urine_mg_per_100ml)
        assert found in {(35, 80, 107), (22, 50, 67)}
