"""Units, and quantities that carry one."""

from __future__ import annotations

import math
import pickle
import time

import pint
import pytest

from safetykit.errors import InputError, UnitError
from safetykit.quantities import Quantity, check_unit


@pytest.mark.parametrize(
    ("canonical", "text"),
    [
        ("offence / resident", "offences/residents"),
        ("offence / resident / year", "offence/(resident*year)"),
        ("offence * year / resident", "offence / ( resident / year )"),
        ("dimensionless", ""),
        ("dimensionless", "offence / offence"),
        ("dimensionless", "1"),
        ("offence", "offence * dimensionless"),
        ("1 / hour", "1 / hours"),
        ("1 / hour", "hour ** -1"),
        ("1 / hour", "dimensionless / hour"),
        ("metre ** 2", "metre ^ 2"),
        ("metre ** 4 / second ** 2", "(metre ** 2 / second) ** 2"),
        ("mile", "mile / hour * hour"),
        ("person", "people"),
        ("rough_sleeper", "rough_sleepers"),
        ("premises", "premises"),
    ],
)
def test_canonical_text(canonical: str, text: str) -> None:
    """The canonical text has no brackets, names each word once, and is its own canonical text."""
    assert canonical == check_unit(text)
    assert canonical == check_unit(canonical)


FORM = 'words joined by "\\*", "/" and whole powers'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("furlong", "a unit that safetykit knows"),
        ("Metre", 'Did you mean "metre"'),
        ("premisess", 'Did you mean "premises"'),
        ("resdent", 'Did you mean "resident"'),
        ("2 ** 100000", FORM),
        ("metre ** 100000", "a whole power of at most 9"),
        ("((metre ** 9) ** 9) ** 9", "powers up to 9, here of metre"),
        ("metre ** 2.5", FORM),
        ("metre ** (1/2)", "a whole power of at most 9"),
        ("metre ** second", "a whole power of at most 9"),
        ("metre **", "a whole power of at most 9"),
        ("attendance", r"one of resident, worker, .*, or a word of a module such as acme\.attend"),
        ("metre second", FORM),
        ("5 metre", FORM),
        ("metre / 0", FORM),
        ("metre - second", FORM),
        ("/ metre", FORM),
        ("metre /", FORM),
        ("*", FORM),
        ("()", FORM),
        ("_", FORM),
        ("(((metre", "A bracket is not closed"),
        ("metre)", FORM),
        ("(" * 90 + "metre" + ")" * 9, "A bracket is not closed"),
        ("(" * 300 + "metre" + ")" * 300, FORM),
        ("metre" * 1000, "at most 1000 characters"),
        ("__import__('os')", FORM),
        (5, "expected a text, got 5"),
        (None, "expected a text, got None"),
    ],
)
def test_unit_texts_that_are_refused(text: str, reason: str) -> None:
    """What is not a product of known words is refused, at once and without pint."""
    started = time.process_time()

    with pytest.raises(InputError, match=reason):
        check_unit(text)

    assert 1 > time.process_time() - started


@pytest.mark.parametrize(
    "magnitude", [math.nan, math.inf, -math.inf, "5", None, True, 10**400, 1 + 2j]
)
def test_magnitudes_that_are_refused(magnitude: float) -> None:
    """A magnitude is a finite number."""
    with pytest.raises(InputError, match="quantity: expected a finite number"):
        Quantity(magnitude, "metre")


@pytest.mark.parametrize(
    "text", ["", "metre", "5.", "1,2,3 offence", "five metre", ".5 metre", "5 2 metre", "5.5.5"]
)
def test_texts_without_a_number_in_front(text: str) -> None:
    """A quantity begins with one number."""
    with pytest.raises(InputError, match='a number and a unit, such as "30 mile / hour"'):
        Quantity.parse(text)


def test_number_that_is_too_large() -> None:
    """A number beyond the largest binary number is refused."""
    with pytest.raises(InputError, match="a number below 1e308"):
        Quantity.parse("1e999 metre")


@pytest.mark.parametrize(
    ("magnitude", "text"),
    [
        (1234567.891, "1,234,567.891 offence"),
        (30, "30 mile / hour"),
        (1e20, "1e+20 metre"),
        (1e-20, "1e-20 metre"),
        (1 / 3, "0.3333333333333333 offence / resident"),
        (-0.5, "-0.5 GBP"),
    ],
)
def test_text_keeps_every_digit(magnitude: float, text: str) -> None:
    """The text of a quantity is read back as an equal one."""
    quantity = Quantity.parse(text)

    assert magnitude == quantity.magnitude
    assert text == str(quantity)


def test_conversion() -> None:
    """A quantity converts to a unit of the same kind."""
    assert 48.28032 == Quantity(30, "mile / hour").to("kilometre / hour").magnitude
    assert 0.25 == Quantity(25, "percent").to("dimensionless").magnitude
    assert Quantity(5, "offence") == Quantity(5, "offences").to("offence")


@pytest.mark.parametrize(
    ("have", "want"),
    [
        ("offence / resident", "offence / worker"),
        ("resident", "worker"),
        ("resident", "person"),
        ("GBP", "metre"),
        ("offence", "incident"),
        ("officer", "dimensionless"),
    ],
)
def test_units_of_another_kind_are_refused(have: str, want: str) -> None:
    """Rates on different bases do not convert, add or subtract."""
    one, other = Quantity(1, have), Quantity(1, want)

    for job in (lambda: one.to(want), lambda: one + other, lambda: other - one):
        with pytest.raises(UnitError, match=r"of the same kind as .* cannot be mixed"):
            job()


def test_sum_and_difference() -> None:
    """The result is in the unit of the left side."""
    assert Quantity(3, "offence") == Quantity(2, "offences") + Quantity(1, "offence")
    assert Quantity(0.5, "hour") == Quantity(1, "hour") - Quantity(30, "minute")


def test_quotient() -> None:
    """Units divide, and what is above and below falls away."""
    rate = Quantity(6, "offence") / Quantity(3, "resident / year")

    assert Quantity(2, "offence * year / resident") == rate
    assert Quantity(1, "dimensionless") == rate / rate


def test_division_by_nought() -> None:
    """A divisor of nought is an input error."""
    with pytest.raises(InputError, match="divisor: expected a quantity that is not nought"):
        Quantity(1, "offence") / Quantity(0, "resident")


def test_overflow() -> None:
    """A result beyond the largest binary number is an input error."""
    with pytest.raises(InputError, match="a finite number, got inf"):
        Quantity(1e308, "mile").to("metre")


def test_into_a_registry_of_the_caller() -> None:
    """The caller's own registry makes the quantity, with the words that it defines."""
    registry = pint.UnitRegistry()
    registry.define("offence = [offence]")
    registry.define("resident = [resident]")

    found = Quantity(2, "offence / resident").to_pint(registry)

    assert registry.Quantity(2, "offence / resident") == found
    assert 1609.344 == Quantity(1, "mile").to_pint(registry).to("metre").magnitude


def test_registry_without_the_word() -> None:
    """A registry that does not know a word is named as the reason, with the way to teach it."""
    with pytest.raises(UnitError, match=r"a unit of this registry, .* registry\.define"):
        Quantity(1, "rough_sleeper").to_pint(pint.UnitRegistry())


def test_application_registry_does_not_matter() -> None:
    """A host that sets its own application registry changes nothing here."""
    before = pint.get_application_registry()
    pint.set_application_registry(pint.UnitRegistry(None))
    try:
        speed = Quantity(30, "mile / hour")

        assert 48.28032 == speed.to("kilometre / hour").magnitude
        assert speed == pickle.loads(pickle.dumps(speed))
    finally:
        pint.set_application_registry(before)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("offence / person-year", "offence / person / year"),
        ("casualties/vehicle-kilometres", "casualty / vehicle / kilometre"),
        ("officer-hours", "officer * hour"),
        ("casualty / person-vehicle-mile", "casualty / person / vehicle / mile"),
    ],
)
def test_words_with_a_hyphen_are_a_product(text: str, canonical: str) -> None:
    """The field writes person-years and vehicle-kilometres; a rate is divided by all of it."""
    assert canonical == check_unit(text)
