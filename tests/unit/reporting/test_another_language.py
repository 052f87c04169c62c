"""A report in another language: its own days and words, and what stays in English said and marked.

The language is Welsh, with a made-up catalogue in which each text is marked. What stands outside a
mark, and is not said to be in English, must come from the plan.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import pickle
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import attrs
import pytest

babel = pytest.importorskip("babel")
pytest.importorskip("numpy")
pytest.importorskip("jinja2")

import safetykit
from safetykit.content import Jurisdiction, current_routes
from safetykit.evaluation import find_overclaims
from safetykit.quantities import MONTH_NAMES
from safetykit.reporting import texts as texts_module
from safetykit.reporting import to_area_sheet, to_html, to_markdown, write_docx
from safetykit.reporting.handouts import handout_html, make_handout, make_pack, pack_html
from safetykit.reporting.passages import english, fill, join, lines_of, one_line, runs_of
from safetykit.reporting.visible import visible
from safetykit.toolkit import Toolkit

ROOT = Path(__file__).parents[3]
ENGLISH = re.compile(r'<(span|desc) lang="en-GB"[^>]*>.*?</\1>', re.S)
MONTHS = re.compile(rf"\b(?:{'|'.join(set(MONTH_NAMES) - {'May'})})\b")
DAY = dt.date(2026, 11, 22)
NATION = {"jurisdiction": Jurisdiction.ENGLAND, "as_of": DAY}


@pytest.fixture
def welsh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Welsh, with a catalogue in which every text of the template is marked; its name."""
    from babel.messages import mofile, pofile
    from babel.messages.catalog import Catalog

    made = Catalog(locale="cy")
    with (texts_module.LOCALE / "safetykit.pot").open("rb") as file:
        for message in pofile.read_po(file):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            if all(ids):
                words = tuple(f"⟦{text}⟧" for text in ids)
                several = words[:1] + words[1:] * (made.num_plurals - 1)
                text = several if len(words) > 1 else words[0]
                made.add(message.id, text, context=message.context)
    place = tmp_path / "cy" / "LC_MESSAGES" / "safetykit.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        mofile.write_mo(file, made)
    monkeypatch.setattr(texts_module, "LOCALE", tmp_path)
    return "cy"


def words_of(page: str) -> list[str]:
    """Return what a page says in its own language, outside a mark."""
    page = re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", ENGLISH.sub("¶", page), flags=re.S)
    parts = map(unescape, re.split(r"<[^<>]*>", page))
    said = [re.sub(r"\s+", " ", part) for part in parts]
    while any("⟦" in part for part in said):
        said = [re.sub("⟦[^⟦⟧]*⟧", "¶", part) for part in said]
    return [part.strip() for part in said if re.search("[A-Za-z]{2}", part)]


def given(plan: safetykit.Plan) -> str:
    """Return every text of a plan."""
    from safetykit.serial import dump_json, unstructure

    return dump_json(unstructure(plan)).casefold()


class TestReport:
    @pytest.fixture
    def page(self, city: safetykit.Evaluation, welsh: str) -> str:
        """The City's page."""
        pytest.importorskip("vl_convert")
        return to_html(city, language=welsh)

    def test_it_says_what_is_in_english(self, page: str, city: safetykit.Evaluation) -> None:
        """The page says so at its top, once; a page in English has nothing to say."""
        head = page.partition("<main")[0]

        assert '<html lang="cy">' in page
        assert 1 == page.count("are in English")
        assert "⟦The sentences on the plan and on its figures are in English.⟧" in head
        assert "are in English" not in to_html(city)
        assert 'lang="en-GB">' in to_html(city)
        assert "<span lang" not in to_html(city)

    def test_no_english_month_escapes(self, page: str) -> None:
        """Outside of what is marked as English, months have the names of the language."""
        own = ENGLISH.sub("", page)

        assert [] == MONTHS.findall(own)
        assert "⟦evaluated for 30 Mehefin 2023⟧" in own
        assert "⟦Tachwedd 2017 to Hydref 2020⟧" in own
        assert '<th scope="col" class="n">Chw</th>' in own

    def test_every_sentence_in_english_is_marked(
        self, page: str, city: safetykit.Evaluation
    ) -> None:
        """What stands in no mark and is not said to be English is the plan's, a name or a code."""
        names = "|".join(
            [
                *(re.escape(path) for path, _ in city.provenance.inputs),
                *(re.escape(name) for name, _ in city.provenance.parameters),
                *(re.escape(value) for _, value in city.provenance.parameters if value),
                r"[\w./-]+\.(?:yaml|csv)(?::\d+)?(?::\d+)?",
            ]
        )
        held = given(city.plan)
        left = [re.sub(names, " ", text) for text in words_of(page)]
        runs = {run.strip(" .") for t in left for run in re.split(r"[¶\n·;:()\[\]“”,|]|\. ", t)}
        strangers = {
            r for r in runs if re.search("[a-z]{2} [a-z]{2}", r) and r.casefold() not in held
        }

        assert set() == strangers

    def test_sentences_of_the_evaluation(self, page: str, city: safetykit.Evaluation) -> None:
        """Those of page one, of each indicator and of each check stand in marks of their own."""
        marked = {
            unescape(m[0]) for m in re.finditer(r'(?<=<span lang="en-GB">).*?(?=</span>)', page)
        }

        assert set(city.headline) <= marked
        assert {result.sentence for result in city.results} <= marked
        assert {check.summary for check in city.audit.checks if check.findings} <= marked

    def test_pictures_say_their_language(self, page: str, city: safetykit.Evaluation) -> None:
        """The description of a chart is a sentence of the evaluation, and says so."""
        assert len(city.results) == len(
            re.findall(r'<desc lang="en-GB" id="chart-\d+-words">', page)
        )

    def test_breaks_in_pictures_say_their_language(
        self, page: str, city: safetykit.Evaluation
    ) -> None:
        """The name of a known break is English, in its chart too; a fixed text is not."""
        pytest.importorskip("vl_convert")

        assert len(city.results) == len(re.findall(r'<text lang="en-GB"[^>]*>pandemic<', page))
        assert len(city.results) == page.count(">pandemic<")
        assert not re.search(r'<text lang="en-GB"[^>]*>⟦', page)
        assert '<text lang="' not in to_html(city)

    def test_numbers(self, city: safetykit.Evaluation, welsh: str) -> None:
        """Every figure stands in the other language as in English."""
        other = to_markdown(city, language=welsh)

        assert re.findall(r"\d+", to_markdown(city)) == re.findall(r"\d+", other)
        assert "are in English" in other


def test_a_document(city: safetykit.Evaluation, welsh: str, tmp_path: Path) -> None:
    """A Word document sets the language of each run in English, and of all else in its styles."""
    pytest.importorskip("docx")
    pytest.importorskip("vl_convert")
    path = write_docx(city, tmp_path / "report.docx", language=welsh)
    with zipfile.ZipFile(path) as held:
        body = held.read("word/document.xml").decode()
        styles = held.read("word/styles.xml").decode()
    runs = re.findall(r"<w:r>(.*?)</w:r>", body, re.S)
    spoken = {re.sub("<[^>]+>", "", run) for run in runs if '<w:lang w:val="en-GB"/>' in run}

    assert '<w:lang w:val="cy"' in styles
    assert set(city.headline) <= {text.replace("&amp;", "&") for text in spoken}
    assert [] == [text for text in spoken if "⟦" in text]
    assert "are in English" in body
    assert "w:lang" not in english_body(city, tmp_path)


def english_body(city: safetykit.Evaluation, folder: Path) -> str:
    """Return the body of the same document in English."""
    with zipfile.ZipFile(write_docx(city, folder / "english.docx")) as held:
        return held.read("word/document.xml").decode()


def test_a_sheet(city: safetykit.Evaluation, welsh: str) -> None:
    """A sheet for residents says so too, and marks routes, results and sources."""
    held = Toolkit.built_in().only("victims").routes()
    routes = current_routes(held, jurisdiction="england", as_of=DAY)
    page = to_area_sheet(city, routes=routes, language=welsh)
    own = ENGLISH.sub("", page)

    assert "are in English" in own.partition("<main")[0]
    assert "999" not in own.partition("<body")[2]
    assert [] == MONTHS.findall(own)
    assert "⟦counted up to Chwefror 2020⟧" in own


@pytest.mark.parametrize("whole", [True, False])
def test_handouts(welsh: str, whole: bool) -> None:
    """A handout and a pack say that their content is in English, and mark all of it."""
    toolkit = Toolkit.discover(plugins=["fraud_prevention"])
    offers = (toolkit.fact_sheets, toolkit.guides, toolkit.explainers, toolkit.checklists)
    content = [page for offer in offers for page in offer(**NATION)]
    terms = toolkit.glossary()
    pack = make_pack("Twyll", content, terms=terms, language=welsh, **NATION)
    pages = (
        [pack_html(pack)]
        if whole
        else [handout_html(make_handout(page, language=welsh)) for page in content]
    )

    for page in pages:
        body = page.partition("<body>")[2]
        addresses = re.sub(r"<a href=\"[^#][^<]*</a>", "¶", body)

        assert 1 == page.count("⟦The content of this page is in English.⟧")
        assert [] == MONTHS.findall(ENGLISH.sub("", body))
        assert [] == [t for t in words_of(addresses) if t not in ("Twyll",)]
        assert "22 Tachwedd 2026" in body


def test_changes_and_returns(welsh: str) -> None:
    """A comparison marks its cautions; lists as plain text say that their details are English."""
    from safetykit.documents import compare
    from safetykit.documents.returns import chase_returns, report_returns
    from safetykit.reporting.diff_view import diff_html, print_diff
    from safetykit.reporting.returns import board_markdown, board_text, chase_text

    console = pytest.importorskip("rich.console").Console
    plan = safetykit.load(ROOT / "examples/plans/city-of-london.yaml")
    found = compare(plan, attrs.evolve(plan, actions=plan.actions[1:]))
    chase, report = chase_returns(plan, (), as_of=DAY), report_returns(plan, (), as_of=DAY)
    with io.StringIO() as held:
        print_diff(found, console(file=held, width=500), language=welsh)
        printed = held.getvalue()
    page = diff_html(found, language=welsh)

    assert "are in English" in page
    assert "are in English" in printed
    for caution in found.cautions:
        assert f'<span lang="en-GB">{caution}</span>' in unescape(page)
    assert "are in English" not in diff_html(found)
    for text in (
        chase_text(chase, language=welsh),
        board_text(report, language=welsh),
        board_markdown(report, language=welsh),
    ):
        assert "details of each line are in English" in text
    assert "in English" not in chase_text(chase) + board_text(report) + board_markdown(report)


class TestPassages:
    def test_equal_to_its_words(self) -> None:
        """A passage is a text like any other, and only knows more."""
        said = fill("{who}: {why}", {"who": "Y cyngor", "why": english("no date")})

        assert "Y cyngor: no date" == said
        assert [("Y cyngor: ", False), ("no date", True)] == [
            (run.text, run.english) for run in _merged(said)
        ]

    def test_it_can_be_kept(self) -> None:
        """It pickles and copies, as a site that keeps its pages asks."""
        said = join(" ", ("Pam:", english("no date")))

        for again in (pickle.loads(pickle.dumps(said)), copy.deepcopy(said)):
            assert said == again
            assert runs_of(said) == runs_of(again)

    def test_joined_and_split(self) -> None:
        """What is in English stays so when texts are joined, and when lines are told apart."""
        said = join("\n", (english("one\ntwo"), "tri"))

        assert ["one", "two", "tri"] == lines_of(said)
        assert [True, True, False] == [runs_of(line)[0].english for line in lines_of(said)]
        assert "one two tri" == one_line(said)

    def test_nothing_is_hidden_in_one(self) -> None:
        """Characters that no reader sees are made visible in every stretch."""
        said = visible(join(" ", (english("a\x1b"), "b\u202e")))

        assert "a\ufffd b\ufffd" == said
        assert runs_of(said)[0].english

    def test_markup_in_one_is_no_markup(self) -> None:
        """What is marked is escaped all the same."""
        spoken = pytest.importorskip("markupsafe") and _spoken(english("<b>&"))

        assert '<span lang="en-GB">&lt;b&gt;&amp;</span>' == spoken

    def test_a_text_without_english(self) -> None:
        """Where nothing is in English, a text is a text."""
        assert type(join(", ", ("a", "b"))) is type(fill("{a}", {"a": 1})) is str


def _spoken(text: str) -> str:
    from safetykit.reporting.markup import spoken

    return str(spoken(text))


def _merged(text: str) -> list[Any]:
    """Return the stretches, with neighbours of one language as one."""
    from itertools import groupby

    from safetykit.reporting.passages import Run

    return [
        Run(text="".join(run.text for run in runs), english=spoken)
        for spoken, runs in groupby(runs_of(text), key=lambda run: run.english)
    ]


def test_the_notes_claim_nothing(welsh: str) -> None:
    """What a page says of its languages names no cause and blames nobody."""
    from safetykit.reporting.borrowed import (
        content_in_english,
        details_in_english,
        sentences_in_english,
    )
    from safetykit.reporting.texts import load_texts

    for say in (content_in_english, details_in_english, sentences_in_english):
        assert "" == say(load_texts())
        assert not list(find_overclaims(say(load_texts(welsh))))
