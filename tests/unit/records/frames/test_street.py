"""Street crime in a frame: the words of findings, and the order in which the rows stand."""

from __future__ import annotations

import pytest

pytest.importorskip("narwhals")

import duckdb

from safetykit.quantities import Month
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, QualityCode, count_frame

FORCE = AreaKey(AreaRule.RECORDED_BY_FORCE, "Testshire")
BUSY = """
    SELECT '2024-' || lpad(m::VARCHAR, 2, '0') AS Month, 'Testshire' AS "Reported by",
        'E01000001' AS "LSOA code", 'Testing 001A' AS "LSOA name",
        CASE WHEN m = 6 OR i = 0 THEN 'Drugs' ELSE 'Burglary' END AS "Crime type",
        m::VARCHAR || '-' || i::VARCHAR AS "Crime ID"
    FROM range(1, 13) AS months(m), range(40) AS rows(i) WHERE m <> 9
"""


def count(query: str) -> Counts:
    """Count what a query gives."""
    with duckdb.connect() as connection:
        return count_frame(connection.sql(query), POLICE_UK)


def test_a_busy_category_without_a_row() -> None:
    """A zero where burglary is busy, and a month without a row, are not reported."""
    counts = count(BUSY)

    burglary = counts.series("Burglary", area=FORCE)
    known = set(burglary.reported_months())
    assert {Month(2024, 6), Month(2024, 9)} == set(counts.months) - known
    assert [39] * 10 == burglary.values[burglary.reported].tolist()


def test_findings_speak_of_rows() -> None:
    """What is said of files where files were read is said of rows here."""
    counts = count(BUSY)

    words = {f.code: f.message for f in counts.quality if f.area in ("Testshire", "")}
    assert words[QualityCode.MISSING_MONTH].startswith("No row for 2024-09")
    assert "though the force has rows" in words[QualityCode.ZERO]
    assert "is in the frame" in words[QualityCode.ABSENT_CATEGORY]
    assert not [f.message for f in counts.quality[:-1] if "file" in f.message]


def test_identities_are_compared_within_a_month() -> None:
    """One identity in two months is no repeat; twice in one month it is one."""
    twice = f'SELECT * REPLACE (\'1\' AS "Crime ID") FROM ({BUSY}) WHERE "Crime ID" IN ({{}})'
    apart, together = count(twice.format("'1-1', '2-1'")), count(twice.format("'1-1', '1-2'"))

    repeats = [
        [f.rows for f in counts.quality if f.code == QualityCode.REPEATED_ID]
        for counts in (apart, together)
    ]
    assert [[], [1]] == repeats
    assert "of the same force and month" in together.quality[0].message
