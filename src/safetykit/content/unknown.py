"""The answer that is not known, as a value with its reason."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from safetykit.content.fact import Jurisdiction

__all__ = ["Unknown", "UnknownReason"]


class UnknownReason(StrEnum):
    """Why there is no answer."""

    COMMENCEMENT_UNKNOWN = "commencement_unknown"
    NOT_IN_FORCE = "not_in_force"
    JURISDICTION_NOT_SUPPORTED = "jurisdiction_not_supported"
    BEFORE_FIRST_VALUE = "before_first_value"
    NO_VALUE_ON_DATE = "no_value_on_date"


@attrs.frozen(kw_only=True)
class Unknown:
    """No answer: about what, why, and where a person can look.

    An `Unknown` refuses to be used as a truth value: it is neither yes nor no. Ask
    `isinstance(answer, Unknown)`.

    Examples:
        >>> print(
        ...     Unknown(
        ...         about="complaints",
        ...         reason=UnknownReason.JURISDICTION_NOT_SUPPORTED,
        ...         jurisdiction=Jurisdiction.SCOTLAND,
        ...         as_of=dt.date(2026, 4, 1),
        ...         where_to_check="Police Scotland.",
        ...     )
        ... )
        Not known for Scotland on 2026-04-01: complaints (jurisdiction not supported). \
Where to check: Police Scotland.
    """

    about: str
    reason: UnknownReason
    jurisdiction: Jurisdiction
    as_of: dt.date
    where_to_check: str

    def __bool__(self) -> bool:
        """Refuse: test `isinstance(answer, Unknown)` instead."""
        raise TypeError("an Unknown has no truth value: write isinstance(answer, Unknown)")

    def __str__(self) -> str:
        """Return what is not known, why, and where to check."""
        return (
            f"Not known for {self.jurisdiction.words} on {self.as_of.isoformat()}: {self.about} "
            f"({self.reason.value.replace('_', ' ')}). Where to check: {self.where_to_check}"
        )
