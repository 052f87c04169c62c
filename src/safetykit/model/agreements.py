"""Agreements between bodies: who signed, what each is expected to do, and what replaced them."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.sources import Passage, Status
from safetykit.quantities import PartialDate, Period

__all__ = ["Agreement", "AgreementKind", "DataSharing", "Expectation", "LegalForce"]


class AgreementKind(StrEnum):
    """What the parties call it."""

    AGREEMENT = "agreement"
    CONCORDAT = "concordat"
    PROTOCOL = "protocol"
    CHARTER = "charter"
    CONTRACT = "contract"
    MEMORANDUM = "memorandum of understanding"


class LegalForce(StrEnum):
    """Whether a court would enforce it."""

    NONE = "none"
    CONTRACTUAL = "contractual"
    STATUTORY = "statutory"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Expectation:
    """What signatories are expected to do; of all of them where none is named.

    `actions` are those of the plan that carry it out; what is returned on them shows how it stands.
    """

    what: str
    of: tuple[Id, ...] = refs_field("organisations")
    actions: tuple[Id, ...] = refs_field("actions")


@attrs.frozen(kw_only=True)
class Agreement:
    """An agreement that the plan names or rests on.

    One that the text does not name, such as a successor, is inferred and says its source.
    """

    id: Id = id_field()
    title: str
    kind: AgreementKind = AgreementKind.AGREEMENT
    signatories: tuple[Id, ...] = refs_field("organisations")
    purposes: tuple[str, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    legal_force: LegalForce = LegalForce.UNKNOWN
    applies_to: tuple[Id, ...] = refs_field("legal_instruments")
    in_force: Period | None = None
    superseded_by: Id | None = ref_field("agreements")
    superseded_on: PartialDate | None = None
    source: str = ""
    status: Status = Status.STATED
    note: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class DataSharing:
    """Which data are shared, between whom, on what basis."""

    id: Id = id_field()
    what: str
    between: tuple[Id, ...] = refs_field("organisations")
    basis: str = ""
    anonymised: bool | None = None
    passage: Passage | None = None
