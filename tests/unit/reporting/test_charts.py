"""Names in a chart: none over another, none over the edge, and nothing beyond the records."""

from __future__ import annotations

import re

import attrs
import pytest

for needed in ("numpy", "vl_convert"):
    pytest.importorskip(needed)

import safetykit
from safetykit.evaluation import IndicatorResult
from safetykit.quantities import Month
from safetykit.records import Break
from safetykit.reporting.charts import WIDTH, indicator_chart
from safetykit.reporting.drawing import draw_svg
from safetykit.reporting.texts import load_texts

TEXTS = load_texts()
LETTER = 5.5  # a little less than what the chart allows for


def at(code: str, start: str, end: str) -> Break:
    """Return a break of some months."""
    first, last = Month.parse(start), Month.parse(end)
    return Break(code=code, title=code, start=first, end=last, reason="R.", source="S.")


def broken(city: safetykit.Evaluation, *breaks: Break) -> IndicatorResult:
    """Return one result of the City on records with other breaks."""
    result = city["robbery"]
    source = attrs.evolve(result.series.source, breaks=breaks)
    return attrs.evolve(result, series=attrs.evolve(result.series, source=source))


def drawn(result: IndicatorResult, plan_end: str) -> dict[str, tuple[float, float, str]]:
    """Return where each name stands: its left, its height, and the side to which it is set."""
    chart = indicator_chart(result, TEXTS, plan_end=Month.parse(plan_end))
    svg = draw_svg(chart, title="t", words="w", key="k")
    named = re.finditer(
        r'<text text-anchor="(\w+)" transform="translate\(([\d.]+),([\d.]+)\)" [^>]*'
        r'font-size="11px"[^>]*>([^<]+)<',
        svg,
    )
    return {m[4]: (float(m[2]), float(m[3]), m[1]) for m in named}


def test_names_of_neighbours_stand_below_each_other(city: safetykit.Evaluation) -> None:
    """Of breaks that follow each other closely, each name can be read."""
    near = ("new-system", "2018-01", "2018-02"), ("strike", "2018-03", "2018-03")
    found = drawn(broken(city, *(at(*known) for known in near)), "2018-03")
    heights = [found[name][1] for name in ("new system", "strike", "after the plan")]

    assert 3 == len(set(heights))
    assert found["baseline"][1] == heights[0]


def test_name_at_the_edge(city: safetykit.Evaluation) -> None:
    """A name that would run over the edge of the chart ends at it."""
    found = drawn(broken(city, at("a-rather-long-name", "2023-05", "2023-06")), "2023-04")
    width = LETTER * len("a rather long name")

    assert (WIDTH, "end") == (found["a rather long name"][0], found["a rather long name"][2])
    assert (WIDTH, "end") == (found["after the plan"][0], found["after the plan"][2])
    assert found["after the plan"][1] != found["a rather long name"][1]
    assert found["baseline"][0] + width < WIDTH


def test_break_that_began_before_the_records(city: safetykit.Evaluation) -> None:
    """Its shade begins with the records, and ends with them: there is nothing to see beyond."""
    result = broken(city, at("long", "2010-01", "2030-01"))
    chart = indicator_chart(result, TEXTS)
    shades = [la["data"]["values"][0] for la in chart["layer"] if la["mark"]["type"] == "rect"]

    assert {"a": "2016-01-01", "b": "2023-07-01"} == shades[-1]


def test_nothing_covers_a_name(city: safetykit.Evaluation) -> None:
    """Names are drawn last."""
    chart = indicator_chart(broken(city, at("strike", "2018-03", "2018-03")), TEXTS)
    kinds = [layer["mark"]["type"] for layer in chart["layer"]]

    assert ["text", "text"] == kinds[-2:]
    assert "text" not in kinds[:-2]


def test_hostile_name_of_a_break(city: safetykit.Evaluation) -> None:
    """What no drawing can hold is replaced before it is drawn: the engine would end the process."""
    chart = indicator_chart(broken(city, at("<b>\x1b&x\ufffe", "2018-05", "2018-06")), TEXTS)
    words = [row["t"] for layer in chart["layer"][-2:] for row in layer["data"]["values"]]

    assert ["baseline", "<b>\ufffd&x\ufffd"] == words
    assert "&lt;b&gt;\ufffd&amp;x\ufffd<" in draw_svg(chart, title="t", words="w", key="k")
