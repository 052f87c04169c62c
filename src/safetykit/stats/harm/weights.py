"""Weights of harm by category, as data with a source and a version.

What belongs here: `HarmWeights`, and the weights that are shipped. What does not: guesses. A
category without a weight has none, which is not a weight of 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.stats._inputs import refuse_where, require_numbers

__all__ = ["CRIME_SEVERITY_WEIGHTS", "HarmWeights"]


def _weights(
    given: Mapping[str, float] | Iterable[tuple[str, float]],
) -> tuple[tuple[str, float], ...]:
    pairs = tuple(given.items() if isinstance(given, Mapping) else given)
    if not pairs:
        raise InputError("weights", given, "at least one category with its weight")
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise InputError("weights", names, "each category once")
    for name, weight in pairs:
        number = require_numbers(f"weights[{name}]", weight)
        if number.ndim:
            raise InputError(f"weights[{name}]", weight, "one number above 0")
        hint = "Leave out a category that has no weight."
        bad = ~((number > 0) & (number < float("inf")))
        refuse_where(bad, f"weights[{name}]", number, "one number above 0", hint=hint)
    return tuple((name, float(weight)) for name, weight in pairs)


def _text(_: object, field: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise InputError(field.name, value, "a text that says which list this is")


@attrs.frozen(kw_only=True)
class HarmWeights:
    """Weights by category, from one version of one list.

    Attributes:
        source: Who published the list, and where it was read.
        version: Its edition. Editions differ, and totals of two are not comparable.
        partial: Whether the list has categories that are not held here.
        unit: What a weight counts: days of prison, or points of a score.
        weights: The weight of each category, above 0, as a mapping or as pairs.

    Raises:
        InputError: The source or the version is empty, there is no category, a category occurs
            twice, or a weight is not a number above 0.

    Examples:
        >>> held = HarmWeights(
        ...     source="made up", version="1", partial=True, unit="points", weights={"theft": 2}
        ... )
        >>> held.weights
        (('theft', 2.0),)
    """

    source: str = attrs.field(validator=_text)
    version: str = attrs.field(validator=_text)
    partial: bool
    unit: str = attrs.field(validator=_text)
    weights: tuple[tuple[str, float], ...] = attrs.field(converter=_weights)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that have a weight."""
        return tuple(name for name, _ in self.weights)


CRIME_SEVERITY_WEIGHTS: Final = HarmWeights(
    source=(
        "Office for National Statistics, Crime Severity Score data tool, List of weights (Open "
        "Government Licence v3.0), as quoted in a public repository"
    ),
    version="edition not stated where it was read; read in November 2026",
    partial=True,
    unit="points",
    weights={
        "Robbery of personal property": 993.55,
        "Assault with injury": 203.07,
        "Assault without injury": 12.99,
        "Harassment": 39.64,
        "Public fear, alarm or distress": 7.58,
        "Criminal damage": 9.16,
    },
)
"""Six weights of the Crime Severity Score, from one quotation of the list: it is partial."""
