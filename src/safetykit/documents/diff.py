"""Comparing two editions of a plan by what they mean, not by their lines.

Objects are paired by id, and those that are left by the likeness of their titles (`SIMILAR`).
Nothing is said of what an id is, on which page a text stands, what a transcriber notes, in which
order a list stands, or what partners returned: these are not what a plan promises.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from safetykit.documents.changes import Change, ChangeKind, PlanDiff, write_sentence
from safetykit.documents.editions import SILENT, Edition
from safetykit.documents.matching import Item, noun_of, pair, title_of
from safetykit.model import Baseline, Claim, Membership, Milestone, Plan, Strength, Target
from safetykit.model.ids import REFERS_TO

__all__ = ["compare"]

_OWNERS: Final = {"owner", "actor", "lead", "leads", "held_by", "falls_on"}
_PARTS: Final = {  # of the plan, compared field by field
    "area": "area",
    "partnership": "partnership",
    "period": "time of the plan",
}
_FIRMEST_FIRST: Final = tuple(Strength)
Steps = tuple[str | int, ...]


def compare(old: Plan, new: Plan) -> PlanDiff:
    """Compare two editions of a plan.

    Args:
        old: The older edition, or the plan before.
        new: The newer edition.

    Returns:
        What was added, dropped, kept under another name, weakened or strengthened, moved or
        reworded. Comparing the other way round gives the same changes, mirrored.

    Examples:
        >>> from safetykit.documents import load
        >>> city = load("examples/plans/city-of-london.yaml")
        >>> first, *others = city.action("safe-cycling").commitments
        >>> weaker = attrs.evolve(first, strength=Strength.ASPIRES)
        >>> action = attrs.evolve(city.action("safe-cycling"), commitments=(weaker, *others))
        >>> actions = tuple(action if a.id == action.id else a for a in city.actions)
        >>> for change in compare(city, attrs.evolve(city, actions=actions)).changes:
        ...     print(change.kind, change.before, change.after)
        weakened supports aspires
    """
    found = _Comparison(old, new)
    order = list(ChangeKind)
    changes = sorted(found.changes(), key=lambda change: order.index(change.kind))
    cautions = (*found.old.caution("older"), *found.new.caution("newer"))
    return PlanDiff(old=old.title, new=new.title, cautions=cautions, changes=tuple(changes))


@attrs.frozen
class _Spot:
    """What is compared: in words, and its path in each edition; None where it is not there."""

    subject: str
    before: Steps | None
    after: Steps | None

    def down(self, before: str | int | None, after: str | int | None) -> _Spot:
        """Return the spot of a field or an item; an item that is not there leaves the list."""
        paths = [
            path if path is None or step is None else (*path, step)
            for path, step in ((self.before, before), (self.after, after))
        ]
        return _Spot(self.subject, *paths)


class _Comparison:
    """Two editions, and which object of the one is which of the other."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self.old, self.new = Edition.of(old), Edition.of(new)
        self.pairs: list[tuple[Item, Item]] = []
        self.lost: list[Item] = []
        self.gained: list[Item] = []
        for name in dict.fromkeys(i.collection for i in (*self.old.items, *self.new.items)):
            pairs, lost, gained = pair(
                [i for i in self.old.items if i.collection == name],
                [i for i in self.new.items if i.collection == name],
                key=lambda item: str(item.value.id),
                title=lambda item: title_of(item.value),
            )
            self.pairs += pairs
            self.lost += lost
            self.gained += gained
        self.old = self.old.speaking({o.value.id: n.value.id for o, n in self.pairs})

    def changes(self) -> Iterator[Change]:
        """Yield the changes of the plan itself, then of its objects."""
        yield from self._fields(_Spot("plan", (), ()), self.old.plan, self.new.plan)
        kept = self.old.kept_from(self.new) | self.new.kept_from(self.old)
        for item in self.lost:
            kind = ChangeKind.KEPT if _is_kept(item, kept) else ChangeKind.DROPPED
            yield self._change(kind, _Spot(item.words, item.path, None), "", item.title, "")
        for item in self.gained:
            kind = ChangeKind.KEPT if _is_kept(item, kept) else ChangeKind.ADDED
            yield self._change(kind, _Spot(item.words, None, item.path), "", "", item.title)
        for before, after in self.pairs:
            spot = _Spot(after.words, before.path, after.path)
            if self.old.canon(before.parent, is_ref=True) != after.parent:
                old_name = self.old.words(before.parent, is_ref=True)
                new_name = self.new.words(after.parent, is_ref=True)
                yield self._change(ChangeKind.MOVED, spot, "priority", old_name, new_name)
            yield from self._fields(spot, before.value, after.value)

    def _fields(self, spot: _Spot, old: Any, new: Any) -> Iterator[Change]:
        """Yield what differs in the fields of two objects of one class."""
        for field in attrs.fields(type(new)):
            a, b = getattr(old, field.name), getattr(new, field.name)
            if field.name in SILENT or a == b == ():
                continue
            inner = spot.down(field.name, field.name)
            if isinstance(new, Plan) and field.name in _PARTS:
                yield from self._fields(attrs.evolve(inner, subject=_PARTS[field.name]), a, b)
            elif not isinstance(b, tuple):
                yield from self._values(inner, field, new, a, b)
            elif not hasattr((*a, *b)[0], "id"):  # those with an id are paired over the whole plan
                yield from self._lists(inner, field, new, a, b)

    def _lists(
        self, spot: _Spot, field: attrs.Attribute[Any], owner: Any, old: Any, new: Any
    ) -> Iterator[Change]:
        """Yield what differs between two lists of what has no id."""
        first = (*old, *new)[0]
        if hasattr(first, "what") or isinstance(first, Membership):
            yield from self._promises(spot, old, new)
        elif isinstance(first, Target):
            yield from self._targets(spot, old, new)
        else:
            yield from self._sets(spot, field, owner, old, new)

    def _promises(self, spot: _Spot, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
        """Yield what differs between promises, paired by their words within one object."""
        pairs, lost, gained = pair(
            [(self.old.key(item), i, item) for i, item in enumerate(old)],
            [(self.new.key(item), i, item) for i, item in enumerate(new)],
            key=lambda found: found[0],
            title=lambda found: title_of(found[2]),
        )
        for _, i, item in lost:
            at = attrs.evolve(spot.down(i, None), subject=_within(self.old, item, spot))
            at = attrs.evolve(at, after=None)
            yield self._change(ChangeKind.DROPPED, at, "", self.old.words(item), "")
        for _, i, item in gained:
            at = attrs.evolve(spot.down(None, i), subject=_within(self.new, item, spot))
            at = attrs.evolve(at, before=None)
            yield self._change(ChangeKind.ADDED, at, "", "", self.new.words(item))
        for (_, i, before), (_, j, after) in pairs:
            at = attrs.evolve(spot.down(i, j), subject=_within(self.new, after, spot))
            yield from self._fields(at, before, after)

    def _targets(
        self, spot: _Spot, old: Sequence[Target], new: Sequence[Target]
    ) -> Iterator[Change]:
        """Yield the goalposts that moved: targets that are not in both, in their order."""
        have, want = ([self.old.canon(target) for target in side] for side in (old, new))
        lost = [i for i, target in enumerate(have) if target not in want]
        gained = [i for i, target in enumerate(want) if target not in have]
        for n in range(max(len(lost), len(gained))):
            i = lost[n] if n < len(lost) else None
            j = gained[n] if n < len(gained) else None
            texts = [
                edition.words(None if at is None else side[at])
                for edition, side, at in ((self.old, old, i), (self.new, new, j))
            ]
            yield self._change(ChangeKind.GOALPOSTS, spot.down(i, j), "target", *texts)

    def _sets(
        self, spot: _Spot, field: attrs.Attribute[Any], owner: Any, old: Any, new: Any
    ) -> Iterator[Change]:
        """Yield which items of a list are gone and which are new, as one change."""
        is_ref = REFERS_TO in field.metadata
        have = Counter(self.old.canon(item, is_ref=is_ref) for item in old)
        want = Counter(self.new.canon(item, is_ref=is_ref) for item in new)
        if have == want:
            return
        kind = _kind(owner, field.name, old, new)
        if kind is not ChangeKind.MOVED:
            have, want = have - want, want - have
        texts = [
            "; ".join(edition.words_of(side, wanted, is_ref=is_ref))
            for edition, side, wanted in ((self.old, old, have), (self.new, new, want))
        ]
        yield self._change(kind, spot, _aspect(field.name), *texts)

    def _values(
        self, spot: _Spot, field: attrs.Attribute[Any], owner: Any, old: Any, new: Any
    ) -> Iterator[Change]:
        is_ref = REFERS_TO in field.metadata
        if self.old.canon(old, is_ref=is_ref) != self.new.canon(new, is_ref=is_ref):
            texts = self.old.words(old, is_ref=is_ref), self.new.words(new, is_ref=is_ref)
            kind = _kind(owner, field.name, old, new)
            yield self._change(kind, spot, _aspect(field.name), *texts)

    def _change(
        self, kind: ChangeKind, spot: _Spot, aspect: str, before: str, after: str
    ) -> Change:
        places = [
            None if path is None else edition.plan.place(*path)
            for edition, path in ((self.old, spot.before), (self.new, spot.after))
        ]
        return Change(
            kind=kind,
            subject=spot.subject,
            aspect=aspect,
            before=before,
            after=after,
            place_before=places[0],
            place_after=places[1],
            sentence=write_sentence(kind, spot.subject, aspect, before, after),
        )


def _kind(owner: Any, name: str, old: Any, new: Any) -> ChangeKind:
    """Return what kind of change it is when a field of an object differs."""
    if isinstance(owner, Claim):
        return ChangeKind.CLAIM
    if name in {"strength", "condition"}:
        return _firmness(name, old, new)
    if name in _OWNERS:
        return ChangeKind.OWNER
    if name == "priorities":
        return ChangeKind.MOVED
    if Baseline in (type(old), type(new)) or (isinstance(owner, Milestone) and name == "due"):
        return ChangeKind.GOALPOSTS
    is_text = type(old) is str or name == "wordings"
    is_texts = isinstance(old, tuple) and all(type(item) is str for item in (*old, *new))
    return ChangeKind.REWORDED if is_text or is_texts else ChangeKind.OTHER


def _firmness(name: str, old: Any, new: Any) -> ChangeKind:
    """Return whether a promise holds less firmly than before, or more."""
    if name == "strength":
        is_weaker = _FIRMEST_FIRST.index(new) > _FIRMEST_FIRST.index(old)
        return ChangeKind.WEAKENED if is_weaker else ChangeKind.STRENGTHENED
    if old and new:
        return ChangeKind.REWORDED
    return ChangeKind.STRENGTHENED if old else ChangeKind.WEAKENED


def _is_kept(item: Item, kept: set[str]) -> bool:
    return item.collection == "priorities" and item.title.casefold() in kept


def _within(edition: Edition, value: Any, spot: _Spot) -> str:
    """Return the words for a promise within an object: `commitment "..." of the action "..."`."""
    name = edition.words(value.organisation, is_ref=True) if isinstance(value, Membership) else ""
    return f'{noun_of(value)} "{name or title_of(value)}" of the {spot.subject}'


def _aspect(name: str) -> str:
    return name.replace("_", " ")
