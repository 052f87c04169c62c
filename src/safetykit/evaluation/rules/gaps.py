"""Parts that the text names and that are not there, or are something else; values that are lost.

A gap may be a gap of the text held and not of the plan, so that nothing here weighs more than a
notice, but for a reference that leads to something else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.evaluation.rules.spelling import same_words
from safetykit.model import Passage, Plan, Status, Transcription

__all__ = ["check_gaps"]

LEADS: Final = Ask(
    code="SK-A143",
    title="lead to a part that is not there, or to something else",
    of="references to parts of the document",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Add the part, or correct the reference.",
    settled="The whole of the document.",
)
LOST: Final = Ask(
    code="SK-A147",
    title="hold a value that is lost in the text held",
    of="objects that say how a value is known",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Look the value up in the document as published.",
    settled="The document as published.",
)
_PART: Final = re.compile(
    r"\b(annexe?|appendix|table|figure|chart|endnote|footnote) "
    r"((?-i:[A-Z])|[0-9]{1,3}|[ivx]{1,4})\b",
    re.IGNORECASE,
)
# "The national figure 12" is a number, and "see figure 12" leads somewhere.
_ALSO_NUMBERS: Final = ("figure", "chart", "table")
_LEADING: Final = re.compile(
    r"(?:^|[(\[,;.:]|\b(?:see|in|from|by|at|to|and|or))\s*$", re.IGNORECASE
)
# Lost money and lost parts have checks of their own.
_ELSEWHERE: Final = (("funding",), ("cross_references",))
_UNSEEN: Final = (Status.ILLEGIBLE, Status.NOT_HELD)


def check_gaps(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Follow each reference to a part of the document, and count the values that are lost."""
    unheld = plan.transcription.not_held if plan.transcription else ()
    texts = list(_texts(plan, ()))
    named = {part: where for where, text in reversed(texts) for part in _parts(text)}
    held = {part for text in _part_titles(plan) for part in _parts(text)}
    loose = {part: named[part] for part in sorted(set(named) - held)}
    found = [
        *(f for i in range(len(plan.cross_references)) for f in _reference(plan, i)),
        *(_unheld(plan, i) for i in range(len(unheld))),
        *(_loose(plan, part, where) for part, where in loose.items()),
    ]
    yield LEADS.check(len(plan.cross_references) + len(unheld) + len(named), found)
    known = list(_statuses(plan, ()))
    yield LOST.check(
        len(known),
        (
            LOST.finding(plan, where, subject, f"A value of “{title}” is {status.value}.")
            for where, subject, title, status in known
            if status in _UNSEEN
        ),
    )


def _parts(text: str) -> Iterator[str]:
    for match in _PART.finditer(text):
        is_number = match[1] in _ALSO_NUMBERS and not _LEADING.search(text[: match.start()])
        if not is_number:
            yield f"{match[1].lower().replace('annexe', 'annex')} {match[2].lower()}"


def _part_titles(plan: Plan) -> Iterator[str]:
    """Yield the words by which the plan is known to hold, or to account for, a part."""
    for _, text in _texts(plan, (), inside=Passage):
        yield text
    yield from (schedule.title for schedule in plan.schedules)
    yield from (item.title for item in plan.content)
    for one in plan.cross_references:
        yield one.to
    if plan.transcription:
        yield plan.transcription.document
        for part in plan.transcription.not_held:
            yield f"{part.title} {part.note}"


def _texts(value: Any, where: Where, inside: type | None = None) -> Iterator[tuple[Where, str]]:
    """Yield every text of an object with its place; of passages alone if asked."""
    if isinstance(value, str):
        if inside is None or where[-1:] in (("page",), ("section",)):
            yield where, value
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, (*where, i), inside)
    elif attrs.has(type(value)) and not isinstance(value, Transcription):
        if isinstance(value, Passage) and inside is None:
            return
        for field in attrs.fields(type(value)):
            if not field.metadata.get("transient"):
                yield from _texts(getattr(value, field.name), (*where, field.name), inside)


def _reference(plan: Plan, i: int) -> Iterator[Finding]:
    one = plan.cross_references[i]
    wanted = f"{one.to}, said to hold {one.expects}" if one.expects else one.to
    if one.holds and not same_words(one.holds, one.expects):
        yield LEADS.finding(
            plan,
            ("cross_references", i),
            one.id,
            f"The text leads to {wanted}, and there is something else: {one.holds}.",
            severity=Severity.WARNING,
        )
    elif one.status is not Status.STATED:
        yield LEADS.finding(
            plan,
            ("cross_references", i),
            one.id,
            f"The text leads to {wanted}: {one.status.value}.",
        )


def _unheld(plan: Plan, i: int) -> Finding:
    part = plan.transcription.not_held[i] if plan.transcription else None
    title = part.title if part else ""
    return LEADS.finding(
        plan,
        ("transcription", "not_held", i),
        plan.id,
        f"{title}: not in the text held.",
        hint="Audit again with this part.",
    )


def _loose(plan: Plan, part: str, where: Where) -> Finding:
    return LEADS.finding(
        plan, where, plan.id, f"The text leads to {part}, which is not among the parts held."
    )


def _statuses(
    value: Any, where: Where, subject: str = "", title: str = ""
) -> Iterator[tuple[Where, str, str, Status]]:
    """Yield every status in an object with its place, and the id and title it is about."""
    if where in _ELSEWHERE:
        return
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _statuses(item, (*where, i), subject, title)
    elif attrs.has(type(value)) and not isinstance(value, Transcription):
        subject = getattr(value, "id", subject)
        title = next((t for t in _titles(value) if t), title)
        for field in attrs.fields(type(value)):
            child = getattr(value, field.name)
            if isinstance(child, Status):
                yield (*where, field.name), subject, title, child
            elif not field.metadata.get("transient"):
                yield from _statuses(child, (*where, field.name), subject, title)


def _titles(value: object) -> Iterator[str]:
    for name in ("title", "name", "says", "what", "to"):
        text = getattr(value, name, "")
        if isinstance(text, str):
            yield text.rstrip(".")
