"""The whole documentation as it is built, page by page, in parts that can run side by side.

The site is built here, or found at `SAFETYKIT_SITE`: `nox -s site` builds it once and opens its
pages in as many browsers as there are cores. `-k part3` runs one part of the pages alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
PARTS = 16
KINDS = {  # a page of each kind
    "home": "index.html",
    "tutorial": "tutorials/evaluate-your-first-plan.html",
    "how-to": "how-to/use-your-own-records.html",
    "explanation": "explanation/dependencies.html",
    "method": "explanation/methods/rates.html",
    "interface": "reference/api/safetykit.quantities.html",
    "plan file": "reference/plan-file.html",
    "command line": "reference/command-line.html",
    "module": "reference/modules/road_safety.html",
    "plan": "plans/city-of-london.html",
    "subject": "toolkit/road_safety/index.html",
    "sheet": "toolkit/road_safety/england-sheet.html",
    "guide": "toolkit/use_of_force/england-after_force.html",
    "report": "safetykit-reports/city-of-london-safer-city-partnership.html",
    "search": "search.html?q=scam",
}


@pytest.fixture(scope="session")
def site(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    if found := os.environ.get("SAFETYKIT_SITE"):
        return Path(found)
    pytest.importorskip("furo", reason="NOT RUN: needs furo")
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "docs", str(out)]
    subprocess.run(command, cwd=ROOT, check=True)
    return out


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], Any]) -> Iterator[str]:
    """Where it is served."""
    with serve(site) as where:
        yield where


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """The pages of the site."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(found) > 100
    return [name for name in found if not name.startswith("_")]


@pytest.mark.parametrize("part", [f"part{number}" for number in range(PARTS)])
def test_every_page(
    part: str, pages: list[str], address: str, window: Any, overflow: Callable[[Any], str]
) -> None:
    """Each breaks no rule of WCAG 2.2 A or AA, light or dark, and needs no scrolling sideways."""
    broken = {}
    for name in pages[int(part.removeprefix("part")) :: PARTS]:
        page = window.open(f"{address}/{name}")
        found = [*window.violations(page), *_dark(page, window), *_narrow(page, overflow)]
        found += [*_long(page, name), *window.complaints]
        window.complaints.clear()
        broken |= {name: found} if found else {}

    assert {} == broken


def _dark(page: Any, window: Any) -> Iterator[str]:
    """Yield what cannot be read in the dark."""
    page.emulate_media(color_scheme="dark")
    yield from (f"dark: {words}" for words in window.colour_violations(page))
    page.emulate_media(color_scheme="light")


def _narrow(page: Any, overflow: Callable[[Any], str]) -> Iterator[str]:
    """Yield by what a page is too wide at twice the size, and on a phone."""
    for width in (640, 320):
        page.set_viewport_size({"width": width, "height": 900})
        if wide := overflow(page):
            yield wide


def _long(page: Any, name: str) -> Iterator[str]:
    """Yield how long a sheet is on A4: two pages at most, and four for a guide with its ends."""
    if name.startswith("toolkit/") and not name.endswith("index.html"):
        count = len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))
        if count > (4 if page.locator(".safetykit-choices").count() else 2):
            yield f"{count} pages on paper"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_page_on_a_phone(kind: str, address: str, window: Any) -> None:
    """A page of each kind breaks no rule at 320 pixels, where tables scroll and menus are shut."""
    page = window.open(f"{address}/{KINDS[kind]}", width=320, height=640)

    assert [] == window.violations(page)
    assert [] == list(_dark(page, window))


def test_every_link_within_the_site(pages: list[str], site: Path) -> None:
    """Each leads to a file that is there."""
    lost = {}
    for name in pages:
        text = (site / name).read_text("utf-8")
        for link in set(re.findall(r'(?:href|src)="([^"#?]+)', text)):
            if not re.match(r"[a-z]+:", link) and not (site / name).parent.joinpath(link).exists():
                lost[f"{name}: {link}"] = "not there"

    assert {} == lost


def test_search(address: str, window: Any) -> None:
    """A question of a resident finds the page that answers it."""
    page = window.open(f"{address}/search.html?q=scam")
    first = page.locator("#search-results li a").first
    first.wait_for(timeout=10_000)

    assert "scam" in first.inner_text().casefold()
