"""The facts of a module, and the one that holds in a nation on a day.

What belongs here: choosing, and refusing facts that contradict each other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Protocol, TypeVar

import attrs

from safetykit.content.choice import require_date
from safetykit.content.fact import Fact, Jurisdiction, LegalStatus, parse_jurisdiction
from safetykit.content.unknown import Unknown, UnknownReason
from safetykit.errors import InputError, suggest

__all__ = ["FactBook", "find_overlaps"]

_NOT_LAW: Final = {
    LegalStatus.ENACTED_COMMENCEMENT_UNKNOWN: UnknownReason.COMMENCEMENT_UNKNOWN,
    LegalStatus.ENACTED_NOT_IN_FORCE: UnknownReason.NOT_IN_FORCE,
    LegalStatus.PROPOSED: UnknownReason.NOT_IN_FORCE,
}


@attrs.frozen(kw_only=True)
class FactBook:
    """Facts that do not contradict each other.

    Two facts with one key may not both cover a nation on the same day; the book refuses them.
    """

    facts: tuple[Fact, ...]

    def __attrs_post_init__(self) -> None:
        overlap = next(find_overlaps(self.facts, _key), None)
        if overlap is not None:
            second, first, nation = self.facts[overlap[0]], self.facts[overlap[1]], overlap[2]
            got = f"{_span(first)} and {_span(second)}"
            expected = f"intervals that do not overlap in {nation.words}"
            hint = "End the earlier one on the day before the later one starts."
            raise InputError(first.key, got, expected, hint=hint)

    def held(self, key: str, *, jurisdiction: Jurisdiction, as_of: dt.date) -> Fact | None:
        """Return the fact that covers a nation on a day, whatever its legal status, or None."""
        for fact in self.facts:
            if fact.key == key and fact.covers(jurisdiction, as_of):
                return fact
        return None

    def at(self, key: str, *, jurisdiction: Jurisdiction | str, as_of: dt.date) -> Fact | Unknown:
        """Return the fact that holds in a nation on a day.

        Args:
            key: What is asked for, such as `road_safety.totting.threshold`.
            jurisdiction: The nation.
            as_of: The day.

        Returns:
            The fact; or `Unknown`, if the book does not cover the nation or the day, or if the
            provision is proposed, not in force, or of unknown commencement.

        Raises:
            InputError: No fact in the book has this key.
        """
        nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
        same = [fact for fact in self.facts if fact.key == key]
        if not same:
            hint = suggest(key, {fact.key for fact in self.facts})
            raise InputError("key", key, "the key of a fact in this book", hint=hint)
        fact = self.held(key, jurisdiction=nation, as_of=day)
        if fact is not None and fact.status not in _NOT_LAW:
            return fact
        return Unknown(
            about=(fact or same[0]).title,
            reason=_NOT_LAW[fact.status] if fact else _why_missing(same, nation, day),
            jurisdiction=nation,
            as_of=day,
            where_to_check=_where(fact or same[0]),
        )

    def __iter__(self) -> Iterator[Fact]:
        """Iterate over the facts, in the order of their files."""
        return iter(self.facts)

    def __len__(self) -> int:
        """Return the number of facts."""
        return len(self.facts)


class _Dated(Protocol):
    """A fact or a term, with where and when it holds."""

    @property
    def jurisdictions(self) -> tuple[Jurisdiction, ...]: ...
    @property
    def valid_from(self) -> dt.date | None: ...
    @property
    def valid_to(self) -> dt.date | None: ...


_D = TypeVar("_D", bound=_Dated)


def find_overlaps(
    items: Sequence[_D], name: Callable[[_D], str]
) -> Iterator[tuple[int, int, Jurisdiction]]:
    """Yield each item that covers a day in a nation with an earlier one of its name, and that one.

    Args:
        items: The facts or terms; one without a first day has always held.
        name: What must not stand twice.
    """
    groups: defaultdict[tuple[str, Jurisdiction], list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        for nation in item.jurisdictions:
            groups[name(item), nation].append(index)
    starts = [item.valid_from or dt.date.min for item in items]
    ends = [item.valid_to or dt.date.max for item in items]
    for (_, nation), group in groups.items():
        longest, *others = sorted(group, key=starts.__getitem__)
        for index in others:
            if ends[longest] >= starts[index]:
                yield index, longest, nation
            longest = max(longest, index, key=ends.__getitem__)


def _key(fact: Fact) -> str:
    return fact.key


def _span(fact: Fact) -> str:
    end = fact.valid_to.isoformat() if fact.valid_to else "open"
    return f"{fact.valid_from.isoformat()} to {end}"


def _why_missing(same: list[Fact], nation: Jurisdiction, as_of: dt.date) -> UnknownReason:
    starts = [fact.valid_from for fact in same if nation in fact.jurisdictions]
    if not starts:
        return UnknownReason.JURISDICTION_NOT_SUPPORTED
    if as_of < min(starts):
        return UnknownReason.BEFORE_FIRST_VALUE
    return UnknownReason.NO_VALUE_ON_DATE


def _where(fact: Fact) -> str:
    if fact.where_to_check:
        return fact.where_to_check
    if fact.sources:
        first = fact.sources[0]
        return f"{first.publisher}: {first.title}."
    return "The law and the services of that nation, on that day."
