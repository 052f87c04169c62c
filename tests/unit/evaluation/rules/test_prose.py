"""Sentences that state a change with both of its figures. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import Achievement, Change, Id, Plan

Make = Callable[..., Any]
Find = Callable[[Plan, str], Check]
CODE = "SK-A155"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Theft fell from 450 to 410, by 8.9%.", False),
        ("Theft fell from 450 to 410, by 18.9%.", True),
        ("Theft rose from 450 to 410, by 8.9%.", True),
        ("Theft rose by 8.9% from 450 to 410.", True),
        ("Theft fell by 8.9%, from 450 to 410.", False),
        ("Theft fell from 450 in 2016 to 410 in 2017 (8.9%).", False),
        ("Theft fell from 450 in 2016 to 410 in 2017 (19.8%).", True),
        ("Theft fell from 450 to 410, a fall of 8.9 per cent.", False),
        ("Theft fell from around 450 to 410, by 8%.", False),
        ("Theft fell from 450 to 410, by 10%.", False),
        ("Theft fell from 450 to 300, by 10%.", True),
        ("Calls grew from 1.2 million to 1.5 million, by 25%.", False),
        ("Calls grew from 1.2 million to 1.5 million, by 52%.", True),
        ("Spending increased from £1,200 to £1,500, by 52%.", True),
    ],
)
def test_a_sentence_with_both_figures(make_plan: Make, find: Find, text: str, found: bool) -> None:
    """The percentage follows from the two, as far as words and noughts round them."""
    check = find(make_plan(vision=text), CODE)

    assert (1, found) == (check.checked, bool(check.findings))
    assert all(Severity.WARNING is finding.severity for finding in check.findings)


@pytest.mark.parametrize(
    "text",
    [
        "Theft rose by 5% from 2016 to 2017.",
        "Theft rose by 5% from 1 April to 30 June.",
        "Theft rose by 5% from 2016/17 to 2017/18.",
        "The share rose from 12% to 15%, by 3%.",
        "The share rose from 12 to 15, by 3 percentage points.",
        "Offences by those aged from 10 to 17 fell by 5%.",
        "Theft fell by 5% among children, aged from 10 to 17.",
        "Reports rose by 20% after cover went from 5 to 12 wards.",
        "Reports grew by 20% while the scheme grew from 5 wards to 12.",
        "Theft did not fall from 450 to 410, by 19%.",
        "Spending rose from £1.2m to £1.5m, by 52%.",
        "Theft fell from 450 to 410. Fraud rose by 52%.",
        "Theft fell from 450 to 410, and fraud rose by 52%.",
        "Theft fell from 450 to 410 and satisfaction is 52%.",
    ],
)
def test_sentences_that_may_mean_another_thing(make_plan: Make, find: Find, text: str) -> None:
    """Years, days, ages, points, and figures of something else beside it are not asked."""
    assert 0 == find(make_plan(vision=text), CODE).checked


def test_where_it_stands(make_plan: Make, find: Find) -> None:
    """Any text of the plan is read, sentence by sentence, and its object is named."""
    done = Achievement(id=Id("done"), title="We patrol. Theft fell from 450 to 410, by 18.9%.")
    (finding,) = find(make_plan(achievements=(done,)), CODE).findings

    assert ("done", "achievements[0].title") == (finding.subject, finding.place.path)
    assert "“Theft fell from 450 to 410, by 18.9%”: from 450 to 410 is −8.9%." == finding.message


def test_what_the_plan_types_is_asked_elsewhere(
    make_plan: Make, make_claim: Make, find: Find
) -> None:
    """A change that is typed is computed from its claims, and found once."""
    says = "Theft fell from 450 to 410, by 18.9%."
    bare = attrs.evolve(make_claim("moved", "18.9%"), says=says)
    typed = attrs.evolve(bare, change=Change(before=Id("a"), after=Id("b")))
    both = (make_claim("a", "450"), make_claim("b", "410"))
    codes = (CODE, "SK-A108")
    found = [
        [len(find(make_plan(claims=(*both, one)), code).findings) for code in codes]
        for one in (bare, typed)
    ]

    assert [[1, 0], [0, 1]] == found
