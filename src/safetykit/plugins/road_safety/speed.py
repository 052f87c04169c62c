"""What a change of mean speed may mean for casualties, with the bounds of the model.

What belongs here: the power model for people who set and argue about limits, by outcome. What does
not: the model itself, which is in `safetykit.stats.speed`, and the speed of one driver.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import attrs

from safetykit.content import parse_choice
from safetykit.errors import InputError
from safetykit.plugins.road_safety.data import CONTENT

if TYPE_CHECKING:
    from safetykit.content import Citation
    from safetykit.stats.speed import Environment, SpeedEffect

__all__ = ["SpeedCasualties", "SpeedOutcome", "power_model"]


class SpeedOutcome(StrEnum):
    """Which collisions are meant, from the fewest to the most."""

    FATAL = "fatal"
    FATAL_OR_SERIOUS = "fatal_or_serious"
    ALL_INJURY = "all_injury"


_EXPONENTS: Final = {
    SpeedOutcome.FATAL: 4,
    SpeedOutcome.FATAL_OR_SERIOUS: 3,
    SpeedOutcome.ALL_INJURY: 2,
}
_MAX_CHANGE: Final = 0.5
_CAVEATS: Final = (
    "About the mean speed of traffic on rural roads and motorways, all else as it was; a new sign "
    "alone changes the mean speed by less than the limit.",
    "An expectation of a model, without an interval, and not a forecast for a road.",
    "A form that depends on the speed at the start fits better; see the facts of this module.",
)


@attrs.frozen(kw_only=True)
class SpeedCasualties:
    """What the model expects of a change of mean speed, and what limits it."""

    outcome: SpeedOutcome
    exponent: float
    effect: SpeedEffect
    sources: tuple[Citation, ...]
    caveats: tuple[str, ...]


def power_model(
    mean_speed_before: float,
    mean_speed_after: float,
    outcome: SpeedOutcome | str,
    *,
    environment: Environment,
    exponent: float | None = None,
) -> SpeedCasualties:
    """Return what the power model expects of a change of mean speed.

    Args:
        mean_speed_before: The mean speed of traffic before, above 0, in any unit.
        mean_speed_after: The mean speed after, in the same unit.
        outcome: `fatal`, `fatal_or_serious` or `all_injury`.
        environment: `rural` or `urban`. Towns are refused unless an exponent is given: the model
            was found on rural roads, and exponents in towns are smaller.
        exponent: Another exponent than Nilsson's 4, 3 or 2, with a source of your own.

    Returns:
        The effect with its caveats.

    Raises:
        InputError: A speed is not above 0, the change is more than half, or a word is not known.
        AnalysisError: The environment is urban and no exponent is given.

    Examples:
        >>> found = power_model(30, 28, "fatal", environment="rural")
        >>> round(found.effect.ratio.value, 3)
        0.759
    """
    from safetykit.stats.speed import power_model as model

    kind = parse_choice(SpeedOutcome, outcome, field="outcome")
    power = float(_EXPONENTS[kind]) if exponent is None else exponent
    effect = model(
        mean_speed_before,
        mean_speed_after,
        power,
        environment=environment,
        accept_urban=exponent is not None,
    )
    if abs(mean_speed_after / mean_speed_before - 1) > _MAX_CHANGE:
        hint = "The model was fitted to changes of a few miles per hour."
        expected = "a change of at most half the speed before"
        raise InputError("mean_speed_after", mean_speed_after, expected, hint=hint)
    facts = [f for f in CONTENT.book if f.key.startswith("road_safety.power_model")]
    sources = dict.fromkeys(source for fact in facts for source in fact.sources)
    return SpeedCasualties(
        outcome=kind,
        exponent=power,
        effect=effect,
        sources=tuple(sources),
        caveats=_CAVEATS,
    )
