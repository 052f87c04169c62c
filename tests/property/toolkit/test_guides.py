"""Laws of guides: every walk ends in words and routes, and a broken graph is never taken."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from safetykit.content import (
    Channel,
    Citation,
    Confidence,
    Ending,
    EndingPlan,
    FactBook,
    Guide,
    GuideAnswer,
    GuidePlan,
    GuideQuestion,
    Jurisdiction,
    Route,
    Stage,
    make_guide,
    walk,
)
from safetykit.errors import DocumentError

DAY = dt.date(2026, 11, 22)
PAGE = Citation(key="page", title="A page", publisher="Its owner", retrieved=DAY)


def route(number: int, stage: Stage) -> Route:
    """Return a route of a stage."""
    return Route(
        id=f"demo.r{number}",
        label="Somebody",
        contact="999",
        channel=Channel.PHONE,
        stage=stage,
        jurisdictions=(Jurisdiction.ENGLAND,),
        confidence=Confidence.VERIFIED,
        review_by=DAY,
        sources=(PAGE,),
    )


ROUTES = tuple(route(number, stage) for number, stage in enumerate(reversed(Stage)))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[list[int]], int]:
    """Draw questions, whose answers lead anywhere, and a number of endings after them."""
    questions, endings = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    steps = st.lists(st.integers(0, questions + endings), min_size=1, max_size=3)
    return draw(st.lists(steps, min_size=questions, max_size=questions)), endings


def make_plan(graph: list[list[int]], endings: int) -> GuidePlan:
    """Make the plan of a graph; a step beyond the endings leads nowhere."""
    return GuidePlan(
        key="demo.guide",
        title="A guide",
        jurisdictions=(Jurisdiction.ENGLAND,),
        review_by=DAY,
        start="s0",
        questions=tuple(
            GuideQuestion(
                id=f"s{number}",
                ask="Which?",
                answers=tuple(
                    GuideAnswer(label=str(place), then=f"s{step}")
                    for place, step in enumerate(steps)
                ),
            )
            for number, steps in enumerate(graph)
        ),
        endings=tuple(
            EndingPlan(id=f"s{len(graph) + n}", title="Help", words=("Ask.",), routes=("demo.r0",))
            for n in range(endings)
        ),
    )


def is_sound(graph: list[list[int]], endings: int) -> bool:
    """Say by brute force whether every walk ends at an ending, and everything is reached."""
    last = len(graph) + endings
    reached, walks = set(), [(0,)]
    while walks:
        trail = walks.pop()
        here = trail[-1]
        reached.add(here)
        if here >= last or here in trail[:-1]:
            return False
        walks += [(*trail, step) for step in (graph[here] if here < len(graph) else ())]
    return reached == set(range(last))


@given(graphs())
def test_taken_if_and_only_if_sound(drawn: tuple[list[list[int]], int]) -> None:
    """A plan is refused where a walk goes round or nowhere, or a step is never reached."""
    graph, endings = drawn
    try:
        make_plan(graph, endings)
        taken = True
    except DocumentError:
        taken = False

    assert is_sound(graph, endings) is taken


@given(st.integers(1, 8), st.data())
def test_every_walk_ends_with_emergency_first(length: int, data: st.DataObject) -> None:
    """However a reader answers, the walk ends, and the first route is for emergencies."""
    graph = [[number + 1, length] for number in range(length)]
    guide = make_guide(
        make_plan(graph, 1), book=FactBook(facts=()), routes=ROUTES,
        jurisdiction="england", as_of=DAY,
    )  # fmt: skip
    assert isinstance(guide, Guide)
    answers: list[str] = []
    here = walk(guide)
    while not isinstance(here, Ending):
        answers.append(data.draw(st.sampled_from([answer.label for answer in here.answers])))
        here = walk(guide, answers)

    assert length >= len(answers)
    assert here.routes[0].emergency
    assert here.words
