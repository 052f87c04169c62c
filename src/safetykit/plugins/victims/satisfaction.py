"""How content victims are at one stage, with its interval; no percentage from a few answers.

What belongs here: the rule on small bases and the response. What does not: the estimate itself;
`stats.rates` has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

from safetykit.errors import AnalysisError, InputError

if TYPE_CHECKING:
    from safetykit.stats.rates import SurveyEstimate

__all__ = ["MIN_BASE", "Satisfaction", "satisfaction"]

MIN_BASE: Final = 30
_METHOD: Final = "satisfaction of victims"


@attrs.frozen(kw_only=True)
class Satisfaction:
    """The share of victims who are content at a stage, with its interval, and who answered.

    `response` is the share of those asked who answered: whoever did not may be less content.
    """

    stage: str
    survey: SurveyEstimate
    base: int
    asked: int
    caveats: tuple[str, ...]

    @property
    def response(self) -> float:
        """The share of those asked who answered, from 0 to 1."""
        return self.base / self.asked


def satisfaction(
    stage: str,
    content: Sequence[bool | None],
    *,
    asked: int,
    weights: Sequence[float] | None = None,
    confidence: float = 0.95,
) -> Satisfaction:
    """Estimate the share of victims who are content at one stage.

    Args:
        stage: What they were asked about, such as the report or the court.
        content: Whether each was content; None where the question was not answered.
        asked: How many were asked to take part.
        weights: (n,) survey weights, 0 or more; all alike if none are given.
        confidence: The level of the interval, between 0 and 1.

    Raises:
        AnalysisError: Fewer than 30 answered: no percentage is published.
        InputError: More answered than were asked, or the weights do not fit.
    """
    from safetykit.stats.rates import weighted_survey_estimate

    base = sum(answer is not None for answer in content)
    if asked < max(base, 1):
        raise InputError("asked", asked, f"a whole number, {base} or more: so many answered")
    if base < MIN_BASE:
        reason = f"{base} answered, and no percentage is published from fewer than {MIN_BASE}."
        hint = "Say how many answered, put stages or periods together, or ask more people."
        raise AnalysisError(_METHOD, reason, hint=hint)
    given = [float("nan") if answer is None else float(answer) for answer in content]
    survey = weighted_survey_estimate(
        given, [1.0] * len(given) if weights is None else list(weights), confidence=confidence
    )
    caveats = (
        "Those who did not answer may be less content.",
        "Being content is not the same as having received one's rights.",
    )
    return Satisfaction(stage=stage, survey=survey, base=base, asked=asked, caveats=caveats)
