"""The defects of the five source texts, each found by a general rule in the plan as transcribed.

The ids are those of the list of defects that the transcriptions were made with. A defect of which a
plan holds nothing but prose is not here.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from safetykit.documents import load
from safetykit.evaluation import Audit, audit

FOLDER = Path(__file__).parents[2] / "examples" / "plans"
BATON = "passing-the-baton"
LEICS = "leicestershire-2017"
LINCS = "lincolnshire-community-safety"
CITY = "city-of-london"
BOARD = "violent-crime-prevention-board"


@functools.cache
def audited(name: str) -> Audit:
    """Return the audit of an example plan, for the day that it speaks for."""
    plan = load(FOLDER / f"{name}.yaml")
    return audit(plan, as_of=plan.as_of)


@pytest.mark.parametrize(
    ("seed", "name", "code", "subject", "words"),
    [
        ("X01", CITY, "SK-A101", "claim-residents", ("approximately 8,000", "nearly 9,000")),
        ("X02", CITY, "SK-A102", "claim-living-alone", ("4,480 to 5,040", "4,390", "2,458")),
        ("X03", CITY, "SK-A103", "claim-workforce-growth", ("20%", "383,000", "400,000")),
        (
            *("X04", CITY, "SK-A104", "claim-share-violence-and-sexual-offences"),
            ("46.65%", "3.54%", "lost digit"),
        ),
        (
            *("X05", CITY, "SK-A116", "claim-share-anti-social-behaviour"),
            ("20.35%", "unit incident", "unit offence"),
        ),
        ("X05", CITY, "SK-A144", "city-of-london-safer-city-partnership", ("Nov-Oct 2017",)),
        ("X06", CITY, "SK-A302", "objective-violence", ("residents", "people socialising")),
        ("X06", CITY, "SK-A302", "objective-night-time", ("visitors",)),
        ("X06", CITY, "SK-A145", "objective-prevent", ("businesses", "more")),
        ("X07", CITY, "SK-A303", "theme-anti-social-behaviour", ("both a theme",)),
        ("X07", CITY, "SK-A304", "city-of-london-safer-city-partnership", ("road safety",)),
        ("X11", CITY, "SK-A113", "claim-rough-sleepers-a-night", ("around 20", "379", "440")),
        (
            *("X12", CITY, "SK-A142", "city-of-london-safer-city-partnership"),
            ("Safer City Partnership", "Community Safety Partnership"),
        ),
        ("X12", CITY, "SK-A144", "city-of-london-safer-city-partnership", ("non-statuary",)),
        ("X12", CITY, "SK-A143", "city-of-london-safer-city-partnership", ("Appendix 1",)),
        ("X12", CITY, "SK-A147", "prevent-business", ("illegible",)),
        ("X13", LEICS, "SK-A114", "claim-funding-cut", ("unit GBP", "unit officer", "neither")),
        ("X15", LEICS, "SK-A110", "claim-vision-ten-years", ("10 ", "2025", "7.78 to 8.78")),
        ("X16", LEICS, "SK-A118", "budget-net-requirement", ("lost", "computed again")),
        ("X18", LEICS, "SK-A146", "staffing-levels", ("intends", "will", "power")),
        ("X19", LEICS, "SK-A131", "protected-volunteers", ("4 lists", "“disability” (3)")),
        ("X19", LEICS, "SK-A136", "protected-general", ("pregnancy and maternity",)),
        ("X21", LEICS, "SK-A147", "youth-commission-members", ("illegible",)),
        ("X22", LEICS, "SK-A133", "listing-sections", ("announced with 5", "has 6")),
        ("X22", LEICS, "SK-A144", "leicestershire-2017", ("value of money",)),
        ("X23", LEICS, "SK-A134", "listing-focus-areas", ("integrated response to demand",)),
        ("X24", LEICS, "SK-A117", "claim-older-domestic-violence", ("neither way",)),
        ("X26", LINCS, "SK-A144", "lincolnshire-community-safety", ("most as risk",)),
        ("X26", LINCS, "SK-A148", "op-snap", ("does not say what it is",)),
        (
            *("X27", LINCS, "SK-A134", "listing-priorities"),
            ("Violence Reduction Programme", "Collaboration"),
        ),
        ("X29", BATON, "SK-A109", "claim-twice-the-rate", ("2.04", "1.54", "cannot be told")),
        ("X33", BOARD, "SK-A132", "year-one", ("Health and mental health", "another order")),
        ("X33", BOARD, "SK-A142", "influence", ("training included",)),
        ("X34", BOARD, "SK-A143", "reference-annex-a", ("annex A", "implementation plan")),
        ("X35", BOARD, "SK-A115", "claim-men", ("76%", "aged 25 to 39", "cannot be told")),
        ("X38", BOARD, "SK-A805", "action-7-1", ("cannot be published", "stop and search")),
        (
            *("X40", BOARD, "SK-A135", "listing-prevention"),
            ("primary prevention", "interventions in schools"),
        ),
        ("X41", BOARD, "SK-A133", "listing-contributory-factors", ("5 to 7",)),
        ("X42", LINCS, "SK-A308", "objective-road-safety", ("safer for all", "no measure")),
        ("X42", CITY, "SK-A308", "objective-asb", ("pleasant", "no measure")),
    ],
)
def test_a_defect_is_found(
    seed: str, name: str, code: str, subject: str, words: tuple[str, ...]
) -> None:
    """The finding carries its code, is about the right thing, and shows figures or words."""
    check = audited(name).check(code)
    assert check is not None, seed
    texts = [f"{f.message} {f.hint}" for f in check.findings if f.subject == subject]

    assert any(all(word in text for word in words) for text in texts), (seed, texts)


def test_figures_that_agree_are_not_accused() -> None:
    """X28: the parts make the total, and both rises follow from their figures."""
    checks = [audited(BATON).check(f"SK-A1{number}") for number in ("06", "08", "11")]

    assert [2, 3, 2] == [check.checked for check in checks if check]
    assert [(), (), ()] == [check.findings for check in checks if check]


def test_five_weeks_may_be_39_days() -> None:
    """A length of time with the rest left off is no contradiction."""
    check = audited(BATON).check("SK-A110")
    assert check is not None

    assert (1, ()) == (check.checked, check.findings)
