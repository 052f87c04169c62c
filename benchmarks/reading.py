"""Time reading a national tree against what one would write by hand, each in its own process.

The tree is that of `national.py`, as large as wanted. The sides take turns; the table shows the
medians, the highest memory, and the ratio to one indicator by hand in the same engine.

    python benchmarks/national.py /tmp/tree --scale 0.1 --parquet /tmp/tree.parquet
    python benchmarks/reading.py /tmp/tree [--parquet /tmp/tree.parquet] [--runs 3]

"20 indicators" are 20 categories and sums of categories in small areas, taken from the counts of
one reading. The pandas sides want pandas, and pyarrow for Parquet.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
WANTED = ["Month", "LSOA code", "Crime type"]


def files_of(tree: str) -> list[str]:
    return sorted(str(path) for path in Path(tree).rglob("*-street.csv"))


def by_hand(tree: str) -> None:
    """One indicator, columns told and quoting off: the fastest that was found."""
    import duckdb

    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in HEADER.split(","))
    duckdb.connect().execute(
        f"""SELECT "Month", "LSOA code", count(*) FROM read_csv(?, auto_detect = false,
            header = true, quote = '', escape = '', columns = {{{columns}}})
            WHERE "Crime type" = 'Burglary' GROUP BY ALL""",
        [files_of(tree)],
    ).fetchnumpy()


def by_hand_all(tree: str) -> None:
    """All categories at once by hand, as one query of the engine, its texts and all."""
    import duckdb

    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in HEADER.split(","))
    duckdb.connect().execute(
        f"""SELECT "Month", "LSOA code", "Crime type", count(*) FROM read_csv(?,
            auto_detect = false, header = true, quote = '', escape = '', columns = {{{columns}}})
            GROUP BY ALL""",
        [files_of(tree)],
    ).fetchnumpy()


def with_pandas(tree: str) -> None:
    import pandas as pd

    parts = [pd.read_csv(path, usecols=WANTED) for path in files_of(tree)]
    rows = pd.concat(parts)
    rows[rows["Crime type"] == "Burglary"].groupby(["Month", "LSOA code"]).size()


def with_pandas_parquet(path: str) -> None:
    import pandas as pd

    rows = pd.read_parquet(path, columns=WANTED)
    rows[rows["Crime type"] == "Burglary"].groupby(["Month", "LSOA code"]).size()


def ours(tree: str, cache: str | None = None) -> None:
    """Twenty indicators by month and small area, with all checks, from one reading."""
    from safetykit.records import read_police_uk

    counts = read_police_uk(tree, small_areas=True, cache=cache)
    few = len(counts.groups)
    for n in range(20):
        wanted = [n % few] if n < few else [n % few, (n + 1) % few]
        counts.values[:, :, wanted].sum(axis=2)
    rows, aside = counts.rows_read, counts.rows_set_aside
    print(f"# {rows:,} rows by the byte count = {rows - aside:,} counted + {aside:,} set aside")


def ours_parquet(path: str) -> None:
    from safetykit.records.counting import SourceFile, count_files
    from safetykit.records.query import Query

    query = Query(keys=(("Month",), ("LSOA code",), ("Crime type",)))
    count_files([SourceFile(path=Path(path), name="a.parquet")], query)


SIDES: dict[str, Callable[..., None]] = {
    "by hand, one indicator": by_hand,
    "by hand, all categories": by_hand_all,
    "safetykit, 20 indicators": ours,
    "pandas, one indicator": with_pandas,
    "pandas, Parquet, one indicator": with_pandas_parquet,
    "safetykit, Parquet, all categories": ours_parquet,
}


def run(side: str, *arguments: str) -> tuple[float, float, str]:
    """Run a side in a process of its own; return its seconds, its megabytes and its words."""
    command = [sys.executable, __file__, "--side", side, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    *words, last = done.stdout.splitlines()
    seconds, megabytes = last.split()
    return float(seconds), float(megabytes), " ".join(words)


def one_side(side: str, arguments: list[str]) -> None:
    start = time.perf_counter()
    SIDES[side](*arguments)
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def refresh(tree: str) -> tuple[float, float]:
    """Return the seconds of a first reading with a cache, and of one with a new last month."""
    months = sorted(path for path in Path(tree).iterdir() if path.is_dir())
    with tempfile.TemporaryDirectory() as aside, tempfile.TemporaryDirectory() as cache:
        moved = shutil.move(months[-1], aside)
        first = run("safetykit, 20 indicators", tree, cache)[0]
        shutil.move(moved, tree)
        return first, run("safetykit, 20 indicators", tree, cache)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tree", nargs="*")
    parser.add_argument("--parquet")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--side")
    args = parser.parse_args()
    if args.side:
        one_side(args.side, args.tree)
        return
    (tree,) = args.tree
    found: dict[str, list[tuple[float, float, str]]] = {}
    for _ in range(args.runs):
        for side in SIDES:
            if "Parquet" not in side:
                found.setdefault(side, []).append(run(side, tree))
            elif args.parquet:
                found.setdefault(side, []).append(run(side, args.parquet))
    base = statistics.median(seconds for seconds, _, _ in found["by hand, one indicator"])
    for side, runs in found.items():
        seconds = statistics.median(one[0] for one in runs)
        memory = max(one[1] for one in runs)
        print(f"{side:<36}{seconds:8.2f} s {seconds / base:6.2f} x {memory:7,.0f} MB  {runs[0][2]}")
    first, later = refresh(tree)
    print(
        f"first reading with a cache {first:.2f} s; a new month {later:.2f} s: {later / first:.3f}"
    )


if __name__ == "__main__":
    main()
