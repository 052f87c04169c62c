"""The page of a Word document: its size, styles, properties, and what stands on every page.

What belongs here: what is set once for a document, so that it can be read, restyled and printed.
What does not: what stands in it. Looks are set in styles and nowhere else; every colour is dark
enough to be read on white (7 to 1).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from safetykit.extras import need
from safetykit.reporting.blocks import Report
from safetykit.reporting.passages import runs_of
from safetykit.reporting.texts import SOURCE_LANGUAGE

__all__ = ["WIDTH_CM", "add_field", "add_words", "element", "qn", "set_up"]

WIDTH_CM: Final = 17.0
MARGIN_CM: Final = 2.0
FONT: Final = "Arial"
INK: Final = "1D2F45"
BODY_POINTS: Final = 10.5
SMALL_POINTS: Final = 9.0
HEADING_POINTS: Final = (16.0, 13.0, 11.5, 10.5)
DEEPEST: Final = 9
MADE: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001  the format knows no zones; same in, same out
MAX_TITLE: Final = 255
_FIELD: Final = re.compile(r"\{(\w+)\}")
_FIELDS: Final = {"page": "PAGE", "pages": "NUMPAGES"}


def set_up(document: Any, report: Report) -> None:
    """Set the page, the styles, the properties, and what stands on every page."""
    shared = need("docx.shared", wanted_by="A Word document")
    section = document.sections[0]
    section.page_width, section.page_height = shared.Cm(21.0), shared.Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, shared.Cm(MARGIN_CM))
    _set_styles(document.styles, report.language)
    properties = document.core_properties
    properties.title, properties.language = report.title[:MAX_TITLE], report.language
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = MADE
    _header(section, report)
    _footer(section, report)


def _set_styles(styles: Any, language: str) -> None:
    """Set fonts, sizes and colours, where a reader can change them for the whole document."""
    for style in styles.element.iter(qn("w:lang")):
        style.set(qn("w:val"), language)
    for fonts in styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), FONT)
    points = need("docx.shared", wanted_by="A Word document").Pt
    _set_style(styles["Normal"], BODY_POINTS, bold=None, after=6)
    _set_style(styles["Title"], 24, bold=True, after=10)
    _set_style(styles["Caption"], SMALL_POINTS, bold=True, after=4)
    _set_style(styles["Intense Quote"], BODY_POINTS, bold=None, after=10)
    for level in range(1, DEEPEST + 1):
        size = HEADING_POINTS[min(level, len(HEADING_POINTS)) - 1]
        _set_style(styles[f"Heading {level}"], size, bold=True, after=4)
    for name in ("List Bullet", "List Bullet 2", "List Bullet 3", "List Number"):
        styles[name].paragraph_format.space_after = points(3)
    styles["Intense Quote"].paragraph_format.left_indent = points(10)
    styles["Intense Quote"].paragraph_format.right_indent = points(0)


def _set_style(style: Any, size: float, *, bold: bool | None, after: float) -> None:
    shared = need("docx.shared", wanted_by="A Word document")
    style.font.size, style.font.bold, style.font.italic = shared.Pt(size), bold, None
    style.font.color.rgb = shared.RGBColor.from_string(INK)
    style.paragraph_format.space_after = shared.Pt(after)
    style.paragraph_format.line_spacing = 1.15


def _header(section: Any, report: Report) -> None:
    """Write the marking and the title on every page."""
    line = section.header.paragraphs[0]
    if report.marking:
        _mark(line, report.marking)
        line = section.header.add_paragraph()
    line.add_run(" ".join(report.title.split())[:MAX_TITLE]).font.size = _small()


def _footer(section: Any, report: Report) -> None:
    """Write the marking and the number of the page on every page."""
    line = section.footer.paragraphs[0]
    if report.marking:
        _mark(line, report.marking)
        line = section.footer.add_paragraph()
    for number, part in enumerate(_FIELD.split(report.page)):
        if number % 2:
            add_field(line, _FIELDS[part])
        else:
            line.add_run(part)
    for run in line.runs:
        run.font.size = _small()
    line.alignment = 2


def _mark(paragraph: Any, marking: str) -> None:
    paragraph.add_run(marking).bold = True
    paragraph.alignment = 1


def _small() -> Any:
    return need("docx.shared", wanted_by="A Word document").Pt(SMALL_POINTS)


def add_words(paragraph: Any, text: str) -> list[Any]:
    """Add a text and return its runs; what is in English says so to whoever reads it aloud."""
    added = []
    for stretch in runs_of(text):
        run = paragraph.add_run(stretch.text)
        if stretch.english:
            language = element("w:lang")
            language.set(qn("w:val"), SOURCE_LANGUAGE)
            run._r.get_or_add_rPr().append(language)
        added.append(run)
    return added


def add_field(paragraph: Any, code: str) -> None:
    """Add a field that Word fills in: the number of the page, or of all pages."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            mark = element("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = element("w:instrText")
            mark.text = code
        run._r.append(mark)


def element(name: str) -> Any:
    """Return a new element of the format."""
    return need("docx.oxml", wanted_by="A Word document").OxmlElement(name)


def qn(name: str) -> str:
    """Return the full name of an element or an attribute of the format."""
    return str(need("docx.oxml.ns", wanted_by="A Word document").qn(name))
