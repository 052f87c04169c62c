"""Figures that contradict each other, or do not look right beside their denominators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from safetykit.errors import DocumentError
from safetykit.records import Counts, QualityFinding
from safetykit.records.aggregate import read_aggregate

HEADER = "period,area,indicator,value,denominator,owner,received on,provisional"
AS_OF = dt.date(2027, 3, 1)
Read = Callable[..., Counts]
QUARTERS = {
    1: ("2026-04..2026-06", "2026-07-10"),
    2: ("2026-07..2026-09", "2026-10-10"),
    3: ("2026-10..2026-12", "2027-01-10"),
}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a reader of lines, each a quarter's number, its value, its base and its sender."""

    def counted(*lines: tuple[int, str, str, str]) -> Counts:
        rows = [HEADER]
        for quarter, value, base, owner in lines:
            period, day = QUARTERS[quarter]
            name, _, mark = owner.partition("|")
            mark, _, received = mark.partition("|")
            rows.append(
                f"{period},Town,Referrals,{value},{base},{name},{received or day},{mark or 'no'}"
            )
        path = tmp_path / "mail.csv"
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return read_aggregate(path, as_of=AS_OF)

    return counted


def of_code(counts: Counts, code: str) -> list[QualityFinding]:
    """Return the findings of one code."""
    return [finding for finding in counts.quality if finding.code == f"SK-DQ-{code}"]


def test_more_than_there_were(read: Read) -> None:
    """A figure above its denominator stands, and a finding says that it is no share."""
    counts = read((1, "130", "120", "Council"), (2, "120", "120", "Council"))
    (found,) = of_code(counts, "above-base")

    assert 130 == counts.values[0, 0, 0]
    assert ("Town", "Referrals", 1) == (found.area, found.group, found.rows)
    assert "April 2026 to June 2026: 130 of 120." in found.message


@pytest.mark.parametrize(
    ("bases", "shifts"),
    [
        (("120", "1200", "1300"), 1),
        (("1200", "120", "1200"), 2),
        (("120", "1199", "1200"), 0),
        (("120", "", "1200"), 1),
        (("", "120", ""), 0),
    ],
)
def test_a_denominator_that_changes_tenfold(
    read: Read, bases: tuple[str, str, str], shifts: int
) -> None:
    """A denominator ten times the one before is found, whichever way, over gaps as well."""
    counts = read(*((i, "10", base, "Council") for i, base in enumerate(bases, 1)))
    found = of_code(counts, "base-shift")

    assert shifts == sum(len(finding.months) for finding in found)
    assert all("The denominator changed tenfold or more" in f.message for f in found)


def test_two_bodies_that_differ(read: Read) -> None:
    """What another body sends does not replace a figure in silence, not even a provisional one."""
    match = "was sent by Council and by Police, and the figures differ"

    with pytest.raises(DocumentError, match=match) as caught:
        read((1, "41", "", "Council|yes|2026-07-10"), (1, "45", "", "Police|no|2026-08-10"))
    assert "Ask both who answers for it" in str(caught.value)


def test_one_body_takes_over_from_another(read: Read) -> None:
    """A figure that says it is revised stands whoever sent it, and both are named."""
    lines = ((1, "41", "", "Council|no|2026-07-10"), (1, "45", "", "Police|revised|2026-08-10"))
    counts = read(*lines)
    (found,) = of_code(counts, "two-owners")

    assert 45 == counts.values.item()
    assert "sent by Council and by Police; what Police sent stands, 45." in found.message


def test_one_body_in_other_capitals(read: Read) -> None:
    """`town council` and `Town Council` are one body, which may correct what was provisional."""
    lines = ((1, "41", "", "Town Council|yes"), (1, "45", "", "town council|no|2026-08-10"))
    counts = read(*lines)

    assert 45 == counts.values.item()
    assert [] == of_code(counts, "two-owners")


def test_two_bodies_that_agree(read: Read) -> None:
    """Two that send the same are no contradiction, and are named."""
    counts = read((1, "41", "", "Council|no|2026-07-10"), (1, "41", "", "Police|no|2026-08-10"))

    assert 1 == len(of_code(counts, "two-owners"))


@pytest.mark.parametrize(
    ("value", "match"),
    [
        ("-3", "expected a whole number of 0 or more, n/a, or <5, got '-3'"),
        ("104%", "expected a count and not a percentage"),
    ],
)
def test_what_no_count_can_be(read: Read, value: str, match: str) -> None:
    """A count below nought and a share, of more than all even, are refused by file and line."""
    with pytest.raises(DocumentError, match=match):
        read((1, value, "", "Council"))
