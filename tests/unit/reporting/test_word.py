"""A Word document as an office opens it: headings, tables inside the page, pictures, its foot."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import attrs
import pytest

for needed in ("numpy", "vl_convert", "docx"):
    pytest.importorskip(needed)

import docx
from docx.oxml.ns import qn

import safetykit
from safetykit.model import Id
from safetykit.reporting.blocks import Column, Table
from safetykit.reporting.outline import make_report
from safetykit.reporting.word import render
from safetykit.reporting.word_page import INK, WIDTH_CM
from safetykit.reporting.word_tables import column_widths

TWIPS_PER_CM = 567
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module")
def data(city: safetykit.Evaluation) -> bytes:
    """The City's document, as bytes."""
    return render(make_report(city))


@pytest.fixture(scope="module")
def document(data: bytes) -> Any:
    """The City's document, read again."""
    return docx.Document(io.BytesIO(data))


def level(style: str) -> int:
    """Return the level of a heading by its style; 0 for the title."""
    return 0 if style == "Title" else int(style.rpartition(" ")[2])


def test_headings_begin_with_the_title_and_skip_none(document: Any) -> None:
    """There is one title, and no level is left out on the way down."""
    names = [p.style.name for p in document.paragraphs]
    levels = [level(name) for name in names if name == "Title" or name.startswith("Heading")]

    assert 1 == names.count("Title")
    assert 0 == levels[0]
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


PLANS = sorted((Path(__file__).parents[3] / "examples/plans").glob("*.yaml"))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_example_plan(path: Path) -> None:
    """The audit of each example plan is a document whose headings and tables keep the rules."""
    plan = safetykit.load(path)
    day = None if plan.dated.known else dt.date(2020, 1, 1)
    report = make_report(safetykit.audit(plan, as_of=day), plan=plan)
    document = docx.Document(io.BytesIO(render(report)))

    test_headings_begin_with_the_title_and_skip_none(document)
    test_tables_stay_inside_the_margins(document)
    test_tables_have_a_head_on_every_page_and_no_cell_in_two(document)
    assert " ".join(report.title.split())[:255] == document.sections[0].header.paragraphs[0].text


def test_tables_stay_inside_the_margins(document: Any) -> None:
    """Each table has fixed widths that add up to the width of the text, in cells and in grid."""
    for table in document.tables:
        cells = [sum(cell.width.cm for cell in row.cells) for row in table.rows[:2]]
        grid = sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid) / TWIPS_PER_CM

        assert cells == pytest.approx([WIDTH_CM] * len(cells), abs=0.05)
        assert grid == pytest.approx(WIDTH_CM, abs=0.05)
        assert not table.autofit


def test_tables_have_a_head_on_every_page_and_no_cell_in_two(document: Any) -> None:
    """The first row is the head of each page, no row is torn, and each table has its words."""
    for table in document.tables:
        head, *rows = table.rows

        assert head._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert not any(row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in rows)
        assert all(r._tr.find(f".//{qn('w:cantSplit')}") is not None for r in table.rows)
        assert all(cell.text.strip() for cell in head.cells)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert not table._tbl.findall(f".//{qn('w:vMerge')}")


def test_pictures_have_words_and_stay_inside(document: Any, city: safetykit.Evaluation) -> None:
    """Each chart is there, with a title and words, and no wider than the text."""
    assert len(city.results) == len(document.inline_shapes)
    for shape in document.inline_shapes:
        assert shape._inline.docPr.get("descr")
        assert shape._inline.docPr.get("title")
        assert WIDTH_CM == pytest.approx(shape.width.cm, abs=0.01)


def test_every_page_says_what_it_is_and_its_number(document: Any) -> None:
    """The title stands at the top of each page, and its number of how many at the foot."""
    section = document.sections[0]
    codes = [n.text for n in section.footer._element.iter(qn("w:instrText"))]

    assert "Safer City Partnership Strategy" == section.header.paragraphs[0].text
    assert ["PAGE", "NUMPAGES"] == codes
    assert "Page  of " == section.footer.paragraphs[0].text


def test_what_programs_read_aloud(document: Any) -> None:
    """The document says its title and its language."""
    said = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}

    assert "Safer City Partnership Strategy" == document.core_properties.title
    assert {"en-GB"} == said


def test_no_colour_is_too_light(document: Any) -> None:
    """Headings, captions and the caution are dark: 7 to 1 on white and more."""
    used = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Intense Quote")
    parts = [int(INK[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    light = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    assert {INK} == {str(document.styles[name].font.color.rgb) for name in used}
    assert 7 < 1.05 / (light + 0.05)


def test_what_stands_in_the_annex_is_linked(document: Any) -> None:
    """Each line that leads to the annex is a link to a place that is there, once."""
    body = document.element.body
    places = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]

    assert 20 < len(links)
    assert sorted(places) == sorted(links)
    assert len(places) == len(set(places))
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", place) for place in places)


def table(*columns: tuple[str, ...]) -> Table:
    """Return a table of columns, each with its head first."""
    heads = tuple(Column(title=column[0]) for column in columns)
    return Table(
        caption="c", columns=heads, rows=tuple(zip(*(c[1:] for c in columns), strict=True))
    )


def test_places_of_ids_that_look_alike(city: safetykit.Evaluation) -> None:
    """The details of `a.b` and of `a-b` are two places: no link leads to those of the other."""
    alike = tuple(
        attrs.evolve(result, indicator=attrs.evolve(result.indicator, id=Id(name)))
        for result, name in zip(city.results, ("a.b", "a-b", "inputs"), strict=False)
    )
    report = make_report(attrs.evolve(city, results=alike))
    body = docx.Document(io.BytesIO(render(report))).element
    places = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]

    assert len(set(places)) == len(places)


def test_columns_with_more_to_say_are_wider() -> None:
    """Room goes to the words; numbers keep what they need."""
    words, number = column_widths(table(("Why", "word " * 40), ("N", "1,234")), 9)

    assert words > 4 * number
    assert WIDTH_CM == pytest.approx(words + number)


@pytest.mark.parametrize(
    "columns",
    [(("", ""),), (("a" * 99, "b"),) * 9, tuple((str(n), "1,234,567") for n in range(30))],
)
def test_widths_always_fit(columns: tuple[tuple[str, ...], ...]) -> None:
    """Empty cells, words without end and many columns stay inside the text."""
    widths = column_widths(table(*columns), 9)

    assert WIDTH_CM == pytest.approx(sum(widths))
    assert all(width > 0 for width in widths)


def test_a_marking_stands_above_the_title_of_each_page(city: safetykit.Evaluation) -> None:
    """The marking comes first at the top and at the foot of every page."""
    report = attrs.evolve(make_report(city.audit, plan=city.plan), marking="OFFICIAL")
    section = docx.Document(io.BytesIO(render(report))).sections[0]

    assert ["OFFICIAL", report.title] == [p.text for p in section.header.paragraphs]
    assert "OFFICIAL" == section.footer.paragraphs[0].text


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="NOT RUN: no LibreOffice is installed")
def test_an_office_opens_it(data: bytes, tmp_path: Path) -> None:
    """LibreOffice reads the document and prints it, with the number on the last page."""
    (tmp_path / "city.docx").write_bytes(data)
    command = [str(OFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'u').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "city.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    printed = (tmp_path / "city.pdf").read_bytes()
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))

    assert printed.startswith(b"%PDF")
    assert 30 < pages < 50
