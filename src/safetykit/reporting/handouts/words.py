"""The fixed words around the content of a handout or a pack, for all of its formats.

What belongs here: what a page adds to its content: headings, how a source is cited, where an answer
leads, the form at the end of a pack. What does not: any word of the content.
"""

from __future__ import annotations

import datetime as dt

import attrs

from safetykit.content import Citation, Jurisdiction
from safetykit.reporting.borrowed import content_in_english
from safetykit.reporting.kinds.words import word_of
from safetykit.reporting.numbers import write_day
from safetykit.reporting.texts import Texts

__all__ = ["HandoutWords", "page_title"]


@attrs.frozen(kw_only=True)
class HandoutWords:
    """The fixed words of one language, by where they stand."""

    texts: Texts

    @property
    def language(self) -> str:
        """The language, as a page declares it."""
        return self.texts.language

    @property
    def in_english(self) -> str:
        """What says that the content is in English; empty where the whole page is."""
        return content_in_english(self.texts)

    def content(self, text: object) -> str:
        """Return words of the content as what they are: in English."""
        return self.texts.in_english(str(text))

    @property
    def sources(self) -> str:
        """The heading of the sources."""
        return self.texts.say("Sources")

    @property
    def form(self) -> str:
        """The heading of the form at the end of a pack."""
        return self.texts.say("What did you think?")

    @property
    def not_known(self) -> str:
        """The heading of what could not be written."""
        return self.texts.say("Not known")

    @property
    def no_names(self) -> str:
        """What must not be written into the form."""
        return self.texts.say(
            "Please do not write anybody's name or address, or what happened to anybody."
        )

    @property
    def asks(self) -> tuple[str, ...]:
        """The questions of the form."""
        return (
            self.texts.say("What was new to you?"),
            self.texts.say("What was hard to understand?"),
            self.texts.say("What would you do now that you would not have done before?"),
            self.texts.say("What is missing, or wrong?"),
        )

    def read(self, source: Citation) -> str:
        """Return when a source was read."""
        return self.texts.say("read {day}", day=write_day(source.retrieved, self.texts))

    def go_to(self, heading: str) -> str:
        """Return where an answer leads, for a reader on paper."""
        return self.texts.say("go to “{heading}”", heading=heading)

    def contents(self, jurisdiction: Jurisdiction, as_of: dt.date) -> str:
        """Return the words above the contents of a pack."""
        return self.texts.say(
            "For {nation} as of {day}. In this pack:",
            nation=word_of(jurisdiction, self.texts),
            day=write_day(as_of, self.texts),
        )


def page_title(title: str, jurisdiction: Jurisdiction, texts: Texts, *, pack: bool = False) -> str:
    """Return the title of a page as its window shows it."""
    nation = word_of(jurisdiction, texts)
    if pack:
        return texts.say("{title} ({nation}): a pack", title=title, nation=nation)
    return texts.say("{title} ({nation})", title=title, nation=nation)
