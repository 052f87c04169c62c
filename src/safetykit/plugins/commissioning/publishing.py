"""What is published of spending and decisions, and whether a notice holds what it needs.

What belongs here: the thresholds of the Specified Information Order, exact, and the parts of a
notice. What does not: whether something may be kept back in a case.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from safetykit.content import (
    Fact,
    Jurisdiction,
    Unknown,
    parse_choice,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import InputError
from safetykit.plugins.commissioning.data import CONTENT
from safetykit.quantities import Money, Threshold

__all__ = ["DecisionNotice", "Publication", "SpendingKind", "notice_gaps", "to_publish"]


class SpendingKind(StrEnum):
    """What kind of spending it is; grants against crime are published whatever their size."""

    ITEM = "item"
    CONTRACT = "contract"
    GRANT = "grant"


@attrs.frozen(kw_only=True)
class Publication:
    """Whether an amount is to be published, with the fact that says so."""

    required: bool
    fact: Fact


def to_publish(
    jurisdiction: Jurisdiction | str, as_of: dt.date, amount: Money, kind: SpendingKind | str
) -> Publication | Unknown:
    """Return whether spending of a commissioner or chief officer is to be published.

    £500 itself is not above £500.

    Args:
        jurisdiction: England or Wales; the City of London has no such commissioner.
        as_of: The day of the spending.
        amount: The sum.
        kind: An item, a contract or a grant against crime.

    Examples:
        >>> [to_publish("wales", dt.date(2026, 11, 22), Money(pounds=n), "item").required
        ...  for n in ("500", "500.01")]
        [False, True]
    """
    what = parse_choice(SpendingKind, kind, field="kind")
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    if amount.pounds < 0:
        raise InputError("amount", str(amount), "£0 or more")
    part = {"item": "spending", "contract": "contracts", "grant": "grants"}[what.value]
    fact = CONTENT.book.at(f"commissioning.publish.{part}", jurisdiction=nation, as_of=day)
    if isinstance(fact, Unknown):
        return fact
    if fact.bound is None:
        return Publication(required=True, fact=fact)
    limit = Threshold(fact.value.require_number(), fact.bound)
    return Publication(required=limit.includes(amount.pounds), fact=fact)


@attrs.frozen(kw_only=True)
class DecisionNotice:
    """A decision as it is published; empty where it does not say."""

    title: str
    decided_on: dt.date | None = None
    decided_by: str = ""
    amount: Money | None = None
    kind: SpendingKind | None = None
    recipient: str = ""
    purpose: str = ""
    reasons: str = ""
    options: tuple[str, ...] = ()
    kept_back: str = ""


def notice_gaps(
    jurisdiction: Jurisdiction | str, as_of: dt.date, notice: DecisionNotice
) -> tuple[str, ...] | Unknown:
    """Return what a notice does not say, in sentences; none is no finding that it is enough."""
    gaps = []
    if notice.decided_on is None:
        gaps.append("It does not say when it was decided.")
    if not notice.decided_by:
        gaps.append("It does not say who decided.")
    if not notice.options:
        gaps.append("It does not say what else was looked at.")
    if notice.amount is not None:
        kind = notice.kind or SpendingKind.ITEM
        found = to_publish(jurisdiction, as_of, notice.amount, kind)
        if isinstance(found, Unknown):
            return found
        if found.required:
            wanted = (
                ("recipient", "who gets the money"),
                ("purpose", "what it is for"),
                ("reasons", "why it is good value"),
            )
            gaps += [
                f"It does not say {words}." for name, words in wanted if not getattr(notice, name)
            ]
    return tuple(gaps)
