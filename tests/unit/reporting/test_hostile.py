"""Hostile text in every text of a plan and its results, through every face."""

from __future__ import annotations

import io
import json
import re
import zipfile
from enum import Enum
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest

for needed in ("numpy", "jinja2", "vl_convert", "docx", "rich", "markdown_it"):
    pytest.importorskip(needed)

import docx
from lxml import etree
from markdown_it import MarkdownIt
from rich.console import Console

import safetykit
from safetykit.evaluation.disclosure import prepare
from safetykit.reporting import to_area_sheet, to_html, to_json, to_markdown
from safetykit.reporting.outline import make_report
from safetykit.reporting.terminal import print_audit, print_evaluation
from safetykit.reporting.visible import visible
from safetykit.reporting.word import render
from safetykit.toolkit import Toolkit

BOMBS = {
    "markup": "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;b&gt;",
    "template": "{{ 7*7 }}{% raw %}{0.__class__}{x}%(x)s",
    "formula": "=HYPERLINK(\"https://evil.example\",1)+cmd|' /C calc'!A0",
    "markdown": "[x](javascript:alert(1)) ![y](https://evil.example) `z` | q\n# h\n- i <https://a.b>",
    "control": "a\x1b[31m\x00\x07\x08\x0b\x1f\x7f\x9b\ufffe\ud800z",
    "bidi": "pay \u202eevil\u2066 \u200f\u061c now\u2028",
    "rich": "[bold red]x[/] [link=https://evil.example]y[/link]",
}
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
KEPT = {"id", "path", "source", "country", "code", "url", "contact", "method", "basis", "unit"}


def poisoned(value: Any, bomb: str, depth: int = 0) -> Any:
    """Return a result in which every text that may be any text is the bomb, whatever holds it."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return bomb
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(poisoned(item, bomb, depth) for item in value)
    if not attrs.has(type(value)) or isinstance(value, Enum):
        return value
    changes = {}
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        if field.name in KEPT or not field.init:
            continue
        new = poisoned(held, bomb, depth + 1)
        if new is not held:
            changes[field.alias] = new
    try:
        return attrs.evolve(value, **changes)
    except (ValueError, TypeError):  # a value that refuses: none of its texts can be the bomb
        return value


@pytest.fixture(scope="module", params=BOMBS, ids=list(BOMBS))
def bomb(request: pytest.FixtureRequest) -> str:
    """One kind of hostile text."""
    return BOMBS[request.param]


@pytest.fixture(scope="module")
def hostile(city: safetykit.Evaluation, bomb: str) -> safetykit.Evaluation:
    """The City's evaluation with two indicators and the bomb in every text."""
    checks = [
        attrs.evolve(check, findings=check.findings[:1])
        for check in city.audit.checks
        if check.findings
    ]
    audit = attrs.evolve(
        city.audit,
        checks=tuple(checks),
        evidence=city.audit.evidence[:2],
    )
    plan = attrs.evolve(
        poisoned(attrs.evolve(city.plan, transcription=None), bomb),
        title=bomb,
        actions=tuple(attrs.evolve(a, title=bomb) for a in city.plan.actions[:3]),
        priorities=tuple(attrs.evolve(p, title=bomb) for p in city.plan.priorities),
    )
    return attrs.evolve(
        city,
        plan=plan,
        headline=(bomb,),
        results=tuple(poisoned(result, bomb) for result in city.results[:1]),
        claims=tuple(poisoned(claim, bomb) for claim in city.claims),
        audit=poisoned(audit, bomb),
        sources=tuple(poisoned(source, bomb) for source in city.sources),
        unseen=(bomb,),
        quality=tuple(poisoned(finding, bomb) for finding in city.quality[:2]),
        populations=(bomb,),
        provenance=poisoned(city.provenance, bomb),
    )


class Reader(HTMLParser):
    """Collect what could run or leave the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in found}
        self.links |= {value or "" for name, value in found if name in {"href", "src"}}


def require_quiet(page: str) -> None:
    """Fail if a page could run something, ask for something, or hides something."""
    read = Reader(page)

    assert not read.tags & {"script", "img", "iframe", "object", "link", "form", "base", "b"}
    assert not {name for name in read.attributes if name.startswith("on")}
    assert all(link.startswith("#") for link in read.links)
    assert not HIDDEN.search(page)
    page.encode("utf-8")


def test_the_bomb_is_in(hostile: safetykit.Evaluation, bomb: str) -> None:
    """The texts are hostile where faces look: this test of tests cannot pass for want of them."""
    assert bomb == hostile.results[0].indicator.title == hostile.audit.title
    assert bomb == hostile.audit.findings[0].message == hostile.sources[0].attribution
    assert bomb == hostile.audit.frames[0].requirements[0].why


def test_page(hostile: safetykit.Evaluation) -> None:
    """Nothing on the page runs, nothing asks for anything, and nothing is hidden."""
    require_quiet(to_html(hostile))


def test_sheet(hostile: safetykit.Evaluation) -> None:
    """Nor on the sheet."""
    routes = Toolkit.built_in().only("victims").routes()

    require_quiet(to_area_sheet(hostile, routes=routes))


def test_markdown(hostile: safetykit.Evaluation) -> None:
    """As Markdown, with tables and HTML allowed, no text becomes a link, a picture or markup."""
    text = to_markdown(hostile)
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    read = Reader(page)

    assert not read.tags & {"script", "img", "a", "code", "pre", "title", "style"}
    assert not HIDDEN.search(text)
    text.encode("utf-8")


def test_document(hostile: safetykit.Evaluation, bomb: str) -> None:
    """The document is well-formed XML in all parts, opens, and holds no field.

    A link leads inside the document, and the foot of a page has the fields of its number alone.
    """
    data = render(make_report(hostile))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    opened = docx.Document(io.BytesIO(data))
    body = parts["word/document.xml"].decode("utf-8")

    assert all(etree.fromstring(p) is not None for n, p in parts.items() if n.endswith(".xml"))
    assert not re.search(r"<w:(fldSimple|instrText|object|altChunk)\b", body)
    assert not re.search(r'<w:hyperlink(?! w:anchor="\w+">)', body)
    assert not any(b"External" in part for name, part in parts.items() if name.endswith(".rels"))
    assert {b"PAGE", b"NUMPAGES"} == set(
        re.findall(rb"<w:instrText>([^<]*)<", b"".join(parts.values()))
    )
    assert not HIDDEN.search(body.replace("\r", ""))
    assert " ".join(visible(bomb).split())[:20] in " ".join(p.text for p in opened.paragraphs)


def test_terminal(hostile: safetykit.Evaluation) -> None:
    """In the terminal no text is a command or a style, and none is lost."""
    console = Console(file=io.StringIO(), width=200, force_terminal=True, no_color=True)
    with console.capture() as captured:
        print_evaluation(hostile, console)
        print_audit(hostile.audit, console)
    shown = re.sub(r"\x1b\[[\d;]*m", "", captured.get())

    assert not HIDDEN.search(shown)
    assert "\x1b]8;" not in captured.get()


def test_json(hostile: safetykit.Evaluation, bomb: str) -> None:
    """JSON keeps every text as it is, in signs that no reader takes for a control."""
    if "\ud800" in bomb:
        with pytest.raises(safetykit.InputError, match="a text that UTF-8 can hold"):
            to_json(prepare(hostile))
        return
    text = to_json(prepare(hostile))

    assert not re.search("[\x00-\x08\x0b-\x1f]", text)
    assert bomb == json.loads(text)["title"]


@pytest.mark.parametrize(
    "text", ["a\tb", "line\nline", "Ynys Môn – “£5”", "naïve", "\u0b95\u0bbe", "👍"]
)
def test_what_is_no_danger_is_kept(text: str) -> None:
    """Tabs, new lines, other scripts and signs stay as they are."""
    assert text == visible(text)
