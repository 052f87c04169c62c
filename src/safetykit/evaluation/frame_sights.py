"""The closed set of tests by which a typed plan shows what a frame asks for.

Each looks at the model's classes and, for a document or a subject, for words that the frame names.
A test that finds nothing says so of the text held, and of nothing else.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs

from safetykit.evaluation.frames import Requirement, SeenBy
from safetykit.model import FundingKind, Plan, Status

__all__ = ["Sight", "find_words", "look_for"]

Path = tuple[str | int, ...]


@attrs.frozen(kw_only=True)
class Sight:
    """Whether something was seen, in words, and where."""

    why: str
    seen: bool = False
    path: Path = ("title",)


def look_for(plan: Plan, requirement: Requirement) -> Sight:
    """Return where a plan shows what a requirement asks for, or that the text held does not."""
    return _TESTS[requirement.seen_by](plan, requirement)


def find_words(words: Iterable[str], text: str) -> str:
    """Return the one of some words that stands first in a text as whole words, or nothing.

    Examples:
        >>> find_words(["mentor", "mentoring"], "A scheme of peer Mentoring")
        'mentoring'
    """
    pattern, listed = _pattern(tuple(words))
    match = pattern.search(text) if pattern else None
    return listed.get(_plain(match[0]), match[0]) if match else ""


@functools.lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Return a pattern that finds any of some words, and the words by their plain form."""
    listed = {_plain(word): word for word in words if word.strip()}
    parts = (r"\s+".join(map(re.escape, word.split())) for word in listed.values())
    if not listed:
        return None, listed
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE), listed


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())


def _objectives(plan: Plan, _: Requirement) -> Sight:
    count = len(plan.objectives)
    with_one = [i for i, priority in enumerate(plan.priorities) if priority.objectives]
    if not with_one:
        return Sight(why="The text held has no objective.", path=_list(plan, "priorities"))
    why = f"{count} objective{'s' * (count > 1)} under {len(with_one)} of "
    why += f"{len(plan.priorities)} priorities."
    return Sight(seen=True, why=why, path=("priorities", with_one[0], "objectives"))


def _targets(plan: Plan, _: Requirement) -> Sight:
    for name in ("performance_measures", "indicators"):
        for i, measure in enumerate(getattr(plan, name)):
            if any(t.status is Status.STATED and t.value.known for t in measure.targets):
                why = f"“{measure.title}” has a target."
                return Sight(seen=True, why=why, path=(name, i, "targets"))
    return Sight(why="No figure to reach is stated.", path=_list(plan, "performance_measures"))


def _measures(plan: Plan, _: Requirement) -> Sight:
    for name in ("performance_measures", "indicators"):
        for i, measure in enumerate(getattr(plan, name)):
            if measure.status is Status.STATED:
                return Sight(seen=True, why=f"“{measure.title}” is a measure.", path=(name, i))
    why = "No measure or indicator of its own is stated."
    return Sight(why=why, path=_list(plan, "performance_measures"))


def _pursuers(plan: Plan, _: Requirement) -> Sight:
    pursued = {p for a in plan.actions if a.owner or _actors(a) for p in a.priorities}
    pursued |= {priority.id for priority in plan.priorities if priority.leads}
    silent = [i for i, priority in enumerate(plan.priorities) if priority.id not in pursued]
    named = len(plan.priorities) - len(silent)
    of = f"{named} of {len(plan.priorities)} priorities name who pursues them."
    if silent or not plan.priorities:
        path = ("priorities", silent[0]) if silent else _list(plan, "priorities")
        return Sight(why=of, path=path)
    return Sight(seen=True, why=of, path=("priorities",))


def _actors(action: object) -> bool:
    return any(commitment.actor for commitment in getattr(action, "commitments", ()))


def _resources(plan: Plan, _: Requirement) -> Sight:
    for i, money in enumerate(plan.funding):
        known = money.amount is not None or money.share is not None
        if money.status is Status.STATED and known:
            return Sight(seen=True, why=f"“{money.title}” is stated.", path=("funding", i))
    for i, action in enumerate(plan.actions):
        if action.resource:
            path = ("actions", i, "resource")
            return Sight(seen=True, why=f"“{action.title}” names a resource.", path=path)
    why = "No sum, share or other resource is stated that can be read."
    return Sight(why=why, path=_list(plan, "funding"))


def _grants(plan: Plan, _: Requirement) -> Sight:
    for i, money in enumerate(plan.funding):
        given = money.kind in (FundingKind.GRANT, FundingKind.COMMISSION)
        if given and money.receiver and money.purpose and money.status is not Status.ILLEGIBLE:
            return Sight(seen=True, why=f"“{money.title}” is a grant.", path=("funding", i))
    return Sight(why="No grant with who receives it is stated.", path=_list(plan, "funding"))


def _document(plan: Plan, requirement: Requirement) -> Sight:
    return _worded(requirement, _documents(plan), "names no document of that name")


def _subject(plan: Plan, requirement: Requirement) -> Sight:
    return _worded(requirement, _subjects(plan), "does not take it up in these words")


def _worded(requirement: Requirement, texts: Iterable[tuple[Path, str]], absent: str) -> Sight:
    for path, text in texts:
        if word := find_words(requirement.words, text):
            return Sight(seen=True, why=f"“{word}” stands in “{text}”.", path=path)
    listed = ", ".join(f"“{word}”" for word in requirement.words)
    return Sight(why=f"The text held {absent}: {listed}.")


def _documents(plan: Plan) -> Iterator[tuple[Path, str]]:
    for name in ("linked_plans", "research", "legal_instruments"):
        for i, item in enumerate(getattr(plan, name)):
            yield (name, i), item.title
    for i, duty in enumerate(plan.duties):
        yield ("duties", i), duty.instrument


def _subjects(plan: Plan) -> Iterator[tuple[Path, str]]:
    for name in ("priorities", "themes"):
        for i, item in enumerate(getattr(plan, name)):
            for text in (item.title, *item.topics):
                yield (name, i), text
    for i, action in enumerate(plan.actions):
        for text in (action.title, *(c.what for c in action.commitments)):
            yield ("actions", i), text
    for i, duty in enumerate(plan.duties):
        yield ("duties", i), duty.requires
    for i, group in enumerate(plan.groups):
        for text in (group.name, *group.role):
            yield ("groups", i), text


def _consultation(plan: Plan, _: Requirement) -> Sight:
    for i, asked in enumerate(plan.consultations):
        if not asked.planned:
            why = f"“{asked.about}” was put to consultation."
            return Sight(seen=True, why=why, path=("consultations", i))
    if plan.consultations:
        why = "A consultation is planned, and none is said to have been held."
        return Sight(why=why, path=("consultations", 0))
    return Sight(why="No consultation is named.")


def _engagement(plan: Plan, _: Requirement) -> Sight:
    for name in ("engagements", "consultations"):
        for i, item in enumerate(getattr(plan, name)):
            words = getattr(item, "title", "") or getattr(item, "about", "")
            return Sight(seen=True, why=f"“{words}” is a way to take part.", path=(name, i))
    return Sight(why="No way in which the public takes part is set out.")


def _members(plan: Plan, requirement: Requirement) -> Sight:
    kinds = {plan.organisation(m.organisation).kind for m in plan.partnership.members}
    lacking = [kind.value for kind in requirement.bodies if kind not in kinds]
    path: Path = ("partnership", "members") if plan.partnership.members else ("partnership",)
    if lacking:
        return Sight(why=f"No member is known to be of the kind: {', '.join(lacking)}.", path=path)
    return Sight(seen=True, why="A member of each kind is named.", path=path)


def _nowhere(_: Plan, __: Requirement) -> Sight:
    return Sight(why="Whether it was done cannot be seen in the text of a plan.")


def _list(plan: Plan, name: str) -> Path:
    """Return the path of a list of the plan; an empty list stands nowhere, its title does."""
    return (name,) if getattr(plan, name) else ("title",)


_TESTS: Final[Mapping[SeenBy, Callable[[Plan, Requirement], Sight]]] = {
    SeenBy.OBJECTIVES: _objectives,
    SeenBy.TARGETS: _targets,
    SeenBy.MEASURES: _measures,
    SeenBy.PURSUERS: _pursuers,
    SeenBy.RESOURCES: _resources,
    SeenBy.GRANTS: _grants,
    SeenBy.DOCUMENT: _document,
    SeenBy.CONSULTATION: _consultation,
    SeenBy.ENGAGEMENT: _engagement,
    SeenBy.MEMBERS: _members,
    SeenBy.SUBJECT: _subject,
    SeenBy.NOWHERE: _nowhere,
}
