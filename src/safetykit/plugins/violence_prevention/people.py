"""What would single out a person, and is refused: scores of people, names, homes.

What belongs here: the two checks and their words. What does not: suppression of small counts, which
is in `aggregate`. A refusal never repeats the text that it refuses, because errors reach logs.
"""

from __future__ import annotations

import re
from typing import Final

from safetykit.errors import InputError

__all__ = ["find_personal_data", "require_no_person_score"]

_SCORE: Final = re.compile(
    r"\b(?:risk|harm|threat|propensity|dangerousness|vulnerability)[\s-]*(?:scor|rank|rating)"
    r"|\b(?:scor|rank|grad)\w*\s+(?:of\s+|each\s+|every\s+|the\s+|all\s+|our\s+)*"
    r"(?:person|people|child|offender|victim|suspect|pupil|individual|nominal|young)"
    r"|\bpredict\w*\s+(?:who|which\s+(?:person|people|child|offender|pupil|individual)\w*)"
    r"|\bgangs?\s+matrix\b",
    re.IGNORECASE,
)
_SIGNS: Final = (
    ("a postcode of a few homes", r"(?i)\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"),
    (
        "a flat or room number",
        r"(?i)\b(?:flat|apartment|apt|unit|room)\s*(?:no\.?\s*)?[\dA-Z]{1,4}\b",
    ),
    (
        "a house number",
        r"(?i)\b\d{1,4}[a-z]?,?\s+(?:[a-z][\w'-]+\s+){1,3}"
        r"(?:street|st|road|rd|avenue|ave|close|lane|drive|way|crescent|court|terrace|gardens?|"
        r"place|grove|row|hill)\b",
    ),
    ("a name", r"\b(?i:mr|mrs|ms|miss|dr|master)\.?\s+[A-Z][\w'-]+"),
    ("a name", r"\b(?i:named|called|victim|patient|suspect)\s+[A-Z][a-z]+\b"),
    (
        "somebody's home",
        r"(?i)\b(?:lives?\s+at|home\s+of|home\s+address|own\s+home)\b|'s\s+(?:house|flat)\b",
    ),
    ("an e-mail address", r"[^@\s]+@[^@\s]+\.[a-z]+"),
    ("a long number, such as of a telephone or a patient", r"(?:\d[\s-]?){9,}"),
    ("a date of birth", r"(?i)\b(?:dob|d\.o\.b|date of birth|born)\b"),
)


def require_no_person_score(field: str, text: str) -> None:
    """Refuse words that score, rank or predict people.

    Raises:
        InputError: The words ask for one.
    """
    if _SCORE.search(text):
        expected = "no score, ranking or prediction of a person"
        hint = "Describe places, times and needs; people come by referral and consent."
        raise InputError(field, "a score of a person", expected, hint=hint)


def find_personal_data(text: str) -> str:
    """Return what kind of personal data a text seems to hold; empty if none is seen.

    It sees the commonest kinds and no more: a text that passes may still name somebody.

    Examples:
        >>> find_personal_data("Flat 3, by the station"), find_personal_data("bar, station square")
        ('a flat or room number', '')
    """
    return next((kind for kind, pattern in _SIGNS if re.search(pattern, text)), "")
