"""What a program that counts a relation of DuckDB leaves behind when it ends: nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("numpy")
pytest.importorskip("narwhals")

PROGRAM = """
import duckdb
from safetykit.records import (
    POLICE_UK, AreaColumn, DataSource, GroupColumn, Measure, PeriodColumns, PeriodFormat,
    TableMapping, Travel, count_frame,
)

source = DataSource(name="made-up", title="", publisher="", url="", licence="", attribution="",
                    travel=Travel.PARTNER)
mapping = TableMapping(
    source=source,
    period=PeriodColumns(format=PeriodFormat.DATE, columns=("Month",)),
    area=AreaColumn(column="LSOA name"),
    group=GroupColumn(column="Crime type"),
    measure=Measure(kind="distinct", column="Crime ID"),
)
connection = {connection}
rows = connection.sql('''
    SELECT '2024-01' AS Month, 'Testshire' AS "Reported by", 'E01000001' AS "LSOA code",
        'Testing 001A' AS "LSOA name", 'Drugs' AS "Crime type", i::VARCHAR AS "Crime ID"
    FROM range(1000) AS t(i)''')
print(count_frame(rows, POLICE_UK).rows_read)
print(count_frame(connection.sql('SELECT * REPLACE (DATE \\'2024-01-05\\' AS Month) FROM rows'),
                  mapping).values.sum())
"""


@pytest.mark.parametrize("connection", ["duckdb", "duckdb.connect()"])
def test_nothing_is_printed_at_the_end(connection: str) -> None:
    """Counting leaves no message of a leak, whichever connection holds the relation."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("{connection}", connection)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "", "1000\n1000\n") == (done.returncode, done.stderr, done.stdout)
