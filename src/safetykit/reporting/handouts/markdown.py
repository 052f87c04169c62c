"""A handout as Markdown, in which every mark of the content stands for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from safetykit.content import Channel, Citation, Fact, Route
from safetykit.reporting.handouts.handout import Block, Handout, Item
from safetykit.reporting.handouts.words import HandoutWords
from safetykit.reporting.markdown import escape
from safetykit.reporting.texts import load_texts

__all__ = ["handout_markdown"]


def handout_markdown(handout: Handout, *, level: int = 1, anchors: bool = False) -> str:
    """Return a handout as Markdown.

    Args:
        handout: The handout.
        level: The level of its title, from 1.
        anchors: Whether each block begins with a MyST target, to which a guide's answers lead. The
            answers name the heading to go to without.
    """
    mark, words = "#" * level, HandoutWords(texts=load_texts(handout.language))
    lines = [f"{mark} {escape(handout.title)}", "", f"*{escape(handout.dates)}*", ""]
    lines += [escape(words.in_english), ""] if words.in_english and level == 1 else []
    lines += _routes(handout.routes)
    lines += [line for text in handout.intro for line in (escape(text), "")]
    for block in handout.blocks:
        lines += _block(block, f"{mark}#", words, anchors=anchors)
    lines += _sources(handout.sources, words)
    if handout.closing:
        lines += [escape(handout.closing), ""]
    return "\n".join(lines)


def _block(block: Block, mark: str, words: HandoutWords, *, anchors: bool) -> Iterator[str]:
    if anchors:
        yield from (f"({block.anchor})=", "")
    yield from (f"{mark} {escape(block.heading)}", "")
    yield from (line for text in block.paragraphs for line in (escape(text), ""))
    for choice in block.choices:
        label, where = escape(choice.label), escape(words.go_to(choice.heading))
        yield f"- [{label}](#{choice.to})" if anchors else f"- {label}: {where}"
    yield from [""] if block.choices else []
    yield from (line for item in block.items for line in _item(item, ticked=block.ticked))
    yield from [""] if block.items else []
    yield from (f"- {_fact(fact)}" for fact in block.facts)
    yield from [""] if block.facts else []
    yield from (line for unknown in block.unknown for line in (escape(str(unknown)), ""))
    yield from _routes(block.routes)


def _item(item: Item, *, ticked: bool) -> Iterator[str]:
    about = f": {escape(item.about)}" if item.about else ""
    yield f"- {'☐ ' if ticked else ''}**{escape(item.text)}**{about}"
    yield from (f"  - {_fact(fact)}" for fact in item.facts)


def _fact(fact: Fact) -> str:
    return f"{escape(fact.title)}: **{escape(fact.amount)}**"


def _routes(routes: Iterable[Route]) -> Iterator[str]:
    held = list(routes)
    for route in held:
        hours = f" ({escape(route.hours)})" if route.hours else ""
        yield f"- {escape(route.label)}: {_contact(route)}{hours}"
    yield from [""] if held else []


def _contact(route: Route) -> str:
    return f"<{route.contact}>" if route.channel is Channel.WEB else f"**{escape(route.contact)}**"


def _sources(sources: Iterable[Citation], words: HandoutWords) -> Iterator[str]:
    held = list(sources)
    if not held:
        return
    yield f"{words.sources}:"
    yield ""
    for source in held:
        name = f"{escape(source.title)}, {escape(source.publisher)}"
        named = f"[{name}](<{source.url}>)" if source.url else name
        yield f"- {named}, {words.read(source)}"
    yield ""
