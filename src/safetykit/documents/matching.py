"""Which object of one edition is which of another: by id first, then by likeness of titles.

What belongs here: finding the objects of a plan, and pairing two lists of them. What does not:
comparing the two of a pair (`diff`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

import attrs

from safetykit.model import Objective, Plan

__all__ = ["SIMILAR", "Item", "items_of", "likeness", "noun_of", "pair", "title_of"]

SIMILAR: Final = 0.75  # how alike two titles must be, as difflib measures it, to be the same thing
_TITLES: Final = (
    *("title", "name", "says", "what", "about", "cited_as", "office", "inspection"),
    *("exempt", "requires", "text"),
)
T = TypeVar("T")
Pairs = tuple[list[tuple[T, T]], list[T], list[T]]


@attrs.frozen(kw_only=True)
class Item:
    """An object of a plan that has an id: where it stands, and under which other object.

    `collection` is the field of the plan that holds it; `parent` is empty at the top.
    """

    collection: str
    path: tuple[str | int, ...]
    parent: str
    value: Any

    @property
    def title(self) -> str:
        """The title or what stands for one; the id where nothing does."""
        return title_of(self.value) or str(self.value.id)

    @property
    def words(self) -> str:
        """The kind of object and its title: `action "Safe cycling"`."""
        return f'{noun_of(self.value)} "{self.title}"'


def items_of(plan: Plan) -> tuple[Item, ...]:
    """Return every object of a plan that has an id, in the order of the document."""
    return tuple(_walk(plan, (), ""))


def _walk(value: Any, path: tuple[str | int, ...], parent: str) -> Iterator[Item]:
    for field in attrs.fields(type(value)):
        if field.metadata.get("transient"):
            continue
        child = getattr(value, field.name)
        if attrs.has(type(child)):
            yield from _walk(child, (*path, field.name), parent)
        elif isinstance(child, tuple):
            for i, item in enumerate(child):
                if attrs.has(type(item)):
                    yield from _item(item, (*path, field.name, i), parent)


def _item(value: Any, path: tuple[str | int, ...], parent: str) -> Iterator[Item]:
    if not hasattr(value, "id"):
        yield from _walk(value, path, parent)
        return
    yield Item(collection=str(path[-2]), path=path, parent=parent, value=value)
    yield from _walk(value, path, str(value.id))


def noun_of(value: Any) -> str:
    """Return the kind of object in words, such as `performance measure`."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", type(value).__name__).lower()


def title_of(value: Any) -> str:
    """Return the title of an object, or the words that stand for one; "" where none do."""
    if isinstance(value, Objective):
        return value.wordings[0].text if value.wordings else ""
    return next((str(getattr(value, name)) for name in _TITLES if getattr(value, name, "")), "")


def likeness(a: str, b: str) -> float:
    """Return how alike two titles are, from 0 to 1, whatever their case and their order.

    Examples:
        >>> likeness("Safe cycling", "safe  Cycling")
        1.0
        >>> likeness("Safe cycling", "Hate crime") < SIMILAR
        True
    """
    first, second = sorted(" ".join(words.casefold().split()) for words in (a, b))
    if not first or not second:
        return 0.0
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < SIMILAR:
        return 0.0
    return matcher.ratio()


def pair(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], str], title: Callable[[T], str]
) -> Pairs[T]:
    """Pair the objects of two editions, each at most once.

    Args:
        old: Those of one edition.
        new: Those of the other.
        key: What makes two the same whatever they say, such as the id.
        title: What is compared where the keys differ; at least `SIMILAR` alike is the same.

    Returns:
        The pairs, the old ones without a partner, and the new ones without.
    """
    by_key = {key(item): j for j, item in reversed(list(enumerate(new)))}
    partners = {i: by_key[key(item)] for i, item in enumerate(old) if key(item) in by_key}
    partners = {i: j for j, i in {j: i for i, j in reversed(partners.items())}.items()}
    taken = set(partners.values())
    rivals = sorted(
        (-alike, min(i, j), max(i, j), i, j)
        for i, a in enumerate(old)
        if i not in partners
        for j, b in enumerate(new)
        if j not in taken and (alike := likeness(title(a), title(b))) >= SIMILAR
    )
    for *_, i, j in rivals:
        if i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)
    pairs = [(old[i], new[j]) for i, j in sorted(partners.items())]
    lost = [item for i, item in enumerate(old) if i not in partners]
    gained = [item for j, item in enumerate(new) if j not in taken]
    return pairs, lost, gained
