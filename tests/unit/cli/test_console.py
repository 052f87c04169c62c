"""Progress, colour, and what the start of the command line loads."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

for needed in ("click", "rich", "numpy"):
    pytest.importorskip(needed)

from safetykit.cli import console
from safetykit.records import Progress

HEAVY = {
    *("numpy", "scipy", "duckdb", "pint", "jinja2", "yaml", "cattrs", "pluggy", "openpyxl"),
    *("rich.console", "importlib.metadata"),
}
ROOT = Path(__file__).parents[3]


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def use_terminal(monkeypatch: pytest.MonkeyPatch, term: str = "xterm") -> Terminal:
    """Let stderr be a terminal; pytest has its own stream there until the test begins."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", term)
    return stream


def test_bar_of_a_long_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that takes longer than the patience shows a bar, and takes it away again."""
    terminal = use_terminal(monkeypatch)
    monkeypatch.setattr(console, "PATIENCE_SECONDS", 0.0)
    with console.progress_of("Reading [red]records") as progress:
        assert progress is not None
        progress(Progress(done=3, total=10, what="files"))
        time.sleep(0.3)

    assert "Reading [red]records" in terminal.getvalue()
    assert "3/10" in terminal.getvalue()


def test_short_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job of under a second shows nothing."""
    terminal = use_terminal(monkeypatch)
    with console.progress_of("Reading") as progress:
        assert progress is not None
        progress(Progress(done=3, total=10, what="files"))

    assert "Reading" not in terminal.getvalue()


def test_terminal_that_cannot_move(monkeypatch: pytest.MonkeyPatch) -> None:
    """With TERM=dumb there is no bar."""
    terminal = use_terminal(monkeypatch, "dumb")
    with console.progress_of("Reading") as progress:
        assert progress is None

    assert not terminal.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ({"TERM": "xterm"}, {"bold", "colour"}),
        ({"TERM": "xterm", "NO_COLOR": "1"}, {"bold"}),
        ({"TERM": "dumb"}, set()),
    ],
)
def test_colour(settings: dict[str, str], codes: set[str]) -> None:
    """A terminal gets colour, unless it cannot show it or nobody wants it."""
    text = in_terminal(["audit", str(ROOT / "examples/plans/city-of-london.yaml")], settings)
    found = set(re.findall(r"\x1b\[([0-9;]+)m", text)) - {"0"}
    colour = {"colour" for code in found if re.search(r"3\d", code)}

    assert codes == colour | {"bold" for code in found if code.startswith("1")}


def in_terminal(arguments: list[str], settings: dict[str, str]) -> str:
    """Run a command line in a terminal, and return what it shows."""
    import pty

    host, terminal = pty.openpty()
    known = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    command = [sys.executable, "-m", "safetykit", *arguments]
    with subprocess.Popen(command, stdout=terminal, env={**known, **settings}) as process:
        os.close(terminal)
        parts = []
        with contextlib.suppress(OSError):  # how a terminal says that it is closed
            while part := os.read(host, 65_536):
                parts.append(part)
        process.wait()
    os.close(host)
    return b"".join(parts).decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["--help"], set()),
        (["evaluate", "--help"], set()),
        (["x"], set()),
        (["--version"], {"importlib.metadata"}),
    ],
)
def test_start_is_cheap(arguments: list[str], needed: set[str]) -> None:
    """Help, and a word that is no command, load nothing that works or draws."""
    code = f"import sys; from safetykit.cli import run; run({arguments}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())

    assert needed == loaded & HEAVY
