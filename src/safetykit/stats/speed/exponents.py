"""Exponents of the power model as data, each with its source and whether it was confirmed.

What belongs here: exponents that can be named. What does not: a default: none here was read in its
source, so none is used unless it is asked for, and a result that uses one says so.
"""

from __future__ import annotations

from typing import Final

import attrs

from safetykit.stats._inputs import require_choice

__all__ = ["RECALLED_EXPONENTS", "SpeedExponent", "recalled_exponent"]


@attrs.frozen(kw_only=True)
class SpeedExponent:
    """An exponent of the power model.

    Attributes:
        value: The exponent.
        outcome: What it is for: accidents or people, and how serious.
        environment: Where it holds: `rural`, `urban`, or `any`.
        source: Where it is printed.
        confirmed: Whether it was read there. False is "recalled": look it up before using it.
    """

    value: float
    outcome: str
    environment: str
    source: str
    confirmed: bool = False


_NILSSON: Final = "Nilsson (2004) Traffic safety dimensions and the power model, Lund (recalled)"
_ELVIK: Final = "Elvik (2009) TOI report 1034, summary table (recalled)"
_RECALLED: Final = {
    "nilsson": (_NILSSON, "any", {"injury": 2.0, "serious_or_fatal": 3.0, "fatal": 4.0}),
    "elvik_2009_urban": (
        _ELVIK,
        "urban",
        {
            "fatalities": 3.0,
            "serious_injuries": 2.0,
            "slight_injuries": 1.1,
            "fatal_accidents": 2.6,
            "injury_accidents": 1.2,
            "pdo": 0.8,
        },
    ),
}
RECALLED_EXPONENTS: Final = {
    (model, outcome): SpeedExponent(
        value=value, outcome=outcome, environment=environment, source=source
    )
    for model, (source, environment, values) in _RECALLED.items()
    for outcome, value in values.items()
}


def recalled_exponent(model: str, outcome: str) -> SpeedExponent:
    """Return an exponent that is recalled and was not confirmed in its source.

    Args:
        model: `nilsson` or `elvik_2009_urban`.
        outcome: The outcome, as in `RECALLED_EXPONENTS`.

    Returns:
        The exponent, marked as not confirmed.

    Raises:
        InputError: The model or the outcome is not known.

    Examples:
        >>> fatal = recalled_exponent("nilsson", "fatal")
        >>> fatal.value, fatal.confirmed
        (4.0, False)
    """
    require_choice("model", model, _RECALLED)
    require_choice("outcome", outcome, _RECALLED[model][2])
    return RECALLED_EXPONENTS[model, outcome]
