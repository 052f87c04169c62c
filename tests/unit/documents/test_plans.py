"""Plan files: every wrong one is a clear error with its place."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from safetykit.documents import PLAN_FORMAT, dump, dumps, load, loads
from safetykit.errors import DocumentError, InputError, SchemaVersionError
from safetykit.serial import Text, parse_plain

BASE = """\
format: 1
id: plan
title: A plan
area: {name: Here}
partnership: {name: Partners}
period:
  period: {start: "2017", end: "2018"}
dated: October 2017
"""
LINES = BASE.count("\n")


def test_smallest_plan() -> None:
    """A plan with nothing but its required keys is read, and knows its lines."""
    plan = loads(BASE)

    assert "A plan" == plan.title
    assert "6:1 (period)" == str(plan.place("period"))
    assert plan == loads(dumps(plan))
    assert plan == loads(dumps(plan, format="json"))
    assert PLAN_FORMAT == json.loads(dumps(plan, format="json"))["format"]


def test_json_is_read_alike() -> None:
    """The same plan in JSON is the same plan, with places in the JSON."""
    content = json.dumps(parse_plain(Text(content=BASE)), indent=1)

    assert loads(BASE) == loads(content)
    assert "4:2 (title)" == str(loads(content).place("title"))


@pytest.mark.parametrize("name", ["plan.yaml", "plan.json", "plan.JSON", "plan"])
def test_files_come_back(name: str, tmp_path: Path) -> None:
    """A plan that was written is read back equal, in both notations."""
    plan = loads(BASE)

    path = dump(plan, tmp_path / name)

    assert plan == load(path)
    assert name.lower().endswith("json") is path.read_text("utf-8").startswith("{")
    assert f"{path}:3:" in str(load(path).place("title")) or "json" in name.lower()


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("titel: x\n", r'9:1 \(titel\): unknown key "titel"\. Did you mean "title"\?'),
        ("origin: x\n", r'9:1 \(origin\): unknown key "origin"\. Known here: id, title'),
        ("title: y\n", r'9:1 \(title\): the key "title" stands here twice'),
        ("audiences: residents\n", r"9:1 \(audiences\): expected a list, got 'residents'"),
        ("audiences: [elves]\n", r"9:13 \(audiences\[0\]\): expected one of residents, "),
        ("vision: 5\n", r"9:1 \(vision\): expected a text, got 5\. Put it in quotes\."),
        ("vision: .nan\n", r"9:9 \(vision\): \.nan is not a number"),
        ("vision:\n\tx: 1\n", r"10:1: not YAML: .*Tabs cannot indent"),
        ("vision: &a x\n", r"9:9: anchors"),
        ("vision: !!python/name:os.system x\n", r"9:9: tags"),
        ("actions: [null]\n", r"9:11 \(actions\[0\]\): expected a mapping of keys to values"),
        ("groups: [{id: g, name: n, planned: 'false'}]\n", r"planned\): expected true or false"),
        ("themes: [{id: T, title: x}]\n", r"9:11 \(themes\[0\]\.id\): expected an id of at most"),
        (
            "themes: [{id: t, title: x}, {id: t, title: y}]\n",
            r'9:30 \(themes\[1\]\.id\): the id "t" is already that of themes\[0\]\.',
        ),
        (
            "organisations: [{id: police, name: P}]\n"
            "duties: [{id: d, instrument: x, requires: y, falls_on: [polise]}]\n",
            r'10:57 \(duties\[0\]\.falls_on\[0\]\): there is no "polise" in organisations, '
            r'to which this refers\. Did you mean "police"\?',
        ),
        (
            "claims: [{id: c, says: s, subject: t, value: 12, rank: '1'}]\n",
            r"claims\[0\]\.rank\): expected a whole number, got '1'\. Remove the quotes",
        ),
        (
            "claims: [{id: c, says: s, subject: t, value: 12, rank: 0}]\n",
            r"claims\[0\]\.rank\): expected a whole number from 1, got 0",
        ),
        (
            "claims: [{id: c, says: s, subject: t, value: 12, unit: elf}]\n",
            r"claims\[0\]\.unit\): expected a unit that safetykit knows, got 'elf'",
        ),
        ("achievements: [{id: a, title: b, titel: c}]\n", r'titel\): unknown key "titel"'),
        (
            "schedules: [{id: s, title: t, period: {}, items: [{what: x, quarter: 5}]}]\n",
            r"items\[0\]\.quarter\): expected a quarter from 1 to 4, got 5\.( |$)",
        ),
        (
            "schedules: [{id: s, title: t, period: {}, first_month: 13}]\n",
            r"first_month\): expected a month from 1 to 12, got 13",
        ),
        (
            "claims: [{id: c, says: s, subject: t, value: 2, ratio: {of: c, to: c, per: 0}}]\n",
            r"ratio\.per\): expected a whole number from 1, got 0",
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_one_thing_wrong(more: str, reason: str, end: str, tmp_path: Path) -> None:
    """One thing that is wrong is one problem, with its file, line, column and path."""
    path = tmp_path / "plan.yaml"
    path.write_bytes((BASE + more).replace("\n", end).encode())

    with pytest.raises(DocumentError, match=reason) as caught:
        load(path)

    problems = caught.value.problems
    assert 1 == len(problems)
    assert str(path) == problems[0].place.file
    assert LINES < (problems[0].place.line or 0)


def test_everything_wrong_with_one_object() -> None:
    """An id, a rank and an unknown key of one claim are three problems, told at once."""
    claim = "claims: [{id: No Id, says: s, subject: t, value: 12, rank: 0, titel: x}]\n"

    with pytest.raises(DocumentError, match=r"id\): expected an id") as caught:
        loads(BASE + claim)

    paths = [problem.place.path for problem in caught.value.problems]
    assert ["claims[0].id", "claims[0].rank", "claims[0].titel"] == paths


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("format: 1\n", "", r'^1:1 \(format\): the key "format" is missing\. Begin the file'),
        (
            "format: 1",
            "format: '1'",
            r"^1:1 \(format\): expected the number of the format, got '1'",
        ),
        ("format: 1", "format: 1.0", r"^1:1 \(format\): .* got 1\.0"),
        ("format: 1", "format: true", r"^1:1 \(format\): .* got True"),
        ("format: 1", "format: 0", r"^1:1 \(format\): .* got 0"),
        ("title: A plan\n", "", r'^1:1: the key "title" is missing\. What the plan is called on '),
        ("October 2017", "2017-02-31", r"^8:1 \(dated\): .*There is no such day in the calendar"),
        ('"2018"', '"2016"', r"^7:3 \(period\.period\): .*an end that is not before the start"),
        (
            "{name: Here}",
            "null",
            r"^4:1 \(area\): expected a mapping of keys to values, got nothing",
        ),
        ("id: plan", "id: 5", r"^2:1 \(id\): expected a text, got 5"),
        ("id: plan", "id: Plan", r"^2:1 \(id\): expected an id of at most 80 characters"),
    ],
)
def test_one_thing_changed(old: str, new: str, reason: str) -> None:
    """A key that is wrong or missing is one problem with its place."""
    with pytest.raises(DocumentError, match=reason) as caught:
        loads(BASE.replace(old, new))

    assert 1 == len(caught.value.problems)


def test_newer_format() -> None:
    """A newer format is an error of its own, whatever else the file holds."""
    with pytest.raises(SchemaVersionError, match="format 2 is newer than this version") as caught:
        loads("format: 2\nanything: {goes: here}\n")

    assert (2, PLAN_FORMAT) == (caught.value.found, caught.value.newest_known)
    assert "1:1 (format)" == str(caught.value.problems[0].place)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", r'^1:1: there is nothing in it\. Begin with "format: 1"\.'),
        ("# nothing\n", r"^1:1: there is nothing in it"),
        ("[]", r"^1:1: expected a plan, which is a mapping of keys to values"),
        ("- a\n", r"^1:1: expected a plan"),
        ("5", r"^1:1: expected a plan"),
        ("words", r"^1:1: expected a plan"),
        ("- .nan", r"^1:3 \(\[0\]\): \.nan is not a number"),
        ("{", r"^2:1: not YAML|^1:\d: not YAML"),
        ('{"format": 1, "format": 1}', r'\n1:15 \(format\): the key "format" stands here twice'),
    ],
)
def test_not_a_plan_at_all(content: str, reason: str) -> None:
    """A file that holds something else is refused at its beginning."""
    with pytest.raises(DocumentError, match=reason):
        loads(content)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ((BASE + "vision: é\n").encode("latin-1"), r":9:9: byte 0xe9 is not UTF-8"),
        (BASE.encode("utf-16"), r":1:1: byte 0xff is not UTF-8"),
        (BASE.encode("utf-16-le"), r":1:2: byte 0x00 belongs in no text"),
        (b"\0" + BASE.encode(), r":1:1: byte 0x00 belongs in no text"),
        (b"#" * 10_000_001, r"is over the size limit of 10,000,000 bytes"),
    ],
)
def test_bytes_that_are_no_text(raw: bytes, reason: str, tmp_path: Path) -> None:
    """Bytes that are no UTF-8, and too many of them, are document errors."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(raw)

    with pytest.raises(DocumentError, match=reason):
        load(path)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "plan.xlsx",
            r"a workbook, and .* “safetykit convert plan.xlsx plan.yaml” makes a plan of it\. \[",
        ),
        ("Plan.CSV", r"a table of actions, and .* convert Plan.CSV plan.yaml --id ID"),
        ("plan.pdf", r"a document for people, and .* Write it out as YAML first"),
    ],
)
def test_what_people_have_in_the_place_of_a_plan(name: str, reason: str, tmp_path: Path) -> None:
    """A workbook, a table or a document is called so, and nothing is said of its bytes."""
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04\x9c")

    with pytest.raises(DocumentError, match=reason):
        load(path)


def test_a_workbook_that_is_not_there_is_missing(tmp_path: Path) -> None:
    """The name alone is not enough: a file that is not there is said to be missing."""
    with pytest.raises(DocumentError, match="No such file"):
        load(tmp_path / "plan.xlsx")


def test_mark_of_byte_order(tmp_path: Path) -> None:
    """A mark of byte order changes nothing."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + BASE.encode())

    assert loads(BASE) == load(path)


def test_paths_that_are_no_file(tmp_path: Path) -> None:
    """A missing file and a folder are named."""
    with pytest.raises(DocumentError, match=r"nowhere\.yaml: cannot be read: .* Check the path"):
        load(tmp_path / "nowhere.yaml")
    with pytest.raises(DocumentError, match="cannot be read: Is a directory"):
        load(tmp_path)


def test_everything_wrong_at_once() -> None:
    """Refused keys, wrong values and dangling references come together, in the order of lines."""
    content = BASE.replace("format: 1", "format: one").replace("October 2017", "Octember 2017")
    content += (
        "title: Twice\nvision: .inf\nzebra: 1\n"
        "claims:\n- {id: c, says: s, subject: t, value: many, unit: elf, at_most: nothing}\n"
    )

    with pytest.raises(DocumentError, match=r"^1:1 \(format\)") as caught:
        loads(content)

    places = [str(problem.place) for problem in caught.value.problems]
    assert [
        "1:1 (format)",
        "8:1 (dated)",
        "9:1 (title)",
        "10:9 (vision)",
        "11:1 (zebra)",
        "13:32 (claims[0].value)",
        "13:45 (claims[0].unit)",
        "13:56 (claims[0].at_most)",
    ] == places


@pytest.mark.parametrize(
    "more",
    [
        "".join(f"k{i}: 1\n" for i in range(10_000)),
        "organisations:\n" + "- 5\n" * 10_000,
        "organisations:\n" + "- {id: o, name: x}\n" * 10_000,
        "audiences: [" + "resident," * 10_000 + "]\n",
    ],
)
def test_ten_thousand_problems(more: str) -> None:
    """Ten thousand problems are all reported, in seconds."""
    started = time.process_time()

    with pytest.raises(DocumentError, match=r"^\d+:\d+ \(") as caught:
        loads(BASE + more)

    assert 9_999 <= len(caught.value.problems)
    assert 30 > time.process_time() - started


def test_a_hundred_thousand_items() -> None:
    """A plan with 100,000 items is read in seconds."""
    started = time.process_time()

    plan = loads(BASE + "aims: [" + "less theft, " * 100_000 + "]\n")

    assert 100_000 == len(plan.aims)
    assert 30 > time.process_time() - started


def test_unknown_notation() -> None:
    """A notation that is neither YAML nor JSON is an input error."""
    notation: Any = "toml"

    with pytest.raises(InputError, match='format: expected "yaml" or "json", got \'toml\''):
        dumps(loads(BASE), format=notation)


def test_folder_to_write_to_is_missing(tmp_path: Path) -> None:
    """A plan cannot be written into a folder that is not there."""
    with pytest.raises(InputError, match=r"There is no folder .*nowhere\."):
        dump(loads(BASE), tmp_path / "nowhere" / "plan.yaml")
