"""Ids, and fields that refer to them.

An id is a short word, unique in its plan over every kind of object. A field that holds ids of other
objects says which collection of the plan they belong to, so that `references` can check them all.
"""

from __future__ import annotations

import re
from typing import Any, Final, NewType

import attrs

from safetykit.errors import InputError

__all__ = ["MAX_ID_LENGTH", "REFERS_TO", "SLUG", "Id", "id_field", "ref_field", "refs_field"]

Id = NewType("Id", str)
REFERS_TO: Final = "refers_to"
SLUG: Final = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"
MAX_ID_LENGTH: Final = 80
EXAMPLE: Final = "theft-from-the-person"


def _check_slug(_: object, field: attrs.Attribute[str], value: object) -> None:
    fits = isinstance(value, str) and len(value) <= MAX_ID_LENGTH and re.fullmatch(SLUG, value)
    if not fits:
        hint = f'Use small letters, digits and hyphens, such as "{EXAMPLE}".'
        expected = f"an id of at most {MAX_ID_LENGTH} characters"
        raise InputError(field.name, value, expected, hint=hint)


def id_field() -> Any:
    """Return the field of an object's own id."""
    return attrs.field(validator=_check_slug, metadata={"example": EXAMPLE})


def ref_field(collection: str, *, required: bool = False) -> Any:
    """Return a field that holds the id of an object in a collection of the plan, or None."""
    metadata = {REFERS_TO: collection}
    if required:
        return attrs.field(metadata=metadata)
    return attrs.field(default=None, metadata=metadata)


def refs_field(collection: str) -> Any:
    """Return a field that holds ids of objects in a collection of the plan."""
    return attrs.field(default=(), metadata={REFERS_TO: collection})
