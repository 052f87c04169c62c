"""Reading returns back: every wrong one is a clear error with file, sheet and cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

openpyxl = pytest.importorskip("openpyxl")

from safetykit.documents.returns import parse_period, read_returns, write_returns
from safetykit.errors import DocumentError, SchemaVersionError
from safetykit.model import Plan, ProgressStatus, ProgressUpdate

DAY = dt.datetime(2026, 10, 5)  # noqa: DTZ001 - a spreadsheet's dates have no zone
Fill = Callable[..., Path]


def test_what_was_filled_in(fill: Fill, plan: Plan) -> None:
    """A row that is filled in is an update; a blank row is none."""
    file = fill(
        "council",
        {
            "B5": DAY,
            "F9": "At  Risk",
            "G9": " Half are mended \n",
            "H9": "=no, text",
            "I9": "Told the forum",
            "J9": "Head of Highways",
        },
        change=lambda book: setattr(book["Return"]["H9"], "data_type", "s"),
    )

    expected = ProgressUpdate(
        action=plan.actions[1].id,
        period=parse_period("2026-Q2"),
        received=dt.date(2026, 10, 5),
        status=ProgressStatus.AT_RISK,
        words="Half are mended",
        author="Head of Highways",
        blocker="=no, text",
        feedback="Told the forum",
    )
    assert (expected,) == read_returns([file], plan)


def test_author_of_the_whole_return(fill: Fill, plan: Plan) -> None:
    """Who answers is the lead organisation unless a row says otherwise."""
    file = fill("police", {"B5": "2026-10-05", "F9": "on track"})

    (update,) = read_returns([file], plan)

    assert ("Town Police", "", dt.date(2026, 10, 5)) == (
        update.author,
        update.words,
        update.received,
    )


def test_given_day(fill: Fill, plan: Plan) -> None:
    """The day on which a return came in can be said by who reads it."""
    file = fill("police", {"F9": "on track"})

    (update,) = read_returns([file], plan, received=dt.date(2026, 10, 9))

    assert dt.date(2026, 10, 9) == update.received


def test_blank_returns(folder: Path, plan: Plan) -> None:
    """Returns in which nothing is filled in are no updates and no errors."""
    assert () == read_returns(sorted(folder.iterdir()), plan, period=parse_period("2026-Q2"))


GOOD: dict[str, Any] = {"B5": DAY, "F9": "on track"}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"F9": "on trak"}, r'!F9: expected a status, got "on trak"\. Did you mean "on track"\?'),
        ({"F9": "purple"}, r'!F9: expected a status, got "purple"\. Choose one of: not started, '),
        ({"F9": None, "G9": "x"}, r"!F9: the row is filled in, but the status is missing"),
        ({"F9": 3}, r"!F9: expected a text, got a number \(3\)\. Write it in words"),
        ({"F9": "=A1"}, r"!F9: expected a text, got a formula \(=A1\)"),
        ({"G9": 0.5}, r"!G9: expected a text, got a number \(0\.5\)"),
        ({"G9": True}, r"!G9: expected a text, got a yes or no \(True\)"),
        ({"G9": "#REF!"}, r"!G9: expected a text, got a spreadsheet error \(#REF!\)"),
        ({"H9": DAY}, r"!H9: expected a text, got a date"),
        ({"F9": "delayed"}, r'!G9: the status is "delayed", but there are no words\. Say what'),
        ({"B4": None}, r"!J9: nobody is named who answers\. Write a body or a post"),
        ({"B4": 5}, r"!B4: expected a text, got a number \(5\)"),
        ({"J9": 5, "B4": None}, r"!J9: expected a text, got a number \(5\)"),
        ({"B5": None}, r"!B5: the date of the return is missing\. .* Or give --received"),
        ({"B5": "5/10/26"}, r"!B5: expected a date, got a text \(5/10/26\)\. Write the day"),
        ({"B5": dt.time(9, 30)}, r"!B5: expected a date, got a date \(09:30:00\)|got a number"),
        ({"B5": dt.date(2026, 6, 30)}, r"!B5: 2026-06-30 is before the period begins"),
        ({"A9": "patrol"}, r'!A9: "patrol" is not an action .* Did you mean "patrols"\?'),
        ({"A9": "zebra"}, r'!A9: "zebra" is not an action .* Put back the id that was there'),
        ({"A9": None}, r"!A9: the action's id is missing\. Put it back"),
        ({"A10": "patrols", "B10": "Patrol the centre"}, r"!A10: .* stands in row 9 already"),
        ({"B9": "Mend the lights"}, r'!B9: the title is not that of "patrols", .*in part\?'),
        ({"F8": "State"}, r'!F8: expected the header "Status", got "State"\. Put back'),
        ({"K8": "Statuss"}, r'!K8: "Statuss" is not a column .* Did you mean "Status"\?'),
        ({"K8": "Notes"}, r'!K8: "Notes" is not a column of a return\. Move what it says'),
        ({"K9": "a note"}, r"!K9: is outside the cells of a return\. Move what it says"),
        ({"D3": "a note"}, r"!D3: is outside the cells of a return"),
    ],
)
def test_one_thing_wrong(cells: dict[str, Any], reason: str, fill: Fill, plan: Plan) -> None:
    """One thing that is wrong is an error at its cell, with what to try."""
    file = fill("police", GOOD | cells)

    with pytest.raises(DocumentError, match=r"police\.xlsx!Return" + reason) as caught:
        read_returns([file], plan)

    assert file.name == Path(str(caught.value.problems[0].place.file)).name


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (46300, r"got a number \(46300\)\. If 2026-10-05 is meant, format the cell as a date"),
        (46300.5, r"If 2026-10-05 is meant"),
        (-1, r"got a number \(-1\)\. Write the day on which it is returned"),
        (1e300, r"Write the day"),
    ],
)
def test_date_as_a_bare_number(number: float, reason: str, fill: Fill, plan: Plan) -> None:
    """A number where a date should be is refused, and the date that it stands for is named."""

    def paste(book: Any) -> None:
        book["Return"]["B5"].number_format = "General"

    file = fill("police", {"B5": number, "F9": "on track"}, change=paste)

    with pytest.raises(DocumentError, match=r"!Return!B5: expected a date, .*" + reason):
        read_returns([file], plan)


def test_id_changed_to_another(fill: Fill, plan: Plan) -> None:
    """An id that was changed leaves a gap and a stranger, and both are said."""
    file = fill("council", {"A9": "survey"})

    with pytest.raises(DocumentError) as caught:
        read_returns([file], plan)

    assert [
        f'{file}!Return!B9: the title is not that of "survey", which is "Ask residents". '
        "Was the table sorted in part? Put back ids and titles.",
        f'{file}!Return!A10: the action "survey" stands in row 9 already. '
        "Remove one of the two rows.",
        f'{file}!Return: the row of the action "lights" is gone. '
        "Put it back; leave it blank if there is nothing to return.",
    ] == [str(problem) for problem in caught.value.problems]


def test_row_deleted(fill: Fill, plan: Plan) -> None:
    """A row that was deleted is missed."""
    file = fill("council", {}, change=lambda book: book["Return"].delete_rows(9))

    with pytest.raises(DocumentError, match=r'the row of the action "lights" is gone'):
        read_returns([file], plan)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            lambda book: book["Return"].merge_cells("G9:H9"),
            r'xlsx!Return!G9:H9: these cells are merged\. .*"Unmerge cells"',
        ),
        (
            lambda book: book.create_sheet("Notes"),
            r"xlsx!Notes: is not a sheet of a return\. Move what it says into the table",
        ),
        (lambda book: setattr(book["Return"], "title", "R"), r"xlsx!Return: this sheet is missing"),
        (lambda book: book.remove(book["safetykit"]), r"xlsx: is not a progress return\. Make one"),
        (
            lambda book: book["safetykit"].delete_rows(1),
            r"xlsx: is not a progress return\. Make one with: safetykit returns new",
        ),
        (
            lambda book: book["safetykit"].__setitem__("B2", "x"),
            r"safetykit!B2: expected the number of the format, got 'x'",
        ),
        (
            lambda book: book["safetykit"].__setitem__("B3", "other"),
            r'safetykit!B3: this return is for the plan "other", and not for "safer-town"',
        ),
        (
            lambda book: book["safetykit"].__setitem__("B4", "soon"),
            r"safetykit!B4: expected a period such as .*, got 'soon'",
        ),
    ],
)
def test_changed_workbook(
    change: Callable[[Any], None], reason: str, fill: Fill, plan: Plan
) -> None:
    """A workbook whose sheets were changed is refused, and says where."""
    file = fill("police", GOOD, change=change)

    with pytest.raises(DocumentError, match=reason):
        read_returns([file], plan)


def test_newer_format(fill: Fill, plan: Plan) -> None:
    """A return of a newer format is an error of its own."""
    file = fill("police", {}, change=lambda book: book["safetykit"].__setitem__("B2", "2"))

    with pytest.raises(DocumentError, match="format 2 is newer than this version") as caught:
        read_returns([file], plan)

    assert SchemaVersionError.__mro__[1] is type(caught.value)


def test_wrong_period(fill: Fill, plan: Plan) -> None:
    """A return for another period than the one wanted is refused."""
    file = fill("police", GOOD)

    with pytest.raises(
        DocumentError,
        match=r"!safetykit!B4: this return is for 2026-07\.\.2026-09, and not for 2026-10\.\.2026",
    ):
        read_returns([file], plan, period=parse_period("2026-Q3"))


def test_two_periods(fill: Fill, folder: Path, plan: Plan) -> None:
    """Returns of two periods are not read in one call."""
    fill("police", GOOD)
    write_returns(plan, parse_period("2026-Q3"), folder, label="2026-Q3")
    files = [folder / "2026-Q2-police.xlsx", folder / "2026-Q3-council.xlsx"]

    with pytest.raises(DocumentError, match=r"Q3-council\.xlsx: this return is for 2026-10.*Q2-po"):
        read_returns(files, plan)


def test_twice(fill: Fill, plan: Plan, tmp_path: Path) -> None:
    """One action that is returned in two files is refused, with both places."""
    file = fill("police", GOOD)
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(file.read_bytes())

    with pytest.raises(DocumentError, match=r'copy\.xlsx!Return!F9: "patrols" is returned at .*F9'):
        read_returns([file, copy], plan)


def test_action_left_the_plan(fill: Fill, plan: Plan) -> None:
    """A return on an action that the plan has dropped is refused."""
    file = fill("police", GOOD)
    smaller = attrs.evolve(plan, actions=plan.actions[1:])

    with pytest.raises(DocumentError, match=r'!A9: the plan has no action "patrols" any more'):
        read_returns([file], smaller)


def test_plan_reworded(fill: Fill, plan: Plan) -> None:
    """A title that the plan has since reworded does not stop a return."""
    file = fill("police", GOOD)
    first = attrs.evolve(plan.actions[0], title="Patrol the centre at night")

    assert 1 == len(read_returns([file], attrs.evolve(plan, actions=(first, *plan.actions[1:]))))


def test_everything_at_once_and_nothing_taken(fill: Fill, folder: Path, plan: Plan) -> None:
    """All that is wrong in all files is listed in one error."""
    fill("police", {"F9": "on trak", "K9": "note"})
    fill("council", GOOD)
    (folder / "letter.xlsx").write_text("Dear all", encoding="utf-8")

    with pytest.raises(DocumentError) as caught:
        read_returns(sorted(folder.iterdir()), plan)

    police = folder / "2026-Q2-police.xlsx"
    assert [
        f"{police}!Return!K9",
        f"{police}!Return!B5",
        f"{police}!Return!F9",
        f"{folder / 'letter.xlsx'}",
    ] == [str(problem.place) for problem in caught.value.problems]
