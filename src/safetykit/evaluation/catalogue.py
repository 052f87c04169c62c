"""What an audit has at hand: for now, the rules.

A `Toolkit` hands over a catalogue with what its plugins contribute; without one, the built-in rules
apply.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

import attrs

from safetykit.evaluation.findings import Check
from safetykit.model import Plan

__all__ = ["Catalogue", "Rule"]


class Rule(Protocol):
    """A rule of the audit: it puts questions to a plan and returns what it found."""

    def __call__(self, plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
        """Return the checks that were made, those without a finding among them."""


@attrs.frozen(kw_only=True)
class Catalogue:
    """The rules that an audit applies, in order."""

    rules: tuple[Rule, ...]

    @classmethod
    def built_in(cls) -> Catalogue:
        """Return the catalogue of the library itself."""
        from safetykit.evaluation.rules import BUILT_IN

        return cls(rules=BUILT_IN)
