"""The front page keeps its promises: two command lines, and Python that runs."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MARKED = re.compile(r"<!-- ci: ([a-z-]+) -->\n```bash\n(.*?)```", re.S)


def python_blocks() -> list[str]:
    """Return the Python examples of the front page, in order."""
    return re.findall(r"```python\n(.*?)```", README, re.S)


def test_two_command_lines_are_marked_once_each() -> None:
    """A person, and the checks, find exactly one line for the main job and one for the tests."""
    assert ["main-job", "tests"] == [name for name, _ in MARKED.findall(README)]


@pytest.mark.parametrize("name", ["main-job", "tests"])
def test_command_is_one_line_that_starts_from_nothing(name: str) -> None:
    """Each line sets up its own environment, so it can be pasted into a fresh clone."""
    block = dict(MARKED.findall(README))[name]

    assert block.count("\n") == 1
    assert block.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_command_lines_come_before_everything_else() -> None:
    """Nobody scrolls to find how to run it."""
    first_heading = README.index("\n## ")

    assert all(match.end() < first_heading for match in MARKED.finditer(README))


def test_files_of_the_main_job_are_in_the_repository() -> None:
    """The main job reads nothing that a clone does not hold."""
    line = dict(MARKED.findall(README))["main-job"]
    paths = re.findall(r"examples/[\w./-]+", line)

    assert len(paths) == 2
    assert all((ROOT / path).exists() for path in paths)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_checks_take_the_lines_from_the_readme() -> None:
    """`.ci/run` holds neither line, so they cannot drift apart."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "pip install --quiet" not in re.sub(r"-c .*", "", script)
    assert "run_readme_line main-job" in script
    assert "run_readme_line tests" in script
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0


def test_first_example_has_at_most_six_statements() -> None:
    """What the library is for fits in six lines."""
    assert 1 <= len(ast.parse(python_blocks()[0]).body) <= 6


def test_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every example of the front page runs as it is printed there, in order."""
    for module in ("numpy", "scipy", "jinja2", "vl_convert"):
        pytest.importorskip(module)
    (tmp_path / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, object] = {}
    for block in python_blocks():
        exec(compile(block, "README.md", "exec"), namespace)

    assert capsys.readouterr().out.startswith("Theft from the person: 525 recorded in ")
    assert (tmp_path / "report.html").stat().st_size > 10_000


def test_links_lead_to_files_of_the_repository() -> None:
    """A relative link of a front page leads somewhere."""
    pages = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")]
    for page in pages:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (ROOT / link).exists(), f"{page.name} links to {link}"


def test_commands_are_those_of_the_command_line() -> None:
    """The front page shows no command and no option that is not there."""
    click = pytest.importorskip("click")
    pytest.importorskip("rich")
    from safetykit.cli.main import cli

    def walk(command: object, path: tuple[str, ...]) -> dict[str, set[str]]:
        if isinstance(command, click.Group):
            inner = [walk(c, (*path, name)) for name, c in command.commands.items()]
            return {name: options for found in inner for name, options in found.items()}
        return {" ".join(path): {o for p in command.params for o in p.opts}}

    block = re.search(r"```text\n(safetykit .*?)```", README, re.S)
    assert block is not None
    shown = {}
    for line in block[1].splitlines():
        name = re.match(r"safetykit [a-z]+( [a-z]+(-[a-z]+)*)?", line)
        assert name is not None, line
        shown[name[0]] = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", line))
    known = walk(cli, ("safetykit",))

    assert set(shown) <= set(known)
    for name, options in shown.items():
        assert options <= known[name], name


def test_extras_are_those_that_can_be_installed() -> None:
    """The table of extras is the project's, without those for developers."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    offered = set(settings["project"]["optional-dependencies"])
    table = README[README.index("## Install what you need") :]

    shown = set(re.findall(r"^\| `(\w+)` \|", table, re.M))

    assert shown == offered - {"docs", "lint", "test", "frames-test", "browser", "bench", "dev"}


def test_all_brings_everything_above_it() -> None:
    """`all` is the sum of the extras that stand above it in the table."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (brought,) = settings["project"]["optional-dependencies"]["all"]
    above = README[README.index("## Install what you need") : README.index("| `all` |")]

    shown = re.findall(r"^\| `(\w+)` \|", above, re.M)

    assert shown
    assert set(re.findall(r"\w+", brought.partition("[")[2])) == set(shown)


def test_both_front_pages_lead_to_the_same_guides() -> None:
    """What a visitor of the repository can find, a visitor of the site finds in the same order."""
    site = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    parts = [
        re.split(r"\n(?:## |```)", page.partition("## What it can do")[2])
        for page in (README, site)
    ]
    here, there = (re.findall(r"^\| ([a-z].*?) \|", part[0], re.M) for part in parts)

    assert len(here) > 10
    assert here == there


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_number_of_subjects_is_that_of_the_modules(page: str) -> None:
    """A front page promises facts on as many subjects as there are modules with facts."""
    from safetykit.toolkit import Offer, Toolkit

    modules = [m for m in Toolkit.built_in().modules if Offer.FACTS in m.offers]
    words = {16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty"}

    assert f"on {words[len(modules)]} subjects" in (ROOT / page).read_text(encoding="utf-8")


def test_table_says_what_each_extra_brings() -> None:
    """The libraries beside an extra are those that it installs, and none is left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    table = README[README.index("## Install what you need") :]
    rows = re.findall(r"^\| (?:`(\w+)`|none) \| [^|]* \| ([^|]*) \|$", table, re.M)
    lists = {"": project["dependencies"], **project["optional-dependencies"]}

    shown = {name: set(re.findall(r"[\w.-]+", brings.lower())) for name, brings in rows if brings}

    assert "" in shown
    assert len(shown) > 10
    for name, libraries in shown.items():
        wanted = {re.split(r"[<>=;\[]", item)[0] for item in lists[name]}
        spelt = {item.removesuffix("-python") for item in wanted} - {"safetykit"}

        assert spelt == libraries - {"on", "windows"}, name
