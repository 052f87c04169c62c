"""The whole documentation as it is built, page by page. Takes some minutes.

The site is built with `nox -s docs`, or found at `SAFETYKIT_SITE`.
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


@pytest.fixture(scope="module")
def site(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    if found := os.environ.get("SAFETYKIT_SITE"):
        return Path(found)
    pytest.importorskip("furo", reason="NOT RUN: needs furo")
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "docs", str(out)]
    subprocess.run(command, cwd=ROOT, check=True)
    return out


@pytest.fixture(scope="module")
def address(site: Path, serve: Callable[[Path], Any]) -> Iterator[str]:
    """Where it is served."""
    with serve(site) as where:
        yield where


@pytest.fixture(scope="module")
def pages(site: Path) -> list[str]:
    """The pages of the site."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert len(found) > 100
    return [name for name in found if not name.startswith("_")]


def test_every_page(pages: list[str], address: str, window: Any) -> None:
    """Each loads in silence and breaks no rule of WCAG 2.2 A or AA."""
    broken = {}
    for name in pages:
        found = window.violations(window.open(f"{address}/{name}"))
        broken |= {name: found} if found else {}

    assert {} == broken


def test_every_page_dark(pages: list[str], address: str, window: Any) -> None:
    """Each can be read in the dark."""
    broken = {}
    for name in pages:
        found = window.violations(window.open(f"{address}/{name}", color_scheme="dark"))
        broken |= {name: found} if found else {}

    assert {} == broken


@pytest.mark.parametrize(("width", "scale"), [(320, 1), (640, 2)])
def test_every_page_small(
    width: int,
    scale: int,
    pages: list[str],
    address: str,
    window: Any,
    overflow: Callable[[Any], str],
) -> None:
    """None must be scrolled sideways, at 320 pixels or at twice the size."""
    wide = {}
    for name in pages:
        page = window.open(f"{address}/{name}", width=width, device_scale_factor=scale)
        if found := overflow(page):
            wide[name] = found

    assert {} == wide


def test_every_link_within_the_site(pages: list[str], site: Path) -> None:
    """Each leads to a file that is there."""
    lost = {}
    for name in pages:
        text = (site / name).read_text("utf-8")
        for link in set(re.findall(r'(?:href|src)="([^"#?]+)', text)):
            if not re.match(r"[a-z]+:", link) and not (site / name).parent.joinpath(link).exists():
                lost[f"{name}: {link}"] = "not there"

    assert {} == lost


def test_every_sheet_printed(pages: list[str], address: str, window: Any) -> None:
    """A sheet, explainer or checklist takes two pages of A4 at most, a guide with its ends four."""
    long = {}
    for name in pages:
        if name.startswith("toolkit/") and not name.endswith("index.html"):
            page = window.open(f"{address}/{name}")
            printed = page.pdf(prefer_css_page_size=True)
            count = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
            most = 4 if page.locator(".safetykit-choices").count() else 2
            long |= {name: count} if count > most else {}

    assert {} == long


def test_search(address: str, window: Any) -> None:
    """A question of a resident finds the page that answers it."""
    page = window.open(f"{address}/search.html?q=scam")
    first = page.locator("#search-results li a").first
    first.wait_for(timeout=10_000)

    assert "scam" in first.inner_text().casefold()
