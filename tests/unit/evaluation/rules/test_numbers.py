"""The number audit, on figures that just agree and figures that just do not. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import Change, Claim, Comparison, Relation
from safetykit.model.ids import Id
from safetykit.quantities import Approx, PartialDate

MakeClaim = Callable[..., Claim]
Judge = Callable[..., Check]


# Two figures for one thing


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("9,000", "9,000", 0),
        ("9,000", "9,001", 1),
        ("nearly 9,000", "around 8,200", 0),  # 8,550 is within 5% of 8,200
        ("nearly 9,000", "around 8,100", 1),
        ("over 383,000", "402,150", 0),
        ("over 383,000", "402,151", 1),
        ("22.76%", "22.8%", 0),
        ("22.76%", "22.77%", 0),  # both may be 22.765
        ("22.76%", "22.78%", 1),
        ("unknown", "12", 0),
        ("unknown", "unknown", 0),
        ("0%", "0.4%", 0),
        ("0%", "1.6%", 1),
        ("20%", "20", 0),  # a percentage and a number are two things
        ("up to 80", "81", 1),
        ("over 0", "7", 0),
    ],
)
def test_pairs(make_claim: MakeClaim, judge: Judge, first: str, second: str, found: int) -> None:
    """Two figures contradict each other only where no values that their words allow agree."""
    claims = [make_claim(name, v, subject="x") for name, v in (("a", first), ("b", second))]

    for pair in (claims, claims[::-1]):
        assert found == len(judge("SK-A101", pair).findings)


def test_pair_with_decimals_shows_them(make_claim: MakeClaim, judge: Judge) -> None:
    """Bounds are written with the digits that tell them apart."""
    claims = [make_claim("a", "22.76%", subject="x"), make_claim("b", "22.78%", subject="x")]
    (finding,) = judge("SK-A101", claims).findings

    assert Severity.ERROR is finding.severity
    assert "b" == finding.subject
    assert "“22.78%” here and “22.76%” elsewhere cannot both be right" in finding.message
    assert "23 to 23" not in finding.message
    assert "claims[1]" == finding.place.path


def test_pair_with_an_open_bound(make_claim: MakeClaim, judge: Judge) -> None:
    """An open bound is said in words, not as an infinity."""
    claims = [make_claim("a", "below 5", subject="x"), make_claim("b", "over 6", subject="x")]
    (finding,) = judge("SK-A101", claims).findings

    assert "(6 to 6.3 against 5 or less)" in finding.message
    claims = [make_claim("a", "-5", subject="x"), make_claim("b", "over 0", subject="x")]
    (finding,) = judge("SK-A101", claims).findings
    assert "(0 or more against -5)" in finding.message


@pytest.mark.parametrize(
    ("parts", "others", "pairs"),
    [
        ({"when": "2016"}, {"when": "2017"}, 0),
        ({"when": "2016"}, {"when": "2016"}, 1),
        ({"when": "unknown year"}, {"when": "unknown year"}, 0),
        ({"unit": "resident"}, {"unit": "worker"}, 0),
        ({"unit": "resident"}, {"unit": "resident"}, 1),
        ({"subject": "workers"}, {"subject": "workers, forecast"}, 0),
        ({}, {"when": "2017"}, 0),
    ],
)
def test_what_makes_a_pair(
    make_claim: MakeClaim,
    judge: Judge,
    parts: dict[str, Any],
    others: dict[str, Any],
    pairs: int,
) -> None:
    """Figures are compared within one subject, unit and time; a forecast has its own."""
    claims = []
    for name, value, own in (("a", "10", parts), ("b", "20", others)):
        given = {"subject": "x"} | own
        if "when" in given:
            given["when"] = PartialDate.parse(given["when"])
        claims.append(make_claim(name, value, **given))
    check = judge("SK-A101", claims)

    assert (pairs, pairs) == (check.checked, len(check.findings))


def test_three_figures_make_three_pairs(make_claim: MakeClaim, judge: Judge) -> None:
    """Each two of three figures are compared."""
    claims = [
        make_claim(name, value, subject="x") for name, value in zip("abc", "112", strict=True)
    ]
    check = judge("SK-A101", claims)

    assert (3, 2) == (check.checked, len(check.findings))


# A share and its limit


def shares(make_claim: MakeClaim, base: str, share: str, limit: str, *more: str) -> list[Claim]:
    """Return a base, a limit and a share of the base that is not to exceed the limit."""
    claims = [
        make_claim("base", base, subject="people"),
        make_claim("limit", limit, subject="households"),
        make_claim("share", share, share_of=Id("base"), at_most=Id("limit")),
    ]
    others = [make_claim(f"base-{i}", value, subject="people") for i, value in enumerate(more)]
    return claims + others


@pytest.mark.parametrize(
    ("base", "share", "limit", "found"),
    [
        ("1,000", "50%", "495", 0),  # 49.5% of 1,000
        ("1,000", "50%", "494", 1),
        ("1,000", "50%", "over 475", 0),
        ("1,000", "50%", "over 470", 1),
        ("1,000", "around 50%", "475", 0),
        ("1,000", "around 50%", "474", 1),
        ("1,000", "up to 50%", "1", 0),
        ("1,000", "below 50%", "1", 0),
        ("1,000", "over 50%", "1", 1),
        ("1,000", "over 0%", "1", 0),
        ("1,000", "0%", "0", 0),
        ("unknown", "50%", "1", 0),
        ("1,000", "50%", "unknown", 0),
        ("1,000", "50%", "over 0", 0),
        ("1,000", "50%", "below 400", 1),
        ("below 1,000", "50%", "1", 0),
        ("around 8,000", "56%", "4,390", 0),  # 55.5% of 7,600 is less
        ("80%", "50%", "30%", 1),
        ("80%", "50%", "40%", 0),
        ("80%", "50%", "3", 0),  # a limit of another kind limits nothing
        ("1,000", "50%", "3%", 0),
    ],
)
def test_shares(
    make_claim: MakeClaim, judge: Judge, base: str, share: str, limit: str, found: int
) -> None:
    """A share exceeds its limit only where no values that the words allow keep to it."""
    check = judge("SK-A102", shares(make_claim, base, share, limit))

    assert (1, found) == (check.checked, len(check.findings))
    for finding in check.findings:
        assert "nan" not in f"{finding.message} {finding.hint}"
        assert "inf" not in f"{finding.message} {finding.hint}"


def test_another_figure_for_the_base_may_settle_it(make_claim: MakeClaim, judge: Judge) -> None:
    """Where a second figure for the base keeps to the limit, nothing is found; percents aside."""
    kept = shares(make_claim, "1,000", "50%", "400", "700")
    broken = shares(make_claim, "1,000", "50%", "400", "900", "unknown", "12%")

    assert () == judge("SK-A102", kept).findings
    (finding,) = judge("SK-A102", broken).findings
    assert "50% of the people is 450 to 500, more than 400 households." == finding.message
    assert "about 200" in finding.hint


def test_share_without_a_limit_is_not_checked(make_claim: MakeClaim, judge: Judge) -> None:
    """A share whose base is known, but no limit, is not counted as checked."""
    claims = [make_claim("base", "unknown"), make_claim("share", "40%", share_of=Id("base"))]
    check = judge("SK-A102", claims)

    assert (0, ()) == (check.checked, check.findings)


# A change, its amount and its totals


def change(
    make_claim: MakeClaim,
    percent: str,
    amount: str,
    *,
    before: str = "",
    after: str = "",
    lower: bool = False,
) -> list[Claim]:
    """Return the claims of a change in percent that goes with an amount and a total."""
    names = {name: Id(name) for name, text in (("before", before), ("after", after)) if text}
    claims = [make_claim(name, before if name == "before" else after) for name in names]
    return [
        *claims,
        make_claim("amount", amount),
        make_claim(
            "change",
            percent,
            change=Change(amount=Id("amount"), **names),
            compared=Comparison(relation=Relation.LOWER, than="before") if lower else None,
        ),
    ]


@pytest.mark.parametrize(
    ("percent", "amount", "totals", "found"),
    [
        ("20%", "100", {"before": "500"}, 0),
        ("20%", "100", {"before": "512"}, 0),  # 19.5%
        ("20%", "100", {"before": "513"}, 1),
        ("20%", "100", {"after": "600"}, 0),
        ("20%", "100", {"after": "500"}, 1),
        ("-20%", "-100", {"before": "500"}, 0),
        ("-20%", "100", {"after": "400"}, 0),
        ("20%", "100", {"after": "400", "lower": True}, 0),
        ("20%", "100", {"after": "600", "lower": True}, 1),
        ("0%", "0", {"before": "500"}, 0),
        ("0%", "100", {"before": "500"}, 0),  # nothing is divided by nought
        ("0.0%", "100", {"after": "500"}, 0),
        ("over 0%", "100", {"before": "500"}, 0),
        ("up to 20%", "100", {"before": "500"}, 0),
        ("over 20%", "100", {"before": "400"}, 0),
        ("over 20%", "100", {"before": "600"}, 1),
        ("20%", "unknown", {"before": "500"}, 0),
        ("20%", "100", {"before": "unknown"}, 0),
        ("20%", "10%", {"before": "50%"}, 0),
        ("20%", "10%", {"before": "12"}, 0),
        ("20%", "over 80,000", {"after": "over 480,000"}, 0),
    ],
)
def test_changes(
    make_claim: MakeClaim,
    judge: Judge,
    percent: str,
    amount: str,
    totals: dict[str, Any],
    found: int,
) -> None:
    """A change contradicts its amount only where no values within the words agree."""
    check = judge("SK-A103", change(make_claim, percent, amount, **totals))

    assert (1, found) == (check.checked, len(check.findings))
    for finding in check.findings:
        assert "nan" not in f"{finding.message} {finding.hint}"


def test_hint_of_a_fall_ends_below(make_claim: MakeClaim, judge: Judge) -> None:
    """A fall of 20% that is 100 ends at 400, not at 600."""
    claims = change(make_claim, "20%", "100", after="700", lower=True)
    (finding,) = judge("SK-A103", claims).findings

    assert "100 is 20% of 500, which would end at 400" in finding.hint


@pytest.mark.parametrize("known", [{}, {"amount": Id("amount")}, {"before": Id("amount")}])
def test_change_without_a_total_is_not_checked(
    make_claim: MakeClaim, judge: Judge, known: dict[str, Id]
) -> None:
    """A change beside which an amount or a total is lacking cannot be checked, nor counted."""
    claims = [make_claim("amount", "7"), make_claim("change", "5%", change=Change(**known))]
    check = judge("SK-A103", claims)

    assert (0, ()) == (check.checked, check.findings)


# Ranked shares of a whole


def ranked(
    make_claim: MakeClaim, *values: str, parts: int | None, ranks: Sequence[int] = ()
) -> list[Claim]:
    """Return the ranked shares of one whole."""
    places = ranks or range(1, len(values) + 1)
    return [
        make_claim(f"part-{i}", value, whole="all", parts=parts, rank=rank)
        for i, (value, rank) in enumerate(zip(values, places, strict=True))
    ]


@pytest.mark.parametrize(
    ("values", "parts", "found"),
    [
        (("40%", "30%"), 3, 0),
        (("40%", "29%"), 3, 1),  # 30% are left for one part below 29.5%
        (("40%", "28%"), 3, 1),
        (("40.0%", "29.9%"), 3, 1),
        (("50%", "50%"), 2, 0),
        (("50%", "40%"), 2, 1),
        (("60%", "60%"), 3, 0),  # more than all is no rest
        (("40%", "over 5%"), 2, 1),
        (("40%", "over 0%"), 2, 0),
        (("40%", "over 60%"), 2, 0),
        (("40%", "up to 60%"), 2, 0),
        (("0%", "0%"), 14, 1),
        (("30%", "20%", "10%"), 2, 0),  # fewer parts than ranks: not a set that can be summed
        (("30%", "20%", "10%"), 1, 0),
        (("30%", "20%", "10%"), 3, 1),
    ],
)
def test_wholes(
    make_claim: MakeClaim, judge: Judge, values: tuple[str, ...], parts: int, found: int
) -> None:
    """What the ranked shares leave must fit the parts below them."""
    check = judge("SK-A104", ranked(make_claim, *values, parts=parts))

    assert found == len(check.findings)
    for finding in check.findings:
        assert "nan" not in f"{finding.message} {finding.hint}"
        assert "inf" not in f"{finding.message} {finding.hint}"
        assert "-" not in finding.hint


@pytest.mark.parametrize(
    ("values", "parts", "ranks"),
    [
        (("40%",), 3, (1,)),  # one part alone
        (("40%", "1%"), None, (1, 2)),  # nobody says how many parts there are
        (("40%", "1%"), 14, (1, 3)),  # the second is missing
        (("40%", "1%"), 14, (2, 3)),
        (("40%", "1%"), 14, (1, 1)),
    ],
)
def test_wholes_that_cannot_be_filled_in(
    make_claim: MakeClaim,
    judge: Judge,
    values: tuple[str, ...],
    parts: int | None,
    ranks: tuple[int, ...],
) -> None:
    """Without all ranks from the first and the number of parts, nothing is checked."""
    check = judge("SK-A104", ranked(make_claim, *values, parts=parts, ranks=ranks))

    assert (0, ()) == (check.checked, check.findings)


@pytest.mark.parametrize(
    ("values", "ranks", "found"),
    [
        (("30%", "20%"), (1, 2), 0),
        (("20%", "30%"), (1, 2), 1),
        (("20%", "30%"), (2, 1), 0),
        (("20%", "20.4%"), (1, 2), 0),  # 20% may be 20.5%
        (("20%", "21%"), (1, 2), 0),
        (("20%", "22%"), (1, 2), 1),
        (("20%", "30%"), (1, 1), 0),
        (("over 20%", "30%"), (1, 2), 0),
        (("20%", "30%"), (6, 9), 1),
    ],
)
def test_order_of_ranks(
    make_claim: MakeClaim,
    judge: Judge,
    values: tuple[str, ...],
    ranks: tuple[int, ...],
    found: int,
) -> None:
    """A share cannot be larger than the one that is ranked above it."""
    check = judge("SK-A105", ranked(make_claim, *values, parts=None, ranks=ranks))

    assert (1, found) == (check.checked, len(check.findings))


def test_share_without_a_rank_is_not_a_ranked_share(make_claim: MakeClaim, judge: Judge) -> None:
    """Shares of one whole whose ranks are not stated are left alone."""
    claims = [make_claim(name, "1%", whole="all", parts=2) for name in "ab"]

    assert 0 == judge("SK-A104", claims).checked
    assert 0 == judge("SK-A105", claims).checked


def test_bounds_that_no_words_have(make_claim: MakeClaim, judge: Judge) -> None:
    """A percentage built without words, open on one side, raises nothing."""
    odd = Approx(low=float("-inf"), high=5.0, percent=True)
    claims = [
        Claim(id=Id("a"), says="", subject="x", value=odd, whole="all", parts=2, rank=1),
        Claim(id=Id("b"), says="", subject="x", value=odd, whole="all", parts=2, rank=2),
        make_claim("base", "100"),
        Claim(
            id=Id("c"),
            says="",
            subject="y",
            value=odd,
            share_of=Id("base"),
            at_most=Id("base"),
            change=Change(amount=Id("base"), after=Id("base")),
        ),
    ]

    for code in ("SK-A101", "SK-A102", "SK-A103", "SK-A105"):
        assert () == judge(code, claims).findings
