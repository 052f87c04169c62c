"""Laws of what may be published: no attack on the output finds a hidden figure.

The attack of `safetykit.testing.disclosure` reads all that the JSON holds. What no attack can be
written for is held by another law: a second table of records, with other figures in the hidden
months and the same published ones, gives the same output in every face, to the letter.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

np = pytest.importorskip("numpy")
pytest.importorskip("scipy")

from safetykit.content import Channel, Confidence, Jurisdiction, Route, Stage
from safetykit.evaluation import Evaluation, evaluate
from safetykit.evaluation.disclosure import DisclosurePolicy, Publishable, prepare, protection
from safetykit.evaluation.disclosure.hiding import Hiding
from safetykit.model import (
    Area,
    Baseline,
    Comparator,
    ComparatorSet,
    Direction,
    Indicator,
    Partnership,
    Plan,
    PlanPeriod,
    Polarity,
    PopulationEstimate,
    Target,
)
from safetykit.model.ids import Id
from safetykit.quantities import Approx, Month, PartialDate, Period, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, Travel
from safetykit.reporting import to_area_sheet, to_html, to_json, to_markdown, write_docx
from safetykit.reporting.data import evaluation_data
from safetykit.reporting.terminal import print_evaluation
from safetykit.testing.disclosure import find_narrowed

FIRST: Final = Month(2016, 1)
PERIODS: Final = 36
FORCE: Final = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")
DISTRICT: Final = AreaKey(AreaRule.CODED_TO_AREA, "Testborough")
YEAR: Final = Period(start=PartialDate.parse("2017-01"), end=PartialDate.parse("2017-12"))
SEEDS: Final = st.integers(0, 2**32 - 1)
LEVELS: Final = st.floats(0.1, 12.0)


def _indicator(name: str) -> Indicator:
    fall = Approx.parse("-10%")
    return Indicator(
        id=Id(name.lower()),
        title=name,
        source="partner",
        group=name,
        polarity=Polarity.LOWER,
        baseline=Baseline(period=YEAR),
        denominators=(Id("residents"),),
        targets=(Target(direction=Direction.AT_MOST, value=fall, by=PartialDate.parse("2018-12")),),
    )


RESIDENTS: Final = PopulationEstimate(
    id=Id("residents"),
    basis="resident",
    value=Approx.parse("10,000"),
    year=PartialDate.parse("2017"),
    source="Made up",
)
PLAN: Final = Plan(
    id=Id("plan"),
    title="A plan",
    area=Area(
        name="Testshire",
        police_force=FORCE.name,
        district=DISTRICT.name,
        populations=(RESIDENTS,),
    ),
    partnership=Partnership(name="Testshire Partnership"),
    period=PlanPeriod(period=Period(start=PartialDate.parse("2018-01"))),
    dated=PartialDate.parse("2018"),
    indicators=(_indicator("Burglary"), _indicator("Robbery")),
)


def _counts(seed: int, level: float, *, silent: float = 0.0, total: bool = False) -> Counts:
    """Return counts of a partner; robbery is the sum of burglary and others where `total` is."""
    chance = np.random.default_rng(seed)
    values = chance.poisson(level, (PERIODS, 2, 3))
    if total:
        values[:, :, 1] = values[:, :, 0] + values[:, :, 2]
    reported = np.ones(values.shape, dtype=bool)
    reported[chance.random(PERIODS) < silent] = False
    reported[12:15] = True
    return Counts(
        source=attrs.evolve(POLICE_UK, name="partner", breaks=(), travel=Travel.PARTNER),
        months=month_range(FIRST, FIRST + (PERIODS - 1)),
        areas=(FORCE, DISTRICT),
        groups=("Burglary", "Robbery", "Theft"),
        values=np.where(reported, values, 0),
        reported=reported,
    )


def _printed(result: Evaluation | Publishable) -> str:
    console = pytest.importorskip("rich.console").Console
    out = io.StringIO()
    print_evaluation(result, console(file=out, width=200))
    return out.getvalue()


@settings(max_examples=5, deadline=None)
@given(seed=SEEDS, level=LEVELS, silent=st.sampled_from([0.0, 0.1]), total=st.booleans())
@example(seed=496751656, level=0.59375, silent=0.0, total=False)
@example(seed=0, level=1.0, silent=0.0, total=False)
def test_no_attack_finds_a_hidden_month(
    seed: int, level: float, silent: float, total: bool
) -> None:
    """No hidden month follows from the output, nor that it is small, nor how small."""
    evaluation = evaluate(PLAN, _counts(seed, level, silent=silent, total=total))
    published = json.loads(json.dumps(evaluation_data(evaluation)))

    assert () == find_narrowed(evaluation, published)


def _alike(seed: int, level: float) -> Iterator[tuple[Evaluation, Hiding]]:
    """Yield evaluations of two tables that differ in hidden figures alone, with what is hidden."""
    evaluation = evaluate(PLAN, _counts(seed, level))
    hiding = dict(protection._masks(evaluation, DisclosurePolicy()))["partner"].hiding
    yield evaluation, hiding
    yield evaluate(PLAN, hiding.counts), hiding


@settings(max_examples=5, deadline=None)
@given(seed=SEEDS, level=LEVELS)
def test_other_hidden_figures_give_the_same_answer(seed: int, level: float) -> None:
    """Records that differ in hidden figures alone cannot be told apart by what is published."""
    (one, hiding), (other, _) = _alike(seed, level)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protection, "hide", lambda *_, **__: hiding)
        first, second = prepare(one), prepare(other)

    assert evaluation_data(first) == evaluation_data(second)
    assert first.evaluation.records == second.evaluation.records
    assert (first.cautions, first.hidden) == (second.cautions, second.hidden)


def _quarters(seed: int, level: float) -> tuple[Plan, Counts]:
    """Return counts of quarters of eight places, and a plan that names six beside the area's."""
    chance = np.random.default_rng(seed)
    names = [f"Elsewhere {n}" for n in range(6)]
    keys = (FORCE, *(AreaKey(AreaRule.RECORDED_BY_FORCE, name) for name in names), DISTRICT)
    first = _counts(seed, level)
    values = chance.poisson(level, (PERIODS // 3, len(keys), 3))
    counts = Counts(
        source=first.source,
        months=first.months[::3],
        step=3,
        areas=keys,
        groups=first.groups,
        values=values,
        reported=np.ones(values.shape, dtype=bool),
    )
    places = tuple(Comparator(name=name, size=Approx.parse("10,000")) for name in names)
    chosen = ComparatorSet(
        areas=places, method="size", chosen_on=PartialDate.parse("2017"), basis="resident"
    )
    return attrs.evolve(PLAN, area=attrs.evolve(PLAN.area, comparators=chosen)), counts


@settings(max_examples=4, deadline=None)
@given(seed=SEEDS, level=LEVELS)
@example(seed=445847439, level=0.109375)  # nothing at all happened in the other places
def test_quarters_beside_places_like_it(seed: int, level: float) -> None:
    """The same holds of a source by quarters, and of places that the area is set beside."""
    plan, counts = _quarters(seed, level)
    one = evaluate(plan, counts)
    hiding = dict(protection._masks(one, DisclosurePolicy()))["partner"].hiding
    other = evaluate(plan, hiding.counts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protection, "hide", lambda *_, **__: hiding)
        first, second = to_json(one), to_json(other)

    refused = [peer for peer in one.peers if isinstance(peer, str)]
    assert all("None of the" in peer for peer in refused)
    assert len(refused) < len(one.peers) or level < 1
    assert () == find_narrowed(one, json.loads(first))
    assert first == second


def _word(result: Evaluation) -> str:
    docx = pytest.importorskip("docx")
    with tempfile.TemporaryDirectory() as folder:
        document = docx.Document(str(write_docx(result, Path(folder) / "report.docx")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    pictures = [part.blob for part in document.part.package.iter_parts() if b"PNG" in part.blob[:8]]
    return "\n".join(texts) + str(pictures)


HELP: Final = Route(
    id="test.emergency",
    label="Emergency",
    contact="999",
    channel=Channel.PHONE,
    stage=Stage.EMERGENCY,
    jurisdictions=(Jurisdiction.ENGLAND,),
    confidence=Confidence.GENERAL_SURE,
    review_by=dt.date(2030, 1, 1),
    check_by_person=True,
)
FACES: Final[dict[str, Callable[[Evaluation], str]]] = {
    "json": to_json,
    "markdown": to_markdown,
    "page": to_html,
    "terminal": _printed,
    "word": _word,
    "sheet": lambda result: to_area_sheet(result, routes=(HELP,)),
}


@functools.cache
def _pair(kind: str, level: float) -> tuple[Evaluation, Evaluation, Hiding]:
    """Return two evaluations that differ in hidden figures alone, and what is hidden."""
    plan, counts = (PLAN, _counts(7, level)) if kind == "months" else _quarters(7, level)
    one = evaluate(plan, counts)
    hiding = dict(protection._masks(one, DisclosurePolicy()))["partner"].hiding
    return one, evaluate(plan, hiding.counts), hiding


@pytest.mark.parametrize(
    ("kind", "level", "least"),
    [
        ("months", 0.6, 90),
        ("months", 1.5, 150),
        ("months", 4.0, 100),
        ("months", 8.0, 20),
        ("quarters", 6.0, 80),
    ],
)
@pytest.mark.parametrize("face", FACES)
def test_every_face_asks(face: str, kind: str, level: float, least: int) -> None:
    """A face that is handed all figures writes, to the letter, what it writes of other hidden ones.

    What is hidden must be many figures, or this would hold for a face that forgot to ask: nearly
    all are, where little happens, and few, where much does. By quarters a funnel is drawn too.
    """
    one, other, hiding = _pair(kind, level)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protection, "hide", lambda *_, **__: hiding)
        texts = FACES[face](one), FACES[face](other)

    assert hiding.hidden.sum() > least
    assert one.records != other.records
    assert texts[0] == texts[1]


def test_a_funnel_is_drawn_of_what_may_be_shown() -> None:
    """Of the two indicators by quarters one is drawn among its places, and the other refused."""
    one, _, _ = _pair("quarters", 6.0)
    shown = prepare(one).evaluation.peers

    assert [False, True] == [isinstance(peer, str) for peer in shown]
    assert 1 == to_html(one).count("beside places like it</title>")


def test_no_number_stands_for_a_hidden_month() -> None:
    """In no face that is read does a number follow the name of a hidden month."""
    ready = prepare(evaluate(PLAN, _counts(7, 4.0)))
    text = _printed(ready) + to_html(ready) + to_markdown(ready)
    months = {month for r in ready.evaluation.results for month in ready.hidden_months(r)}

    assert len(months) > 20
    for month in months:
        assert not re.search(rf"{month.words}[:,|]? +\d+\b", text)


@settings(max_examples=6, deadline=None)
@given(seed=SEEDS, level=LEVELS, base=st.sampled_from([5, 10]))
def test_rounded_figures_add_up(seed: int, level: float, base: int) -> None:
    """Every count is a multiple of the base and within one base of the truth."""
    evaluation = evaluate(PLAN, _counts(seed, level))
    ready = prepare(evaluation, policy=DisclosurePolicy(rounding=base))
    true, shown = evaluation.records[0].values, ready.evaluation.records[0].values

    assert not (shown % base).any()
    assert base > np.abs(shown - true).max()
    assert base > np.abs((shown[12:24] - true[12:24]).sum(axis=0)).max()
    assert evaluation["burglary"].comparison is not None
    assert ready.evaluation["burglary"].comparison.count_before % base == 0  # type: ignore[union-attr]


def test_wards_that_are_not_shown() -> None:
    """The sum of many wards is protected for itself where the report shows no ward."""
    chance = np.random.default_rng(1)
    values = chance.poisson(4.0, (PERIODS, 40, 3))
    names = [f"Ward {n}" for n in range(39)]
    values[:, 39] = values[:, :39].sum(axis=1)
    counts = attrs.evolve(
        _counts(1, 4.0),
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in (*names, DISTRICT.name)),
        values=values,
        reported=np.ones(values.shape, dtype=bool),
        provisional=np.zeros(values.shape, dtype=bool),
    )
    evaluation = evaluate(attrs.evolve(PLAN, area=attrs.evolve(PLAN.area, police_force="")), counts)
    ready = prepare(evaluation)

    assert evaluation.results == ready.evaluation.results
