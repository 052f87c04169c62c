"""Strategies for pages: guides, explainers, checklists and fact sheets.

What belongs here: pages as the library makes them, of one nation on one day, from plans that it
accepts. What does not: the facts and routes that they show; those are in `content`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from safetykit.content import (
    Channel,
    Checklist,
    ChecklistPlan,
    Citation,
    Confidence,
    EndingPlan,
    Explainer,
    ExplainerPlan,
    FactBook,
    FactSheet,
    Guide,
    GuideAnswer,
    GuidePlan,
    GuideQuestion,
    ItemPlan,
    Jurisdiction,
    LegalStatus,
    QuestionPlan,
    Route,
    SectionPlan,
    SheetPlan,
    Stage,
    make_checklist,
    make_explainer,
    make_fact_sheet,
    make_guide,
)
from safetykit.testing.strategies.content import (
    DAY,
    REVIEW,
    SENTENCES,
    citations,
    content_keys,
    fact_books,
    jurisdictions,
    routes,
)
from safetykit.testing.strategies.values import texts

__all__ = ["checklists", "explainers", "fact_sheets", "guide_plans", "guides"]


def _emergency(module: str) -> Route:
    """Return the one route that every ending shows, in every nation."""
    return Route(
        id=f"{module}.emergency",
        label="The police, in an emergency",
        contact="999",
        channel=Channel.PHONE,
        stage=Stage.EMERGENCY,
        jurisdictions=tuple(Jurisdiction),
        confidence=Confidence.VERIFIED,
        review_by=REVIEW,
        sources=(Citation(key="police", title="999", publisher="Police", retrieved=DAY),),
    )


_NOW: Final[dict[str, Any]] = {  # what lets a fact or a route stand on any page that is drawn
    "jurisdictions": tuple(Jurisdiction),
    "valid_from": dt.date(2000, 1, 1),
    "valid_to": None,
    "confidence": Confidence.VERIFIED,
    "check_by_person": False,
}


@st.composite
def _routes(draw: st.DrawFn, module: str) -> list[Route]:
    """Draw ways to help beside the emergency one: half that can be used, and half of any sort."""
    drawn = draw(st.lists(routes(module=module), max_size=3, unique_by=lambda route: route.id))
    other = [attrs.evolve(r, stage=Stage.REPORT) if r.emergency else r for r in drawn]
    return [attrs.evolve(r, becomes="", **_NOW) if draw(st.booleans()) else r for r in other]


@st.composite
def _book(draw: st.DrawFn, module: str) -> FactBook:
    """Draw facts for a page: half that hold and may be published, and half of any sort."""
    page = (Citation(key="page", title="A page", publisher="Its owner", retrieved=DAY),)
    sound: dict[str, Any] = {**_NOW, "status": LegalStatus.IN_FORCE, "sources": page}
    drawn = draw(fact_books(module=module))
    kept = [attrs.evolve(f, **sound) if draw(st.booleans()) else f for f in drawn]
    return FactBook(facts=tuple(kept))


@st.composite
def _questions(draw: st.DrawFn, steps: list[str], ends: list[str]) -> tuple[GuideQuestion, ...]:
    """Draw a question for each step, the last of which leads to every ending."""
    questions = []
    for index, step in enumerate(steps):
        last = index == len(steps) - 1
        then = [*(ends if last else steps[index + 1 : index + 2])]
        then += draw(st.lists(st.sampled_from([*steps[index + 1 :], *ends]), max_size=2))
        answers = tuple(GuideAnswer(label=f"Answer {i}", then=to) for i, to in enumerate(then))
        said = draw(st.just("") | SENTENCES)
        questions.append(GuideQuestion(id=step, ask=draw(texts()), help=said, answers=answers))
    return tuple(questions)


@st.composite
def guide_plans(draw: st.DrawFn, *, module: str = "harbourtown") -> GuidePlan:
    """Draw guides whose every question is reached and whose every walk ends.

    Each question leads on to the next one, and its other answers further on: to any later question,
    or to an ending.

    Args:
        draw: Given by Hypothesis.
        module: The name of the module, with which the key starts.
    """
    steps = [f"question_{n}" for n in range(draw(st.integers(0, 3)))]
    ends = [f"ending_{n}" for n in range(draw(st.integers(1, 3)))]
    shown = ends if steps else ends[:1]
    return GuidePlan(
        key=draw(content_keys(module)),
        title=draw(texts()),
        jurisdictions=draw(jurisdictions()),
        review_by=REVIEW,
        intro=draw(_lines()),
        start=steps[0] if steps else shown[0],
        questions=draw(_questions(steps, ends)),
        endings=tuple(
            EndingPlan(
                id=end,
                title="What to do now",
                words=(draw(SENTENCES),),
                routes=(f"{module}.emergency",),
                sources=tuple(draw(st.lists(citations(), max_size=1))),
            )
            for end in shown
        ),
    )


@st.composite
def guides(draw: st.DrawFn, *, module: str = "harbourtown") -> Guide:
    """Draw guides of one nation on one day, emergency first in every ending.

    Their endings show facts and routes, or say that a fact is not known there and then.
    """
    plan = draw(guide_plans(module=module))
    given = {**_made(draw, plan), "book": draw(_book(module))}
    beside = draw(_routes(module))
    keys, ids = tuple(fact.key for fact in given["book"]), tuple(route.id for route in beside)
    ends = tuple(attrs.evolve(e, facts=keys, routes=(*e.routes, *ids)) for e in plan.endings)
    plan = attrs.evolve(plan, endings=ends)
    found = make_guide(plan, routes=[*beside, _emergency(module)], **given)
    assert isinstance(found, Guide), found
    return found


@st.composite
def explainers(draw: st.DrawFn, *, module: str = "harbourtown") -> Explainer:
    """Draw questions with sourced answers, of one nation on one day."""
    book = draw(_book(module))
    keys = [fact.key for fact in book]
    questions = st.builds(
        QuestionPlan,
        ask=texts(),
        words=_lines(),
        facts=st.lists(st.sampled_from(keys), unique=True).map(tuple) if keys else st.just(()),
        sources=st.lists(citations(), min_size=1, max_size=2).map(tuple),
    )
    plan = ExplainerPlan(
        key=draw(content_keys(module)),
        title=draw(texts()),
        jurisdictions=draw(jurisdictions()),
        review_by=REVIEW,
        questions=tuple(draw(st.lists(questions, min_size=1, max_size=3))),
    )
    found = make_explainer(plan, **{**_made(draw, plan), "book": book})
    assert isinstance(found, Explainer), found
    return found


@st.composite
def checklists(draw: st.DrawFn, *, module: str = "harbourtown") -> Checklist:
    """Draw things to do, of one nation on one day."""
    number = draw(st.integers(1, 3))
    book = draw(_book(module))
    facts = tuple(fact.key for fact in book)
    plan = ChecklistPlan(
        key=draw(content_keys(module)),
        title=draw(texts()),
        for_whom=draw(texts()),
        jurisdictions=draw(jurisdictions()),
        review_by=REVIEW,
        items=tuple(
            ItemPlan(
                id=f"item_{n}",
                text=draw(SENTENCES),
                why=draw(st.just("") | SENTENCES),
                facts=draw(st.sampled_from([(), facts])),
                sources=tuple(draw(st.lists(citations(), max_size=1))),
            )
            for n in range(number)
        ),
    )
    found = make_checklist(plan, **{**_made(draw, plan), "book": book})
    assert isinstance(found, Checklist), found
    return found


@st.composite
def fact_sheets(draw: st.DrawFn, *, module: str = "harbourtown") -> FactSheet:
    """Draw fact sheets of one nation on one day, with the publishable ones of drawn facts."""
    book = draw(_book(module))
    keys = tuple(fact.key for fact in book)
    plan = SheetPlan(
        key=draw(content_keys(module)),
        title=draw(texts()),
        jurisdictions=draw(jurisdictions()),
        review_by=REVIEW,
        sections=(
            SectionPlan(
                title=draw(texts()), words=draw(_lines()), facts=keys, sources=(draw(citations()),)
            ),
        ),
        where_else="The law of that nation.",
    )
    given = {**_made(draw, plan), "book": book}
    found = make_fact_sheet(plan, routes=[*draw(_routes(module)), _emergency(module)], **given)
    assert isinstance(found, FactSheet), found
    return found


def _made(draw: st.DrawFn, plan: Any) -> dict[str, Any]:
    """Return what a page is made of, in a nation that the plan of it covers."""
    nation = draw(st.sampled_from(plan.jurisdictions))
    return {"book": FactBook(facts=()), "jurisdiction": nation, "as_of": DAY}


def _lines() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(SENTENCES, max_size=2).map(tuple)
