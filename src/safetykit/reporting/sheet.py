"""A sheet for residents: one side of paper on their area, in plain words.

What belongs here: which few things stand on it, in which order. What does not: routes to help,
which the caller hands over, since they are dated and of one nation; and how it looks.

Where to get help stands first, the emergency before all. Nothing is cut in the middle: what does
not fit is counted, and stands in the full report.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from safetykit.content import Route
from safetykit.errors import InputError
from safetykit.evaluation import SaidAndDone, said_and_done
from safetykit.model import Status
from safetykit.reporting.blocks import Block, Listing, Paragraph, Part, Report, Role
from safetykit.reporting.borrowed import sentences_in_english
from safetykit.reporting.numbers import write_day, write_month
from safetykit.reporting.texts import Texts, load_texts
from safetykit.serial import write_text

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation, IndicatorResult
    from safetykit.evaluation.disclosure import Publishable

__all__ = ["area_sheet", "to_area_sheet", "write_area_sheet"]

MAX_ROUTES: Final = 6
MAX_ASKED: Final = 3
MAX_CHANGES: Final = 3
MAX_MEASURES: Final = 3
MAX_UNSEEN: Final = 3


def write_area_sheet(
    result: Evaluation | Publishable,
    path: str | os.PathLike[str],
    *,
    routes: Sequence[Route],
    indicators: Sequence[str] = (),
    released_by: str = "",
    language: str = "en-GB",
) -> Path:
    """Write a sheet for residents as HTML that prints on one side of A4.

    Args:
        result: The evaluation, of a plan or of one ward.
        path: The file.
        routes: Where to get help, as `safetykit.content.current_routes` gives them for the nation
            and the day on which the sheet is handed out; one for emergencies among them.
        indicators: The ids of the indicators to show, at most three; the first three if empty.
        released_by: The post of who decided that a marked evaluation may be shown to anybody.
        language: The language of the fixed texts.

    Returns:
        The path that was written.

    Raises:
        InputError: No route is for emergencies; there are too many indicators, or one is not in
            the evaluation; the evaluation may not be shown to anybody; or the file cannot be
            written.
        MissingExtraError: The `report` extra is not installed.
    """
    text = to_area_sheet(
        result, routes=routes, indicators=indicators, released_by=released_by, language=language
    )
    return write_text(path, text)


def to_area_sheet(
    result: Evaluation | Publishable,
    *,
    routes: Sequence[Route],
    indicators: Sequence[str] = (),
    released_by: str = "",
    language: str = "en-GB",
) -> str:
    """Return a sheet for residents as HTML; see `write_area_sheet`."""
    from safetykit.evaluation.disclosure import prepare
    from safetykit.reporting.page import render_sheet

    ready = prepare(result, public=True, released_by=released_by)
    texts = load_texts(language)
    return render_sheet(area_sheet(ready, texts, routes=routes, indicators=indicators))


def area_sheet(
    ready: Publishable,
    texts: Texts,
    *,
    routes: Sequence[Route],
    indicators: Sequence[str] = (),
) -> Report:
    """Return the sheet as blocks; see `write_area_sheet`."""
    evaluation = ready.evaluation
    shown = _shown(evaluation, indicators)
    parts = (
        _help(routes, texts),
        _changes(evaluation, shown, texts),
        *_reported(evaluation, texts),
        _asked(evaluation, texts),
        _unsaid(evaluation, texts),
        _sources(ready, texts),
    )
    return Report(
        title=texts.say("{area}: what was recorded", area=evaluation.plan.area.name),
        kicker=f"{evaluation.plan.title} · {_counted(evaluation, shown, texts)}",
        notice=texts.in_english(evaluation.audit.preamble[0]),
        in_english=sentences_in_english(texts),
        language=texts.language,
        marking=ready.marking,
        contents=texts.say("On this page"),
        skip=texts.say("Skip to the text"),
        annex="",
        in_annex="",
        page="",
        parts=parts,
    )


def _counted(evaluation: Evaluation, shown: Sequence[IndicatorResult], texts: Texts) -> str:
    """Return up to which month the figures of the sheet count."""
    last = max((result.value_of.last for result in shown), default=evaluation.assessed_to)
    return texts.say("counted up to {month}", month=write_month(last, texts))


def _help(routes: Sequence[Route], texts: Texts) -> Part:
    if not any(route.emergency for route in routes):
        hint = "`Toolkit.routes()` and `current_routes()` give them."
        raise InputError("routes", len(routes), "at least one for emergencies", hint=hint)
    once = {(route.contact, route.channel): route for route in reversed(routes)}
    chosen = sorted(once.values(), key=lambda r: (r.stage.rank, r.order, r.id))
    shown = chosen[:MAX_ROUTES]
    title = texts.say("Where to get help")
    return Part(
        title=title,
        key="help",
        blocks=(Listing(items=tuple(_route(route, texts) for route in shown)),),
    )


def _route(route: Route, texts: Texts) -> str:
    hours = f" ({route.hours})" if route.hours else ""
    return texts.in_english(f"{route.label}: {route.contact}{hours}")


def _shown(evaluation: Evaluation, wanted: Sequence[str]) -> list[IndicatorResult]:
    """Return the results that stand on the sheet: those asked for, else page one's and the next."""
    if len(wanted) > MAX_CHANGES:
        expected = f"at most {MAX_CHANGES} ids, for one side of paper"
        raise InputError("indicators", list(wanted), expected)
    from safetykit.evaluation.headline import lead_result

    lead = lead_result(evaluation.results)
    first = sorted(evaluation.results, key=lambda result: result is not lead)[:MAX_CHANGES]
    return [evaluation[name] for name in dict.fromkeys(wanted)] or first


def _changes(evaluation: Evaluation, shown: Sequence[IndicatorResult], texts: Texts) -> Part:
    items = tuple(texts.in_english(result.sentence) for result in shown)
    none = texts.say("The plan names no indicator that these records can answer.")
    blocks: list[Block] = [Listing(items=items) if items else Paragraph(text=none)]
    if any(result.indicator.status is not Status.STATED for result in shown):
        words = texts.say("Indicators are illustrative where the plan names none.")
        blocks.append(Paragraph(text=words, role=Role.MINOR))
    if rest := len(evaluation.results) - len(shown):
        words = texts.say_number(
            rest,
            "{n} more indicator stands in the full report.",
            "{n} more indicators stand in the full report.",
        )
        blocks.append(Paragraph(text=words, role=Role.MINOR))
    return Part(title=texts.say("What changed in the records"), key="changed", blocks=tuple(blocks))


def _reported(evaluation: Evaluation, texts: Texts) -> Iterator[Part]:
    """Yield what partners report that was done, if anything, each with what it does not say."""
    told = [found for found in evaluation.measures if found.latest]
    if not told:
        return
    items = tuple(
        texts.in_english(f"{found.sentence} {found.notes[0]}") for found in told[:MAX_MEASURES]
    )
    blocks: list[Block] = [Listing(items=items)]
    if rest := len(told) - len(items):
        words = texts.say_number(
            rest,
            "{n} more measure stands in the full report.",
            "{n} more measures stand in the full report.",
        )
        blocks.append(Paragraph(text=words, role=Role.MINOR))
    title = texts.say("What partners report that was done")
    yield Part(title=title, key="performance", blocks=tuple(blocks))


def _asked(evaluation: Evaluation, texts: Texts) -> Part:
    held = said_and_done(evaluation.plan, as_of=evaluation.as_of)
    items = tuple(_answer(item, texts) for item in held[:MAX_ASKED])
    blocks: list[Block] = [Listing(items=items)] if items else []
    if not items:
        blocks.append(Paragraph(text=texts.say("The text held names no consultation.")))
    if rest := len(held) - len(items):
        words = texts.say_number(
            rest, "{n} more stands in the plan.", "{n} more stand in the plan."
        )
        blocks.append(Paragraph(text=words, role=Role.MINOR))
    title = texts.say("What people were asked, and what came of it")
    return Part(title=title, key="asked", blocks=tuple(blocks))


def _answer(item: SaidAndDone, texts: Texts) -> str:
    about = item.consultation.about
    if item.told:
        return texts.say("{about}: {told}", about=about, told=" ".join(item.told))
    if item.actions:
        titles = "; ".join(action.title for action in item.actions)
        return texts.say("{about}: the plan answers with {actions}.", about=about, actions=titles)
    return texts.say("{about}: the text held names no answer.", about=about)


def _unsaid(evaluation: Evaluation, texts: Texts) -> Part:
    items = tuple(_limits(evaluation.unseen, texts))
    title = texts.say("What these figures cannot say")
    return Part(title=title, key="unsaid", blocks=(Listing(items=items),))


def _limits(unseen: Iterable[str], texts: Texts) -> Iterator[str]:
    yield texts.say("Why a figure changed, or what it will be next year.")
    yield texts.say("What nobody told the police or another service.")
    yield from map(texts.in_english, tuple(unseen)[:MAX_UNSEEN])


def _sources(ready: Publishable, texts: Texts) -> Part:
    words = (f"{s.title}, {s.publisher}. {s.attribution}" for s in ready.evaluation.sources)
    day = texts.say("Made for {day}.", day=write_day(ready.evaluation.as_of, texts))
    said = (*map(texts.in_english, (*ready.cautions, *words)), day)
    blocks = tuple(Paragraph(text=text, role=Role.MINOR) for text in said)
    return Part(title=texts.say("Where the figures come from"), key="sources", blocks=blocks)
