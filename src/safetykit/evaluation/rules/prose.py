"""Sentences that state a change with both of its figures: "fell from 450 to 410, by 8.9%".

What belongs here: arithmetic within one sentence, wherever it stands in the plan. What does not:
figures that the plan types (`recomputed`, `nearby`).

A sentence is asked only if the rise or fall, the two figures and the percentage follow each other:
"fell from … to …, by …%" or "fell by …% from … to …". Years, days, ages and percentage points are
left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.evaluation.disclosure.personal_data import texts_of
from safetykit.evaluation.findings import Check, Family, Finding
from safetykit.evaluation.recomputation import coarse, growth
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.evaluation.rules.spelling import FALLS, RISES, words
from safetykit.model import Plan
from safetykit.quantities import Approx

__all__ = ["check_prose"]

SENTENCE: Final = Ask(
    code="SK-A155",
    title="do not follow from the two figures in them",
    of="sentences that state a change in percent with both figures",
    family=Family.NUMBERS,
    hint="Correct the percentage or one of the figures.",
    settled="The two figures, each with its year and source.",
)
_ABOUT: Final = r"(?:(?:about|around|approximately|nearly|almost|over|more than) )?"
_END: Final = r"(?![\w%/]|[.,][0-9])"
_DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMBER: Final = rf"{_ABOUT}£?{_DIGITS}(?: (?:million|billion|thousand))?{_END}"
_TURN: Final = rf"\b(?P<turn>{'|'.join(sorted(RISES | FALLS))})"
_SPAN: Final = rf"from (?P<before>{_NUMBER})[^.;]{{0,40}}? to (?P<after>{_NUMBER})"
_SHARE: Final = rf"(?P<share>{_ABOUT}[0-9]+(?:\.[0-9]+)?) ?(?:%|per ?cent\b)(?! points?)"
_LINK: Final = (
    r"(?: in (?:19|20)[0-9]{2}(?:/[0-9]{2})?)?,? ?\(?[-+−]?"
    r"(?:by |or |that is |down |up |an? (?:rise|increase|fall|decrease|drop|reduction) of )?"
)
_CHANGE: Final = tuple(
    re.compile(text, re.I)
    for text in (
        rf"{_TURN} {_SPAN}{_LINK}{_SHARE}",
        rf"{_TURN} (?:by |of )?{_SHARE},? {_SPAN}",
    )
)
_SENTENCES: Final = re.compile(r"(?<=[.;!?])\s+")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_LEFT_ALONE: Final = frozenset(
    (*_MONTHS, "age", "aged", "ages", "point", "points", "not", "never", "than")
)


@attrs.frozen(kw_only=True)
class _Stated:
    """A change as one sentence states it."""

    before: Approx
    after: Approx
    change: Approx
    falls: bool


def check_prose(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Compute each change again that a sentence states with both of its figures."""
    typed = {("claims", i, "says") for i, claim in enumerate(plan.claims) if claim.change}
    found = [
        (where, sentence, stated)
        for where, text in texts_of(plan)
        if where not in typed
        for sentence in _SENTENCES.split(text)
        if (stated := _read(sentence)) is not None
    ]
    yield SENTENCE.check(len(found), (f for one in found for f in _unlike(plan, *one)))


def _read(sentence: str) -> _Stated | None:
    """Return the change that a sentence states; None if it states none, or may mean another."""
    if " from " not in sentence or not _LEFT_ALONE.isdisjoint(words(sentence)):
        return None
    match = next((m for pattern in _CHANGE if (m := pattern.search(sentence))), None)
    if match is None or all(_YEAR.fullmatch(match[name]) for name in ("before", "after")):
        return None
    try:
        return _Stated(
            before=Approx.parse(match["before"]),
            after=Approx.parse(match["after"]),
            change=Approx.parse(f"{match['share']}%"),
            falls=match["turn"].casefold() in FALLS,
        )
    except InputError:
        return None


def _unlike(plan: Plan, where: Where, sentence: str, stated: _Stated) -> Iterator[Finding]:
    """Find a change that the two figures refuse, however its percentage was rounded."""
    computed = growth(stated.before.usual(), stated.after.usual())
    size = attrs.evolve(computed, low=-computed.high, high=-computed.low, text="")
    size = size if stated.falls else computed
    rough = coarse(stated.change)
    if stated.change.usual().overlaps(size) or (rough and rough.overlaps(size)):
        return
    ends = dict.fromkeys(f"{end:+.1f}".replace("-", "−") for end in (computed.low, computed.high))
    subject = str(getattr(_holder(plan, where), "id", plan.id))
    message = (
        f"“{sentence.rstrip('.;')}”: from {stated.before.words} to {stated.after.words} is "
        f"{' to '.join(ends)}%."
    )
    yield SENTENCE.finding(plan, where, subject, message)


def _holder(plan: Plan, where: Where) -> object:
    """Return the object of a collection of the plan in which a text stands."""
    held = getattr(plan, str(where[0]))
    is_item = isinstance(held, tuple) and len(where) > 1 and isinstance(where[1], int)
    return held[where[1]] if is_item else plan
