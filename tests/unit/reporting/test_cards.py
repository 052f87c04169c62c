"""The cards of indicators: what is the same on all of them is said once, above them."""

from __future__ import annotations

import html

import attrs
import pytest

for needed in ("numpy", "jinja2", "vl_convert"):
    pytest.importorskip(needed)

import safetykit
from safetykit.evaluation import Standing
from safetykit.evaluation.disclosure import prepare
from safetykit.reporting import to_html
from safetykit.reporting.blocks import Listing, Paragraph, Part, Table
from safetykit.reporting.sections.indicators import MIN_SHARED, indicators, said_of_all
from safetykit.reporting.sections.judged import frames
from safetykit.reporting.texts import load_texts

TEXTS = load_texts()
ALONE = "This compares before and after alone. It says what changed and not why: it cannot show"


def said(part: Part) -> list[str]:
    """Return the paragraphs and the items of a part, without what is folded away."""
    found: list[str] = []
    for block in part.blocks:
        found += [block.text] if isinstance(block, Paragraph) else []
        found += block.items if isinstance(block, Listing) else []
    return found


def test_what_holds_of_all_is_said_once_above_the_cards(city: safetykit.Evaluation) -> None:
    """The caution that a comparison says nothing of why stands once, before the first card."""
    page = html.unescape(to_html(city))
    visible = page[page.index('id="indicators"') : page.index('id="unseen"')]

    assert 1 == visible.count(f"<li>{ALONE}")
    assert visible.index(f"<li>{ALONE}") < visible.index('<article class="card"')
    assert "Of all 7 indicators:" in visible


def test_what_holds_of_one_stands_on_its_card(city: safetykit.Evaluation) -> None:
    """No note is lost: each stands above all the cards, or on the card of its indicator."""
    section = indicators(prepare(city), TEXTS)
    above = set(said(section))
    cards = {b.title: said(b) for b in section.blocks if isinstance(b, Part)}

    for result in city.results:
        card = cards[result.indicator.title]
        assert set(result.notes) <= above | set(card)
        assert not set(card) & above
        assert result.sentence in card


def test_few_indicators_say_all_on_each_card(city: safetykit.Evaluation) -> None:
    """Two cards are not worth a list above them."""
    assert () == said_of_all(city.results[: MIN_SHARED - 1], TEXTS)
    assert () != said_of_all(city.results[:MIN_SHARED], TEXTS)


def test_a_note_that_one_card_lacks_is_not_said_of_all(city: safetykit.Evaluation) -> None:
    """What holds of all but one stands on each of the others."""
    first, *rest = city.results
    without = attrs.evolve(first, notes=())

    assert not any(text.startswith(ALONE) for text in said_of_all([without, *rest], TEXTS))
    assert any(text.startswith(ALONE) for text in said_of_all(city.results, TEXTS))


def test_what_law_does_not_ask_is_folded_away(city: safetykit.Evaluation) -> None:
    """What does not apply to the plan is counted and folded; an exemption is not."""
    part = frames(city.audit, TEXTS)
    assert part is not None
    groups = [block for block in part.blocks if isinstance(block, Part)]

    for group, reading in zip(groups, city.audit.frames, strict=True):
        shown = [row[2] for b in group.blocks if isinstance(b, Table) for row in b.rows]
        folded = [p for p in group.blocks if isinstance(p, Part)]
        apart = sum(r.standing is Standing.NOT_APPLICABLE for r in reading.requirements)

        assert Standing.NOT_APPLICABLE.value not in shown
        assert len(reading.requirements) == len(shown) + apart
        assert bool(apart) == bool(folded)
        assert all(f": {apart} thing" in p.title for p in folded)
    assert Standing.EXEMPT.value in repr(groups[0].blocks[1])
