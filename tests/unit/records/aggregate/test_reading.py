"""Tables of figures that partners sent, read as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from safetykit.errors import DocumentError, InputError
from safetykit.quantities import Month
from safetykit.records import Counts, QualityFinding, Travel, read_counts, write_counts
from safetykit.records.aggregate import read_aggregate, read_figures

HEADER = "period,area,indicator,value,denominator,owner,received on,provisional,note"
AS_OF = dt.date(2026, 12, 1)
Mail = Callable[..., Path]


@pytest.fixture
def mail(tmp_path: Path) -> Mail:
    """Return a writer of files of figures, a line for each text."""

    def write(*lines: str, name: str = "mail.csv", header: str = HEADER) -> Path:
        path = tmp_path / name
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return path

    return write


def line(
    period: str = "2026-07",
    value: str = "41",
    base: str = "",
    received: str = "2026-08-10",
    mark: str = "no",
    *,
    area: str = "Lincoln",
    indicator: str = "Referrals",
    note: str = "",
) -> str:
    """Return a line of a table of figures."""
    return f'{period},{area},{indicator},"{value}",{base},Town Police,{received},{mark},{note}'


def of_code(counts: Counts, code: str) -> list[QualityFinding]:
    """Return the findings of one code."""
    return [finding for finding in counts.quality if finding.code == f"SK-DQ-{code}"]


def test_figures_become_counts(mail: Mail) -> None:
    """Each figure stands at its period, area and indicator, with its base and its flag."""
    path = mail(
        line("2026-07", "1,041", "2000"),
        line("2026-08", "0", received="2026-09-10", mark="yes"),
        line("2026-08", "7", received="2026-09-10", area="Boston"),
    )
    counts = read_aggregate(path, as_of=AS_OF)

    assert ["Boston (as published)", "Lincoln (as published)"] == [str(a) for a in counts.areas]
    assert [[[0], [1041]], [[7], [0]]] == counts.values.tolist()
    assert [[[False], [True]], [[True], [True]]] == counts.reported.tolist()
    assert [[[False], [False]], [[False], [True]]] == counts.provisional.tolist()
    assert counts.denominators is not None
    assert 2000.0 == counts.denominators[0, 1, 0]
    assert 3 == np.isnan(counts.denominators).sum()
    assert (3, 0, "mail.csv", 3) == (
        counts.rows_read,
        counts.rows_set_aside,
        counts.files[0].name,
        counts.files[0].rows,
    )


def test_partners_figures_are_not_public(mail: Mail) -> None:
    """What came by mail is protected before it is shown, unless the caller says otherwise."""
    assert Travel.PARTNER == read_aggregate(mail(line()), as_of=AS_OF).source.travel


def test_counts_of_returns_can_be_kept(mail: Mail, tmp_path: Path) -> None:
    """The table of counts gives back what was read, findings and flags included."""
    path = mail(
        line("2026/27 Q1", "9", "30", mark="yes"), line("2026/27 Q2", "<5", "", "2026-11-01")
    )
    counts = read_aggregate(path, as_of=AS_OF)

    assert counts == read_counts(write_counts(counts, tmp_path / "counts.csv")[0])


def test_suppressed_is_not_nought(mail: Mail) -> None:
    """A figure too small to send is not reported, and its bounds are kept."""
    counts = read_aggregate(mail(line(value="<5")), as_of=AS_OF)
    (finding,) = of_code(counts, "suppressed")

    assert not counts.reported.any()
    assert "2026-07: 0 to 4" in finding.message
    assert ("Lincoln", "Referrals") == (finding.area, finding.group)


def test_not_known_and_not_sent(mail: Mail) -> None:
    """A figure that its sender lacks and one that never came are told apart; neither is 0."""
    counts = read_aggregate(
        mail(
            line("2026-07"),
            line("2026-08", "n/a", "", "2026-09-01"),
            line("2026-10", "", "", "", ""),
        ),
        as_of=AS_OF,
    )

    assert [True, False, False, False] == counts.reported[:, 0, 0].tolist()
    assert (Month(2026, 8),) == of_code(counts, "not-known")[0].months
    assert (Month(2026, 9), Month(2026, 10)) == of_code(counts, "not-sent")[0].months


def test_late_figure(mail: Mail) -> None:
    """A figure is late by the day it first came; the finding says by how much."""
    path = mail(line(received="2026-08-31"), line("2026-08", received="2026-10-02"))
    counts = read_aggregate(path, as_of=AS_OF)
    (finding,) = of_code(counts, "late")

    assert (Month(2026, 8),) == finding.months
    assert "took 32 days" in finding.message
    assert not of_code(read_aggregate(path, as_of=AS_OF, due_days=32), "late")


def test_days_after_which_figures_are_due_are_kept(mail: Mail) -> None:
    """The counts say by which days they were read, and how to make them again."""
    path = mail(line())
    (read,) = read_figures(path, as_of=AS_OF, due_days=45)

    assert 31 == read_aggregate(path, as_of=AS_OF).due_days
    assert 45 == read.due_days
    assert ("--due-days", "45") == read.parameters[-2:]


@pytest.mark.parametrize("days", [-1, 3661, True, "31", 1.5])
def test_no_number_of_days(mail: Mail, days: Any) -> None:
    """What is no number of days is refused before a file is looked at."""
    with pytest.raises(InputError, match=r"due_days: expected a whole number of days from 0 to"):
        read_aggregate(mail(line()), as_of=AS_OF, due_days=days)
    with pytest.raises(InputError, match=r"due_days: expected a whole number of days from 0 to"):
        read_figures(mail(line()), as_of=AS_OF, due_days=days)


def test_revision_of_a_late_answer_is_not_late_again(mail: Mail) -> None:
    """A provisional figure in time makes the final one in time."""
    path = mail(line(mark="yes"), line(value="44", received="2026-11-20"))

    assert not of_code(read_aggregate(path, as_of=AS_OF), "late")


@pytest.mark.parametrize(("first", "second"), [("yes", "no"), ("yes", "yes"), ("no", "revised")])
def test_later_figure_stands(mail: Mail, first: str, second: str) -> None:
    """A provisional figure gives way, and a final one to a figure that says it is revised."""
    old = mail(line(mark=first), name="old.csv")
    new = mail(line(value="44", received="2026-09-01", mark=second), name="new.csv")
    counts = read_aggregate([new, old], as_of=AS_OF)
    (finding,) = of_code(counts, "revised")

    assert 44 == counts.values.item()
    assert (2, 1) == (counts.rows_read, counts.rows_set_aside)
    assert "41 (Town Police, 2026-08-10) became 44 (Town Police, 2026-09-01): +3, +7.3%" in (
        finding.message
    )
    assert ("new.csv", 2) == (finding.file, finding.line)
    assert "1 lines stand for a cell" in of_code(counts, "set-aside")[0].message


def test_final_figure_does_not_give_way_in_silence(mail: Mail) -> None:
    """Two final figures contradict each other; both are named."""
    old = mail(line(), name="old.csv")
    new = mail(line(value="44", received="2026-09-01"), name="new.csv")
    with pytest.raises(
        DocumentError, match=r"(?s)new.csv:2.*was final, and a later.*old.csv:2.*write \"revised\""
    ):
        read_aggregate([old, new], as_of=AS_OF)


def test_figure_sent_twice_alike(mail: Mail) -> None:
    """A repeat that agrees is one figure, and its line is set aside."""
    files = [
        mail(line(), name="old.csv"),
        mail(line(received="2026-09-01"), line("2026-08", received="2026-09-01"), name="new.csv"),
    ]
    counts = read_aggregate(files, as_of=AS_OF)

    assert not of_code(counts, "revised")
    assert (82, 1) == (counts.values.sum(), counts.rows_set_aside)


@pytest.mark.parametrize(
    ("names", "second", "match"),
    [
        (("a.csv", "a.csv"), line(), r"a.csv:3.*is there twice in one file"),
        (("a.csv", "b.csv"), line(value="44"), r"was sent twice on one day"),
    ],
)
def test_figure_twice(mail: Mail, names: tuple[str, str], second: str, match: str) -> None:
    """Where nothing says which came later, nobody chooses."""
    if names[0] == names[1]:
        paths = [mail(line(), second, name=names[0])]
    else:
        paths = [mail(line(), name=names[0]), mail(second, name=names[1])]
    with pytest.raises(DocumentError, match=match):
        read_aggregate(paths, as_of=AS_OF)


def test_number_after_not_known(mail: Mail) -> None:
    """What was not known may come later; a blank line says nothing against a figure."""
    path = mail(line(value="n/a"), line(value="44", received="2026-09-01"), line(value="", mark=""))
    counts = read_aggregate(path, as_of=AS_OF)

    assert 44 == counts.values.item()
    assert "n/a (Town Police, 2026-08-10) became 44" in of_code(counts, "revised")[0].message


def test_notes_and_senders_reach_the_counts(mail: Mail) -> None:
    """Who sent what when, and what they said of it, travels with the counts."""
    counts = read_aggregate(mail(line(note="New recording system from June")), as_of=AS_OF)

    assert "One figure of Town Police, received on 2026-08-10." == (
        of_code(counts, "received")[0].message
    )
    assert "New recording system from June" in of_code(counts, "note")[0].message


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("2026-10-01", "2026-10-01", "2026-10-03"), "on 2026-10-01 and 2026-10-03."),
        (("2026-10-09", "2026-10-01", "2026-10-03"), "on 3 days from 2026-10-01 to 2026-10-09."),
    ],
)
def test_days_of_one_sender(mail: Mail, days: tuple[str, ...], words: str) -> None:
    """One finding for each file and sender says on which days its figures came."""
    path = mail(*(line(f"2026-{7 + i:02d}", received=day) for i, day in enumerate(days)))
    (finding,) = of_code(read_aggregate(path, as_of=AS_OF), "received")

    assert f"3 figures of Town Police, received {words}" == finding.message
    assert ("mail.csv", 3) == (finding.file, finding.rows)


def test_periods_of_two_lengths(mail: Mail) -> None:
    """One shape holds periods of one length; the others are set aside by name."""
    path = mail(line(), line("2026/27 Q1", indicator="Grants"))
    with pytest.raises(InputError, match=r"figures of months and quarters.*step=1, then step=3"):
        read_aggregate(path, as_of=AS_OF)
    counts = read_aggregate(path, as_of=AS_OF, step=3)

    assert (3, ("Grants",), 1) == (counts.step, counts.groups, counts.rows_set_aside)
    assert "periods of another length" in of_code(counts, "set-aside")[0].message
    with pytest.raises(InputError, match=r"the length of a period in the files: months, quarters"):
        read_aggregate(path, as_of=AS_OF, step=12)
    with pytest.raises(InputError, match=r"1, 3 or 12 months to a period"):
        read_aggregate(path, as_of=AS_OF, step=2)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (line("2026-12", received="2026-11-30", mark="yes"), None),
        (line("2027-01"), r"\(period\): January 2027 has not begun on 2026-12-01"),
        (line(received="2027-08-10"), r"\(received on\): 2027-08-10 is after 2026-12-01"),
        (line(received="2026-07-31"), r"July 2026 was not over on 2026-07-31.*as provisional"),
        (line(base="0"), r"\(denominator\): expected a number above 0"),
        (line(value="45%"), r"mail.csv:2 \(value\): expected a count and not a percentage"),
        (line("2026 Q3"), r"\(period\): expected a quarter whose first month is known"),
        (line(area=""), r"\(area\): expected a name, got ''"),
        (line(received="10/08/2026"), r"\(received on\): expected a day"),
        (line(mark="perhaps"), r"\(provisional\): expected yes, no or revised"),
        (line() + ",more", r"mail.csv:2: has 10 fields and not 9"),
    ],
)
def test_line_that_does_not_fit(mail: Mail, text: str, match: str | None) -> None:
    """An error names file, line and column."""
    path = mail(text)
    if match is None:  # a provisional figure of a month that has just begun
        assert read_aggregate(path, as_of=AS_OF).provisional.all()
        return
    with pytest.raises(DocumentError, match=match):
        read_aggregate(path, as_of=AS_OF)


def test_all_problems_at_once(mail: Mail) -> None:
    """Problems of all lines of all files come together."""
    first = mail(line(value="4.5"), line("2026-08", mark=""), name="a.csv")
    second = mail(line("soon", value="lots"), name="b.csv")
    with pytest.raises(DocumentError) as caught:
        read_aggregate([first, second], as_of=AS_OF)

    assert ["a.csv:2", "a.csv:3", "b.csv:2", "b.csv:2"] == [
        f"{Path(p.place.file or '').name}:{p.place.line}" for p in caught.value.problems
    ]


def test_quarters_that_do_not_line_up(mail: Mail) -> None:
    """Quarters from April and from May overlap, and cannot stand in one table."""
    path = mail(line("2026-04..2026-06"), line("2026-08..2026-10", received="2026-11-05"))
    with pytest.raises(DocumentError, match=r"August 2026 to October 2026 overlaps"):
        read_aggregate(path, as_of=AS_OF)


@pytest.mark.parametrize(
    ("header", "match"),
    [
        (HEADER.replace("value", "vlaue"), r'no column is called vlaue. Did you mean "value"'),
        (HEADER.replace(",note", ",value"), r"is a second column value"),
        (HEADER.replace("owner", "note").replace(",note,", ",", 1), r"the column owner is missing"),
        (HEADER + ",", r"no column is called a blank"),
        ("", r"no column is called 2026-07"),
    ],
)
def test_header_that_does_not_fit(mail: Mail, header: str, match: str) -> None:
    """No column is guessed and none is passed over."""
    with pytest.raises(DocumentError, match=match):
        read_aggregate(mail(line(), header=header), as_of=AS_OF)


def test_columns_in_any_order_and_without_the_optional_ones(mail: Mail) -> None:
    """Columns are found by name."""
    header = "Value,Provisional,Received_on,Owner,Indicator,Area,Period"
    counts = read_aggregate(
        mail("41,no,2026-08-10,Town Police,Referrals,Lincoln,2026-07", header=header), as_of=AS_OF
    )

    assert 41 == counts.values.item()
    assert counts.denominators is None


def test_files_that_are_no_tables(mail: Mail, tmp_path: Path) -> None:
    """Each file that cannot be read is named, all at once."""
    empty = mail(name="empty.csv")
    blank = tmp_path / "blank.csv"
    blank.write_text("\n \n", encoding="utf-8")
    quote = mail('2026-07,"Lin', name="quote.csv")
    with pytest.raises(DocumentError) as caught:
        read_aggregate(
            [tmp_path, tmp_path / "gone.csv", tmp_path / "figures.doc", empty, blank, quote],
            as_of=AS_OF,
        )
    text = str(caught.value)

    assert "gone.csv: cannot be read" in text
    assert f"{tmp_path}: is a folder, and not a table of figures. Name the tables in it." in text
    assert "figures.doc: is neither a CSV (.csv) nor a workbook (.xlsx). Write the fig" in text
    assert "empty.csv: has a header and no line under it" in text
    assert "blank.csv: holds nothing" in text
    assert "quote.csv:2: is no line of CSV" in text


def test_no_file_and_the_same_file_twice(mail: Mail) -> None:
    """A file that was saved twice is counted once, by refusing the second."""
    with pytest.raises(InputError, match="one or more tables of figures"):
        read_aggregate([], as_of=AS_OF)
    first, again = mail(line(), name="a.csv"), mail(line(), name="b.csv")
    with pytest.raises(InputError, match=r"b.csv: expected each file once, got 'the same bytes as"):
        read_aggregate([first, again], as_of=AS_OF)
    with pytest.raises(InputError, match=r"expected each file once"):
        read_aggregate([first, first], as_of=AS_OF)
