"""Labels that mean the same, so that different values are counted across all spellings of one.

What belongs here: which texts of a column mean one thing by a mapping. What does not: changing
them; that is done in the library of the frame.

Rows of "CED" and "CED1" can be added up after they were grouped. The different values among them
cannot: one that both have would count twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

import attrs

from safetykit.errors import InputError
from safetykit.records.frames.opening import Group
from safetykit.records.grids import clean
from safetykit.records.mapping import TableMapping
from safetykit.records.periods import read_period
from safetykit.records.tallies import renamed

__all__ = ["Spelling", "one_spelling"]


@attrs.frozen
class Spelling:
    """The text that stands for others that mean the same."""

    kept: str
    others: tuple[str, ...]


def one_spelling(
    mapping: TableMapping, labels: Sequence[str], groups: Sequence[Group]
) -> list[list[Spelling]]:
    """Return for each column of labels the texts to write in one way.

    Args:
        mapping: What the columns mean.
        labels: The columns, by their cleaned names.
        groups: The groups that begin with their texts.
    """
    found = []
    for i, label in enumerate(labels):
        alike: defaultdict[Hashable, set[str]] = defaultdict(set)
        for text in {group[i] for group in groups}:
            alike[tuple(_meanings(mapping, label, clean(text)))].add(text)
        several = [sorted(texts) for texts in alike.values() if len(texts) > 1]
        found.append([Spelling(first, tuple(others)) for first, *others in several])
    return found


def _meanings(mapping: TableMapping, label: str, text: str) -> Iterator[Hashable]:
    """Yield what a text means in each part that its column plays."""
    columns = [clean(column) for column in mapping.period.columns]
    if columns == [label]:
        yield _month(text, mapping)
    elif label in columns:
        yield text
    for part in (mapping.area, mapping.group):
        if clean(part.column) == label:
            yield renamed(text, part.renames)
        if any(clean(total.within) == label for total in part.totals):
            yield text
    for test in mapping.where:
        if clean(test.column) == label:
            yield (not test.keep or text in test.keep) and text not in test.drop


def _month(text: str, mapping: TableMapping) -> Hashable:
    try:
        return read_period(text, mapping.period.format)
    except InputError:
        return text
