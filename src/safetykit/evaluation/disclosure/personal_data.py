"""Personal data in free text: what should not stand in a plan, a return or a module.

What belongs here: the search, and what it takes for harmless. What does not: the question that the
audit asks; that is in the rules. A value that was found is never repeated in full.

It is a net with wide meshes. What it finds is worth a look by a person, and what it does not find
may be there all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from enum import Enum, StrEnum
from typing import Any, Final

import attrs

from safetykit.evaluation.disclosure.identifiers import (
    births,
    emails,
    names_beside_victims,
    nhs_numbers,
    ni_numbers,
    phones,
    plates,
    postcodes,
)
from safetykit.model import OfficeHolder, Organisation, Plan

__all__ = ["PersonalData", "PersonalDataKind", "find_in_text", "find_personal_data", "texts_of"]

Where = tuple[str | int, ...]
SKIPPED: Final = frozenset({"id", "url", "sha256", "source"})


class PersonalDataKind(StrEnum):
    """What kind of personal data a text may hold."""

    PHONE = "telephone number"
    PLATE = "number plate"
    EMAIL = "e-mail address"
    POSTCODE = "postcode"
    NHS_NUMBER = "NHS number"
    NI_NUMBER = "National Insurance number"
    BIRTH = "date of birth"
    NAME = "name beside a word for a victim"


@attrs.frozen(kw_only=True)
class PersonalData:
    """Something in a text that may be personal data.

    Attributes:
        kind: What it seems to be.
        where: The place of the text in the object that was searched; empty for a text alone.
        excerpt: Enough of it to find it again, and never all of it.
        hint: What to do about it.
    """

    kind: PersonalDataKind
    where: Where
    excerpt: str
    hint: str


FINDERS: Final[dict[PersonalDataKind, Callable[[str], Iterator[str]]]] = {
    PersonalDataKind.PHONE: phones,
    PersonalDataKind.PLATE: plates,
    PersonalDataKind.EMAIL: emails,
    PersonalDataKind.POSTCODE: postcodes,
    PersonalDataKind.NHS_NUMBER: nhs_numbers,
    PersonalDataKind.NI_NUMBER: ni_numbers,
    PersonalDataKind.BIRTH: births,
    PersonalDataKind.NAME: names_beside_victims,
}
_HINTS: Final = {
    PersonalDataKind.PHONE: "Give a public number of the body, or none.",
    PersonalDataKind.EMAIL: "Give the address of a post, such as info@, or none.",
    PersonalDataKind.POSTCODE: "Name the ward or the neighbourhood: a postcode has some 15 homes.",
    PersonalDataKind.NAME: "Take the name out. A plan needs none but those of office holders.",
}
HINT: Final = "Take it out: a plan needs nothing that leads to one person."


def find_personal_data(value: object, *, known: Iterable[str] = ()) -> tuple[PersonalData, ...]:
    """Return what may be personal data in the texts of a plan, or of any object of texts.

    The names of a plan's office holders are harmless, and so is what stands under its
    organisations: their own contacts. Numbers such as 101 and 999, freephone numbers and those that
    begin with 03 belong to services.

    Args:
        value: A plan, a part of one, progress updates, or content of a toolkit module.
        known: Contacts that are public, such as those of the routes of modules.

    Returns:
        What was found, in the order of the texts, each with its place and a masked excerpt.
    """
    names = [holder.name for holder in value.office_holders] if isinstance(value, Plan) else []
    harmless = {_plain(text) for text in (*known, *names) if text}
    return tuple(
        attrs.evolve(found, where=where)
        for where, text in texts_of(value)
        for found in find_in_text(text, known=harmless)
    )


def find_in_text(text: str, *, known: Collection[str] = ()) -> tuple[PersonalData, ...]:
    """Return what may be personal data in a text.

    Examples:
        >>> [(found.kind.value, found.excerpt) for found in find_in_text("Ring 07700 900123.")]
        [('telephone number', '07…')]
    """
    harmless = {_plain(one) for one in known}
    return tuple(
        PersonalData(kind=kind, where=(), excerpt=_masked(found), hint=_HINTS.get(kind, HINT))
        for kind, finder in FINDERS.items()
        for found in finder(text)
        if not any(one in _plain(found) for one in harmless)
    )


def texts_of(value: Any, where: Where = ()) -> Iterator[tuple[Where, str]]:
    """Yield each free text of an object with its place; not what names bodies and posts.

    An empty text and a word of a closed set hold nothing, and are none.
    """
    if isinstance(value, str):
        if value and not isinstance(value, Enum):
            yield where, value
    elif isinstance(value, tuple | list):
        for i, item in enumerate(value):
            yield from texts_of(item, (*where, i))
    elif attrs.has(type(value)) and not isinstance(value, Organisation | OfficeHolder):
        for field in attrs.fields(type(value)):
            if field.name not in SKIPPED and not field.metadata.get("transient"):
                yield from texts_of(getattr(value, field.name), (*where, field.name))


def _plain(text: str) -> str:
    """Return a text without what may be written otherwise: spaces, case and the country's 44."""
    return re.sub(r"^(?:\+|00)44", "0", re.sub(r"[\s().-]", "", text)).casefold()


def _masked(found: str) -> str:
    """Return the first letters of a value: of each word of a name, or two of a number."""
    words = found.split()
    if all(word.isalpha() for word in words):
        return " ".join(f"{word[0]}…" for word in words)
    return f"{found[:2]}…"
