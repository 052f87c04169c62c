"""A browser for tests: Chromium of the system, shut off from every network, and axe-core.

What belongs here: starting the browser, serving a folder on loopback, and what is watched on every
page. What does not: which pages there are (`made` for few, `site` for the whole documentation).
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
HERE = Path(__file__).parent
LOCAL = ("http://127.0.0.1:", "file:///", "data:", "about:")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
RUN_AXE = """async runOnly => {
    const options = {runOnly, resultTypes: ["violations"]};
    const found = await axe.run(document, options);
    return found.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.html.slice(0, 200)));
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that it runs where it is asked for."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


class Window:
    """Opens pages in one browser, one for each kind of reader, and notes what none should do.

    Attributes:
        complaints: Errors of the console and of scripts, dialogs, other windows, and requests that
            would have left this computer; none was let through.
    """

    def __init__(self, browser: Any, axe: str) -> None:
        self.complaints: list[str] = []
        self._browser, self._axe = browser, axe
        self._contexts: dict[str, Any] = {}

    def open(self, address: str, *, width: int = 1280, height: int = 900, **options: Any) -> Any:
        """Open a page; `options` are those of Playwright's `new_context`."""
        options |= {"viewport": {"width": width, "height": height}}
        known = repr(sorted(options.items()))
        if known not in self._contexts:
            self._contexts[known] = self._new_page(options)
        page = self._contexts[known]
        page.emulate_media(media="null", color_scheme=options.get("color_scheme", "light"))
        page.set_viewport_size(options["viewport"])
        page.goto("about:blank")  # or an address with an anchor would not load the page again
        page.goto(address)
        return page

    def violations(self, page: Any) -> list[str]:
        """Return what breaks WCAG 2.2 at A or AA on a page, as far as axe-core can tell."""
        return self._run_axe(page, {"type": "tag", "values": TAGS})

    def colour_violations(self, page: Any) -> list[str]:
        """Return what breaks the rules on colours: all that a dark page can break anew."""
        return self._run_axe(page, {"type": "rule", "values": COLOURS})

    def _run_axe(self, page: Any, rules: dict[str, Any]) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(self._axe)
        found: list[str] = page.evaluate(RUN_AXE, rules)
        return found

    def leave(self) -> None:
        """Leave all pages, so that none of them is still loading when its server is gone."""
        for page in self._contexts.values():
            page.goto("about:blank")

    def close(self) -> None:
        """Close all pages."""
        for page in self._contexts.values():
            page.context.close()

    def _new_page(self, options: dict[str, Any]) -> Any:
        context = self._browser.new_context(**options)
        context.route("**/*", self._guard)
        page = context.new_page()
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("dialog", self._dismiss)
        context.on("page", lambda other: self.complaints.append(f"window: {other.url}"))
        return page

    def _guard(self, route: Any) -> None:
        if route.request.url.startswith(LOCAL):
            route.continue_()
        else:
            self.complaints.append(f"request: {route.request.url}")
            route.abort()

    def _listen(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text} ({message.location.get('url')})")

    def _dismiss(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, or a loud skip where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="NOT RUN: needs playwright")
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"NOT RUN: browser tests need one of {', '.join(NAMES)}")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, as a Python package carries it."""
    pytest.importorskip("axe_playwright_python", reason="NOT RUN: needs axe-playwright-python")
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.fixture(scope="session")
def shared_window(browser: Any, axe: str) -> Iterator[Window]:
    """The window of all tests: to open one takes longer than most of them."""
    opened = Window(browser, axe)
    yield opened
    opened.close()


@pytest.fixture
def window(shared_window: Window) -> Iterator[Window]:
    """A window in which no test may leave a complaint behind."""
    shared_window.complaints.clear()
    yield shared_window
    shared_window.leave()

    assert [] == shared_window.complaints


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files, and logs nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer; a page without an icon is asked for one by every browser."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def serve(browser: Any) -> Callable[[Path], Any]:
    """Serve a folder on loopback, as a context that gives its address; not without a browser."""
    return _serving


@pytest.fixture(scope="session")
def overflow() -> Callable[[Any], str]:
    """Return a function that says by what a page is wider than its window; empty if by nothing."""

    def measure(page: Any) -> str:
        found: str = page.evaluate(
            """() => {
                const wide = document.scrollingElement.scrollWidth, room = window.innerWidth;
                if (wide <= room) return "";
                const out = [...document.querySelectorAll("body *")]
                    .filter(e => e.getBoundingClientRect().right > room + 1)
                    .map(e => e.outerHTML.slice(0, 120));
                return `${wide} px in ${room} px: ${out.slice(0, 3).join(" | ")}`;
            }"""
        )
        return found

    return measure
