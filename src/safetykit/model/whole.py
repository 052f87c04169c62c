"""Fields that hold a whole number within bounds, such as a month of the year or an age."""

from __future__ import annotations

import math
from typing import Any

import attrs

from safetykit.errors import InputError

__all__ = ["whole_field"]


def whole_field(
    least: int,
    most: float = math.inf,
    *,
    expected: str,
    default: int | None = None,
    hint: str = "",
) -> Any:
    """Return a field that holds a whole number, or None where that is its default value.

    Args:
        least: The least number that it takes.
        most: The greatest.
        expected: What it takes, in words, for the error.
        default: What it holds where nothing is said.
        hint: What else to say in the error.
    """

    def check(_: object, field: attrs.Attribute[Any], value: object) -> None:
        if value is None and default is None:
            return
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise InputError(field.name, value, expected, hint=hint)

    return attrs.field(default=default, validator=check)
