"""Money in the prices of a year."""

from decimal import Decimal

import pytest

from safetykit.errors import InputError, UnitError
from safetykit.quantities.money import Money


@pytest.mark.parametrize(
    ("text", "pounds", "year"),
    [
        ("£1.24m", Decimal(1_240_000), None),
        ("£1.24 million (2017 prices)", Decimal(1_240_000), 2017),
        ("GBP 85,000", Decimal(85_000), None),
        ("£0.10", Decimal("0.10"), None),
        ("-£5k", Decimal(-5000), None),
        ("£2bn", Decimal(2_000_000_000), None),
        ("-£1,234,567,890,123,456,789,012,345,678", Decimal(-1234567890123456789012345678), None),
        ("£0.00000005k", Decimal("0.00005"), None),
    ],
)
def test_parse(text: str, pounds: Decimal, year: int | None) -> None:
    """Sums are read exactly, with their scale and their price year."""
    money = Money.parse(text)

    assert (pounds, year) == (money.pounds, money.price_year)
    assert money == Money.parse(str(money))


def test_price_years_do_not_add() -> None:
    """Two price years are refused, and the way out is named."""
    with pytest.raises(UnitError, match="in_prices_of"):
        Money.parse("£1 (2016 prices)") + Money.parse("£1 (2017 prices)")


def test_deflator() -> None:
    """A deflator brings a sum to another year's prices."""
    money = Money.parse("£100 (2016 prices)")
    index = {2016: Decimal(80), 2017: Decimal(100)}

    assert Money.parse("£125 (2017 prices)") == money.in_prices_of(2017, deflator=index)


def test_nothing_stays_nothing() -> None:
    """Nought pounds and no pence are nought in the prices of every year."""
    index = {2016: Decimal(3), 2017: Decimal(7)}
    nought = Money.parse("£0.00 (2016 prices)").in_prices_of(2017, deflator=index)

    assert Money(pounds=0, price_year=2017) == nought


@pytest.mark.parametrize(
    ("money", "index", "words"),
    [
        ("£1", {2016: Decimal(1), 2017: Decimal(1)}, "price year"),
        ("£1 (2016 prices)", {2017: Decimal(1)}, "holds 2016"),
        ("£1 (2016 prices)", {2016: Decimal(1)}, "holds 2017"),
    ],
)
def test_deflator_refused(money: str, index: dict[int, Decimal], words: str) -> None:
    """A deflation that needs an unknown year is refused."""
    with pytest.raises(InputError, match=words):
        Money.parse(money).in_prices_of(2017, deflator=index)


@pytest.mark.parametrize("amount", [0.1, True, "NaN", "many", None])
def test_inexact(amount: object) -> None:
    """Amounts that are not exact numbers are refused."""
    with pytest.raises(InputError, match="pounds"):
        Money(pounds=amount)  # type: ignore[arg-type]


@pytest.mark.parametrize("amount", ["9" * 29, "1e28", "1e-28", Decimal("1e999999")])
def test_amount_that_would_be_rounded(amount: Decimal) -> None:
    """More digits than are reckoned with exactly are refused."""
    with pytest.raises(InputError, match="pounds: expected an amount of at most 28 digits"):
        Money(pounds=amount)


@pytest.mark.parametrize("text", ["£" + "9" * 40, "£" + "9" * 26 + "k", "£0." + "1" * 40])
def test_sum_that_would_be_rounded(text: str) -> None:
    """A long row of digits in a plan is refused too."""
    with pytest.raises(InputError, match="pounds: expected an amount of at most 28 digits"):
        Money.parse(text)


@pytest.mark.parametrize("year", [0, 17, True, "2017"])
def test_price_year_that_is_none(year: int) -> None:
    """A price year that could not be read back is refused."""
    with pytest.raises(InputError, match="price_year: expected a year from 1000 to 9999"):
        Money(pounds=Decimal(1), price_year=year)


def test_no_text() -> None:
    """What is no text is no sum."""
    with pytest.raises(InputError, match="money: expected a text, got None"):
        Money.parse(None)  # type: ignore[arg-type]  # that is the test


@pytest.mark.parametrize("text", ["1.24m", "£\uff15", "£1,24", "$5", "£", "£5 (17 prices)"])
def test_refused(text: str) -> None:
    """Anything else is refused with the form that is expected."""
    with pytest.raises(InputError, match="a sum such as"):
        Money.parse(text)
