"""Counting people killed or seriously injured, with the adjustment for how severity is recorded."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import attrs

from safetykit.errors import InputError

__all__ = ["Casualty", "KsiCount", "Severity", "ksi"]

_ADJUSTED: Final = (
    "Serious injuries are the sum of each casualty's probability of being serious, so the number "
    "need not be whole."
)
_AS_RECORDED: Final = (
    "Serious injuries are counted as recorded; forces that record from a list of injuries record "
    "more of them, so do not compare across a change of system."
)


class Severity(StrEnum):
    """The severity of a casualty, as recorded."""

    FATAL = "fatal"
    SERIOUS = "serious"
    SLIGHT = "slight"


def _check_probability(_: object, __: attrs.Attribute[float | None], value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        hint = "It is a probability, not a flag and not a count."
        raise InputError("adjusted_serious", value, "a number from 0 to 1", hint=hint)


@attrs.frozen(kw_only=True)
class Casualty:
    """One casualty: the recorded severity, and the published probability of being serious."""

    severity: Severity
    adjusted_serious: float | None = attrs.field(default=None, validator=_check_probability)


@attrs.frozen(kw_only=True)
class KsiCount:
    """People killed or seriously injured, and how the serious were counted."""

    killed: int
    serious: float
    casualties: int
    adjusted: bool
    caveats: tuple[str, ...]

    @property
    def total(self) -> float:
        """Killed plus seriously injured."""
        return self.killed + self.serious


def ksi(casualties: Iterable[Casualty], *, adjusted: bool = True) -> KsiCount:
    """Count the people killed or seriously injured.

    Args:
        casualties: The casualties.
        adjusted: Sum the published probabilities of those who were not killed; if not, count the
            severities as recorded.

    Returns:
        The count, how it was made, and what limits it.

    Raises:
        InputError: `adjusted`, and a casualty who was not killed has no probability.

    Examples:
        >>> hurt = [Casualty(severity=Severity.SLIGHT, adjusted_serious=0.25) for _ in range(4)]
        >>> ksi([Casualty(severity=Severity.FATAL), *hurt]).total
        2.0
    """
    people = tuple(casualties)
    killed = sum(person.severity is Severity.FATAL for person in people)
    injured = [person for person in people if person.severity is not Severity.FATAL]
    if adjusted:
        serious = math.fsum(_probability(person) for person in injured)
    else:
        serious = float(sum(person.severity is Severity.SERIOUS for person in injured))
    return KsiCount(
        killed=killed,
        serious=serious,
        casualties=len(people),
        adjusted=adjusted,
        caveats=(_ADJUSTED if adjusted else _AS_RECORDED,),
    )


def _probability(person: Casualty) -> float:
    if person.adjusted_serious is None:
        hint = "Join the published adjustments first, or count as recorded with adjusted=False."
        raise InputError("adjusted_serious", None, "a probability for each casualty", hint=hint)
    return person.adjusted_serious
