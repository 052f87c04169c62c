"""Personal data in free text. Needs no numpy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safetykit.documents import load
from safetykit.evaluation import audit
from safetykit.evaluation.disclosure.personal_data import (
    PersonalDataKind,
    find_in_text,
    find_personal_data,
)
from safetykit.model import OfficeHolder, Organisation, Plan, ProgressStatus, ProgressUpdate
from safetykit.model.ids import Id
from safetykit.quantities import Period

Make = Callable[..., Any]
Kind = PersonalDataKind


@pytest.mark.parametrize(
    ("kind", "text", "excerpt"),
    [
        (Kind.PHONE, "Ring 07700 900123 at night.", "07…"),
        (Kind.PHONE, "Ring (0116) 496 0123.", "(0…"),
        (Kind.PHONE, "Ring +44 7700 900123.", "+4…"),
        (Kind.PHONE, "Ring +353 1 234 5678.", "+3…"),
        (Kind.PLATE, "A grey van, AB12 CDE, was seen.", "AB…"),
        (Kind.PLATE, "The vehicle was R123 ABC.", "R1…"),
        (Kind.EMAIL, "Write to jane.doe@example.org today.", "ja…"),
        (Kind.POSTCODE, "At 4 High Street, LE16 7PX.", "LE…"),
        (Kind.NHS_NUMBER, "Patient 943 476 5919 was seen.", "94…"),
        (Kind.NI_NUMBER, "Number AB 12 34 56 C on file.", "AB…"),
        (Kind.BIRTH, "DOB: 12/03/1990.", "12…"),
        (Kind.BIRTH, "He was born on 12 March 1990.", "12…"),
        (Kind.NAME, "The victim, Mrs Doe, was helped.", "M… D…"),
        (Kind.NAME, "Mr John Doe is a witness.", "M… J… D…"),
        (Kind.NAME, "A call came from the victim Jane Doe.", "J… D…"),
        (Kind.NAME, "Jane Doe, the complainant, moved.", "J… D…"),
    ],
)
def test_what_is_found(kind: Kind, text: str, excerpt: str) -> None:
    """Each kind is found, with an excerpt that holds less than the value."""
    found = [one for one in find_in_text(text) if one.kind is kind]

    assert [excerpt] == [one.excerpt for one in found]
    assert found[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "Ring 101, in an emergency 999, or 18001 101.",
        "Ring 0800 555 111, 0808 2000 247, 0300 123 2040 or 0345 608 9000.",
        "From 2016-17 to 2018-19 there were 1 234 567 890 of them, or 0.123456789.",
        "Write to info@example.org or communitysafety@example.gov.uk.",
        "In LE1 and in ward E05005445, on the A50 and the M1.",
        "Victims are met by Victim Support, under the Victims Code and the victim Contact Scheme.",
        "Ring 943 476 5918 for nothing.",
        "AB 12 of them and 34 others.",
        "Mr Smith chairs the board.",
        "The Act was born of need in 1998.",
        "In R123 ABC there is nothing of that kind.",
        "",
    ],
)
def test_what_is_harmless(text: str) -> None:
    """Numbers of services, posts, districts, years and schemes draw no finding."""
    assert () == find_in_text(text)


def test_known_contacts() -> None:
    """A contact that is known to be public is harmless, however it is written."""
    assert () == find_in_text("Ring 01164 960123.", known=("0116 496 0123",))
    assert () == find_in_text("Ring +44 116 496 0123.", known=("(0116) 496 0123",))
    assert 1 == len(find_in_text("Ring 0116 496 0123.", known=("0116 496 0124",)))


def _update(words: str) -> ProgressUpdate:
    return ProgressUpdate(
        action=Id("act"),
        period=Period(),
        received=dt.date(2018, 6, 1),
        status=ProgressStatus.ON_TRACK,
        words=words,
        author="Community safety officer",
    )


def test_a_return() -> None:
    """The words of a return are searched, and the place says which."""
    (found,) = find_personal_data((_update("All well."), _update("Ring 07700 900123.")))

    assert (1, "words") == found.where


def test_office_holders_and_bodies(make_plan: Make) -> None:
    """The name of an office holder is harmless, and so is what stands under an organisation."""
    plan = make_plan(
        vision="Mrs Doe spoke for every victim.",
        organisations=(
            Organisation(id=Id("police"), name="Police", note="Ring 0116 496 0123, LE1 5WW."),
        ),
    )
    holder = OfficeHolder(id=Id("chair"), office="Chair", name="Mrs Doe")

    assert [("vision",)] == [found.where for found in find_personal_data(plan)]
    assert () == find_personal_data(make_plan(vision=plan.vision, office_holders=(holder,)))


def test_the_audit_asks(make_plan: Make) -> None:
    """The audit names the place and the kind, and never the value."""
    plan = make_plan(vision="Ring 07700 900123 or write to jane.doe@example.org.")
    found = audit(plan, as_of=dt.date(2018, 12, 31))
    phone, email = found.check("SK-A951"), found.check("SK-A953")
    assert phone is not None
    assert email is not None

    assert 1 == len(phone.findings)
    assert "vision" == phone.findings[0].place.path
    assert "telephone number, 07…" in phone.findings[0].message
    assert 1 == len(email.findings)
    assert not any("900123" in f.message or "jane" in f.message for f in found.findings)
    assert phone.checked > 1


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("city-of-london", 0),
        ("leicestershire-2017", 0),
        ("lincolnshire-community-safety", 0),
        ("passing-the-baton", 1),
        ("violent-crime-prevention-board", 0),
    ],
)
def test_the_example_plans(name: str, number: int) -> None:
    """The five plans name no private person; one gives the postcode of a building."""
    plan: Plan = load(Path(__file__).parents[4] / f"examples/plans/{name}.yaml")
    found = find_personal_data(plan)

    assert [Kind.POSTCODE] * number == [one.kind for one in found]
