"""Interventions by the design that the plan named, and an area beside places like it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from safetykit.reporting.blocks import (
    Block,
    Column,
    Figure,
    Labels,
    Listing,
    Paragraph,
    Part,
    PartKind,
    Role,
    Table,
)
from safetykit.reporting.funnel_chart import funnel_chart
from safetykit.reporting.kinds.words import word_of
from safetykit.reporting.numbers import write_count, write_number, write_window
from safetykit.reporting.passages import join
from safetykit.reporting.texts import Texts

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation, InterventionResult, PeerResult
    from safetykit.stats import CheckResult

__all__ = ["interventions", "peers"]


def peers(evaluation: Evaluation, texts: Texts) -> Part | None:
    """Return the section on places like the area; None if the plan names none."""
    if not evaluation.peers:
        return None
    words = texts.say(
        "The places are those that the plan names, by name and not in an order of merit. Limits "
        "are wider for small places, and wider again as far as the places differ among themselves."
    )
    blocks: list[Block] = [Paragraph(text=words)]
    for found in evaluation.peers:
        if isinstance(found, str):
            blocks.append(Paragraph(text=texts.in_english(found)))
        else:
            said = Paragraph(text=texts.in_english(found.sentence))
            blocks += [said, _funnel(found, texts), _places(found, texts)]
    return Part(title=texts.say("Beside places like it"), key="peers", blocks=tuple(blocks))


def _funnel(found: PeerResult, texts: Texts) -> Figure:
    """Return the chart, with the result in words; it is no picture of who does well."""
    caption = texts.say(
        "The diamond is {area}, and each ring a place like it. Dotted is the rate of the others "
        "together. About 95% of places would lie between the full lines and 99.8% between the "
        "dashed ones, if they differed by chance, and as these differ among themselves.",
        area=found.own.name,
    )
    return Figure(
        chart=funnel_chart(found, texts),
        title=texts.say("{title} beside places like it", title=found.indicator.title),
        words=texts.in_english(found.sentence),
        caption=caption,
    )


def _places(found: PeerResult, texts: Texts) -> Part:
    columns = (
        Column(title=texts.say("Place")),
        Column(title=texts.say("Count"), number=True),
        Column(title=texts.say("Size"), number=True),
        Column(title=texts.say("Rate"), number=True),
    )
    rows = tuple(
        (
            p.name,
            write_count(p.count, texts),
            write_number(p.size, texts, 0),
            write_number(p.rate, texts),
        )
        for p in (found.own, *found.others)
    )
    caption = texts.say(
        "Counts, and rates for each 1,000 and year, by the basis “{basis}”; {months}",
        basis=found.comparators.basis,
        months=write_window(found.window, texts),
    )
    blocks = (
        Table(caption=caption, columns=columns, rows=rows),
        Paragraph(text=join(" ", (texts.in_english(f"{found.method}."), _limits(found, texts)))),
    )
    title = texts.say("The numbers of each place: {title}", title=found.indicator.title)
    key = f"p-{found.indicator.id}"
    return Part(title=title, key=key, blocks=blocks, kind=PartKind.DETAILS)


def _limits(found: PeerResult, texts: Texts) -> str:
    return texts.say(
        "Limits for a place of this size: {low} to {high} (95%), {lower} to {higher} (99.8%).",
        low=write_number(found.lower[0], texts),
        high=write_number(found.upper[0], texts),
        lower=write_number(found.lower[1], texts),
        higher=write_number(found.upper[1], texts),
    )


def interventions(evaluation: Evaluation, texts: Texts) -> Part | None:
    """Return the section on interventions; None if the plan names no design."""
    if not evaluation.interventions:
        return None
    words = texts.say(
        "Each is looked at by the design that the plan named before the data could be seen. "
        "Without one it is described, and nothing more. The Maryland scale grades designs from 1 "
        "to 5; what stands here is the highest level that the design could reach, and not an "
        "award."
    )
    cards = (_card(found, texts) for found in evaluation.interventions)
    blocks: tuple[Block, ...] = (Paragraph(text=words), *cards)
    return Part(title=texts.say("Interventions"), key="interventions", blocks=blocks)


def _card(found: InterventionResult, texts: Texts) -> Part:
    labels = (
        texts.say("Named: {method}", method=word_of(found.design.method, texts)),
        texts.say("Used: {method}", method=word_of(found.used, texts)),
        texts.say("Maryland scale: {level} at most", level=found.maryland_cap),
    )
    blocks: list[Block] = [
        Labels(items=labels),
        Paragraph(text=texts.in_english(found.sentence), role=Role.LEAD),
        *(
            Paragraph(text=texts.in_english(part.sentence))
            for part in (found.displacement, found.worth)
            if part
        ),
    ]
    if found.notes:
        blocks.append(Listing(items=tuple(map(texts.in_english, found.notes))))
    if made := tuple(_made(found, texts)):
        blocks.append(
            Part(
                title=texts.say("How it was calculated: {title}", title=found.design.title),
                key=f"w-{found.design.id}",
                blocks=(Listing(items=made),),
                kind=PartKind.DETAILS,
            )
        )
    key = f"v-{found.design.id}"
    return Part(title=found.design.title, key=key, blocks=tuple(blocks), kind=PartKind.CARD)


def _made(found: InterventionResult, texts: Texts) -> Iterator[str]:
    if found.effect:
        yield texts.in_english(f"{found.effect.method}.")
        for assumption in found.effect.assumptions:
            yield texts.say("Assumed: {what}.", what=texts.in_english(assumption))
    for check in found.checks:
        yield _check(check, texts)


def _check(check: CheckResult, texts: Texts) -> str:
    detail = texts.in_english(check.detail)
    if check.passed is None:
        return texts.say("To know: {detail}", detail=detail)
    if check.passed:
        return texts.say("Passed: {detail}", detail=detail)
    return texts.say("Not passed: {detail}", detail=detail)
