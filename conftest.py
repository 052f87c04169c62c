"""Examples in docstrings and pages run as tests; a bare install leaves out what it lacks."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent
NEEDS = {
    "property": ("numpy", "duckdb", "hypothesis"),
    "published": ("numpy", "duckdb"),
    "unit/cli": ("numpy", "duckdb", "click", "rich"),
    "unit/reporting": ("numpy", "duckdb", "jinja2", "click"),
    "unit/records": ("numpy", "duckdb"),
    "unit/sphinxext": ("numpy", "duckdb", "sphinx", "myst_parser", "jinja2"),
    "unit/stats": ("numpy", "duckdb"),
    "unit/testing": ("numpy", "duckdb"),
}
LEFT_OUT = frozenset(
    ROOT / "tests" / part
    for part, modules in NEEDS.items()
    if not all(find_spec(module) for module in modules)
)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the tests of what is not installed; other folders skip file by file."""
    return True if collection_path in LEFT_OUT else None


def _enter(namespace: dict[str, Any]) -> None:
    """Run a page's examples in a folder of its own, in which `examples` is the repository's."""
    folder = Path(tempfile.mkdtemp(prefix="safetykit-docs-"))
    (folder / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    namespace["_folders"] = (Path.cwd(), folder)
    os.chdir(folder)


def _leave(namespace: dict[str, Any]) -> None:
    before, folder = namespace["_folders"]
    os.chdir(before)
    shutil.rmtree(folder)


def _write_plan(example: Any) -> None:
    """Keep a page's whole plan as the file that its first line names."""
    first, _, rest = str(example.parsed).partition("\n")
    if first.startswith("# ") and first.endswith(".yaml"):
        Path(first[2:]).write_text(rest, encoding="utf-8")


def _run_commands(example: Any) -> str | None:
    """Run the commands of a block, and compare what each prints with the lines below it."""
    for part in str(example.parsed).removeprefix("$ ").split("\n$ "):
        line, _, wanted = part.partition("\n")
        words = shlex.split(line)
        if words[0] != "safetykit":
            return f"a page runs safetykit, and not {words[0]}"
        command = [sys.executable, "-m", *words]
        done = subprocess.run(  # noqa: S603 - the commands of our own pages
            command, capture_output=True, text=True, check=False
        )
        got = done.stdout or done.stderr
        if not OutputChecker().check_output(wanted, got, ELLIPSIS | NORMALIZE_WHITESPACE):
            return f"{line}\nexpected:\n{wanted}\ngot:\n{got}"
    return None


if find_spec("sybil"):
    from sybil import Sybil
    from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser
    from sybil.parsers.rest import DocTestParser

    pytest_collect_file = (
        Sybil([DocTestParser(ELLIPSIS)], path="src", pattern="*.py", name="docstring")
        + Sybil(
            [
                PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
                CodeBlockParser("yaml", _write_plan),
                CodeBlockParser("console", _run_commands),
                SkipParser(),
            ],
            path="docs",
            pattern="*.md",
            setup=_enter,
            teardown=_leave,
            name="page",
        )
    ).pytest()


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> Any:
    """Look for no tests in a source file that is named: pytest would import it a second time.

    What the second copy defines is not what the rest of the package knows under its name. The
    examples in its docstrings are found without it.
    """

    class Source(pytest.Module):
        def collect(self) -> list[pytest.Item | pytest.Collector]:
            return []

    if module_path.is_relative_to(ROOT / "src"):
        return Source.from_parent(parent, path=module_path)
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the examples of one page together and in their order, whatever was shuffled."""
    pages: dict[str, list[pytest.Item]] = {}
    for item in items:
        if hasattr(item, "example"):
            pages.setdefault(str(item.path), []).append(item)
    ordered: list[pytest.Item] = []
    for item in items:
        if hasattr(item, "example"):
            ordered += sorted(pages.pop(str(item.path), []), key=_line)
        else:
            ordered.append(item)
    items[:] = ordered


def _line(item: Any) -> int:
    return int(item.example.line)
