"""Types of fraud, and the warning signs that reports name for them.

What belongs here: explanations. There is no score, and no answer that means "safe": the last line
always says that a fraud may show none of the signs.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import Citation, parse_choice
from safetykit.plugins.fraud_prevention.data import CONTENT

__all__ = ["FraudType", "WarningSign", "red_flags"]

_NO_SIGN: Final = "A fraud may show none of these signs, or others."


class FraudType(StrEnum):
    """A type of fraud, in the words of the counting rules and of practitioners."""

    ADVANCE_FEE = "advance_fee"
    ROMANCE = "romance"
    INVESTMENT = "investment"
    PYRAMID = "pyramid"
    TIME_SHARE = "time_share"
    SHOPPING = "shopping"
    TICKET = "ticket"
    COMPUTER_REPAIR = "computer_repair"
    DOORSTEP = "doorstep"
    CHARITY = "charity"
    BANKING = "banking"
    APPLICATION = "application"
    INVOICE = "invoice"
    PHONE_SYSTEM = "phone_system"
    TELECOM = "telecom"
    INSURANCE = "insurance"
    CORPORATE = "corporate"
    PENSION = "pension"
    IMPERSONATION = "impersonation"
    COURIER = "courier"
    RECOVERY = "recovery"
    MONEY_MULE = "money_mule"
    IDENTITY = "identity"
    PHISHING = "phishing"


_LISTS: Final = {
    FraudType.INVESTMENT: "investment",
    FraudType.PENSION: "investment",
    FraudType.IMPERSONATION: "impersonation",
    FraudType.COURIER: "impersonation",
    FraudType.DOORSTEP: "doorstep",
}


@attrs.frozen(kw_only=True)
class WarningSign:
    """A warning sign in plain words, and what names it; the last of a list has no code."""

    code: str
    explanation: str
    sources: tuple[Citation, ...] = ()


def red_flags(fraud_type: FraudType | str) -> tuple[WarningSign, ...]:
    """Return the warning signs that reports name for a type of fraud.

    Where no sourced list is held, the answer is the last line alone.

    Args:
        fraud_type: The type, as a member or a word.

    Raises:
        InputError: The type is not known.

    Examples:
        >>> red_flags("ticket")[-1].explanation
        'A fraud may show none of these signs, or others.'
    """
    kind = parse_choice(FraudType, fraud_type, field="fraud_type")
    key = f"fraud_prevention.red_flags_{_LISTS[kind]}" if kind in _LISTS else ""
    found = [
        WarningSign(code=term.code, explanation=f"{term.label}.", sources=listed.sources)
        for listed in CONTENT.taxonomies
        if listed.key == key
        for term in listed.terms
    ]
    return (*found, WarningSign(code="", explanation=_NO_SIGN))
