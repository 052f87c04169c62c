"""An area beside places like it. Needs numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

np = pytest.importorskip("numpy")

from safetykit.errors import InputError
from safetykit.evaluation import evaluate
from safetykit.evaluation.peers import PeerResult
from safetykit.model import Comparator, ComparatorSet, PopulationEstimate
from safetykit.model.ids import Id
from safetykit.quantities import Approx, Month, PartialDate, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts

Make = Callable[..., Any]
PEERS = ("Ashton", "Barwick", "Colne", "Denby", "Elland", "Fulford")


def counts(own: int, *, spread: bool = False, silent: tuple[str, ...] = ()) -> Counts:
    """Return monthly counts of an area and of six places like it, all of 12 a month or unlike."""
    names = ("Testborough", *PEERS)
    level = [own, *((6, 18, 9, 15, 8, 16) if spread else (12,) * 6)]
    months = month_range(Month(2017, 1), Month(2018, 12))
    values = np.broadcast_to(np.array(level), (len(months), 7))[:, :, None].copy()
    reported = np.ones(values.shape, dtype=bool)
    for name in silent:
        reported[15, names.index(name)] = False  # April 2018, in the year that is compared
    return Counts(
        source=attrs.evolve(POLICE_UK, breaks=()),
        months=months,
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in names),
        groups=("Burglary",),
        values=np.where(reported, values, 0),
        reported=reported,
    )


@pytest.fixture
def run(make_plan: Make, make_indicator: Make) -> Callable[..., Any]:
    """Return an evaluation of an area of 10,000 residents among six of as many."""

    def beside(
        records: Counts, *, names: tuple[str, ...] = PEERS, whole: bool = False, **parts: Any
    ) -> Any:
        known: dict[str, Any] = {
            "areas": tuple(Comparator(name=n, size=Approx.parse("10,000")) for n in names),
            "basis": "resident",
            "population": Id("residents"),
            "method": "most similar groups",
            "chosen_on": PartialDate.parse("2016"),
        }
        residents = PopulationEstimate(
            id=Id("residents"),
            basis="resident",
            value=Approx.parse("10,000"),
            year=PartialDate.parse("2017"),
            source="Made up",
        )
        area = attrs.evolve(
            make_plan().area,
            police_force="",
            populations=(residents,),
            comparators=ComparatorSet(**(known | parts)),
        )
        plan = make_plan(area=area, indicators=(make_indicator(),))
        found = evaluate(plan, records)
        return found if whole else found.peers[0]

    return beside


@pytest.mark.parametrize(
    ("own", "position", "words"),
    [
        (12, 0, "inside the limits of 95%"),
        (15, 1, "above the limit of 95%, and not above that of 99.8%"),
        (30, 2, "above both limits"),
        (10, -1, "below the limit of 95%"),
        (4, -2, "below both limits"),
    ],
)
def test_where_an_area_lies(run: Callable[..., Any], own: int, position: int, words: str) -> None:
    """An area lies inside or outside the limits; the sentence says which, and on which base."""
    found = run(counts(own))

    assert position == found.position
    assert words in found.sentence
    assert "for each 1,000 residents and year" in found.sentence
    assert "chosen by most similar groups, 2016" in found.sentence
    assert 14.4 == pytest.approx(found.target)


def test_no_ranks(run: Callable[..., Any]) -> None:
    """The places stand by name, and no sentence ranks them."""
    found = run(counts(30))

    assert list(PEERS) == [p.name for p in found.others]
    assert "says nothing of why" in found.sentence
    assert not any(word in found.sentence for word in ("worst", "best", "rank", "highest"))


def test_places_that_differ_widen_the_limits(run: Callable[..., Any]) -> None:
    """Where the places differ among themselves, being unlike them says less."""
    assert 2 == run(counts(18)).position
    assert 0 == run(counts(18, spread=True)).position


def test_the_area_does_not_set_its_own_limits(run: Callable[..., Any]) -> None:
    """However high the area is, the limits are those of the others."""
    assert run(counts(12)).upper == run(counts(300)).upper


def test_limits_over_all_sizes(run: Callable[..., Any]) -> None:
    """The curve runs past the smallest and the largest place, and narrows as places grow.

    All places here have one size, which is the middle of the curve: there it gives the same limits.
    """
    found = run(counts(12, spread=True))
    curve = found.curve
    middle = curve[len(curve) // 2]
    widths = [at.upper[1] - at.lower[1] for at in curve]

    assert curve[0].size < 10_000 < curve[-1].size
    assert sorted(widths, reverse=True) == widths
    assert 10_000 == pytest.approx(middle.size)
    assert found.lower == pytest.approx(middle.lower)
    assert found.upper == pytest.approx(middle.upper)
    assert all(at.upper[0] < at.upper[1] and at.lower[0] > at.lower[1] for at in curve)


def test_a_place_that_does_not_report_is_left_out_and_named(run: Callable[..., Any]) -> None:
    """Eleven months are no year: the other places set the limits, and the sentence says so."""
    found = run(counts(12, silent=("Colne",)))

    assert Month(2018, 1) == found.window.first
    assert ("Colne",) == found.left_out
    assert "Colne" not in [place.name for place in found.others]
    assert found.sentence.endswith(" Not all of it is reported by Colne.")


def test_too_few_places(run: Callable[..., Any]) -> None:
    """Four places set no limits, and the reason is given."""
    assert run(counts(12), names=PEERS[:4]).startswith(
        "Beside places like it: not compared. Fewer than 5 of them"
    )


def test_places_where_nothing_happened(run: Callable[..., Any]) -> None:
    """No limits stand about none: the reason is given, and nothing ends in an error."""
    records = counts(12)
    values = records.values.copy()
    values[:, 1:] = 0

    assert run(attrs.evolve(records, values=values)).startswith(
        "Beside places like it: not compared. None of the 6 of them recorded any in "
    )


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"names": (*PEERS[:5], "Fulfrd")}, r"'Fulfrd'.*Did you mean \"Fulford\""),
        ({"basis": "worker", "population": None}, "a basis that the area has"),
    ],
)
def test_places_that_cannot_be_compared(
    run: Callable[..., Any], parts: dict[str, Any], words: str
) -> None:
    """A misspelt place, and a basis that the area lacks, are refused."""
    with pytest.raises(InputError, match=words):
        run(counts(12), **parts)


def test_the_area_among_its_own_like_places_is_left_out(run: Callable[..., Any]) -> None:
    """Lists of like places often hold the place itself, which sets no limits for itself."""
    alone, listed = run(counts(300)), run(counts(300), names=("Testborough", *PEERS))

    assert alone.upper == listed.upper
    assert list(PEERS) == [place.name for place in listed.others]


def test_a_place_that_is_named_twice(run: Callable[..., Any]) -> None:
    """Of two sizes for one place none is preferred."""
    with pytest.raises(
        InputError, match=r"comparators\.areas: expected each place once.*Colne twice"
    ):
        run(counts(12), names=(*PEERS, "Colne"))


def test_records_that_hold_none_of_the_places(
    make_plan: Make, make_indicator: Make, make_counts: Make, run: Callable[..., Any]
) -> None:
    """A partner's table of the area alone refuses no other result: it has no funnel of its own."""
    plan = run(counts(12), whole=True).plan
    sheds = make_indicator(id=Id("sheds"), title="Sheds", source="partners", group="Sheds")
    own = make_counts("2017-01", {"Sheds": [3] * 24}, force="Testborough", source="partners")
    own = attrs.evolve(own, areas=(AreaKey(AreaRule.CODED_TO_AREA, "Testborough"),))
    both = evaluate(attrs.evolve(plan, indicators=(*plan.indicators, sheds)), (counts(12), own))

    assert isinstance(both.peers[0], PeerResult)
    assert (
        "Beside places like it: not compared. The records of “Sheds” hold none of them."
    ) == both.peers[1]


@pytest.mark.parametrize(
    ("size", "basis", "words"),
    [
        ("9,000,000", "resident", "0.016 for each 1,000 residents and year"),
        ("10,000", "premises", "14.4 for each 1,000 premises and year"),
    ],
)
def test_a_rate_in_words(run: Callable[..., Any], size: str, basis: str, words: str) -> None:
    """A small rate is not nought, and every basis has its plural."""
    places = tuple(Comparator(name=n, size=Approx.parse(size)) for n in PEERS)
    own = PopulationEstimate(
        id=Id("own"),
        basis=basis,
        value=Approx.parse(size),
        year=PartialDate.parse("2017"),
        source="S",
    )
    area = attrs.evolve(
        run(counts(12), whole=True).plan.area,
        populations=(own,),
        comparators=ComparatorSet(
            areas=places, basis=basis, population=Id("own"), method="m", chosen_on=own.year
        ),
    )
    plan = attrs.evolve(run(counts(12), whole=True).plan, area=area)

    assert words in evaluate(plan, counts(12)).peers[0].sentence


def test_no_places_no_funnel(make_plan: Make, make_indicator: Make, make_counts: Make) -> None:
    """Without places that the plan names, none are made up."""
    plan = make_plan(indicators=(make_indicator(),))

    assert () == evaluate(plan, make_counts("2017-01", {"Burglary": [5] * 24})).peers


@pytest.mark.parametrize("names", [PEERS, PEERS[:3]])
def test_peers_are_plain_data_and_stand_on_the_page(
    run: Callable[..., Any], names: tuple[str, ...]
) -> None:
    """Programs get the numbers, and the page says them by name; a refusal says why."""
    import json

    pytest.importorskip("vl_convert")
    from safetykit.reporting import evaluation_data, to_html

    found = run(counts(30), names=names, whole=True)
    peer = found.peers[0]
    said = peer if isinstance(peer, str) else peer.sentence

    data = json.loads(json.dumps(evaluation_data(found), allow_nan=False))["peers"][0]
    assert said in (data.get("refused"), data.get("sentence"))
    assert said in to_html(found)
