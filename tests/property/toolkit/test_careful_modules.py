"""Laws of the modules that could do most harm: nothing small is found out, nothing is found."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from safetykit.content import Jurisdiction
from safetykit.plugins import business_crime as bc
from safetykit.plugins import counter_terrorism as ct
from safetykit.plugins import hate_crime as hc
from safetykit.plugins import night_time_economy as nte
from safetykit.plugins import rural_crime as ru
from safetykit.plugins import vulnerability as vs
from safetykit.stats.disclosure import attack_by_linear_programming, make_table

DAY = dt.date(2026, 11, 22)
DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2040, 12, 31))
NATIONS = st.sampled_from(Jurisdiction)


@given(nation=NATIONS, day=DAYS, danger=st.booleans(), data=st.data())
def test_emergency_first(
    nation: Jurisdiction, day: dt.date, danger: bool, data: st.DataObject
) -> None:
    """On any day, in any nation and about anything, the first route is the emergency one."""
    lists = (
        hc.reporting_options(nation, day, data.draw(st.sampled_from(hc.Situation)), danger=danger),
        vs.referral_routes(data.draw(st.sampled_from(vs.Concern)), nation, day, danger=danger),
        nte.help_on_a_night_out(
            data.draw(st.sampled_from(nte.Situation)), nation, day, danger=danger
        ),
        bc.reporting_routes(nation, day, data.draw(st.sampled_from(bc.Situation)), danger=danger),
        ct.referral_route(data.draw(st.sampled_from(ct.Role)), nation, day, danger=danger),
        ru.reporting_routes(
            data.draw(st.sampled_from(ru.Situation)), nation, day, in_progress=danger
        ),
    )

    for routes in lists:
        assert routes[0].emergency
        stages = [route.stage.rank for route in routes]
        assert sorted(stages) == stages
        assert not danger or all(route.emergency or route.needs_no_form for route in routes)


@given(counts=st.lists(st.integers(0, 15), min_size=5, max_size=5).filter(any))
def test_no_strand_is_found_out(counts: list[int]) -> None:
    """Whoever knows all published counts and their sum can work out none of the hidden ones."""
    pairs = list(zip(hc.Strand, counts, strict=True))
    reports = [
        report
        for strand, count in pairs
        for report in [hc.HateReport(strands=[strand], reported_on=DAY)] * count
    ]
    shown = dict(hc.count_strands(reports).shown)
    table = make_table(counts, {"strand": [strand.value for strand in hc.Strand]})
    hidden = [f"strand={strand.value}" for strand, _ in pairs if shown[strand.value] == "*"]
    hidden += ["total"] if shown["all strands"] == "*" else []

    assert all(shown[strand.value] == "*" for strand, count in pairs if 0 < count < 10)
    assert () == attack_by_linear_programming(table, hidden).recovered


@given(
    letters=st.sampled_from(["SK", "TQ", "NY", "HP", "SV"]),
    half=st.integers(1, 5),
    data=st.data(),
)
def test_no_place_is_found(letters: str, half: int, data: st.DataObject) -> None:
    """The square that is shown holds the place, and is two kilometres or more on each side."""
    digits = st.text("0123456789", min_size=half, max_size=half)
    east, north = data.draw(digits), data.draw(digits)
    square = ru.place_to_show(f"{letters} {east} {north}", "wildlife")
    _, east_m, north_m, side_m = ru.parse_grid_reference(f"{letters}{east}{north}")

    assert square.side_km >= 2
    assert 0 == square.east_km % square.side_km == square.north_km % square.side_km
    for corner_km, metres in ((square.east_km, east_m), (square.north_km, north_m)):
        assert corner_km * 1000 <= metres
        assert metres + side_m <= (corner_km + square.side_km) * 1000


@given(people=st.integers(0, 100_000), more=st.integers(0, 1_000), nation=NATIONS)
def test_more_people_never_lower_the_tier(people: int, more: int, nation: Jurisdiction) -> None:
    """More people never put premises in a lower tier."""
    tiers = list(ct.Tier)
    found = [ct.martyns_law_tier(count, nation, DAY) for count in (people, people + more)]
    first, second = (f for f in found if isinstance(f, ct.PremisesTier))

    assert tiers.index(first.tier) <= tiers.index(second.tier)


@given(awarded=DAYS, after=st.integers(0, 800))
def test_award_ends_within_a_year(awarded: dt.date, after: int) -> None:
    """An award stands for 365 or 366 days, and ends on the eve of its anniversary."""
    award = nte.Award(scheme="A scheme", awarded=awarded)
    days = (award.last_day - awarded).days + 1
    day = awarded + dt.timedelta(days=after)

    assert days in (365, 366)
    assert (after < days) is (awarded <= day <= award.last_day)


@given(pounds=st.integers(0, 10**9), day=DAYS, nation=st.sampled_from(["england", "wales"]))
def test_theft_is_theft(pounds: int, day: dt.date, nation: str) -> None:
    """No value and no day changes the words."""
    note = bc.theft_threshold_note(pounds, nation, day)

    assert isinstance(note, bc.TheftNote)
    assert note.words.startswith("Theft is theft at any value.")
