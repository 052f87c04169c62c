"""Known breaks: where each is written down, in the faces that explain it."""

from __future__ import annotations

import html
import json
from pathlib import Path

import attrs
import pytest

for needed in ("numpy", "jinja2", "vl_convert", "docx", "jsonschema", "scipy"):
    pytest.importorskip(needed)

import docx
import jsonschema
from docx.oxml.ns import qn

import safetykit
from safetykit.evaluation.disclosure import prepare
from safetykit.quantities import Month
from safetykit.records import Break
from safetykit.reporting import result_schema, to_html, to_json, to_markdown, write_docx
from safetykit.reporting.blocks import Part, Terms
from safetykit.reporting.sections.records import quality
from safetykit.reporting.texts import load_texts

FOR_GOOD = Break(
    code="new-system",
    title="A new recording system",
    start=Month(2018, 6),
    reason="It counts otherwise.",
    source="The force, Notice of 1 May 2018",
)
BEFORE = attrs.evolve(FOR_GOOD, code="older", title="An older one", start=Month(2010, 1))


def with_breaks(city: safetykit.Evaluation, *breaks: Break) -> safetykit.Evaluation:
    """Return the City's evaluation on records whose source has other breaks."""
    (counts,) = city.records
    source = attrs.evolve(counts.source, breaks=breaks)
    return attrs.evolve(city, records=(attrs.evolve(counts, source=source),), sources=(source,))


def written(evaluation: safetykit.Evaluation) -> list[tuple[str, str]]:
    """Return what the section on the records says of where breaks are written down."""
    parts = quality(prepare(evaluation), load_texts()).blocks
    found = [part for part in parts if isinstance(part, Part) and part.key == "breaks"]
    return [pair for part in found for b in part.blocks if isinstance(b, Terms) for pair in b.pairs]


def test_each_break_with_its_source(city: safetykit.Evaluation) -> None:
    """A break stands with its months and its source; one before the records is not told."""
    changed = with_breaks(city, FOR_GOOD, BEFORE)

    assert [
        ("A new recording system, from June 2018 on", "The force, Notice of 1 May 2018")
    ] == written(changed)
    assert [] == written(with_breaks(city, BEFORE))


def test_a_break_that_ends(city: safetykit.Evaluation) -> None:
    """Its last month is said, and the source of the built-in one is the one it names."""
    ((title, source),) = written(city)
    pandemic = next(b for b in city.sources[0].breaks if b.code == "pandemic")

    assert "Pandemic restrictions in England, March 2020 to July 2021" == title
    assert pandemic.source == source


@pytest.mark.parametrize("face", ["html", "markdown", "word"])
def test_every_face_shows_it(city: safetykit.Evaluation, face: str, tmp_path: Path) -> None:
    """The page, the Word document and the Markdown say where a break is written down."""
    changed = with_breaks(city, FOR_GOOD)
    if face == "word":
        nodes = docx.Document(str(write_docx(changed, tmp_path / "r.docx"))).element.iter(qn("w:t"))
        words = "\n".join(node.text or "" for node in nodes)
    else:
        words = html.unescape({"html": to_html, "markdown": to_markdown}[face](changed))

    assert "Where the known breaks are written down" in words
    assert FOR_GOOD.source in words


def test_as_data(city: safetykit.Evaluation) -> None:
    """Programs find the breaks inside the records under their source, by the schema."""
    data = json.loads(to_json(with_breaks(city, FOR_GOOD, BEFORE)))
    jsonschema.validate(data, result_schema())

    assert [
        {
            "code": "new-system",
            "title": "A new recording system",
            "start": "2018-06",
            "end": None,
            "reason": "It counts otherwise.",
            "source": "The force, Notice of 1 May 2018",
        }
    ] == data["sources"][0]["breaks"]
