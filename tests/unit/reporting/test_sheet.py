"""The sheet for residents: help first, few things, whole sentences."""

from __future__ import annotations

import datetime as dt
import html
from pathlib import Path

import attrs
import pytest

for needed in ("numpy", "jinja2"):
    pytest.importorskip(needed)

import safetykit
from safetykit.content import Route, current_routes
from safetykit.model import Consultation, Id, Status
from safetykit.reporting import to_area_sheet, write_area_sheet
from safetykit.toolkit import Toolkit

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def routes() -> tuple[Route, ...]:
    """The routes for victims in England."""
    held = Toolkit.built_in().only("victims").routes()
    return current_routes(held, jurisdiction="england", as_of=DAY)


def test_emergency_first(city: safetykit.Evaluation, routes: tuple[Route, ...]) -> None:
    """The emergency number stands before everything else, however the routes were given."""
    page = to_area_sheet(city, routes=tuple(reversed(routes)))
    first = page.index("<li>")

    assert page[first:].startswith("<li>Emergency")
    assert "999" in page[first : page.index("</li>", first)]
    assert first < page.index(html.escape(city.results[0].sentence, quote=False)[:30])


def test_without_an_emergency_route(city: safetykit.Evaluation, routes: tuple[Route, ...]) -> None:
    """A sheet that could not help somebody in danger is not written."""
    quiet = [route for route in routes if not route.emergency]

    with pytest.raises(safetykit.InputError, match="at least one for emergencies"):
        to_area_sheet(city, routes=quiet)


def test_what_changed_is_whole(city: safetykit.Evaluation, routes: tuple[Route, ...]) -> None:
    """Each change stands with its counts and interval; what does not fit is counted."""
    page = html.unescape(to_area_sheet(city, routes=routes))

    assert city["theft-from-the-person"].sentence in page
    assert 3 == sum(result.sentence in page for result in city.results)
    assert "4 more indicators stand in the full report." in page


def test_chosen_indicators(city: safetykit.Evaluation, routes: tuple[Route, ...]) -> None:
    """The caller may choose what stands on the sheet."""
    page = html.unescape(to_area_sheet(city, routes=routes, indicators=["robbery"]))

    assert [city["robbery"].sentence] == [r.sentence for r in city.results if r.sentence in page]


def test_one_indicator_asked_for_twice(
    city: safetykit.Evaluation, routes: tuple[Route, ...]
) -> None:
    """It stands there once, and all the others are counted."""
    page = html.unescape(to_area_sheet(city, routes=routes, indicators=["robbery", "robbery"]))

    assert 1 == page.count(city["robbery"].sentence)
    assert "6 more indicators stand in the full report." in page


def test_the_last_month_is_that_of_the_figures(
    city: safetykit.Evaluation, routes: tuple[Route, ...]
) -> None:
    """What the sheet says that it counts up to is the last month of a figure on it."""
    page = to_area_sheet(city, routes=routes)

    assert "· counted up to February 2020</p>" in page


def test_indicators_that_the_plan_does_not_name(
    city: safetykit.Evaluation, routes: tuple[Route, ...]
) -> None:
    """Residents are told where an indicator is not the partnership's own, and only there."""
    words = "Indicators are illustrative where the plan names none."
    own = [
        attrs.evolve(r, indicator=attrs.evolve(r.indicator, status=Status.STATED))
        for r in city.results
    ]

    assert words in to_area_sheet(city, routes=routes)
    assert words not in to_area_sheet(attrs.evolve(city, results=tuple(own)), routes=routes)


def test_without_any_indicator(city: safetykit.Evaluation, routes: tuple[Route, ...]) -> None:
    """Where nothing could be counted, the sheet says so and has no empty list."""
    page = to_area_sheet(attrs.evolve(city, results=()), routes=routes)

    assert "<p>The plan names no indicator that these records can answer.</p>" in page
    assert "· counted up to October 2020</p>" in page


def test_too_many_indicators(city: safetykit.Evaluation, routes: tuple[Route, ...]) -> None:
    """More than one side of paper holds is refused."""
    ids = [result.indicator.id for result in city.results][:4]

    with pytest.raises(safetykit.InputError, match="at most 3 ids"):
        to_area_sheet(city, routes=routes, indicators=ids)


def test_unknown_indicator(city: safetykit.Evaluation, routes: tuple[Route, ...]) -> None:
    """An indicator that was not evaluated is refused by name."""
    with pytest.raises(safetykit.InputError, match="the id of an indicator"):
        to_area_sheet(city, routes=routes, indicators=["robery"])


def test_what_people_were_asked(city: safetykit.Evaluation, routes: tuple[Route, ...]) -> None:
    """Each consultation stands with what answers it, or with the words that none is named."""
    plan = city.plan
    asked = Consultation(id=Id("survey"), about="A survey of residents")
    silent = Consultation(id=Id("panel"), about="A panel of shops")
    action = attrs.evolve(plan.actions[0], answers=(Id("survey"),))
    heard = attrs.evolve(plan, consultations=(asked, silent), actions=(action, *plan.actions[1:]))
    page = html.unescape(to_area_sheet(attrs.evolve(city, plan=heard), routes=routes))

    assert f"A survey of residents: the plan answers with {action.title}." in page
    assert "A panel of shops: the text held names no answer." in page
    assert "The text held names no consultation." in to_area_sheet(city, routes=routes)


def test_one_contact_once(city: safetykit.Evaluation) -> None:
    """Routes of several modules to one number stand once."""
    held = Toolkit.built_in().routes()
    page = to_area_sheet(city, routes=current_routes(held, jurisdiction="england", as_of=DAY))
    help_part = page[page.index('id="help"') : page.index('id="changed"')]

    assert 6 == help_part.count("<li>")
    assert 1 == help_part.count(": the number on the back of your card")


def test_sheet_as_a_file(
    city: safetykit.Evaluation, routes: tuple[Route, ...], tmp_path: Path
) -> None:
    """The written file is the sheet: small, whole, and for printing."""
    path = write_area_sheet(city, tmp_path / "sheet.html", routes=routes)
    text = path.read_text("utf-8")

    assert to_area_sheet(city, routes=routes) == text
    assert 20_000 > len(text)
    assert "@page { size: A4" in text
    assert "<script" not in text
