"""Mappings of tables, read from YAML."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.errors import DocumentError, InputError
from safetykit.records import (
    POLICE_UK,
    AreaColumn,
    AreaRule,
    Filter,
    GroupColumn,
    Layout,
    Measure,
    PeriodColumns,
    PeriodFormat,
    Rename,
    TableMapping,
    Total,
    Travel,
    read_mapping,
)

TEXT = """
source:
  name: ambulance
  title: Call-outs to assaults
  publisher: Testshire Ambulance Trust
  url: by e-mail
  licence: under the sharing agreement of 2024
  attribution: Testshire Ambulance Trust
  travel: partner
  unit: call-out
  cannot_see: [Assaults to which nobody called an ambulance.]
period: {columns: [Year, Month], format: month}
area: {column: District, totals: [{label: County, within: Region}]}
group: {value: Assault}
measure: {kind: sum, column: Call-outs, denominator: Residents}
where: [{column: Kind, keep: [assault]}]
layout: {sheet: Data, until: Notes, missing: [n/k]}
"""


def write(tmp_path: Path, text: str) -> Path:
    """Write a mapping."""
    path = tmp_path / "calls.mapping.yaml"
    path.write_text(text, "utf-8")
    return path


def test_whole_mapping(tmp_path: Path) -> None:
    """Every part is read, and the columns that the table must have are known."""
    mapping = read_mapping(write(tmp_path, TEXT))

    assert Travel.PARTNER is mapping.source.travel
    assert PeriodFormat.MONTH is mapping.period.format
    assert AreaRule.AS_PUBLISHED is mapping.area.rule
    assert ("n/k",) == mapping.layout.missing
    assert ("Year", "Month", "District", "Call-outs", "Residents", "Region", "Kind") == (
        mapping.columns
    )


def test_columns_of_a_wide_table() -> None:
    """Each category's column is needed, and each total's."""
    mapping = TableMapping(
        source=POLICE_UK,
        period=PeriodColumns(format=PeriodFormat.YEAR, value="2024"),
        area=AreaColumn(value="Testshire"),
        group=GroupColumn(columns=("Theft", "Robbery"), totals=(Total(label="All"),)),
        measure=Measure(kind="sum"),
    )

    assert ("Theft", "Robbery", "All") == mapping.columns


def test_unknown_key_and_wrong_word_are_reported_together(tmp_path: Path) -> None:
    """All problems are reported at once, each with its line."""
    text = TEXT.replace("kind: sum", "kind: average").replace("until:", "untill:")
    with pytest.raises(DocumentError) as caught:
        read_mapping(write(tmp_path, text))

    words = str(caught.value)
    assert "average" in words
    assert "untill" in words
    assert "calls.mapping.yaml" in words


def test_newer_form_is_refused(tmp_path: Path) -> None:
    """A version that is not known is refused."""
    with pytest.raises(DocumentError, match="format"):
        read_mapping(write(tmp_path, "format: 2" + TEXT))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("columns: [Year, Month], ", "", "one of columns, value"),
        ("column: District, ", "column: District, value: All, ", "one of column, value"),
        ("value: Assault", "column: Kind, value: Assault", "one of column, value, columns"),
        (", column: Call-outs", "", "a column for a sum"),
        ("kind: sum", "kind: rows", "none for rows"),
        ("keep: [assault]", "keep: [assault], drop: [other]", "one of keep, drop"),
    ],
)
def test_parts_that_contradict(tmp_path: Path, old: str, new: str, expected: str) -> None:
    """What cannot be meant is refused, and the words say what can."""
    assert old in TEXT
    with pytest.raises(DocumentError, match=expected):
        read_mapping(write(tmp_path, TEXT.replace(old, new)))


def test_wide_table_of_rows() -> None:
    """In a wide table figures are summed: there is nothing else to count."""
    with pytest.raises(InputError, match="sum, where each category has a column"):
        TableMapping(
            source=POLICE_UK,
            period=PeriodColumns(format=PeriodFormat.YEAR, value="2024"),
            area=AreaColumn(value="Testshire"),
            group=GroupColumn(columns=("Theft",)),
        )


def test_prefix_for_the_totals_of_a_wide_table() -> None:
    """Columns are named one by one, so a prefix says nothing."""
    with pytest.raises(InputError, match="the names of columns as labels"):
        GroupColumn(columns=("Theft",), totals=(Total(prefix="Total"),))


def test_filter_without_a_label() -> None:
    """A filter without labels would keep nothing."""
    with pytest.raises(InputError, match="one of keep, drop"):
        Filter(column="Kind")


@pytest.mark.parametrize("sign", ["", "||", '"', "\n"])
def test_delimiter_that_parts_nothing(sign: str) -> None:
    """A delimiter is one sign that can stand between fields."""
    with pytest.raises(InputError, match=r"delimiter: expected one sign, .*A tab is"):
        Layout(delimiter=sign)


@pytest.mark.parametrize("part", [AreaColumn, GroupColumn])
def test_total_that_is_renamed(part: type[AreaColumn] | type[GroupColumn]) -> None:
    """A total under another name would be counted beside its parts, so it is refused."""
    totals = (Total(label="Total"),)
    with pytest.raises(InputError, match=r"\.renames: expected All among the totals, or no rename"):
        part(column="X", totals=totals, renames=(Rename(found="Total", name="All"),))

    both = (Total(label="Total"), Total(label="All"))
    renames = (Rename(found="Total", name="All"), Rename(found="total", name="Total"))
    assert both == part(column="X", totals=both, renames=renames).totals
