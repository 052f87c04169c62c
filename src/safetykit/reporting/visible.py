"""Making characters visible that no reader sees: controls, and marks that turn text around.

What belongs here: the one function through which every text goes before a face shows it. What does
not: the escaping that one format needs; each renderer does its own.
"""

from __future__ import annotations

import re
from typing import Final

from safetykit.reporting.passages import Passage

__all__ = ["visible"]

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls other than tab and new line
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of text
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # separators and anchors that files read as their own
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # what is no character, and no XML
)
REPLACED: Final = "\ufffd"


def visible(text: object) -> str:
    r"""Return a text in which nothing is hidden; each hidden character becomes U+FFFD.

    Args:
        text: A text, or what has words of its own, such as a number or a place.

    Examples:
        >>> visible("Theft\x1b[31m") == "Theft\ufffd[31m"
        True
    """
    if isinstance(text, Passage):
        return text.each(_shown)
    return _shown(str(text))


def _shown(text: str) -> str:
    return _UNSEEN.sub(REPLACED, text.replace("\r\n", "\n"))
