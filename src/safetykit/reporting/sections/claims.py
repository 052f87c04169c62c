"""The plan's own figures beside the records, and one figure on each of its denominators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safetykit.evaluation.headline import lead_result
from safetykit.reporting.blocks import Block, Column, Listing, Paragraph, Part, Role, Table
from safetykit.reporting.kinds.words import word_of
from safetykit.reporting.numbers import (
    write_count,
    write_number,
    write_percent,
    write_span,
    write_window,
)
from safetykit.reporting.periods import list_months
from safetykit.reporting.texts import Texts

if TYPE_CHECKING:
    from safetykit.evaluation import ClaimResult, Evaluation, IndicatorResult, RateResult

__all__ = ["denominators", "rates_table", "stated_figures"]


def stated_figures(evaluation: Evaluation, texts: Texts) -> Part | None:
    """Return the section on the figures that the plan states; None if none could be counted."""
    if not evaluation.claims:
        return None
    columns = (
        Column(title=texts.say("Of what")),
        Column(title=texts.say("Plan"), number=True),
        Column(title=texts.say("Records"), number=True),
        Column(title=texts.say("Counted"), number=True),
        Column(title=texts.say("Answer")),
    )
    table = Table(
        caption=texts.say("Stated figures beside the records"),
        columns=columns,
        rows=tuple(_claim_row(claim, texts) for claim in evaluation.claims),
    )
    words = texts.say(
        "The plan states these numbers. The records were counted for the same months."
    )
    return Part(
        title=texts.say("The plan's own figures, recomputed"),
        key="claims",
        blocks=(
            Paragraph(text=words),
            table,
            Listing(items=tuple(texts.in_english(claim.sentence) for claim in evaluation.claims)),
        ),
    )


def _claim_row(claim: ClaimResult, texts: Texts) -> tuple[str, ...]:
    stated = claim.claim
    about = f"{stated.subject}\n{write_window(claim.window, texts)}"
    if stated.rank and claim.rank:
        about += "; " + texts.say(
            "place {plan} by size in the plan, {records} in the records",
            plan=stated.rank,
            records=claim.rank,
        )
    share = claim.of is not None
    found = write_percent(claim.recomputed, texts, 2) if share else write_count(claim.count, texts)
    counted = write_count(claim.count, texts)
    if share:
        counted = texts.say("{n} of {total}", n=counted, total=write_count(claim.of, texts))
    answer = word_of(claim.verdict, texts)
    if claim.not_reported:
        missing = list_months(claim.not_reported, texts)
        answer += "\n" + texts.say("{months} not reported", months=missing)
    return about, str(stated.value), found, counted, answer


def denominators(evaluation: Evaluation, texts: Texts) -> Part | None:
    """Return the section that sets the rates of page one's indicator side by side, if any."""
    lead = lead_result(evaluation.results)
    if lead is None or not lead.rates:
        return None
    when = lead.comparison.before if lead.comparison else lead.value_of
    words = texts.say(
        "{title} in {months}, on each base. The base decides what the figure means.",
        title=lead.indicator.title,
        months=write_window(when, texts),
    )
    notes: tuple[Block, ...] = tuple(
        Paragraph(text=texts.in_english(note), role=Role.MINOR) for note in evaluation.populations
    )
    return Part(
        title=texts.say("One figure, several denominators"),
        key="denominators",
        blocks=(Paragraph(text=words), rates_table(lead, texts), *notes),
    )


def rates_table(result: IndicatorResult, texts: Texts) -> Table:
    """Return the rates of an indicator on each base, with the cautions."""
    columns = (
        Column(title=texts.say("Base")),
        Column(title=texts.say("How many"), number=True),
        Column(title=texts.say("Year and source")),
        Column(title=texts.say("Rate"), number=True),
        Column(title=texts.say("Interval"), number=True),
        Column(title=texts.say("Caution")),
    )
    title = result.indicator.title
    return Table(
        caption=texts.say("{title}: recorded for each 1,000 and year", title=title),
        columns=columns,
        rows=tuple(_rate_row(rate, texts) for rate in result.rates),
    )


def _rate_row(rate: RateResult, texts: Texts) -> tuple[str, ...]:
    unknown = texts.say("year not stated")
    sources = "\n".join(
        f"{p.value}, {p.year if p.year.known else unknown}: {p.source}" for p in rate.populations
    )
    value = write_number(float(rate.rate.value), texts)
    size = write_number(rate.size, texts, 0)
    caution = texts.in_english(rate.caution)
    return rate.basis, size, sources, value, write_span(rate.rate, texts), caution
