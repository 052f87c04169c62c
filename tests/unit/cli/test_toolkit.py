"""`safetykit toolkit`: modules of a folder, what a module holds, and what is past its review."""

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
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the command line on no installed module."""
    pytest.importorskip("click")
    pytest.importorskip("rich")
    from safetykit.cli.main import run as command

    monkeypatch.setenv("SAFETYKIT_PLUGINS", "none")

    def shell(*words: str) -> tuple[int, str, str]:
        status = command(list(words))
        out, err = capsys.readouterr()
        return status, out, err

    return shell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one module without code."""
    content = tmp_path / "acme_water" / "content"
    content.mkdir(parents=True)
    (content.parent / "module.toml").write_text(MANIFEST)
    (content / "sources.yaml").write_text(SOURCES)
    (content / "glossary.yaml").write_text(GLOSSARY)
    return tmp_path


def test_list(run: Run, folder: Path) -> None:
    """A module of a folder is listed with its folder as the owner."""
    status, out, _ = run("toolkit", "list", "--modules-dir", str(folder), "--format", "json")

    (module,) = json.loads(out)
    assert (0, "acme_water", ["glossary"]) == (status, module["name"], module["offers"])
    assert f"the folder {folder / 'acme_water'}" == module["distribution"]


@pytest.mark.parametrize(("words", "status"), [([], 0), (["--strict"], 3)])
def test_broken_module(run: Run, folder: Path, words: list[str], status: int) -> None:
    """A module that cannot be used is named on stderr, and is a failure where that was asked."""
    (folder / "acme_water" / "hooks.py").write_text("raise SystemExit\n")

    got, _, err = run("toolkit", "list", "--modules-dir", str(folder), *words)

    assert status == got
    assert "acme_water/hooks.py: a module in a folder holds data and no code" in err


def test_no_such_folder(run: Run, tmp_path: Path) -> None:
    """A folder that is not there is an error of the call."""
    status, _, err = run("toolkit", "list", "--modules-dir", str(tmp_path / "nowhere"))

    assert 2 == status
    assert "expected a folder" in err


def test_show(run: Run, folder: Path) -> None:
    """All that a module holds is shown by kind."""
    status, out, _ = run("toolkit", "show", "acme_water", "--modules-dir", str(folder))

    assert 0 == status
    assert "Water safety (acme_water 1" in out
    assert "glossary\n  RNLI: A charity." in out


def test_show_json(run: Run, folder: Path) -> None:
    """The same, for programs."""
    words = ("--modules-dir", str(folder), "--format", "json", "--as-of", "2026-11-22")

    _, out, _ = run("toolkit", "show", "acme_water", *words)

    item = {"module": "acme_water", "kind": "glossary", "key": "RNLI", "title": "A charity.",
            "review_by": "2026-12-31"}  # fmt: skip
    assert [item] == json.loads(out)["content"]


def test_show_broken_content(run: Run, folder: Path) -> None:
    """Content that cannot be read is a fault with its place."""
    (folder / "acme_water" / "content" / "glossary.yaml").write_text(GLOSSARY + "  - {}\n")

    status, _, err = run("toolkit", "show", "acme_water", "--modules-dir", str(folder), "--strict")

    assert 3 == status
    assert "glossary.yaml:4" in err


def test_show_misspelt(run: Run, folder: Path) -> None:
    """A misspelt name is an error with a suggestion."""
    status, _, err = run("toolkit", "show", "acme_watr", "--modules-dir", str(folder))

    assert 2 == status
    assert 'Did you mean "acme_water"' in err


@pytest.mark.parametrize(
    "words",
    [
        ("toolkit", "check", "acme_water"),
        ("toolkit", "show", "acme_water"),
        ("sheet", "acme_water", "--jurisdiction", "england", "-o", "page.md"),
    ],
)
def test_module_of_a_folder_that_was_not_named(run: Run, words: tuple[str, ...]) -> None:
    """Who forgets the folder of a module is told of `--modules-dir`; who names one is not."""
    _, _, named = run(*words, "--modules-dir", str(Path(__file__).parent))
    status, _, err = run(*words)

    assert 2 == status
    assert "One that is a folder of data is found with --modules-dir. [SK-IN-001]" in err
    assert "found with --modules-dir" not in named


def test_title_that_would_steer_the_terminal(run: Run, folder: Path) -> None:
    """A control character of a module is shown as one, and reaches no terminal."""
    manifest = folder / "acme_water" / "module.toml"
    manifest.write_text(MANIFEST.replace("Water safety", r"\u009b31mWater \u202esafety"))
    glossary = folder / "acme_water" / "content" / "glossary.yaml"
    glossary.write_text(GLOSSARY.replace("RNLI", r'"\x9b31mRNLI"'))
    where = ("--modules-dir", str(folder))

    _, shown, _ = run("toolkit", "show", "acme_water", *where)
    _, stale, _ = run("toolkit", "stale", "--as-of", "2030-01-01", *where)

    assert "\ufffd31mWater \ufffdsafety (acme_water 1" in shown
    assert "2026-12-31  \ufffd31mRNLI" in stale


@pytest.mark.parametrize(("day", "number"), [("2026-12-31", 0), ("2027-01-01", 1)])
def test_stale(run: Run, folder: Path, day: str, number: int) -> None:
    """What is past its date of review on a day is listed, and counted."""
    words = ("toolkit", "stale", "--modules-dir", str(folder), "--as-of", day)

    status, out, _ = run(*words)
    _, data, _ = run(*words, "--format", "json")

    assert 0 == status
    assert f"{number} past review on {day}." in out
    assert number == out.count("2026-12-31  RNLI") == len(json.loads(data))


def test_a_folder_without_modules(run: Run, tmp_path: Path) -> None:
    """A folder that holds no module is said so, and the command goes on."""
    status, _, err = run("toolkit", "list", "--modules-dir", str(tmp_path))

    assert 0 == status
    assert f"{tmp_path}: holds no module, which is a folder with module.toml in it." in err
