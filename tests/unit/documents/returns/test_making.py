"""The workbooks that go out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import attrs
import pytest

openpyxl = pytest.importorskip("openpyxl")

from safetykit.documents.returns import parse_period, write_returns
from safetykit.errors import InputError
from safetykit.model import Plan, ProgressStatus, ProgressUpdate

SUMMER = parse_period("2026-Q2")


def test_one_workbook_for_each_owner(folder: Path) -> None:
    """Each lead organisation gets its own actions, and those of nobody go in one more."""
    found = {
        file.name: [row[0].value for row in openpyxl.load_workbook(file)["Return"]["A9:A20"]]
        for file in sorted(folder.iterdir())
    }

    assert {
        "2026-Q2-council.xlsx": ["lights", "survey"],
        "2026-Q2-no-owner.xlsx": ["forum"],
        "2026-Q2-police.xlsx": ["patrols"],
    } == {name: [i for i in ids if i] for name, ids in found.items()}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("2026/27 Q2", "2026-27 Q2-police.xlsx"),
        ("../../2026", "..-..-2026-police.xlsx"),
        ("a\0b", "a-b-police.xlsx"),
    ],
)
def test_label_that_no_file_can_have(label: str, name: str, plan: Plan, tmp_path: Path) -> None:
    """A financial year has a stroke in it: the files stand in the folder all the same."""
    files = write_returns(plan, SUMMER, tmp_path / "out", label=label)

    assert tmp_path / "out" / name in files
    assert set(files) == set((tmp_path / "out").iterdir())


def test_what_a_reader_sees(folder: Path) -> None:
    """The row says what was promised, when it is due and where it stood."""
    sheet = openpyxl.load_workbook(folder / "2026-Q2-police.xlsx")["Return"]

    assert "Town Police" == sheet["B2"].value == sheet["B4"].value
    assert "July 2026 to September 2026 (2026-Q2)" == sheet["B3"].value
    assert [
        "patrols",
        "Patrol the centre",
        "will: patrol on Friday nights",
        "2026-08: first patrol",
        "no return yet",
    ] == [cell.value for cell in sheet[9][:5]]
    assert "C9" == sheet.freeze_panes
    assert "at risk" in sheet["F8"].comment.text


def test_nobody_owns_it(folder: Path) -> None:
    """The workbook without an owner says so, and lets the reader say who answers."""
    sheet = openpyxl.load_workbook(folder / "2026-Q2-no-owner.xlsx")["Return"]

    assert "Nobody is named" in sheet["B2"].value
    assert "names no owner" in sheet["A6"].value
    assert not sheet["B4"].value
    assert not sheet["J9"].protection.locked


def test_locked_and_open(folder: Path) -> None:
    """What identifies a row is locked, and what is to be filled in is not."""
    sheet = openpyxl.load_workbook(folder / "2026-Q2-council.xlsx")["Return"]

    assert sheet.protection.sheet
    assert all(cell.protection.locked for row in sheet["A9:E10"] for cell in row)
    assert not any(cell.protection.locked for row in sheet["F9:J10"] for cell in row)
    assert not any(sheet[cell].protection.locked for cell in ("B4", "B5"))


def test_list_of_statuses(folder: Path) -> None:
    """The status is chosen from a list, in every row."""
    sheet = openpyxl.load_workbook(folder / "2026-Q2-council.xlsx")["Return"]
    lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]

    assert ["F9:F10"] == [str(found.sqref) for found in lists]
    assert '"not started,on track,at risk,delayed,complete,stopped"' == lists[0].formula1


def test_hidden_sheet(folder: Path) -> None:
    """The plan, the period and the version of the format are kept in a hidden sheet."""
    sheet = openpyxl.load_workbook(folder / "2026-Q2-police.xlsx")["safetykit"]
    values = {row[0].value: row[1].value for row in sheet.iter_rows(max_row=6)}

    assert "hidden" == sheet.sheet_state
    assert {
        "kind": "safetykit progress return",
        "format": "1",
        "plan": "safer-town",
        "period": "2026-07..2026-09",
        "label": "2026-Q2",
        "organisation": "police",
    } == values


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])  # noqa: RUF001
def test_no_text_is_a_formula(plan: Plan, tmp_path: Path, sign: str) -> None:
    """A text of the plan that begins like a formula is a quoted text in the workbook."""
    evil = f'{sign}HYPERLINK("http://evil.example","x")'
    actions = tuple(
        attrs.evolve(
            action,
            title=evil,
            commitments=tuple(attrs.evolve(c, what=evil) for c in action.commitments),
        )
        for action in plan.actions
    )
    organisations = tuple(attrs.evolve(o, name=evil) for o in plan.organisations)
    hostile = attrs.evolve(plan, title=evil, actions=actions, organisations=organisations)

    files = write_returns(hostile, SUMMER, tmp_path)

    cells = [
        cell
        for file in files
        for sheet in openpyxl.load_workbook(file)
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert "f" not in {cell.data_type for cell in cells}
    titles = [cell for cell in cells if isinstance(cell.value, str) and "HYPER" in cell.value]
    assert titles
    assert all(cell.quotePrefix for cell in titles if cell.value.startswith(tuple("=+-@")))


def test_what_no_cell_can_hold(plan: Plan, tmp_path: Path) -> None:
    """Control characters and very long texts do not stop a return."""
    odd = attrs.evolve(plan.actions[0], title="bell \x07 _x000D_ " + "x" * 40_000)

    files = write_returns(attrs.evolve(plan, actions=(odd,)), SUMMER, tmp_path)

    assert openpyxl.load_workbook(files[0])["Return"]["B9"].value.startswith("bell \ufffd _ x000D_")


def test_last_known_status(plan: Plan, tmp_path: Path) -> None:
    """The last status is that of the latest period, then of the latest day."""

    def update(quarter: str, day: int, status: ProgressStatus) -> ProgressUpdate:
        received = dt.date(2026, 7, day)
        period = parse_period(quarter)
        return ProgressUpdate(
            action=plan.actions[0].id,
            period=period,
            received=received,
            status=status,
            words="",
            author="",
        )

    known = [
        update("2026-Q1", 3, ProgressStatus.ON_TRACK),
        update("2026-Q1", 9, ProgressStatus.DELAYED),
        update("2025-Q4", 20, ProgressStatus.COMPLETE),
    ]

    files = write_returns(plan, SUMMER, tmp_path, updates=known)

    cell = openpyxl.load_workbook(files[0])["Return"]["E9"]
    assert "delayed (2026-04..2026-06, returned 2026-07-09)" == cell.value


def test_many_promises_are_cut(plan: Plan, tmp_path: Path) -> None:
    """A row shows six promises, each cut, and says how many more there are."""
    promise = attrs.evolve(plan.actions[0].commitments[0], what="x" * 300)
    action = attrs.evolve(plan.actions[0], commitments=(promise,) * 9)

    files = write_returns(attrs.evolve(plan, actions=(action,)), SUMMER, tmp_path)

    lines = openpyxl.load_workbook(files[0])["Return"]["C9"].value.split("\n")
    assert [120] * 6 + [10] == [len(line) for line in lines]
    assert "and 3 more" == lines[-1]


def test_nothing_is_replaced(plan: Plan, folder: Path) -> None:
    """A return that may be filled in is never written over, and nothing else is written."""
    (folder / "2026-Q2-police.xlsx").unlink()

    with pytest.raises(InputError, match=r"2026-Q2-council\.xlsx'\. It may be filled in: move it"):
        write_returns(plan, SUMMER, folder, label="2026-Q2")

    assert not (folder / "2026-Q2-police.xlsx").exists()


def test_owner_called_no_owner(plan: Plan, tmp_path: Path) -> None:
    """Two workbooks of one name are refused before anything is written."""
    body = attrs.evolve(plan.organisations[0], id="no-owner")
    first = attrs.evolve(plan.actions[0], owner=body.id)
    odd = attrs.evolve(plan, organisations=(body,), actions=(first, plan.actions[-1]))

    with pytest.raises(InputError, match="a file that is not there yet"):
        write_returns(odd, SUMMER, tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_plan_without_actions(plan: Plan, tmp_path: Path) -> None:
    """There is nothing to return on."""
    with pytest.raises(InputError, match="actions: expected a plan with at least one action"):
        write_returns(attrs.evolve(plan, actions=()), SUMMER, tmp_path)


def test_folder_is_a_file(plan: Plan, tmp_path: Path) -> None:
    """A file is no folder to write to."""
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(InputError, match=r"folder: expected a folder, got .* Nothing was written"):
        write_returns(plan, SUMMER, tmp_path / "file")
