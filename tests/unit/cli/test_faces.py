"""The files that `evaluate` and `audit` write beside what they print."""

from __future__ import annotations

from pathlib import Path

import pytest

for needed in ("click", "rich", "numpy", "jinja2", "vl_convert", "docx"):
    pytest.importorskip(needed)

from safetykit.cli.main import run

ROOT = Path(__file__).parents[3]
CITY = str(ROOT / "examples/plans/city-of-london.yaml")
DATA = str(ROOT / "examples/data/city-of-london")


def test_evaluate_writes_what_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each option writes its file, and the last lines say where."""
    names = {"--html": "r.html", "--markdown": "r.md", "--docx": "r.docx", "--sheet": "s.html"}
    options = [word for k, name in names.items() for word in (k, str(tmp_path / name))]
    status = run(["evaluate", CITY, "--data", DATA, *options])
    last = capsys.readouterr().out.splitlines()[-4:]

    assert 0 == status
    assert all(str(tmp_path / name) in "\n".join(last) for name in names.values())
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!doctype html>")
    assert "# Safer City Partnership Strategy" in (tmp_path / "r.md").read_text("utf-8")
    assert (tmp_path / "r.docx").read_bytes().startswith(b"PK")
    assert "999" in (tmp_path / "s.html").read_text("utf-8")


def test_audit_writes_a_page_with_what_was_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An audit's page holds the promises of its plan; with JSON, stdout stays JSON."""
    page = tmp_path / "audit.html"
    run(["audit", CITY, "--format", "json", "--fail-on", "never", "--html", str(page)])
    printed = capsys.readouterr()

    assert 'id="promised"' in page.read_text("utf-8")
    assert printed.out.startswith("{")
    assert str(page) in printed.err


@pytest.mark.parametrize(
    ("option", "name", "words"),
    [
        ("--html", "r.pdf", "ends in .html, got 'r.pdf'. For a PDF, print the page"),
        ("--markdown", "r.HTML", "ends in .md, got 'r.HTML'."),
        ("--docx", "r.doc", "ends in .docx, got 'r.doc'."),
    ],
)
def test_name_of_another_format(
    option: str, name: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that ends as another format's does is refused before anything is read."""
    status = run(["audit", CITY, option, name])

    assert 2 == status
    assert words in capsys.readouterr().err


def test_name_with_a_dot_of_its_own(tmp_path: Path) -> None:
    """What follows a dot may be part of the name."""
    page = tmp_path / "report.2026"
    run(["audit", CITY, "--fail-on", "never", "--html", str(page)])

    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_schema_of_results(capsys: pytest.CaptureFixture[str]) -> None:
    """`schema --result` prints the schema of results."""
    status = run(["schema", "--result"])

    assert 0 == status
    assert '"maryland_cap"' in capsys.readouterr().out


def test_sheet_of_a_marked_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is made once a post is named that released it, and not before."""
    text = Path(CITY).read_text("utf-8")
    plan = tmp_path / "marked.yaml"
    plan.write_text(f"{text}\nmarking: OFFICIAL-SENSITIVE\n", "utf-8")
    asked = ["evaluate", str(plan), "--data", DATA, "--sheet", str(tmp_path / "s.html")]

    assert 2 == run(asked)
    assert "name the post that decided in released_by (--released-by)" in capsys.readouterr().err
    assert 0 == run([*asked, "--released-by", "Head of community safety"])
    assert "OFFICIAL-SENSITIVE" in (tmp_path / "s.html").read_text("utf-8")


def test_release_without_a_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    """A post is asked for by the sheet alone, so it is not taken in silence."""
    assert 2 == run(["evaluate", CITY, "--data", DATA, "--released-by", "Head of safety"])
    assert "--released-by goes with --sheet" in capsys.readouterr().err
