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
from safetykit.reporting.sections.indicators import (
    MIN_SHARED,
    indicator_card,
    indicators,
    said_of_all,
)
from safetykit.reporting.sections.judged import frames
from safetykit.reporting.sections.said import can_be_said
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


def test_signals_of_a_chart_stand_in_words(city: safetykit.Evaluation) -> None:
    """The periods that a triangle marks are listed, upwards and downwards, for who cannot see."""
    theft = next(r for r in city.results if r.indicator.title == "Other theft")
    calls = next(r for r in city.results if r.indicator.title.startswith("Anti-social"))
    rise, fall = (details(indicator_card(r, frozenset(), TEXTS)) for r in (theft, calls))

    assert any(text.startswith("Signals upwards: January 2018; July 2018 to ") for text in rise)
    assert not any(text.startswith("Signals downwards") for text in rise)
    assert any(text.startswith("Signals downwards: February 2018; April 2018; ") for text in fall)
    assert not any(text.startswith("Signals upwards") for text in fall)


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_change_from_nought(city: safetykit.Evaluation, value: float) -> None:
    """Where nothing was recorded before, no percentage is said, and the counts are."""
    result = city.results[0]
    assert result.comparison is not None
    change = attrs.evolve(result.comparison.change, value=value, low=-100.0, high=float("inf"))
    comparison = attrs.evolve(result.comparison, count_before=0, change=change)
    card = indicator_card(attrs.evolve(result, comparison=comparison), frozenset(), TEXTS)
    (said_of_change,) = [text for text in details(card) if text.startswith("Over 12 ")]

    assert said_of_change.endswith("0 before, 2,807 after; the change has no percentage.")


def details(card: Part) -> list[str]:
    """Return the paragraphs of a card's details."""
    (part,) = [block for block in card.blocks if isinstance(block, Part)]
    return [block.text for block in part.blocks if isinstance(block, Paragraph)]


def test_figures_that_can_be_told(city: safetykit.Evaluation) -> None:
    """A stated figure that was recomputed and settles nothing is not called held or agreed."""
    (words,) = [text for text in can_be_said(city, TEXTS) if "stated figures" in text]

    assert "1 of 3 stated figures agree with the records, or contradict them." == words
