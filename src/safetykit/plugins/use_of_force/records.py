"""Use-of-force records, and counting them without mistaking records for people or incidents.

One record is one officer's use of force on one person at one time. Every officer files one, so
there are more records than incidents and more than people. Nothing in a record names anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import parse_choice
from safetykit.errors import InputError
from safetykit.plugins.use_of_force.vocabulary import ImpactFactor, Outcome, Reason, Tactic

__all__ = ["CountUnit", "ForceCount", "TacticUse", "UseOfForceRecord", "count"]


class CountUnit(StrEnum):
    """What is counted. Incidents cannot be: a record does not say which others belong to it."""

    RECORDS = "records"
    TACTICS = "tactics"
    SUBJECTS = "subjects"


_CAVEATS: Final = {
    CountUnit.RECORDS: "One record is one officer and one person: more than incidents or people.",
    CountUnit.TACTICS: "A record can name several tactics: never call this number incidents.",
    CountUnit.SUBJECTS: "People by pseudonym: somebody who has two pseudonyms counts twice.",
}


@attrs.frozen(kw_only=True)
class TacticUse:
    """A tactic and whether it was effective, as the officer recorded it."""

    tactic: Tactic
    effective: bool | None = None


def _check_tactics(
    _: object, __: attrs.Attribute[tuple[TacticUse, ...]], value: tuple[TacticUse, ...]
) -> None:
    if all(use.tactic is Tactic.TACTICAL_COMMUNICATIONS for use in value):
        expected = "at least one tactic besides tactical communications"
        hint = "Talking alone is not recorded as a use of force."
        raise InputError("tactics", [use.tactic.value for use in value], expected, hint=hint)


@attrs.frozen(kw_only=True)
class UseOfForceRecord:
    """One officer's use of force on one person at one time.

    `subject` is a pseudonym that means nothing outside the data, never a name. There is no field
    for whether the force was right: a record does not say.
    """

    id: str
    tactics: tuple[TacticUse, ...] = attrs.field(validator=_check_tactics)
    subject: str | None = None
    reasons: tuple[Reason, ...] = ()
    impact_factors: tuple[ImpactFactor, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    subject_injured: bool | None = None
    officer_injured: bool | None = None

    def __attrs_post_init__(self) -> None:
        if Outcome.FATALITY in self.outcomes and self.subject_injured is False:
            expected = "true or not known where the outcome is a fatality"
            hint = "One of the two was recorded wrongly; go back to the record."
            raise InputError("subject_injured", False, expected, hint=hint)


@attrs.frozen(kw_only=True)
class ForceCount:
    """A number, what it counts, and what it must not be called."""

    value: int
    unit: CountUnit
    by_tactic: tuple[tuple[Tactic, int], ...]
    caveat: str

    def __int__(self) -> int:
        """Return the number alone."""
        return self.value


def count(records: Iterable[UseOfForceRecord], *, unit: CountUnit | str) -> ForceCount:
    """Count records, tactics or people; which of them must be said.

    A tactic counts once for each record that names it, however often it was used.

    Args:
        records: The records; each id stands once.
        unit: `records`, `tactics` or `subjects`.

    Returns:
        The number, with what it counts. For tactics, the numbers by tactic as well.

    Raises:
        InputError: The unit is another (`incidents` cannot be counted), an id stands twice, or
            people are asked for and a record has no pseudonym.
    """
    kept = tuple(records)
    what = _unit(unit)
    _require_unique(kept)
    tactics = Counter(tactic for r in kept for tactic in {use.tactic for use in r.tactics})
    if what is CountUnit.RECORDS:
        value = len(kept)
    elif what is CountUnit.TACTICS:
        value = sum(tactics.values())
    else:
        value = len(_subjects(kept))
    by_tactic = tuple((tactic, tactics[tactic]) for tactic in Tactic if tactics[tactic])
    return ForceCount(
        value=value,
        unit=what,
        by_tactic=by_tactic if what is CountUnit.TACTICS else (),
        caveat=_CAVEATS[what],
    )


def _unit(unit: object) -> CountUnit:
    try:
        return parse_choice(CountUnit, unit, field="unit")
    except InputError as error:
        hint = error.hint or "Records are not incidents: several officers record one incident."
        raise InputError("unit", unit, error.expected, hint=hint) from error


def _require_unique(records: tuple[UseOfForceRecord, ...]) -> None:
    ids = Counter(record.id for record in records)
    twice = sorted(key for key, times in ids.items() if times > 1)
    if twice:
        hint = "Remove the duplicates first; they would be counted twice."
        raise InputError("records", twice, "each id once", hint=hint)


def _subjects(records: tuple[UseOfForceRecord, ...]) -> set[str]:
    unnamed = [record.id for record in records if record.subject is None]
    if unnamed:
        hint = f"Without one, people cannot be told apart: {', '.join(unnamed[:3])}."
        raise InputError("subject", None, "a pseudonym in every record", hint=hint)
    return {record.subject for record in records if record.subject is not None}
