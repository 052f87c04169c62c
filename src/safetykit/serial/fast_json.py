"""JSON by the standard library, where it and the one dialect agree.

It is much faster than the reader of YAML, but knows no places. So it reads, and whatever is odd is
left to the other reader, which says where it stands.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final

__all__ = [
    "MAX_DEPTH",
    "MAX_DIGITS",
    "NotJson",
    "Odd",
    "escape",
    "for_yaml",
    "looks_like_json",
    "read_json",
]

MAX_DEPTH: Final = 100
MAX_DIGITS: Final = 400
_PAIR: Final = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|.)", re.S
)


_FOREIGN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class NotJson(Exception):  # noqa: N818  # not an error of the user
    """The text is not JSON."""


class Odd(Exception):  # noqa: N818  # the other reader makes the error
    """The text holds something that the dialect refuses."""


def looks_like_json(content: str) -> bool:
    """Return whether a text begins as a JSON object or list does."""
    return content.lstrip()[:1] in ("{", "[")


def read_json(content: str) -> Any:
    """Return the plain data of a JSON text.

    Raises:
        NotJson: It is not JSON, though it may be YAML.
        Odd: It holds a duplicate key, a number that is not finite or too long, half a surrogate
            pair, or deeper nesting than the dialect allows.
    """
    try:
        data = json.loads(
            content,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_float,
        )
        if "\\u" in content:
            json.dumps(data, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError) as error:
        raise Odd from error
    except ValueError as error:
        raise NotJson from error
    if _is_deep(data):
        raise Odd
    return data


def for_yaml(content: str) -> str:
    r"""Return JSON as a reader of YAML takes it.

    An escaped pair such as `\ud83d\ude00` becomes its character, and a character that YAML does not
    allow, or takes for the end of a line, is escaped.
    """
    return escape(_PAIR.sub(_character, content))


def escape(content: str) -> str:
    """Return JSON with an escape for each character that only JSON allows."""
    return _FOREIGN.sub(lambda match: f"\\u{ord(match[0]):04x}", content)


def _character(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0]
    high, low = int(match[1], 16), int(match[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise Odd
    return data


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise Odd
    return int(text)


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Odd
    return number


def _is_deep(data: Any) -> bool:
    level = [data]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
        ]
    return any(isinstance(item, dict | list) for item in level)
