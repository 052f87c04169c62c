"""The published tables that are shipped: what could be read and is openly licensed.

What belongs here: rows with a source, marked partial where rows are missing. What does not: rows
from memory, and tables without an open licence. The collision values of the Department for
Transport (RAS4001) and the GDP deflators were not to be had whole: give your own.
"""

from __future__ import annotations

from typing import Final

from safetykit.stats.economics.discounting import DiscountBand, DiscountRates
from safetykit.stats.economics.unit_costs import UnitCosts

__all__ = ["COSTS_OF_CRIME_2018", "GREEN_BOOK_HEALTH_RATES", "GREEN_BOOK_RATES"]

COSTS_OF_CRIME_2018: Final = UnitCosts(
    source=(
        "Heeks, Reed, Tafsiri and Prince (2018) The economic and social costs of crime, second "
        "edition, Home Office Research Report 99 (Open Government Licence v3.0), as reported in "
        "the South Wales Echo of 2 August 2019"
    ),
    version="second edition, July 2018",
    per="offence",
    price_base="2015/16",
    partial=True,
    costs={
        "Violence with injury": 14050,
        "Rape": 39360,
        "Other sexual offences": 6520,
        "Robbery": 11320,
        "Theft of vehicle": 10290,
        "Theft from vehicle": 870,
        "Criminal damage - arson": 8420,
        "Criminal damage - other": 1350,
        "Cyber crime": 550,
    },
)
"""Nine unit costs of crimes against individuals, in 2015/16 prices: the table is partial."""

_GREEN_BOOK: Final = (
    "HM Treasury, The Green Book, Annex A6, and Discounting: supplementary guidance (Open "
    "Government Licence v3.0)"
)

GREEN_BOOK_RATES: Final = DiscountRates(
    source=_GREEN_BOOK,
    version="February 2026",
    bands=(
        DiscountBand(first_year=1, last_year=30, rate=0.035),
        DiscountBand(first_year=31, last_year=75, rate=0.03),
        DiscountBand(first_year=76, last_year=125, rate=0.025),
    ),
)
"""The declining social time preference rate: 3.5% for 30 years, then 3%, then 2.5%."""

GREEN_BOOK_HEALTH_RATES: Final = DiscountRates(
    source=_GREEN_BOOK,
    version="February 2026",
    bands=(
        DiscountBand(first_year=1, last_year=30, rate=0.015),
        DiscountBand(first_year=31, last_year=75, rate=0.01286),
        DiscountBand(first_year=76, last_year=125, rate=0.01071),
    ),
)
"""The rate for risk to life and health: 1.5% for 30 years, then 1.286%, then 1.071%."""
