"""Personal data in the free text of a plan and of what partners returned on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from safetykit.evaluation.disclosure.personal_data import (
    PersonalData,
    PersonalDataKind,
    find_personal_data,
    texts_of,
)
from safetykit.evaluation.findings import Check, Family, Finding, Severity
from safetykit.evaluation.rules.asking import Ask, Where
from safetykit.model import Plan

__all__ = ["check_personal_data"]

SETTLED: Final = "The plan's authors, or the partner that sent the text."


def _ask(code: str, what: str, severity: Severity = Severity.WARNING) -> Ask:
    return Ask(
        code=code,
        title=f"seem to hold {what}",
        of="texts of the plan and of returns",
        family=Family.PERSONAL_DATA,
        severity=severity,
        settled=SETTLED,
    )


ASKS: Final = {
    PersonalDataKind.PHONE: _ask("SK-A951", "a telephone number of a person"),
    PersonalDataKind.PLATE: _ask("SK-A952", "a number plate"),
    PersonalDataKind.EMAIL: _ask("SK-A953", "an e-mail address of a person"),
    PersonalDataKind.POSTCODE: _ask("SK-A954", "a full postcode", Severity.NOTICE),
    PersonalDataKind.NHS_NUMBER: _ask("SK-A955", "an NHS number"),
    PersonalDataKind.NI_NUMBER: _ask("SK-A956", "a National Insurance number"),
    PersonalDataKind.BIRTH: _ask("SK-A957", "a date of birth"),
    PersonalDataKind.NAME: _ask("SK-A958", "a name beside a word for a victim"),
}


def check_personal_data(plan: Plan, *, as_of: dt.date) -> Iterable[Check]:  # noqa: ARG001  a Rule
    """Search every text for what leads to one person; what is found is not repeated in full."""
    number = sum(1 for _ in texts_of(plan))
    found: dict[PersonalDataKind, dict[Where, list[PersonalData]]] = {kind: {} for kind in ASKS}
    for one in find_personal_data(plan):
        found[one.kind].setdefault(one.where, []).append(one)
    for kind, ask in ASKS.items():
        yield ask.check(number, (_finding(plan, ask, texts) for texts in found[kind].values()))


def _finding(plan: Plan, ask: Ask, found: Sequence[PersonalData]) -> Finding:
    """Return what is found of one kind in one text."""
    first = found[0]
    excerpts = ", ".join(one.excerpt for one in found)
    message = f"The text seems to hold this: {first.kind}, {excerpts}"
    return ask.finding(plan, first.where, plan.id, message, hint=first.hint)
