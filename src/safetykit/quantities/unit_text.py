"""The text of a unit: the words that it may hold, and the one way in which it is written.

What belongs here: what is a unit and what is not. What does not: numbers with a unit, and pint,
which are in `units`.
"""

from __future__ import annotations

import re
from typing import Final

from safetykit.errors import UnitError, suggest
from safetykit.quantities.words import read_words

__all__ = ["COUNTED", "NAMESPACED", "PHYSICAL", "check_unit"]


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
NAMESPACED: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_TOKEN: Final = re.compile(rf"\s*({NAMESPACED.pattern}|[A-Za-z_]+|-?[0-9]+|\*\*|[*/()^])\s*")
_HYPHENED: Final = re.compile(r"[A-Za-z_]+(?:-[A-Za-z_]+)+")
_MAX_TOKENS: Final = 100
_MAX_POWER: Final = 9
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
    words = read_words(text, "unit")
    tokens = _tokens(_HYPHENED.sub(lambda found: f"({found[0].replace('-', ' * ')})", words))
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
    if NAMESPACED.fullmatch(word):
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
