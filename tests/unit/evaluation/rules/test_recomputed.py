"""Figures computed again, on figures that just agree and just do not. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from safetykit.evaluation import Check, Recomputed, Severity, recompute
from safetykit.evaluation.recomputation import coarse
from safetykit.model import Change, Claim, Comparison, Id, Plan, Ratio, Relation, Status
from safetykit.quantities import Answer, Approx, PartialDate, Period

MakeClaim = Callable[..., Claim]
Judge = Callable[..., Check]
HIGHER = Comparison(relation=Relation.HIGHER, than="before")
LOWER = Comparison(relation=Relation.LOWER, than="before")


@pytest.mark.parametrize(
    ("total", "parts", "severity"),
    [
        ("30,977", ("20,578", "10,399"), None),
        ("over 30,000", ("20,578", "10,399"), None),
        ("30,978", ("20,578", "10,399"), Severity.ERROR),
        ("30,000", ("20,578", "10,399"), Severity.NOTICE),  # to the nearest ten thousand
        ("40,000", ("20,578", "10,399"), Severity.ERROR),
        ("around 30,000", ("20,578", "10,399"), None),
        ("50%", ("20.5%", "29.4%"), None),
        ("51%", ("20.3%", "29.4%"), Severity.ERROR),
        ("unknown", ("1", "2"), None),
        ("3", ("1", "unknown"), None),
        ("3", ("1", "2%"), None),  # a number and a percentage make no total
    ],
)
def test_total(
    make_claim: MakeClaim,
    judge: Judge,
    total: str,
    parts: tuple[str, ...],
    severity: Severity | None,
) -> None:
    """A total is the sum of its parts, as far as their words reach."""
    claims = [make_claim(f"p{i}", part) for i, part in enumerate(parts)]
    claims.append(make_claim("all", total, sum_of=tuple(c.id for c in claims)))
    found = judge("SK-A106", claims).findings

    assert ([severity] if severity else []) == [f.severity for f in found]


def test_total_in_words(make_claim: MakeClaim, judge: Judge) -> None:
    """The sum, its parts and the stated figure are shown, and the place is the total's."""
    claims = [make_claim("a", "12"), make_claim("b", "13")]
    claims.append(make_claim("all", "26", subject="thefts", sum_of=(Id("a"), Id("b"))))
    check = judge("SK-A106", claims)
    (finding,) = check.findings

    assert "thefts: 12 + 13 makes 25, and “26” is stated." == finding.message
    assert (1, "all", "claims[2]") == (check.checked, finding.subject, finding.place.path)
    rounded = attrs.evolve(claims[2], value=Approx.parse("30"))
    (finding,) = judge("SK-A106", [*claims[:2], rounded]).findings
    assert finding.message.endswith("It fits only if a figure is rounded further than it shows.")


def test_inferred_figure_is_a_warning(make_claim: MakeClaim, judge: Judge) -> None:
    """A contradiction with a figure that the transcriber worked out is no error."""
    claims = [make_claim("a", "12", status=Status.INFERRED)]
    claims.append(make_claim("all", "26", sum_of=(Id("a"),)))

    assert [Severity.WARNING] == [f.severity for f in judge("SK-A106", claims).findings]


@pytest.mark.parametrize(
    ("share", "part", "base", "severity"),
    [
        ("40%", "152", "379", None),
        ("40.1%", "152", "379", None),
        ("41%", "152", "379", Severity.ERROR),
        ("30%", "130", "379", Severity.NOTICE),  # 34.3%, to the nearest ten
        ("40%", "152", "0", None),
        ("40%", "152", "unknown", None),
        ("40%", "10%", "379", None),
    ],
)
def test_share(
    make_claim: MakeClaim,
    judge: Judge,
    share: str,
    part: str,
    base: str,
    severity: Severity | None,
) -> None:
    """A share is its part of its whole, to the digits shown."""
    claims = [
        make_claim("part", part),
        make_claim("base", base),
        make_claim("share", share, share_of=Id("base"), amounts_to=Id("part")),
    ]
    found = judge("SK-A107", claims).findings

    assert ([severity] if severity else []) == [f.severity for f in found]


@pytest.mark.parametrize(
    ("change", "compared", "before", "after", "severity"),
    [
        ("13%", HIGHER, "18,138", "20,578", None),  # 13.45%
        ("13.5%", HIGHER, "18,138", "20,578", None),
        ("14%", HIGHER, "18,138", "20,578", Severity.ERROR),
        ("10%", HIGHER, "18,138", "20,578", Severity.NOTICE),
        ("14%", LOWER, "440", "379", None),  # 13.9%
        ("14%", None, "440", "379", None),
        ("-14%", LOWER, "440", "379", None),
        ("14%", HIGHER, "440", "379", Severity.ERROR),
        ("14%", HIGHER, "0", "379", None),
        ("14%", HIGHER, "10%", "379", None),
    ],
)
def test_change(
    make_claim: MakeClaim,
    judge: Judge,
    change: str,
    compared: Comparison | None,
    before: str,
    after: str,
    severity: Severity | None,
) -> None:
    """A change follows from the figures before and after, in its direction."""
    claims = [
        make_claim("before", before),
        make_claim("after", after),
        make_claim(
            "change",
            change,
            compared=compared,
            change=Change(before=Id("before"), after=Id("after")),
        ),
    ]
    found = judge("SK-A108", claims).findings

    assert ([severity] if severity else []) == [f.severity for f in found]


def ratio(make_claim: MakeClaim, stated: str, top: str, *bottoms: str) -> list[Claim]:
    """Return a ratio with each base that it may have."""
    bases = [make_claim(f"b{i}", value) for i, value in enumerate(bottoms)]
    first, *others = (c.id for c in bases)
    compared = Ratio(of=Id("top"), to=first, or_to=tuple(others))
    return [make_claim("top", top), *bases, make_claim("ratio", stated, ratio=compared)]


@pytest.mark.parametrize(
    ("stated", "top", "bottoms", "severity"),
    [
        ("2", "204", ("100",), None),
        ("2", "210", ("100",), None),  # a word such as "twice" reaches 5%
        ("2", "211", ("100",), Severity.NOTICE),  # 2.11, to the nearest whole number
        ("2", "251", ("100",), Severity.ERROR),
        ("200%", "204", ("100",), None),
        ("200%", "251", ("100",), Severity.ERROR),
        ("2", "204", ("0",), None),
        ("unknown", "204", ("100",), None),
        ("2", "204", ("100", "132"), Severity.WARNING),  # 2.04 or 1.55
        ("2", "204", ("100", "102"), None),
        ("2", "400", ("100", "102"), Severity.ERROR),
    ],
)
def test_ratio(
    make_claim: MakeClaim,
    judge: Judge,
    stated: str,
    top: str,
    bottoms: tuple[str, ...],
    severity: Severity | None,
) -> None:
    """A ratio holds on each of its bases, on none, or cannot be told."""
    found = judge("SK-A109", ratio(make_claim, stated, top, *bottoms)).findings

    assert ([severity] if severity else []) == [f.severity for f in found]


@pytest.mark.parametrize(
    ("stated", "found"),
    [("11.2", 0), ("11", 0), ("about 11", 0), ("12.4", 1), ("12", 1), ("112", 1), ("unknown", 0)],
)
def test_a_rate(make_claim: MakeClaim, judge: Judge, stated: str, found: int) -> None:
    """410 among 36,500 homes are 11.23 for each 1,000, however far the rate is rounded."""
    rate = Ratio(of=Id("count"), to=Id("homes"), per=1000)
    claims = [
        make_claim("count", "410"),
        make_claim("homes", "36,500"),
        make_claim("rate", stated, ratio=rate),
    ]
    check = judge("SK-A109", claims)

    assert (1, found) == (check.checked, len(check.findings))
    assert all("the figures give 11.23 for each 1,000" in f.message for f in check.findings)


def test_a_figure_beside_itself(make_claim: MakeClaim, judge: Judge) -> None:
    """A figure that is named as before and after, or compared with itself, is not asked."""
    higher = Comparison(relation=Relation.HIGHER, than="itself", claim=Id("b"))
    claims = [
        make_claim("a", "400"),
        make_claim("b", "5%", change=Change(before=Id("a"), after=Id("a")), compared=higher),
    ]

    assert [0, 0] == [judge(code, claims).checked for code in ("SK-A108", "SK-A111")]


def test_ratio_that_cannot_be_told(make_claim: MakeClaim, judge: Judge) -> None:
    """Both readings of the base are named with what they give."""
    (finding,) = judge("SK-A109", ratio(make_claim, "2", "204", "100", "132")).findings

    assert "holds cannot be told, because its base is not defined" in finding.message
    assert "2.04 (top, beside b0); 1.55 (top, beside b1)" in finding.message


@pytest.mark.parametrize(
    ("stated", "unit", "spans", "found"),
    [
        ("5", "week", ("2020-03-20", "2020-04-27"), 0),  # 39 days
        ("6", "week", ("2020-03-20", "2020-04-27"), 0),
        ("4", "week", ("2020-03-20", "2020-04-27"), 1),
        ("7", "week", ("2020-03-20", "2020-04-27"), 1),
        ("10", "year", ("2017-03-23", "2025"), 1),
        ("over 7", "year", ("2017-03-23", "2025"), 0),
        ("4", "year", ("2017", "2020"), 0),
        ("5", "year", ("2017", "2020"), 1),
        ("39", "day", ("2020-03-20", "2020-04-27"), 0),
        ("36", "month", ("2017-11", "2020-10"), 0),
        ("36", "offence", ("2017-11", "2020-10"), 0),
        ("unknown", "year", ("2017", "2020"), 0),
        ("9", "year", ("unknown", "2020"), 0),
    ],
)
def test_duration(
    make_claim: MakeClaim,
    judge: Judge,
    stated: str,
    unit: str,
    spans: tuple[str, str],
    found: int,
) -> None:
    """A length of time fits its dates if rounded, or with the rest left off."""
    start, end = (PartialDate.parse(day) for day in spans)
    claims = [make_claim("a", stated, unit=unit, spans=Period(start=start, end=end))]
    findings = judge("SK-A110", claims).findings

    assert found == len(findings)
    assert {Severity.WARNING} >= {finding.severity for finding in findings}


@pytest.mark.parametrize(
    ("relation", "now", "then", "found"),
    [
        (Relation.LOWER, "379", "440", 0),
        (Relation.HIGHER, "379", "440", 1),
        (Relation.HIGHER, "440", "440", 1),
        (Relation.LOWER, "440", "440", 1),
        (Relation.HIGHER, "around 440", "440", 0),
        (Relation.HIGHER, "unknown", "440", 0),
        (Relation.HIGHER, "428,000", "over 383,000", 0),
    ],
)
def test_trend(
    make_claim: MakeClaim, judge: Judge, relation: Relation, now: str, then: str, found: int
) -> None:
    """Figures that stand still or go the other way are found; those that may rise are not."""
    compared = Comparison(relation=relation, than="before", claim=Id("then"))
    claims = [make_claim("then", then), make_claim("now", now, compared=compared)]

    assert found == len(judge("SK-A111", claims).findings)


@pytest.mark.parametrize(
    ("shares", "parts", "severity"),
    [
        (("66.7%", "33.3%"), 2, None),
        (("33%", "33%", "33%"), 3, None),
        (("33.3%", "33.3%", "33.2%"), 3, Severity.ERROR),
        (("30%", "30%", "30%"), 3, Severity.NOTICE),  # each to the nearest ten
        (("66%", "31%"), 3, None),  # one part is not stated
        (("66%", "36%"), 3, Severity.ERROR),
        (("66%", "unknown"), 2, None),
    ],
)
def test_whole(
    make_claim: MakeClaim,
    judge: Judge,
    shares: tuple[str, ...],
    parts: int,
    severity: Severity | None,
) -> None:
    """All the parts of a whole make 100% within their rounding, and some of them no more."""
    known = [
        make_claim(f"s{i}", value, whole="all", parts=parts)
        for i, value in enumerate(shares)
        if value != "unknown"
    ]
    check = judge("SK-A112", known)

    assert 1 == check.checked
    assert ([severity] if severity else []) == [f.severity for f in check.findings]


def test_whole_of_another_year_is_another_whole(make_claim: MakeClaim, judge: Judge) -> None:
    """The shares of two years are not added up."""
    years = [PartialDate.parse(year) for year in ("2016", "2017")]
    claims = [make_claim(f"s{year}", "60%", whole="all", when=year) for year in years]

    assert (2, ()) == (judge("SK-A112", claims).checked, judge("SK-A112", claims).findings)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("20%", (15, 25)),
        ("30,000", (25_000, 35_000)),
        ("1,240", (1_235, 1_245)),
        ("379", None),
        ("20.5%", None),
        ("around 20", None),
        ("0", None),
    ],
)
def test_coarse_reading(text: str, bounds: tuple[float, float] | None) -> None:
    """A figure is read as rounded to its last digit that is not nought, if it ends in one."""
    read = coarse(Approx.parse(text))

    assert bounds == ((read.low, read.high) if read else None)


def test_answers_of_a_plan(make_plan: Callable[..., Plan], make_claim: MakeClaim) -> None:
    """What agrees, contradicts and cannot be told is there for every figure, not faults alone."""
    claims: list[Any] = [
        make_claim("a", "12"),
        make_claim("b", "13"),
        make_claim("unread", "unknown"),
        make_claim("right", "25", sum_of=(Id("a"), Id("b"))),
        make_claim("wrong", "27", sum_of=(Id("a"), Id("b"))),
        make_claim("open", "27", sum_of=(Id("a"), Id("unread"))),
    ]
    again = recompute(make_plan(claims=tuple(claims)))

    assert {Recomputed.TOTAL} == {one.kind for one in again}
    assert ["right", "wrong", "open"] == [one.claim for one in again]
    assert [Answer.YES, Answer.NO, Answer.CANNOT_TELL] == [one.answer for one in again]
    assert "25" == again[1].computed.words
