"""`safetykit toolkit check`: what it prints, what it keeps, and how it ends."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

MANIFEST = """\
name = "acme_water"
title = "Water safety"
summary = "Cold water."
version = "1"
api = [1, 1]
jurisdictions = ["england"]
offers = ["glossary"]
"""
SOURCES = "retrieved: 2026-11-22\nsources:\n  - {key: page, title: A page, publisher: Its owner}\n"
GLOSSARY = """\
glossary:
  - {term: RNLI, meaning: A charity., jurisdictions: [england], sources: [page],
     review_by: 2026-12-31}
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path) -> Run:
    """Return a function that checks the module of the folder."""
    pytest.importorskip("click")
    pytest.importorskip("rich")
    from safetykit.cli.main import run as command

    monkeypatch.setenv("SAFETYKIT_PLUGINS", "none")

    def shell(*words: str) -> tuple[int, str, str]:
        status = command(["toolkit", "check", "acme_water", "--modules-dir", str(folder), *words])
        out, err = capsys.readouterr()
        return status, out, err

    return shell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one module without code."""
    content = tmp_path / "modules" / "acme_water" / "content"
    content.mkdir(parents=True)
    (content.parent / "module.toml").write_text(MANIFEST)
    (content / "sources.yaml").write_text(SOURCES)
    (content / "glossary.yaml").write_text(GLOSSARY)
    return tmp_path / "modules"


def test_sound(run: Run) -> None:
    """What passed and what was not run is said, and counted."""
    status, out, _ = run("--as-of", "2026-12-31")

    assert 0 == status
    assert "passed    content is in date: 1 dates of review; none is before 2026-12-31" in out
    assert "not run   import is quick: The module is data in a folder; it has no code." in out
    assert out.splitlines()[-1].startswith("acme_water: 0 failed, ")


def test_failure_comes_first(run: Run) -> None:
    """A check that failed is shown first, and the command says so."""
    status, out, _ = run("--as-of", "2027-01-01")

    assert 1 == status
    assert (
        "failed    content is in date: glossary: RNLI was to be reviewed by 2026-12-31."
        == (out.splitlines()[0])
    )


def test_kept_as_json(run: Run, tmp_path: Path) -> None:
    """The record says when it was made, with what, and how each check came out."""
    record = tmp_path / "record.json"

    status, out, err = run("--as-of", "2027-01-01", "-o", str(record), "--format", "json")

    data = json.loads(record.read_text("utf-8"))
    assert 1 == status
    assert data == json.loads(out)
    assert f"The record is in {record}" in err
    assert (False, 1) == (data["passed"], data["counts"]["failed"])
    assert "2027-01-01" == data["content_as_of"]
    assert dt.datetime.now(tz=dt.UTC).date() - dt.date.fromisoformat(
        data["checked_on"]
    ) <= dt.timedelta(days=1)
    assert {"safetykit", "plugin API", "Python", "system"} == set(data["checked_with"])
    assert len(data["checks"]) == sum(data["counts"].values())


def test_kept_as_markdown(run: Run, tmp_path: Path) -> None:
    """The record for people has one row for each check, and nothing breaks its table."""
    record = tmp_path / "record.MD"

    run("--as-of", "2027-01-01", "-o", str(record))

    text = record.read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert text.startswith("# Checks of acme_water\n")
    assert "at least one check failed." in text
    assert (
        "| content is in date | failed | glossary: RNLI was to be reviewed by 2026-12-31. |" in rows
    )
    assert {4} == {row.replace("\\|", "").count("|") for row in rows}


def test_other_ending(run: Run, tmp_path: Path) -> None:
    """A record of another kind is refused before anything is run."""
    status, out, err = run("-o", str(tmp_path / "record.txt"))

    assert (2, "") == (status, out)
    assert "ends in .json or .md" in err


def test_misspelt(run: Run, folder: Path) -> None:
    """A module that is not there is an error of the call, with a suggestion."""
    folder.joinpath("acme_water").rename(folder / "acme_watr")

    status, _, err = run()

    assert 2 == status
    assert 'Did you mean "acme_watr"' in err
