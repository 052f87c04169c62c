"""Money: grants, the precept, budget lines, and what stands behind an action.

An amount that is lost in the text is illegible, and never nought.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field, ref_field
from safetykit.model.sources import Passage, Status
from safetykit.quantities import Approx, PartialDate

__all__ = ["Funding", "FundingKind"]


class FundingKind(StrEnum):
    """What kind of money, or what in its place."""

    GRANT = "grant"
    PRECEPT = "precept"
    BUDGET_LINE = "budget line"
    RESERVE = "reserve"
    SPONSORSHIP = "sponsorship"
    STAFF = "staff"
    COMMISSION = "commissioned service"


@attrs.frozen(kw_only=True)
class Funding:
    """A sum or a share of money.

    Attributes:
        amount: In pounds sterling of the year's prices; None where none is stated.
        share: The part of the whole budget, as a percentage.
        condition: On what it depends: "where possible", "if central grant allows".
    """

    id: Id = id_field()
    title: str
    kind: FundingKind
    amount: Approx | None = None
    share: Approx | None = None
    year: PartialDate | None = None
    payer: Id | None = ref_field("organisations")
    receiver: Id | None = ref_field("organisations")
    purpose: str = ""
    condition: str = ""
    status: Status = Status.STATED
    passage: Passage | None = None
