"""The relative rate index: from one stage of a process to the next.

What belongs here: ratios of the chances to reach a stage given the one before. What does not:
rates of a population, which are in `relative_rates`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.stats._inputs import require_confidence, require_whole
from safetykit.stats.disproportionality.two_by_two import two_by_two
from safetykit.stats.estimate import CheckResult, Estimate
from safetykit.stats.rates.limits import normal_quantile

__all__ = ["RelativeRateIndex", "Stage", "StageRate", "relative_rate_index"]


@attrs.frozen(kw_only=True)
class Stage:
    """How many of each group reached a stage, of how many who could.

    Attributes:
        stage: The stage's name.
        group_count: Those of the group who reached it.
        group_base: Those of the group who reached the stage before.
        reference_count: Those of the reference group who reached it.
        reference_base: Those of the reference group who reached the stage before.

    Raises:
        InputError: A number is negative or not whole, a base is 0, or a count is above its base.
    """

    stage: str
    group_count: int
    group_base: int
    reference_count: int
    reference_base: int

    def __attrs_post_init__(self) -> None:
        for who in ("group", "reference"):
            count, base = (getattr(self, f"{who}_{what}") for what in ("count", "base"))
            require_whole(f"{who}_base", base, minimum=1)
            if require_whole(f"{who}_count", count, minimum=0) > base:
                raise InputError(f"{who}_count", count, f"a number that is not above {base}")


@attrs.frozen(kw_only=True)
class StageRate:
    """A stage with the chances of both groups to reach it.

    Attributes:
        stage: The stage's name.
        group: The chance of the group.
        reference: The chance of the reference group.
        index: The first over the second; above 1 the group reaches the stage more often.
    """

    stage: str
    group: Estimate
    reference: Estimate
    index: Estimate


@attrs.frozen(kw_only=True)
class RelativeRateIndex:
    """The index at each stage, and over all stages together.

    Attributes:
        stages: The stages in their order.
        cumulative: The product of the indices: where each base is the count before, the ratio of
            final counts to first bases.
    """

    stages: tuple[StageRate, ...]
    cumulative: Estimate


def relative_rate_index(stages: Iterable[Stage], *, confidence: float = 0.95) -> RelativeRateIndex:
    """Return how much more often a group reaches each stage of a process, given the one before.

    Disproportion at a late stage can come from an early one; the index of each stage says where it
    arises. The interval is that of a risk ratio on the log scale, and that of the product adds up
    the variances of the logarithms.

    Args:
        stages: The stages in their order.
        confidence: The level of the intervals, between 0 and 1.

    Returns:
        The index at each stage and its product. An interval is nan where a count is 0. The check
        `chained` fails where a base is not the count of the stage before.

    Raises:
        InputError: There is no stage, a name occurs twice, or the confidence is unusable.

    References:
        Office of Juvenile Justice and Delinquency Prevention, Relative Rate Index. Ministry of
        Justice (2016) Black, Asian and Minority Ethnic disproportionality in the Criminal Justice
        System in England and Wales. Katz, Baptista, Azen and Pike (1978) Biometrics 34:469-474.

    Examples:
        >>> arrested = Stage(
        ...     stage="arrested", group_count=420, group_base=3000,
        ...     reference_count=2400, reference_base=21_000,
        ... )
        >>> round(relative_rate_index([arrested]).stages[0].index.value, 3)
        1.225
    """
    level = require_confidence(confidence)
    given = tuple(stages)
    names = [stage.stage for stage in given]
    if not given or len(set(names)) < len(names):
        raise InputError("stages", names, "at least one stage, each with a name of its own")
    rates = tuple(_rate(stage, level) for stage in given)
    return RelativeRateIndex(stages=rates, cumulative=_product(given, rates, level))


def _rate(stage: Stage, level: float) -> StageRate:
    table = two_by_two(
        stage.group_count,
        stage.group_base - stage.group_count,
        stage.reference_count,
        stage.reference_base - stage.reference_count,
        confidence=level,
    )
    return StageRate(
        stage=stage.stage,
        group=table.risk_exposed,
        reference=table.risk_unexposed,
        index=table.risk_ratio,
    )


def _product(given: tuple[Stage, ...], rates: tuple[StageRate, ...], level: float) -> Estimate:
    value = float(np.prod([float(rate.index.value) for rate in rates]))
    variance = sum(
        1 / count - 1 / base if count else np.nan
        for stage in given
        for count, base in (
            (stage.group_count, stage.group_base),
            (stage.reference_count, stage.reference_base),
        )
    )
    spread = normal_quantile((1.0 + level) / 2.0) * np.sqrt(variance)
    return Estimate(
        value=value,
        low=value * np.exp(-spread),
        high=value * np.exp(spread),
        level=level,
        method="product of relative rate indices, normal interval on the log scale",
        assumptions=("each stage is reached independently of how the one before was",),
        checks=(_chained(given),),
    )


def _chained(given: tuple[Stage, ...]) -> CheckResult:
    broken = [
        later.stage
        for one, later in itertools.pairwise(given)
        if (one.group_count, one.reference_count) != (later.group_base, later.reference_base)
    ]
    detail = (
        f"The base is not the count of the stage before: {', '.join(broken)}."
        if broken
        else "Every base is the count of the stage before."
    )
    return CheckResult(name="chained", passed=not broken, detail=detail)
