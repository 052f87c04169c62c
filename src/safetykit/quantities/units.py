"""Quantities with a unit, and the dimensions of the field.

A `Quantity` is a number and the canonical text of a unit. pint works behind it, in a private
registry that is made on first use: importing this module does not import pint. Residents, workers,
households, offences and so on are dimensions of their own, so that a rate per resident and a rate
per worker cannot be added or compared.
"""

from __future__ import annotations

import functools
import math
import re
from typing import TYPE_CHECKING, Any, Final, Self

import attrs

from safetykit.errors import InputError, UnitError, suggest

if TYPE_CHECKING:
    import pint

__all__ = ["Quantity", "check_unit"]

COUNTED: Final = (
    "resident",
    "worker",
    "household",
    "visitor",
    "student",
    "offence",
    "incident",
    "casualty",
    "collision",
    "premises",
    "business",
    "officer",
    "vehicle",
    "rough_sleeper",
    "person",
    "report",
)
PHYSICAL: Final = (
    "metre",
    "kilometre",
    "mile",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "mph",
    "percent",
    "dimensionless",
    "GBP",
)
_ALLOWED: Final = frozenset(COUNTED + PHYSICAL)
_PLURALS: Final = {f"{word}s": word for word in COUNTED + PHYSICAL} | {
    "offences": "offence",
    "casualties": "casualty",
    "businesses": "business",
    "people": "person",
    "metres": "metre",
}
_TOKEN: Final = re.compile(r"[A-Za-z_]+|\d+(?:_\d{3})*|\*\*?|/|\(|\)|\s+|[-^]")


def check_unit(text: str) -> str:
    """Return the canonical text of a unit, or refuse it, without loading pint.

    Args:
        text: Words of the allow-list joined by `*`, `/` and whole powers: `offence`,
            `offence / resident`, `mile / hour`. Plurals are read as singulars.

    Raises:
        UnitError: A word or a sign is not allowed.

    Examples:
        >>> check_unit("offences/resident")
        'offence / resident'
    """
    position, words = 0, []
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise UnitError("unit", text, 'words joined by "*" and "/", such as "offence/resident"')
        position = match.end()
        if token := match[0].strip():
            words.append(_canonical_word(token, text))
    if not words:
        return "dimensionless"
    return " ".join(words)


def _canonical_word(token: str, text: str) -> str:
    if not token[0].isalpha():
        return token
    word = _PLURALS.get(token, token)
    if word not in _ALLOWED:
        near = suggest(word, sorted(_ALLOWED))
        raise UnitError("unit", text, "a unit that safetykit knows", hint=near)
    return word


@functools.cache
def _registry() -> pint.UnitRegistry[Any]:
    import pint

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(cache_folder=None)
    for word in (*COUNTED, "GBP"):
        if word in registry:
            registry.define(f"{word} = [safetykit_{word}]")
        else:
            registry.define(f"{word} = [{word}]")
    return registry


def _pint_quantity(value: float, unit: str, registry: Any) -> Any:
    import pint

    try:
        return registry.Quantity(value, unit)
    except (pint.PintError, ArithmeticError, TypeError, ValueError, AssertionError) as error:
        raise UnitError("unit", unit, "a unit that can be read") from error


@attrs.frozen
class Quantity:
    """A number with a unit.

    Attributes:
        magnitude: A finite number.
        unit: The canonical text of the unit.

    Examples:
        >>> Quantity(30.0, "mile / hour").to("kilometre / hour").magnitude
        48.28032
        >>> Quantity(2.0, "offences") + Quantity(1.0, "offence")
        Quantity(magnitude=3.0, unit='offence')
    """

    magnitude: float = attrs.field(converter=float)
    unit: str = attrs.field(converter=check_unit)

    @magnitude.validator
    def _check_magnitude(self, _: object, value: float) -> None:
        if not math.isfinite(value):
            raise InputError("quantity", value, "a finite number")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number followed by a unit: `30 mile / hour`.

        Raises:
            InputError: There is no number in front.
            UnitError: The unit is not allowed.
        """
        match = re.fullmatch(r"\s*([-+]?[\d,]*\.?\d+)\s*(.*)", text)
        if match is None:
            raise InputError("quantity", text, 'a number and a unit, such as "30 mile / hour"')
        return cls(float(match[1].replace(",", "")), match[2])

    def to(self, unit: str) -> Quantity:
        """Return the same quantity in another unit.

        Raises:
            UnitError: The two units measure different things.
        """
        wanted = check_unit(unit)
        converted = _convert(self, wanted)
        return Quantity(converted, wanted)

    def to_pint(self, registry: pint.UnitRegistry[Any]) -> Any:
        """Return a quantity of the caller's own pint registry."""
        return _pint_quantity(self.magnitude, self.unit, registry)

    def __add__(self, other: Quantity) -> Quantity:
        """Return the sum, in this quantity's unit."""
        return Quantity(self.magnitude + other.to(self.unit).magnitude, self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        """Return the difference, in this quantity's unit."""
        return Quantity(self.magnitude - other.to(self.unit).magnitude, self.unit)

    def __truediv__(self, other: Quantity) -> Quantity:
        """Return the quotient; the units divide."""
        return Quantity(self.magnitude / other.magnitude, f"{self.unit} / ({other.unit})")

    def __str__(self) -> str:
        """Return the number and the unit."""
        return f"{self.magnitude:,g} {self.unit}"


def _convert(quantity: Quantity, unit: str) -> float:
    import pint

    if quantity.unit == unit:
        return quantity.magnitude
    try:
        found = _pint_quantity(quantity.magnitude, quantity.unit, _registry()).to(unit)
    except pint.DimensionalityError as error:
        raise UnitError(
            "unit",
            unit,
            f'a unit of the same kind as "{quantity.unit}"',
            hint="Rates on different bases, such as residents and workers, cannot be mixed.",
        ) from error
    return float(found.magnitude)
