"""Files that a plan includes: what is added, what is refused, and where everything stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.documents import dump, dumps, load, loads
from safetykit.documents.include import Sources
from safetykit.errors import DocumentError, SchemaVersionError

PLAN = """\
format: 1
include: [partners.yaml, shared/populations.yaml]
id: plan
title: A plan
area:
  name: Here
  populations: [{id: own, basis: resident, value: 5, year: 2017, source: x}]
partnership: {name: Partners}
period: {period: {start: "2017", end: "2018"}}
dated: October 2017
organisations:
  - {id: police, name: Police}
actions:
  - id: patrols
    title: Patrols
    owner: council
    commitments: []
"""
PARTNERS = """\
format: 1
organisations:
  # shared by every plan of the county
  - id: council
    name: Council
  - {id: probation, name: Probation}
cohorts: [{id: young, title: Young people, kind: community}]
"""
POPULATIONS = """\
format: 1
area:
  populations:
    - {id: workers, basis: worker, value: 9, year: 2017, source: x}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plan and two files that it includes."""
    home = tmp_path / "home"
    (home / "shared").mkdir(parents=True)
    (home / "plan.yaml").write_text(PLAN, "utf-8")
    (home / "partners.yaml").write_text(PARTNERS, "utf-8")
    (home / "shared" / "populations.yaml").write_text(POPULATIONS, "utf-8")
    return home


def replace(path: Path, old: str, new: str) -> None:
    """Replace a text in a file."""
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def test_lists_are_added(folder: Path) -> None:
    """The lists of included files stand behind the plan's own, and references lead to them."""
    plan = load(folder / "plan.yaml")

    assert ["police", "council", "probation"] == [o.id for o in plan.organisations]
    assert ["own", "workers"] == [p.id for p in plan.area.populations]
    assert ["young"] == [c.id for c in plan.cohorts]
    assert "council" == plan.action("patrols").owner


def test_places_name_the_right_file(folder: Path) -> None:
    """A value is placed in the file in which it stands, with its path there."""
    plan = load(folder / "plan.yaml")
    own, partners = str(folder / "plan.yaml"), str(folder / "partners.yaml")
    populations = str(folder / "shared" / "populations.yaml")

    assert isinstance(plan.origin, Sources)
    assert own == plan.origin.file
    assert f"{own}:12:5 (organisations[0])" == str(plan.place("organisations", 0))
    assert f"{partners}:4:5 (organisations[0])" == str(plan.place("organisations", 1))
    assert f"{partners}:6:21 (organisations[1].name)" == str(plan.place("organisations", 2, "name"))
    assert f"{populations}:4:7 (area.populations[0])" == str(plan.place("area", "populations", 1))
    assert f"{own}:11:1 (organisations)" == str(plan.place("organisations"))
    assert f"{partners}:7:11 (cohorts[0])" == str(plan.place("cohorts", 0))


def test_findings_name_the_right_file(folder: Path) -> None:
    """What an audit finds in an included file is placed there."""
    from safetykit.evaluation import audit

    replace(
        folder / "partners.yaml",
        "cohorts:",
        "actions: [{id: lamps, title: Lamps, priorities: [light], commitments: []}]\ncohorts:",
    )
    replace(folder / "plan.yaml", "actions:", "priorities: [{id: light, title: Light}]\nactions:")
    plan = load(folder / "plan.yaml")

    places = {str(f.place.file) for f in audit(plan, as_of=plan.as_of).findings}

    assert str(folder / "partners.yaml") in places


def test_written_whole(folder: Path, tmp_path: Path) -> None:
    """A plan is written as one document that includes nothing."""
    plan = load(folder / "plan.yaml")

    path = dump(plan, tmp_path / "whole.yaml")

    assert plan == load(path) == loads(dumps(plan, format="json"))
    assert "include" not in path.read_text("utf-8")


def test_text_has_no_folder() -> None:
    """A text that is not read from a file includes nothing."""
    with pytest.raises(DocumentError, match=r"^2:1 \(include\): .*no folder.* Load the plan from"):
        loads(PLAN)


@pytest.mark.parametrize(
    "name",
    ["../outside.yaml", "/etc/passwd", "a/../../outside.yaml", "C:\\x.yaml", "..\\x", "", "a\\b"],
)
def test_nothing_outside(name: str, folder: Path) -> None:
    """No name leads out of the folder of the plan, whether or not there is a file."""
    (folder.parent / "outside.yaml").write_text("format: 1\n", "utf-8")
    replace(folder / "plan.yaml", "[partners.yaml,", f"['{name}', partners.yaml,")

    with pytest.raises(DocumentError, match="in or under the folder of the plan") as caught:
        load(folder / "plan.yaml")

    assert "include[0]" == caught.value.problems[0].place.path
    assert 1 == len(caught.value.problems)


def test_links(folder: Path) -> None:
    """A link may lead anywhere in the folder, and not out of it nor round in a circle."""
    outside = folder.parent / "outside.yaml"
    outside.write_text("format: 1\n", "utf-8")
    (folder / "inside.yaml").symlink_to(folder / "partners.yaml")
    replace(folder / "plan.yaml", "[partners.yaml,", "[inside.yaml,")

    assert 3 == len(load(folder / "plan.yaml").organisations)

    (folder / "inside.yaml").unlink()
    (folder / "inside.yaml").symlink_to(outside)
    with pytest.raises(DocumentError, match="is a link that leads out of the folder"):
        load(folder / "plan.yaml")

    (folder / "inside.yaml").unlink()
    (folder / "inside.yaml").symlink_to(folder / "inside.yaml")
    with pytest.raises(DocumentError, match=r"cannot be (followed|read)"):
        load(folder / "plan.yaml")


@pytest.mark.parametrize("name", ["plan.yaml", "./plan.yaml"])
def test_no_circle(name: str, folder: Path) -> None:
    """A plan does not include itself, and no file twice."""
    replace(folder / "plan.yaml", "[partners.yaml,", f"[partners.yaml, {name}, ./partners.yaml,")

    with pytest.raises(DocumentError, match="is the plan itself or is included already") as caught:
        load(folder / "plan.yaml")

    assert ["include[1]", "include[2]"] == [p.place.path for p in caught.value.problems]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("include: [x.yaml]\n", r"partners\.yaml:8:1 \(include\): an included file cannot include"),
        ("title: x\n", r'partners\.yaml:8:1 \(title\): "title" cannot stand in an included file'),
        ("organisation: []\n", r'\(organisation\): .* Did you mean "organisations"\?'),
        ("priorities: 5\n", r"\(priorities\): expected a list, got 5"),
        ("area: 5\n", r"\(area\): expected a mapping of lists, got 5"),
        ("area: {name: x}\n", r'\(area\.name\): "name" cannot stand .* Known here: populations'),
        ("area: {populations: 5}\n", r"\(area\.populations\): expected a list, got 5"),
        ("risks: []\nrisks: []\n", r"partners\.yaml:9:1 \(risks\): the key"),
        (
            "groups: [{id: police, name: x}]\n",
            r'partners\.yaml:8:11 .*the id "police" is already '
            r"that of .*plan\.yaml:12:5 \(organisations\[0\]\)\.",
        ),
        ("groups: [{id: g}]\n", r'partners\.yaml:8:10 \(groups\[0\]\): the key "name" is missing'),
        ("risks: [{id: r, title: x, owner: elves}]\n", r'partners\.yaml:8:27 .*no "elves"'),
    ],
)
def test_what_an_included_file_must_not_hold(more: str, reason: str, folder: Path) -> None:
    """Whatever is wrong in an included file is told with its file and line, and once."""
    with (folder / "partners.yaml").open("a", encoding="utf-8") as stream:
        stream.write(more)

    with pytest.raises(DocumentError, match=reason) as caught:
        load(folder / "plan.yaml")

    assert len(caught.value.problems) == len({p.place for p in caught.value.problems})


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "[partners.yaml, shared/populations.yaml]",
            "partners.yaml",
            "expected a list of file nam",
        ),
        ("[partners.yaml,", "[5,", r"expected a list of file names, such as \[partners.yaml\]"),
        ("[partners.yaml,", "[nowhere.yaml,", "nowhere.yaml: cannot be read"),
        ("[partners.yaml,", "[shared,", "cannot be read: Is a directory"),
    ],
)
def test_names_that_are_none(old: str, new: str, reason: str, folder: Path) -> None:
    """A name that is no file is told, beside the other problems."""
    replace(folder / "plan.yaml", old, new)
    replace(folder / "plan.yaml", "title: A plan\n", "")

    with pytest.raises(DocumentError, match=reason) as caught:
        load(folder / "plan.yaml")

    assert 'the key "title" is missing' in str(caught.value)


def test_formats_of_included_files(folder: Path) -> None:
    """Each file says its own format, and a newer one is refused by name."""
    replace(folder / "partners.yaml", "format: 1\n", "")
    with pytest.raises(DocumentError, match=r'partners\.yaml:.*"format" is missing'):
        load(folder / "plan.yaml")

    (folder / "partners.yaml").write_text("format: 99\n", "utf-8")
    with pytest.raises(DocumentError, match="format 99 is newer") as caught:
        load(folder / "plan.yaml")
    assert str(folder / "partners.yaml") == caught.value.problems[0].place.file

    (folder / "partners.yaml").write_text("", "utf-8")
    with pytest.raises(DocumentError, match=r"partners\.yaml:1:1: there is nothing in it"):
        load(folder / "plan.yaml")


def test_newer_plan_is_refused_before_its_files_are_read(folder: Path) -> None:
    """A plan of a newer format may include what this version does not understand."""
    replace(folder / "plan.yaml", "format: 1", "format: 99")

    with pytest.raises(SchemaVersionError, match="format 99 is newer"):
        load(folder / "plan.yaml")


def test_lists_that_the_plan_spoils(folder: Path) -> None:
    """A plan whose own list is none is told so, and nothing is added to it."""
    replace(
        folder / "plan.yaml",
        "organisations:\n  - {id: police, name: Police}\n",
        "organisations: 5\n",
    )
    replace(
        folder / "plan.yaml",
        "area:\n  name: Here\n  populations: [{id: own, basis: resident, "
        "value: 5, year: 2017, source: x}]\n",
        "area: 7\n",
    )

    with pytest.raises(DocumentError, match=r"\(area\): expected a mapping") as caught:
        load(folder / "plan.yaml")

    assert "(organisations): expected a list" in str(caught.value)
