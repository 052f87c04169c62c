"""The pages that people read first: how to install, what stands where, and lists that are whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from safetykit import errors

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MADE = ("_build", "_generated", "toolkit", "plans", "api", "modules")


def written_pages() -> list[Path]:
    """Return the pages that people wrote, of the project and of what it starts for others."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "examples").rglob("*.md")]
    pages += (ROOT / "src/safetykit/cli/plugin_template").rglob("*.md.jinja")
    pages += [p for p in DOCS.rglob("*.md") if not set(MADE) & set(p.relative_to(DOCS).parts)]
    return pages


def test_nobody_is_told_to_install_another_project() -> None:
    """On the package index the name is somebody else's, so a page installs from a folder."""
    by_name = re.compile(r"pip install [^\n`]*(?<![\w./-])safetykit\b")
    told = [
        str(page.relative_to(ROOT))
        for page in written_pages()
        if by_name.search(page.read_text(encoding="utf-8"))
    ]

    assert ["docs/how-to/install.md"] == told


def test_install_page_warns_before_it_names_the_command() -> None:
    """Where the command by name is shown, the page has said that it brings something else."""
    text = (DOCS / "how-to/install.md").read_text(encoding="utf-8")

    assert 0 < text.index("belongs to another project") < text.index("`pip install safetykit`")


def test_every_page_is_in_the_order_of_the_site() -> None:
    """A page that is written can be found from the first one."""
    listed = set(
        re.findall(
            r"^(?:tutorials|how-to|explanation|reference)/[\w/.-]+$",
            (DOCS / "index.md").read_text(encoding="utf-8"),
            re.M,
        )
    )
    held = {
        page.relative_to(DOCS).with_suffix("").as_posix()
        for part in ("tutorials", "how-to", "explanation", "reference")
        for page in (DOCS / part).glob("*.md")
    }

    assert held <= listed


def rows_under(page: Path, heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading of a page, without its head."""
    text = page.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2]
    table = re.findall(r"^\|.*\|$", text.partition("\n## ")[0], re.M)
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in table[2:]]


def test_every_finding_on_records_is_explained() -> None:
    """Whoever looks up a code finds what it says and what was done about it."""
    pytest.importorskip("numpy")
    from safetykit.records import QualityCode

    rows = rows_under(DOCS / "reference/errors.md", "Findings on records")

    assert {code.value for code in QualityCode} == {code.strip("`") for code, _, _ in rows}
    assert len(rows) == len(QualityCode)
    assert all(found and became for _, found, became in rows)


def test_every_warning_is_explained() -> None:
    """The page on errors lists each warning that a program can meet."""
    warnings = {
        name
        for name in errors.__all__
        if isinstance(kind := getattr(errors, name), type) and issubclass(kind, Warning)
    }
    rows = rows_under(DOCS / "reference/errors.md", "Warnings")

    shown = {name for first, _ in rows for name in re.findall(r"errors\.(\w+)`", first)}

    assert warnings - {"SafetyKitWarning"} == shown


OTHER_SENSE = {"--area", "--title", "--period of convert"}  # two commands mean two things by them


def options_by_command() -> dict[str, set[str]]:
    """Return for each option the commands that take it, as the command line has them."""
    click = pytest.importorskip("click")
    pytest.importorskip("rich")
    from safetykit.cli.main import cli

    found: dict[str, set[str]] = {}

    def walk(command: Any, path: tuple[str, ...]) -> None:
        if isinstance(command, click.Group):
            for name, inner in command.commands.items():
                walk(inner, (*path, name))
            return
        for option in (p for p in command.params if isinstance(p, click.Option)):
            name = option.opts[-1]
            if not {name, f"{name} of {' '.join(path)}"} & OTHER_SENSE:
                found.setdefault(name, set()).add(" ".join(path))

    walk(cli, ())
    return found


def test_table_of_shared_options_is_whole() -> None:
    """An option that several commands share is in the table, with the commands that take it."""
    known = options_by_command()
    rows = rows_under(DOCS / "reference/command-line.md", "Options that several commands share")
    shown = {
        option: set(re.findall(r"`([a-z0-9 -]+)`", commands))
        for options, commands, _ in rows
        for option in re.findall(r"--[a-z-]+", options)
    }

    assert {name for name, commands in known.items() if len(commands) > 1} <= set(shown)
    assert {"schema"} == {c for all_ in known.values() for c in all_} - known["--format"]
    for option in set(shown) - {"--format", "--output"}:  # which are told of in words
        assert known[option] == shown[option], option


def test_words_of_the_glossary_stand_in_order() -> None:
    """A reader finds a word where the alphabet has it, and finds it once."""
    text = (DOCS / "reference/glossary.md").read_text(encoding="utf-8")

    words = re.findall(r"^([a-z][a-z ]*)\n  ", text, re.M)

    assert len(words) > 70
    assert sorted(set(words)) == words
