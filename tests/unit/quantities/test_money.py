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


@pytest.mark.parametrize("text", ["1.24m", "£1,24", "$5", "£", "£5 (17 prices)"])
def test_refused(text: str) -> None:
    """Anything else is refused with the form that is expected."""
    with pytest.raises(InputError, match="a sum such as"):
        Money.parse(text)
