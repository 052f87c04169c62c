"""Lists that name one thing in several places: other members, another order, another number.

A list is a `Listing`, a group of people with its members, a plan's priorities, or the streams of a
timetable. Words are compared without their capitals and their marks.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.evaluation.rules.spelling import same_words
from safetykit.model import CohortKind, Listing, Plan

__all__ = ["check_characteristics", "check_lists"]

# Equality Act 2010, section 4, in force in Great Britain since 1 October 2010.
PROTECTED: Final = (
    *("age", "disability", "gender reassignment", "marriage and civil partnership"),
    *("pregnancy and maternity", "race", "religion or belief", "sex", "sexual orientation"),
)
PROTECTED_SINCE: Final = dt.date(2010, 10, 1)
BRITAIN: Final = ("England", "Wales", "Scotland", "Great Britain", "England and Wales")
LAW: Final = Ask(
    code="SK-A136",
    title="are not the nine of the Equality Act 2010, by their names there",
    of="lists of protected characteristics in Great Britain",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Say whether the list of the Act is meant; a list for another purpose may well differ.",
    settled="Equality Act 2010, section 4.",
)
MEMBERS: Final = Ask(
    code="SK-A131",
    title="are listed with other members in other places",
    of="things that are listed in several places",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Use one list throughout, or say why this one differs.",
)
ORDER: Final = Ask(
    code="SK-A132",
    title="have another order",
    of="pairs of ordered lists of one thing",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Use one order throughout, so that a number always means one item.",
)
NUMBER: Final = Ask(
    code="SK-A133",
    title="have another number of items than is said, or none that can be told",
    of="lists with a stated or an open number",
    family=Family.WORDING,
    hint="Number the items.",
)
KIND: Final = Ask(
    code="SK-A134",
    title="hold items of another kind",
    of="lists that say what they hold",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Say why the item stands in this list, or move it.",
)
SCALE: Final = Ask(
    code="SK-A135",
    title="leave out a step of their scale",
    of="lists taken from a scale",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Say what is done at each step, or that nothing is.",
)


@attrs.frozen(kw_only=True)
class _List:
    """A list, wherever it stands."""

    of: str
    title: str
    items: tuple[str, ...]
    where: Where
    subject: str
    ordered: bool = False
    also: tuple[tuple[str, ...], ...] = ()

    def holds(self, item: str) -> bool:
        """Return whether an item is here, under any of its names."""
        return self.place(item) is not None

    def place(self, item: str) -> int | None:
        """Return the place of an item, by any of its names; None if it is not here."""
        others = self.also or ((),) * len(self.items)
        for i, (own, more) in enumerate(zip(self.items, others, strict=True)):
            if any(same_words(item, name) for name in (own, *more)):
                return i
        return None


def check_lists(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Lay lists of one thing side by side, and each list beside what it says of itself."""
    topics = _topics(plan)
    yield MEMBERS.check(len(topics), (f for same in topics for f in _members(plan, same)))
    pairs = (pair for same in topics for pair in itertools.combinations(same, 2))
    ordered = [(a, b) for a, b in pairs if a.ordered and b.ordered]
    yield ORDER.check(len(ordered), (f for a, b in ordered for f in _order(plan, a, b)))
    own = [one for one in plan.listings if one.announced or one.number]
    yield NUMBER.check(len(own), (f for one in own for f in _number(plan, one)))
    kinds = [one for one in plan.listings if one.kind]
    yield KIND.check(len(kinds), (f for one in kinds for f in _kinds(plan, one)))
    scales = [one for one in plan.listings if one.scale]
    yield SCALE.check(len(scales), (f for one in scales for f in _steps(plan, one)))


def check_characteristics(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
    """Lay each list of protected characteristics beside that of the Act, where it is in force."""
    applies = plan.area.country in BRITAIN and as_of >= PROTECTED_SINCE
    kind = CohortKind.PROTECTED.value
    lists = [one for one in _lists(plan) if applies and same_words(one.of, kind)]
    found = []
    for one in lists:
        absent = [name for name in PROTECTED if not one.holds(name)]
        message = f"“{one.title}” does not name {_listed(absent)}."
        found += [LAW.finding(plan, one.where, one.subject, message)] if absent else []
    yield LAW.check(len(lists), found)


def _topics(plan: Plan) -> list[list[_List]]:
    """Return the lists of each thing that is listed in several places."""
    topics: list[list[_List]] = []
    for one in _lists(plan):
        same = next((topic for topic in topics if same_words(topic[0].of, one.of)), None)
        if same is None:
            topics.append([one])
        else:
            same.append(one)
    return [topic for topic in topics if len(topic) > 1]


def _lists(plan: Plan) -> Iterator[_List]:
    """Yield every list of the plan: of its priorities, of people, and as the text gives them."""
    yield from _priorities(plan)
    for i, cohort in enumerate(plan.cohorts):
        if cohort.kind is CohortKind.PROTECTED and cohort.members:
            yield _List(
                of=cohort.kind.value,
                title=cohort.title,
                items=cohort.members,
                where=("cohorts", i, "members"),
                subject=cohort.id,
            )
    for i, listing in enumerate(plan.listings):
        place = listing.passage.section if listing.passage else ""
        yield _List(
            of=listing.of,
            title=f"{listing.of}, {place}" if place else listing.of,
            items=tuple(item.text for item in listing.items),
            where=("listings", i),
            subject=listing.id,
            ordered=listing.ordered,
        )


def _priorities(plan: Plan) -> Iterator[_List]:
    """Yield the priorities, and the streams of each timetable that stand for them."""
    if plan.priorities:
        yield _List(
            of="priorities",
            title="priorities",
            items=tuple(p.title for p in plan.priorities),
            also=tuple(p.also_called for p in plan.priorities),
            where=("priorities",),
            subject=plan.id,
            ordered=True,
        )
    for i, schedule in enumerate(plan.schedules):
        if len(schedule.streams) > 1:
            yield _List(
                of="priorities",
                title=schedule.title,
                items=schedule.streams,
                where=("schedules", i, "streams"),
                subject=schedule.id,
                ordered=True,
            )


def _members(plan: Plan, same: list[_List]) -> Iterator[Finding]:
    """Find what some lists of a thing hold and others do not; one finding for each thing."""
    items: list[str] = []
    for one in same:
        items += [item for item in one.items if not any(_is_one(same, item, i) for i in items)]
    shown = []
    for item in items:
        number = sum(any(_is_one(same, item, own) for own in one.items) for one in same)
        if number < len(same):
            shown.append(f"“{item}” ({number})")
    if shown:
        yield MEMBERS.finding(
            plan,
            same[-1].where,
            same[-1].subject,
            f"{len(same)} lists of {same[0].of} differ. In brackets, how many of them hold what "
            f"not all of them hold: {', '.join(shown)}.",
        )


def _is_one(same: list[_List], item: str, other: str) -> bool:
    """Return whether two items are one, under any of the names that a list gives it."""
    if same_words(item, other):
        return True
    places = [(one.place(item), one.place(other)) for one in same]
    return any(a is not None and a == b for a, b in places)


def _order(plan: Plan, a: _List, b: _List) -> Iterator[Finding]:
    """Find the items that both lists hold in another order."""
    both = [(item, place) for item in b.items if (place := a.place(item)) is not None]
    right = sorted(both, key=lambda pair: pair[1])
    moved = [item for (item, _), (due, _) in zip(both, right, strict=True) if item != due]
    if moved:
        yield ORDER.finding(
            plan,
            b.where,
            b.subject,
            f"“{a.title}” and “{b.title}” put {_listed(moved)} in another order.",
        )


def _number(plan: Plan, one: Listing) -> Iterator[Finding]:
    said = []
    if one.announced and one.announced != len(one.items):
        said.append(
            f"The list of {one.of} is announced with {one.announced} items and has "
            f"{len(one.items)}."
        )
    weight = NUMBER.severity if said else Severity.NOTICE
    if one.number and one.number.low != one.number.high:
        said.append(
            f"The list of {one.of} can be read to hold {one.number.words} items; here it is read "
            f"to hold {len(one.items)}."
        )
    if said:
        where = ("listings", plan.listings.index(one))
        yield NUMBER.finding(plan, where, one.id, " ".join(said), severity=weight)


def _kinds(plan: Plan, one: Listing) -> Iterator[Finding]:
    others = [item for item in one.items if item.kind and not same_words(item.kind, one.kind)]
    if others:
        named = "; ".join(f"“{item.text}” ({item.kind})" for item in others)
        yield KIND.finding(
            plan,
            ("listings", plan.listings.index(one)),
            one.id,
            f"The list of {one.of} holds what is no {one.kind}: {named}.",
        )


def _steps(plan: Plan, one: Listing) -> Iterator[Finding]:
    named = [item.kind or item.text for item in one.items]
    absent = [step for step in one.scale if not any(same_words(step, name) for name in named)]
    bare = [
        item.text
        for item in one.items
        if not any(same_words(step, item.kind or item.text) for step in one.scale)
    ]
    if not absent and not bare:
        return
    said = [f"no item is at the step {_listed(absent)}"] if absent else []
    said += [f"no step is given for {_listed(bare)}"] if bare else []
    yield SCALE.finding(
        plan,
        ("listings", plan.listings.index(one)),
        one.id,
        f"The list of {one.of} is taken from a scale of {len(one.scale)} steps, and "
        f"{' and '.join(said)}.",
    )


def _listed(items: Sequence[str]) -> str:
    return ", ".join(f"“{item}”" for item in items)
