"""Time XmR charts and the NHS rules over many monthly series against pandas and numpy.

All sides run in one process, in turn, and the medians are compared. The pandas loop makes the same
chart of one series at a time; it is timed on a sample and scaled to all series, and the marks of
the sample are compared with ours. numpy computes limits alone, once as plainly as can be and once
with the screening of large moving ranges that our limits have.

    python benchmarks/xmr.py [--series 500000] [--months 36] [--sample 300] [--runs 5]
"""

from __future__ import annotations

import argparse
import statistics
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from safetykit.stats.variation import xmr


def by_pandas(row: Any) -> Any:
    """Return the points of one series that any rule marks."""
    s = pd.Series(row)
    mean, ranges = s.mean(), s.diff().abs()
    typical = ranges[ranges < 3.267 * ranges.mean()].mean()
    lower, upper = mean - 2.66 * typical, mean + 2.66 * typical
    outside = (s < lower) | (s > upper)
    side = np.sign(s - mean)
    runs = side.groupby((side != side.shift()).cumsum()).transform("size")
    shift = (runs >= 7) & (side != 0)
    step = np.sign(s.diff())
    moves = step.groupby((step != step.shift()).cumsum()).transform("size")
    end = (moves >= 6) & (step != 0)
    trend = end | end.shift(-1, fill_value=False)
    two_of_three = pd.Series(False, index=s.index)
    for sign, limit in ((1, upper), (-1, lower)):
        near = (sign * (s - mean) > sign * (limit - mean) * 2 / 3) & (sign * (s - limit) <= 0)
        window = (near.rolling(3).sum() >= 2) & ((side == sign).rolling(3).sum() == 3)
        part = window | window.shift(-1, fill_value=False) | window.shift(-2, fill_value=False)
        two_of_three |= near & part
    return (outside | shift | trend | two_of_three).to_numpy()


def limits_by_numpy(values: Any) -> Any:
    mean = values.mean(axis=1)
    typical = np.abs(np.diff(values, axis=1)).mean(axis=1)
    return mean, mean - 2.66 * typical, mean + 2.66 * typical


def screened_limits_by_numpy(values: Any) -> Any:
    mean = values.mean(axis=1)
    ranges = np.abs(np.diff(values, axis=1))
    kept = ranges < 3.267 * ranges.mean(axis=1, keepdims=True)
    typical = np.where(kept, ranges, 0.0).sum(axis=1) / kept.sum(axis=1)
    return mean, mean - 2.66 * typical, mean + 2.66 * typical


def median_seconds(sides: dict[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Return the median time of each side; they take turns, so that a busy moment hits all."""
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(runs):
        for name, side in sides.items():
            start = time.perf_counter()
            side()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) for name, each in times.items()}


def peak_megabytes(work: Callable[[], object]) -> float:
    tracemalloc.start()
    kept = work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del kept
    return peak / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("series", 500_000), ("months", 36), ("sample", 300), ("runs", 5)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    rng = np.random.default_rng(36)
    values = rng.poisson(rng.gamma(4, 8, (args.series, 1)), (args.series, args.months)) + 0.0
    sample = values[: args.sample]

    marked = np.stack([by_pandas(row) for row in sample])
    agree = int((marked == xmr(sample).signals.any).all(axis=1).sum())
    seconds = median_seconds(
        {
            "xmr() with all rules": lambda: xmr(values).signals.any,
            "the same, half the series": lambda: xmr(values[: args.series // 2]).signals.any,
            "numpy, limits alone": lambda: limits_by_numpy(values),
            "numpy, screened limits alone": lambda: screened_limits_by_numpy(values),
            "pandas loop, sample": lambda: [by_pandas(row) for row in sample],
        },
        args.runs,
    )
    seconds["pandas loop, scaled"] = seconds["pandas loop, sample"] * args.series / args.sample
    ours = seconds["xmr() with all rules"]

    print(f"{args.series} series of {args.months} months, medians of {args.runs} runs")
    print(f"marks equal those of pandas in {agree} of {args.sample} series")
    for name, each in seconds.items():
        print(f"{name:30} {each:10.3f} s {each / ours:10.2f} times xmr()")
    for name in ("numpy, limits alone", "numpy, screened limits alone"):
        print(f"xmr() takes {ours / seconds[name]:.2f} times {name}")
    print(f"xmr() is {seconds['pandas loop, scaled'] / ours:.0f} times as fast as the pandas loop")
    size, peak = values.nbytes / 1e6, peak_megabytes(lambda: xmr(values))
    print(f"peak memory beside the {size:.0f} MB given: {peak:.0f} MB, most of it the answer")


if __name__ == "__main__":
    main()
