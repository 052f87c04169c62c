"""The fixed texts of every face, through a catalogue: the language, and its words.

What belongs here: finding a catalogue, saying one text, one of two by number, or one word of a
kind, and marking what comes in English. What does not: the texts themselves, which stand where
they are shown, and the sentences of `evaluation`.

The source language is British English. Another language is offered when a catalogue of it is
shipped, and no earlier. The sentences on a plan come from `evaluation` in English all the same: a
page in another language says so at its top, and marks each of them.
"""

from __future__ import annotations

import gettext
import os
import re
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.reporting.conventions import ENGLISH, Conventions, conventions_of
from safetykit.reporting.passages import english, fill

__all__ = ["DOMAIN", "LOCALE", "SOURCE_LANGUAGE", "Texts", "load_texts"]

DOMAIN: Final = "safetykit"
SOURCE_LANGUAGE: Final = "en-GB"
LOCALE: Final = Path(__file__).parent / "locale"
_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


@attrs.frozen(kw_only=True)
class Texts:
    """The texts of one language.

    Attributes:
        language: The language, as a page declares it: "en-GB".
        catalogue: Its words.
        conventions: How it writes days and numbers.
    """

    language: str
    catalogue: gettext.NullTranslations = attrs.field(repr=False)
    conventions: Conventions = attrs.field(default=ENGLISH, repr=False)

    @property
    def is_english(self) -> bool:
        """Whether the language is English, of whatever country."""
        return self.language.partition("-")[0] == "en"

    def say(self, text: str, **values: object) -> str:
        """Return a text with values in the places that it names.

        Examples:
            >>> load_texts().say("Evaluated for {day}", day="1 May 2020")
            'Evaluated for 1 May 2020'
        """
        said = self.catalogue.gettext(text)
        return fill(said, values) if values else said

    def say_word(self, kind: str, word: str) -> str:
        """Return a word or two that alone would say too little to a translator.

        Args:
            kind: What it is a word for, which no reader sees: "how a target stands".
            word: The word.

        Examples:
            >>> load_texts().say_word("how a target stands", "met")
            'met'
        """
        return self.catalogue.pgettext(kind, word)

    def in_english(self, text: str) -> str:
        """Return a text that came in English, marked as such where the page is in another language.

        Examples:
            >>> load_texts().in_english("Robbery fell.")
            'Robbery fell.'
        """
        return text if self.is_english else english(text)

    def say_number(self, number: int, one: str, many: str, **values: object) -> str:
        """Return the text for a number of things; `{n}` in it is the number.

        Examples:
            >>> load_texts().say_number(1, "{n} row", "{n} rows")
            '1 row'
        """
        written = self.conventions.number(str(number))
        return fill(self.catalogue.ngettext(one, many, number), {"n": written, **values})


def load_texts(
    language: str = SOURCE_LANGUAGE, *, folder: str | os.PathLike[str] | None = None
) -> Texts:
    """Return the texts of a language.

    Args:
        language: "en-GB", or a language of which there is a catalogue.
        folder: Where the catalogues lie, each as `<language>/LC_MESSAGES/safetykit.mo`; those that
            are shipped if None.

    Raises:
        InputError: There is no catalogue of the language, or it is no language.
        MissingExtraError: It is not British English, and the `languages` extra is not installed.
    """
    if language == SOURCE_LANGUAGE:
        return Texts(language=language, catalogue=gettext.NullTranslations())
    held = LOCALE if folder is None else Path(folder)
    place = held / str(language).replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not _TAG.fullmatch(str(language)) or not place.is_file():
        hint = f"There are: {', '.join(_languages(held))}."
        raise InputError("language", language, "a language with a catalogue", hint=hint)
    conventions = conventions_of(language)
    with place.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    return Texts(language=language, catalogue=catalogue, conventions=conventions)


def _languages(folder: Path) -> list[str]:
    found = folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return [SOURCE_LANGUAGE, *sorted(path.parts[-3].replace("_", "-") for path in found)]
