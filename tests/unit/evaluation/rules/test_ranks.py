"""Ranks that two shares have, and ranks beyond the last part. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safetykit.evaluation import Check
from safetykit.model import Claim
from safetykit.quantities import PartialDate

MakeClaim = Callable[..., Claim]
Judge = Callable[..., Check]


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ([("22%", 1), ("18%", 1)], "both have rank 1"),
        ([("22%", 1), ("22%", 1)], ""),
        ([("about 20%", 1), ("21%", 1)], ""),
        ([("22%", 1), ("18%", 3)], ""),
        ([("22%", 1), ("18%", 6)], "has rank 6, and the whole has 5 parts"),
    ],
)
def test_ranks(
    make_claim: MakeClaim, judge: Judge, shares: list[tuple[str, int]], words: str
) -> None:
    """Equal shares may have one rank, and a rank may be left out."""
    claims = [
        make_claim(f"c{i}", value, whole="crime", rank=rank, parts=5)
        for i, (value, rank) in enumerate(shares)
    ]
    check = judge("SK-A128", claims)

    assert (1, bool(words)) == (check.checked, bool(check.findings))
    assert all(words in finding.message for finding in check.findings)


def test_ranks_of_two_years(make_claim: MakeClaim, judge: Judge) -> None:
    """The largest share of one year and that of another are both first."""
    claims = [
        make_claim(f"{year}-{rank}", value, whole="crime", rank=rank, when=PartialDate.parse(year))
        for year, values in (("2016", ("30%", "20%")), ("2017", ("25%", "24%")))
        for rank, value in enumerate(values, start=1)
    ]

    assert (2, ()) == (judge("SK-A128", claims).checked, judge("SK-A128", claims).findings)
