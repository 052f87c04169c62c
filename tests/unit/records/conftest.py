"""Other people's record files, read once, and folders of made-up ones."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.quantities import Month, month_range
from safetykit.records import (
    POLICE_UK,
    AreaKey,
    AreaRule,
    Counts,
    DataSource,
    read_police_uk,
)
from safetykit.testing import plan_street_rows, write_police_uk_tree

SHARED = Path(os.environ.get("SAFETYKIT_SHARED") or Path(__file__).parents[4] / "shared")
FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")


def shared_folder(name: str) -> Path:
    """Return a folder of other people's files, or skip the test and say how to run it."""
    folder = SHARED / "data" / name
    if not folder.is_dir():
        pytest.skip(f"NOT RUN: no folder data/{name} under SAFETYKIT_SHARED (now {SHARED})")
    return folder


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Return the finder of folders of other people's files."""
    return shared_folder


@pytest.fixture(scope="session")
def city() -> Counts:
    """The counts of the City of London, all districts."""
    return read_police_uk(shared_folder("police-uk-city-of-london-street"))


@pytest.fixture(scope="session")
def lincolnshire() -> Counts:
    """The counts of Lincolnshire, all districts."""
    return read_police_uk(shared_folder("police-uk-lincolnshire-street"))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with three made-up months of one force."""
    rng = random.Random(7)
    plan = plan_street_rows(month_range(Month(2017, 1), Month(2017, 3)), rng=rng)
    write_police_uk_tree(tmp_path, plan, rng=rng)
    return tmp_path


@pytest.fixture
def make_counts() -> Callable[..., Counts]:
    """Return a maker of counts of one force from a list of figures for each category.

    A figure of None is one that was not reported.
    """

    def make(
        first: Month,
        *,
        source: DataSource = POLICE_UK,
        areas: tuple[AreaKey, ...] = (FORCE,),
        **series: list[int | None],
    ) -> Counts:
        names = tuple(name.replace("_", " ") for name in series)
        table: Any = np.array(list(series.values()), dtype=object).T
        cube = np.repeat(table[:, None, :], len(areas), axis=1)
        known = cube != np.array(None)
        return Counts(
            source=source,
            months=month_range(first, first + (len(table) - 1)),
            areas=areas,
            groups=names,
            values=np.where(known, cube, 0).astype(np.int64),
            reported=known,
        )

    return make
