"""Guides: a walk of questions that ends in information and routes to help, never in a verdict.

What belongs here: the guide of one nation on one day, the plan that a module writes for it, making
the one from the other, and walking it. What does not: whether a plan's questions lead anywhere;
that is `guide_checks`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from safetykit.content.book import FactBook
from safetykit.content.choice import require_date
from safetykit.content.coverage import (
    NOT_LEGAL_ADVICE,
    gather_sources,
    overdue,
    shown_facts,
    uncovered,
)
from safetykit.content.fact import (
    Citation,
    Fact,
    Jurisdiction,
    check_dates,
    check_key,
    check_unique,
    parse_jurisdiction,
)
from safetykit.content.guide_checks import guide_problems
from safetykit.content.route import Route, current_routes
from safetykit.content.unknown import Unknown, UnknownReason
from safetykit.errors import DocumentError, InputError, suggest

__all__ = [
    "Ending",
    "EndingPlan",
    "Guide",
    "GuideAnswer",
    "GuidePlan",
    "GuideQuestion",
    "make_guide",
    "walk",
]


@attrs.frozen(kw_only=True)
class GuideAnswer:
    """An answer that a reader can choose, and the id of the question or ending that follows."""

    label: str
    then: str


@attrs.frozen(kw_only=True)
class GuideQuestion:
    """A question, what helps to answer it, and the answers."""

    id: str = attrs.field(validator=check_key)
    ask: str
    answers: tuple[GuideAnswer, ...]
    help: str = ""


@attrs.frozen(kw_only=True)
class EndingPlan:
    """An ending as a module writes it: our own words, and the keys of facts and routes to show."""

    id: str = attrs.field(validator=check_key)
    title: str
    words: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class GuidePlan:
    """A guide as a module writes it, for every nation that it covers.

    Every question can be reached, every walk ends, and every ending has words and a route; a plan
    in which this is not so is refused, with all that is wrong in it.
    """

    key: str = attrs.field(validator=check_key)
    title: str
    jurisdictions: tuple[Jurisdiction, ...]
    review_by: dt.date
    start: str
    questions: tuple[GuideQuestion, ...]
    endings: tuple[EndingPlan, ...]
    intro: tuple[str, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    where_else: str = ""

    def __attrs_post_init__(self) -> None:
        check_dates(self.key, self.valid_from, self.valid_to)
        check_unique(self.key, self.jurisdictions)
        problems = guide_problems(self)
        if problems:
            raise DocumentError(problems)


@attrs.frozen(kw_only=True)
class Ending:
    """Where a walk ends: words, the facts that hold, and whom to turn to, emergency first."""

    id: str
    title: str
    words: tuple[str, ...]
    facts: tuple[Fact, ...]
    routes: tuple[Route, ...]
    unknown: tuple[Unknown, ...] = ()
    sources: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class Guide:
    """A walk of questions for one nation on one day."""

    key: str
    title: str
    jurisdiction: Jurisdiction
    as_of: dt.date
    review_by: dt.date
    intro: tuple[str, ...]
    start: str
    questions: tuple[GuideQuestion, ...]
    endings: tuple[Ending, ...]
    sources: tuple[Citation, ...]
    not_legal_advice: str = NOT_LEGAL_ADVICE

    @property
    def review_overdue(self) -> bool:
        """Whether the guide, or any of its facts or routes, was due for review before `as_of`."""
        facts = [fact for ending in self.endings for fact in ending.facts]
        routes = [route for ending in self.endings for route in ending.routes]
        return overdue(self.review_by, facts, routes, as_of=self.as_of)

    def step(self, id: str) -> GuideQuestion | Ending:  # noqa: A002 - the word of the content files
        """Return the question or the ending with an id.

        Raises:
            InputError: The guide has neither.
        """
        steps: dict[str, GuideQuestion | Ending] = {step.id: step for step in self.questions}
        steps |= {ending.id: ending for ending in self.endings}
        if id not in steps:
            expected = f"the id of a question or an ending of {self.key}"
            raise InputError("id", id, expected, hint=suggest(id, steps))
        return steps[id]


def make_guide(
    plan: GuidePlan,
    *,
    book: FactBook,
    routes: Iterable[Route],
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
) -> Guide | Unknown:
    """Make the guide of one nation on one day.

    Args:
        plan: What the guide holds.
        book: The facts that its endings name.
        routes: The routes of the module. Every ending shows the emergency routes that can be used
            there and then, and after them those that it names.
        jurisdiction: The nation.
        as_of: The day.

    Returns:
        The guide, with publishable facts and current routes only; or `Unknown`, if the plan does
        not cover the nation or the day, or no emergency route is known there and then.

    Raises:
        InputError: An ending names a fact that the book does not hold.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    missing = uncovered(plan, nation, day)
    if missing is not None:
        return missing
    current = current_routes(routes, jurisdiction=nation, as_of=day)
    if not any(route.emergency for route in current):
        about = f"{plan.title}: no emergency route is known"
        reason, where = UnknownReason.NO_VALUE_ON_DATE, plan.where_else or "The police, on 999."
        return Unknown(
            about=about, reason=reason, jurisdiction=nation, as_of=day, where_to_check=where
        )
    endings = tuple(_ending(part, book, current, nation, day) for part in plan.endings)
    return Guide(
        key=plan.key,
        title=plan.title,
        jurisdiction=nation,
        as_of=day,
        review_by=plan.review_by,
        intro=plan.intro,
        start=plan.start,
        questions=plan.questions,
        endings=endings,
        sources=tuple(dict.fromkeys(source for part in endings for source in part.sources)),
    )


def walk(guide: Guide, answers: Iterable[str] = ()) -> GuideQuestion | Ending:
    """Return where a reader stands who has given some answers.

    Args:
        guide: The guide.
        answers: The labels of the answers, from the first question on.

    Returns:
        The next question, or the ending.

    Raises:
        InputError: A question does not have such an answer, or the walk had ended before it.

    Examples:
        >>> from safetykit.toolkit import Toolkit
        >>> day = dt.date(2026, 12, 1)
        >>> (guide,) = Toolkit.built_in().only("hate_crime").guides(jurisdiction="wales", as_of=day)
        >>> walk(guide).ask
        'Is anybody in danger now, or is it happening now?'
        >>> walk(guide, ["Yes"]).title
        'Call the police now'
    """
    here = guide.step(guide.start)
    for number, label in enumerate(answers):
        field = f"answers[{number}]"
        if isinstance(here, Ending):
            raise InputError(field, label, f'no more answers, for the walk ended at "{here.id}"')
        follows = {answer.label: answer.then for answer in here.answers}
        if label not in follows:
            expected = f'an answer to "{here.ask}": ' + ", ".join(f'"{word}"' for word in follows)
            raise InputError(field, label, expected, hint=suggest(str(label), follows))
        here = guide.step(follows[label])
    return here


def _ending(
    plan: EndingPlan,
    book: FactBook,
    current: tuple[Route, ...],
    nation: Jurisdiction,
    as_of: dt.date,
) -> Ending:
    facts, unknown = shown_facts(plan.facts, book, nation, as_of)
    routes = tuple(route for route in current if route.emergency or route.id in plan.routes)
    return Ending(
        id=plan.id,
        title=plan.title,
        words=plan.words,
        facts=facts,
        routes=routes,
        unknown=unknown,
        sources=gather_sources(plan.sources, facts, routes),
    )
