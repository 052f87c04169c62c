"""Frames of law and guidance, and legal thresholds that a plan states.

What is looked for, and who is exempt, is data (`frames_data`, and the facts of the catalogue). No
finding here is a verdict of law: it says what the text held shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from safetykit.content import Fact, parse_jurisdiction
from safetykit.errors import InputError
from safetykit.evaluation.catalogue import Catalogue
from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.frame_readings import (
    NO_ADVICE,
    FrameReading,
    RequirementReading,
    Standing,
    read_frame,
)
from safetykit.evaluation.frames import SeenBy
from safetykit.evaluation.rules.asking import Ask
from safetykit.model import LegalThreshold, Plan
from safetykit.quantities import Threshold

__all__ = ["check_frames", "check_thresholds"]

NOT_FOUND: Final = Ask(
    code="SK-A401",
    title="are not found in the text held",
    of="requirements of law or guidance that a plan can show",
    family=Family.FRAMES,
    hint="Say where the plan or another document takes it up.",
)
NOT_THEN: Final = Ask(
    code="SK-A402",
    title="do not apply at the plan's date",
    of="frames that speak of plans of this kind",
    family=Family.FRAMES,
    severity=Severity.NOTICE,
    hint="Read it for a later edition.",
)
EXEMPT: Final = Ask(
    code="SK-A403",
    title="do not bind this area",
    of="requirements of law or guidance",
    family=Family.FRAMES,
    severity=Severity.NOTICE,
    hint="Nothing need be done.",
)
DIFFERS: Final = Ask(
    code="SK-A404",
    title="are not those of the law at the plan's date",
    of="legal thresholds with a known number",
    family=Family.FRAMES,
    hint="Check the number against the source, and correct whichever is wrong.",
)
UNKNOWN: Final = Ask(
    code="SK-A405",
    title="cannot be compared with the law, of which no number is at hand",
    of="legal thresholds",
    family=Family.FRAMES,
    severity=Severity.NOTICE,
    hint="Compare it with the text of the law.",
)
BY_WORDS: Final = (SeenBy.SUBJECT, SeenBy.DOCUMENT)  # a plan may well use other words


def check_frames(plan: Plan, *, as_of: dt.date, catalogue: Catalogue) -> Iterable[Check]:
    """Read each frame of the catalogue that speaks of plans of this kind in this nation."""
    readings = [read_frame(plan, frame, as_of=as_of) for frame in catalogue.frames]
    spoken = [reading for reading in readings if reading.speaks_of]
    asked = [(reading, r) for reading in spoken for r in reading.requirements]
    shown = [r for _, r in asked if r.standing in (Standing.MET, Standing.NOT_FOUND)]
    yield NOT_FOUND.check(
        len(shown),
        (_not_found(plan, f, r) for f, r in asked if r.standing is Standing.NOT_FOUND),
    )
    yield NOT_THEN.check(len(spoken), (_not_then(plan, f) for f in spoken if not f.applies))
    holding = [r for _, r in asked if r.standing is not Standing.NOT_APPLICABLE]
    yield EXEMPT.check(
        len(holding), (_exempt(plan, f, r) for f, r in asked if r.standing is Standing.EXEMPT)
    )


def _not_found(plan: Plan, reading: FrameReading, found: RequirementReading) -> Finding:
    unseen = plan.transcription.not_held if plan.transcription else ()
    asked = found.requirement
    unsure = asked.check_by_person or asked.seen_by in BY_WORDS
    message = f"{reading.frame.title}, {asked.provision}, asks for {asked.what}. {found.why}"
    if asked.seen_by in BY_WORDS:
        message += " It may stand there in other words."
    if unseen:
        message += f" {unseen[0].title} may hold it; it is not in the text held."
    if asked.check_by_person:
        message += " That it is asked for is from general knowledge; check it first."
    return Finding(
        code=NOT_FOUND.code,
        severity=Severity.NOTICE if unsure or unseen else Severity.WARNING,
        place=found.place,
        subject=f"{reading.frame.name}.{asked.id}",
        message=f"{message} {NO_ADVICE}",
        hint=NOT_FOUND.hint,
        settled_by=_sources(found) or "The text of the law or the guidance.",
        about=f"{reading.frame.title}: {asked.what}",
    )


def _sources(found: RequirementReading) -> str:
    return "; ".join(f"{s.title} ({s.publisher})" for s in found.requirement.sources)


def _not_then(plan: Plan, reading: FrameReading) -> Finding:
    message = f"{reading.frame.title} does not apply. {reading.why} {NO_ADVICE}"
    return NOT_THEN.finding(plan, ("dated",), reading.frame.name, message)


def _exempt(plan: Plan, reading: FrameReading, found: RequirementReading) -> Finding:
    asked = found.requirement
    message = f"{reading.frame.title}, {asked.provision}, asks for {asked.what}. {found.why}"
    return EXEMPT.finding(
        plan,
        ("area", "code"),
        f"{reading.frame.name}.{asked.id}",
        f"{message} {NO_ADVICE}",
        settled=_sources(found),
    )


def check_thresholds(plan: Plan, *, as_of: dt.date, catalogue: Catalogue) -> Iterable[Check]:
    """Compare each legal threshold that the plan states with the law at that date."""
    stated = [(i, t, _law(plan, t, as_of, catalogue)) for i, t in enumerate(plan.legal_thresholds)]
    known = [(i, t, law) for i, t, law in stated if law is not None]
    yield DIFFERS.check(len(known), _differing(plan, known))
    yield UNKNOWN.check(
        len(stated),
        (
            UNKNOWN.finding(
                plan,
                ("legal_thresholds", i),
                threshold.id,
                f"The plan says: {threshold.says} No number of “{threshold.law}” for "
                f"{plan.area.country} on {as_of} is at hand to compare it with.",
                settled="The text of the law.",
            )
            for i, threshold, law in stated
            if law is None
        ),
    )


def _law(plan: Plan, stated: LegalThreshold, as_of: dt.date, catalogue: Catalogue) -> Fact | None:
    """Return the fact that holds the law's number for the plan's nation on a day."""
    try:
        nation = parse_jurisdiction(plan.area.country)
    except InputError:
        return None
    for fact in catalogue.facts:
        if fact.key == stated.law and fact.covers(nation, as_of) and fact.value.number is not None:
            return fact
    return None


def _differing(plan: Plan, known: list[tuple[int, LegalThreshold, Fact]]) -> Iterator[Finding]:
    for i, stated, fact in known:
        number = fact.value.require_number()
        bound = fact.bound or stated.threshold.bound  # a side that is not known is not held against
        law = Threshold(number, bound)
        if law.same_as(stated.threshold, whole=stated.whole):
            continue
        side = f"{bound.value} {number}" if fact.bound else str(number)
        message = (
            f"The plan says: {stated.says} It states {stated.threshold}; the law's threshold is "
            f"{side}{f' ({fact.unit})' if fact.unit else ''}"
            + f", in {plan.area.country} from {fact.valid_from}."
            + _at_the_number(law, stated)
        )
        sources = "; ".join(f"{s.title} ({s.publisher})" for s in fact.sources)
        yield DIFFERS.finding(
            plan,
            ("legal_thresholds", i, "threshold"),
            stated.id,
            f"{message} {NO_ADVICE}",
            settled=sources or fact.where_to_check,
        )


def _at_the_number(law: Threshold, stated: LegalThreshold) -> str:
    """Say what the difference means at the law's own number."""
    inside, told = law.includes(law.number), stated.threshold.includes(law.number)
    if inside == told:
        return ""
    verb = ("applies", "does not") if inside else ("does not apply", "does")
    return f" At {law.number} the law {verb[0]}, and by the plan's words it {verb[1]}."
