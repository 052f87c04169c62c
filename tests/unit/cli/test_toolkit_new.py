"""`safetykit toolkit new`: every choice of the template, and the names that are refused."""

import ast
import datetime as dt
import importlib.util
import itertools
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("click")
pytest.importorskip("rich")

from safetykit.cli import toolkit_new
from safetykit.cli.main import run as command
from safetykit.cli.toolkit_new import make_module
from safetykit.content import ModuleContent
from safetykit.errors import InputError, MissingExtraError
from safetykit.toolkit import Toolkit, parse_manifest
from safetykit.toolkit.checks import check_module

DAY = dt.date(2026, 11, 22)
NATIONS = ("england", "wales", "scotland", "northern_ireland")
HAS_COPIER = importlib.util.find_spec("copier") is not None
with_copier = pytest.mark.skipif(not HAS_COPIER, reason="packages with code are made by copier")
CHOICES: list[Any] = [
    *({"kind": "data", "nation": nation} for nation in NATIONS),
    *(
        pytest.param(
            {"kind": "python", "nation": nation, "strategies": strategies}, marks=with_copier
        )
        for nation, strategies in itertools.product(NATIONS, (True, False))
    ),
]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line."""

    def shell(*words: str) -> tuple[int, str, str]:
        status = command(["toolkit", "new", *words])
        out, err = capsys.readouterr()
        return status, out, err

    return shell


@pytest.mark.parametrize(
    "answers", CHOICES, ids=lambda answers: "-".join(map(str, answers.values()))
)
def test_every_choice(tmp_path: Path, answers: dict[str, Any]) -> None:
    """Each choice gives files that can be read, and content in which nothing is wrong."""
    name = make_module("my-place", tmp_path / "made", today=DAY, answers=answers)

    files = {p.relative_to(tmp_path / "made").as_posix(): p for p in _files(tmp_path / "made")}
    (manifest,) = (path for file, path in files.items() if file.endswith("/module.toml"))
    said = parse_manifest(manifest.read_text("utf-8"))
    assert "my_place" == name == said.name
    assert answers["nation"] == said.jurisdictions[0].value
    assert () == ModuleContent(name, folder=manifest.parent / "content").problems()
    for path in files.values():
        text = path.read_text("utf-8")
        assert "{{" not in text
        assert "{%" not in text
        assert text == "" or text.endswith("\n")
        assert not text.endswith("\n\n")
        if path.suffix == ".py":
            assert ast.get_docstring(ast.parse(text))
        if path.suffix == ".toml":
            tomllib.loads(text)
    strategies = "src/my_place/strategies.py" in files
    assert answers.get("strategies", False) is strategies is bool(said.strategies)
    assert ("pyproject.toml" in files) is (answers["kind"] == "python")


def test_data_passes_its_check(tmp_path: Path) -> None:
    """A module of data passes its check untouched, with a title of awkward letters."""
    answers: dict[str, str | bool] = {"kind": "data", "title": "Tŷ & Môr's: 100% #1"}
    make_module("my-place", tmp_path / "made", today=DAY, answers=answers)
    toolkit = Toolkit.discover(plugins=[], modules_dir=tmp_path / "made" / "modules")

    report = check_module(toolkit, "my_place", as_of=DAY)

    assert [] == [o for o in report.outcomes if o.passed is False]
    assert "Tŷ & Môr's: 100% #1" == report.module.title


def test_made_up_fact_is_on_no_page(tmp_path: Path) -> None:
    """What the template makes up is not shown until a person has checked it."""
    make_module("my-place", tmp_path / "made", today=DAY, answers={"kind": "data"})
    toolkit = Toolkit.discover(plugins=[], modules_dir=tmp_path / "made" / "modules")

    (sheet,) = toolkit.fact_sheets(jurisdiction="england", as_of=DAY)

    assert [True] == [fact.check_by_person for fact in toolkit.facts()]
    assert ((),) == tuple(section.facts for section in sheet.sections)  # type: ignore[union-attr]  # a sheet


@with_copier
@pytest.mark.parametrize("answers", [{}, {"nation": "wales", "title": "Tŷ & Môr's: 100% #1"}])
def test_data_is_what_copier_writes(tmp_path: Path, answers: dict[str, str | bool]) -> None:
    """Filled in by safetykit or by copier, the files of a module of data are the same."""
    given: dict[str, str | bool] = {"kind": "data", **answers}
    template = Path(toolkit_new.__file__).parent / "plugin_template"

    make_module("my-place", tmp_path / "ours", today=DAY, answers=given)
    toolkit_new._copy(template, tmp_path / "theirs", _answers(given))

    assert 8 == len(_texts(tmp_path / "theirs"))
    assert _texts(tmp_path / "theirs") == _texts(tmp_path / "ours")


def test_without_copier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra a module of data is made all the same; a package says what it needs."""
    monkeypatch.setitem(sys.modules, "copier", None)

    made = make_module("my-place", tmp_path / "data", today=DAY, answers={"kind": "data"})

    assert "my_place" == made
    with pytest.raises(MissingExtraError, match=r"Starting a package with code.*\[template\]"):
        make_module("my-place", tmp_path / "package", today=DAY)
    assert not (tmp_path / "package").exists()


@pytest.mark.parametrize("kind", [pytest.param("python", marks=with_copier), "data"])
def test_command(run: Run, tmp_path: Path, kind: str) -> None:
    """The command says what it made, and the next command to type."""
    folder = tmp_path / "made"

    status, out, err = run("my-place", "-o", str(folder), "--kind", kind, "--title", "My place")

    assert (0, "") == (status, err)
    assert "safetykit toolkit check my_place" in out
    assert "# My place: a module" in (folder / "README.md").read_text("utf-8")


def test_folder_in_use(run: Run, tmp_path: Path) -> None:
    """A folder that holds something is left as it is."""
    (tmp_path / "note.txt").write_text("mine")

    status, _, err = run("my-place", "-o", str(tmp_path))

    assert 2 == status
    assert "expected a folder that is new or empty" in err
    assert ["note.txt"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("class", "words of letters and figures"),
        ("../up", "words of letters and figures"),
        ("7-dials", "words of letters and figures"),
        ("", "words of letters and figures"),
        ("json", "a name that is not taken"),
        ("safetykit", "a name that is not taken"),
    ],
)
def test_name(tmp_path: Path, name: str, expected: str) -> None:
    """A name that Python or safetykit uses, or that is none, is refused before anything is made."""
    with pytest.raises(InputError, match=expected):
        make_module(name, tmp_path / "made", today=DAY)

    assert not (tmp_path / "made").exists()


def test_name_of_an_installed_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module would clash with an installed one of its name."""
    monkeypatch.setattr("safetykit.cli.toolkit_new._taken", lambda: {"my_place"})

    with pytest.raises(InputError, match="Put the name of your place in front"):
        make_module("my-place", tmp_path / "made", today=DAY)


@pytest.mark.parametrize("title", ['a"b', "a\nb", "a\\b", "<b>", "{{ x }}", "x" * 101])
def test_title(tmp_path: Path, title: str) -> None:
    """A title that would break out of the files is refused before anything is made."""
    with pytest.raises(InputError, match="one line without quotes"):
        make_module("my-place", tmp_path / "made", today=DAY, answers={"title": title})

    assert not (tmp_path / "made").exists()


def _answers(given: dict[str, str | bool]) -> dict[str, str | bool]:
    return {**given, **toolkit_new._dates(DAY), "name": "my_place"}


def _texts(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in _files(folder)}


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
