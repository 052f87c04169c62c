"""Plans as tables: what is wrong in a sheet is an error at its cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from safetykit.documents import loads
from safetykit.documents.tables import (
    Basics,
    convert,
    read_actions_csv,
    read_plan_book,
    write_actions_csv,
    write_plan_book,
)
from safetykit.documents.tables.cells import decode, encode
from safetykit.documents.tables.layout import Content, plan_tables
from safetykit.errors import DocumentError, InputError, SchemaVersionError
from safetykit.model import Plan

PLAN = """\
format: 1
id: safer-town
title: Safer Town
area: {name: Town}
partnership: {name: Partners, members: [{organisation: police, status: statutory}]}
period: {period: {start: "2026"}}
dated: January 2026
aims: [fewer harms, "a\\nb"]
organisations: [{id: police, name: Town Police}]
actions:
  - id: patrols
    title: =Patrol
    owner: police
    passage: {page: "7"}
    commitments:
      - {what: patrol, strength: will, in_own_control: true}
      - {what: report, strength: intends, condition: if asked}
    milestones: [{what: first, due: 2026-08}]
  - {id: lights, title: Lights, commitments: [], passage: {}}
claims: [{id: share, says: s, subject: t, value: 12%, rank: 2}]
"""
Change = Callable[[Any], None]


@pytest.fixture
def plan() -> Plan:
    """Return a plan with something in most kinds of cells."""
    return loads(PLAN)


@pytest.fixture
def changed(plan: Plan, tmp_path: Path) -> Callable[[Change], Path]:
    """Return a function that writes the plan as a workbook with something changed in it."""
    openpyxl = pytest.importorskip("openpyxl")

    def make(change: Change) -> Path:
        path = write_plan_book(plan, tmp_path / "plan.xlsx")
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
        return path

    return make


def test_names_of_sheets_are_distinct() -> None:
    """Each collection of a plan has a sheet whose name every spreadsheet program takes."""
    names = [table.name for table in plan_tables()]

    assert len(names) == len({name.lower() for name in names})
    assert all(0 < len(name) <= 31 for name in names)


def test_all_lists_of_objects_are_tables() -> None:
    """No field of today's model has to be kept as JSON in a cell."""
    assert [] == [
        f"{table.name}: {column.name}"
        for table in plan_tables()
        for column in table.columns
        if column.content is Content.JSON
    ]


def test_there_and_back(changed: Callable[[Change], Path], plan: Plan) -> None:
    """A workbook that a program has saved anew is the same plan, and knows its cells."""
    path = changed(lambda _: None)

    found = read_plan_book(path)

    assert plan == found
    assert f"{path}!actions!B2 (actions[0].title)" == str(found.place("actions", 0, "title"))
    assert f"{path}!plan!B4 (title)" == str(found.place("title"))


def test_any_order(changed: Callable[[Change], Path], plan: Plan) -> None:
    """Columns and sheets are found by name."""

    def shuffle(book: Any) -> None:
        book.move_sheet("plan", 3)
        sheet = book["actions"]
        for row in sheet.iter_rows(max_col=2):
            row[0].value, row[1].value = row[1].value, row[0].value
            row[0].data_type = row[1].data_type = "s"

    assert plan == read_plan_book(changed(shuffle))


def test_what_people_type(changed: Callable[[Change], Path], plan: Plan) -> None:
    """Months that a program made days of, yes, and page numbers are understood."""
    import datetime as dt

    def type_in(book: Any) -> None:
        milestones = book["actions.milestones"]
        milestones["C2"] = dt.datetime(2026, 8, 1)  # noqa: DTZ001
        milestones["C2"].number_format = "mmm-yy"
        book["actions.commitments"]["F2"] = "Yes"
        headers = [cell.value for cell in book["actions"][1]]
        book["actions"].cell(2, headers.index("passage.page") + 1).value = 7
        book["claims"].cell(2, [c.value for c in book["claims"][1]].index("rank") + 1).value = 2.0

    assert plan == read_plan_book(changed(type_in))


def assign(sheet: str, cell: str, value: object) -> Change:
    """Return a change of one cell."""
    return lambda book: book[sheet].__setitem__(cell, value)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (
            assign("actions", "B1", "titel"),
            r'!actions!B1: unknown column "titel"\. Did you mean "t',
        ),
        (assign("actions", "B1", "zzz"), r'unknown column "zzz"\. Known here: id, title, '),
        (assign("actions", "B1", "zzz"), r'!actions!A1: the column "title" is missing'),
        (assign("actions", "B1", "id"), r'!actions!B1: the column "id" stands here twice'),
        (assign("actions", "AZ2", "x"), r"!actions!AZ2: stands in a column without a header"),
        (assign("actions", "B2", "=1+1"), r"!actions!B2: expected a text, and no formula, got '=1"),
        (assign("actions", "B2", "#N/A"), r"!actions!B2: expected a text, and no error, got"),
        (assign("actions", "B2", 1.5), r"!actions!B2: expected a text, got 1\.5\. Format the cell"),
        (
            assign("actions", "B2", None),
            r'!actions!A2 \(actions\[0\]\): the key "title" is missing',
        ),
        (
            assign("actions", "B2", "json:{"),
            r"!actions!B2: expected JSON behind json:, got 'json:\{",
        ),
        (assign("actions", "A2", "Bad Id"), r'!actions\.commitments!A2: there is no "patrols" in'),
        (
            assign("actions", "A3", "patrols"),
            r"!actions!A3 \(actions\[1\]\.id\): the id .* already",
        ),
        (
            assign("actions.commitments", "A2", "patrol"),
            r'commitments!A2: there is no "patrol" in actions, .* Did you mean "patrols"\?',
        ),
        (
            assign("actions.commitments", "C2", "wil"),
            r'commitments!C2 \(actions\[0\]\.commitments\[0\]\.strength\): .* mean "will"\?',
        ),
        (assign("actions.commitments", "F2", "perhaps"), r"!F2: expected yes or no, got 'perhaps'"),
        (
            assign("actions.milestones", "C2", "soon"),
            r"milestones!C2 \(actions\[0\]\.milestones\[0\]\.due\): expected a date such as",
        ),
        (assign("organisations", "A2", "polise"), r'there is no "police" in organisations'),
        (assign("plan", "B2", "one"), r"!plan!B2: expected a whole number, got 'one'\. Format"),
        (assign("plan", "B2", None), r"!plan: expected the number of the format, got None\. Write"),
        (assign("plan", "B2", 2), r"!plan!B2: format 2 is newer than this version"),
        (assign("plan", "A4", "titel"), r'!plan!A4: unknown field "titel"\. Did you mean "title"'),
        (assign("plan", "A4", None), r"!plan!A4: the field has no name"),
        (assign("plan", "A4", "id"), r'!plan!A4: the field "id" stands here twice'),
        (assign("plan", "C4", "x"), r"!plan!C4: stands in a column without a header"),
        (assign("plan", "A1", "Key"), r'!plan!A1: expected the headers "Field" and "Value", got'),
        (lambda b: b.remove(b["plan"]), r"!plan: this sheet is missing\. It holds the columns"),
        (lambda b: b.create_sheet("action"), r'!action: is not a sheet .* Did you mean "actions"'),
        (lambda b: b.create_sheet("zz"), r"!zz: is not a sheet of a plan\. Delete it"),
        (lambda b: b["actions"].merge_cells("A2:A3"), r"!actions!A2:A3: these cells are merged"),
    ],
)
def test_one_thing_wrong(change: Change, reason: str, changed: Callable[[Change], Path]) -> None:
    """One thing that is wrong in a workbook is an error at its cell."""
    with pytest.raises(DocumentError, match=reason):
        read_plan_book(changed(change))


def test_newer_format(changed: Callable[[Change], Path]) -> None:
    """A workbook of a newer format is an error of its own."""
    with pytest.raises(SchemaVersionError, match="format 2 is newer"):
        read_plan_book(changed(assign("plan", "B2", 2)))


def test_too_long_for_a_cell(plan: Plan, tmp_path: Path) -> None:
    """A text that a cell would cut is refused with its path."""
    pytest.importorskip("openpyxl")
    long = attrs.evolve(plan.actions[0], title="x" * 40_000)

    with pytest.raises(InputError, match=r"actions\[0\]\.title: .*one cell.* Use YAML or JSON"):
        write_plan_book(attrs.evolve(plan, actions=(long, plan.actions[1])), tmp_path / "p.xlsx")


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("plain", "plain"),
        ("", 'json:""'),
        ("json:", 'json:"json:"'),
        ("_x000D_", 'json:"\\u005fx000D_"'),
        (["a", "b"], "a\nb"),
        (["a\nb"], 'json:["a\\nb"]'),
        ([], "json:[]"),
        (None, "json:null"),
        (0.1 + 0.2, "json:0.30000000000000004"),
        (2**53, "json:9007199254740992"),
        (True, True),
        (3, 3),
        (0.5, 0.5),
    ],
)
def test_values_in_cells(value: object, held: object) -> None:
    """What a cell would change is held as JSON."""
    assert held == encode(value, where="x")


def test_numbers_and_words_do_not_mix() -> None:
    """A number in a text stays a text, and a text is not a number."""
    from safetykit.serial.sheets import Cell

    half = Cell(value=0.5, kind="number", row=1, column=1)

    assert 0.5 == decode(half, Content.NUMBER)
    with pytest.raises(InputError, match=r"expected a whole number, got 0\.5"):
        decode(half, Content.INTEGER)
    with pytest.raises(InputError, match=r"expected a number, got '5'\. Format the cell"):
        decode(attrs.evolve(half, value="5", kind="text"), Content.NUMBER)


def test_percentage_is_not_its_share() -> None:
    """A program that shows 100% holds 1, which is not what was typed."""
    from safetykit.serial.sheets import Cell

    whole = Cell(value=1, kind="number", row=1, column=1, number_format="0%")

    assert "1" == decode(attrs.evolve(whole, number_format="0"), Content.TEXT)
    with pytest.raises(InputError, match=r"expected a text, got 1\. Format the cell as text"):
        decode(whole, Content.TEXT)


@pytest.mark.parametrize(
    ("content", "text", "hint"),
    [
        (Content.TEXT, "json:5", "json:. with spaces ."),
        (Content.DATE, "json:[1]", "json:. with spaces ."),
        (Content.LIST, "json:5", r'json:\["one", "two"\]'),
        (Content.LIST, "json:[5]", r'json:\["one", "two"\]'),
        (Content.LIST, 'json:{"a": 1}', r'json:\["one", "two"\]'),
    ],
)
def test_json_of_another_kind(content: Content, text: str, hint: str) -> None:
    """What stands behind json: is what the column holds."""
    from safetykit.serial.sheets import Cell

    with pytest.raises(InputError, match=f"expected {content}, got .json:.*Such as {hint}"):
        decode(Cell(value=text, kind="text", row=1, column=1), content)


def test_all_problems_of_a_workbook(changed: Callable[[Change], Path]) -> None:
    """A cell that cannot be read hides nothing in other rows, and is told once."""

    def spoil(book: Any) -> None:
        book["actions"]["B2"] = 1.5
        book["actions.milestones"]["C2"] = "soon"
        book["claims"]["A2"] = "No Id"
        book["organisations"]["B1"] = "nom"

    with pytest.raises(DocumentError, match=r"!actions!B2: expected a text") as caught:
        read_plan_book(changed(spoil))

    cells = [(p.place.sheet, p.place.cell) for p in caught.value.problems]
    assert [
        ("actions", "B2"),
        ("actions.milestones", "C2"),
        ("claims", "A2"),
        ("organisations", "A1"),
        ("organisations", "B1"),
    ] == sorted(cells)


def test_json_where_columns_are(changed: Callable[[Change], Path]) -> None:
    """An object's own column says only that the object is there, with nothing in it."""
    from safetykit.serial.sheets import Cell

    cell = Cell(value='json:{"page": "7"}', kind="text", row=1, column=1)

    with pytest.raises(InputError, match="Use the columns of its parts"):
        decode(cell, Content.OBJECT)
    with pytest.raises(InputError, match=r'Such as json:\{"key": "value"\}'):
        decode(attrs.evolve(cell, value="x"), Content.JSON)


def test_comments_that_a_conversion_drops(tmp_path: Path) -> None:
    """Those behind a value and in included files count; a text that begins with # does not."""
    (tmp_path / "more.yaml").write_text("format: 1  # one\nthemes: []\n", encoding="utf-8")
    plan = PLAN + "include: [more.yaml]  # two\n# three\nscope:\n  - |\n    # a text\n"
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")

    done = convert(tmp_path / "plan.yaml", tmp_path / "plan.json")

    assert ("comments (3)",) == done.dropped


class TestCsv:
    def test_what_it_holds(self, plan: Plan, tmp_path: Path) -> None:
        """Promises and dates stand in short, and nothing in it can run as a formula."""
        text = write_actions_csv(plan, tmp_path / "a.csv").read_text("utf-8-sig")

        assert text.startswith("id,title,commitments,milestones,priorities,")
        assert 'patrols,\'=Patrol,"will: patrol\nintends: report",2026-08: first,' in text

    def test_details_stay(self, plan: Plan, tmp_path: Path) -> None:
        """A line that is unchanged keeps its details; others are made, changed or taken away."""
        path = tmp_path / "a.csv"
        path.write_text(
            'milestones,commitments,id\n,"intends:  report\nwill: walk",patrols\n', encoding="utf-8"
        )

        found = read_actions_csv(path, plan).plan.action("patrols")

        assert [("report", "if asked"), ("walk", "")] == [
            (c.what, c.condition) for c in found.commitments
        ]
        assert () == found.milestones
        assert "police" == found.owner

    def test_blank_cells_clear(self, plan: Plan, tmp_path: Path) -> None:
        """A blank cell clears a field, and a column that is not there leaves it."""
        path = tmp_path / "a.csv"
        path.write_text("id,owner,passage.page\npatrols,,\n", encoding="utf-8")

        found = read_actions_csv(path, plan).plan.action("patrols")

        assert (None, None, "=Patrol") == (found.owner, found.passage, found.title)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("id,titel\n", r'a\.csv!B1: unknown column "titel"\. Did you mean "title"'),
            ("title\n", r"a\.csv!A1: the column \"id\" is missing"),
            ("id,title\n,x\n", r"a\.csv!A2: the action has no id"),
            (
                "id,title\nlights,x\nlights,y\n",
                r'a\.csv!A3: the action "lights" stands in row 2 al',
            ),
            ("id,commitments\nlights,walk\n", r'!B2: expected lines such as "strength: what", got'),
            ("id,commitments\nlights,wil: go\n", r'!B2 .*strength\): .* Did you mean "will"'),
            ("id,owner\nlights,polise\n", r'a\.csv!B2 \(actions\[1\]\.owner\): there is no "pol'),
            ("id,commitments\nnew,will: go\n", r'!A2 \(actions\[2\]\): the key "title" is missing'),
            ("id,title\nlights,x,y\n", r"a\.csv!C2: stands in a column without a header"),
            ("id,title\njson:[1],x\n", r"a\.csv!A2: expected a text, got 'json:\[1\]'"),
            ("id,partners\nlights,json:5\n", r"a\.csv!B2: expected one text on each line"),
            (
                "id,owner,began\n,,x\nlights,,soon\n",
                r"a\.csv!A2: the action has no id\.\n.*a\.csv!C3 .*expected a date such as",
            ),
            ('id,title\nlights,"x\n', r"a\.csv: is not a CSV: unexpected end of data"),
            ("id;title\nlights;x\n", r"its columns are parted by semicolons\. Save it with commas"),
            ("\n\n", r"a\.csv: has no headers\. The first row names the columns"),
            ("id\n" + "a\n" * 20_001, r"is not a CSV: more than 20,000 rows"),
        ],
    )
    def test_wrong(self, text: str, reason: str, plan: Plan, tmp_path: Path) -> None:
        """What is wrong in a CSV is an error at its cell."""
        path = tmp_path / "a.csv"
        path.write_text(text, encoding="utf-8")

        with pytest.raises(DocumentError, match=reason):
            read_actions_csv(path, plan)

    def test_smallest_plan(self, tmp_path: Path) -> None:
        """What actions name is made with its id for a name, and said."""
        path = tmp_path / "a.csv"
        path.write_text('id,title,partners,themes\na,A,"x\ny",t\nb,B,x,\n', encoding="utf-8")
        basics = Basics(
            id="p", title="P", area="A", partnership="Q", start="2026", end="2027", dated="2026"
        )

        reading = read_actions_csv(path, basics)

        assert (2, 0) == (reading.added, reading.updated)
        assert ("2 organisations (x, y)", "1 themes (t)") == reading.made
        assert ["x", "y"] == [body.name for body in reading.plan.organisations]
