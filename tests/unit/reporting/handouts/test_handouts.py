"""Toolkit content as pages that people read and print."""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
from pathlib import Path

import attrs
import pytest

from safetykit.content import (
    Checklist,
    Citation,
    Explainer,
    FactSheet,
    GlossaryTerm,
    Guide,
    Jurisdiction,
    Section,
    Unknown,
)
from safetykit.errors import InputError, MissingExtraError
from safetykit.reporting import handouts
from safetykit.reporting.handouts import (
    handout_html,
    handout_markdown,
    html_to_pdf,
    make_handout,
    make_pack,
    pack_html,
    pack_markdown,
    pdf,
)
from safetykit.toolkit import Toolkit

ENGLAND = Jurisdiction.ENGLAND
DAY = dt.date(2026, 11, 22)
HOSTILE = "<script>alert(1)</script> *a* [b](javascript:alert(2)) | # \u202e"


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    """The bundled module on fraud."""
    return Toolkit.discover(plugins=["fraud_prevention"])


@pytest.fixture(scope="module")
def sheet(toolkit: Toolkit) -> FactSheet:
    """Its fact sheet."""
    found = toolkit.fact_sheets(jurisdiction=ENGLAND, as_of=DAY)[0]
    assert isinstance(found, FactSheet)
    return found


@pytest.fixture(scope="module")
def guide(toolkit: Toolkit) -> Guide:
    """One of its guides."""
    found = toolkit.guides(jurisdiction=ENGLAND, as_of=DAY)[0]
    assert isinstance(found, Guide)
    return found


@pytest.fixture(scope="module")
def not_there() -> Unknown:
    """What a module answers for a nation that it does not cover."""
    toolkit = Toolkit.discover(plugins=["commissioning"])
    found = toolkit.fact_sheets(jurisdiction="scotland", as_of=DAY)[0]
    assert isinstance(found, Unknown)
    return found


def hostile(sheet: FactSheet) -> FactSheet:
    """Return a sheet with markup and script in every text."""
    source = Citation(key="s", title=HOSTILE, publisher=HOSTILE, retrieved=DAY)
    section = Section(title=HOSTILE, words=(HOSTILE,), facts=(), sources=(source,))
    return attrs.evolve(sheet, title=HOSTILE, sections=(section,), sources=(source,), routes=())


def test_a_sheet_says_for_when_it_is(sheet: FactSheet) -> None:
    """The nation, the day and the review stand at the top, and the sources at the foot."""
    text = handout_markdown(make_handout(sheet))

    top, foot = text.split("Sources:")
    assert "*For England as of 22 November 2026. To be reviewed by" in top.splitlines()[2]
    assert all(
        source.title.split(",")[0][:20] in foot.replace("\\", "") for source in sheet.sources
    )
    assert sheet.not_legal_advice in foot


def test_emergency_comes_first(sheet: FactSheet, guide: Guide) -> None:
    """The first contact of a page is the emergency one."""
    for content in (sheet, guide):
        page = handout_markdown(make_handout(content))
        contacts = re.findall(r"^- .*: (?:\*\*(.+?)\*\*|<(.+?)>)", page, re.M)

        assert "999" == contacts[0][0]


def test_figures_stand_with_their_units(sheet: FactSheet) -> None:
    """Each fact of the sheet is shown with its unit."""
    page = handout_html(make_handout(sheet))

    facts = [fact for section in sheet.sections for fact in section.facts]
    assert facts
    for fact in facts:
        assert f"<strong>{fact.amount}</strong>" in page.replace("&#39;", "'").replace("&amp;", "&")


def test_past_its_review(toolkit: Toolkit) -> None:
    """A page that is past its review says so."""
    late = toolkit.fact_sheets(jurisdiction=ENGLAND, as_of=dt.date(2030, 1, 1))[0]
    page = handout_html(make_handout(late))

    assert "Something on this page is past its review" in page
    assert 'class="dates overdue"' in page


def test_a_guide_can_be_walked_by_its_links(guide: Guide) -> None:
    """Every answer leads to a part of the page, and the first part is the first question."""
    page = handout_html(make_handout(guide))

    anchors = re.findall(r'<section id="([^"]+)"', page)
    assert f"{guide.key}-{guide.start}" == anchors[0]
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    assert len(guide.questions) + len(guide.endings) == len(anchors)


def test_a_guide_can_be_walked_on_paper(guide: Guide) -> None:
    """Each answer names the heading at which to go on."""
    handout = make_handout(guide)
    headings = {block.anchor: block.heading for block in handout.blocks}
    choices = [choice for block in handout.blocks for choice in block.choices]
    text, page = handout_markdown(handout), handout_html(handout)

    assert choices
    for choice in choices:
        assert headings[choice.to] == choice.heading
        assert f"- {choice.label}: go to “{choice.heading}”" in text
        assert f"go to “{choice.heading}”" in page


def test_a_guide_in_markdown(guide: Guide) -> None:
    """With anchors the answers are links; without, they are words."""
    linked = handout_markdown(make_handout(guide), anchors=True)
    plain = handout_markdown(make_handout(guide))

    targets = re.findall(r"^\(([^)]+)\)=$", linked, re.M)
    assert set(re.findall(r"\]\(#([^)]+)\)", linked)) <= set(targets)
    assert "](#" not in plain


@pytest.mark.parametrize("kind", ["explainers", "checklists"])
def test_other_kinds(toolkit: Toolkit, kind: str) -> None:
    """Explainers and checklists have their questions and their boxes to tick."""
    content = getattr(toolkit, kind)(jurisdiction=ENGLAND, as_of=DAY)[0]
    page = handout_html(make_handout(content))

    if isinstance(content, Explainer):
        assert len(content.questions) == page.count('<section id="')
    else:
        assert isinstance(content, Checklist)
        assert 'class="ticks"' in page
        assert f"For {content.for_whom}." in page


def test_what_is_not_known_is_said(not_there: Unknown, sheet: FactSheet) -> None:
    """A section says what is not known there and then."""
    section = attrs.evolve(sheet.sections[0], unknown=(not_there,))

    page = handout_html(make_handout(attrs.evolve(sheet, sections=(section,))))

    assert '<p class="unknown">Not known for Scotland on 2026-11-22' in page


def test_nothing_executes(sheet: FactSheet) -> None:
    """Markup and script in a text are shown as they are, in every format."""
    handout = make_handout(hostile(sheet))
    page, text = handout_html(handout), handout_markdown(handout)

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert r"\<script\>" in text
    assert not re.search(r"(?<!\\)\]\(javascript:", text)
    assert not re.search(r"(?<!\\)<script", text)


@pytest.mark.parametrize(
    "words",
    ["1. of May", "- none", "![seen](x)", "A &amp; B", "at https://a.example now", "a\x1b[31m b"],
)
def test_every_mark_of_markdown_stands_for_itself(sheet: FactSheet, words: str) -> None:
    """No text becomes a list, a picture, a link or another sign; what nobody sees is shown."""
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"linkify": True})
    section = attrs.evolve(sheet.sections[0], words=(words,), facts=(), unknown=())
    handout = make_handout(attrs.evolve(sheet, sections=(section,), routes=(), sources=()))
    shown = html.escape(words.replace("\x1b", "\ufffd"), quote=False)

    page = reader.render(handout_markdown(handout))

    assert f"<p>{shown}</p>" in page
    assert shown in handout_html(handout)


def test_another_thing_is_refused() -> None:
    """What is no content of a page is refused by its type."""
    with pytest.raises(InputError, match=r"content: expected a fact sheet, a guide.*got 'int'"):
        make_handout(3)


class TestPack:
    def test_everything_is_in_it(self, toolkit: Toolkit, sheet: FactSheet, guide: Guide) -> None:
        """A pack lists its pages, ends with its form, and asks for no personal data."""
        pack = make_pack(
            "Fraud",
            [sheet, guide],
            terms=toolkit.glossary(),
            jurisdiction=ENGLAND,
            as_of=DAY,
        )
        page, text = pack_html(pack), pack_markdown(pack)

        assert ["fact sheet", "guide", "glossary"] == [h.kind for h in pack.handouts]
        for handout in pack.handouts:
            assert f"<li>{handout.title} ({handout.kind})</li>" in page
            assert f"## {handout.title}" in text
            assert f"- {handout.title} ({handout.kind})\n" in text
        assert "do not write anybody" in page
        assert "do not write anybody" in text
        assert "For England as of 22 November 2026. In this pack:" in text
        assert all(ask in text for ask in pack.feedback)

    def test_what_could_not_be_written_is_named(self, not_there: Unknown, sheet: FactSheet) -> None:
        """A page that is not there for the nation is not passed over."""
        pack = make_pack("Fraud", [sheet, not_there], jurisdiction=ENGLAND, as_of=DAY)

        assert "Not known for Scotland" in pack_html(pack)
        assert "## Not known" in pack_markdown(pack)

    def test_an_empty_pack_is_refused(self, not_there: Unknown) -> None:
        """With nothing to say there is no pack, and the error says what is not known."""
        with pytest.raises(InputError, match=r"nothing for Scotland.*Not known for Scotland"):
            make_pack("Fraud", [not_there], jurisdiction=Jurisdiction.SCOTLAND, as_of=DAY)

    def test_terms_of_the_day(self) -> None:
        """A term that began later is not in the pack."""
        term = GlossaryTerm(
            term="Smishing",
            meaning="Fraud by text.",
            jurisdictions=(ENGLAND,),
            sources=(Citation(key="s", title="T", publisher="P", retrieved=DAY),),
            review_by=DAY,
            valid_from=dt.date(2030, 1, 1),
        )

        with pytest.raises(InputError, match="at least one page"):
            make_pack("Fraud", [], terms=[term], jurisdiction=ENGLAND, as_of=DAY)


class TestPdf:
    def test_without_a_printer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where nothing can print, the error says what to install."""
        monkeypatch.setattr(pdf, "find_printer", lambda: "")

        with pytest.raises(MissingExtraError, match=r"safetykit\[pdf\]"):
            html_to_pdf("<p>a</p>")

    def test_a_printer_that_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A printer that prints nothing is named."""
        monkeypatch.setattr(pdf, "find_printer", lambda: shutil.which("false") or "false")

        with pytest.raises(handouts.pdf.AnalysisError, match="printed nothing"):
            html_to_pdf("<p>a</p>")

    @pytest.mark.slow
    @pytest.mark.parametrize("module", [m.name for m in Toolkit.discover().modules])
    def test_sheets_print_on_two_pages(self, module: str) -> None:
        """Every public sheet of a bundled module prints on at most two pages of A4."""
        if not any(map(shutil.which, pdf.BROWSERS)):
            pytest.skip("NOT RUN: no Chromium, Chrome or Edge is installed")
        for content in Toolkit.discover(plugins=[module]).fact_sheets(
            jurisdiction=ENGLAND, as_of=DAY
        ):
            if isinstance(content, FactSheet):
                printed = html_to_pdf(handout_html(make_handout(content)))
                assert 2 >= len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)), content.key


class TestCommands:
    @pytest.mark.parametrize(("command", "words"), [("sheet", "Sources"), ("pack", "did you")])
    @pytest.mark.parametrize("suffix", ["html", "md"])
    def test_pages_are_written(
        self,
        command: str,
        words: str,
        suffix: str,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """A page or a pack is written in the format that its name says."""
        run = pytest.importorskip("safetykit.cli.main").run
        out = tmp_path / f"page.{suffix}"
        asked = [command, "fraud_prevention", "--jurisdiction", "england", "-o", str(out)]

        assert 0 == run([*asked, "--as-of", "2026-11-22"])
        assert f"The page is at {out}" in capsys.readouterr().out
        assert words in out.read_text("utf-8")

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("fraud_prevention", "--jurisdiction", "england", "-o", "a.doc"), "ends in .html"),
            (
                ("commissioning", "--jurisdiction", "scotland", "-o", "a.md"),
                "Not known for",
            ),
            (
                ("fraud_prevention", "--jurisdiction", "uk", "-o", "a.md"),
                "ask once for each nation",
            ),
            (("fraud_preventon", "--jurisdiction", "england", "-o", "a.md"), "Did you mean"),
            (
                ("fraud_prevention", "--jurisdiction", "england", "--key", "x", "-o", "a.md"),
                "There are: fraud_prevention.",
            ),
        ],
    )
    def test_bad_input(
        self,
        arguments: tuple[str, ...],
        words: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """A page that cannot be written ends in one clear error, and no file."""
        run = pytest.importorskip("safetykit.cli.main").run
        monkeypatch.chdir(tmp_path)

        assert 2 == run(["sheet", *arguments])
        assert words in capsys.readouterr().err
        assert [] == list(tmp_path.iterdir())
