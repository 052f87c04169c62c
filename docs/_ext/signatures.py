"""Signatures as people write them: types of NumPy by their names, and defaults of attrs classes.

What belongs here: what autodoc spells out that nobody would write, and its short form. What does
not: which names have a page, and where a name leads (`api_pages`).
"""

from __future__ import annotations

import enum
import re
from typing import Any

import attrs
from sphinx.application import Sphinx

ANYTHING_LIKE_AN_ARRAY = re.compile(
    r"~numpy\._typing\._array_like\._Buffer \| .*?_NestedSequence\[complex \| bytes \| str\]"
)
ARRAY = re.compile(r"~numpy\.ndarray\[tuple\[~typing\.Any, \.\.\.\], ~numpy\.dtype\[([^\[\]]+)\]\]")
ATTRS_DEFAULT = re.compile(r"attr_dict\['(\w+)'\]\.default")
LONGEST_DEFAULT = 40


def shorten(text: str, kind: object = None) -> str:
    """Return a part of a signature in its short form.

    Args:
        text: The arguments, or what comes back.
        kind: The class whose defaults stand in it.
    """
    text = text.replace("~numpy._typing.ArrayLike", "~numpy.typing.ArrayLike")  # Python 3.12 on
    text = ANYTHING_LIKE_AN_ARRAY.sub("~numpy.typing.ArrayLike", text)
    text = ARRAY.sub(r"~numpy.typing.NDArray[\1]", text)
    return ATTRS_DEFAULT.sub(lambda found: _default(kind, found[1]), text)


def _default(kind: object, name: str) -> str:
    """Return the default of a field as it would be typed, or dots where that says too much."""
    if not isinstance(kind, type) or not attrs.has(kind):
        return "..."
    value = attrs.fields_dict(kind)[name].default
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    written = repr(value)
    plain = value is None or isinstance(value, bool | int | float | str | tuple)
    return written if plain and len(written) <= LONGEST_DEFAULT else "..."


def process(*made: Any) -> tuple[str | None, str | None]:
    """Shorten a signature, which autodoc hands over in its last two arguments."""
    *_, kind, _, arguments, back = made
    return arguments and shorten(arguments, kind), back and shorten(back)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the shortening to autodoc."""
    app.connect("autodoc-process-signature", process)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
