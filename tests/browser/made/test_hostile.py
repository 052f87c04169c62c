"""A plan and a module with markup and script in every text run nothing, on any page."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

import safetykit
from safetykit.content import reading
from safetykit.toolkit import Toolkit

ROOT = Path(__file__).parents[3]
BOMB = (
    "\"'></title></style></textarea><script>window.__pwned = 1</script>"
    '<svg onload="window.__pwned = 2"><img src=x onerror="window.__pwned = 3">'
    '<a href="javascript:window.__pwned = 4">a</a>'
    '<iframe srcdoc="<script>top.__pwned = 5</script>"></iframe>'
    "<style>body { background: url(https://evil.example/c) }</style><base href=//evil.example>"
    "[b](javascript:window.__pwned=6) ![c](https://evil.example/i.png) {{ 7*7 }} `d` {raw}`<b>`"
)
MARK = "<script>window.__pwned = 1</script>"
OF_PLANS = {
    *("title", "what", "name", "note", "says", "context", "role", "reasons", "defects", "text"),
    *("aims", "vision", "document", "requires", "evaluates", "resource", "operation", "successor"),
}
OF_MODULES = {
    *("title", "words", "publisher", "label", "ask", "intro", "help", "where_else", "text", "why"),
    *("where_to_check", "value", "meaning", "term", "for_whom", "hours"),
}
MORE = {
    "explainers": {
        "title": "x",
        "questions": [{"ask": "x", "words": ["x"], "sources": ["byelaw"]}],
    },
    "checklists": {
        "title": "x",
        "for_whom": "x",
        "items": [{"id": "one", "text": "x", "why": "x", "sources": ["byelaw"]}],
    },
}
OFFERS = ("facts", "routes", "fact_sheets", "guides", "explainers", "checklists", "glossary")
LIMITS = {"jurisdictions": ["england"], "review_by": "2027-11-22"}
DIRECTIVES = {
    "module": "module} hostile",
    "sheet": "sheet} hostile.sheet",
    "guide": "guide} hostile.something_is_wrong",
    "explainer": "explainer} hostile.more",
    "checklist": "checklist} hostile.more",
    "glossary": "glossary} hostile",
    "routes": "routes} hostile",
    "plan": "plan} plan.yaml",
    "audit": "audit} plan.yaml",
    "evaluation": "evaluation} plan.yaml\n:data: counts",
}
PAGES = (
    *(f"site/{name}.html" for name in DIRECTIVES),
    *("report.html", "audit-report.html", "area-sheet.html", "pack.html", "diff.html"),
    *("handout-fact_sheets.html", "handout-guides.html", "handout-explainers.html"),
    "handout-checklists.html",
)
PROVOKE = """() => {
    for (const e of document.querySelectorAll("*"))
        for (const type of ["load", "error", "mouseover", "focus", "toggle", "animationstart"])
            e.dispatchEvent(new Event(type));
}"""
DANGERS = """() => [...document.querySelectorAll("*")].flatMap(e => [
    ...[...e.attributes].filter(a => a.name.startsWith("on")).map(a => a.name),
    ...["href", "src", "action", "xlink:href"].map(n => e.getAttribute(n) || "")
        .filter(v => /^\\s*(javascript|vbscript|data:text)/i.test(v)),
    ...(/evil/.test(getComputedStyle(e).backgroundImage) ? ["background"] : []),
    ...(e.matches("base, iframe, object, embed") ? [e.tagName] : []),
])"""


def poison(value: Any, prose: set[str], key: str = "") -> Any:
    """Return data in which every text that may be any text ends in the bomb."""
    if isinstance(value, dict):
        return {name: poison(held, prose, name) for name, held in value.items()}
    if isinstance(value, list):
        return [poison(item, prose, key) for item in value]
    return f"{value} {BOMB}" if isinstance(value, str) and key in prose else value


def write_module(folder: Path) -> None:
    """Write a module of data alone, from the example of a plugin, with the bomb in its texts."""
    content = folder / "hostile" / "content"
    content.mkdir(parents=True)
    source = ROOT / "examples/outside-plugin/src/safetykit_harbourtown/content"
    for name in ("facts", "routes", "fact_sheets", "guides", "sources"):
        text = (source / f"{name}.yaml").read_text("utf-8").replace("harbourtown.", "hostile.")
        data = poison(yaml.safe_load(text), OF_MODULES)
        for item in data["sources"] if name == "sources" else ():
            item["url"] = 'https://evil.example/"onmouseover="window.__pwned=7'
        (content / f"{name}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    for name, item in MORE.items():
        data = poison({name: [{"key": "hostile.more", **LIMITS, **item}]}, OF_MODULES)
        (content / f"{name}.yaml").write_text(json.dumps(data), "utf-8")
    terms = [{"term": BOMB, "meaning": BOMB, "sources": ["byelaw"], **LIMITS}]
    (content / "glossary.yaml").write_text(json.dumps({"glossary": terms}), "utf-8")
    manifest = (
        f"name = 'hostile'\ntitle = {json.dumps(BOMB)}\nsummary = {json.dumps(BOMB)}\n"
        f"version = '1'\napi = [1, 1]\njurisdictions = ['england']\noffers = {json.dumps(OFFERS)}\n"
    )
    (folder / "hostile" / "module.toml").write_text(manifest, "utf-8")


@pytest.fixture(scope="module")
def hostile_address(
    tmp_path_factory: pytest.TempPathFactory,
    build_site: Callable[..., list[str]],
    pages_of: Callable[..., dict[str, str]],
    serve: Callable[[Path], Any],
) -> Iterator[str]:
    """Where every kind of page with hostile texts is served.

    Files of content that hold markup are refused; that guard is taken away here, since a module
    with code of its own can answer with any text.
    """
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setattr(reading, "find_markup", lambda *_: [])
    folder = tmp_path_factory.mktemp("hostile")
    source, out = folder / "source", folder / "out"
    write_module(source / "modules")
    text = (ROOT / "examples/plans/city-of-london.yaml").read_text("utf-8")
    plan = poison(YAML(typ="safe").load(text), OF_PLANS)
    (source / "plan.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True), "utf-8")
    shutil.copytree(ROOT / "examples/data/city-of-london", source / "counts")
    conf = "safetykit_modules_dir = 'modules'\nexclude_patterns = ['modules', 'counts']\n"
    assert [] == build_site(source, out / "site", DIRECTIVES, conf)
    toolkit = Toolkit.discover(plugins=[], modules_dir=source / "modules")
    for name, text in pages_of(safetykit.load(source / "plan.yaml"), toolkit, "hostile").items():
        (out / f"{name}.html").write_text(text, "utf-8")
    monkeypatch.undo()
    with serve(out) as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs(name: str, hostile_address: str, window: Any) -> None:
    """The texts are there as texts; nothing runs, opens, asks or restyles.

    The policy that the pages carry is switched off: the escaping alone must hold.
    """
    page = window.open(f"{hostile_address}/{name}", bypass_csp=True)
    page.evaluate(PROVOKE)
    page.wait_for_timeout(50)

    assert page.evaluate("typeof window.__pwned") == "undefined"
    assert [] == page.evaluate(DANGERS)
    assert MARK in re.sub(r"\s+", " ", page.evaluate("document.body.textContent"))


@pytest.mark.parametrize("name", PAGES)
def test_it_can_still_be_read(
    name: str, hostile_address: str, window: Any, overflow: Callable[[Any], str]
) -> None:
    """Texts without a space to break at do not push a page out of a small window."""
    page = window.open(f"{hostile_address}/{name}", width=320, height=640)

    assert "" == overflow(page)
