"""The law on force in England and Wales, as typed facts.

What belongs here: what each provision is. What does not: applying it to an incident.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from safetykit.content import Fact, FactKind, Jurisdiction, Unknown
from safetykit.plugins.use_of_force.data import CONTENT

__all__ = ["BasisKind", "LegalBasis", "LegalFact", "core_questions", "legal_bases"]


class LegalBasis(StrEnum):
    """The provisions that bear on force in England and Wales."""

    COMMON_LAW = "common_law"
    CLA_1967_S3 = "cla_1967_s3"
    PACE_1984_S117 = "pace_1984_s117"
    CJIA_2008_S76 = "cjia_2008_s76"
    ECHR = "echr"


class BasisKind(StrEnum):
    """What a provision does: gives a power, says how a defence is judged, or sets a duty."""

    POWER = "power"
    DEFENCE_TEST = "defence_test"
    DUTY = "duty"


@attrs.frozen(kw_only=True)
class LegalFact:
    """A provision, what it does, and the fact that says so."""

    basis: LegalBasis
    kind: BasisKind
    fact: Fact

    @property
    def is_power(self) -> bool:
        """Whether the provision gives a power to use force; section 76 does not."""
        return self.kind is BasisKind.POWER


def legal_bases(
    jurisdiction: Jurisdiction | str, as_of: dt.date
) -> tuple[LegalFact, ...] | Unknown:
    """Return the provisions on force that are in force in a nation on a day.

    Args:
        jurisdiction: England or Wales.
        as_of: The day; provisions that had not begun are left out.

    Returns:
        The provisions; or `Unknown`, which names where to look, for Scotland and Northern Ireland
        and for a day before the first provision held.

    Examples:
        >>> import datetime as dt
        >>> bases = legal_bases(jurisdiction="england", as_of=dt.date(2026, 4, 1))
        >>> [basis.basis.value for basis in bases if not basis.is_power]
        ['cjia_2008_s76', 'echr']
    """
    found: list[LegalFact] = []
    missing: list[Unknown] = []
    for basis in LegalBasis:
        key = f"use_of_force.law.{basis.value}"
        answer = CONTENT.book.at(key, jurisdiction=jurisdiction, as_of=as_of)
        if isinstance(answer, Unknown):
            missing.append(answer)
        else:
            kind = BasisKind(FactKind(answer.kind).value)
            found.append(LegalFact(basis=basis, kind=kind, fact=answer))
    return tuple(found) if found else attrs.evolve(missing[0], about="the law on force")


def core_questions(jurisdiction: Jurisdiction | str, as_of: dt.date) -> tuple[Fact, ...] | Unknown:
    """Return the three questions that an officer answers before using force, in order.

    Args:
        jurisdiction: England or Wales.
        as_of: The day.

    Returns:
        The questions in our words, each with its source; or `Unknown`.
    """
    questions: list[Fact] = []
    for number in (1, 2, 3):
        key = f"use_of_force.question.{number}"
        answer = CONTENT.book.at(key, jurisdiction=jurisdiction, as_of=as_of)
        if isinstance(answer, Unknown):
            return attrs.evolve(answer, about="the questions before force")
        questions.append(answer)
    return tuple(questions)
