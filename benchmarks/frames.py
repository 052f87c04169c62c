"""Time counting a frame in memory against the same group-by written by hand for Polars.

The sides run in turn, in this process; the ratios are of medians.

    python benchmarks/frames.py DIR [--runs 7]

DIR is a tree of street crime, such as `national.py` writes: `--scale 0.08` has a million rows.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

KEYS = ("Month", "Reported by", "LSOA name", "Crime type")


def load(folder: Path) -> Any:
    import polars

    files = sorted(folder.rglob("*-street.csv"))
    return polars.concat([polars.read_csv(file, infer_schema=False) for file in files])


def by_hand(frame: Any) -> object:
    import polars

    columns = [polars.col(name).fill_null("") for name in KEYS]
    columns[2] = columns[2].str.replace(" [0-9]{3}[A-Z]$", "")
    filled = polars.col("Crime ID").fill_null("") != ""
    rows = frame.lazy().select(*columns, filled)
    grouped = rows.group_by(KEYS).agg(polars.len().alias("n"), polars.col("Crime ID").sum())
    return grouped.collect(engine="streaming").rows()


def by_narwhals(frame: Any) -> object:
    from safetykit.records.frames.columns import flag, text_of
    from safetykit.records.frames.opening import open_frame

    opened = open_frame(frame, (*KEYS, "Crime ID"))
    texts = [text_of(*opened.column(name)) for name in KEYS]
    texts[2] = texts[2].str.replace_all(" [0-9]{3}[A-Z]$", "")
    return opened.group(texts, sums=[flag(text_of(*opened.column("Crime ID")) != "")])


def whole(frame: Any) -> object:
    from safetykit.records import POLICE_UK, count_frame

    return count_frame(frame, POLICE_UK)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    frame = load(args.folder)
    sides: dict[str, Callable[[Any], object]] = {
        "Polars by hand": by_hand,
        "Narwhals over Polars": by_narwhals,
        "count_frame, all of it": whole,
    }
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(args.runs):
        for name, run in sides.items():
            start = time.perf_counter()
            run(frame)
            times[name].append(time.perf_counter() - start)
    print(f"{len(frame):,} rows")
    base = statistics.median(times["Polars by hand"])
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name}: {median:.3f} s, {median / base:.2f} times")


if __name__ == "__main__":
    main()
