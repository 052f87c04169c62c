"""Why a file that calls itself JSON is none, in the words of JSON.

What belongs here: the fault and its place. What does not: reading; that is in `fast_json`, and in
`yaml` for what is odd.
"""

from __future__ import annotations

import json

from safetykit.errors import Place, Problem
from safetykit.serial.text import Text

__all__ = ["json_problem"]

HINT = "Look here and just above for a comma, a quote, a colon or a bracket that is missing."


def json_problem(text: Text) -> Problem | None:
    """Return why a text from a file named `.json` is no JSON; None if it is, or is named otherwise.

    Examples:
        >>> json_problem(Text(content='{"id": "a" "title": "b"}', file="plan.json")).message
        "not JSON: expecting ',' delimiter."
    """
    if not (text.file or "").lower().endswith(".json"):
        return None
    try:
        json.loads(text.content)
    except json.JSONDecodeError as error:
        place = Place(file=text.file, line=error.lineno, column=error.colno)
        words = error.msg[:1].lower() + error.msg[1:]
        return Problem(place=place, message=f"not JSON: {words}.", hint=HINT)
    except (ValueError, RecursionError):  # too many digits, or too deep: no fault of its form
        return None
    return None
