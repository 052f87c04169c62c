"""One edition of a plan, as it is compared: its objects, their names, and their values in words.

What belongs here: what a value says (`words`) and what makes two values the same (`canon`).
What does not: the search for what differs (`diff`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final, Self

import attrs

from safetykit.documents.matching import Item, items_of, title_of
from safetykit.model import Membership, Plan, Status, Target
from safetykit.model.ids import REFERS_TO
from safetykit.quantities import Period

__all__ = ["SILENT", "Edition"]

SILENT: Final = frozenset({"id", "note", "passage", "origin", "transcription", "updates"})


@attrs.frozen(kw_only=True)
class Edition:
    """A plan, its objects, their titles by id, and the id that each has in the other edition."""

    plan: Plan
    items: tuple[Item, ...]
    titles: Mapping[str, str]
    twins: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Return a plan as an edition that knows nothing of another one."""
        items = items_of(plan)
        return cls(plan=plan, items=items, titles={i.value.id: i.title for i in items})

    def speaking(self, twins: Mapping[str, str]) -> Self:
        """Return the edition with its ids translated into those of the other."""
        return attrs.evolve(self, twins=twins)

    def key(self, value: Any) -> str:
        """Return what makes an object without an id the same one in both editions."""
        if isinstance(value, Membership):
            return self.twins.get(value.organisation, value.organisation)
        return title_of(value)

    def kept_from(self, other: Edition) -> set[str]:
        """Return the titles that this plan says it kept of the other, if that is the one before."""
        before = self.plan.supersedes
        if before is None or before.plan != other.plan.id:
            return set()
        return {title.casefold() for title in before.kept}

    def caution(self, which: str) -> tuple[str, ...]:
        """Return what a reader must know of an edition that is a transcription."""
        source = self.plan.transcription
        if source is None:
            return ()
        words = f"The {which} edition is a transcription that may be incomplete"
        unseen = "; ".join(part.title for part in source.not_held)
        tail = f" (not held: {unseen})" if unseen else ""
        return (f"{words}{tail}: what it lacks may be a gap of the text held, not of the plan.",)

    def canon(self, value: Any, *, is_ref: bool = False) -> Hashable:
        """Return what two values share if they say the same."""
        if isinstance(value, tuple):
            return tuple(self.canon(item, is_ref=is_ref) for item in value)
        if isinstance(value, str):
            return self.twins.get(value, value) if is_ref else " ".join(value.split())
        if not attrs.has(type(value)) or hasattr(value, "parse"):
            return value  # type: ignore[no-any-return]  # a number, a day, a worded value
        said = _said(value, with_defaults=True)
        return (type(value), *(self.canon(child, is_ref=ref) for child, ref in said))

    def words(self, value: Any, *, is_ref: bool = False) -> str:
        """Return what a value says, for a reader; references by the titles of their objects."""
        if isinstance(value, tuple):
            return ", ".join(self.words(item, is_ref=is_ref) for item in value)
        if isinstance(value, str):
            return self.titles.get(value, value) if is_ref else str(value)
        if isinstance(value, Target | Period):
            return value.words if isinstance(value, Period) else _target(value)
        if not attrs.has(type(value)) or hasattr(value, "parse"):
            return _simple(value)
        said = _said(value, with_defaults=False)
        parts = [self.words(child, is_ref=ref) for child, ref in said]
        return ", ".join(part for part in parts if part)

    def words_of(
        self, items: tuple[Any, ...], wanted: Counter[Hashable], *, is_ref: bool
    ) -> list[str]:
        """Return the words of those items that are among the wanted ones, each as often."""
        rest = wanted.copy()
        found = []
        for item in items:
            canon = self.canon(item, is_ref=is_ref)
            if rest[canon] > 0:
                rest[canon] -= 1
                found.append(self.words(item, is_ref=is_ref))
        return found


def _said(value: Any, *, with_defaults: bool) -> Iterator[tuple[Any, bool]]:
    """Yield the value of each field that is compared, and whether it is a reference."""
    for field in attrs.fields(type(value)):
        child = getattr(value, field.name)
        if field.name not in SILENT and (with_defaults or child != field.default):
            yield child, REFERS_TO in field.metadata


def _simple(value: object) -> str:
    """Return a number, a day, a worded value, yes or no in words, and nothing for None."""
    if value is None or isinstance(value, bool):
        return "" if value is None else ("yes" if value else "no")
    return str(value)


def _target(target: Target) -> str:
    by = f" by {target.by}" if target.by else ""
    status = "" if target.status is Status.STATED else f" ({target.status.value})"
    return f"{target.direction.value} {target.value}{by}{status}"
