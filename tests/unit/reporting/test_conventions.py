"""Days, months and numbers in the language of a report."""

from __future__ import annotations

import datetime as dt
import math

import pytest

babel = pytest.importorskip("babel")

from safetykit.errors import InputError, MissingExtraError
from safetykit.quantities import Month, PartialDate, Period
from safetykit.reporting import conventions
from safetykit.reporting.conventions import ENGLISH, FromBabel, conventions_of
from safetykit.reporting.numbers import (
    write_count,
    write_date,
    write_list,
    write_number,
    write_percent,
    write_period,
)
from safetykit.reporting.texts import Texts, load_texts

DAY = dt.date(2026, 3, 31)


def texts_of(language: str) -> Texts:
    """Return the English texts with the days and numbers of another language."""
    english = load_texts()
    held = conventions_of(language)
    return Texts(language=language, catalogue=english.catalogue, conventions=held)


def test_english_is_what_babel_would_write() -> None:
    """English is written by hand, and as Babel has it, but for its minus and a longer `Sept`."""
    known = FromBabel(locale=babel.Locale.parse("en_GB"))
    months = range(1, 13)

    assert ENGLISH.day(DAY) == known.day(DAY) == "31 March 2026"
    for month in months:
        assert ENGLISH.month(Month(2026, month)) == known.month(Month(2026, month))
        assert ENGLISH.month_name(month) == known.month_name(month)
    assert [4] == [
        len(known.month_name(month, short=True))
        for month in months
        if ENGLISH.month_name(month, short=True) != known.month_name(month, short=True)
    ]
    for digits in ("0", "12", "1234", "-1234.50", "1234567"):
        assert ENGLISH.number(digits) == known.number(digits)
    assert ENGLISH.percent("12.5") == known.percent("12.5") == "12.5%"


@pytest.mark.parametrize(
    ("language", "day", "month", "short", "number", "percent"),
    [
        ("cy", "31 Mawrth 2026", "Hydref 2017", "Rhag", "−1,234.5", "12.5%"),
        ("sv", "31 mars 2026", "oktober 2017", "dec.", "−1 234,5", "12,5 %"),
        ("de", "31. März 2026", "Oktober 2017", "Dez", "−1.234,5", "12,5 %"),
        ("pl", "31 marca 2026", "październik 2017", "gru", "−1 234,5", "12,5%"),
    ],
)
def test_other_languages(
    language: str, day: str, month: str, short: str, number: str, percent: str
) -> None:
    """Each is written as the Unicode Common Locale Data Repository has it."""
    texts = texts_of(language)
    held = texts.conventions
    spaced = number.replace(" ", "\xa0"), percent.replace(" ", "\xa0")

    assert (day, month) == (held.day(DAY), held.month(Month(2017, 10)))
    assert short == held.month_name(12, short=True)
    assert spaced == (write_number(-1234.5, texts), write_percent(12.5, texts))


@pytest.mark.parametrize("value", [0.15, 0.25, 2.675, 1e6 + 0.05, -0.04])
def test_a_figure_has_the_same_digits_in_every_language(value: float) -> None:
    """A number is rounded once, before any language writes it."""
    english = write_number(value, load_texts())

    assert english == write_number(value, texts_of("cy"))
    assert english.replace(",", ".") == write_number(value, texts_of("de")).replace(",", ".")


def test_numbers_that_are_none() -> None:
    """What is not known is a dash, and what has no limit says so."""
    texts = load_texts()
    written = [write_number(v, texts) for v in (math.nan, math.inf, -math.inf)]

    assert ["–", "∞", "−∞"] == written
    assert "–" == write_count(None, texts)


def test_dates_of_a_plan() -> None:
    """A month that a plan names is named in the language; what no calendar knows stays."""
    welsh, english = texts_of("cy"), load_texts()
    dates = [PartialDate.parse(t) for t in ("October 2017", "2017-10", "latter half of 2017")]

    assert ["Hydref 2017", "2017-10", "latter half of 2017"] == [
        write_date(date, welsh) for date in dates
    ]
    assert [str(date) for date in dates] == [write_date(date, english) for date in dates]


def test_a_period() -> None:
    """A period is written as its own words have it in English, and with its months in Welsh."""
    period = Period(start=PartialDate.parse("2016-11"))

    assert period.words == write_period(period, load_texts()) == "November 2016 to open"
    assert "Tachwedd 2016 to open" == write_period(period, texts_of("cy"))


def test_a_list() -> None:
    """Things stand beside each other; of none there is nothing to say."""
    texts = load_texts()

    assert ["", "a", "a, b, c"] == [write_list(items, texts) for items in ("", "a", "abc")]


def test_axes_of_charts() -> None:
    """A chart is told how another language writes numbers, and nothing for English."""
    assert {} == ENGLISH.axes()
    assert "," == conventions_of("sv").axes()["locale"]["number"]["decimal"]


def test_a_language_that_nobody_knows() -> None:
    """It is refused: its days and numbers would be in English."""
    with pytest.raises(InputError, match=r"a language that Babel knows.*'xx'.*Unicode"):
        conventions_of("xx")


def test_without_babel(monkeypatch: pytest.MonkeyPatch) -> None:
    """English needs no further library, and another language says which extra it needs."""

    def absent(module: str, *, wanted_by: str) -> object:
        raise MissingExtraError(module, "languages", wanted_by)

    monkeypatch.setattr(conventions, "need", absent)

    assert "1,234" == write_count(1234, load_texts())
    with pytest.raises(MissingExtraError, match="languages"):
        conventions_of("cy")


def test_a_chart_writes_numbers_as_its_page() -> None:
    """The axes have the marks of the language; those of an English chart are as they were."""
    pytest.importorskip("vl_convert")
    from safetykit.reporting.charts import frame_chart
    from safetykit.reporting.drawing import draw_svg

    axis = {"type": "quantitative"}
    values = {"values": [{"s": 0, "v": 0.5}, {"s": 90_000, "v": 1.5}]}
    encoding = {"x": {"field": "s", **axis}, "y": {"field": "v", **axis}}
    layer = {"data": values, "mark": "point", "encoding": encoding}

    def drawn(texts: Texts) -> str:
        chart = frame_chart([layer], texts, x={"format": ",.0f"})
        return draw_svg(chart, title="t", words="w", key="k")

    assert ">20,000<" in drawn(load_texts())
    assert ">20\xa0000<" in drawn(texts_of("sv"))
    assert ">0,2<" in drawn(texts_of("sv"))
