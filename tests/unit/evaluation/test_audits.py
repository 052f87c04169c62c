"""An audit as a whole, and the example plan of the City of London. Needs no numpy."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable

import pytest

from safetykit.evaluation import Audit, Severity, audit
from safetykit.model import NotHeld, Plan, Transcription

Make = Callable[..., Plan]


def test_first_line_of_a_transcription(make_plan: Make) -> None:
    """The first line says that the text may be incomplete and that no body is assessed."""
    held = Transcription(document="D", note="N", not_held=(NotHeld(title="Annex B"),))
    found = audit(make_plan(transcription=held), as_of=dt.date(2018, 1, 1))

    assert (
        "This is an audit of a transcription that may be incomplete. It is not an assessment of "
        "Testshire Partnership or of any organisation in it."
    ) == found.preamble[0]
    assert ("Annex B: not in the text held.",) == found.preamble[1:]


def test_first_line_of_a_plan_of_ones_own(make_plan: Make) -> None:
    """A plan that is no transcription is audited as a text, not as a body."""
    found = audit(make_plan(), as_of=dt.date(2018, 1, 1))

    assert (
        "An audit of the text of “A plan”, not of the organisations behind it.",
    ) == found.preamble


def test_audit_is_the_same_twice(city_plan: Plan, city_audit: Audit) -> None:
    """The same plan and day give the same audit."""
    assert city_audit == audit(city_plan, as_of=city_plan.as_of)


@pytest.mark.parametrize(
    ("seed", "code", "place", "words"),
    [
        ("X01", "SK-A101", "claims[1]", ("approximately 8,000", "nearly 9,000")),
        ("X02", "SK-A102", "claims[11]", ("4,480 to 5,040", "4,390 households", "2,458")),
        ("X03", "SK-A103", "claims[7]", ("approximately 80,000", "over 383,000", "400,000")),
        ("X04", "SK-A104", "claims[21]", ("46.65%", "3.54%", "4.74%", "lost digit")),
        ("X07", "SK-A303", "themes[6]", ("Anti-social behaviour", "both a theme")),
        ("X07", "SK-A304", "scope[3]", ("road safety",)),
    ],
)
def test_seeded_defects_of_the_city_plan(
    city_audit: Audit, seed: str, code: str, place: str, words: tuple[str, ...]
) -> None:
    """Each defect that was sown is found once, with file, line, path and a hint."""
    check = city_audit.check(code)
    assert check is not None
    (found,) = check.findings

    assert place == found.place.path, seed
    assert (found.place.file or "").endswith("city-of-london.yaml")
    assert (found.place.line or 0) > 0
    assert f"city-of-london.yaml:{found.place.line}:" in str(found.place)
    assert found.hint.endswith(".")
    assert found.settled_by
    for word in words:
        assert word in f"{found.message} {found.hint}"


def test_only_the_numbers_are_errors(city_audit: Audit) -> None:
    """On the City plan the four contradictions of figures are the errors, and nothing else is."""
    codes = [finding.code for finding in city_audit.reaching(Severity.ERROR)]

    assert ["SK-A101", "SK-A102", "SK-A103", "SK-A104"] == codes


def test_objectives_worded_in_two_ways(city_audit: Audit) -> None:
    """X06: two objectives name other people in the overview than in the detail."""
    check = city_audit.check("SK-A302")
    assert check is not None

    assert (2, 6) == (len(check.findings), check.checked)
    assert {Severity.NOTICE} == {finding.severity for finding in check.findings}
    assert "residents" in check.findings[0].message


def test_body_that_had_ended(city_audit: Audit) -> None:
    """London Probation Trust is a member after its end, and what followed it is named."""
    check = city_audit.check("SK-A901")
    assert check is not None
    found = check.findings[0]

    assert Severity.WARNING is found.severity
    assert "london-probation-trust" == found.subject
    assert "London Probation Trust is named as a statutory member after it ended" in found.message
    assert "National Probation Service" in found.message
    assert "SI 2014/2704" in found.settled_by


def test_what_an_unseen_part_may_state_is_a_notice(city_audit: Audit) -> None:
    """The appendix is not held, so no gap that it may fill weighs more than a notice."""
    codes = [f"SK-A20{i}" for i in range(1, 7)] + ["SK-A208"]
    found = [f for f in city_audit.findings if f.code in codes]

    assert found
    assert {Severity.NOTICE} == {f.severity for f in found}
    assert all("Appendix 1" in f.message or "year is lost" in f.message for f in found)


def test_nobody_is_named(city_plan: Plan, city_audit: Audit) -> None:
    """Nothing is called missing, and every sentence ends as one."""
    for finding in city_audit.findings:
        text = f"{finding.message} {finding.hint}"
        assert "missing" not in text
        assert "fail" not in text
        assert text.endswith(".")
        assert "  " not in text
        assert ".." not in text


def test_audit_loads_no_numpy() -> None:
    """An audit runs where numpy is not installed."""
    code = (
        "import sys, datetime as dt; sys.modules['numpy'] = None; sys.modules['scipy'] = None\n"
        "import safetykit.evaluation as e; from safetykit.documents import loads\n"
        "assert callable(e.audit); print(len(e.Catalogue.built_in().rules) > 5)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert ("True", "") == (done.stdout.strip(), done.stderr)


def test_unknown_name_of_the_package() -> None:
    """A name that is not there is refused as Python refuses it."""
    import safetykit.evaluation as package

    with pytest.raises(AttributeError, match="no attribute 'evaluat'"):
        _ = package.evaluat
