"""A page as PDF, printed by a browser that is installed, or by WeasyPrint.

What belongs here: finding the printer and asking it. No browser is brought along.
"""

from __future__ import annotations

import os
import shutil
import subprocess  # a browser that is installed is run with fixed arguments
import tempfile
from pathlib import Path
from typing import Any, Final

from safetykit.errors import AnalysisError, MissingExtraError
from safetykit.extras import need

__all__ = ["find_printer", "html_to_pdf"]

BROWSERS: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
SECONDS: Final = 60
METHOD: Final = "print to PDF"


def find_printer() -> str:
    """Return the path of a browser that can print, `weasyprint`, or an empty text."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    return "weasyprint" if _weasyprint() else ""


def html_to_pdf(html: str) -> bytes:
    """Return a page as PDF. The page is not allowed to reach any network.

    Args:
        html: The whole page.

    Raises:
        MissingExtraError: Neither Chromium, Chrome or Edge nor WeasyPrint is installed.
        AnalysisError: The printer did not print.
    """
    printer = find_printer()
    if not printer:
        raise MissingExtraError("weasyprint", "pdf", "A PDF without Chromium, Chrome or Edge")
    if printer == "weasyprint":
        document = _weasyprint().HTML(string=html, url_fetcher=_no_network)
        return bytes(document.write_pdf())
    return _by_browser(printer, html)


def _by_browser(browser: str, html: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="safetykit-") as folder:
        page, out = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={out}",
            page.as_uri(),
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # the sandbox does not run as superuser
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  a browser found by name, and a page of our own
        except subprocess.TimeoutExpired as error:
            raise AnalysisError(METHOD, f"{browser} did not end in {SECONDS} s.") from error
        if done.returncode or not out.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            reason = said[-1] if said else f"it ended with {done.returncode}"
            raise AnalysisError(METHOD, f"{browser} printed nothing: {reason}")
        return out.read_bytes()


def _weasyprint() -> Any:
    try:
        return need("weasyprint", wanted_by="A PDF")
    except (MissingExtraError, OSError):  # OSError: its own libraries are not installed
        return None


def _no_network(url: str, *_: object, **__: object) -> Any:
    raise ValueError(f"a handout reaches no other file: {url}")
