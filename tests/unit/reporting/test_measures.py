"""Performance measures in every face: the figure, the answer, and what it does not say."""

from __future__ import annotations

import datetime as dt
import html
import io
import json
from pathlib import Path
from typing import Any

import attrs
import pytest

for needed in ("numpy", "jinja2", "vl_convert", "docx", "jsonschema", "rich", "scipy"):
    pytest.importorskip(needed)

import docx
import jsonschema
from docx.oxml.ns import qn
from rich.console import Console

import safetykit
from safetykit.content import current_routes
from safetykit.evaluation import MeasureResult
from safetykit.evaluation.disclosure import prepare
from safetykit.records import read_aggregate
from safetykit.reporting import (
    result_schema,
    to_area_sheet,
    to_html,
    to_json,
    to_markdown,
    write_docx,
)
from safetykit.reporting.blocks import Paragraph
from safetykit.reporting.outline import evaluation_report
from safetykit.reporting.sections.measures import measures
from safetykit.reporting.terminal import print_evaluation
from safetykit.reporting.texts import load_texts
from safetykit.toolkit import Toolkit

DAY = dt.date(2027, 2, 15)
PLAN = """\
format: 1
id: town
title: Town safety plan
area: {name: Town}
partnership: {name: Town Partnership}
period: {period: {start: 2026-04, end: 2029-03}}
dated: 2026-04
performance_measures:
  - id: visits
    title: Visits to premises
    kind: how much
    unit: premises
    counted_over: whole plan
    targets: [{direction: at least, value: "40", by: 2026-12}]
  - id: answered
    title: Referrals answered in time
    kind: how well
    unit: person
    out_of: referrals received
    counted_over: each period
    targets: [{direction: at least, value: "80%", by: 2026-12}]
  - {id: talks, title: Talks in schools, kind: how much, unit: incident}
"""
SENTENCES = (
    "Visits to premises: 12 in October 2026 to December 2026.",
    "Referrals answered in time: 115 of 125 (92.0%, interval 85.9 to 95.6%) in October 2026 to "
    "December 2026, provisional.",
    "Talks in schools: 7 in July 2026 to September 2026. The figure for October 2026 to December "
    "2026 is due and is not among the records.",
)
ANSWERS = (
    "Target “at least 40 by 2026-12”: met. Reported in April 2026 to December 2026: 42.",
    "Provisional, so this may still change.",
    "it counts what was done, and says nothing of what came of it.",
    "A figure was taken to be due 31 days after the end of its period.",
)
TABLE = """\
period,area,indicator,value,denominator,owner,received on,provisional
2026-04..2026-06,Town,Visits to premises,14,,Police,2026-07-10,no
2026-07..2026-09,Town,Visits to premises,16,,Police,2026-10-10,no
2026-10..2026-12,Town,Visits to premises,12,,Police,2027-01-10,no
2026-10..2026-12,Town,Referrals answered in time,115,125,Council,2027-01-10,yes
2026-07..2026-09,Town,Talks in schools,7,,Council,2026-10-10,no
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> safetykit.Evaluation:
    """A plan with three measures, and three quarters of figures."""
    path = tmp_path_factory.mktemp("figures") / "figures.csv"
    path.write_text(TABLE, encoding="utf-8")
    return safetykit.evaluate(safetykit.loads(PLAN), read_aggregate(path, as_of=DAY), as_of=DAY)


@pytest.fixture(scope="module")
def faces(town: safetykit.Evaluation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The words of each face."""
    path = write_docx(town, tmp_path_factory.mktemp("word") / "report.docx")
    nodes = docx.Document(str(path)).element.iter(qn("w:t"))
    stream = io.StringIO()
    print_evaluation(town, Console(file=stream, width=1000))
    return {
        "html": html.unescape(to_html(town)),
        "markdown": to_markdown(town).replace("\\", ""),
        "word": "\n".join(node.text or "" for node in nodes),
        "terminal": stream.getvalue(),
    }


@pytest.mark.parametrize("face", ["html", "markdown", "word", "terminal"])
def test_every_face_says_it(faces: dict[str, str], face: str) -> None:
    """The same sentences stand everywhere, and activity is told from outcome in each."""
    assert [] == [words for words in (*SENTENCES, *ANSWERS) if words not in faces[face]]
    assert "activity, not outcome" in faces[face].lower()


@pytest.mark.parametrize("face", ["html", "markdown", "word"])
def test_what_cannot_be_said_of_activity(faces: dict[str, str], face: str) -> None:
    """That a target of activity was reached is no outcome, and the report says so once."""
    assert 1 == faces[face].count("A count of what was done says nothing of its outcome")
    assert "2 of 2 performance measures with a target could be judged" in faces[face]


def test_the_table(town: safetykit.Evaluation) -> None:
    """Each row has the figure, what it is about, whether it came, and the answer."""
    part = measures(town, load_texts())
    assert part is not None
    rows = next(block.rows for block in part.blocks if hasattr(block, "rows"))

    assert (
        "Visits to premises",
        "activity, not outcome",
        "12, October 2026 to December 2026",
        "premises",
        "reported",
        "at least 40 by 2026-12",
        "met",
    ) == rows[0]
    assert ("late", "–", "–") == rows[2][4:]
    assert "person of referrals received" == rows[1][3]


def test_measures_with_days_of_their_own(town: safetykit.Evaluation) -> None:
    """Where sources were judged by different days, each line names its measures."""
    days = dict(zip(town.measures, (31, 60, 60), strict=True))
    changed = tuple(attrs.evolve(found, due_days=days[found]) for found in town.measures)
    part = measures(attrs.evolve(town, measures=changed), load_texts())
    assert part is not None

    assert [
        "Visits to premises: a figure was taken to be due 31 days after the end of its period.",
        "Referrals answered in time, Talks in schools: a figure was taken to be due 60 days after "
        "the end of its period.",
    ] == [block.text for block in part.blocks if isinstance(block, Paragraph)][1:3]


def test_as_data(town: safetykit.Evaluation) -> None:
    """Programs read the same, by the schema."""
    data: dict[str, Any] = json.loads(to_json(town))
    jsonschema.validate(data, result_schema())
    visits, answered, talks = data["measures"]

    assert ("met", True, "whole plan") == (
        visits["status"],
        visits["is_activity"],
        visits["counted_over"],
    )
    assert 42 == visits["targets"][0]["figures"][0]["count"]
    assert (None, "referrals received") == (visits["out_of"], answered["out_of"])
    assert ("provisional", 125) == (answered["state"], answered["latest"]["base"])
    assert 92.0 == round(answered["latest"]["share_percent"]["value"], 1)
    assert {"first": "2026-10", "last": "2026-12"} == talks["due"]
    assert 31 == talks["due_days"]


def test_on_the_sheet_for_residents(town: safetykit.Evaluation) -> None:
    """The sheet shows three measures with what each does not say, and how many more there are."""
    nation, day = town.plan.area.country, dt.date(2026, 7, 1)
    routes = current_routes(
        Toolkit.built_in().only("victims").routes(), jurisdiction=nation, as_of=day
    )
    ready = prepare(town, public=True)
    page = html.unescape(to_area_sheet(ready, routes=routes))

    def sheet_of(*shown: MeasureResult) -> str:
        changed = attrs.evolve(ready.evaluation, measures=shown)
        return to_area_sheet(attrs.evolve(ready, evaluation=changed), routes=routes)

    assert "It counts what was done, and says nothing of what came of it." in page
    assert [] == [words for words in SENTENCES if words not in page]
    assert "1 more measure stands in the full report." in sheet_of(*town.measures, town.measures[0])
    assert "What partners report" not in sheet_of()


def test_a_plan_without_measures(town: safetykit.Evaluation) -> None:
    """Where there is nothing to judge there is no section."""
    ready = prepare(town)
    bare = attrs.evolve(ready, evaluation=attrs.evolve(ready.evaluation, measures=()))
    keys = [part.key for part in evaluation_report(bare, load_texts()).parts]

    assert "performance" not in keys
    assert "performance" in [part.key for part in evaluation_report(ready, load_texts()).parts]


def test_a_saved_result_is_verified(town: safetykit.Evaluation, tmp_path: Path) -> None:
    """A result with measures comes out alike when it is made again."""
    from safetykit.reporting.verify import read_result, verify

    path = tmp_path / "result.json"
    path.write_text(to_json(town), encoding="utf-8")

    assert verify(read_result(path), town.plan, town.records).agrees
