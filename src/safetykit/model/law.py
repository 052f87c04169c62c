"""The law that a plan rests on: instruments, powers, and who is exempt."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field, refs_field
from safetykit.model.sources import Passage
from safetykit.quantities import Period

__all__ = ["Exemption", "InstrumentKind", "LegalInstrument", "Power"]


class InstrumentKind(StrEnum):
    """What kind of text binds or guides."""

    ACT = "act"
    REGULATIONS = "regulations"
    ORDER = "order"
    CODE = "code"
    GUIDANCE = "guidance"
    DIRECTIVE = "directive"


@attrs.frozen(kw_only=True)
class LegalInstrument:
    """A text of law or guidance that the plan names."""

    id: Id = id_field()
    title: str
    kind: InstrumentKind
    year: int | None = None
    in_force: Period | None = None
    offences: tuple[str, ...] = ()
    note: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Power:
    """A tool of law, such as an injunction or a licence review, and who may use it."""

    id: Id = id_field()
    title: str
    instrument: Id | None = ref_field("legal_instruments")
    held_by: tuple[Id, ...] = refs_field("organisations")
    note: str = ""
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class Exemption:
    """That a body or an area is outside a duty, and by what."""

    id: Id = id_field()
    exempt: str
    from_what: str
    instrument: Id | None = ref_field("legal_instruments")
    note: str = ""
    passage: Passage | None = None
