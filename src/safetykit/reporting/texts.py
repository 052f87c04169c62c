"""The fixed texts of every face, through a catalogue: the language, and its words.

What belongs here: finding a catalogue, and saying one text or one of two by number. What does not:
the texts themselves, which stand where they are shown, and the sentences of `evaluation`.

The source language is British English. Another language is offered when a catalogue of it is
shipped, and no earlier: a page half in one language and half in another is nobody's.
"""

from __future__ import annotations

import gettext
import os
import re
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import InputError

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
    """

    language: str
    catalogue: gettext.NullTranslations = attrs.field(repr=False)

    def say(self, text: str, **values: object) -> str:
        """Return a text with values in the places that it names.

        Examples:
            >>> load_texts().say("Evaluated for {day}", day="1 May 2020")
            'Evaluated for 1 May 2020'
        """
        said = self.catalogue.gettext(text)
        return said.format(**values) if values else said

    def say_number(self, number: int, one: str, many: str, **values: object) -> str:
        """Return the text for a number of things; `{n}` in it is the number.

        Examples:
            >>> load_texts().say_number(1, "{n} row", "{n} rows")
            '1 row'
        """
        return self.catalogue.ngettext(one, many, number).format(n=f"{number:,}", **values)


def load_texts(
    language: str = SOURCE_LANGUAGE, *, folder: str | os.PathLike[str] | None = None
) -> Texts:
    """Return the texts of a language.

    Args:
        language: "en-GB", or a language of which there is a catalogue.
        folder: Where the catalogues lie, each as `<language>/LC_MESSAGES/safetykit.mo`; those that
            are shipped if None.

    Raises:
        InputError: There is no catalogue of the language.
    """
    if language == SOURCE_LANGUAGE:
        return Texts(language=language, catalogue=gettext.NullTranslations())
    held = LOCALE if folder is None else Path(folder)
    place = held / str(language).replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not _TAG.fullmatch(str(language)) or not place.is_file():
        hint = f"There are: {', '.join(_languages(held))}."
        raise InputError("language", language, "a language with a catalogue", hint=hint)
    with place.open("rb") as file:
        return Texts(language=language, catalogue=gettext.GNUTranslations(file))


def _languages(folder: Path) -> list[str]:
    found = folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return [SOURCE_LANGUAGE, *sorted(path.parts[-3].replace("_", "-") for path in found)]
