"""Findings that differ only in what they are about, said once with a list of it.

What belongs here: telling which findings have the same words, and writing them once. What does
not: any word that is not the finding's. A finding of "no owner" on 24 actions is one sentence and
24 titles, each with its place; nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from safetykit.evaluation import Finding
from safetykit.reporting.blocks import Block, Listing, Paragraph
from safetykit.reporting.numbers import write_count
from safetykit.reporting.passages import join
from safetykit.reporting.texts import Texts

__all__ = ["MIN_ALIKE", "finding_blocks"]

MIN_ALIKE: Final = 3
GAP: Final = "…"
_QUOTED: Final = re.compile("“([^”]*)”")


def finding_blocks(found: Sequence[Finding], texts: Texts) -> tuple[Block, ...]:
    """Return findings as blocks: those in the same words once with what they are about.

    Args:
        found: The findings of one check.
        texts: The language.
    """
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in found:
        alike.setdefault(_key(finding), []).append(finding)
    many = [group for group in alike.values() if len(group) >= MIN_ALIKE]
    few = [finding for group in alike.values() if len(group) < MIN_ALIKE for finding in group]
    blocks = [block for group in many for block in _said_once(group, texts)]
    if few:
        blocks.append(Listing(items=tuple(_whole(finding, texts) for finding in few)))
    return tuple(blocks)


def _key(finding: Finding) -> tuple[str, str, str]:
    """Return the words of a finding with a gap in place of what it names first."""
    return _QUOTED.sub(f"“{GAP}”", finding.message, count=1), finding.hint, finding.settled_by


def _whole(finding: Finding, texts: Texts) -> str:
    return join(" ", (_words(finding, finding.message, texts), f"({finding.place})"))


def _words(finding: Finding, message: str, texts: Texts) -> str:
    words = texts.in_english(f"{message} {finding.hint}")
    if not finding.settled_by:
        return words
    what = texts.in_english(finding.settled_by)
    return join(" ", (words, texts.say("Would be settled by: {what}", what=what)))


def _said_once(group: Sequence[Finding], texts: Texts) -> Iterator[Block]:
    """Yield the words that the findings share, and what each of them names, with its place."""
    first = group[0]
    files = {finding.place.file for finding in group}
    file = first.place.file if len(files) == 1 else None
    shared = _words(first, _key(first)[0], texts)
    said = texts.say(
        "Of each of these {n}: {words}", n=write_count(len(group), texts), words=shared
    )
    if file:
        said = join(" ", (said, f"({file})"))
    yield Paragraph(text=said)
    yield Listing(items=tuple(_items(group, short=bool(file))), compact=True)


def _items(group: Iterable[Finding], *, short: bool) -> Iterator[str]:
    for finding in group:
        named = _QUOTED.search(finding.message)
        place = attrs.evolve(finding.place, file=None) if short else finding.place
        yield f"{named[1] if named else finding.subject} ({place})"
