"""Each kind of page, as people use it: large, small, enlarged, dark, printed, without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SITE = (
    *("index", "module", "sheet", "guide", "explainer", "checklist", "glossary", "routes"),
    *("plan", "audit", "evaluation", "codes", "search"),
)
SINGLE = (
    *("report", "audit-report", "area-sheet", "pack", "diff", "handout-fact_sheets"),
    *("handout-guides", "handout-explainers", "handout-checklists"),
)
PAGES = (*(f"site/{name}.html" for name in SITE), *(f"{name}.html" for name in SINGLE))
APP = ("/", "/scam/england", "/stopping", "/stopping?speed=70&surface=wet", "/scam/nowhere")
SHEETS = (
    *("site/sheet.html", "site/guide.html", "site/explainer.html", "site/checklist.html"),
    *("area-sheet.html", "handout-fact_sheets.html", "handout-guides.html"),
    *("handout-explainers.html", "handout-checklists.html"),
)
DARK = {"color_scheme": "dark"}
BACKGROUND = """() => {
    const shown = [document.body, document.documentElement]
        .map(e => getComputedStyle(e).backgroundColor)
        .find(c => !c.endsWith(", 0)"));
    return Math.max(...(shown || "rgb(255, 255, 255)").match(/\\d+/g).slice(0, 3).map(Number));
}"""


@pytest.mark.parametrize("name", PAGES)
def test_as_it_opens(name: str, address: str, window: Any) -> None:
    """It loads in silence, asks nobody for anything, and breaks no rule of WCAG 2.2 A or AA."""
    page = window.open(f"{address}/{name}")

    assert [] == window.violations(page)


@pytest.mark.parametrize("name", PAGES)
def test_dark(name: str, address: str, window: Any) -> None:
    """Whoever asks for dark pages gets one, and can read it."""
    page = window.open(f"{address}/{name}", **DARK)

    assert page.evaluate(BACKGROUND) < 80
    assert [] == window.violations(page)


@pytest.mark.parametrize("name", PAGES)
def test_small_and_enlarged(
    name: str, address: str, window: Any, overflow: Callable[[Any], str]
) -> None:
    """Neither at 320 pixels nor at twice the size must a reader scroll sideways."""
    small = window.open(f"{address}/{name}", width=320, height=640)
    enlarged = window.open(f"{address}/{name}", width=640, height=450, device_scale_factor=2)

    assert ["", ""] == [overflow(small), overflow(enlarged)]


@pytest.mark.parametrize("name", PAGES)
def test_without_script(name: str, address: str, window: Any) -> None:
    """Every word is there without script; search alone needs one, and says so."""
    read = [
        window.open(f"{address}/{name}", **options).locator("h1, h2, h3, p, li, td, th, dt, dd")
        for options in ({}, {"java_script_enabled": False})
    ]
    shown = [{" ".join(text.split()) for text in found.all_inner_texts()} for found in read]

    assert shown[1]
    if name == "site/search.html":
        assert any("JavaScript" in text for text in shown[1])
    else:
        assert set() == shown[0] - shown[1]


@pytest.mark.parametrize("name", SHEETS)
def test_printed(name: str, address: str, window: Any) -> None:
    """A page to hand out takes at most one sheet of A4, both sides, and shows no menu."""
    page = window.open(f"{address}/{name}")
    printed = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="print")

    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 2
    assert not page.locator("nav:visible, .sidebar-drawer:visible, .toc-drawer:visible").count()


def test_a_printed_card_keeps_its_chart(address: str, window: Any) -> None:
    """On paper the title, the labels and the sentence of an indicator stay with its chart."""
    page = window.open(f"{address}/report.html")
    page.emulate_media(media="print")
    ask = "found => found.map(e => getComputedStyle(e)).map(s => [s.breakAfter, s.breakInside])"
    head = ".card > h3:has(+ .tags), .card > .tags"

    assert {"avoid"} == {after for after, _ in page.eval_on_selector_all(head, ask)}
    assert [["avoid", "avoid"]] * 7 == page.eval_on_selector_all(".card > .tags + .lead", ask)


@pytest.mark.parametrize("name", ["report.html", "pack.html", "handout-fact_sheets.html"])
def test_from_a_folder(name: str, made: Path, window: Any) -> None:
    """A page that was sent by e-mail is opened as a file, and is all there."""
    page = window.open((made / name).as_uri())

    assert page.locator("h1").count() == 1


def test_search(address: str, made: Path, window: Any) -> None:
    """Search finds a page by its words, served or from a folder, without any other computer."""
    for top in (address, made.as_uri()):
        page = window.open(f"{top}/site/search.html?q=penalty")
        page.locator("#search-results li a").first.wait_for(timeout=5000)

        assert "sheet" in page.locator("#search-results li a").first.get_attribute("href")
        page.evaluate("localStorage.clear()")  # or every page marks what was searched for
    # a browser lets no page from a folder read another: only the excerpts below a result are lost
    lost = ("Failed to fetch", "file:///")
    window.complaints[:] = [c for c in window.complaints if not any(w in c for w in lost)]


@pytest.mark.parametrize("path", APP)
def test_application(
    path: str, app_address: str, window: Any, overflow: Callable[[Any], str]
) -> None:
    """The example application keeps to the same rules as the pages."""
    light = window.open(f"{app_address}{path}")
    found = window.violations(light)
    dark = window.open(f"{app_address}{path}", **DARK)
    found += window.violations(dark)
    small = window.open(f"{app_address}{path}", width=320, height=640)
    if path == "/scam/nowhere":  # it is refused, as it should be
        window.complaints[:] = [c for c in window.complaints if "status of 400" not in c]

    assert [] == found
    assert dark.evaluate(BACKGROUND) < 80
    assert "" == overflow(small)
