"""A handout as docutils nodes, so that it looks like the rest of a site and can be searched."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from safetykit.content import Citation, Fact, Route
from safetykit.reporting.handouts import Block, Choice, Handout, Item
from safetykit.reporting.handouts.html import address_of
from safetykit.reporting.handouts.words import HandoutWords
from safetykit.reporting.passages import join, runs_of
from safetykit.reporting.texts import SOURCE_LANGUAGE, Texts, load_texts

__all__ = [
    "fact_list",
    "handout_nodes",
    "paragraph",
    "route_list",
    "section",
    "source_list",
    "spoken",
]


def handout_nodes(handout: Handout, *, prefix: str = "") -> list[nodes.Node]:
    """Return the parts of a handout, without its title.

    Args:
        handout: The handout.
        prefix: What its anchors begin with, so that two nations can stand on one page.
    """
    words = HandoutWords(texts=load_texts(handout.language))
    dates = paragraph(handout.dates, classes=["safetykit-dates"])
    if handout.overdue:
        dates["classes"].append("safetykit-overdue")
    found: list[nodes.Node] = [dates]
    if words.in_english:
        found.append(paragraph(words.in_english))
    found += route_list(handout.routes, words.texts)
    found += [paragraph(text) for text in handout.intro]
    found += [_block(block, prefix, words) for block in handout.blocks]
    found += source_list(handout.sources, words)
    if handout.closing:
        found.append(paragraph(handout.closing, classes=["safetykit-closing"]))
    return found


def section(title: str, anchor: str, content: Iterable[nodes.Node]) -> nodes.section:
    """Return a section of its own, with a heading."""
    made = nodes.section(ids=[nodes.make_id(anchor)], names=[])
    made += nodes.title("", "", *spoken(title))
    made.extend(content)
    return made


def _block(block: Block, prefix: str, words: HandoutWords) -> nodes.section:
    found: list[nodes.Node] = [paragraph(text) for text in block.paragraphs]
    if block.choices:
        choices = (_choice(choice, prefix, words) for choice in block.choices)
        found.append(_bullets(choices, "safetykit-choices"))
    if block.items:
        found.append(_items(block.items, words.texts, ticked=block.ticked))
    found += fact_list(block.facts, words.texts)
    unknown = (words.content(missing) for missing in block.unknown)
    found += [paragraph(text, classes=["safetykit-unknown"]) for text in unknown]
    found += route_list(block.routes, words.texts)
    return section(block.heading, prefix + block.anchor, found)


def _choice(choice: Choice, prefix: str, words: HandoutWords) -> nodes.Node:
    """Return an answer as a link, with the heading that it leads to, for print."""
    line = nodes.inline()
    target = nodes.make_id(prefix + choice.to)
    line += nodes.reference("", "", *spoken(choice.label), refid=target, internal=True)
    if choice.heading:
        where = spoken(join(": ", ("", words.go_to(choice.heading))))
        line += nodes.inline("", "", *where, classes=["safetykit-then"])
    return line


def _items(items: Iterable[Item], texts: Texts, *, ticked: bool) -> nodes.bullet_list:
    listed = nodes.bullet_list(classes=["safetykit-ticks" if ticked else "safetykit-terms"])
    for item in items:
        words = nodes.paragraph()
        words += nodes.strong("", "", *spoken(item.text))
        if item.about:
            words += spoken(join(": ", ("", item.about)))
        listed += nodes.list_item("", words, *fact_list(item.facts, texts))
    return listed


def fact_list(facts: Iterable[Fact], texts: Texts) -> list[nodes.Node]:
    """Return facts with their amounts; an empty list if there are none."""
    listed = nodes.definition_list(classes=["safetykit-facts"])
    for fact in facts:
        shown = spoken(texts.in_english(fact.amount))
        amount = nodes.paragraph("", "", nodes.strong("", "", *shown))
        term = nodes.term("", "", *spoken(texts.in_english(fact.title)))
        listed += nodes.definition_list_item("", term, nodes.definition("", amount))
    return [listed] if listed.children else []


def route_list(routes: Iterable[Route], texts: Texts) -> list[nodes.Node]:
    """Return whom to turn to, in the order given, which is emergency first."""
    held = list(routes)
    if not held:
        return []
    return [_bullets((_route(route, texts) for route in held), "safetykit-routes")]


def _route(route: Route, texts: Texts) -> nodes.Node:
    words = nodes.inline()
    label = join("", (texts.in_english(route.label), ": "))
    words += nodes.strong("", "", *spoken(label))
    address = address_of(route)
    words += (
        nodes.reference("", route.contact, refuri=address, internal=False)
        if address
        else spoken(texts.in_english(route.contact))
    )
    if route.hours:
        words += spoken(join("", (" (", texts.in_english(route.hours), ")")))
    return words


def source_list(sources: Iterable[Citation], words: HandoutWords) -> list[nodes.Node]:
    """Return the sources at the foot; an empty list if there are none."""
    held = list(sources)
    if not held:
        return []
    return [
        nodes.rubric("", words.sources),
        _bullets((_source(source, words) for source in held), "safetykit-sources"),
    ]


def _source(source: Citation, words: HandoutWords) -> nodes.Node:
    line, title = nodes.inline(), spoken(words.content(source.title))
    line += (
        nodes.reference("", "", *title, refuri=source.url, internal=False) if source.url else title
    )
    line += spoken(join("", (", ", words.content(source.publisher), ", ", words.read(source))))
    return line


def spoken(text: str) -> list[nodes.Node]:
    """Return a text as nodes; each part in English says so to whoever reads it aloud."""
    return [
        nodes.inline("", run.text, classes=[f"language-{SOURCE_LANGUAGE}"])
        if run.english
        else nodes.Text(run.text)
        for run in runs_of(text)
    ]


def paragraph(text: str, *, classes: Iterable[str] = ()) -> nodes.paragraph:
    """Return a paragraph in which every mark stands for itself."""
    made = nodes.paragraph("", "", *spoken(text))
    made["classes"] += classes
    return made


def _bullets(items: Iterable[nodes.Node], name: str) -> nodes.bullet_list:
    listed = nodes.bullet_list(classes=[name])
    for item in items:
        listed += nodes.list_item("", nodes.paragraph("", "", item))
    return listed
