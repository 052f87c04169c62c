"""Strategies for pages: guides, explainers, checklists and fact sheets.

What belongs here: pages as the library makes them, of one nation on one day, from plans that it
accepts. What does not: the facts and routes that they show; those are in `content`.
"""

from __future__ import annotations

from typing import Any

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


@st.composite
def _questions(draw: st.DrawFn, steps: list[str], ends: list[str]) -> tuple[GuideQuestion, ...]:
    """Draw a question for each step, the last of which leads to every ending."""
    questions = []
    for index, step in enumerate(steps):
        last = index == len(steps) - 1
        then = [*(ends if last else steps[index + 1 : index + 2])]
        then += draw(st.lists(st.sampled_from([*steps[index + 1 :], *ends]), max_size=2))
        answers = tuple(GuideAnswer(label=f"Answer {i}", then=to) for i, to in enumerate(then))
        questions.append(GuideQuestion(id=step, ask=draw(texts()), answers=answers))
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
        start=steps[0] if steps else shown[0],
        questions=draw(_questions(steps, ends)),
        endings=tuple(
            EndingPlan(
                id=end,
                title="What to do now",
                words=(draw(SENTENCES),),
                routes=(f"{module}.emergency",),
            )
            for end in shown
        ),
    )


@st.composite
def guides(draw: st.DrawFn, *, module: str = "harbourtown") -> Guide:
    """Draw guides of one nation on one day, emergency first in every ending."""
    plan = draw(guide_plans(module=module))
    found = make_guide(plan, routes=[_emergency(module)], **_made(draw, plan))
    assert isinstance(found, Guide), found
    return found


@st.composite
def explainers(draw: st.DrawFn, *, module: str = "harbourtown") -> Explainer:
    """Draw questions with sourced answers, of one nation on one day."""
    questions = st.builds(
        QuestionPlan,
        ask=texts(),
        words=_lines(),
        sources=st.lists(citations(), min_size=1, max_size=2).map(tuple),
    )
    plan = ExplainerPlan(
        key=draw(content_keys(module)),
        title=draw(texts()),
        jurisdictions=draw(jurisdictions()),
        review_by=REVIEW,
        questions=tuple(draw(st.lists(questions, min_size=1, max_size=3))),
    )
    found = make_explainer(plan, **_made(draw, plan))
    assert isinstance(found, Explainer), found
    return found


@st.composite
def checklists(draw: st.DrawFn, *, module: str = "harbourtown") -> Checklist:
    """Draw things to do, of one nation on one day."""
    number = draw(st.integers(1, 3))
    plan = ChecklistPlan(
        key=draw(content_keys(module)),
        title=draw(texts()),
        for_whom=draw(texts()),
        jurisdictions=draw(jurisdictions()),
        review_by=REVIEW,
        items=tuple(ItemPlan(id=f"item_{n}", text=draw(SENTENCES)) for n in range(number)),
    )
    found = make_checklist(plan, **_made(draw, plan))
    assert isinstance(found, Checklist), found
    return found


@st.composite
def fact_sheets(draw: st.DrawFn, *, module: str = "harbourtown") -> FactSheet:
    """Draw fact sheets of one nation on one day, with the publishable ones of drawn facts."""
    book = draw(fact_books(module=module))
    keys = tuple(fact.key for fact in book)
    plan = SheetPlan(
        key=draw(content_keys(module)),
        title=draw(texts()),
        jurisdictions=draw(jurisdictions()),
        review_by=REVIEW,
        sections=(SectionPlan(title=draw(texts()), words=draw(_lines()), facts=keys),),
        where_else="The law of that nation.",
    )
    given = {**_made(draw, plan), "book": book}
    found = make_fact_sheet(plan, routes=[_emergency(module)], **given)
    assert isinstance(found, FactSheet), found
    return found


def _made(draw: st.DrawFn, plan: Any) -> dict[str, Any]:
    """Return what a page is made of, in a nation that the plan of it covers."""
    nation = draw(st.sampled_from(plan.jurisdictions))
    return {"book": FactBook(facts=()), "jurisdiction": nation, "as_of": DAY}


def _lines() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(SENTENCES, max_size=2).map(tuple)
