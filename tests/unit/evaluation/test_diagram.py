"""The golden thread as nodes and links. Needs no numpy."""

from __future__ import annotations

import re

from safetykit.evaluation import ThreadKind, ThreadLink, thread_diagram
from safetykit.model import Plan


def test_thread_of_the_city_plan(city_plan: Plan) -> None:
    """Every object of the thread is a node, and every link joins two nodes."""
    diagram = thread_diagram(city_plan)
    names = {node.id for node in diagram.nodes}

    assert len(names) == len(diagram.nodes)
    assert {"asb", "objective-asb", "safety-thirst-premises", "robbery"} <= names
    assert {end for link in diagram.links for end in (link.source, link.target)} <= names
    assert len(set(diagram.links)) == len(diagram.links)
    assert ThreadLink(source="asb", target="objective-asb") in diagram.links
    assert ThreadLink(source="violence", target="robbery") in diagram.links


def test_action_hangs_from_its_objective_first(city_plan: Plan) -> None:
    """A priority is linked to an action only where no objective lies between them."""
    links = set(thread_diagram(city_plan).links)
    action = next(a for a in city_plan.actions if a.supports and a.priorities)
    mine = {o.id: p.id for p in city_plan.priorities for o in p.objectives}

    assert ThreadLink(source=action.supports[0], target=action.id) in links
    assert ThreadLink(source=mine[action.supports[0]], target=action.id) not in links


def test_loose_ends(city_plan: Plan) -> None:
    """A node is loose exactly if no link touches it."""
    diagram = thread_diagram(city_plan)
    tied = {end for link in diagram.links for end in (link.source, link.target)}

    assert {n.id for n in diagram.nodes if n.loose} == {n.id for n in diagram.nodes} - tied
    assert any(node.loose for node in diagram.nodes)


def test_mermaid_text(city_plan: Plan) -> None:
    """The text names every node once, says what is loose, and breaks at no mark of a title."""
    diagram = thread_diagram(city_plan)
    text = diagram.mermaid()
    boxes = re.findall(r'^    (n\d+)[\[(]+"([^"]*)"[\])]+$', text, re.MULTILINE)

    assert text.startswith("flowchart LR\n")
    assert [f"n{i}" for i in range(len(diagram.nodes))] == [name for name, _ in boxes]
    assert sum(node.loose for node in diagram.nodes) == text.count("(loose)")
    assert len(diagram.links) == text.count(" --> ")
    assert 'subgraph priority["Priorities"]' in text


def test_kinds_follow_each_other(city_plan: Plan) -> None:
    """Nodes stand in the order in which kinds lead to each other."""
    order = list(ThreadKind)
    kinds = [order.index(node.kind) for node in thread_diagram(city_plan).nodes]

    assert sorted(kinds) == kinds
