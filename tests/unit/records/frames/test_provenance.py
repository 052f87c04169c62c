"""What counts of a frame say of where they come from, on their way to a result."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("narwhals")

import duckdb

import safetykit
from safetykit.quantities import Month, month_range
from safetykit.records import POLICE_UK, Counts, count_frame, read_counts, write_counts
from safetykit.testing import plan_street_rows, write_police_uk_tree

PLAN = Path(__file__).parents[4] / "examples/plans/city-of-london.yaml"


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> Counts:
    """Counts of a frame of three years of one force."""
    folder, rng = tmp_path_factory.mktemp("street"), random.Random(5)
    months = month_range(Month(2016, 1), Month(2018, 12))
    rows = plan_street_rows(months, rng=rng, districts=("City of London",), max_rows=3)
    write_police_uk_tree(folder, rows, rng=rng, force="City of London Police")
    query = f"SELECT * FROM read_csv('{folder}/*/*.csv', all_varchar = true)"
    return count_frame(duckdb.connect().sql(query), POLICE_UK)


def test_the_frame_stands_among_the_inputs_of_a_result(counts: Counts) -> None:
    """An evaluation names the frame and the digest of its groups, where files would stand."""
    evaluation = safetykit.evaluate(safetykit.load(PLAN), counts)

    digest = counts.parameters[4]
    assert (("a frame of DuckDB", digest),) == evaluation.provenance.inputs
    assert counts.rows_read == evaluation.provenance.rows_read
    assert digest in " ".join(finding.message for finding in evaluation.quality)


def test_the_table_of_counts_keeps_it(counts: Counts, tmp_path: Path) -> None:
    """Counts of a frame that were written are read as they were."""
    write_counts(counts, tmp_path / "counts.csv")

    again = read_counts(tmp_path / "counts.csv")

    assert counts == again
    assert (("a frame of DuckDB", counts.parameters[4]),) == again.inputs
