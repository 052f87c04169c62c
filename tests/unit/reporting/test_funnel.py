"""The funnel of an area among places like it: in every face, in words too, and nobody ranked."""

from __future__ import annotations

import html
import io
import json
from pathlib import Path
from typing import Any

import attrs
import pytest

np = pytest.importorskip("numpy")
for needed in ("jinja2", "vl_convert"):
    pytest.importorskip(needed)

import safetykit
from safetykit.quantities import Month, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts
from safetykit.reporting import to_html, to_markdown, write_docx
from safetykit.reporting.blocks import Figure, figures
from safetykit.reporting.drawing import draw_svg
from safetykit.reporting.funnel_chart import funnel_chart
from safetykit.reporting.outline import make_report
from safetykit.reporting.texts import load_texts

PLACES = {"Ashton": 30_000, "Barwick": 45_000, "Colne": 90_000, "Denby": 36_000, "Elland": 60_000}
PLAN = """
format: 1
id: northton-plan
title: Northton plan
dated: 2024-01
area:
  name: Northton
  district: Northton
  populations:
    - {id: residents, basis: resident, value: "42,000", year: 2024, source: Made up}
  comparators:
    basis: resident
    population: residents
    method: places of one family
    chosen_on: 2024-01
    areas:
"""
REST = """
partnership: {name: Northton Partnership}
period: {period: {start: 2024-01, end: 2025-12}}
indicators:
  - id: burglary
    title: Burglary
    source: police-uk
    group: Burglary
    polarity: lower is better
    baseline: {period: {start: 2023-01, end: 2023-12}}
"""


def evaluated(*, places: int = len(PLACES), named: bool = True) -> safetykit.Evaluation:
    """Return an evaluation of Northton, which has twice the rate of the places like it."""
    lines = [f'      - {{name: {n}, size: "{s:,}"}}\n' for n, s in list(PLACES.items())[:places]]
    text = PLAN + "".join(lines) + REST
    if not named:
        text = text[: text.index("  comparators:")] + REST
    names = ("Northton", *PLACES)
    months = month_range(Month(2023, 1), Month(2025, 12))
    monthly = np.array([42, *(size // 2_000 for size in PLACES.values())])
    values = np.broadcast_to(monthly, (len(months), len(names)))[:, :, None].copy()
    values[::2] += 1
    counts = Counts(
        source=attrs.evolve(POLICE_UK, breaks=()),
        months=months,
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in names),
        groups=("Burglary",),
        values=values,
        reported=np.ones_like(values, dtype=bool),
    )
    return safetykit.evaluate(safetykit.loads(text), counts)


@pytest.fixture(scope="module")
def found() -> safetykit.Evaluation:
    """Northton among five places."""
    return evaluated()


def funnels(evaluation: safetykit.Evaluation) -> list[Figure]:
    """Return the funnels of a report."""
    return [f for f in figures(make_report(evaluation).parts) if "beside places" in f.title]


def chart(found: safetykit.Evaluation) -> dict[str, Any]:
    """Return the description of the funnel."""
    return funnels(found)[0].chart


def test_the_lines_are_the_limits_that_were_computed(found: safetykit.Evaluation) -> None:
    """The chart draws the limits of the result, and computes none."""
    peer = found.peers[0]
    lines = [layer for layer in chart(found)["layer"] if layer["mark"]["type"] == "line"]
    drawn = [[row["v"] for row in layer["data"]["values"]] for layer in lines]

    assert not isinstance(peer, str)
    assert [
        [at.lower[0] for at in peer.curve],
        [at.upper[0] for at in peer.curve],
        [at.lower[1] for at in peer.curve],
        [at.upper[1] for at in peer.curve],
    ] == drawn


def test_every_place_is_a_ring_and_the_area_a_diamond(found: safetykit.Evaluation) -> None:
    """The places stand at their size and rate; only the area has its name on the chart."""
    peer = found.peers[0]
    rings, diamond = [la for la in chart(found)["layer"] if la["mark"]["type"] == "point"]
    rows = rings["data"]["values"]

    assert not isinstance(peer, str)
    assert [(p.size, p.rate) for p in peer.others] == [(row["s"], row["v"]) for row in rows]
    assert "Northton" == diamond["data"]["values"][0]["t"]
    assert not any(name in json.dumps(chart(found)) for name in PLACES)


def test_name_stands_inside_the_chart(found: safetykit.Evaluation) -> None:
    """The name of the largest place stands to its left, and that of a small one to its right."""
    peer = found.peers[0]
    assert not isinstance(peer, str)
    large = attrs.evolve(peer, own=attrs.evolve(peer.own, size=90_000.0))

    sides = [funnel_chart(one, load_texts())["layer"][-1]["mark"]["align"] for one in (peer, large)]

    assert ["left", "right"] == sides


def test_no_colour_judges(found: safetykit.Evaluation) -> None:
    """The area and the others have one ink, whichever side of the limits they lie on."""
    points = [la["mark"] for la in chart(found)["layer"] if la["mark"]["type"] == "point"]

    assert 1 == len({mark["color"] for mark in points})


def test_in_words_too(found: safetykit.Evaluation) -> None:
    """The chart has its words, the numbers stand in a table, and no word ranks anybody."""
    page = html.unescape(to_html(found))
    peer = found.peers[0]
    (figure,) = funnels(found)

    assert not isinstance(peer, str)
    assert peer.sentence == figure.words
    assert f"{peer.sentence}</desc>" in page
    assert "The numbers of each place: Burglary" in page
    assert all(name in page for name in PLACES)
    assert not any(word in figure.caption for word in ("worst", "best", "rank", "highest"))


def test_markdown_has_the_words(found: safetykit.Evaluation) -> None:
    """Where no chart can stand, its words do."""
    assert "*Burglary beside places like it*: Burglary in " in to_markdown(found)


def test_the_terminal_has_the_words(found: safetykit.Evaluation) -> None:
    """In the terminal the result stands in words under a heading of its own."""
    console = pytest.importorskip("rich.console").Console(file=io.StringIO(), width=500)
    from safetykit.reporting.terminal import print_evaluation

    print_evaluation(found, console)
    lines = console.file.getvalue().splitlines()

    assert f"  {funnels(found)[0].words}" == lines[lines.index("Beside places like it:") + 1]


def test_the_document_has_the_picture(found: safetykit.Evaluation, tmp_path: Path) -> None:
    """The funnel is a picture with its words in a document for a board."""
    docx = pytest.importorskip("docx")
    document = docx.Document(str(write_docx(found, tmp_path / "peers.docx")))
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]

    assert funnels(found)[0].words == described[-1]
    assert 2 == len(described)


def test_a_notebook_shows_it(found: safetykit.Evaluation) -> None:
    """The funnel is among the drawings of an evaluation in a notebook."""
    from safetykit.reporting.notebook import SHOWN

    shown = SHOWN["safetykit.evaluation.answer", "Evaluation"](found)

    assert shown is not None
    assert 2 == shown.count("<svg")


@pytest.mark.parametrize("parts", [{"named": False}, {"places": 4}])
def test_no_funnel_without_enough_named_places(parts: dict[str, Any]) -> None:
    """Where the plan names no places, or too few, nothing is drawn."""
    assert [] == funnels(evaluated(**parts))


def test_sizes_are_written_out(found: safetykit.Evaluation) -> None:
    """The axis says 40,000 and not 4e+4."""
    peer = found.peers[0]

    assert not isinstance(peer, str)
    drawn = draw_svg(funnel_chart(peer, load_texts()), title="t", words="w", key="k")

    assert ",000<" in drawn
    assert "e+" not in drawn
