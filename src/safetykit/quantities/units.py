"""Quantities with a unit, in the dimensions of the field.

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

from safetykit.errors import InputError, UnitError
from safetykit.quantities.unit_text import COUNTED, NAMESPACED, check_unit
from safetykit.quantities.words import NUMBER, read_number, read_words

if TYPE_CHECKING:
    import pint

__all__ = ["Quantity"]

_QUANTITY: Final = re.compile(
    rf"({NUMBER}(?:e[-+]?[0-9]+)?)(?: ?([^0-9., ].*)| (1 / .*))?", re.A | re.I
)


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
        return registry.Quantity(value, unit.replace(".", "__"))
    except pint.UndefinedUnitError as error:
        hint = 'Define its words there, as in registry.define("resident = [resident]").'
        hint += ' A full stop in a word is written "__".' if "." in unit else ""
        raise UnitError("unit", unit, "a unit of this registry", hint=hint) from error
    except (pint.PintError, ArithmeticError, TypeError, ValueError, AssertionError) as error:
        raise UnitError("unit", unit, "a unit that can be read") from error


def _magnitude(value: object) -> float:
    """Return a finite binary number, or refuse."""
    if isinstance(value, str | bool):
        raise InputError("quantity", value, "a finite number")
    try:
        number = float(value)  # type: ignore[arg-type]  # what is no number raises
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError("quantity", value, "a finite number") from error
    if not math.isfinite(number):
        raise InputError("quantity", value, "a finite number")
    return number


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

    magnitude: float = attrs.field(converter=_magnitude)
    unit: str = attrs.field(converter=check_unit)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number followed by a unit: `30 mile / hour`, `1.5e-05 offence / resident`.

        Raises:
            InputError: There is no number in front.
            UnitError: The unit is not allowed.
        """
        match = _QUANTITY.fullmatch(read_words(text, "quantity"))
        if match is None:
            raise InputError("quantity", text, 'a number and a unit, such as "30 mile / hour"')
        return cls(read_number(match[1], "quantity"), match[2] or match[3] or "")

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
        """Return the quotient; the units divide.

        Raises:
            InputError: The divisor is nought.
        """
        if other.magnitude == 0:
            raise InputError("divisor", str(other), "a quantity that is not nought")
        return Quantity(self.magnitude / other.magnitude, f"{self.unit} / ({other.unit})")

    def __str__(self) -> str:
        """Return the number with every digit, and the unit: `parse` reads back an equal one."""
        whole = self.magnitude.is_integer() and abs(self.magnitude) < 1e15
        return f"{self.magnitude:{',.0f' if whole else ','}} {self.unit}"


def _convert(quantity: Quantity, unit: str) -> float:
    import pint

    if quantity.unit == unit:
        return quantity.magnitude
    registry = _registry()
    for word in NAMESPACED.findall(f"{quantity.unit} {unit}"):
        name = word.replace(".", "__")
        if name not in registry:
            registry.define(f"{name} = [safetykit_{name}]")
    try:
        found = _pint_quantity(quantity.magnitude, quantity.unit, registry)
        found = found.to(unit.replace(".", "__"))
    except pint.DimensionalityError as error:
        raise UnitError(
            "unit",
            unit,
            f'a unit of the same kind as "{quantity.unit}"',
            hint="Rates on different bases, such as residents and workers, cannot be mixed.",
        ) from error
    return float(found.magnitude)
