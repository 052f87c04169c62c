"""The outline of a report: which sections an evaluation or an audit has, in which order.

What belongs here: the two outlines, from which every face is made. What does not: what a section
holds (`sections`), and how it looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from safetykit.content import ReportSection, Unknown
from safetykit.evaluation import Audit
from safetykit.model import Plan
from safetykit.reporting.blocks import Listing, Part, Report
from safetykit.reporting.borrowed import sentences_in_english
from safetykit.reporting.numbers import write_day
from safetykit.reporting.sections.contributed import contributed
from safetykit.reporting.sections.evidence import evidence
from safetykit.reporting.sections.judged import findings, frames
from safetykit.reporting.sections.promised import promised
from safetykit.reporting.texts import Texts, load_texts

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation
    from safetykit.evaluation.disclosure import Publishable

__all__ = ["audit_report", "evaluation_report", "make_report"]


def make_report(
    result: Evaluation | Publishable | Audit,
    *,
    plan: Plan | None = None,
    sections: Sequence[ReportSection | Unknown] = (),
    language: str = "en-GB",
) -> Report:
    """Return the report of a result, from which every face is made.

    Args:
        result: An evaluation, or an audit alone.
        plan: For an audit, its plan, so that the report says what was promised.
        sections: What toolkit modules contribute.
        language: The language of the fixed texts.

    Raises:
        InputError: There is no catalogue of the language; or the evaluation may not be shown.
    """
    texts = load_texts(language)
    if isinstance(result, Audit):
        return audit_report(result, texts, plan=plan, sections=sections)
    from safetykit.evaluation.disclosure import prepare

    return evaluation_report(prepare(result), texts, sections=sections)


def evaluation_report(
    ready: Publishable, texts: Texts, *, sections: Sequence[ReportSection | Unknown] = ()
) -> Report:
    """Return the report of an evaluation that may be shown."""
    evaluation = ready.evaluation
    day = texts.say("evaluated for {day}", day=write_day(evaluation.as_of, texts))
    return _report(
        title=evaluation.plan.title,
        kicker=f"{evaluation.plan.area.name} · {day}",
        notice=texts.in_english(evaluation.audit.preamble[0]),
        marking=ready.marking,
        parts=_evaluation_parts(ready, texts, sections),
        texts=texts,
    )


def _evaluation_parts(
    ready: Publishable, texts: Texts, sections: Sequence[ReportSection | Unknown]
) -> tuple[Part | None, ...]:
    """Return the sections in their order; None for what the plan gives no reason to have."""
    from safetykit.reporting.sections.claims import denominators, stated_figures
    from safetykit.reporting.sections.compared import interventions, peers
    from safetykit.reporting.sections.indicators import indicators
    from safetykit.reporting.sections.measures import measures
    from safetykit.reporting.sections.records import made, quality, unseen
    from safetykit.reporting.sections.said import what_can_be_said

    evaluation = ready.evaluation
    short = Listing(items=tuple(map(texts.in_english, evaluation.headline)), numbered=True)
    return (
        Part(title=texts.say("In short"), key="in-short", blocks=(short,)),
        promised(evaluation.plan, texts),
        what_can_be_said(evaluation, texts),
        stated_figures(evaluation, texts),
        denominators(evaluation, texts),
        indicators(ready, texts),
        measures(evaluation, texts),
        interventions(evaluation, texts),
        peers(evaluation, texts),
        unseen(evaluation, texts),
        findings(evaluation.audit, texts),
        frames(evaluation.audit, texts),
        evidence(evaluation.audit.evidence, texts),
        *contributed(sections, texts),
        quality(ready, texts),
        made(evaluation, texts),
    )


def audit_report(
    audit: Audit,
    texts: Texts,
    *,
    plan: Plan | None = None,
    sections: Sequence[ReportSection | Unknown] = (),
) -> Report:
    """Return the report of an audit; what was promised stands in it if the plan is given."""
    parts = (
        promised(plan, texts) if plan else None,
        findings(audit, texts),
        frames(audit, texts),
        evidence(audit.evidence, texts),
        *contributed(sections, texts),
    )
    return _report(
        title=audit.title,
        kicker=texts.say("Audited for {day}", day=write_day(audit.as_of, texts)),
        notice=texts.in_english(audit.preamble[0]),
        marking=audit.marking or "",
        parts=parts,
        texts=texts,
    )


def _report(
    *,
    title: str,
    kicker: str,
    notice: str,
    marking: str,
    parts: Sequence[Part | None],
    texts: Texts,
) -> Report:
    return Report(
        title=title,
        kicker=kicker,
        notice=notice,
        in_english=sentences_in_english(texts),
        language=texts.language,
        marking=marking,
        contents=texts.say("On this page"),
        skip=texts.say("Skip to the text"),
        annex=texts.say("Annex: the numbers and how they were made"),
        in_annex=texts.say("in the annex"),
        page=texts.say("Page {page} of {pages}"),
        parts=tuple(part for part in parts if part is not None),
    )
