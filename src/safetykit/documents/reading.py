"""From the text of a document to plain data of the newest format, with what is refused beside it.

What belongs here: what a plan and the files that it includes have in common. What does not: which
keys each of them may hold (`plans`, `include`).
"""

from __future__ import annotations

from typing import Any

from safetykit.documents.migrations import PLAN_FORMAT, PLAN_UPGRADES
from safetykit.errors import DocumentError, Place, Problem
from safetykit.serial import Text, parse_with_problems

__all__ = ["read_mapping"]


def read_mapping(text: Text, what: str) -> tuple[dict[str, Any], list[Problem]]:
    """Read a document that is a mapping with a `format`.

    Args:
        text: The text of the document.
        what: What it is to be, such as "a plan".

    Returns:
        Its data in the newest format, without the key `format`, and what was refused in it.

    Raises:
        DocumentError: The text cannot be read, or holds no mapping.
        SchemaVersionError: It is of a newer format than this version of safetykit knows.
    """
    data, refused = parse_with_problems(text)
    hint = f'Begin with "format: {PLAN_FORMAT}".'
    if data is None:
        place = Place(file=text.file, line=1, column=1)
        raise DocumentError([Problem(place=place, message="there is nothing in it.", hint=hint)])
    if not isinstance(data, dict):
        message = f"expected {what}, which is a mapping of keys to values."
        raise DocumentError([*refused, text.problem(message, hint=hint)])
    found = data.pop("format", None)
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        message = f"expected the number of the format, got {found!r}."
        if found is None:
            message = 'the key "format" is missing.'
        hint = f'Begin the file with "format: {PLAN_FORMAT}".'
        return data, [*refused, text.problem(message, path=("format",), hint=hint)]
    if found != PLAN_FORMAT:
        place = text.place(("format",))
        data = PLAN_UPGRADES.upgrade(data, found, place=place)
    return data, list(refused)
