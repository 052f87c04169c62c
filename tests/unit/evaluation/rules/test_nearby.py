"""Changes, periods, small bases and digits beside the figures near them. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import (
    Change,
    Claim,
    ClaimTest,
    Comparison,
    Counted,
    Id,
    Plan,
    Relation,
    Statistic,
    Status,
)
from safetykit.quantities import Approx, PartialDate

Make = Callable[..., Any]
Find = Callable[[Plan, str], Check]
TYPED = Change(before=Id("then"), after=Id("now"))


def figure(name: str, value: str, when: str, **parts: Any) -> Claim:
    """Return a count of thefts of a time."""
    known = {"says": "It is so.", "subject": "thefts", "unit": "offence"} | parts
    return Claim(id=Id(name), value=Approx.parse(value), when=PartialDate.parse(when), **known)


def said(words: str, value: str, **parts: Any) -> Claim:
    """Return a percentage in a sentence."""
    known = {"subject": "thefts"} | parts
    return Claim(id=Id("moved"), says=words, value=Approx.parse(value), **known)


THEN, NOW = figure("then", "450", "2016"), figure("now", "410", "2017")


@pytest.mark.parametrize(
    ("words", "value", "found"),
    [
        ("Theft rose by 8.9%.", "8.9%", True),
        ("Theft fell by 8.9%.", "8.9%", False),
        ("Theft fell by 8.9%.", "-8.9%", False),
        ("Theft fell by about 9%.", "about 9%", False),
        ("Theft fell by 18%.", "18%", True),
        ("There was an increase in theft, 8.9%.", "8.9%", True),
    ],
)
@pytest.mark.parametrize("order", [(THEN, NOW), (NOW, THEN)])
def test_a_change_in_words(
    make_plan: Make,
    find: Find,
    order: tuple[Claim, ...],
    words: str,
    value: str,
    found: bool,
) -> None:
    """Beside 450 and 410 a rise is none, and a fall is of 8.9%; their order in the file is not."""
    check = find(make_plan(claims=(*order, said(words, value))), "SK-A151")

    assert (1, found) == (check.checked, bool(check.findings))
    assert all(Severity.WARNING is f.severity for f in check.findings)
    assert all("450 (2016) and 410 (2017) make −8.9%." in f.message for f in check.findings)


@pytest.mark.parametrize(
    "words",
    [
        "Theft did not rise by 8.9%.",
        "A fall in reports of rising theft, 8.9%.",
        "Theft rose by 8.9% less than elsewhere, slower than violence.",
        "Theft is at 8.9%.",
    ],
)
def test_words_that_can_be_read_two_ways(make_plan: Make, find: Find, words: str) -> None:
    """Where the words do not say which way plainly, nothing is asked."""
    assert 0 == find(make_plan(claims=(THEN, NOW, said(words, "8.9%"))), "SK-A151").checked


@pytest.mark.parametrize(
    "beside",
    [
        (THEN,),
        (THEN, NOW, figure("next", "300", "2018")),
        (THEN, figure("now", "410", "2016")),
        (THEN, figure("now", "410", "unknown")),
        (THEN, figure("now", "unknown", "2017")),
        (THEN, figure("now", "410", "2017", unit="person")),
        (THEN, figure("now", "410", "2017", subject="burglaries")),
    ],
)
def test_figures_that_may_not_be_meant(
    make_plan: Make, find: Find, beside: tuple[Claim, ...]
) -> None:
    """Unless exactly two figures of one thing stand there, at two times, none is guessed at."""
    claims = (*beside, said("Theft rose by 8.9%.", "8.9%"))

    assert 0 == find(make_plan(claims=claims), "SK-A151").checked


@pytest.mark.parametrize(
    ("parts", "asked"),
    [
        ({}, 1),
        ({"when": PartialDate.parse("2017")}, 1),
        ({"when": PartialDate.parse("2019")}, 0),
        ({"share_of": Id("then")}, 0),
        ({"whole": "crime"}, 0),
        ({"rank": 1}, 0),
    ],
)
def test_percentages_that_are_no_change(
    make_plan: Make, find: Find, parts: dict[str, Any], asked: int
) -> None:
    """A share, and a change of another year, are not set beside the two."""
    claims = (THEN, NOW, said("Theft rose, and is 8.9%.", "8.9%", **parts))

    assert asked == find(make_plan(claims=claims), "SK-A151").checked


@pytest.mark.parametrize(
    ("status", "severity"),
    [(Status.STATED, Severity.ERROR), (Status.INFERRED, Severity.WARNING)],
)
def test_two_figures_that_the_plan_names(
    make_plan: Make, find: Find, status: Status, severity: Severity
) -> None:
    """Where the plan itself names the two, a rise in words beside a fall is an error."""
    moved = said("Theft rose by 8.9%.", "8.9%", change=TYPED, status=status)
    (finding,) = find(make_plan(claims=(THEN, NOW, moved)), "SK-A151").findings

    assert severity is finding.severity
    assert "moved" == finding.subject


def test_what_the_plan_compares_is_asked_elsewhere(make_plan: Make, find: Find) -> None:
    """A comparison that is typed has a check of its own, and is not found twice."""
    rises = Comparison(relation=Relation.HIGHER, than="before")
    plan = make_plan(claims=(THEN, NOW, said("It rose.", "8.9%", change=TYPED, compared=rises)))

    assert 0 == find(plan, "SK-A151").checked
    assert find(plan, "SK-A111").findings


def test_figures_of_one_indicator(
    make_plan: Make, find: Find, make_indicator: Make, make_period: Make
) -> None:
    """Figures that one indicator tests are of one thing, whatever each is called."""
    test = ClaimTest(
        indicator=Id("burglary"), statistic=Statistic.COUNT, period=make_period("2017 to 2017")
    )
    claims = (
        figure("then", "450", "2016", subject="break-ins", test=test),
        figure("now", "410", "2017", subject="homes entered", test=test),
        said("Burglary rose by 8.9%.", "8.9%", subject="burglary", test=test),
    )
    plan = make_plan(claims=claims, indicators=(make_indicator(),))

    assert find(plan, "SK-A151").findings


@pytest.mark.parametrize(
    ("first", "second", "counted", "words"),
    [
        ("2016", "2017", None, ""),
        ("2016", "2016", None, ""),
        ("2016", "2016/17", None, "share 2016-04-01 to 2016-12-31"),
        ("2016", "2017-01", None, ""),
        ("2016", "2017-01", Counted.OVER_PERIOD, "unlike length"),
        ("2016", "2016/17", Counted.AT_ONE_TIME, None),
        ("2016", "unknown", Counted.OVER_PERIOD, None),
        ("2016-02", "2016-03", Counted.OVER_PERIOD, ""),
    ],
)
def test_periods(
    make_plan: Make, find: Find, first: str, second: str, counted: Counted, words: str | None
) -> None:
    """A calendar year beside the financial year that begins in it counts nine months twice."""
    claims = (
        figure("then", "450", first, counted=counted),
        figure("now", "410", second, counted=counted),
        said("It fell.", "-8.9%", change=TYPED),
    )
    check = find(make_plan(claims=claims), "SK-A152")

    assert (0 if words is None else 1, bool(words)) == (check.checked, bool(check.findings))
    assert all(str(words) in finding.message for finding in check.findings)


@pytest.mark.parametrize(
    ("base", "parts", "found"),
    [
        ("8", {"share_of": Id("base")}, True),
        ("19", {"share_of": Id("base")}, True),
        ("20", {"share_of": Id("base")}, False),
        ("about 19", {"share_of": Id("base")}, True),
        ("8", {"share_of": Id("base"), "amounts_to": Id("part")}, False),
        ("8", {"change": Change(before=Id("base"))}, True),
        ("8", {"change": Change(before=Id("base"), after=Id("part"))}, False),
        ("8", {"change": Change(before=Id("base"), amount=Id("part"))}, False),
        ("0", {"share_of": Id("base")}, False),
    ],
)
def test_a_percentage_of_few(
    make_plan: Make, make_claim: Make, find: Find, base: str, parts: dict[str, Any], found: bool
) -> None:
    """Half of eight is four: below 20 the number itself belongs beside the percentage."""
    claims = (make_claim("base", base), make_claim("part", "4"), make_claim("of", "50%", **parts))
    check = find(make_plan(claims=claims), "SK-A153")

    assert (1, found) == (check.checked, bool(check.findings))


@pytest.mark.parametrize(
    ("value", "base", "found"),
    [
        ("22.76%", "379", True),
        ("22.76%", "999", True),
        ("22.76%", "1,000", False),
        ("22.8%", "99", True),
        ("22.8%", "100", False),
        ("23%", "30", False),
    ],
)
def test_digits(
    make_plan: Make, make_claim: Make, find: Find, value: str, base: str, found: bool
) -> None:
    """The last digit may not be finer than a tenth of what one case changes."""
    claims = (make_claim("base", base), make_claim("of", value, share_of=Id("base")))

    assert found == bool(find(make_plan(claims=claims), "SK-A154").findings)
