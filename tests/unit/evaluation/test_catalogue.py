"""The catalogue of rules."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable

from safetykit.evaluation import Catalogue, Check, Family, audit
from safetykit.model import Plan


def own_rule(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
    """Return one check, as a third party's rule would."""
    yield Check(code="X-1", title=f"on {as_of}", family=Family.NUMBERS, of=plan.title, checked=0)


def test_own_catalogue_replaces_the_built_in(make_plan: Callable[..., Plan]) -> None:
    """An audit applies the rules that it is given and no others."""
    found = audit(make_plan(), as_of=dt.date(2018, 5, 1), catalogue=Catalogue(rules=(own_rule,)))

    assert ["X-1"] == [check.code for check in found.checks]
    assert "0 of 0 A plan on 2018-05-01." == found.checks[0].summary


def test_empty_catalogue_is_not_the_built_in_one(make_plan: Callable[..., Plan]) -> None:
    """A catalogue without rules is obeyed."""
    found = audit(make_plan(), as_of=dt.date(2018, 5, 1), catalogue=Catalogue(rules=()))

    assert () == found.checks


def test_codes_of_the_built_in_rules(make_plan: Callable[..., Plan]) -> None:
    """Every built-in check is made on every plan, under a code of its own."""
    found = audit(make_plan(), as_of=dt.date(2018, 5, 1))
    codes = [check.code for check in found.checks]

    assert sorted(set(codes)) == sorted(codes)
    assert all(re.fullmatch(r"SK-A[1-9][0-9]{2}", code) for code in codes)
    assert {0} == {len(check.findings) for check in found.checks}
