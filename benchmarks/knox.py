"""Time the Knox test with 99 permutations against pointpats, side by side in one run.

pointpats keeps every pair that is close in time as a Python set, so 50,000 events do not fit in
memory. It is timed on samples, and its time is scaled by the square of the number of events: the
pairs grow so. The samples that are timed show whether that is fair. Both sides are also timed on
the largest sample, and must count the same pairs there.

    python -m venv /tmp/pointpats && /tmp/pointpats/bin/pip install pointpats
    python benchmarks/knox.py --pointpats /tmp/pointpats/bin/python
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time

import numpy as np

from safetykit.stats.spacetime import knox_test

EVENTS = 50_000
SIDE_M = 20_000.0
DAYS = 365
DISTANCE_M, WINDOW_DAYS = 200.0, 14

THEIRS = """
import sys, time, warnings
import numpy as np
warnings.simplefilter("ignore")
from pointpats.spacetime import Knox
data = np.load(sys.argv[1])
start = time.perf_counter()
found = Knox(data[:, :2], data[:, 2:], delta=float(sys.argv[2]), tau=float(sys.argv[3]),
             permutations=99)
seconds = time.perf_counter() - start
import json
print(json.dumps([seconds, int(found.statistic_ if hasattr(found, "statistic_") else found.nst)]))
"""


def events(n: int) -> np.ndarray:
    """Return events in a square, half of them within some 300 m of one of 400 centres."""
    rng = np.random.default_rng(1)
    centres = rng.uniform(0, SIDE_M, (400, 2))
    points = rng.uniform(0, SIDE_M, (n, 2))
    clustered = rng.random(n) < 0.5
    near = centres[rng.integers(0, 400, n)] + rng.normal(0, 300, (n, 2))
    points[clustered] = near[clustered]
    return np.column_stack([points, rng.integers(0, DAYS, n).astype(float)])


def ours(data: np.ndarray) -> tuple[float, int]:
    start = time.perf_counter()
    found = knox_test(
        data[:, :2],
        data[:, 2],
        max_distance_m=DISTANCE_M,
        max_days=WINDOW_DAYS,
        coordinates="projected",
        date_precision="day",
        point_precision="exact",
        permutations=99,
    )
    return time.perf_counter() - start, found.statistic


def theirs(python: str, data: np.ndarray) -> tuple[float, int]:
    """Time pointpats in an interpreter of its own; its imports are not counted."""
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".npy") as file:
        np.save(file.name, data)
        command = [python, "-c", THEIRS, file.name, str(DISTANCE_M), str(WINDOW_DAYS)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, statistic = json.loads(done.stdout)
    return float(seconds), int(statistic)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pointpats", required=True, help="a Python that has pointpats")
    parser.add_argument("--samples", type=int, nargs="+", default=[2000, 4000, 8000])
    args = parser.parse_args()
    everything = events(EVENTS)
    ours(events(100))  # imports are counted on neither side
    scaled = 0.0
    for n in args.samples:
        sample = events(n)
        (mine, count), (slow, other) = ours(sample), theirs(args.pointpats, sample)
        if count != other:
            sys.exit(f"{n} events: {count} pairs here, {other} in pointpats")
        scaled = slow * (EVENTS / n) ** 2
        print(
            f"{n:>7,} events: {mine:8.3f} s, pointpats {slow:8.3f} s, {slow / mine:7.1f} times; "
            f"pointpats scaled to {EVENTS:,}: {scaled:.0f} s"
        )
    mine = min(ours(everything)[0] for _ in range(3))
    print(
        f"{EVENTS:>7,} events: {mine:8.3f} s, pointpats {scaled:8.0f} s (scaled from "
        f"{args.samples[-1]:,}), {scaled / mine:7.1f} times"
    )


if __name__ == "__main__":
    main()
