"""Refunds of payments that somebody was tricked into: what the scheme covers, and by when.

What belongs here: the limits, days and exclusions of the scheme, exactly. What does not: what a
bank will decide, or whether a customer was careless; no type has a place for either.
"""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import (
    Fact,
    Jurisdiction,
    Unknown,
    parse_choice,
    parse_jurisdiction,
    publishable,
    require_date,
)
from safetykit.errors import InputError
from safetykit.plugins.fraud_prevention.data import CONTENT
from safetykit.quantities import Answer, Money

__all__ = ["Customer", "PaymentMethod", "Reimbursement", "app_reimbursement"]

_KEY: Final = "fraud_prevention.app"
_BEGAN: Final = dt.date(2024, 10, 7)
_PARTS: Final = ("cap", "excess", "days", "claim_months", "who", "methods", "excluded", "caution")


class PaymentMethod(StrEnum):
    """How the money went."""

    FASTER_PAYMENT = "faster_payment"
    CHAPS = "chaps"
    CARD = "card"
    CASH = "cash"
    CHEQUE = "cheque"
    ABROAD = "abroad"
    OWN_ACCOUNT = "own_account"
    CREDIT_UNION = "credit_union"


class Customer(StrEnum):
    """Who paid; the smallest businesses have fewer than ten people."""

    PERSON = "person"
    SMALLEST_BUSINESS = "smallest_business"
    CHARITY = "charity"
    OTHER = "other"


_COVERED: Final = (PaymentMethod.FASTER_PAYMENT, PaymentMethod.CHAPS)


@attrs.frozen(kw_only=True)
class Reimbursement:
    """What the scheme says of a payment. The bank decides; a decision can be challenged.

    `in_scope` is "cannot tell" where something is not known. `at_most` is the loss or the cap, if
    that is less, before any excess; `cap_checked` says whether the cap of that day was checked.
    """

    payment_date: dt.date
    in_scope: Answer
    reasons: tuple[str, ...]
    claim_by: dt.date
    at_most: Money
    excess_at_most: Money
    cap_checked: bool
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]

    def __str__(self) -> str:
        """Return the reasons and the caveats as sentences."""
        return " ".join((*self.reasons, *self.caveats))


def app_reimbursement(
    jurisdiction: Jurisdiction | str,
    payment_date: dt.date,
    *,
    method: PaymentMethod | str,
    loss: Money,
    vulnerable: bool | None,
    reported_date: dt.date | None = None,
    customer: Customer | str = Customer.PERSON,
    dispute_with_trader: bool = False,
) -> Reimbursement | Unknown:
    """Return what the reimbursement scheme says of a payment that somebody was tricked into.

    Args:
        jurisdiction: The nation; the scheme is the same in all four.
        payment_date: The day of the last payment of the case; the rules are those of that day.
        method: How the money went.
        loss: What was lost in the case, in all.
        vulnerable: Whether the customer was vulnerable to it; None if that is not known.
        reported_date: The day on which the bank was told; None if it has yet to be.
        customer: Who paid.
        dispute_with_trader: Whether it is a dispute with an honest trader.

    Returns:
        Whether the payment is likely to be in scope and why, by when to claim, and the limits.

    Raises:
        InputError: The payment was before 7 October 2024 and is out of scope, the report is
            before the payment, or the loss is not above nought.

    Examples:
        >>> day, loss = dt.date(2025, 1, 31), Money(pounds=500)
        >>> found = app_reimbursement("wales", day, method="card", loss=loss, vulnerable=None)
        >>> found.in_scope, found.claim_by
        (<Answer.NO: 'no'>, datetime.date(2026, 2, 28))
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("payment_date", payment_date)
    how = parse_choice(PaymentMethod, method, field="method")
    who = parse_choice(Customer, customer, field="customer")
    _require_usable(day, loss, reported_date)
    held = _rules(nation, day)
    if isinstance(held, Unknown):
        return held
    claim_by = _months_on(day, int(held["claim_months"].value.require_number()))
    against = _against(how, who, dispute=dispute_with_trader)
    if reported_date is not None and reported_date > claim_by:
        against.append(f"The bank was told after {claim_by.isoformat()}, the last day to claim.")
    cap, excess = (held[part].value.require_number() for part in ("cap", "excess"))
    checked = publishable(held["cap"])
    open_still = reported_date is None
    return Reimbursement(
        payment_date=day,
        in_scope=Answer.of(surely=not against and not open_still, possibly=not against),
        reasons=tuple(against or _for(open_still, claim_by)),
        claim_by=claim_by,
        at_most=Money(pounds=min(loss.pounds, cap)),
        excess_at_most=Money(pounds=Decimal(0) if vulnerable else min(loss.pounds, excess)),
        cap_checked=checked,
        facts=tuple(held.values()),
        caveats=_caveats(checked=checked, vulnerable=vulnerable),
    )


def _rules(nation: Jurisdiction, day: dt.date) -> dict[str, Fact] | Unknown:
    """Return the rules of a day by their names; or the first that is not known."""
    held: dict[str, Fact] = {}
    for part in _PARTS:
        answer = CONTENT.book.at(f"{_KEY}.{part}", jurisdiction=nation, as_of=day)
        if isinstance(answer, Unknown):
            return answer
        held[part] = answer
    return held


def _require_usable(day: dt.date, loss: Money, reported: dt.date | None) -> None:
    if day < _BEGAN:
        hint = "Earlier payments are out of scope of this scheme; ask the bank what held then."
        expected = f"a day on or after 7 October 2024 ({_BEGAN.isoformat()})"
        raise InputError("payment_date", day.isoformat(), expected, hint=hint)
    if reported is not None and require_date("reported_date", reported) < day:
        expected = f"a day on or after the payment ({day.isoformat()})"
        raise InputError("reported_date", reported.isoformat(), expected)
    if loss.pounds <= 0:
        raise InputError("loss", str(loss), "a sum above nought")


def _against(how: PaymentMethod, who: Customer, *, dispute: bool) -> list[str]:
    found = []
    if how not in _COVERED:
        found.append(f"The scheme does not cover this way to pay ({how.value.replace('_', ' ')}).")
    if who is Customer.OTHER:
        found.append("The scheme covers people, the smallest businesses and charities only.")
    if dispute:
        found.append("A dispute with an honest trader is not covered.")
    return found


def _for(open_still: bool, claim_by: dt.date) -> list[str]:
    if open_still:
        return [f"Tell the bank now. The last day to claim is {claim_by.isoformat()}; do not wait."]
    return ["The payment is likely to be in scope. The bank decides."]


def _caveats(*, checked: bool, vulnerable: bool | None) -> tuple[str, ...]:
    words = [
        "Other ways to get money back may be open, such as the card's own rules. Ask the bank."
    ]
    if not checked:
        words.append("Whether the cap has changed since October 2025 has yet to be checked.")
    if not vulnerable:
        words.append("The bank may keep back an excess, and may refuse for gross neglect.")
        words.append("It may do neither if the customer was vulnerable. Say so, if it is so.")
    return tuple(words)


def _months_on(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of that month if there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
