"""Steps from one version of a format to the next, tried on a format of the test's own."""

from __future__ import annotations

from typing import Any

import pytest

from safetykit.documents import PLAN_FORMAT, dumps, loads, migrations, reading
from safetykit.documents.migrations import PLAN_UPGRADES, Upgrades
from safetykit.errors import DocumentError, InputError, Place, SchemaVersionError

PLAN = """\
format: 1
id: plan
name: A plan
area: {name: Here}
partnership: {name: Partners}
period: {period: {start: "2017", end: "2018"}}
dated: October 2017
"""


@pytest.fixture
def upgrades() -> Upgrades:
    """Three versions: the second calls the name a title, the third has one aim or more."""
    steps = Upgrades(newest=3)

    @steps.upgrades_from(1)
    def name_the_title(data: dict[str, Any]) -> dict[str, Any]:
        if "name" in data:
            data["title"] = data.pop("name")
        return data

    @steps.upgrades_from(2)
    def list_the_aims(data: dict[str, Any]) -> dict[str, Any]:
        return data | {"aims": data.get("aims", [])}

    return steps


def test_steps_are_walked(upgrades: Upgrades) -> None:
    """From the first version both steps are taken, from the second one, from the newest none."""
    newest = {"title": "x", "aims": []}

    assert newest == upgrades.upgrade({"name": "x"}, 1)
    assert newest == upgrades.upgrade({"title": "x"}, 2)
    assert newest == upgrades.upgrade(newest, 3)


def test_data_of_the_caller_stay(upgrades: Upgrades) -> None:
    """A step may change what it is given: that is a copy."""
    data = {"name": "x"}

    upgrades.upgrade(data, 1)

    assert {"name": "x"} == data


def test_upgrading_at_once_is_upgrading_by_steps(upgrades: Upgrades) -> None:
    """The way does not matter."""
    once = upgrades.upgrade({"name": "x", "aims": ["y"]}, 1)
    data: Any = {"title": "x", "aims": ["y"]}

    assert upgrades.upgrade(data, 2) == once


def test_newer_is_refused(upgrades: Upgrades) -> None:
    """A newer document is refused by name and place."""
    with pytest.raises(SchemaVersionError, match=r"a\.yaml:1: format 4 is newer") as caught:
        upgrades.upgrade({}, 4, place=Place(file="a.yaml", line=1))

    assert (4, 3) == (caught.value.found, caught.value.newest_known)


def test_missing_step() -> None:
    """A format whose steps are not complete is our fault, and is told."""
    with pytest.raises(InputError, match="expected a version with a step to the next, got 1"):
        Upgrades(newest=2).upgrade({}, 1)


@pytest.mark.parametrize("version", [0, 1, 3, 4])
def test_steps_that_cannot_be(upgrades: Upgrades, version: int) -> None:
    """There is one step from each version before the newest."""
    with pytest.raises(InputError, match="expected a version before 3 that has no step yet"):
        upgrades.upgrades_from(version)


def test_every_version_of_plans_can_be_read() -> None:
    """From each version of the format of plans there is a step to the next."""
    assert set(range(1, PLAN_FORMAT)) == set(PLAN_UPGRADES._steps)


def test_old_plan_is_read_and_its_problems_keep_their_places(
    upgrades: Upgrades, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan of an old format is upgraded while it is read; places are those of its text."""
    monkeypatch.setattr(reading, "PLAN_FORMAT", 3)
    monkeypatch.setattr(reading, "PLAN_UPGRADES", upgrades)

    plan = loads(PLAN)

    assert "A plan" == plan.title
    assert "5:1 (partnership)" == str(plan.place("partnership"))
    with pytest.raises(DocumentError, match=r"^7:1 \(dated\)"):
        loads(PLAN.replace("October", "Octember"))


def test_written_in_the_newest_format() -> None:
    """A plan is written in the newest format, whatever it was read from."""
    plan = loads(PLAN.replace("name: A plan", "title: A plan"))

    assert dumps(plan).startswith(f"format: {migrations.PLAN_FORMAT}\n")
