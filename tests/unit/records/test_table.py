"""The table of counts."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from safetykit.errors import DocumentError, InputError, SchemaVersionError
from safetykit.quantities import Month
from safetykit.records import AreaKey, AreaRule, Counts, read_counts, read_police_uk, write_counts

Make = Callable[..., Counts]
HEADER = "month,area_rule,area,group,count,status"


@pytest.fixture
def table(tmp_path: Path, make_counts: Make) -> Path:
    """A table of two months and two categories, with a gap."""
    return write_counts(
        make_counts(Month(2017, 1), Drugs=[3, None], Burglary=[0, 5]), tmp_path / "counts.csv"
    )[0]


def test_table_of_a_folder_round_trips(tree: Path, tmp_path: Path) -> None:
    """What is read is what was written: figures, flags, files and findings."""
    counts = read_police_uk(tree)
    csv_path, yaml_path = write_counts(counts, tmp_path / "out.csv")

    assert (csv_path.name, yaml_path.name) == ("out.csv", "out.yaml")
    assert read_counts(csv_path) == counts


def test_lines_of_a_table(table: Path) -> None:
    """Every month, area and category has a line; what is not reported is blank, not 0."""
    assert table.read_text(encoding="utf-8").splitlines() == [
        HEADER,
        "2017-01,recorded_by_force,Testshire Police,Drugs,3,reported",
        "2017-01,recorded_by_force,Testshire Police,Burglary,0,reported",
        "2017-02,recorded_by_force,Testshire Police,Drugs,,not_reported",
        "2017-02,recorded_by_force,Testshire Police,Burglary,5,reported",
    ]


def test_names_with_commas_and_quotes(tmp_path: Path, make_counts: Make) -> None:
    """A name may hold the signs of CSV and YAML."""
    area = AreaKey(AreaRule.CODED_TO_AREA, 'Bristol, "City of": no')
    counts = make_counts(Month(2017, 1), areas=(area,), Drugs=[3])

    assert read_counts(write_counts(counts, tmp_path / "a.csv")[0]) == counts


def test_order_of_lines_does_not_matter(table: Path) -> None:
    """A table that was sorted otherwise holds the same figures."""
    before = read_counts(table)
    header, *lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\r\n".join([header, *reversed(lines)]) + "\r\n", encoding="utf-8-sig")
    after = read_counts(table)

    assert after.groups == ("Burglary", "Drugs")
    for group in after.groups:
        area = after.areas[0]
        assert after.series(group, area=area) == before.series(group, area=area)


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        (HEADER, "month,area", r"counts.csv:1: expected the header month,area_rule"),
        (",3,", ",-3,", r"counts.csv:2, count: expected a whole number of 0 or more, got '-3'"),
        (",3,", ",3.0,", r"counts.csv:2, count: .*got '3.0'"),
        (",3,", ",,", r"counts.csv:2, count: .*the status is not_reported"),
        (",3,", ",٣,", r"counts.csv:2, count"),
        (",3,", ",9999999999999999999,", r"counts.csv:2, count"),
        (",,not", ",0,not", r"counts.csv:4, count: expected a blank count"),
        ("3,reported", "3,guessed", r"counts.csv:2, status: expected reported or not_reported"),
        ("2017-01", "2017-13", r"counts.csv:2, month: expected a month"),
        ("2017-01", "2016-12", r"counts.csv: expected a line for every month.*no line for 2017-01"),
        ("recorded_by_force", "guessed", r"counts.csv:2, area_rule: expected one of recorded"),
        ("Drugs,3", ",3", r"counts.csv:2: expected a name for both"),
        ("Drugs,3,", "Drugs,3,,", r"counts.csv:2: expected 6 fields.*got '7 fields'"),
        ("Burglary,0", "Drugs,0", r"counts.csv:3: expected one line for each.*as line 2"),
        ("Burglary,0", 'Burg"lary,"0', r"counts.csv"),
        ("Burglary,0", '"Burg"lary,0', r"counts.csv:3: expected a line of CSV"),
    ],
)
def test_bad_table(table: Path, old: str, new: str, match: str) -> None:
    """An error names the file, the line and the column."""
    table.write_text(table.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=match):
        read_counts(table)


def test_line_of_a_month_outside_the_range(table: Path) -> None:
    """A line that the range of the table does not hold is named."""
    lines = [
        f"2017-03,recorded_by_force,Testshire Police,{group},1,reported\n"
        for group in ("Drugs", "Burglary")
    ]
    with table.open("a", encoding="utf-8") as stream:
        stream.writelines(lines)
    with pytest.raises(InputError, match=r"counts.csv:[67], month: expected a month from 2017-01"):
        read_counts(table)


@pytest.mark.parametrize("text", ["", HEADER + "\n"])
def test_table_without_a_line(table: Path, text: str) -> None:
    """An empty table is an error."""
    table.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no line of counts"):
        read_counts(table)


def test_missing_sidecar(table: Path) -> None:
    """Counts without a word of where they are from are not read."""
    table.with_suffix(".yaml").unlink()
    with pytest.raises(InputError, match=r"counts.yaml: expected a YAML file beside the CSV file"):
        read_counts(table)


def test_newer_sidecar(table: Path) -> None:
    """A format of a later version is refused by name."""
    beside = table.with_suffix(".yaml")
    text = beside.read_text(encoding="utf-8").replace("format: 1", "format: 3\nmore: things")
    beside.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaVersionError, match="Upgrade safetykit"):
        read_counts(table)


def test_missing_table(table: Path) -> None:
    """A YAML file without its table is said so."""
    table.unlink()
    with pytest.raises(DocumentError, match=r"counts.csv: cannot be read"):
        read_counts(table)


@pytest.mark.parametrize("text", ["- list\n", "format: 1\n", "format: true\n"])
def test_sidecar_of_another_shape(table: Path, text: str) -> None:
    """A YAML file of another kind is refused with its place."""
    table.with_suffix(".yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=r"counts.yaml:1"):
        read_counts(table)


def test_name_without_csv(tmp_path: Path, make_counts: Make) -> None:
    """The two names differ in their end only, so the end is fixed."""
    with pytest.raises(InputError, match=r"a name that ends in .csv"):
        write_counts(make_counts(Month(2017, 1), Drugs=[3]), tmp_path / "counts.txt")


def test_findings_and_files_travel(tree: Path, tmp_path: Path) -> None:
    """The sidecar carries the checksum of each file and what is odd, and no path of a machine."""
    beside = write_counts(read_police_uk(tree), tmp_path / "c.csv")[1].read_text(encoding="utf-8")

    assert "SK-DQ-blank-id" in beside
    assert "name: 2017-01/2017-01-testshire-street.csv" in beside
    assert str(tree) not in beside
    assert "Open Government Licence v3.0" in beside


def test_counts_of_nothing_found_still_round_trip(tmp_path: Path, make_counts: Make) -> None:
    """A table in which nothing is reported is a table."""
    counts = attrs.evolve(make_counts(Month(2017, 1), Drugs=[None, None]), rows_read=4)

    assert read_counts(write_counts(counts, tmp_path / "c.csv")[0]) == counts


def quarterly(make_counts: Make) -> Counts:
    """Return counts of three quarters: one provisional, one not reported, two with a base."""
    plain = make_counts(Month(2017, 1), Drugs=[3, None, 5])
    return attrs.evolve(
        plain,
        months=(Month(2017, 1), Month(2017, 4), Month(2017, 7)),
        provisional=[[[False]], [[False]], [[True]]],
        denominators=[[[120.0]], [[math.nan]], [[61.5]]],
        step=3,
    )


def test_lines_of_quarters(tmp_path: Path, make_counts: Make) -> None:
    """A provisional figure says so, and a denominator stands beside its count."""
    path, _ = write_counts(quarterly(make_counts), tmp_path / "counts.csv")

    assert path.read_text(encoding="utf-8").splitlines() == [
        f"{HEADER},denominator",
        "2017-01,recorded_by_force,Testshire Police,Drugs,3,reported,120",
        "2017-04,recorded_by_force,Testshire Police,Drugs,,not_reported,",
        "2017-07,recorded_by_force,Testshire Police,Drugs,5,provisional,61.5",
    ]
    assert read_counts(path) == quarterly(make_counts)


def test_format_of_plain_counts(table: Path, tmp_path: Path, make_counts: Make) -> None:
    """What format 1 can hold is written in it; all else says that it is format 2."""
    _, beside = write_counts(quarterly(make_counts), tmp_path / "quarters.csv")

    assert "format: 1\n" in table.with_suffix(".yaml").read_text(encoding="utf-8")
    assert "format: 2\n" in beside.read_text(encoding="utf-8")
    assert "step: 3\n" in beside.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        (",120", ",-1", r"counts.csv:2, denominator: expected a number of 0 or more, got '-1'"),
        (",120", ",nan", r"counts.csv:2, denominator: .*Leave it blank"),
        (",120", ",1_20", r"counts.csv:2, denominator"),
        (",120", ",many", r"counts.csv:2, denominator"),
        (",120", "", r"counts.csv:2: expected 7 fields: .*denominator, got '6 fields'"),
        ("provisional", "guess", r"expected reported, provisional or not_reported, got 'guess'"),
        ("2017-04", "2017-05", r"counts.csv: expected a line for every month.*no line for 2017-04"),
    ],
)
def test_bad_table_of_quarters(
    tmp_path: Path, make_counts: Make, old: str, new: str, match: str
) -> None:
    """What format 2 adds is read as strictly as the rest."""
    path, _ = write_counts(quarterly(make_counts), tmp_path / "counts.csv")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=match):
        read_counts(path)


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ("format: 2", "format: 1", r"step.*: expected periods of one month in format 1, got 3"),
        ("step: 3", "step: 5", r"counts.yaml, step: expected 1, 3 or 12 months to a period, got 5"),
        ("step: 3", "step: 0", r"counts.yaml, step"),
    ],
)
def test_bad_step(tmp_path: Path, make_counts: Make, old: str, new: str, match: str) -> None:
    """A length of periods that the format does not know is refused."""
    path, beside = write_counts(quarterly(make_counts), tmp_path / "counts.csv")
    beside.write_text(beside.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=match):
        read_counts(path)


def test_format_1_knows_no_provisional_figures(table: Path) -> None:
    """A file of format 1 is read as it always was."""
    text = table.read_text(encoding="utf-8").replace("3,reported", "3,provisional")
    table.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"status: expected reported or not_reported"):
        read_counts(table)


def test_days_after_which_figures_are_due(tmp_path: Path, make_counts: Make) -> None:
    """The days travel with the table, which is then of format 2; a table without them is read."""
    counts = attrs.evolve(make_counts(Month(2017, 1), Drugs=[3]), due_days=45)
    path, beside = write_counts(counts, tmp_path / "counts.csv")
    text = beside.read_text(encoding="utf-8")

    assert "format: 2\n" in text
    assert "due_days: 45\n" in text
    assert counts == read_counts(path)
    beside.write_text(text.replace("due_days: 45\n", ""), encoding="utf-8")
    assert read_counts(path).due_days is None


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ("format: 2", "format: 1", r"due_days.*expected no days in format 1, got 45.*format: 2"),
        ("due_days: 45", "due_days: -1", r"due_days.*days from 0 to 3660, got -1"),
        ("due_days: 45", "due_days: 3661", r"due_days.*got 3661"),
    ],
)
def test_bad_days(tmp_path: Path, make_counts: Make, old: str, new: str, match: str) -> None:
    """Days that nobody could wait for are refused, with their place."""
    counts = attrs.evolve(make_counts(Month(2017, 1), Drugs=[3]), due_days=45)
    path, beside = write_counts(counts, tmp_path / "counts.csv")
    beside.write_text(beside.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=match):
        read_counts(path)


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ("format: 1", "format: 0", r"counts\.yaml.*format.*expected format 1 or 2, got 0"),
        ("format: 1", "format: -1", r"expected format 1 or 2, got -1"),
        ("last: 20", "last: 10", r"counts\.yaml.*last.*expected a month from 20"),
    ],
)
def test_sidecar_that_contradicts_itself(table: Path, old: str, new: str, match: str) -> None:
    """A format that never was, and months that run backwards, are refused at their line."""
    beside = table.with_suffix(".yaml")
    text = beside.read_text("utf-8")
    beside.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError, match=match):
        read_counts(table)
