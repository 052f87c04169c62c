"""What the plan could do about its findings, before the findings themselves.

What belongs here: the few rows that a reader with three minutes needs: what would settle most of
the findings, and what could be done, the gravest first. What does not: any advice of its own; each
row is the hint of the findings that it counts.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

import attrs

from safetykit.evaluation import Audit, Check, Severity
from safetykit.reporting.blocks import Block, Column, Paragraph, Part, PartKind, Role, Table
from safetykit.reporting.kinds.words import word_of
from safetykit.reporting.numbers import write_count
from safetykit.reporting.passages import join
from safetykit.reporting.texts import Texts

__all__ = ["remedies"]

MAX_ROWS: Final = 10
MAX_SETTLING: Final = 4


@attrs.frozen(kw_only=True)
class _Remedy:
    """A hint with how many findings of one check have it."""

    check: Check
    hint: str
    severity: Severity
    number: int

    @property
    def order(self) -> tuple[int, int]:
        return list(Severity).index(self.severity), -self.number


def remedies(audit: Audit, texts: Texts) -> Part | None:
    """Return the part on what could be done; None without a finding."""
    held = sorted(_remedies(audit), key=lambda remedy: remedy.order)
    if not held:
        return None
    blocks: list[Block] = [_settling(audit, texts), _table(held[:MAX_ROWS], texts)]
    if rest := held[MAX_ROWS:]:
        words = texts.say_number(
            len(rest),
            "{n} more thing could be done; it stands with its findings below.",
            "{n} more things could be done; each stands with its findings below.",
        )
        blocks.append(Paragraph(text=words, role=Role.MINOR))
    title = texts.say("What could be done about the findings, the gravest first")
    return Part(title=title, key="remedies", blocks=tuple(blocks), kind=PartKind.GROUP)


def _remedies(audit: Audit) -> list[_Remedy]:
    found = []
    for check in audit.checks:
        weights = Counter((finding.hint, finding.severity) for finding in check.findings)
        found += [
            _Remedy(check=check, hint=hint, severity=severity, number=number)
            for (hint, severity), number in weights.items()
        ]
    return found


def _table(held: list[_Remedy], texts: Texts) -> Table:
    columns = (
        Column(title=texts.say("What could be done")),
        Column(title=texts.say("For how many")),
        Column(title=texts.say("Weight")),
    )
    rows = tuple(
        (
            join("\n", (texts.in_english(remedy.hint), f"[{remedy.check.code}]")),
            texts.say(
                "{n} of {total} {things}",
                n=write_count(remedy.number, texts),
                total=write_count(remedy.check.checked, texts),
                things=texts.in_english(remedy.check.of),
            ),
            word_of(remedy.severity, texts),
        )
        for remedy in held
    )
    caption = texts.say("Errors, then warnings, then what was found most often")
    return Table(caption=caption, columns=columns, rows=rows)


def _settling(audit: Audit, texts: Texts) -> Table:
    """Return what would settle the findings: the few things that settle most, and the rest."""
    counts = Counter(finding.settled_by for finding in audit.findings if finding.settled_by)
    shown = counts.most_common(MAX_SETTLING)
    rows = [
        (texts.in_english(what.removesuffix(".")), write_count(number, texts))
        for what, number in shown
    ]
    if rest := counts.total() - sum(number for _, number in shown):
        rows.append(
            (texts.say("Something else, named with each finding"), write_count(rest, texts))
        )
    if none := len(audit.findings) - counts.total():
        rows.append((texts.say("Not named"), write_count(none, texts)))
    columns = (
        Column(title=texts.say("Would be settled by")),
        Column(title=texts.say("Findings"), number=True),
    )
    return Table(caption=texts.say("What would settle them"), columns=columns, rows=tuple(rows))
