"""Reading folders of data.police.uk files."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import attrs
import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month, month_range
from safetykit.records import (
    POLICE_UK,
    AreaKey,
    AreaRule,
    Counts,
    Progress,
    QualityCode,
    QualityFinding,
    read_police_uk,
)
from safetykit.records.engine import Engine, RowArrays, TableFile
from safetykit.records.plain import PlainRows
from safetykit.records.query import Query
from safetykit.testing import FileStyle, KnownAnswers, plan_street_rows, write_police_uk_tree

FIRST, LAST = Month(2017, 1), Month(2017, 3)
FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire Police")


def of_code(counts: Counts, code: str) -> list[QualityFinding]:
    """Return the findings of one code."""
    return [finding for finding in counts.quality if finding.code == code]


def check_answers(counts: Counts, known: KnownAnswers) -> None:
    """Hold counts against what was written."""
    assert counts.rows_read == known.rows
    assert counts.rows_set_aside == 0
    assert counts.values[:, counts.areas.index(FORCE)].sum() == known.rows
    for (month, kind), n in known.by_force.items():
        if kind in counts.groups:
            assert counts.total(kind, area=FORCE, first=month, last=month) == n
    for (month, district, kind), n in known.by_district.items():
        area = AreaKey(AreaRule.CODED_TO_AREA, district)
        if kind in counts.groups:
            assert counts.total(kind, area=area, first=month, last=month) == n


@pytest.mark.parametrize(
    "style",
    [
        FileStyle(),
        FileStyle(line_end="\n", flat=True),
        FileStyle(bom=True, final_line_end=False),
        FileStyle(compressed=True),
        FileStyle(columns=tuple(reversed(POLICE_UK.columns))),
        FileStyle(columns=("More", *POLICE_UK.columns)),
        FileStyle(quoted=True),
    ],
    ids=["usual", "lf-flat", "bom", "gzip", "reversed", "more", "quoted"],
)
def test_counts_are_those_written(tmp_path: Path, style: FileStyle) -> None:
    """However the files are written, the counts are the same."""
    rng = random.Random(1)
    plan = plan_street_rows(month_range(FIRST, LAST), rng=rng)
    known = write_police_uk_tree(tmp_path, plan, rng=rng, style=style)
    counts = read_police_uk(tmp_path)

    check_answers(counts, known)
    assert len(counts.files) == 3
    assert counts.files[0].name.endswith(known.files[0].name)
    assert "\\" not in counts.files[0].name


def test_files_of_different_headers_are_read_together(tmp_path: Path) -> None:
    """Columns change over the years: each file's own header counts, not the first one's."""
    rng = random.Random(2)
    plan = plan_street_rows(month_range(FIRST, LAST), rng=rng)
    columns = list(POLICE_UK.columns)
    for month in plan:
        rng.shuffle(columns)
        style = FileStyle(columns=tuple(columns))
        write_police_uk_tree(tmp_path, {month: plan[month]}, rng=rng, style=style)
    expected = sum(sum(numbers.values()) for numbers in plan.values())

    assert read_police_uk(tmp_path).total(area=FORCE) == expected


def test_other_files_are_left_alone(tree: Path) -> None:
    """Outcomes, stops and searches and descriptions do not count."""
    before = read_police_uk(tree)
    for name in ("2017-01-testshire-outcomes.csv", "2017-01-testshire-stop-and-search.csv"):
        (tree / "2017-01" / name).write_text("anything", encoding="utf-8")
    (tree / "PROVENANCE.md").write_text("anything", encoding="utf-8")

    assert read_police_uk(tree) == before


def test_one_file(tree: Path) -> None:
    """One file may be named in place of a folder."""
    counts = read_police_uk(tree / "2017-02" / "2017-02-testshire-street.csv")

    assert counts.months == (Month(2017, 2),)
    assert counts.files[0].name == "2017-02-testshire-street.csv"


def test_areas_restrict_the_districts(tree: Path) -> None:
    """Forces are always counted; of the districts, those that are named."""
    counts = read_police_uk(tree, areas=("Testborough",))

    assert counts.areas == (FORCE, AreaKey(AreaRule.CODED_TO_AREA, "Testborough"))
    assert counts.parameters == ("count", "police-uk", "--area", "Testborough")
    assert counts.total(area=FORCE) == read_police_uk(tree).total(area=FORCE)


def test_unknown_area_suggests_a_known_one(tree: Path) -> None:
    """A district that does not occur is an error, not a column of zeros."""
    with pytest.raises(InputError, match='Did you mean "Testborough"'):
        read_police_uk(tree, areas=("Testboro",))
    with pytest.raises(InputError, match="There are 2, such as Testborough"):
        read_police_uk(tree, areas=("Elsewhere",))


def test_month_without_a_file_is_not_reported(tree: Path) -> None:
    """A gap is a gap, not zero."""
    shutil.rmtree(tree / "2017-02")
    counts = read_police_uk(tree)

    assert counts.months == month_range(FIRST, LAST)
    assert not counts.reported[1].any()
    assert not counts.values[1].any()
    (finding,) = of_code(counts, "SK-DQ-missing-month")
    assert finding.months == (Month(2017, 2),)


def test_file_without_a_row_is_not_reported(tree: Path) -> None:
    """A header alone says nothing about its month."""
    path = tree / "2017-03" / "2017-03-testshire-street.csv"
    path.write_text(",".join(POLICE_UK.columns) + "\n", encoding="utf-8")
    counts = read_police_uk(tree)

    assert not counts.reported[2].any()
    (finding,) = of_code(counts, "SK-DQ-empty-file")
    assert (finding.file, finding.rows) == ("2017-03/2017-03-testshire-street.csv", 0)


def test_busy_category_at_zero_is_not_reported(tmp_path: Path) -> None:
    """A zero among figures of 40 is not reported, in the districts of the force too."""
    plan = {
        month: {("Testborough", "Drugs"): 40, ("Smallham", "Drugs"): 2, ("Smallham", "Burglary"): 5}
        for month in month_range(FIRST, Month(2017, 8))
    }
    plan[Month(2017, 5)] = {("Smallham", "Burglary"): 5}
    write_police_uk_tree(tmp_path, plan, rng=random.Random(3))
    counts = read_police_uk(tmp_path)

    for area in counts.areas:
        known = counts.series("Drugs", area=area).reported_months()
        assert Month(2017, 5) not in known
        assert len(known) == 7
    assert counts.series("Burglary", area=FORCE).reported.all()
    assert not counts.series(None, area=FORCE).reported[4]
    assert {(f.area, f.group) for f in of_code(counts, "SK-DQ-zero")} == {
        ("Testshire Police", "Drugs"),
        ("Testborough", "Drugs"),
    }


def test_two_forces(tmp_path: Path) -> None:
    """Each force has its own gaps; a district follows the force that recorded most of it."""
    rng = random.Random(4)
    home = {month: {("Testborough", "Drugs"): 9} for month in month_range(FIRST, LAST)}
    away = {
        month: {("Testborough", "Drugs"): 1, ("Far", "Drugs"): 3}
        for month in month_range(FIRST, LAST)
    }
    del home[Month(2017, 2)]
    write_police_uk_tree(tmp_path, home, rng=rng)
    write_police_uk_tree(tmp_path, away, rng=rng, force="Otherland Police", slug="otherland")
    counts = read_police_uk(tmp_path)
    found = {
        area.name: (
            counts.series("Drugs", area=area).values.tolist(),
            counts.series("Drugs", area=area).reported.tolist(),
        )
        for area in counts.areas
    }

    assert found == {
        "Otherland Police": ([4, 4, 4], [True, True, True]),
        "Testshire Police": ([9, 0, 9], [True, False, True]),
        "Far": ([3, 3, 3], [True, True, True]),
        "Testborough": ([10, 0, 10], [True, False, True]),
    }


def test_row_oddities_are_counted(tmp_path: Path) -> None:
    """Repeated and blank identities and blank areas are said with their numbers."""
    rng = random.Random(5)
    plan = plan_street_rows(month_range(FIRST, LAST), rng=rng)
    known = write_police_uk_tree(tmp_path, plan, rng=rng, style=FileStyle(repeated_ids=4))
    counts = read_police_uk(tmp_path)

    assert known.repeated_ids == 12
    assert [f.rows for f in of_code(counts, "SK-DQ-repeated-id")] == [known.repeated_ids]
    assert [f.rows for f in of_code(counts, "SK-DQ-blank-id")] == [known.blank_ids]
    assert [f.rows for f in of_code(counts, "SK-DQ-blank-area")] == [known.blank_areas]
    assert counts.total(area=FORCE) == known.rows


def test_rows_elsewhere_than_in_the_named_districts(tree: Path) -> None:
    """With districts named, the force's other rows are said."""
    counts = read_police_uk(tree, areas=("Testborough",))
    (finding,) = of_code(counts, "SK-DQ-force-not-area")
    inside = counts.total(area=AreaKey(AreaRule.CODED_TO_AREA, "Testborough"))

    assert finding.rows == counts.rows_read - inside
    assert "are not coded to Testborough" in finding.message


def edit(tree: Path, month: str, change: tuple[str, str]) -> Path:
    """Change the text of one month's file, once."""
    path = tree / month / f"{month}-testshire-street.csv"
    path.write_bytes(path.read_bytes().replace(change[0].encode(), change[1].encode(), 1))
    return path


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("\r\n", "\r\nshort,row\r\n"), "has 2 fields and not 12"),
        (("\r\n", "\r\n" + ",".join(POLICE_UK.columns) + "\r\n"), "repeats the header"),
        (("\r\n", "\r\n,2017-13,F,F,,,,,,Drugs,,\r\n"), "states no month such as 2017-10"),
        (("\r\n", "\r\n,,F,F,,,,,,Drugs,,\r\n"), "states no month such as 2017-10"),
        (("\r\n", "\r\n,2017-02,,F,,,,,,Drugs,,\r\n"), "states no force"),
        (("\r\n", "\r\n,2017-02,Testshire Police,F,,,,,,,,\r\n"), "states no crime type"),
        (("\r\n", "\r\n,2016-02,Testshire Police,F,,,,,,Drugs,,\r\n"), "states 2016-02, a month"),
    ],
    ids=["short", "header", "month", "blank-month", "force", "type", "elsewhen"],
)
def test_row_set_aside(tree: Path, change: tuple[str, str], reason: str) -> None:
    """A row that cannot be counted is set aside, and a finding says where it stands and why."""
    before = read_police_uk(tree)
    edit(tree, "2017-02", change)
    counts = read_police_uk(tree)

    assert counts.rows_read == before.rows_read + 1
    assert counts.rows_set_aside == 1
    assert counts.total(area=FORCE) == before.total(area=FORCE)
    (finding,) = of_code(counts, "SK-DQ-set-aside")
    assert reason in finding.message
    assert (finding.file, finding.line) == ("2017-02/2017-02-testshire-street.csv", 2)


def test_many_rows_set_aside_make_one_finding(tree: Path) -> None:
    """Rows of one file with one reason are said together, with their first lines."""
    edit(tree, "2017-02", ("\r\n", "\r\n" + "short\r\n" * 7))
    (finding,) = of_code(read_police_uk(tree), "SK-DQ-set-aside")

    assert finding.rows == 7
    assert "Each of 7 rows has 1 field and not 12" in finding.message
    assert "(line 2, 3, 4, 5, 6, ...)" in finding.message


def test_row_of_another_month_is_counted_there(tree: Path) -> None:
    """A row counts in the month that it states, if there is a file for that month."""
    before = read_police_uk(tree)
    edit(tree, "2017-02", ("2017-02,Testshire", "2017-03,Testshire"))
    counts = read_police_uk(tree)

    assert counts.total(area=FORCE) == before.total(area=FORCE)
    assert counts.total(area=FORCE, first=LAST) == before.total(area=FORCE, first=LAST) + 1
    (finding,) = of_code(counts, "SK-DQ-other-month")
    assert (finding.rows, finding.months) == (1, (LAST,))


def test_unknown_category_is_counted_and_said(tree: Path) -> None:
    """A crime type of a later vocabulary is counted under its name."""
    edit(tree, "2017-02", ("Robbery", "Hovering"))
    counts = read_police_uk(tree)
    (finding,) = of_code(counts, "SK-DQ-unknown-category")

    assert (finding.group, finding.rows) == ("Hovering", 1)
    assert counts.total("Hovering", area=FORCE) == 1


def test_absent_categories_are_said(tmp_path: Path) -> None:
    """Files of one crime type cannot give a sum of all: that is said."""
    write_police_uk_tree(tmp_path, {FIRST: {("A", "Burglary"): 3}}, rng=random.Random(6))
    counts = read_police_uk(tmp_path)

    assert counts.groups == ("Burglary",)
    assert "Drugs" in of_code(counts, QualityCode.ABSENT_CATEGORY)[0].message


def test_folder_without_files(tmp_path: Path) -> None:
    """A folder with no CSV file, or with others, is one clear error."""
    with pytest.raises(InputError, match="It holds no CSV file"):
        read_police_uk(tmp_path)
    (tmp_path / "2017-01-testshire-outcomes.csv").touch()
    with pytest.raises(InputError, match=r"It holds 2017-01-testshire-outcomes\.csv, which is not"):
        read_police_uk(tmp_path)


def test_path_that_does_not_exist(tmp_path: Path) -> None:
    """A misspelt path is an error of its own."""
    with pytest.raises(InputError, match="a folder or file that exists"):
        read_police_uk(tmp_path / "nowhere")


def test_headers_alone(tmp_path: Path) -> None:
    """Files of which none has a row give no counts."""
    path = tmp_path / "2017-01-testshire-street.csv"
    path.write_text(",".join(POLICE_UK.columns) + "\n", encoding="utf-8")
    with pytest.raises(
        InputError, match=r"rows that can be counted, got '1 file\(s\) without one'"
    ):
        read_police_uk(tmp_path)


def test_districts_unknown(tmp_path: Path) -> None:
    """Where no row has an area, only the force is counted."""
    write_police_uk_tree(tmp_path, {FIRST: {("", "Burglary"): 3}}, rng=random.Random(6))

    assert read_police_uk(tmp_path).areas == (FORCE,)


def test_month_found_twice(tree: Path) -> None:
    """Two downloads of one month are never counted twice: both files are named."""
    again = tree / "again"
    again.mkdir()
    shutil.copy(tree / "2017-02" / "2017-02-testshire-street.csv", again)
    with pytest.raises(InputError, match=r"again/2017-02.*expected one file each.*2017-02/2017-02"):
        read_police_uk(tree)


def test_month_found_twice_by_its_rows(tree: Path) -> None:
    """A copy under another force's name is found by what its rows say."""
    original = tree / "2017-02" / "2017-02-testshire-street.csv"
    shutil.copy(original, tree / "2017-02-elsewhere-street.csv")
    with pytest.raises(InputError, match="Two downloads of one month"):
        read_police_uk(tree)


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"", r"2017-02-testshire-street.csv: .*an empty file"),
        (b"A,B\n1,2\n", r'2017-02-testshire-street.csv:1: expected one column "Month"'),
        (b"\xff\xfe", r"2017-02-testshire-street.csv:1: expected text in UTF-8"),
    ],
    ids=["empty", "column", "encoding"],
)
def test_bad_file(tree: Path, data: bytes, match: str) -> None:
    """One bad file among good ones is an error that names it."""
    (tree / "2017-02" / "2017-02-testshire-street.csv").write_bytes(data)
    with pytest.raises(InputError, match=match):
        read_police_uk(tree)


def test_file_of_another_month_than_its_name(tree: Path) -> None:
    """A file of whose rows none can be counted is an error, not a list of findings."""
    path = tree / "2017-02" / "2017-02-testshire-street.csv"
    path.write_bytes(path.read_bytes().replace(b"2017-02,", b"2016-02,"))
    with pytest.raises(InputError, match=r"street.csv:2: expected rows of 2017-02.*states 2016-02"):
        read_police_uk(tree)


def test_two_counts_of_a_file_that_differ(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the engine and the scan disagree, nothing is returned."""
    for path in tree.rglob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"Robbery", b'"Robbery"', 1))
    rows = Engine.rows

    def lose_one(engine: Engine, files: list[TableFile], query: Query) -> RowArrays:
        found = rows(engine, files, query)
        return attrs.evolve(
            found,
            file=found.file[1:],
            keys=tuple(key[1:] for key in found.keys),
            measures=tuple(measure[1:] for measure in found.measures),
            distinct=tuple(hashes[1:] for hashes in found.distinct),
        )

    monkeypatch.setattr(Engine, "rows", lose_one)
    with pytest.raises(InputError, match=r"2017-01.*rows by one count and .* by another"):
        read_police_uk(tree)


def test_plain_rows_and_line_ends_that_differ(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the rows that were taken apart are not as many as line ends, nothing is returned."""
    codes = PlainRows.codes
    monkeypatch.setattr(PlainRows, "codes", lambda rows: [code[1:] for code in codes(rows)])
    for other in ("measures", "distinct"):
        of = getattr(PlainRows, other)
        monkeypatch.setattr(PlainRows, other, lambda rows, of=of: [array[1:] for array in of(rows)])
    with pytest.raises(InputError, match=r"2017-01.*rows by one count and .* by another"):
        read_police_uk(tree)


def test_progress_runs_to_the_end(tree: Path) -> None:
    """Each step is reported, from 0 to the total."""
    steps: list[Progress] = []
    read_police_uk(tree, progress=steps.append)

    assert [step.done for step in steps] == [0, 1, 2, 3, 4]
    assert {step.total for step in steps} == {4}
    assert steps[0].what == "looking at 2017-01/2017-01-testshire-street.csv"


def burglaries_of(rows: list[tuple[str, str]], folder: Path) -> dict[str, int]:
    """Return the burglaries of each district and small area; each row is one, at a place."""
    text = "Month,Reported by,LSOA code,LSOA name,Crime type,Crime ID\n" + "".join(
        f"2017-01,Testshire Police,{code},{name},Burglary,\n" for code, name in rows
    )
    (folder / "2017-01-testshire-street.csv").write_text(text, encoding="utf-8")
    counts = read_police_uk(folder, small_areas=True)
    return {area.name: counts.total("Burglary", area=area) for area in counts.areas[1:]}


def test_district_named_like_the_code_of_a_small_area(tmp_path: Path) -> None:
    """Such a name means the district alone, so that no row counts twice in it."""
    rows = [
        ("E01000001", "E01000001"),
        ("E01000001", "Testham 001A"),
        ("E01000002", "Testham 001B"),
    ]

    assert {"E01000001": 1, "Testham": 2, "E01000002": 1} == burglaries_of(rows, tmp_path)


def test_small_area_without_a_code(tmp_path: Path) -> None:
    """Its rows count for the district that it names, and for no small area."""
    rows = [("", "Testham 001A"), ("E01000002", "Testham 001B")]

    assert {"Testham": 2, "E01000002": 1} == burglaries_of(rows, tmp_path)


def test_files_of_two_ages(tree: Path) -> None:
    """A file whose year was mistyped is refused before 7,000 years of months are made."""
    path = tree / "2017-01" / "2017-01-testshire-street.csv"
    text = path.read_bytes().replace(b"2017-01", b"9017-01")
    path.with_name("9017-01-testshire-street.csv").write_bytes(text)
    with pytest.raises(
        InputError, match=r"2017-01 to 9017-01'\. Look for a year that was mistyped"
    ):
        read_police_uk(tree)
