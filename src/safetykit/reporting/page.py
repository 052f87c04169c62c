"""The page: one evaluation as a single HTML document, rendered from a template with autoescape."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from safetykit.extras import need
from safetykit.model import Status
from safetykit.quantities import Month
from safetykit.reporting.charts import indicator_chart

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation, IndicatorResult
    from safetykit.evaluation.disclosure import Publishable
    from safetykit.records import Series
    from safetykit.stats import Estimate

__all__ = ["render"]


def render(result: Evaluation | Publishable) -> str:
    """Return an evaluation as one HTML page, without what may not be published.

    Raises:
        MissingExtraError: The `report` extra is not installed, or it has figures of partners and
            SciPy is not.
    """
    from safetykit.evaluation.disclosure import prepare

    ready = prepare(result)
    evaluation = ready.evaluation
    template = _environment().get_template("report.html.j2")
    charts = {
        result.indicator.id: indicator_chart(result, key=f"chart-{i}", plan_end=evaluation.plan_end)
        for i, result in enumerate(evaluation.results)
    }
    safe = need("markupsafe", wanted_by="The page").Markup
    return str(
        template.render(
            e=evaluation,
            ready=ready,
            charts={name: safe(svg) for name, svg in charts.items()},
            lead=_lead(evaluation),
            notes=_quality_notes(evaluation),
        )
    )


def _lead(evaluation: Evaluation) -> IndicatorResult | None:
    """Return the result whose rates are set side by side on page one."""
    from safetykit.evaluation.headline import lead_result

    return lead_result(evaluation.results)


def _quality_notes(evaluation: Evaluation) -> tuple[str, ...]:
    """Return the findings on the records, each once: several areas may share one."""
    notes = (f"{finding.message} [{finding.code}]" for finding in evaluation.quality)
    return tuple(dict.fromkeys(notes))


def _years(series: Series, hidden: Collection[Month]) -> Iterator[dict[str, Any]]:
    """Yield a row for each year: twelve counts as text, a dash where not reported.

    An s stands for a month that is suppressed.
    """
    known = {
        month: f"{value:,}" if reported else ("s" if month in hidden else "–")
        for month, value, reported in zip(
            series.months, series.values, series.reported, strict=True
        )
    }
    for year in range(series.months[0].year, series.months[-1].year + 1):
        counts = [known.get(Month(year, month), "") for month in range(1, 13)]
        yield {"year": year, "counts": counts}


@functools.cache
def _environment() -> Any:
    jinja2 = need("jinja2", wanted_by="The page")
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("safetykit.reporting"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["years"] = _years
    environment.filters |= {
        "count": lambda number: "–" if number is None else f"{number:,}",
        "day": _day,
        "months": _months,
        "span": _span,
        "illustrative": lambda indicator: indicator.status is not Status.STATED,
    }
    return environment


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _months(months: tuple[Any, ...]) -> str:
    """Write months as stretches: `December 2021 to June 2022`."""
    stretches: list[list[Any]] = []
    for month in months:
        if stretches and month - stretches[-1][-1] == 1:
            stretches[-1].append(month)
        else:
            stretches.append([month])
    return "; ".join(
        run[0].words if len(run) == 1 else f"{run[0].words} to {run[-1].words}" for run in stretches
    )


def _span(estimate: Estimate, digits: int = 0) -> str:
    """Write an interval: `1.2 to 1.5`."""
    return f"{float(estimate.low):,.{digits}f} to {float(estimate.high):,.{digits}f}".replace(
        "-", "−"
    )
