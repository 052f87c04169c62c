"""Time reading a folder of street crime against the same group-by written by hand for DuckDB.

Both sides run in turn, in this process and from warm files; the ratios are of medians. A command,
such as `safetykit evaluate plan.yaml --records DIR`, can be timed beside them, each in a process of
its own, against a hand-written script that is started the same way.

    python benchmarks/police_uk.py DIR [--runs 9] [--command "safetykit evaluate ..."]
"""

from __future__ import annotations

import argparse
import shlex
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

BY_HAND = """
import duckdb, sys
files = [line for line in sys.stdin.read().splitlines()]
with duckdb.connect() as connection:
    connection.execute(
        '''SELECT "Month", "Reported by", "LSOA name", "Crime type", count(*)
           FROM read_csv(?, all_varchar = true, union_by_name = true) GROUP BY ALL''', [files]
    ).fetchall()
"""


def files_of(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*-street.csv*"))


def by_hand(folder: Path, *, told_columns: bool) -> None:
    """Group the rows with DuckDB: with columns found by it, or told (the fastest that there is)."""
    import duckdb

    files = files_of(folder)
    options = "union_by_name = true"
    if told_columns:
        from safetykit.records import POLICE_UK

        names = ", ".join(f"'{column}': 'VARCHAR'" for column in POLICE_UK.columns)
        options = f"auto_detect = false, header = true, columns = {{{names}}}"
    query = f"""SELECT "Month", "Reported by", "LSOA name", "Crime type", count(*)
        FROM read_csv(?, all_varchar = true, {options}) GROUP BY ALL"""
    with duckdb.connect() as connection:
        connection.execute(query, [files]).fetchall()


def ours(folder: Path) -> None:
    from safetykit.records import read_police_uk

    read_police_uk(folder)


def in_processes(folder: Path, command: str) -> dict[str, Callable[[], object]]:
    names = "\n".join(files_of(folder))

    def script() -> object:
        return subprocess.run([sys.executable, "-c", BY_HAND], input=names, text=True, check=True)

    def given() -> object:
        return subprocess.run(shlex.split(command), check=True, capture_output=True)

    return {"script by hand, own process": script, command: given}


def medians(jobs: dict[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Run the jobs in turn, once to warm up; return the median of each, in seconds."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for run in range(runs + 1):
        for name, job in jobs.items():
            start = time.perf_counter()
            job()
            if run:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def show(found: dict[str, float], base: str) -> None:
    for name, seconds in found.items():
        print(f"{name:<40} {seconds * 1000:9.1f} ms {seconds / found[base]:7.2f} x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--command", help="a command to time beside a script")
    args = parser.parse_args()
    jobs = {
        "by hand, columns found by DuckDB": lambda: by_hand(args.folder, told_columns=False),
        "by hand, columns told": lambda: by_hand(args.folder, told_columns=True),
        "read_police_uk": lambda: ours(args.folder),
    }
    show(medians(jobs, args.runs), "by hand, columns found by DuckDB")
    if args.command:
        show(
            medians(in_processes(args.folder, args.command), args.runs),
            "script by hand, own process",
        )


if __name__ == "__main__":
    main()
