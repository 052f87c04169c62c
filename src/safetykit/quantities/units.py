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
from safetykit.quantities.words import NUMBER, read_number, read_words

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
_UNCOUNTED: Final = ("premises", "mph", "percent", "dimensionless", "GBP")
_PLURALS: Final = {f"{word}s": word for word in _ALLOWED - set(_UNCOUNTED)} | {
    "casualties": "casualty",
    "businesses": "business",
    "people": "person",
}
_NAMESPACED: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_TOKEN: Final = re.compile(rf"\s*({_NAMESPACED.pattern}|[A-Za-z_]+|-?[0-9]+|\*\*|[*/()^])\s*")
_HYPHENED: Final = re.compile(r"([A-Za-z_]+)-([A-Za-z_]+)")
_MAX_TOKENS: Final = 100
_MAX_POWER: Final = 9
_QUANTITY: Final = re.compile(
    rf"({NUMBER}(?:e[-+]?[0-9]+)?)(?: ?([^0-9., ].*)| (1 / .*))?", re.A | re.I
)
_FORMS: Final = 'words joined by "*", "/" and whole powers, such as "offence / resident"'


def check_unit(text: str) -> str:
    """Return the canonical text of a unit, or refuse it, without loading pint.

    The canonical text has no brackets and names each word once: first what is multiplied, then what
    it is divided by.

    Args:
        text: Words joined by `*`, `/`, brackets and whole powers: `offence`,
            `offence / resident`, `metre / second ** 2`. Plurals are read as singulars, and words
            with a hyphen as a product: `casualty / vehicle-kilometre`, `person-years`. A word is
            one of the allow-list, or one that a module adds under its own name, `acme.swimmer`;
            `Toolkit.check_unit` knows which of those there are.

    Raises:
        UnitError: A word or a sign is not allowed, or stands where it means nothing.

    Examples:
        >>> check_unit("offences/resident")
        'offence / resident'
        >>> check_unit("offence / (resident / year)")
        'offence * year / resident'
        >>> check_unit("casualties / vehicle-kilometre")
        'casualty / vehicle / kilometre'
    """
    tokens = _tokens(_HYPHENED.sub(r"(\1 * \2)", read_words(text, "unit")))
    if not tokens:
        return "dimensionless"
    powers = _product(tokens, text)
    if tokens:
        raise UnitError("unit", text, _FORMS)
    for word, power in powers.items():
        if abs(power) > _MAX_POWER:
            raise UnitError("unit", text, f"powers up to {_MAX_POWER}, here of {word}")
    return _write_unit(powers)


def _tokens(text: str) -> list[str]:
    """Return the words and the signs of a unit, the first one last."""
    tokens: list[str] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or len(tokens) == _MAX_TOKENS:
            raise UnitError("unit", text, _FORMS)
        tokens.append(match[1])
        position = match.end()
    return tokens[::-1]


def _product(tokens: list[str], text: str) -> dict[str, int]:
    """Take a product off the tokens: factors joined by `*` and `/`."""
    powers = _power(tokens, text)
    while tokens and tokens[-1] in "*/":
        sign = 1 if tokens.pop() == "*" else -1
        for word, power in _power(tokens, text).items():
            powers[word] = powers.get(word, 0) + sign * power
    return powers


def _power(tokens: list[str], text: str) -> dict[str, int]:
    """Take a factor off the tokens: a word, 1 or a product in brackets, and its power."""
    first = tokens.pop() if tokens else ""
    if first == "(":
        powers = _product(tokens, text)
        if not tokens or tokens.pop() != ")":
            raise UnitError("unit", text, _FORMS, hint="A bracket is not closed.")
    elif first[:1].isalpha():
        powers = {_canonical_word(first, text): 1}
    elif first == "1":
        powers = {}
    else:
        raise UnitError("unit", text, _FORMS)
    if tokens and tokens[-1] in ("**", "^"):
        tokens.pop()
        exponent = tokens.pop() if tokens else ""
        if not re.fullmatch(r"-?[0-9]", exponent):
            raise UnitError("unit", text, f"a whole power of at most {_MAX_POWER}")
        powers = {word: power * int(exponent) for word, power in powers.items()}
    return powers


def _canonical_word(token: str, text: str) -> str:
    word = _PLURALS.get(token, token)
    if _NAMESPACED.fullmatch(word):
        return word
    if word not in _ALLOWED:
        near = suggest(word, sorted(_ALLOWED)) or (
            f"What is counted is one of {', '.join(COUNTED)}, or a word of a module such as "
            f"acme.{word.lower()}."
        )
        raise UnitError("unit", text, "a unit that safetykit knows", hint=near)
    return word


def _write_unit(powers: dict[str, int]) -> str:
    above = [(word, power) for word, power in powers.items() if power > 0]
    below = [(word, -power) for word, power in powers.items() if power < 0]
    names = [_write_power(*pair) for pair in above if pair[0] != "dimensionless"]
    divisors = [_write_power(*pair) for pair in below if pair[0] != "dimensionless"]
    if not divisors:
        return " * ".join(names) or "dimensionless"
    return " / ".join([" * ".join(names) or "1", *divisors])


def _write_power(word: str, power: int) -> str:
    return word if power == 1 else f"{word} ** {power}"


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
    for word in _NAMESPACED.findall(f"{quantity.unit} {unit}"):
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
