"""The house rules that a machine can keep: names, sizes, docstrings and public names."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import safetykit
from safetykit.errors import MissingExtraError

ROOT = Path(safetykit.__file__).parent
FILES = sorted(path for path in ROOT.rglob("*.py"))
PACKAGES = sorted(
    name for _, name, is_package in pkgutil.walk_packages([str(ROOT)], "safetykit.") if is_package
)
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))


@each_file
def test_names_say_a_purpose(path: Path) -> None:
    """No module has a name under which anything can be put."""
    assert path.stem.strip("_") not in {"util", "utils", "helper", "helpers", "common", "misc"}


@each_file
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """Every module begins with a docstring."""
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@each_file
def test_no_file_is_too_long(path: Path) -> None:
    """No file has more than 500 lines."""
    assert 500 >= path.read_text("utf-8").count("\n")


@pytest.mark.parametrize("name", PACKAGES)
def test_public_names_exist_and_are_explained(name: str) -> None:
    """Every name that a package offers is there, once, and says what it is."""
    try:
        package = importlib.import_module(name)
        public = list(getattr(package, "__all__", ()))
        offered = {word: getattr(package, word) for word in public}
    except MissingExtraError as error:
        pytest.skip(str(error))
    silent = [
        word
        for word, found in offered.items()
        if (inspect.isclass(found) or inspect.isfunction(found)) and not inspect.getdoc(found)
    ]

    assert sorted(set(public)) == sorted(public)
    assert [] == silent
