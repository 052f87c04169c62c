"""How often something is due: "refreshed each year", "quarterly", "monthly"."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Cadence"]


class Cadence(StrEnum):
    """How often something is due."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    ONGOING = "ongoing"
    ONCE = "once"

    @property
    def months(self) -> int | None:
        """The number of months between two occasions; None where there is no whole number."""
        return {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}.get(self)
