"""What an audit returns: findings, the checks that made them, and the audit as a whole."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from safetykit.errors import Place
from safetykit.evaluation.evidence import ActionEvidence
from safetykit.evaluation.frame_readings import FrameReading
from safetykit.quantities import Marking

__all__ = ["Audit", "Check", "Family", "Finding", "Severity"]


class Severity(StrEnum):
    """How much a finding weighs, heaviest first.

    `error`: stated figures cannot all be true. `warning`: something that accountability needs is
    not there. `notice`: worth knowing; no fault, or one that an unseen part may settle.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    def reaches(self, threshold: Severity) -> bool:
        """Return whether this weighs as much as a threshold, or more."""
        order = list(Severity)
        return order.index(self) <= order.index(threshold)


class Family(StrEnum):
    """What a check looks at."""

    NUMBERS = "numbers"
    WORDING = "wording"
    ACCOUNTABILITY = "accountability"
    GOLDEN_THREAD = "golden thread"
    FRAMES = "frames of law and guidance"
    AGREEMENTS = "agreements"
    ENGAGEMENT = "engagement"
    EVIDENCE = "evidence"
    RISKS = "risks"
    BODIES = "bodies"
    PERSONAL_DATA = "personal data"


@attrs.frozen(kw_only=True)
class Finding:
    """One thing that an audit found.

    Attributes:
        code: The stable code of the check that found it.
        severity: How much it weighs.
        place: File, line and path of what it is about.
        subject: The id of what it is about.
        message: What was found, in plain words.
        hint: What to do about it.
        settled_by: What would settle it.
        about: What it is about, in words, where its id says little; empty where the id will do.
    """

    code: str
    severity: Severity
    place: Place
    subject: str
    message: str
    hint: str
    settled_by: str = ""
    about: str = ""


@attrs.frozen(kw_only=True)
class Check:
    """One question that was put to the plan: how many things it was put to, and what it found.

    Attributes:
        code: The stable code, which its findings carry.
        title: The finding in a few words, to stand after a count: "state no owner".
        family: What the check looks at.
        of: What was looked at, in the plural: "headline actions".
        checked: How many of them there were.
        findings: What was found.
        note: What else the count shows, as a sentence; empty if nothing.
    """

    code: str
    title: str
    family: Family
    of: str
    checked: int
    findings: tuple[Finding, ...] = ()
    note: str = ""

    @property
    def severity(self) -> Severity | None:
        """The heaviest severity among the findings; None if there are none."""
        order = list(Severity)
        return min((f.severity for f in self.findings), key=order.index, default=None)

    @property
    def summary(self) -> str:
        """The check in one sentence, with its denominator, and its note."""
        counted = f"{len(self.findings)} of {self.checked} {self.of} {self.title}."
        return f"{counted} {self.note}".rstrip()


@attrs.frozen(kw_only=True)
class Audit:
    """The answer to "can this plan be held to account at all?". There is no overall score.

    Attributes:
        plan: The id of the plan.
        title: The title of the plan.
        as_of: The day for which the plan was audited.
        preamble: What must be read before any finding.
        checks: Every question that was put to the plan, those without a finding among them.
        frames: What the plan shows of each frame of law and guidance that was asked for.
        evidence: Each action with the rated interventions that it is joined to; empty if the
            catalogue holds none.
        marking: The protective marking of the plan, shown at top and bottom; None if it has none.
    """

    plan: str
    title: str
    as_of: dt.date
    preamble: tuple[str, ...]
    checks: tuple[Check, ...]
    frames: tuple[FrameReading, ...] = ()
    evidence: tuple[ActionEvidence, ...] = ()
    marking: Marking | None = None

    def __repr__(self) -> str:
        """Say what it is an audit of and how much was found; in full it fills many screens."""
        held = f"checks: {len(self.checks)}, findings: {len(self.findings)}"
        return f"<Audit of {self.title!r}, as of {self.as_of}; {held}>"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all checks, in the order of the checks and of the plan."""
        return tuple(finding for check in self.checks for finding in check.findings)

    def check(self, code: str) -> Check | None:
        """Return the check with a code, if it was made."""
        return next((check for check in self.checks if check.code == code), None)

    def reaching(self, threshold: Severity) -> tuple[Finding, ...]:
        """Return the findings that weigh as much as a threshold, or more."""
        return tuple(f for f in self.findings if f.severity.reaches(threshold))
