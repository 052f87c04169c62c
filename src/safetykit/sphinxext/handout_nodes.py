"""A handout as docutils nodes, so that it looks like the rest of a site and can be searched."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from safetykit.content import Citation, Fact, Route
from safetykit.reporting.handouts import Block, Choice, Handout, Item
from safetykit.reporting.handouts.handout import day
from safetykit.reporting.handouts.html import address_of

__all__ = ["fact_list", "handout_nodes", "paragraph", "route_list", "section", "source_list"]


def handout_nodes(handout: Handout, *, prefix: str = "") -> list[nodes.Node]:
    """Return the parts of a handout, without its title.

    Args:
        handout: The handout.
        prefix: What its anchors begin with, so that two nations can stand on one page.
    """
    dates = paragraph(handout.dates, classes=["safetykit-dates"])
    if handout.overdue:
        dates["classes"].append("safetykit-overdue")
    found: list[nodes.Node] = [dates, *route_list(handout.routes)]
    found += [paragraph(text) for text in handout.intro]
    found += [_block(block, prefix) for block in handout.blocks]
    found += source_list(handout.sources)
    if handout.closing:
        found.append(paragraph(handout.closing, classes=["safetykit-closing"]))
    return found


def section(title: str, anchor: str, content: Iterable[nodes.Node]) -> nodes.section:
    """Return a section of its own, with a heading."""
    made = nodes.section(ids=[nodes.make_id(anchor)], names=[])
    made += nodes.title(title, title)
    made.extend(content)
    return made


def _block(block: Block, prefix: str) -> nodes.section:
    found: list[nodes.Node] = [paragraph(text) for text in block.paragraphs]
    if block.choices:
        choices = (_choice(choice, prefix) for choice in block.choices)
        found.append(_bullets(choices, "safetykit-choices"))
    if block.items:
        found.append(_items(block.items, ticked=block.ticked))
    found += fact_list(block.facts)
    found += [paragraph(str(unknown), classes=["safetykit-unknown"]) for unknown in block.unknown]
    found += route_list(block.routes)
    return section(block.heading, prefix + block.anchor, found)


def _choice(choice: Choice, prefix: str) -> nodes.Node:
    """Return an answer as a link, with the heading that it leads to, for print."""
    words = nodes.inline()
    target = nodes.make_id(prefix + choice.to)
    words += nodes.reference("", choice.label, refid=target, internal=True)
    if choice.heading:
        where = f": go to “{choice.heading}”"
        words += nodes.inline("", where, classes=["safetykit-then"])
    return words


def _items(items: Iterable[Item], *, ticked: bool) -> nodes.bullet_list:
    listed = nodes.bullet_list(classes=["safetykit-ticks" if ticked else "safetykit-terms"])
    for item in items:
        words = nodes.paragraph()
        words += nodes.strong("", item.text)
        if item.about:
            words += nodes.Text(f": {item.about}")
        listed += nodes.list_item("", words, *fact_list(item.facts))
    return listed


def fact_list(facts: Iterable[Fact]) -> list[nodes.Node]:
    """Return facts with their amounts; an empty list if there are none."""
    listed = nodes.definition_list(classes=["safetykit-facts"])
    for fact in facts:
        amount = nodes.paragraph("", "", nodes.strong("", fact.amount))
        listed += nodes.definition_list_item(
            "", nodes.term("", fact.title), nodes.definition("", amount)
        )
    return [listed] if listed.children else []


def route_list(routes: Iterable[Route]) -> list[nodes.Node]:
    """Return whom to turn to, in the order given, which is emergency first."""
    held = list(routes)
    if not held:
        return []
    return [_bullets((_route(route) for route in held), "safetykit-routes")]


def _route(route: Route) -> nodes.Node:
    words = nodes.inline()
    words += nodes.strong("", f"{route.label}: ")
    address = address_of(route)
    words += (
        nodes.reference("", route.contact, refuri=address, internal=False)
        if address
        else nodes.Text(route.contact)
    )
    if route.hours:
        words += nodes.Text(f" ({route.hours})")
    return words


def source_list(sources: Iterable[Citation]) -> list[nodes.Node]:
    """Return the sources at the foot; an empty list if there are none."""
    held = list(sources)
    if not held:
        return []
    return [
        nodes.rubric("", "Sources"),
        _bullets((_source(source) for source in held), "safetykit-sources"),
    ]


def _source(source: Citation) -> nodes.Node:
    words = nodes.inline()
    words += (
        nodes.reference("", source.title, refuri=source.url, internal=False)
        if source.url
        else nodes.Text(source.title)
    )
    words += nodes.Text(f", {source.publisher}, read {day(source.retrieved)}")
    return words


def paragraph(text: str, *, classes: Iterable[str] = ()) -> nodes.paragraph:
    """Return a paragraph in which every mark stands for itself."""
    made = nodes.paragraph("", "", nodes.Text(text))
    made["classes"] += classes
    return made


def _bullets(items: Iterable[nodes.Node], name: str) -> nodes.bullet_list:
    listed = nodes.bullet_list(classes=[name])
    for item in items:
        listed += nodes.list_item("", nodes.paragraph("", "", item))
    return listed
