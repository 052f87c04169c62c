"""The shapes of what leads to one person: numbers, plates, addresses, and names beside victims.

What belongs here: one finder for each kind, which yields the values in a text. What does not: what
is harmless in a plan, and how a finding is worded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = [
    "births",
    "emails",
    "names_beside_victims",
    "nhs_numbers",
    "ni_numbers",
    "phones",
    "plates",
    "postcodes",
]

_PHONE_LIKE: Final = re.compile(r"(?:\+|\b0|\(0)[\d()\s.-]{7,}\d")
_DECIMAL: Final = re.compile(r"0\.\d+")
_EMAIL: Final = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_POST_BOXES: Final = re.compile(
    r"^(?:info|enquir|contact|admin|office|press|media|foi|dpo|data|feedback|help|support|team|"
    r"community|csp|safer|safety|partnership|consult|opcc|pcc|council|report|police|crime|news|"
    r"complaint|licensing|prevent|policy)",
    re.IGNORECASE,
)
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
_PLATE: Final = re.compile(r"\b[A-HJ-PR-Y][A-HJ-PR-Y](?:0[1-9]|[1-9]\d) ?[A-HJ-PR-Z]{3}\b")
_OLD_PLATE: Final = re.compile(r"\b[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Y]{3}\b")
_VEHICLE: Final = re.compile(r"\b(?:vehicle|car|van|lorry|motorcycle|moped|plate|registration|VRM)")
_NHS: Final = re.compile(r"\b\d{3}[ -]\d{3}[ -]\d{4}\b|(?<=NHS number )\d{10}\b")
_NI: Final = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(?:\d\d ?){3}[A-D]\b"
)
_BIRTH: Final = re.compile(
    r"\b(?:born(?: on)?|d\.?o\.?b\.?|date of birth)[:\s]+"
    r"(\d{1,2}(?:[/.-]\d{1,2}[/.-]| \w+ )(?:19|20)?\d\d)\b",
    re.IGNORECASE,
)
_VICTIM: Final = (
    r"(?:victim|complainant|survivor|witness|deceased|injured party|aggrieved|suspect|offender|"
    r"perpetrator|patient|casualty)"
)
_NAME: Final = r"[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?"
_TITLED: Final = rf"(?:Mr|Mrs|Miss|Ms|Mx)\.? {_NAME}(?: {_NAME})?"
_BESIDE: Final = (
    re.compile(rf"\b{_VICTIM}s?\b[^.;]{{0,40}}?\b({_TITLED})"),
    re.compile(rf"\b({_TITLED})[^.;]{{0,40}}?\b{_VICTIM}"),
    re.compile(rf"\b{_VICTIM},? (?:named |called |was |is )?({_NAME} {_NAME})\b"),
    re.compile(rf"\b({_NAME} {_NAME}),? (?:the|a|was the|was a|is the|is a) {_VICTIM}\b"),
)
_NOT_PEOPLE: Final = re.compile(
    r"\b(?:Support|Service|Services|Code|Care|Fund|Commissioner|Charter|Scheme|Unit|Police|Council|"
    r"Law|Act|Board|Group|Team|Partnership|Strategy|Programme|Project|Hub|Centre|Trust|Justice|"
    r"Contact|Personal|Statement|Satisfaction|Survey|The|This|These|In|For|County|City|Court|"
    r"Office|Officer|Officers|Community|Public|National|Domestic|Sexual|Crime|Safety|Prison)\b"
)
LEAST_DIGITS: Final = 9


def phones(text: str) -> Iterator[str]:
    """Yield telephone numbers that could be a person's: no freephone number, none that begins 03.

    Numbers of the right length that are assigned to nobody are among them: a slip of one digit
    leaves the rest of the number in the text.
    """
    if not _PHONE_LIKE.search(text):
        return
    import phonenumbers  # here, because it takes 50 ms and few texts hold a number

    types = phonenumbers.PhoneNumberType
    services = {types.TOLL_FREE, types.UAN, types.SHARED_COST, types.PREMIUM_RATE}
    lenient = phonenumbers.Leniency.POSSIBLE
    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=lenient):
        kind = phonenumbers.number_type(match.number)
        whole = sum(c.isdigit() for c in match.raw_string) >= LEAST_DIGITS
        whole = whole and not _DECIMAL.fullmatch(match.raw_string)
        if whole and match.raw_string[0] in "0+(" and kind not in services:
            yield match.raw_string


def emails(text: str) -> Iterator[str]:
    """Yield e-mail addresses but for those of posts, such as `info@`."""
    for match in _EMAIL.finditer(text):
        if not _POST_BOXES.match(match[0]):
            yield match[0]


def postcodes(text: str) -> Iterator[str]:
    """Yield full postcodes of the United Kingdom; a district such as `LE1` is none."""
    yield from (match[0] for match in _POSTCODE.finditer(text))


def plates(text: str) -> Iterator[str]:
    """Yield number plates as issued since 2001, and older ones in texts that speak of vehicles."""
    yield from (match[0] for match in _PLATE.finditer(text))
    if _VEHICLE.search(text):
        yield from (match[0] for match in _OLD_PLATE.finditer(text))


def nhs_numbers(text: str) -> Iterator[str]:
    """Yield numbers of ten digits, grouped as NHS numbers are, whose check digit is right."""
    for match in _NHS.finditer(text):
        digits = [int(c) for c in match[0] if c.isdigit()]
        check = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
        if check % 11 == digits[-1]:
            yield match[0]


def ni_numbers(text: str) -> Iterator[str]:
    """Yield National Insurance numbers, but for prefixes that are never issued."""
    yield from (match[0] for match in _NI.finditer(text))


def births(text: str) -> Iterator[str]:
    """Yield days that a text calls the day on which somebody was born."""
    yield from (match[1] for match in _BIRTH.finditer(text))


def names_beside_victims(text: str) -> Iterator[str]:
    """Yield names of people that stand beside a word for a victim, a witness or a suspect."""
    matches = [match[1] for pattern in _BESIDE for match in pattern.finditer(text)]
    names = dict.fromkeys(name for name in matches if not _NOT_PEOPLE.search(name))
    yield from (name for name in names if not any(name in n and name != n for n in names))
