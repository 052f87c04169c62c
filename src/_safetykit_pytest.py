"""The fixtures that pytest offers where safetykit is installed.

What belongs here: fixtures whose names start with `safetykit_`. What does not: an import of
safetykit at the top. pytest loads this file in every run, before a tool that measures coverage has
begun; what it imported would count as never run. So it stands beside the package, and each fixture
imports what it needs.

`-p no:safetykit` leaves the fixtures out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from safetykit.model import Plan
    from safetykit.records import Counts
    from safetykit.toolkit import Toolkit

__all__ = [
    "safetykit_counts",
    "safetykit_day",
    "safetykit_modules_dir",
    "safetykit_plan",
    "safetykit_toolkit",
]

_MANIFEST = """\
name = "{name}"
title = "{name}"
summary = "Written by a test."
version = "0"
api = [1, 1]
jurisdictions = ["england", "wales", "scotland", "northern_ireland"]
offers = [{offers}]
"""


pytest.register_assert_rewrite("safetykit.testing.contract", "safetykit.testing.strategies.edits")


@pytest.fixture
def safetykit_day() -> dt.date:
    """Return one day for everything that asks for one: no test needs to read the clock."""
    import datetime as dt

    return dt.date(2018, 6, 30)


@pytest.fixture
def safetykit_plan() -> Plan:
    """Return a small whole plan: a body that owns an action for a priority, and an indicator."""
    from safetykit.toolkit.checks import sample_plan

    return sample_plan()


@pytest.fixture
def safetykit_counts() -> Counts:
    """Return 24 months of burglaries in the area of `safetykit_plan`; it needs numpy."""
    from safetykit.testing.sample_counts import sample_counts

    return sample_counts()


@pytest.fixture
def safetykit_toolkit() -> Toolkit:
    """Return a toolkit of the built-in modules, whatever else is installed or chosen."""
    from safetykit.toolkit import Toolkit

    return Toolkit.built_in()


@pytest.fixture
def safetykit_modules_dir(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a module of data, and returns the folder for its toolkit.

    Call it with the module's name and the text of each content file by its name:
    `safetykit_modules_dir("harbourtown", facts="facts: ...", sources="sources: ...")`.
    """

    def write(name: str, **files: str) -> Path:
        content = tmp_path / "modules" / name / "content"
        content.mkdir(parents=True)
        for stem, text in files.items():
            (content / f"{stem}.yaml").write_text(text, encoding="utf-8")
        offers = ", ".join(f'"{stem}"' for stem in files if stem != "sources")
        manifest = _MANIFEST.format(name=name, offers=offers)
        (content.parent / "module.toml").write_text(manifest, encoding="utf-8")
        return tmp_path / "modules"

    return write
