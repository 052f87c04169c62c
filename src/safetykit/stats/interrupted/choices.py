"""What a caller chose of a segmented regression, and what those choices assume.

What belongs here: the choices, refused where they are unusable. What does not: data.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from safetykit.errors import InputError
from safetykit.stats._inputs import require_choice, require_whole
from safetykit.stats.interrupted.newey_west import newey_west_in_words

__all__ = ["Choices", "Errors", "Family", "Season"]

Family: TypeAlias = Literal["poisson", "quasi-poisson", "negative-binomial", "linear"]
Season: TypeAlias = Literal["none", "fourier", "monthly"]
Errors: TypeAlias = Literal["model", "newey-west"]


@attrs.frozen(kw_only=True)
class Choices:
    """What was chosen of a segmented regression; see `segmented_regression` for each."""

    family: Family = "quasi-poisson"
    step: bool = True
    slope: bool = True
    slope_at_first_point: int = 0
    season: Season = "none"
    harmonics: int = 2
    period: int = 12
    errors: Errors = "model"
    lag: int = 3
    small_sample: bool = False
    level: float = 0.95

    def __attrs_post_init__(self) -> None:
        require_choice("family", self.family, _ERRORS_OF)
        require_choice("errors", self.errors, ("model", "newey-west"))
        require_choice("season", self.season, ("none", "fourier", "monthly"))
        if self.slope_at_first_point not in (0, 1):
            raise InputError("slope_at_first_point", self.slope_at_first_point, "0 or 1")
        if not (self.step or self.slope):
            raise InputError("step, slope", (self.step, self.slope), "at least one of them")
        whole = require_whole("period", self.period, minimum=2)
        number = require_whole("harmonics", self.harmonics, minimum=1)
        if self.season == "fourier" and 2 * number >= whole:
            raise InputError("harmonics", number, f"fewer than half the period of {whole}")

    @property
    def linear(self) -> bool:
        """Whether the mean is linear, and not its logarithm."""
        return self.family == "linear"

    @property
    def in_words(self) -> str:
        """What was fitted, and how its errors were found."""
        errors = _ERRORS_OF[self.family]
        if self.errors == "newey-west":
            errors = newey_west_in_words(self.lag, small_sample=self.small_sample)
        return f"segmented {self.family} regression with {self._season_in_words}, {errors}"

    def assumptions(self, interruption: float) -> tuple[str, ...]:
        """Return what must hold for the change to mean what it says."""
        spread: tuple[str, ...] = (
            _SPREAD_OF[self.family],
            "errors do not depend on their neighbours in time",
        )
        if self.errors == "newey-west":
            spread = (f"errors more than {self.lag} points apart are not related",)
        return (
            "without a change, the trend before the interruption and the season would have gone on",
            "whatever else changed at that time is part of the estimate",
            f"the time of the change, {interruption:g}, was stated before looking",
            *spread,
        )

    @property
    def _season_in_words(self) -> str:
        if self.season == "none":
            return "no season"
        if self.season == "monthly":
            return f"a season of {self.period} free levels"
        return f"a season of {self.harmonics} Fourier pairs over {self.period} points"


_ERRORS_OF = {
    "poisson": "Poisson standard errors",
    "quasi-poisson": "standard errors widened by Pearson's dispersion",
    "negative-binomial": "standard errors conditional on the overdispersion",
    "linear": "ordinary standard errors",
}
_SPREAD_OF = {
    "poisson": "the variance of a count equals its mean (Poisson)",
    "quasi-poisson": "the variance of a count is one multiple of its mean",
    "negative-binomial": "the variance of a count is its mean plus alpha times its square",
    "linear": "errors have one spread",
}
