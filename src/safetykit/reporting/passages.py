"""Texts of which a part is in another language than the page: which part, from first to last.

What belongs here: a text that knows its parts in English, and putting such texts together without
losing them. What does not: how a face marks them; a page says `lang`, a document sets the language
of a run, and where neither can be said, the text stands as it is.

A passage is a text like any other: it equals its words, and whatever knows nothing of passages
shows it whole. So nothing can be lost but the mark.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs

__all__ = ["Passage", "Run", "english", "fill", "join", "lines_of", "one_line", "runs_of"]

_SPACE: Final = re.compile(r"\s+")


@attrs.frozen(kw_only=True)
class Run:
    """A stretch of one language.

    Attributes:
        text: Its words.
        english: Whether they are in English, on a page in another language.
    """

    text: str
    english: bool = False


class Passage(str):
    """A text with its stretches by language. Made by `english`, `fill` and `join`."""

    runs: tuple[Run, ...]

    def __new__(cls, runs: Iterable[Run]) -> Passage:
        """Return the text that the stretches make."""
        held = tuple(run for run in runs if run.text)
        made = super().__new__(cls, "".join(run.text for run in held))
        made.runs = held
        return made

    def __reduce__(self) -> tuple[type[Passage], tuple[tuple[Run, ...]]]:
        """Return what makes it again: a site keeps its pages between two builds."""
        return Passage, (self.runs,)

    def each(self, change: Callable[[str], str]) -> Passage:
        """Return the passage with each stretch changed by itself."""
        return Passage(attrs.evolve(run, text=change(run.text)) for run in self.runs)


def english(text: str) -> Passage:
    """Return a text as one that is in English."""
    return Passage([Run(text=text, english=True)])


def runs_of(text: str) -> tuple[Run, ...]:
    """Return the stretches of a text; one where it is not told apart."""
    return text.runs if isinstance(text, Passage) else (Run(text=text),)


def fill(template: str, values: Mapping[str, object]) -> str:
    """Return a text with values in the places that it names; what is in English stays so.

    Examples:
        >>> [run.text for run in runs_of(fill("Why: {why}", {"why": english("No data.")}))]
        ['Why: ', 'No data.']
    """
    if not any(isinstance(value, Passage) for value in values.values()):
        return template.format(**values)
    return Passage(_filled(template, values))


def _filled(template: str, values: Mapping[str, object]) -> Iterator[Run]:
    for before, name, _, _ in string.Formatter().parse(template):
        yield Run(text=before)
        if name is not None:
            value = values[name]
            yield from runs_of(value if isinstance(value, str) else str(value))


def join(mark: str, parts: Iterable[str]) -> str:
    """Return texts with a mark between them; what is in English stays so."""
    held = list(parts)
    if not any(isinstance(part, Passage) for part in held):
        return mark.join(held)
    runs: list[Run] = []
    for number, part in enumerate(held):
        runs += [Run(text=mark)] if number else []
        runs += runs_of(part)
    return Passage(runs)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text."""
    if not isinstance(text, Passage):
        return text.split("\n")
    lines: list[list[Run]] = [[]]
    for run in text.runs:
        for number, part in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            lines[-1].append(attrs.evolve(run, text=part))
    return [Passage(line) for line in lines]


def one_line(text: str) -> str:
    """Return a text as one line, for a heading."""
    if isinstance(text, Passage):
        return text.each(lambda part: _SPACE.sub(" ", part))
    return " ".join(text.split())
