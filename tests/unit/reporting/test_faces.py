"""Every face of one evaluation: the same sentences, and what makes each of them accessible."""

from __future__ import annotations

import html
import io
import itertools
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

for needed in ("numpy", "jinja2", "vl_convert", "docx"):
    pytest.importorskip(needed)

import docx
from docx.oxml.ns import qn

import safetykit
from safetykit.content import EffectDirection
from safetykit.evaluation.disclosure import prepare
from safetykit.reporting import to_html, to_markdown, write_docx
from safetykit.reporting.blocks import Figure, Part, figures
from safetykit.reporting.outline import evaluation_report, make_report
from safetykit.reporting.texts import load_texts
from safetykit.toolkit import Toolkit

FACES = ("html", "markdown", "docx")


def words_of(document: Any) -> str:
    """Return all words of a Word document: its paragraphs and its tables."""
    return "\n".join(node.text or "" for node in document.element.iter(qn("w:t")))


@pytest.fixture(scope="module")
def document(city: safetykit.Evaluation, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The Word document of the City's evaluation, read again."""
    path = write_docx(city, tmp_path_factory.mktemp("word") / "city.docx")
    return docx.Document(str(path))


@pytest.fixture(scope="module")
def faces(city: safetykit.Evaluation, document: Any) -> dict[str, str]:
    """The words of each face, without the marks of its format."""
    page = html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", to_html(city), flags=re.S))
    markdown = re.sub(r"\\(.)", r"\1", to_markdown(city))
    return {"html": page, "markdown": markdown, "docx": words_of(document)}


@pytest.mark.parametrize("face", FACES)
def test_every_face_says_the_same(
    faces: dict[str, str], city: safetykit.Evaluation, face: str
) -> None:
    """Page one, each indicator, what was found, each frame and the unseen stand in every face."""
    said = (
        *city.headline,
        *(result.sentence for result in city.results),
        *(check.summary for check in city.audit.checks),
        *(finding.hint for finding in city.audit.findings),
        *(reading.summary for reading in city.audit.frames),
        *(requirement.why for r in city.audit.frames for requirement in r.requirements),
        *city.unseen,
        *prepare(city).cautions,
        city.audit.preamble[0],
    )

    assert [] == [text for text in said if text not in faces[face]]


@pytest.mark.parametrize("face", FACES)
def test_what_was_promised(faces: dict[str, str], face: str) -> None:
    """The time, the priorities, how firmly, and what leads to what stand in every face."""
    found = faces[face]

    assert "The plan is for November 2017 to October 2020. It names 5 priorities." in found
    assert "24 headline actions stand under them." in found
    assert "69 of 87" in found
    assert "Priority: Acquisitive Crime" in found
    assert "18 things of the plan lead nowhere" in found


@pytest.mark.parametrize("face", FACES)
def test_what_cannot_be_said(faces: dict[str, str], face: str) -> None:
    """Each face says first what these records cannot answer, with the reason."""
    assert "Why a figure changed." in faces[face]
    assert "Whether the plan's figure for “share of other theft” agrees" in faces[face]


@pytest.mark.parametrize("face", FACES)
def test_every_number_of_a_finding_has_its_denominator(faces: dict[str, str], face: str) -> None:
    """The counts stand over what was asked, and there is no overall score."""
    assert "There is no overall score." in faces[face]
    assert "24 of 24 headline actions" in faces[face]


def test_headings_of_the_document(document: Any) -> None:
    """The title is a title, sections are headings of the first level, and none is skipped."""
    levels = [
        int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")
    ]

    assert "Title" == document.paragraphs[1].style.name
    assert 1 == levels[0]
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_tables_of_the_document(document: Any) -> None:
    """Each table has a first row that is a header and stands on each page, and a description."""
    marked = [t.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for t in document.tables]
    described = [t._tbl.tblPr.find(qn("w:tblDescription")) is not None for t in document.tables]

    assert 10 < len(document.tables)
    assert all(marked)
    assert all(described)


def test_pictures_of_the_document(document: Any, city: safetykit.Evaluation) -> None:
    """Each chart is a picture with its words."""
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]

    assert [r.sentence for r in city.results] == [
        words[: len(r.sentence)] for words, r in zip(described, city.results, strict=True)
    ]


def test_language_of_the_document(document: Any) -> None:
    """The document says that it is in British English."""
    said = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}

    assert {"en-GB"} == said
    assert "en-GB" == document.core_properties.language


def test_details_stand_in_an_annex(document: Any, city: safetykit.Evaluation) -> None:
    """What a page folds away stands at the end of a document, once."""
    titles = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    annex = titles.index("Annex: the numbers and how they were made")

    assert {f"The numbers: {r.indicator.title}" for r in city.results} <= set(titles[annex:])
    assert not any(title.startswith("The numbers:") for title in titles[:annex])


def test_same_evaluation_same_document(city: safetykit.Evaluation) -> None:
    """The document depends on nothing but the evaluation, and holds no day of its making."""
    from safetykit.reporting.word import render

    report = make_report(city.audit, plan=city.plan)
    first, second = (
        docx.Document(io.BytesIO(render(report))),
        docx.Document(io.BytesIO(render(report))),
    )

    assert first.element.xml == second.element.xml
    assert 2000 == first.core_properties.created.year


def test_marking_at_top_and_bottom(city: safetykit.Evaluation, tmp_path: Path) -> None:
    """A protective marking stands at the top and at the bottom of every face."""
    short = prepare(attrs.evolve(city, results=()))
    ready = attrs.evolve(short, marking="OFFICIAL-SENSITIVE")
    path = write_docx(ready, tmp_path / "marked.docx")
    section = docx.Document(str(path)).sections[0]
    lines = to_markdown(ready).strip().splitlines()

    assert 2 == to_html(ready).count('<p class="marking">OFFICIAL-SENSITIVE</p>')
    assert ["**OFFICIAL-SENSITIVE**"] * 2 == [lines[0], lines[-1]]
    assert "OFFICIAL-SENSITIVE" == section.header.paragraphs[0].text
    assert "OFFICIAL-SENSITIVE" == section.footer.paragraphs[0].text


def test_harm_comes_first(city: safetykit.Evaluation) -> None:
    """Where a review found harm, a warning opens the section, before any table."""
    rated = next(
        r
        for r in Toolkit.built_in().evidence()
        if any(rating.effect is EffectDirection.INCREASES for rating in r.ratings)
    )
    first = attrs.evolve(city.plan.actions[0], interventions=(rated.key,))
    plan = attrs.evolve(city.plan, actions=(first, *city.plan.actions[1:]))
    page = to_html(safetykit.audit(plan))
    section = page[page.index('id="evidence"') :]

    assert f"as {rated.title} (stated in the plan)" in html.unescape(section)
    assert section.index('class="warning"') < section.index("<table")


def test_an_audit_alone(city: safetykit.Evaluation) -> None:
    """An audit has a page of its own; what was promised is there if its plan is given."""
    alone, full = to_html(city.audit), to_html(city.audit, plan=city.plan)

    assert 'id="promised"' not in alone
    assert 'id="promised"' in full
    assert 'id="law"' in alone


def test_a_language_is_said_or_refused(city: safetykit.Evaluation) -> None:
    """A page says its language, and one without a catalogue is refused before anything is made."""
    assert '<html lang="en-GB">' in to_html(city.audit)
    with pytest.raises(safetykit.InputError, match="a language with a catalogue"):
        to_html(city, language="fr")


def test_keys_are_unique(city: safetykit.Evaluation) -> None:
    """No two parts of a report share a key, so no link leads to the wrong one."""

    def keys(part: Part) -> list[str]:
        inner = [k for block in part.blocks if isinstance(block, Part) for k in keys(block)]
        return [part.key, *inner]

    report = evaluation_report(prepare(city), load_texts())
    found = [key for part in report.parts for key in keys(part)]

    assert len(found) == len(set(found))
    assert all(isinstance(figure, Figure) for figure in figures(report.parts))


def test_questions_that_met_nothing(faces: dict[str, str], city: safetykit.Evaluation) -> None:
    """What was asked without a finding, and what had nothing to be asked of, are told apart."""
    accountable = [c for c in city.audit.checks if c.family is city.audit.checks[0].family]
    quiet = sum(not c.findings and c.checked > 0 for c in accountable)
    idle = sum(not c.findings and c.checked == 0 for c in accountable)

    assert f"{quiet} questions were asked without a finding" in faces["html"]
    assert f"{idle} questions found nothing in the text held to be asked of" in faces["html"]
