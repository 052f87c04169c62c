"""The audit: findings by family, and law and guidance, each with its denominator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from safetykit.evaluation import (
    Audit,
    Check,
    Family,
    FrameReading,
    RequirementReading,
    Severity,
    Standing,
)
from safetykit.reporting.blocks import (
    Block,
    Column,
    Listing,
    Paragraph,
    Part,
    PartKind,
    Table,
)
from safetykit.reporting.kinds.words import as_heading, word_of
from safetykit.reporting.passages import join
from safetykit.reporting.sections.remedies import remedies
from safetykit.reporting.sections.repeated import finding_blocks
from safetykit.reporting.texts import Texts

__all__ = ["finding_counts", "findings", "frames"]


def findings(audit: Audit, texts: Texts) -> Part:
    """Return the section with every question that was put to the plan, grouped by family."""
    unheld = audit.preamble[1:]
    blocks: list[Block] = []
    if unheld:
        blocks.append(Listing(items=tuple(map(texts.in_english, unheld))))
    words = texts.say(
        "There is no overall score. Each line is a question, how often it was asked, and how often "
        "the text held gives no good answer."
    )
    blocks += [Paragraph(text=words), Paragraph(text=finding_counts(audit, texts))]
    blocks += filter(None, [remedies(audit, texts)])
    blocks += _families(audit, texts)
    title = texts.say("Can the plan be held to account?")
    return Part(title=title, key="audit", blocks=tuple(blocks))


def finding_counts(audit: Audit, texts: Texts) -> str:
    """Return how many findings there are, by weight."""
    found = {s: sum(f.severity is s for f in audit.findings) for s in Severity}
    total = len(audit.findings)
    return texts.say_number(
        total,
        "{n} finding: {errors}, {warnings}, {notices}.",
        "{n} findings: {errors}, {warnings}, {notices}.",
        errors=texts.say_number(found[Severity.ERROR], "{n} error", "{n} errors"),
        warnings=texts.say_number(found[Severity.WARNING], "{n} warning", "{n} warnings"),
        notices=texts.say_number(found[Severity.NOTICE], "{n} notice", "{n} notices"),
    )


def _families(audit: Audit, texts: Texts) -> Iterator[Part]:
    """Yield a group for each family with a finding, and one for all the others."""
    clear: list[Block] = []
    for family in dict.fromkeys(check.family for check in audit.checks):
        checks = [check for check in audit.checks if check.family is family]
        rest = tuple(_unasked(checks, family, texts))
        if found := tuple(_check(check, texts) for check in checks if check.findings):
            title, inner = as_heading(word_of(family, texts)), (*found, *rest)
            yield Part(title=title, key=_key(family), blocks=inner, kind=PartKind.GROUP)
        else:
            clear += rest
    if clear:
        title = texts.say("Where nothing was found")
        yield Part(title=title, key="f-clear", blocks=tuple(clear), kind=PartKind.GROUP)


def _key(family: Family) -> str:
    return f"f-{family.name.lower().replace('_', '-')}"


def _unasked(checks: list[Check], family: Family, texts: Texts) -> Iterator[Block]:
    """Yield the checks without a finding, then those that met nothing to ask of."""
    name, key = as_heading(word_of(family, texts)), _key(family)
    if quiet := [check for check in checks if not check.findings and check.checked]:
        title = texts.say_number(
            len(quiet),
            "{family}: {n} question was asked without a finding",
            "{family}: {n} questions were asked without a finding",
            family=name,
        )
        yield _unfound(title, f"{key}-quiet", quiet, texts)
    if idle := [check for check in checks if not check.findings and not check.checked]:
        title = texts.say_number(
            len(idle),
            "{family}: {n} question found nothing in the text held to be asked of",
            "{family}: {n} questions found nothing in the text held to be asked of",
            family=name,
        )
        yield _unfound(title, f"{key}-idle", idle, texts)


def _unfound(title: str, key: str, checks: list[Check], texts: Texts) -> Part:
    items = tuple(_summary(check, texts) for check in checks)
    return Part(title=title, key=key, blocks=(Listing(items=items),), kind=PartKind.DETAILS)


def _summary(check: Check, texts: Texts) -> str:
    return join(" ", (texts.in_english(check.summary), f"[{check.code}]"))


def _check(check: Check, texts: Texts) -> Part:
    weight = as_heading(word_of(check.severity or Severity.NOTICE, texts))
    return Part(
        title=join(": ", (weight, _summary(check, texts))),
        key=f"c-{check.code}",
        blocks=finding_blocks(check.findings, texts),
        kind=PartKind.DETAILS,
    )


def frames(audit: Audit, texts: Texts) -> Part | None:
    """Return the section on law and guidance; None if no frame speaks of the plan."""
    if not audit.frames:
        return None
    words = texts.say(
        "Each frame is law or guidance that speaks of plans like this one. What stands here is "
        "what the text held shows. It is no finding of compliance, and no legal advice."
    )
    blocks: tuple[Block, ...] = (
        Paragraph(text=words),
        *(_frame(reading, number, texts) for number, reading in enumerate(audit.frames)),
    )
    return Part(title=texts.say("Law and guidance"), key="law", blocks=blocks)


def _frame(reading: FrameReading, number: int, texts: Texts) -> Part:
    """Return what a frame asks for; what does not apply to the plan is folded away."""
    blocks: list[Block] = [Paragraph(text=texts.in_english(reading.summary))]
    frame = texts.in_english(reading.frame.title)
    rest = [r for r in reading.requirements if r.standing is Standing.NOT_APPLICABLE]
    if asked := [r for r in reading.requirements if r not in rest]:
        caption = texts.say("{frame}: how what it asks for stands in the text held", frame=frame)
        blocks.append(_requirements(asked, caption, texts))
    if rest:
        title = texts.say_number(
            len(rest),
            "{frame}: {n} thing does not apply to the plan",
            "{frame}: {n} things do not apply to the plan",
            frame=frame,
        )
        caption = texts.say("{frame}: what does not apply, and why", frame=frame)
        inner = (_requirements(rest, caption, texts),)
        key = f"l-{number}-rest"
        blocks.append(Part(title=title, key=key, blocks=inner, kind=PartKind.DETAILS))
    kind = PartKind.GROUP
    return Part(title=frame, key=f"l-{number}", blocks=tuple(blocks), kind=kind)


def _requirements(asked: Iterable[RequirementReading], caption: str, texts: Texts) -> Table:
    heads = (
        texts.say("It asks for"),
        texts.say("Where"),
        texts.say("How it stands"),
        texts.say("Why"),
    )
    rows = tuple(
        (
            texts.in_english(r.requirement.what),
            texts.in_english(r.requirement.provision),
            word_of(r.standing, texts),
            texts.in_english(r.why),
        )
        for r in asked
    )
    return Table(caption=caption, columns=tuple(Column(title=head) for head in heads), rows=rows)
