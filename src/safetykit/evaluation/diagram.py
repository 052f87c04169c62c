"""The golden thread as a diagram: what leads to what, as plain data and as Mermaid text.

What belongs here: nodes and links of one plan. What does not: drawing them; `reporting` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import attrs

from safetykit.model import Plan

__all__ = ["ThreadDiagram", "ThreadKind", "ThreadLink", "ThreadNode", "thread_diagram"]


class ThreadKind(StrEnum):
    """What a node of the thread is, in the order in which they lead to each other."""

    THEME = "theme"
    PRIORITY = "priority"
    OBJECTIVE = "objective"
    ACTION = "action"
    MEASURE = "performance measure"
    OUTCOME = "outcome"
    INDICATOR = "indicator"


@attrs.frozen(kw_only=True)
class ThreadNode:
    """One thing on the thread; `loose` if nothing leads to it and it leads nowhere."""

    id: str
    kind: ThreadKind
    title: str
    loose: bool = False


@attrs.frozen(kw_only=True)
class ThreadLink:
    """That one thing leads to another, by their ids."""

    source: str
    target: str


@attrs.frozen(kw_only=True)
class ThreadDiagram:
    """The golden thread of a plan.

    Attributes:
        nodes: In the order of their kinds, and within a kind in that of the plan.
        links: In the order of their sources, without repetition.
    """

    nodes: tuple[ThreadNode, ...]
    links: tuple[ThreadLink, ...]

    def mermaid(self) -> str:
        """Return the diagram as text of the Mermaid language, from left to right.

        Loose ends have round corners and end in "(loose)", so that nothing rests on colour.
        """
        names = {node.id: f"n{i}" for i, node in enumerate(self.nodes)}
        lines = ["flowchart LR"]
        for kind in ThreadKind:
            same = [node for node in self.nodes if node.kind is kind]
            if same:
                lines.append(f'  subgraph {kind.name.lower()}["{PLURALS[kind]}"]')
                lines += [f"    {names[node.id]}{_box(node)}" for node in same]
                lines.append("  end")
        lines += [f"  {names[link.source]} --> {names[link.target]}" for link in self.links]
        return "\n".join(lines) + "\n"


PLURALS: Final = {
    ThreadKind.THEME: "Themes",
    ThreadKind.PRIORITY: "Priorities",
    ThreadKind.OBJECTIVE: "Objectives",
    ThreadKind.ACTION: "Actions",
    ThreadKind.MEASURE: "Performance measures",
    ThreadKind.OUTCOME: "Outcomes",
    ThreadKind.INDICATOR: "Indicators",
}


def thread_diagram(plan: Plan) -> ThreadDiagram:
    """Return what leads to what in a plan, from its priorities to its indicators.

    Args:
        plan: The plan. A priority leads to its objectives and they to the actions that support
            them; an action without an objective hangs from its priorities. An action leads to its
            measures, a priority and an outcome to their indicators.
    """
    links = tuple(ThreadLink(source=a, target=b) for a, b in dict.fromkeys(_links(plan)))
    tied = {end for link in links for end in (link.source, link.target)}
    nodes = tuple(
        ThreadNode(id=name, kind=kind, title=title, loose=name not in tied)
        for kind, name, title in _nodes(plan)
    )
    return ThreadDiagram(nodes=nodes, links=links)


def _nodes(plan: Plan) -> Iterator[tuple[ThreadKind, str, str]]:
    yield from ((ThreadKind.THEME, t.id, t.title) for t in plan.themes)
    yield from ((ThreadKind.PRIORITY, p.id, p.title) for p in plan.priorities)
    for objective in plan.objectives:
        words = objective.wordings[0].text if objective.wordings else objective.id
        yield ThreadKind.OBJECTIVE, objective.id, words
    yield from ((ThreadKind.ACTION, a.id, a.title) for a in plan.actions)
    yield from ((ThreadKind.MEASURE, m.id, m.title) for m in plan.performance_measures)
    yield from ((ThreadKind.OUTCOME, o.id, o.title) for o in plan.outcomes)
    yield from ((ThreadKind.INDICATOR, i.id, i.title) for i in plan.indicators)


def _links(plan: Plan) -> Iterator[tuple[str, str]]:
    for priority in plan.priorities:
        yield from ((priority.id, objective.id) for objective in priority.objectives)
    mine = {o.id: p.id for p in plan.priorities for o in p.objectives}
    for action in plan.actions:
        yield from ((name, action.id) for name in action.supports)
        reached = {mine[name] for name in action.supports}
        yield from ((name, action.id) for name in action.priorities if name not in reached)
        yield from ((name, action.id) for name in action.themes)
        yield from ((action.id, name) for name in action.measures)
    for indicator in plan.indicators:
        yield from ((name, indicator.id) for name in indicator.priorities)
    for outcome in plan.outcomes:
        yield from ((outcome.id, name) for name in outcome.measures)


def _box(node: ThreadNode) -> str:
    """Return the shape and the words of a node; marks that Mermaid reads are written as codes."""
    words = "".join(c if c.isalnum() or c in " .,;:'-" else f"#{ord(c)};" for c in node.title)
    return f'("{words} (loose)")' if node.loose else f'["{words}"]'
