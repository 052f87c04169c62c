"""The page: self-contained, accessible in its structure, and safe with hostile texts."""

import html.parser
import itertools
import json
import re
from collections import Counter
from pathlib import Path

import attrs
import pytest

for needed in ("numpy", "jinja2", "vl_convert"):
    pytest.importorskip(needed)

import safetykit
from safetykit.reporting import to_html, to_json

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def evaluation() -> safetykit.Evaluation:
    """The City's plan on the table of counts that is shipped."""
    plan = safetykit.load(ROOT / "examples/plans/city-of-london.yaml")
    return safetykit.evaluate(plan, ROOT / "examples/data/city-of-london")


@pytest.fixture(scope="module")
def page(evaluation: safetykit.Evaluation) -> str:
    """The page of that evaluation."""
    return to_html(evaluation)


class Reader(html.parser.HTMLParser):
    """Collect tags, ids, references and headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.refers: set[str] = set()
        self.links: list[str] = []
        self.attributes: Counter[str] = Counter()
        self.headings: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags[tag] += 1
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in found:
            self.attributes[name] += 1
            if name == "id":
                self.ids[value or ""] += 1
            if name in {"aria-labelledby", "aria-describedby"}:
                self.refers |= set((value or "").split())
            if name in {"href", "src", "xlink:href"}:
                self.links.append(value or "")


def test_self_contained(page: str) -> None:
    """The page asks for nothing from outside, and has no script."""
    read = Reader(page)

    assert 0 == read.tags["script"] + read.tags["link"] + read.tags["img"] + read.tags["iframe"]
    assert all(link.startswith("#") for link in read.links)
    assert "@import" not in page
    assert "url(" not in page.replace("url(#", "")


def test_ids_are_unique_and_references_lead_somewhere(page: str) -> None:
    """Every id stands once, and every reference and link inside the page has its target."""
    read = Reader(page)

    assert {} == {name: n for name, n in read.ids.items() if n > 1}
    assert read.refers <= set(read.ids)
    assert {link[1:] for link in read.links} <= set(read.ids)


def test_headings_do_not_skip(page: str) -> None:
    """There is one first heading, and no level is left out on the way down."""
    levels = Reader(page).headings

    assert 1 == levels.count(1)
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_charts_have_words_and_numbers(page: str, evaluation: safetykit.Evaluation) -> None:
    """Each chart is an image with a title and a description, and a table has its numbers."""
    read = Reader(page)

    assert len(evaluation.results) == read.tags["svg"] == read.tags["desc"]
    assert len(evaluation.results) == page.count('class="months"')


def test_the_caution_is_read_first(page: str) -> None:
    """The caution on transcriptions stands before any finding."""
    assert page.index("transcription that may be incomplete") < page.index("3.54%")


def test_what_the_first_page_must_say(page: str) -> None:
    """Page one corrects the figure, gives the change, and names what is unseen."""
    first = page[: page.index('id="contents"')]

    assert "13.54% (987 of 7,287)" in first
    assert "525 offences" in first
    assert "between 45% and 117%" in first
    assert "meaningless" in first
    assert "hate crime" in first
    assert "24 headline actions" in first


def test_illustrative_on_every_card(page: str, evaluation: safetykit.Evaluation) -> None:
    """Indicators that are not the plan's own say so on every card."""
    tags = page.count('<span class="tag">Illustrative, not the partnership&#39;s own</span>')
    plain = page.count('<span class="tag">Illustrative, not the partnership\'s own</span>')

    assert len(evaluation.results) == tags + plain


def test_size(page: str) -> None:
    """A page of seven indicators stays below half a megabyte."""
    assert 500_000 > len(page.encode())


def test_hostile_texts(evaluation: safetykit.Evaluation) -> None:
    """Markup in the plan's texts is text on the page, in its charts too."""
    bomb = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'"
    plan = evaluation.plan
    hostile = attrs.evolve(
        plan,
        title=bomb,
        indicators=tuple(attrs.evolve(i, title=bomb, note=bomb) for i in plan.indicators),
        claims=tuple(attrs.evolve(c, subject=bomb, says=bomb) for c in plan.claims),
        actions=tuple(attrs.evolve(a, title=bomb) for a in plan.actions),
    )

    read = Reader(to_html(safetykit.evaluate(hostile, ROOT / "examples/data/city-of-london")))

    assert 0 == read.tags["script"] + read.tags["img"]
    assert 0 == sum(n for name, n in read.attributes.items() if name.startswith("on"))


def test_no_undefined_numbers(page: str) -> None:
    """No number on the page is undefined."""
    text = re.sub(r"<svg.*?</svg>|<style>.*?</style>", "", page, flags=re.S)

    assert not re.search(r"\b(nan|inf|None)\b", text)


def test_same_input_same_page(evaluation: safetykit.Evaluation, page: str) -> None:
    """The page depends on nothing but the evaluation."""
    assert page == to_html(evaluation)


def test_json_is_strict(evaluation: safetykit.Evaluation) -> None:
    """The data for programs are JSON without NaN, and carry the intervals."""

    def refuse(name: str) -> None:
        raise AssertionError(name)

    found = json.loads(to_json(evaluation), parse_constant=refuse)
    theft = next(r for r in found["results"] if r["indicator"] == "theft-from-the-person")

    assert 930 == theft["comparison"]["count_after"]
    assert 0.95 == theft["comparison"]["change_percent"]["level"]
    assert None is next(m["count"] for m in theft["series"] if m["month"] == "2022-01")


def test_write_html(evaluation: safetykit.Evaluation, tmp_path: Path, page: str) -> None:
    """The written file is the page, and its path comes back."""
    written = safetykit.write_html(evaluation, tmp_path / "page.html")

    assert page == written.read_text("utf-8")


def test_write_json_of_an_audit(evaluation: safetykit.Evaluation, tmp_path: Path) -> None:
    """An audit alone can be written as JSON."""
    written = safetykit.write_json(evaluation.audit, tmp_path / "audit.json")

    assert evaluation.audit.title == json.loads(written.read_text("utf-8"))["title"]
