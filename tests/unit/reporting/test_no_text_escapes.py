"""No fixed text of a face escapes its catalogue: by reading the code, and by a made-up language.

In the made-up language each text is marked. What stands outside a mark on a page must come from the
plan, the records or a module, and without its marks the page must be the one in English.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest

import safetykit.reporting
from safetykit.content import FactSheet, Guide, Jurisdiction, Route
from safetykit.quantities import MONTH_NAMES
from safetykit.reporting import texts as texts_module
from safetykit.reporting.handouts import make_pack, pack_html, pack_markdown
from safetykit.toolkit import Toolkit

HERE = Path(safetykit.reporting.__file__).parent
SAID = {"say", "say_number", "say_word"}
FOR_DEVELOPERS = {"InputError", "AnalysisError", "MissingExtraError", "ValueError", "need"}
NO_WORDS = {
    "system-ui, sans-serif": "the fonts of a chart",
    " of ": "where a unit in English has its head",
    "-title ": "an id of markup",
    ' id="': "an id of markup",
    "bold red": "a style of the terminal",
    "print to PDF": "the name of a method in an error",
    "it ended with ": "the reason of an error",
    "nothing for ": "what an error got",
    " on ": "what an error got",
    "plugin API": "the name of a number, beside Python's",
    "not run": "the key of a state; its words are said where it is shown",
    "Intense Quote": "a style of Word",
    "List Number": "a style of Word",
    "List Bullet": "a style of Word",
    "List Bullet ": "a style of Word",
    "List Bullet 2": "a style of Word",
    "List Bullet 3": "a style of Word",
    "Heading ": "the styles of Word",
    "Table Grid": "a style of Word",
}
SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;.]?\s|\s[A-Za-z]{2,}")
MARKED = re.compile("⟦[^⟦⟧]*⟧")
DAY = dt.date(2026, 11, 22)
LANGUAGE = "en-AE"  # with days, numbers and short months as British English writes them


def docstrings(tree: ast.AST) -> set[int]:
    """Return the constants that explain the code."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def shown(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of code that are neither said through the catalogue nor an error's."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in SAID | FOR_DEVELOPERS:
            return
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("expected", "hint"):
        return
    yield node
    held = said_values(node.values) if isinstance(node, ast.Dict) else None
    for child in held if held is not None else ast.iter_child_nodes(node):
        yield from shown(child)


def said_values(values: list[ast.expr]) -> list[ast.expr] | None:
    """Return the values of a dictionary of words: its keys are those of a set, and not shown."""
    calls = [getattr(value, "func", None) for value in values]
    said = bool(calls) and all(getattr(call, "attr", "") == "say_word" for call in calls)
    return values if said else None


def escapes(code: str) -> list[str]:
    """Return the texts of several words in code that no translator would find."""
    tree = ast.parse(code)
    about = docstrings(tree)
    return [
        node.value
        for node in shown(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in about
        and SENTENCE.search(node.value)
        and node.value not in NO_WORDS
        and not re.search(r"[<>]|^--|aria-", node.value)
    ]


FILES = sorted(path.relative_to(HERE).as_posix() for path in HERE.rglob("*.py"))


@pytest.mark.parametrize("name", [name for name in FILES if name != "verify.py"])
def test_no_sentence_in_the_code_escapes(name: str) -> None:
    """Every text of several words is said through the catalogue, or is an error's.

    `verify` shows nothing of its own but errors and the names of values.
    """
    assert [] == escapes((HERE / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('x = "Two words"', ["Two words"]),
        ('y = f"As of {day}: all"', ["As of ", ": all"]),
        ('z = texts.say("Two words")', []),
        ('"""Two words."""', []),
        ('raise InputError("a", 1, "two words")', []),
        ('x = "one"', []),
    ],
)
def test_what_the_search_finds(code: str, found: list[str]) -> None:
    """The search finds texts and parts of texts, and leaves what is said, explains or refuses."""
    assert found == escapes(code)


@pytest.mark.parametrize(
    "name", sorted(path.name for path in (HERE / "templates").glob("*.html.j2"))
)
def test_no_template_has_words(name: str) -> None:
    """Every word of a page is handed to its template."""
    text = (HERE / "templates" / name).read_text("utf-8")
    bare = re.sub(r"<!doctype html>|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S)
    bare = re.sub(r"<[^<>]*>", "", bare)

    assert [] == re.findall(r"[A-Za-z]{2,}", bare)


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A made-up language in which every text of the template is marked; its name."""
    pofile = pytest.importorskip("babel.messages.pofile")
    mofile = pytest.importorskip("babel.messages.mofile")
    made = pytest.importorskip("babel.messages.catalog").Catalog(locale="en")
    with (texts_module.LOCALE / "safetykit.pot").open("rb") as file:
        for message in pofile.read_po(file):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            words = tuple(f"⟦{text}⟧" for text in ids)
            if all(ids):
                text = words if len(words) > 1 else words[0]
                made.add(message.id, text, context=message.context)
    place = tmp_path / LANGUAGE.replace("-", "_") / "LC_MESSAGES" / "safetykit.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        mofile.write_mo(file, made)
    monkeypatch.setattr(texts_module, "LOCALE", tmp_path)
    return LANGUAGE


class Reader(HTMLParser):
    """Collect all that a page says: its texts, and the labels that a screen reader says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = False
        self.feed(page)

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        """Note a label."""
        self.silent = tag == "style"
        self.said += [value for name, value in found if name == "aria-label" and value]

    def handle_endtag(self, tag: str) -> None:
        """Leave a style."""
        self.silent = self.silent and tag != "style"

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if data.strip() and not self.silent:
            self.said.append(data.strip())


def unmarked(text: str) -> str:
    """Return what of a text stands in no mark."""
    while MARKED.search(text):
        text = MARKED.sub(" ¶ ", text)
    return text


def plain(text: str) -> str:
    """Return a text without its marks."""
    return text.replace("⟦", "").replace("⟧", "")


def folded(texts: Iterable[str]) -> list[str]:
    """Return texts without the case of their letters: a sentence may begin with a marked text."""
    return [text.casefold() for text in texts]


def strings(value: Any) -> Iterator[str]:
    """Yield every text in data, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(name)
            yield from strings(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from strings(inner)
    elif attrs.has(type(value)):
        yield from (
            words for n in ("words", "amount") if isinstance(words := getattr(value, n, ""), str)
        )
        for field in attrs.fields(type(value)):
            yield from strings(getattr(value, field.name))


def own(text: str) -> list[str]:
    """Return the runs of words of a text that stand in no mark."""
    parts = re.split(r"\b[0-9a-f]{16}\b|[¶\n·;:()\[\]“”]|, |\. |%| – ", unmarked(text))
    return [part.strip(" .,") for part in parts if re.search("[A-Za-z]{2,}", part)]


def strangers(said: list[str], given: Any) -> list[str]:
    """Return the words that stand in no mark and come from nothing that was given."""
    known = " ".join(" ".join(text.split()) for text in strings(given)).casefold()
    runs = {" ".join(run.split()).casefold() for text in said for run in own(text)}
    return sorted(run for run in runs if run not in known)


class TestMadeUpLanguage:
    @pytest.fixture
    def given(self, city: safetykit.Evaluation) -> list[Any]:
        """What the words of a report may come from: the plan, the results, names of months."""
        pytest.importorskip("vl_convert")
        from safetykit.reporting import evaluation_data

        areas = [str(total.area) for result in city.results for total in result.totals]
        return [city.plan, city.audit, city.sources, evaluation_data(city), areas, MONTH_NAMES]

    def test_report(self, city: safetykit.Evaluation, given: list[Any], marked: str) -> None:
        """All on the City's page that the plan and the records did not say is marked."""
        from safetykit.reporting import to_html

        english, other = Reader(to_html(city)).said, Reader(to_html(city, language=marked)).said

        assert folded(english) == folded(plain(text) for text in other)
        assert [] == strangers(other, given)
        assert 200 < sum("⟦" in text for text in other)

    def test_sheet(self, city: safetykit.Evaluation, given: list[Any], marked: str) -> None:
        """So is all on the sheet for residents that no route said."""
        from safetykit.reporting import to_area_sheet

        routes = Toolkit.built_in().only("victims").routes()
        chosen = [
            r for r in routes if isinstance(r, Route) and Jurisdiction.ENGLAND in r.jurisdictions
        ]
        english = Reader(to_area_sheet(city, routes=chosen)).said
        other = Reader(to_area_sheet(city, routes=chosen, language=marked)).said

        assert folded(english) == folded(plain(text) for text in other)
        assert [] == strangers(other, [*given, *chosen])
        assert "⟦Where to get help⟧" in other

    def test_terminal(self, city: safetykit.Evaluation, given: list[Any], marked: str) -> None:
        """So is all in the terminal."""
        console = pytest.importorskip("rich.console").Console
        from safetykit.reporting.terminal import print_evaluation

        with io.StringIO() as held:
            print_evaluation(city, console(file=held, width=500), language=marked)
            said = [re.sub(" {2,}", "\n", line) for line in held.getvalue().splitlines()]

        assert [] == strangers(said, given)

    @pytest.mark.parametrize("write", [pack_html, pack_markdown])
    def test_pack(self, marked: str, write: Any) -> None:
        """So is all in a pack that no module said, in both formats."""
        pytest.importorskip("jinja2")
        toolkit = Toolkit.discover(plugins=["fraud_prevention"])
        nation = {"jurisdiction": Jurisdiction.ENGLAND, "as_of": DAY}
        offers = (toolkit.fact_sheets, toolkit.guides, toolkit.explainers, toolkit.checklists)
        content = [page for offer in offers for page in offer(**nation)]
        terms = toolkit.glossary()
        english, other = (
            write(make_pack("Fraud", content, terms=terms, language=language, **nation))
            for language in ("en-GB", marked)
        )
        said = Reader(other).said if write is pack_html else other.splitlines()
        bare = [re.sub(r"^ *- |[*#\\☐]|\]?\(?<[^>]*>\)?", "", text) for text in said]

        assert any(isinstance(page, FactSheet) for page in content)
        assert any(isinstance(page, Guide) for page in content)
        assert english.replace('lang="en-GB"', "") == plain(other).replace('lang="en-AE"', "")
        assert [] == strangers(bare, ["Fraud", *content, *terms, Jurisdiction.ENGLAND.words])

    def test_changes_between_editions(self, marked: str) -> None:
        """So is all on the page of what changed between two editions, and in the terminal."""
        pytest.importorskip("jinja2")
        console = pytest.importorskip("rich.console").Console
        from safetykit.documents import compare
        from safetykit.reporting.diff_view import diff_html, print_diff

        plan = safetykit.load(Path(__file__).parents[3] / "examples/plans/city-of-london.yaml")
        found = compare(plan, attrs.evolve(plan, actions=plan.actions[1:], title="Another"))
        said = Reader(diff_html(found, language=marked)).said
        with io.StringIO() as held:
            print_diff(found, console(file=held, width=500), language=marked)
            lines = held.getvalue().splitlines()

        assert Reader(diff_html(found)).said == [plain(text) for text in said]
        assert {"⟦Dropped⟧", "⟦What⟧"} <= set(said)
        assert "⟦Dropped⟧" in lines
        assert lines[-1].startswith("⟦")

    def test_returns(self, marked: str) -> None:
        """So are the fixed words of what is chased and of what the board sees."""
        from safetykit.documents.returns import chase_returns, report_returns
        from safetykit.reporting.returns import board_markdown, board_text, chase_text

        plan = safetykit.load(Path(__file__).parents[3] / "examples/plans/city-of-london.yaml")
        chase, report = chase_returns(plan, (), as_of=DAY), report_returns(plan, (), as_of=DAY)
        asked = chase_text(chase, language=marked).splitlines()

        assert asked[1].startswith("⟦As of 2026-11-22")
        assert "⟦No owner stated⟧" in asked
        for write in (board_text, board_markdown):
            assert "⟦As of 2026-11-22" in write(report, language=marked)
            assert folded([write(report)]) == folded([plain(write(report, language=marked))])

    def test_checks_of_a_module(self, marked: str) -> None:
        """So are those of the record of a module's checks."""
        from safetykit.reporting.module_check import module_check_markdown, module_check_text
        from safetykit.toolkit.checks import CheckOutcome, ModuleReport

        toolkit = Toolkit.discover(plugins=["fraud_prevention"])
        outcomes = tuple(
            CheckOutcome(name=f"check_{number}", passed=passed, detail="Seen.")
            for number, passed in enumerate((True, None, False))
        )
        report = ModuleReport(module=toolkit.modules[0], as_of=DAY, outcomes=outcomes)
        page = module_check_markdown(report, made=DAY, language=marked)
        text = module_check_text(report, language=marked)

        assert module_check_markdown(report, made=DAY) == plain(page)
        assert page.startswith("# ⟦Checks of fraud_prevention⟧")
        assert "| check 2 | ⟦failed⟧ | Seen. |" in page
        assert text.splitlines()[0].startswith("⟦failed⟧")
        assert "1 ⟦not run⟧" in text

    def test_numbers_and_days_are_the_same(self, city: safetykit.Evaluation, marked: str) -> None:
        """The figures of page one and the day stand in the made-up language as in English."""
        from safetykit.reporting import to_markdown

        english, other = to_markdown(city), plain(to_markdown(city, language=marked))

        assert re.findall(r"\d[\d,]*", english) == re.findall(r"\d[\d,]*", other)
        assert "evaluated for 30 June 2023" in other
