"""Exit statuses: what each means, in the help, in the documentation, and in fact."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

for needed in ("click", "rich"):
    pytest.importorskip(needed)

from safetykit.cli import run
from safetykit.cli.options import EXITS

ROOT = Path(__file__).parents[3]
CITY = ROOT / "examples/plans/city-of-london.yaml"
PAGE = ROOT / "docs/reference/command-line.md"
BROKEN = 'name = "acme_water"\ntitle = "Water"\nversion = "1"\napi = [99, 99]\n'
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Run a command line; return its exit status, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a folder with a module that cannot be used."""
    (tmp_path / "acme_water" / "content").mkdir(parents=True)
    (tmp_path / "acme_water" / "module.toml").write_text(BROKEN, "utf-8")
    return tmp_path


def test_documented(shell: Shell) -> None:
    """The help and the page show the same statuses."""
    _, out, _ = shell("--help")
    rows = re.findall(r"^\| (\d+) \| (.+) \|$", PAGE.read_text("utf-8"), re.M)

    assert [str(number) for number, _ in EXITS] == [number for number, _ in rows]
    assert all(f"{number:<4} {words}" in out for number, words in EXITS)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--version",), 0),
        (("schema",), 0),
        (("audit", CITY), 1),
        (("audit", "nowhere.yaml"), 2),
        (("audit",), 2),
        (("audit", CITY, "--frame", "cda-1899"), 2),
        (("audt", CITY), 2),
    ],
)
def test_statuses(shell: Shell, arguments: tuple[object, ...], status: int) -> None:
    """Each status is what a run of that kind ends with."""
    assert status == shell(*arguments)[0]


@pytest.mark.parametrize("command", [("toolkit", "list"), ("audit", CITY)])
def test_a_fault_counts_only_if_asked(
    shell: Shell, broken: Path, command: tuple[object, ...]
) -> None:
    """A module that cannot be used is named on stderr, and with --strict it decides the status."""
    usual, _, _ = shell(*command)
    status, out, err = shell(*command, "--modules-dir", broken)
    strict, _, _ = shell(*command, "--modules-dir", broken, "--strict")

    assert (usual, 3) == (status, strict)
    assert out
    assert "safetykit: acme_water" in err


def test_rule_of_a_module_that_fails(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that raises costs its own checks; the audit goes on, and the rule is named."""
    from safetykit.toolkit import AuditRule, Toolkit

    def fail(plan: object, *, as_of: object) -> tuple[()]:
        raise ZeroDivisionError

    rule = AuditRule(codes=("acme.zero",), title="Fails", check=fail, owner="acme")
    monkeypatch.setattr(Toolkit, "rules", lambda _, **__: (rule,))
    status, out, err = shell("audit", CITY, "--fail-on", "never")
    strict, _, _ = shell("audit", CITY, "--fail-on", "never", "--strict")

    assert (0, 3) == (status, strict)
    assert "SK-A201" in out
    assert "acme.zero failed: ZeroDivisionError" in err


def test_stopped(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends in one word and 130."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("safetykit.documents.load", stop)
    status, out, err = shell("audit", CITY)

    assert (130, "") == (status, out)
    assert "safetykit: stopped." == err.strip()


def test_fault_of_safetykit(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What should never happen is owned up to; where it was is shown on request."""

    def fail(*_: object) -> None:
        raise LookupError("lost")

    monkeypatch.setattr("safetykit.documents.load", fail)
    status, out, err = shell("audit", CITY)
    monkeypatch.setenv("SAFETYKIT_TRACEBACK", "1")
    _, _, asked = shell("audit", CITY)

    assert (70, "") == (status, out)
    assert "this is a fault of safetykit: LookupError: lost." in err
    assert "Traceback" not in err
    assert "Traceback" in asked


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_encoding_that_lacks_a_character(tmp_path: Path, encoding: str) -> None:
    """In a pipe of another encoding, as on Windows, a character that it lacks ends nothing."""
    plan = tmp_path / "plan.yaml"
    title = "title: Safer City Partnership Strategy"
    plan.write_text(CITY.read_text("utf-8").replace(title, "title: Diogelwch Tŷ"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "safetykit", "audit", str(plan)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )

    assert (1, b"") == (done.returncode, done.stderr)
    assert b"Diogelwch T\\u0177" in done.stdout


def test_nothing_given() -> None:
    """Without arguments the help is shown, and the status is that of click."""
    done = subprocess.run(
        [sys.executable, "-m", "safetykit"], capture_output=True, text=True, check=False
    )

    assert done.returncode in {0, 2}
    assert "Exit status:" in done.stdout + done.stderr


@pytest.mark.parametrize("command", ["schema", "toolkit list"])
def test_disk_that_is_full(command: str) -> None:
    """Output that cannot be written is an error, and no traceback."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    line = f"{sys.executable} -m safetykit {command} > /dev/full"
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert (2, "safetykit: input or output: No space left on device.\n") == (
        done.returncode,
        done.stderr,
    )


@pytest.mark.parametrize("command", ["schema", "toolkit list"])
def test_reader_that_goes_away(command: str) -> None:
    """A closed pipe is no error, whoever writes to it."""
    for words in (command, f"{command} --help"):
        line = f"set -o pipefail; {sys.executable} -m safetykit {words} | true"
        done = subprocess.run(
            ["bash", "-c", line], capture_output=True, text=True, check=False, cwd=ROOT
        )

        assert not done.stderr
        assert done.returncode == 0
