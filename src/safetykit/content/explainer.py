"""Explainers: questions that people ask about a subject, and sourced answers in plain words.

What belongs here: the explainer of one nation on one day, the plan that a module writes for it, and
making the one from the other.
"""

from __future__ import annotations

import datetime as dt

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
from safetykit.content.unknown import Unknown
from safetykit.errors import DocumentError, Place, Problem

__all__ = ["ExplainedQuestion", "Explainer", "ExplainerPlan", "QuestionPlan", "make_explainer"]


@attrs.frozen(kw_only=True)
class QuestionPlan:
    """A question as a module writes it: our own words, and the keys of facts to show."""

    ask: str
    words: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class ExplainerPlan:
    """An explainer as a module writes it, for every nation that it covers."""

    key: str = attrs.field(validator=check_key)
    title: str
    jurisdictions: tuple[Jurisdiction, ...]
    review_by: dt.date
    questions: tuple[QuestionPlan, ...]
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    where_else: str = ""

    def __attrs_post_init__(self) -> None:
        check_dates(self.key, self.valid_from, self.valid_to)
        check_unique(self.key, self.jurisdictions)
        bare = [i for i, q in enumerate(self.questions) if not (q.facts or q.sources)]
        problems = [
            Problem(
                place=Place(path=f"questions[{index}]"),
                message="the answer names no fact and no source.",
                hint="Say what it rests on.",
            )
            for index in bare
        ]
        if not self.questions:
            problems = [Problem(place=Place(path="questions"), message="there is no question.")]
        if problems:
            raise DocumentError(problems)


@attrs.frozen(kw_only=True)
class ExplainedQuestion:
    """A question with its answer: words, the facts that hold, and what is not known."""

    ask: str
    words: tuple[str, ...]
    facts: tuple[Fact, ...]
    unknown: tuple[Unknown, ...] = ()
    sources: tuple[Citation, ...] = ()


@attrs.frozen(kw_only=True)
class Explainer:
    """Questions and answers about a subject, for one nation on one day."""

    key: str
    title: str
    jurisdiction: Jurisdiction
    as_of: dt.date
    review_by: dt.date
    questions: tuple[ExplainedQuestion, ...]
    sources: tuple[Citation, ...]
    not_legal_advice: str = NOT_LEGAL_ADVICE

    @property
    def review_overdue(self) -> bool:
        """Whether the explainer, or any of its facts, was due for review before `as_of`."""
        facts = [fact for question in self.questions for fact in question.facts]
        return overdue(self.review_by, facts, (), as_of=self.as_of)


def make_explainer(
    plan: ExplainerPlan, *, book: FactBook, jurisdiction: Jurisdiction | str, as_of: dt.date
) -> Explainer | Unknown:
    """Make the explainer of one nation on one day.

    Args:
        plan: What the explainer holds.
        book: The facts that its answers name.
        jurisdiction: The nation.
        as_of: The day.

    Returns:
        The explainer, with publishable facts only; or `Unknown` if the plan does not cover the
        nation or the day.

    Raises:
        InputError: An answer names a fact that the book does not hold.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    missing = uncovered(plan, nation, day)
    if missing is not None:
        return missing
    questions = tuple(_explained(part, book, nation, day) for part in plan.questions)
    return Explainer(
        key=plan.key,
        title=plan.title,
        jurisdiction=nation,
        as_of=day,
        review_by=plan.review_by,
        questions=questions,
        sources=tuple(dict.fromkeys(s for question in questions for s in question.sources)),
    )


def _explained(
    plan: QuestionPlan, book: FactBook, nation: Jurisdiction, as_of: dt.date
) -> ExplainedQuestion:
    facts, unknown = shown_facts(plan.facts, book, nation, as_of)
    return ExplainedQuestion(
        ask=plan.ask,
        words=plan.words,
        facts=facts,
        unknown=unknown,
        sources=gather_sources(plan.sources, facts, ()),
    )
