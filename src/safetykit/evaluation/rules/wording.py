"""One thing in several wordings: names that nearly agree, objectives, pledges, and misprints."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.evaluation.rules.spelling import content_words, doubled_word, same_words, slip
from safetykit.model import Commitment, InitiativeKind, Objective, Plan

__all__ = ["check_operations", "check_wording"]

NEAR: Final = Ask(
    code="SK-A141",
    title="nearly agree with another name, stand twice, or repeat a word",
    of="names of bodies, priorities, themes, initiatives and the like",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Use one spelling, or names that cannot be taken for each other.",
)
CALLED: Final = Ask(
    code="SK-A142",
    title="are called by several full names",
    of="partnerships and priorities",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Use one name throughout, and one abbreviation of it.",
)
WORDED: Final = Ask(
    code="SK-A145",
    title="are worded in more than one way",
    of="objectives",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Use one wording throughout, so that everyone works to the same objective.",
)
PLEDGED: Final = Ask(
    code="SK-A146",
    title="are made in several strengths or on several conditions",
    of="promises that stand in several places",
    family=Family.WORDING,
    hint="Make the promise once, as firmly as it is meant.",
)
PRINTED: Final = Ask(
    code="SK-A144",
    title="were read for others than are printed",
    of="misprints that the transcription notes",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Correct the text.",
)
UNTOLD: Final = Ask(
    code="SK-A148",
    title="are named and not explained",
    of="operations",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Say in a few words what it is, for whom, and who leads it.",
)
NAMED: Final = (
    ("organisations", "name"),
    ("groups", "name"),
    ("priorities", "title"),
    ("themes", "title"),
    ("initiatives", "title"),
    ("linked_plans", "title"),
    ("agreements", "title"),
    ("principles", "title"),
    ("indicators", "title"),
)


def check_wording(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Lay what is said in several places side by side."""
    names = list(_names(plan))
    yield NEAR.check(len(names), _near(plan, names))
    called = list(_called(plan))
    yield CALLED.check(len(called), (f for one in called for f in _several(plan, *one)))
    objectives = list(_objectives(plan))
    yield WORDED.check(
        len(objectives), (f for where, o in objectives for f in _worded(plan, where, o))
    )
    pledges = list(_pledges(plan))
    yield PLEDGED.check(len(pledges), (f for one in pledges for f in _uneven(plan, *one)))
    yield PRINTED.check(
        len(plan.misprints),
        (
            PRINTED.finding(
                plan,
                ("misprints", i),
                plan.id,
                f"“{one.printed}” is printed, and was read as “{one.read_as}”.",
            )
            for i, one in enumerate(plan.misprints)
        ),
    )


def check_operations(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Ask of each operation, whose name is a code word, whether the text says what it is."""
    operations = [i for i in plan.initiatives if i.kind is InitiativeKind.OPERATION]
    bare = [o for o in operations if not (o.form or o.lead or o.partners or o.for_whom or o.place)]
    yield UNTOLD.check(
        len(operations),
        (
            UNTOLD.finding(
                plan,
                ("initiatives", plan.initiatives.index(one)),
                one.id,
                f"“{one.title}” is named, and the text held does not say what it is, for whom, or "
                "who leads it.",
            )
            for one in bare
        ),
    )


def _names(plan: Plan) -> Iterator[tuple[Where, str, str]]:
    """Yield the place, the id and the words of each name, the partnership's first."""
    yield ("partnership", "name"), plan.id, plan.partnership.name
    for collection, field in NAMED:
        for i, item in enumerate(getattr(plan, collection)):
            yield (collection, i, field), item.id, getattr(item, field)


def _near(plan: Plan, names: list[tuple[Where, str, str]]) -> Iterator[Finding]:
    """Find each name that nearly agrees with one before it, stands twice, or repeats a word."""
    said: dict[Where, list[str]] = {}
    for where, _, name in names:
        if word := doubled_word(name):
            said.setdefault(where, []).append(f"“{name}” has “{word}” twice running.")
    for where, message in _pairs(names):
        said.setdefault(where, []).append(message)
    for where, subject, _ in names:
        if where in said:
            yield NEAR.finding(plan, where, subject, " ".join(dict.fromkeys(said[where])))


def _pairs(names: list[tuple[Where, str, str]]) -> Iterator[tuple[Where, str]]:
    """Yield the place of each name that is, or nearly is, one before it, and what to say of it."""
    seen = set()
    split = [(*name, content_words(name[2])) for name in names]
    for (first, _, one, a), (where, _, other, b) in itertools.combinations(split, 2):
        if len(a) != len(b) or sum(x != y for x, y in zip(a, b, strict=True)) > 1:
            continue
        if first[0] == where[0] and same_words(one, other):
            yield where, f"“{other}” stands twice, under two ids."
        how = slip(one, other)
        if how and (pair := frozenset((one, other))) not in seen:
            seen.add(pair)
            yield where, f"“{one}” and “{other}” look like one name and differ in {how}."


def _called(plan: Plan) -> Iterator[tuple[Where, str, str, tuple[str, ...]]]:
    body = plan.partnership
    yield ("partnership", "also_called"), plan.id, body.name, body.also_called
    for i, priority in enumerate(plan.priorities):
        where: Where = ("priorities", i, "also_called")
        yield where, priority.id, priority.title, priority.also_called


def _several(
    plan: Plan, where: Where, subject: str, name: str, others: tuple[str, ...]
) -> Iterator[Finding]:
    """Find names beside the first that are no abbreviation of it."""
    full = [other for other in others if len(content_words(other)) > 1]
    if full:
        listed = ", ".join(f"“{other}”" for other in full)
        yield CALLED.finding(plan, where, subject, f"“{name}” is also called {listed}.")


def _objectives(plan: Plan) -> Iterator[tuple[Where, Objective]]:
    for i, priority in enumerate(plan.priorities):
        for j, objective in enumerate(priority.objectives):
            yield ("priorities", i, "objectives", j), objective


def _worded(plan: Plan, where: Where, objective: Objective) -> Iterator[Finding]:
    """Find an objective whose wordings differ in more than small words."""
    said = [frozenset(content_words(w.text)) for w in objective.wordings]
    every = frozenset[str]().union(*said)
    alone = [sorted(one - said[0]) for one in said[1:]]
    if len(said) < 2 or all(one == every for one in said):
        return
    gained = sorted({word for some in alone for word in some})
    lost = sorted(every - frozenset(gained) - frozenset.intersection(*said))
    parts = [f"only the first has {', '.join(lost)}"] if lost else []
    parts += [f"only a later one has {', '.join(gained)}"] if gained else []
    message = f"The objective is worded in {len(said)} ways: {'; '.join(parts)}."
    yield WORDED.finding(plan, where, objective.id, message)


def _pledges(plan: Plan) -> Iterator[tuple[str, list[tuple[Where, Commitment]]]]:
    """Yield each promise that stands in several places, with all its wordings."""
    made = [
        (("actions", i, "commitments", j), commitment)
        for i, action in enumerate(plan.actions)
        for j, commitment in enumerate(action.commitments)
        if commitment.pledge
    ]
    for pledge in sorted({c.pledge for _, c in made}):
        same = [(where, c) for where, c in made if c.pledge == pledge]
        if len(same) > 1:
            yield pledge, list[tuple[Where, Commitment]](same)


def _uneven(plan: Plan, pledge: str, made: list[tuple[Where, Commitment]]) -> Iterator[Finding]:
    forms = [c.strength.value + (f", {c.condition}" if c.condition else "") for _, c in made]
    if len(set(forms)) == 1:
        return
    action = plan.actions[int(made[0][0][1])]
    listed = "; ".join(dict.fromkeys(forms))
    message = f"One promise, {pledge}, is made in {len(set(forms))} ways: {listed}."
    yield PLEDGED.finding(plan, made[0][0], action.id, message)
