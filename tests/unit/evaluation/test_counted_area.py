"""Which rows are counted where a plan names a force and a district. Needs numpy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

np = pytest.importorskip("numpy")

import attrs

from safetykit.errors import InputError
from safetykit.evaluation import evaluate
from safetykit.evaluation.counted_area import area_key, wider_area_note
from safetykit.evaluation.results import AreaTotal
from safetykit.model import Area, Indicator, Plan
from safetykit.quantities import Month, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, Travel

FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")
DISTRICT = AreaKey(AreaRule.CODED_TO_AREA, "Testborough")
BOTH = Area(name="Testborough", police_force="Testshire Police", district="Testborough")


def counts_of(force: int, district: int, *, groups: int = 1) -> Counts:
    """Return one month of a force and a district, the same in each category."""
    shape = (1, 2, groups)
    month = Month(2020, 1)
    return Counts(
        source=POLICE_UK,
        months=month_range(month, month),
        areas=(FORCE, DISTRICT),
        groups=tuple(f"Group {i}" for i in range(groups)),
        values=np.broadcast_to(np.array([force, district])[None, :, None], shape).astype(np.int64),
        reported=np.ones(shape, dtype=bool),
    )


@pytest.mark.parametrize(
    ("force", "district", "wanted"),
    [
        (100, 100, FORCE),
        (125, 100, FORCE),
        (126, 100, DISTRICT),
        (5530, 644, DISTRICT),
        (90, 100, FORCE),
    ],
)
def test_the_narrowest_that_shows_the_whole_area(
    force: int, district: int, wanted: AreaKey
) -> None:
    """A county's rows do not stand for a district; those of the district's own force do."""
    assert wanted == area_key(BOTH, counts_of(force, district))


def test_one_category_does_not_choose() -> None:
    """The choice is made over all categories, so that all indicators count the same place."""
    found = counts_of(110, 100, groups=2)
    values = found.values.copy()
    values[:, 0, 1] = 130

    assert FORCE == area_key(BOTH, attrs.evolve(found, values=values))


def test_figures_that_are_not_public_do_not_choose() -> None:
    """Of a partner's figures the force's are taken: sums would change as some are hidden."""
    found = counts_of(5530, 644)
    source = attrs.evolve(found.source, travel=Travel.PARTNER)

    assert FORCE == area_key(BOTH, attrs.evolve(found, source=source))


@pytest.mark.parametrize(
    ("named", "wanted"), [({"district": ""}, FORCE), ({"police_force": ""}, DISTRICT)]
)
def test_a_plan_that_names_one(named: dict[str, str], wanted: AreaKey) -> None:
    """Whoever names the force alone, or the district alone, gets its rows."""
    assert wanted == area_key(attrs.evolve(BOTH, **named), counts_of(5530, 644))


def test_a_district_that_the_records_lack() -> None:
    """Where the records hold the force alone, its rows are all there is."""
    assert FORCE == area_key(attrs.evolve(BOTH, district="Elsewhere"), counts_of(5530, 644))


def test_records_of_another_place() -> None:
    """Records that hold neither are refused, with what they hold."""
    with pytest.raises(InputError, match="the records hold: Testshire Police"):
        area_key(Area(name="Elsewhere"), counts_of(1, 1))


def _total(rule: AreaRule, name: str, before: int) -> AreaTotal:
    return AreaTotal(area=AreaKey(rule, name), before=before, after=None)


def test_a_district_of_a_wider_force() -> None:
    """Under a district's name stand the district's rows; the force's are named beside them."""
    force = _total(AreaRule.RECORDED_BY_FORCE, "County Police", 5530)
    district = _total(AreaRule.CODED_TO_AREA, "Boston", 644)
    note = wider_area_note(district.area, (force, district))

    assert note.startswith("Counted is what is coded to Boston, 644 in the baseline; County Police")
    assert "recorded 5,530 in all" in note
    assert "leave district out" in note


def test_a_force_that_is_counted_for_a_district() -> None:
    """Where a force's rows are counted although they reach further, the note says so."""
    force = _total(AreaRule.RECORDED_BY_FORCE, "County Police", 5530)
    note = wider_area_note(force.area, (force, _total(AreaRule.CODED_TO_AREA, "Boston", 644)))

    assert note.startswith("Counted is all that County Police recorded, 5,530 in the baseline")
    assert "For Boston alone, leave police_force out" in note


@pytest.mark.parametrize("district", [[], [("City", 525)], [("City", 480)]])
def test_a_force_of_the_district_s_own(district: list[tuple[str, int]]) -> None:
    """A force that serves little more than the district is not remarked upon."""
    force = _total(AreaRule.RECORDED_BY_FORCE, "City Police", 600)
    coded = [_total(AreaRule.CODED_TO_AREA, *one) for one in district]

    assert "" == wider_area_note(force.area, (force, *coded))


def test_page_one_names_the_wider_area(
    make_plan: Callable[..., Plan], make_indicator: Callable[..., Indicator]
) -> None:
    """An evaluation counts the district, says so on page one, and shows both totals."""
    months = month_range(Month(2017, 1), Month(2018, 12))
    values = np.tile(np.array([900, 100])[None, :, None], (len(months), 1, 1)).astype(np.int64)
    counts = Counts(
        source=POLICE_UK,
        months=months,
        areas=(FORCE, DISTRICT),
        groups=("Burglary",),
        values=values,
        reported=np.ones_like(values, dtype=bool),
    )
    found = evaluate(make_plan(area=BOTH, indicators=(make_indicator(),)), counts)
    (result,) = found.results

    assert (DISTRICT, 1200) == (result.area, round(float(result.value.value)))
    assert {FORCE: 10800, DISTRICT: 1200} == {t.area: t.before for t in result.totals}
    assert any("recorded 10,800 in all" in sentence for sentence in found.headline)
