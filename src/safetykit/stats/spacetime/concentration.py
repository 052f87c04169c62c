"""How unequally events are spread over places.

What belongs here: the Lorenz curve and the measures made of it. What does not: where the places
are, which is in `autocorrelation` and `hot_spots`.
"""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.stats._inputs import refuse_where, require_between, require_counts, require_points
from safetykit.stats.estimate import CheckResult, FloatArray, FloatOrArray, comparable, read_only

__all__ = ["Concentration", "Inequality", "crime_concentration", "gini", "lorenz_curve"]


@attrs.frozen(kw_only=True)
class Inequality:
    """How unequal values are. A description of the values given, not an estimate beyond them.

    Attributes:
        gini: The Gini coefficient: 0 where all are equal, `1 - 1/n` where one has all.
        gini_corrected: `gini * n / (n - 1)`, which is 1 where one has all; nan for one value.
        theil: Theil's T: 0 where all are equal, `ln(n)` where one has all.
        method: The method's name.
        assumptions: What must hold.
        checks: What became of the checks.
    """

    gini: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    gini_corrected: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    theil: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()


@attrs.frozen(kw_only=True)
class Concentration:
    """How concentrated events are in places. A description of the counts given.

    Attributes:
        gini: The plain Gini coefficient. With fewer events than places it is high by arithmetic.
        gini_sparse: The Gini coefficient of Bernasco and Steenbeek: 0 where the events are spread
            as evenly as whole events can be, however few they are.
        n_places: How many places.
        n_events: How many events.
        counts: The events of each place, most first.
        method: The method's name.
        assumptions: What must hold.
        checks: What became of the checks.
    """

    gini: float
    gini_sparse: float
    n_places: int
    n_events: int
    counts: tuple[int, ...] = attrs.field(repr=False)
    method: str
    assumptions: tuple[str, ...] = ()
    checks: tuple[CheckResult, ...] = ()

    def share_of_top(self, share: float) -> float:
        """Return the share of events in that share of the places with most of them.

        A part of a place counts with that part of its events, as on the Lorenz curve.
        """
        places = require_between("share", share, hint="5% is 0.05.") * self.n_places
        totals = np.concatenate([[0.0], np.cumsum(self.counts, dtype=np.float64)])
        reached = np.interp(round(places, 9), np.arange(totals.size), totals)
        return float(reached / self.n_events) if self.n_events else np.nan

    def places_for(self, share: float) -> int:
        """Return the fewest places that have at least that share of the events."""
        part = require_between("share", share, hint="50% is 0.5.")
        totals = np.cumsum(self.counts, dtype=np.float64)
        wanted = part * self.n_events * (1.0 - 1e-12)
        return int(np.searchsorted(totals, wanted) + 1) if self.n_events else 0


def lorenz_curve(values: ArrayLike) -> FloatArray:
    """Return the Lorenz curve: the share of the total in the k smallest values, k from 0 to n.

    Args:
        values: (..., n) values of 0 or more; nan means "not reported" and answers nan.

    Returns:
        (..., n + 1) shares from 0 to 1; nan where the total is 0.

    Raises:
        InputError: A value is negative or infinite, or there is none.

    References:
        Lorenz (1905) Publications of the American Statistical Association 9:209-219.

    Examples:
        >>> lorenz_curve([1, 2, 5]).tolist()
        [0.0, 0.125, 0.375, 1.0]
    """
    ordered = _require_values(values)
    totals = np.cumsum(ordered, axis=-1)
    whole = np.where(totals[..., -1:] > 0, totals[..., -1:], np.nan)
    start = np.where(np.isnan(whole), np.nan, 0.0)
    return np.concatenate([start, totals / whole], axis=-1)


def gini(values: ArrayLike) -> Inequality:
    """Return the Gini coefficient of values, with its correction and Theil's T.

    For counts of events that are few beside the places, use `crime_concentration`.

    Args:
        values: (..., n) values of 0 or more; nan means "not reported" and answers nan.

    Returns:
        Numbers for one series of values, arrays of shape (...) for several; nan where the total is
        0, and the check `total_above_0` fails.

    Raises:
        InputError: A value is negative or infinite, or there is none.

    References:
        Gini (1912) Variabilità e mutabilità. Theil (1967) Economics and Information Theory.

    Examples:
        >>> round(gini([1, 2, 5]).gini, 4)
        0.3333
    """
    ordered = _require_values(values)
    special = need("scipy.special", wanted_by="Theil's T")
    plain = _gini(ordered)
    n = ordered.shape[-1]
    mean = ordered.mean(axis=-1, keepdims=True)
    relative = ordered / np.where(mean > 0, mean, np.nan)
    return Inequality(
        gini=plain,
        gini_corrected=plain * n / (n - 1) if n > 1 else plain * np.nan,
        theil=special.xlogy(relative, relative).mean(axis=-1),
        method="Gini coefficient, its small-sample correction, and Theil's T",
        assumptions=("the values are all there are: this describes them",),
        checks=_total_check(ordered),
    )


def crime_concentration(counts: ArrayLike) -> Concentration:
    """Return how concentrated events are in places.

    With n places and N events, the plain Gini coefficient G is at least `1 - N / n`: 90 burglaries
    cannot be in more than 90 of 1,000 streets. The sparse Gini is `max(n / N, 1) * (G - 1) + 1`.

    Args:
        counts: (n,) events of each place, places without events included.

    Returns:
        The measures. Without any event both Gini coefficients are nan, and a check fails.

    Raises:
        InputError: A count is negative, infinite, not whole or not reported; there is no place.

    References:
        Bernasco and Steenbeek (2017) Journal of Quantitative Criminology 33:451-467.

    Examples:
        >>> streets = crime_concentration([0, 0, 0, 0, 0, 0, 4, 1, 1, 2])
        >>> round(streets.gini, 2), round(streets.gini_sparse, 2)
        (0.72, 0.66)
        >>> streets.share_of_top(0.1), streets.places_for(0.75)
        (0.5, 2)
    """
    array = require_counts("counts", counts)
    if array.ndim != 1 or not array.size:
        raise InputError("counts", array.shape, "one count for each place, of shape (n,)")
    hint = "Leave out the place, or find its count: not reported is not 0."
    refuse_where(np.isnan(array), "counts", array, "a count for every place", hint=hint)
    ordered = np.sort(array)
    plain, total = float(_gini(ordered)), float(ordered.sum())
    factor = max(array.size / total, 1.0) if total else np.nan
    return Concentration(
        gini=plain,
        gini_sparse=factor * (plain - 1.0) + 1.0,
        n_places=array.size,
        n_events=int(total),
        counts=tuple(int(count) for count in ordered[::-1]),
        method="Gini coefficients, plain and for sparse counts (Bernasco and Steenbeek)",
        assumptions=_ASSUMPTIONS,
        checks=(*_total_check(ordered), *_sparse_check(array.size, total)),
    )


def _require_values(values: ArrayLike) -> FloatArray:
    array = require_points(values)
    refuse_where(array < 0, "values", array, "values of 0 or more")
    if not array.shape[-1]:
        raise InputError("values", array.shape, "one value or more")
    return np.sort(array, axis=-1)


def _gini(ordered: FloatArray) -> FloatArray:
    n = ordered.shape[-1]
    total = ordered.sum(axis=-1)
    ranks = np.arange(1.0, n + 1.0)
    return np.asarray(
        2.0 * (ordered @ ranks) / (n * np.where(total > 0, total, np.nan)) - (n + 1.0) / n
    )


def _total_check(ordered: FloatArray) -> tuple[CheckResult, ...]:
    empty = int((ordered.sum(axis=-1) == 0).sum())
    if not empty:
        return ()
    detail = f"{empty} series have a total of 0: concentration is not defined."
    return (CheckResult(name="total_above_0", passed=False, detail=detail),)


def _sparse_check(places: int, events: float) -> tuple[CheckResult, ...]:
    if events >= places:
        return ()
    detail = f"{events:.0f} events in {places} places: read gini_sparse, the plain one is inflated."
    return (CheckResult(name="fewer_events_than_places", passed=None, detail=detail),)


_ASSUMPTIONS: Final = (
    "the places are all there are, and those without events are among them",
    "this describes the counts: places also differ by chance",
)
