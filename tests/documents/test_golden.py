"""Plans of every version of the format that was ever released can be read for ever.

The files in `golden/format-N/` are never changed: each is a document that somebody may hold.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.documents import PLAN_FORMAT, dumps, load, loads
from safetykit.serial import parse_plain, read_text

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("format-*/*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_can_be_read(path: Path) -> None:
    """An old plan is read, and comes back equal from the newest format."""
    plan = load(path)

    assert plan == loads(dumps(plan)) == loads(dumps(plan, format="json"))


@pytest.mark.parametrize("version", range(1, PLAN_FORMAT + 1))
def test_every_version_has_its_files(version: int) -> None:
    """There are a small and a full plan of each version, and they say so."""
    files = {path.stem: path for path in FILES if path.parent.name == f"format-{version}"}

    assert {"small", "full"} <= files.keys()
    assert {version} == {parse_plain(read_text(path))["format"] for path in files.values()}


def test_full_plan_says_what_it_said() -> None:
    """Reading an old plan with a newer version neither loses nor changes what it says."""
    plan = load(GOLDEN / "format-1" / "full.yaml")

    assert 24 == len(plan.headline_actions)
    assert 5 == len(plan.priorities)
    assert "nearly 9,000" in {str(p.value) for p in plan.area.populations}
    assert "will" == plan.action("safe-cycling").firmest
