"""Time reading a national tree against what one would write by hand, each in its own process.

The tree is that of `national.py`, as large as wanted. The sides take turns; the table shows the
medians of the seconds that passed and of the seconds that processors worked, the highest memory,
and both ratios to one indicator by hand in DuckDB. Where others use the machine too, the seconds of
work say more. Imports count; our modules are compiled first, as an installer does.

    python benchmarks/national.py /tmp/tree --scale 0.1 --parquet /tmp/tree.parquet
    python benchmarks/reading.py /tmp/tree [--parquet /tmp/tree.parquet] [--runs 3]
    python benchmarks/reading.py /tmp/tree --lines

`--lines` reads a quarter, a half, three quarters and all of the months instead, and fits a line.

"20 indicators" are 20 categories and sums of categories in small areas, taken from the counts of
one reading. The pandas sides want pandas, and pyarrow for Parquet.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
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


def ours_by_engine(tree: str) -> None:
    """The same, with every file read by the engine, plain ones too."""
    from safetykit.records import counting

    counting.reads = lambda _: False
    ours(tree)


def ours_parquet(path: str) -> None:
    from safetykit.records.counting import SourceFile, count_files
    from safetykit.records.query import Query

    query = Query(keys=(("Month",), ("LSOA code",), ("Crime type",)))
    count_files([SourceFile(path=Path(path), name="a.parquet")], query)


SIDES: dict[str, Callable[..., None]] = {
    "by hand, one indicator": by_hand,
    "by hand, all categories": by_hand_all,
    "safetykit, 20 indicators": ours,
    "safetykit, by the engine alone": ours_by_engine,
    "pandas, one indicator": with_pandas,
    "pandas, Parquet, one indicator": with_pandas_parquet,
    "safetykit, Parquet, all categories": ours_parquet,
}


@dataclass(frozen=True)
class Run:
    """One run: seconds that passed, seconds of work, megabytes, and what it said."""

    wall: float
    work: float
    megabytes: float
    words: str


def run(side: str, *arguments: str) -> Run:
    """Run a side in a process of its own."""
    command = [sys.executable, __file__, "--side", side, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    *words, last = done.stdout.splitlines()
    wall, work, megabytes = (float(number) for number in last.split())
    return Run(wall, work, megabytes, " ".join(words))


def one_side(side: str, arguments: list[str]) -> None:
    start = time.perf_counter()
    SIDES[side](*arguments)
    wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def compile_ours() -> None:
    """Compile our modules to byte code; those of the other sides came compiled."""
    found = importlib.util.find_spec("safetykit")
    for folder in (found and found.submodule_search_locations) or ():
        compileall.compile_dir(folder, quiet=1)


def months_of(tree: str) -> list[Path]:
    return sorted(path for path in Path(tree).iterdir() if path.is_dir())


def refresh(tree: str, runs: int) -> tuple[Run, list[Run]]:
    """Return a first reading with a cache, and some with a new last month."""
    side = "safetykit, 20 indicators"
    with tempfile.TemporaryDirectory() as aside, tempfile.TemporaryDirectory() as cache:
        moved = shutil.move(months_of(tree)[-1], aside)
        try:
            first = run(side, tree, cache)
        finally:
            shutil.move(moved, tree)
        later = []
        for i in range(runs):
            again = shutil.copytree(cache, Path(aside, str(i)))
            later.append(run(side, tree, str(again)))
        return first, later


def lines(tree: str, runs: int) -> None:
    """Read parts of the months, and fit a line through the seconds of work by the rows."""
    import numpy as np

    months, points = months_of(tree), []
    for quarter in list(range(1, 5)) * runs:
        with tempfile.TemporaryDirectory() as part:
            for month in months[: len(months) * quarter // 4]:
                Path(part, month.name).mkdir()
                for file in month.iterdir():
                    Path(part, month.name, file.name).symlink_to(file.resolve())
            done = run("safetykit, 20 indicators", part)
        rows = int(done.words.split()[1].replace(",", ""))
        points.append((rows, done.work, done.wall))
        print(f"{rows:>12,} rows {done.work:6.2f} s of work {done.wall:6.2f} s")
    x, y, _ = np.array(points).T
    slope, fixed = np.polyfit(x, y, 1)
    left = ((y - fixed - slope * x) ** 2).sum() / ((y - y.mean()) ** 2).sum()
    print(f"{fixed:.2f} s + {slope * 1e6:.3f} s for each million rows; R2 {1 - left:.4f}")


def table(found: dict[str, list[Run]]) -> None:
    base = found["by hand, one indicator"]
    wall, work = (statistics.median(getattr(r, name) for r in base) for name in ("wall", "work"))
    for side, runs in found.items():
        passed = statistics.median(one.wall for one in runs)
        worked = statistics.median(one.work for one in runs)
        print(
            f"{side:<36}{passed:8.2f} s {passed / wall:6.2f} x {worked:8.2f} s of work "
            f"{worked / work:6.2f} x {max(r.megabytes for r in runs):7,.0f} MB  {runs[0].words}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tree", nargs="*")
    parser.add_argument("--parquet")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--side")
    args = parser.parse_args()
    if args.side:
        one_side(args.side, args.tree)
        return
    compile_ours()
    (tree,) = args.tree
    if args.lines:
        lines(tree, args.runs)
        return
    found: dict[str, list[Run]] = {}
    for _ in range(args.runs):
        for side in SIDES:
            if "Parquet" not in side:
                found.setdefault(side, []).append(run(side, tree))
            elif args.parquet:
                found.setdefault(side, []).append(run(side, args.parquet))
    table(found)
    print_refresh(tree, args.runs)


def print_refresh(tree: str, runs: int) -> None:
    first, later = refresh(tree, runs)
    wall, work = (statistics.median(getattr(r, name) for r in later) for name in ("wall", "work"))
    print(
        f"first reading with a cache {first.wall:.2f} s ({first.work:.2f} of work); a new month "
        f"{wall:.2f} s ({work:.2f}): {wall / first.wall:.3f} ({work / first.work:.3f})"
    )


if __name__ == "__main__":
    main()
