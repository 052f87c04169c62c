"""The total of counts weighted by harm.

What belongs here: `harm_weighted_total`. What does not: the weights, which are data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike

from safetykit.errors import InputError, suggest
from safetykit.extras import need
from safetykit.stats._inputs import (
    require_choice,
    require_confidence,
    require_counts,
    require_dispersion,
    require_one_positive,
    require_one_shape,
    require_positive,
)
from safetykit.stats.estimate import (
    CheckResult,
    Estimate,
    FloatArray,
    FloatOrArray,
    comparable,
    read_only,
)
from safetykit.stats.harm.weights import HarmWeights

__all__ = ["HarmTotal", "Unweighted", "harm_weighted_total"]

Unweighted: TypeAlias = Literal["refuse", "report"]


@attrs.frozen(kw_only=True)
class HarmTotal:
    """A harm-weighted total with what went into it.

    Attributes:
        estimate: The total in the unit of the weights, with its interval.
        rate: The total for each `multiplier` of the population, or None without a population.
        offences: How many offences were weighted.
        mean_per_offence: The total over the offences; nan where there are none.
        excluded: Categories that the caller left out.
        without_weight: Categories that are not in the total because no weight is held for them.
        weights: The weights, with their source and version.
    """

    estimate: Estimate
    rate: Estimate | None
    offences: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    mean_per_offence: FloatOrArray = attrs.field(converter=read_only, eq=comparable)
    excluded: tuple[str, ...]
    without_weight: tuple[str, ...]
    weights: HarmWeights


def harm_weighted_total(
    counts: Mapping[str, ArrayLike],
    weights: HarmWeights,
    *,
    exclude: Iterable[str] = (),
    unweighted: Unweighted = "refuse",
    population: ArrayLike | None = None,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    dispersion: ArrayLike = 1.0,
) -> HarmTotal:
    """Return the sum of counts times weights, with an interval.

    The interval is the gamma interval of Fay and Feuer for a weighted sum of Poisson counts. A few
    grave offences carry most of the total, so it is wide, and wider than that of the plain count.

    Offences that police find by looking for them, such as possession of drugs, follow what police
    do and not harm: name them in `exclude`, as the makers of the Cambridge index do.

    Args:
        counts: Events of each category, each of one shape; nan means "not reported" and answers
            nan.
        weights: The weight of each category, with source and version.
        exclude: Categories that are left out, on purpose.
        unweighted: Whether a category without a weight is an error (`refuse`), or is left out and
            named in the answer and in a failed check (`report`). It never counts as 0.
        population: (...) the population, above 0, for a rate.
        multiplier: Above 0; 1000 gives a rate per thousand.
        confidence: The level of the interval, between 0 and 1.
        dispersion: (...) variance over mean of the counts, 1 or more.

    Returns:
        The total in the unit of the weights: floats for one area, arrays for several.

    Raises:
        InputError: A count is negative, infinite or not whole; a category has no weight and
            `unweighted` is `refuse`; nothing is left to weight; `exclude` names a category that is
            not there; the shapes do not fit; an option is unusable.

    References:
        Sherman, Neyroud and Neyroud (2016) Policing 10:171-183 (the method, and what to exclude).
        Office for National Statistics (2016) Developing a Crime Severity Score. Fay and Feuer
        (1997) Statistics in Medicine 16:791-801 (the interval).

    Examples:
        >>> held = HarmWeights(
        ...     source="made up", version="1", partial=True, unit="days",
        ...     weights={"burglary": 20, "theft": 2},
        ... )
        >>> total = harm_weighted_total({"burglary": 10, "theft": 100}, held)
        >>> total.estimate.value, total.mean_per_offence.__round__(2)
        (400.0, 3.64)
    """
    level = require_confidence(confidence)
    require_choice("unweighted", unweighted, ("refuse", "report"))
    left_out = _require_excluded(exclude, counts)
    missing = _without_weight(counts, weights, left_out, unweighted)
    held = {k: v for k, v in weights.weights if k in counts and k not in left_out}
    if not held:
        raise InputError("counts", sorted(counts), "at least one category that has a weight")
    given = {name: require_counts(f"counts[{name}]", counts[name]) for name in held}
    *events, phi = require_one_shape(**given, dispersion=require_dispersion(dispersion))
    count, weight = np.stack(events, axis=-1), np.array(list(held.values()))
    estimate = _estimate(count, weight, phi, level, _checks(count, missing, left_out, weights))
    total, offences = np.asarray(estimate.value), count.sum(axis=-1)
    return HarmTotal(
        estimate=estimate,
        rate=None if population is None else _rate(estimate, population, multiplier),
        offences=offences,
        mean_per_offence=np.where(offences == 0, np.nan, total / np.where(offences, offences, 1.0)),
        excluded=left_out,
        without_weight=missing,
        weights=weights,
    )


def _require_excluded(exclude: Iterable[str], counts: Mapping[str, ArrayLike]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys([exclude] if isinstance(exclude, str) else exclude))
    for name in names:
        if name not in counts:
            raise InputError("exclude", name, "a category of counts", hint=suggest(name, counts))
    return names


def _without_weight(
    counts: Mapping[str, ArrayLike],
    weights: HarmWeights,
    left_out: tuple[str, ...],
    unweighted: Unweighted,
) -> tuple[str, ...]:
    known = weights.categories
    missing = tuple(name for name in counts if name not in known and name not in left_out)
    if missing and unweighted == "refuse":
        hint = (
            suggest(missing[0], known)
            or "A missing weight is not 0: give it, exclude the category, or report it."
        )
        raise InputError("counts", missing[0], f"a category of {weights.version}", hint=hint)
    return missing


def _estimate(
    count: FloatArray,
    weight: FloatArray,
    phi: FloatArray,
    level: float,
    checks: tuple[CheckResult, ...],
) -> Estimate:
    value = (count * weight).sum(axis=-1)
    low, high = _gamma_limits(
        value, phi * (count * weight**2).sum(axis=-1), phi * weight.max(), level
    )
    clumped = bool(np.any(phi != 1.0))
    spread = "its dispersion times its mean (quasi-Poisson)" if clumped else "its mean (Poisson)"
    return Estimate(
        value=value,
        low=low,
        high=high,
        level=level,
        method="harm-weighted total, gamma interval of Fay and Feuer",
        assumptions=(
            f"counts are independent, and the variance of each is {spread}",
            "the weights are known without error, and hold for every offence of their category",
            "what is recorded is what happened",
        ),
        checks=checks,
    )


def _gamma_limits(
    value: FloatArray, variance: FloatArray, largest: FloatArray, level: float
) -> tuple[FloatArray, FloatArray]:
    special = need("scipy.special", wanted_by="The interval of Fay and Feuer")
    tail = (1.0 - level) / 2.0
    some = value > 0
    mean, spread = np.where(some, value, 1.0), np.where(some, variance, 1.0)
    low = spread / mean * special.gammaincinv(mean**2 / spread, tail)
    more, wider = value + largest, variance + largest**2
    high = wider / more * special.gammainccinv(more**2 / wider, tail)
    return np.where(some, low, 0.0 * value), high


def _rate(estimate: Estimate, population: ArrayLike, multiplier: float) -> Estimate:
    people, value = require_one_shape(
        population=require_positive("population", population), total=np.asarray(estimate.value)
    )
    scale = require_one_positive("multiplier", multiplier) / people
    return attrs.evolve(
        estimate,
        value=value * scale,
        low=estimate.low * scale,
        high=estimate.high * scale,
        method=f"{estimate.method}, for {multiplier:g} of the population",
        assumptions=(*estimate.assumptions, "the population is known without error"),
    )


def _checks(
    count: FloatArray, missing: tuple[str, ...], left_out: tuple[str, ...], weights: HarmWeights
) -> tuple[CheckResult, ...]:
    found = []
    if missing:
        detail = f"Without a weight, and not in the total: {', '.join(missing)}."
        found.append(CheckResult(name="all_weighted", passed=False, detail=detail))
    if left_out:
        detail = f"Left out on purpose: {', '.join(left_out)}."
        found.append(CheckResult(name="excluded", passed=None, detail=detail))
    if weights.partial:
        detail = f"The weights are part of a list only: {weights.source}, {weights.version}."
        found.append(CheckResult(name="whole_list", passed=None, detail=detail))
    gaps = int(np.isnan(count).sum())
    if gaps:
        detail = f"{gaps} of {count.size} counts are not reported: their totals are nan."
        found.append(CheckResult(name="not_reported", passed=False, detail=detail))
    return tuple(found)
