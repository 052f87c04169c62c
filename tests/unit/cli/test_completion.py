"""What the Tab key offers: commands, options, words, modules, frames and plan files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

for needed in ("click", "rich"):
    pytest.importorskip(needed)

from click.shell_completion import ShellComplete

from safetykit.cli.main import cli

ROOT = Path(__file__).parents[3]


def offered(line: str) -> list[str]:
    """Return what is offered for the last word of a line."""
    *words, last = line.split(" ")
    shell = ShellComplete(cli, {}, "safetykit", "_SAFETYKIT_COMPLETE")
    return [item.value for item in shell.get_completions(words, last)]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("ev", ["evaluate"]),
        ("audit --fail-on w", ["warning"]),
        ("audit p.yaml --format ", ["text", "json"]),
        ("audit p.yaml --frame cda", ["cda-1998"]),
        ("sheet road", ["road_safety"]),
        ("toolkit check use_of", ["use_of_force"]),
        ("toolkit show nothing", []),
        ("sheet road_safety --jurisdiction s", ["scotland"]),
        ("audit p.yaml --modules-dir nowhere/", ["nowhere/"]),
    ],
)
def test_words(line: str, values: list[str]) -> None:
    """Words that begin so are offered, and no others."""
    assert values == offered(line)


def test_modules_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that was given is looked into; one that is not there offers nothing."""
    monkeypatch.setenv("SAFETYKIT_PLUGINS", "none")
    (tmp_path / "acme_water" / "content").mkdir(parents=True)
    manifest = 'name = "acme_water"\ntitle = "W"\nsummary = "W."\nversion = "1"\napi = [1, 1]\n'
    offers = 'jurisdictions = ["england"]\noffers = ["glossary"]\n'
    (tmp_path / "acme_water" / "module.toml").write_text(manifest + offers, "utf-8")

    assert ["acme_water"] == offered(f"toolkit show --modules-dir {tmp_path} ac")
    assert [] == offered("toolkit show --modules-dir nowhere ac")


def test_plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plan files are offered, and other files are not; folders are left to the shell."""
    monkeypatch.chdir(tmp_path)
    for name in ("plan.yaml", "plan.json", "plan.pdf", "other.yaml"):
        Path(name).touch()

    assert ["plan.json", "plan.yaml"] == offered("audit pl")
    assert ["./plan.json", "./plan.yaml"] == offered("diff other.yaml ./pl")
    Path("plans").mkdir()
    assert ["pl"] == offered("audit pl")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script(shell: str) -> None:
    """The script of each shell is printed."""
    done = subprocess.run(
        [sys.executable, "-c", "from safetykit.cli import run; run([])"],
        env={**os.environ, "_SAFETYKIT_COMPLETE": f"{shell}_source"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "_safetykit_completion" in done.stdout
    assert not done.stderr
