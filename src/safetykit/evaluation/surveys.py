"""What survey results say: a share with its interval, and the change between two waves.

What belongs here: intervals and comparisons of published shares, and when they are refused. What
does not: reading them; that is in `safetykit.records.survey`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, Literal, TypeAlias

import attrs

from safetykit.errors import AnalysisError, InputError
from safetykit.quantities import Answer
from safetykit.records.survey import SurveyResult
from safetykit.stats import CheckResult, Estimate
from safetykit.stats.rates import (
    difference_of_survey_shares,
    implied_design_effect,
    survey_share,
)

__all__ = ["Difference", "WaveChange", "change_between_waves", "survey_estimate"]

Difference: TypeAlias = Literal["wording", "mode", "population", "weighting", "overlap"]
SMALL_BASE: Final = 50
DIFFERENCES: Final[tuple[Difference, ...]] = (
    *("wording", "mode", "population", "weighting", "overlap"),
)


@attrs.frozen(kw_only=True)
class WaveChange:
    """The change of a share between two waves of a survey.

    Attributes:
        before: The earlier wave.
        after: The later wave.
        difference: The later share less the earlier, from -1 to 1, with its interval.
        cautions: What limits the comparison, in whole sentences.
    """

    before: SurveyResult
    after: SurveyResult
    difference: Estimate
    cautions: tuple[str, ...] = ()


def survey_estimate(result: SurveyResult) -> Estimate:
    """Return a share with its interval of 95%.

    The interval is the Wilson interval of the effective base, moved outwards by the rounding of the
    published share. The design effect is the stated one; else the one that the published interval
    implies; else 1, and a check says that the interval is then too narrow.

    Raises:
        AnalysisError: The base is not stated, so nobody can say how sure the share is.

    Examples:
        >>> from safetykit.quantities import Period
        >>> found = survey_estimate(
        ...     SurveyResult(
        ...         area="Harbourtown",
        ...         measure="Feels safe after dark",
        ...         wording="Very or fairly safe",
        ...         population="adults",
        ...         fieldwork=Period(),
        ...         share=0.62,
        ...         rounding=0.005,
        ...         base=400,
        ...         source="Made up.",
        ...     )
        ... )
        >>> round(found.low, 2), round(found.high, 2), found.failed[0].name
        (0.57, 0.67, 'design_effect')
    """
    base, effect = _base(result), _effect(result)
    found = survey_share(result.share, base, design_effect=effect or 1.0, rounding=result.rounding)
    return found if effect else _with_unknown_design(found)


def change_between_waves(
    before: SurveyResult, after: SurveyResult, *, accept: Collection[Difference] = ()
) -> WaveChange:
    """Return the change of a share between two waves, with its interval of 95%.

    Args:
        before: The earlier wave.
        after: The later wave, of the same area and measure.
        accept: The differences between the waves that are accepted by name, of `wording`, `mode`,
            `population`, `weighting` and `overlap` (of the fieldwork); each becomes a caution.

    Raises:
        InputError: The results are of two areas or measures, or not in order of time; or a name
            of `accept` is not one of those.
        AnalysisError: The waves differ in something that is not accepted, or a base is not stated.
    """
    _require_same(before, after)
    unknown = sorted(set(accept) - set(DIFFERENCES))
    if unknown:
        raise InputError("accept", unknown[0], f"one of {', '.join(DIFFERENCES)}")
    found = dict(_differences(before, after))
    _refuse({name: text for name, text in found.items() if name not in accept})
    effects = _effect(before), _effect(after)
    difference = difference_of_survey_shares(
        after.share,
        _base(after),
        before.share,
        _base(before),
        design_effect1=effects[1] or 1.0,
        design_effect2=effects[0] or 1.0,
        rounding1=after.rounding,
        rounding2=before.rounding,
    )
    if None in effects:
        difference = _with_unknown_design(difference)
    cautions = (*found.values(), *_small(before), *_small(after))
    return WaveChange(before=before, after=after, difference=difference, cautions=cautions)


def _refuse(differences: Mapping[Difference, str]) -> None:
    if differences:
        hint = f"To compare them all the same, accept by name: {', '.join(differences)}."
        raise AnalysisError("change_between_waves", " ".join(differences.values()), hint=hint)


def _base(result: SurveyResult) -> int:
    if result.base is None:
        reason = f"“{result.measure}” ({_when(result)}) states no unweighted base."
        hint = "Ask the publisher how many people answered; without it no interval can be made."
        raise AnalysisError("survey_estimate", reason, hint=hint)
    return result.base


def _effect(result: SurveyResult) -> float | None:
    """Return the stated design effect, or the one that the published interval implies."""
    if result.design_effect is not None or result.low is None or result.high is None:
        return result.design_effect
    if not 0.0 < result.low < result.share < result.high < 1.0:
        return None  # an interval that was cut off at an end implies nothing
    return float(implied_design_effect(result.share, _base(result), result.low, result.high))


def _with_unknown_design(estimate: Estimate) -> Estimate:
    detail = "No design effect is stated; with 1, as here, the interval is likely too narrow."
    check = CheckResult(name="design_effect", passed=False, detail=detail)
    return attrs.evolve(estimate, checks=(*estimate.checks, check))


def _require_same(before: SurveyResult, after: SurveyResult) -> None:
    for name in ("area", "measure"):
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            raise InputError(name, other, f"the {name} of the earlier wave, {one}")
    start, end = before.fieldwork.start, after.fieldwork.start
    if start and end and end.before(start) is Answer.YES:
        raise InputError("after", _when(after), f"fieldwork after that of {_when(before)}")


def _differences(before: SurveyResult, after: SurveyResult) -> Iterator[tuple[Difference, str]]:
    sentences: dict[Difference, str] = {
        "wording": "The question is worded otherwise: “{}” before, “{}” after.",
        "mode": "It was asked in another way: {} before, {} after.",
        "population": "Others were asked: {} before, {} after.",
        "weighting": "The weights are made otherwise: {} before, {} after.",
    }
    for name, sentence in sentences.items():
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            yield name, sentence.format(one or "not stated", other or "not stated")
    end, start = before.fieldwork.end, after.fieldwork.start
    dates = f"{_when(before)}, and {_when(after)}"
    if end is None or start is None or not (end.known and start.known):
        yield "overlap", f"Whether the fieldwork overlaps cannot be told: {dates}."
    elif end.before(start) is not Answer.YES:
        yield "overlap", f"The fieldwork overlaps: {dates}."


def _small(result: SurveyResult) -> Iterator[str]:
    if result.base is not None and result.base < SMALL_BASE:
        yield f"Only {result.base} people answered ({_when(result)}); such a share says little."


def _when(result: SurveyResult) -> str:
    time = result.fieldwork
    if time.start is None and time.end is None:
        return "no date stated"
    return str(time.start) if time.start == time.end else time.words
