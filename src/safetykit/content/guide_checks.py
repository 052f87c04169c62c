"""Whether the questions of a guide lead somewhere: every fault of its graph, with its place.

What belongs here: checks that need nothing but the plan itself. Whether the facts and routes that
it names exist is checked when the files of a module are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from safetykit.content.verdicts import find_verdicts
from safetykit.errors import Place, Problem, format_path, suggest

if TYPE_CHECKING:
    from safetykit.content.guide import GuidePlan

__all__ = ["guide_problems"]

Steps = Mapping[str, tuple[str, ...]]


def guide_problems(plan: GuidePlan) -> tuple[Problem, ...]:
    """Return everything that is wrong with a guide's questions and endings; none if it is sound."""
    steps = {question.id: _next(question.answers) for question in plan.questions}
    steps |= {ending.id: () for ending in plan.endings}
    return (
        *_twice(plan),
        *_unknown_steps(plan, steps),
        *_unreached(plan, steps),
        *_circles(plan, steps),
        *_answers(plan),
        *_endings(plan),
    )


def _next(answers: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(getattr(answer, "then", "")) for answer in answers))


def _problem(message: str, *path: str | int, hint: str = "") -> Problem:
    return Problem(place=Place(path=format_path(path)), message=message, hint=hint)


def _numbered(plan: GuidePlan) -> Iterator[tuple[str, str, int]]:
    """Yield the id, the list and the index of every question and ending."""
    for index, question in enumerate(plan.questions):
        yield question.id, "questions", index
    for index, ending in enumerate(plan.endings):
        yield ending.id, "endings", index


def _twice(plan: GuidePlan) -> Iterator[Problem]:
    seen: set[str] = set()
    for step, part, index in _numbered(plan):
        if step in seen:
            message = f'the id "{step}" stands here a second time.'
            yield _problem(message, part, index, "id", hint="Give each step an id of its own.")
        seen.add(step)


def _unknown_steps(plan: GuidePlan, steps: Steps) -> Iterator[Problem]:
    if plan.start not in steps:
        hint = suggest(plan.start, steps)
        yield _problem(f'no question has the id "{plan.start}".', "start", hint=hint)
    for index, question in enumerate(plan.questions):
        for place, answer in enumerate(question.answers):
            if answer.then not in steps:
                message = f'no question or ending has the id "{answer.then}".'
                path = ("questions", index, "answers", place, "then")
                yield _problem(message, *path, hint=suggest(answer.then, steps))


def _unreached(plan: GuidePlan, steps: Steps) -> Iterator[Problem]:
    if plan.start not in steps:
        return  # nothing can be reached, and why has been said
    reached, waiting = {plan.start}, [plan.start]
    while waiting:
        fresh = [step for step in steps.get(waiting.pop(), ()) if step not in reached]
        reached.update(fresh)
        waiting += fresh
    for step, part, index in _numbered(plan):
        if step not in reached:
            hint = "Let an answer lead to it, or remove it."
            yield _problem(f'no walk reaches "{step}".', part, index, hint=hint)


def _circles(plan: GuidePlan, steps: Steps) -> Iterator[Problem]:
    """Yield a problem for each answer that leads back to a question on the way to it."""
    index = {question.id: number for number, question in enumerate(plan.questions)}
    done: set[str] = set()
    for first in index:
        trail: list[str] = []
        stack = [(first, iter(steps[first]))] if first not in done else []
        trail += [step for step, _ in stack]
        while stack:
            here, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                done.add(here)
                stack.pop()
                trail.pop()
            elif step in trail:
                way = " → ".join([*trail[trail.index(step) :], step])
                message = f"a walk goes round and never ends: {way}."
                yield _problem(message, "questions", index[here], "answers")
            elif step in index and step not in done:
                stack.append((step, iter(steps[step])))
                trail.append(step)


def _answers(plan: GuidePlan) -> Iterator[Problem]:
    for index, question in enumerate(plan.questions):
        labels = [answer.label for answer in question.answers]
        if not labels or len(set(labels)) < len(labels):
            message = f'"{question.id}" needs at least one answer, each label once.'
            yield _problem(message, "questions", index, "answers")


def _endings(plan: GuidePlan) -> Iterator[Problem]:
    if not plan.endings:
        yield _problem("there is no ending.", "endings", hint="Every walk ends in one.")
    for index, ending in enumerate(plan.endings):
        if not any(words.strip() for words in ending.words):
            yield _problem(f'the ending "{ending.id}" has no words.', "endings", index)
        if not ending.routes:
            hint = "Name at least one way to get help."
            message = f'the ending "{ending.id}" has no routes.'
            yield _problem(message, "endings", index, hint=hint)
        for text, path in ((ending.title, ("title",)), *_lines(ending.words)):
            for phrase, reason in find_verdicts(text):
                message = f'"{phrase}" passes a verdict.'
                hint = f"Give information instead: {reason}."
                yield _problem(message, "endings", index, *path, hint=hint)


def _lines(words: tuple[str, ...]) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(text, ("words", number)) for number, text in enumerate(words)]
