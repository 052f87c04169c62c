"""The contract of modules: a class of tests over the checks, one for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.testing import ModuleContract
from safetykit.toolkit.checks import CODE_CHECKS, CONTENT_CHECKS

DAY = dt.date(2026, 11, 22)


def test_every_check_has_its_test() -> None:
    """A rule that `toolkit check` holds a module to cannot be missing from the contract."""
    tests = {name for name in vars(ModuleContract) if name.startswith("test_")}

    expected = {check.__name__ for check in (*CONTENT_CHECKS, *CODE_CHECKS)}
    assert {name.replace("check_", "test_", 1) for name in expected} == tests


def test_contract_without_a_module_or_a_day() -> None:
    """A class that does not say what it tests is told what to write."""

    class Nameless(ModuleContract):
        as_of = DAY

    class Timeless(ModuleContract):
        module = "road_safety"

    with pytest.raises(InputError, match=r'Nameless\.module.*Write module = "my_partnership"'):
        Nameless().test_facts_do_not_overlap()
    with pytest.raises(InputError, match=r"Timeless\.as_of.*Write as_of ="):
        Timeless().test_facts_do_not_overlap()


def test_module_of_data_alone(safetykit_modules_dir: Callable[..., Path]) -> None:
    """A folder of data is held to the same rules; its files are named where they are wrong."""
    folder = safetykit_modules_dir("plain", glossary="glossary:\n  - {term: quay}\n")

    class Plain(ModuleContract):
        module = "plain"
        as_of = DAY
        modules_dir = folder

    with pytest.raises(AssertionError, match=r"glossary\.yaml"):
        Plain().test_files_are_valid()
    with pytest.raises(pytest.skip.Exception, match="it has no code"):
        Plain().test_import_is_quick()
