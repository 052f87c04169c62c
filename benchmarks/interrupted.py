"""Time segmented quasi-Poisson regression of many series against statsmodels, one by one.

Both sides fit the same model (level, trend, step, slope, two Fourier pairs, exposure) to the same
counts in this process, in turn; the ratio is of the best of the runs. statsmodels gives each fit
with Pearson's dispersion, as ours does. The coefficients are compared before any ratio is printed.
Both sides have one thread, so that other work on the machine disturbs them alike.

    python benchmarks/interrupted.py [--series 5000] [--months 60] [--runs 3]
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402

from safetykit.stats.interrupted import segmented_regression  # noqa: E402


def make_counts(series: int, months: int) -> tuple[np.ndarray, np.ndarray]:
    """Return overdispersed counts with trend, season and a step, and populations."""
    rng = np.random.default_rng(4)
    t = np.arange(months)
    level = rng.uniform(2.0, 6.0, (series, 1))
    season = 0.2 * np.sin(2 * np.pi * t / 12)
    step = rng.normal(-0.1, 0.2, (series, 1)) * (t >= months // 2)
    mean = np.exp(level + rng.normal(0, 0.005, (series, 1)) * t + season + step)
    population = rng.uniform(0.9, 1.1, (series, 1)) * (1 + 0.001 * t)
    return rng.poisson(rng.gamma(20.0, mean * population / 20.0)), population


def ours(counts: np.ndarray, population: np.ndarray) -> np.ndarray:
    fit = segmented_regression(counts, counts.shape[1] // 2, exposure=population, season="fourier")
    return np.concatenate([fit.coefficients, np.sqrt(np.diagonal(fit.covariance, 0, 1, 2))], axis=1)


def one_by_one(counts: np.ndarray, population: np.ndarray) -> np.ndarray:
    import statsmodels.api as sm

    n = counts.shape[1]
    design = segmented_regression(counts[0], n // 2, season="fourier").design.matrix
    family = sm.families.Poisson()
    found = []
    for y, people in zip(counts, population, strict=True):
        fit = sm.GLM(y, design, family=family, offset=np.log(people)).fit(scale="X2")
        found.append(np.concatenate([fit.params, fit.bse]))
    return np.array(found)


def best_of(runs: int, call: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        answer = call()
        times.append(time.perf_counter() - start)
    return min(times), answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=5000)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    counts, population = make_counts(chosen.series, chosen.months)
    one_by_one(counts[:50], population[:50])
    ours(counts[:50], population[:50])
    theirs_s, theirs = best_of(chosen.runs, lambda: one_by_one(counts, population))
    ours_s, mine = best_of(chosen.runs, lambda: ours(counts, population))
    worst = np.max(np.abs(mine - theirs) / np.maximum(np.abs(theirs), 1e-3))
    print(f"{chosen.series} series of {chosen.months} months, best of {chosen.runs} runs")
    print(f"largest relative difference of coefficients and standard errors: {worst:.1e}")
    assert worst < 1e-6
    print(f"statsmodels one by one {theirs_s:8.3f} s")
    print(f"safetykit              {ours_s:8.3f} s")
    print(f"ratio                  {theirs_s / ours_s:8.1f}")
    for share in (4, 2, 1):
        some = slice(0, chosen.series // share)
        seconds, _ = best_of(chosen.runs, lambda part=some: ours(counts[part], population[part]))
        print(f"safetykit, {chosen.series // share:6d} series {seconds:8.3f} s")


if __name__ == "__main__":
    main()
