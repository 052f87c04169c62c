"""Findings, checks and audits as values."""

from __future__ import annotations

import datetime as dt

import pytest

from safetykit.errors import Place
from safetykit.evaluation import Audit, Check, Family, Finding, Severity


def finding(severity: Severity = Severity.NOTICE, code: str = "SK-A000") -> Finding:
    """Return a finding of a severity."""
    return Finding(
        code=code, severity=severity, place=Place(), subject="x", message="A.", hint="B."
    )


def check(*found: Finding, code: str = "SK-A000", checked: int = 3) -> Check:
    """Return a check with findings."""
    return Check(
        code=code,
        title="have no wheel",
        family=Family.NUMBERS,
        of="carts",
        checked=checked,
        findings=found,
    )


def test_severities_in_order() -> None:
    """A severity reaches itself and all that are lighter."""
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTICE]

    assert [True, True, True] == [Severity.ERROR.reaches(s) for s in order]
    assert [False, True, True] == [Severity.WARNING.reaches(s) for s in order]
    assert [False, False, True] == [Severity.NOTICE.reaches(s) for s in order]


def test_check_without_findings() -> None:
    """A check that found nothing has no severity and says so with its denominator."""
    assert check().severity is None
    assert "0 of 3 carts have no wheel." == check().summary


def test_check_takes_its_heaviest_severity() -> None:
    """One error among notices makes a check an error."""
    found = check(finding(), finding(Severity.ERROR), finding(Severity.WARNING))

    assert Severity.ERROR is found.severity
    assert "3 of 3 carts have no wheel." == found.summary


def test_audit_lists_and_looks_up() -> None:
    """An audit gives all findings in order, those above a threshold, and a check by its code."""
    light, heavy = finding(code="SK-A001"), finding(Severity.ERROR, code="SK-A002")
    audit = Audit(
        plan="p",
        title="P",
        as_of=dt.date(2018, 1, 1),
        preamble=(),
        checks=(check(light, code="SK-A001"), check(heavy, code="SK-A002")),
    )

    assert (light, heavy) == audit.findings
    assert (heavy,) == audit.reaching(Severity.WARNING)
    assert audit.checks[1] is audit.check("SK-A002")
    assert audit.check("SK-A003") is None


def test_audit_prints_on_one_line() -> None:
    """What a person sees who types its name is what it is of, and how much was found."""
    found = Audit(
        plan="p", title="P", as_of=dt.date(2018, 1, 1), preamble=(), checks=(check(finding()),)
    )

    assert "<Audit of 'P', as of 2018-01-01; checks: 1, findings: 1>" == repr(found)


@pytest.mark.parametrize("word", ["score", "grade", "rank", "rating"])
def test_no_overall_score(word: str) -> None:
    """An audit has no field that sums a plan up."""
    assert not [name for name in dir(Audit) if word in name]
