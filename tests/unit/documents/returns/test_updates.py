"""The file of updates: it grows, and nothing in it is changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import attrs
import pytest

from safetykit.documents.returns import (
    Updates,
    append_updates,
    dump_updates,
    dumps_updates,
    load_updates,
    parse_period,
)
from safetykit.errors import DocumentError, InputError, SchemaVersionError
from safetykit.model import Plan, ProgressStatus, ProgressUpdate


@pytest.fixture
def update(plan: Plan) -> ProgressUpdate:
    """Return an update with every field filled."""
    return ProgressUpdate(
        action=plan.actions[0].id,
        period=parse_period("2026-Q2"),
        received=dt.date(2026, 10, 5),
        status=ProgressStatus.DELAYED,
        words="Two nights of four: no drivers",
        author="Town Police",
        blocker="no drivers",
        feedback="Said so at the forum",
    )


@pytest.mark.parametrize("name", ["updates.yaml", "updates.json"])
def test_files_come_back(name: str, update: ProgressUpdate, plan: Plan, tmp_path: Path) -> None:
    """Updates that were written are read back equal, in both notations."""
    updates = Updates(plan=plan.id, updates=(update,))

    path = dump_updates(updates, tmp_path / name)

    assert updates == load_updates(path, plan=plan)
    assert name.endswith("json") is path.read_text("utf-8").startswith("{")


def test_no_updates_yet() -> None:
    """A document without updates says so."""
    assert "format: 1\nupdates: []\n" == dumps_updates(Updates())


@pytest.mark.parametrize("name", ["updates.yaml", "updates.json"])
def test_adding(name: str, update: ProgressUpdate, plan: Plan, tmp_path: Path) -> None:
    """Updates are added behind those that are there."""
    path = tmp_path / name
    second = attrs.evolve(update, action=plan.actions[1].id)

    append_updates(path, [update], plan=plan)
    append_updates(path, [second], plan=plan)
    append_updates(path, [], plan=plan)

    assert (update, second) == load_updates(path).updates


def test_comments_stay(update: ProgressUpdate, plan: Plan, tmp_path: Path) -> None:
    """What a person wrote between updates stays when one is added."""
    path = dump_updates(Updates(plan=plan.id, updates=(update,)), tmp_path / "u.yaml")
    path.write_text(f"# kept by the co-ordinator\n{path.read_text('utf-8')}", encoding="utf-8")

    append_updates(path, [attrs.evolve(update, action=plan.actions[1].id)], plan=plan)

    assert path.read_text("utf-8").startswith("# kept by the co-ordinator\n")
    assert 2 == len(load_updates(path).updates)


def test_comment_that_would_be_lost(update: ProgressUpdate, plan: Plan, tmp_path: Path) -> None:
    """Where nothing can be added behind the list, a file with comments stays as it is."""
    path = tmp_path / "u.yaml"
    path.write_text("format: 1  # keep\nupdates: []\n# this too\n", encoding="utf-8")
    before = path.read_bytes()

    with pytest.raises(DocumentError, match=r"u\.yaml:1:12: this comment would be lost") as caught:
        append_updates(path, [update], plan=plan)

    assert [1, 3] == [problem.place.line for problem in caught.value.problems]
    assert before == path.read_bytes()


def test_list_in_brackets(update: ProgressUpdate, plan: Plan, tmp_path: Path) -> None:
    """A file whose list cannot be added to line by line is written anew."""
    path = tmp_path / "u.yaml"
    path.write_text("format: 1\nupdates: []\n", encoding="utf-8")

    append_updates(path, [update], plan=plan)

    assert Updates(plan=plan.id, updates=(update,)) == load_updates(path)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, r'u\.yaml:4:5 \(updates\[0\]\): the update on "patrols" for 2026-07\.\.2026-09 is '),
        ({"received": dt.date(2026, 11, 1)}, "is there already. It is not added again"),
        ({"words": "x"}, r"of 2026-10-05 would be changed\. A correction is an update of a later"),
        ({"words": "x", "received": dt.date(2026, 10, 1)}, "would be changed"),
    ],
)
def test_nothing_is_changed_or_repeated(
    changes: dict[str, object],
    reason: str,
    update: ProgressUpdate,
    plan: Plan,
    tmp_path: Path,
) -> None:
    """An update that is there is neither repeated nor changed, and nothing is written."""
    path = append_updates(tmp_path / "u.yaml", [update], plan=plan)
    before = path.read_bytes()
    other = attrs.evolve(update, action=plan.actions[1].id)

    with pytest.raises(DocumentError, match=reason):
        append_updates(path, [other, attrs.evolve(update, **changes)], plan=plan)

    assert before == path.read_bytes()


def test_correction(update: ProgressUpdate, plan: Plan, tmp_path: Path) -> None:
    """A correction of a later day is added, and the first update stays."""
    path = append_updates(tmp_path / "u.yaml", [update], plan=plan)
    later = attrs.evolve(update, words="Three nights", received=dt.date(2026, 10, 8))

    append_updates(path, [later], plan=plan)

    assert (update, later) == load_updates(path).updates


def test_file_is_never_replaced(update: ProgressUpdate, plan: Plan, tmp_path: Path) -> None:
    """A file of updates that is there is not written over."""
    path = append_updates(tmp_path / "u.yaml", [update], plan=plan)

    with pytest.raises(DocumentError, match=r"u\.yaml: is there already\. Updates are never"):
        dump_updates(Updates(), path)


def test_folder_is_missing(plan: Plan, tmp_path: Path) -> None:
    """Updates cannot be written into a folder that is not there."""
    with pytest.raises(InputError, match="Nothing was written"):
        append_updates(tmp_path / "nowhere" / "u.yaml", [], plan=plan)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("- a\n", r'u\.yaml:1:1: expected updates, .* Begin with "format: 1"'),
        ("updates: []\n", r'u\.yaml:1:1 \(format\): the key "format" is missing\. Begin'),
        ("format: true\n", r"\(format\): expected the number of the format, got True"),
        ("format: 1\nupdate: []\n", r'2:1 \(update\): unknown key "update"\. Did you mean "upda'),
        ("format: 1\nplan: other\n", r'2:1 \(plan\): these updates are for the plan "other", and'),
        (
            "format: 1\nupdates:\n- {action: patrol, period: {}, received: '2026-10-05',"
            " status: on track, words: '', author: x}\n",
            r'3:4 \(updates\[0\]\.action\): the plan has no action "patrol"\. Did you mean "pat',
        ),
    ],
)
def test_wrong_file(content: str, reason: str, plan: Plan, tmp_path: Path) -> None:
    """A file of updates that is wrong says where and what to try."""
    path = tmp_path / "u.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(DocumentError, match=reason):
        load_updates(path, plan=plan)


def test_newer_format(tmp_path: Path) -> None:
    """A newer format is an error of its own."""
    path = tmp_path / "u.yaml"
    path.write_text("format: 2\n", encoding="utf-8")

    with pytest.raises(SchemaVersionError, match="format 2 is newer"):
        load_updates(path)
