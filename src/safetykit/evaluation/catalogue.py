"""What an audit has at hand: the rules, and the data that some of them ask.

A `Toolkit` hands over a catalogue with what its plugins contribute; without one, the built-in rules
and frames apply.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

import attrs

from safetykit.content import Fact, IndicatorDefinition, RatedIntervention
from safetykit.evaluation.findings import Check
from safetykit.evaluation.frames import Frame
from safetykit.model import Plan

if TYPE_CHECKING:  # records need numpy, and an audit does not
    from safetykit.records import DataSource

__all__ = ["Catalogue", "CatalogueCheck", "CatalogueRule", "Rule"]


class Rule(Protocol):
    """A rule of the audit: it puts questions to a plan and returns what it found."""

    def __call__(self, plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
        """Return the checks that were made, those without a finding among them."""


@attrs.frozen(kw_only=True)
class Catalogue:
    """What an audit has at hand.

    Attributes:
        rules: The rules that it applies, in order.
        indicators: Definitions of indicators.
        data_sources: The sources of records that are known.
        evidence: Interventions and what reviews say of them.
        frames: Frames of law and guidance.
        methods: Methods that plugins add.
        facts: Dated facts, with which the thresholds that a plan states are compared.
    """

    rules: tuple[Rule, ...]
    indicators: tuple[IndicatorDefinition, ...] = ()
    data_sources: tuple[DataSource, ...] = ()
    evidence: tuple[RatedIntervention, ...] = ()
    frames: tuple[Frame, ...] = ()
    methods: tuple[object, ...] = ()
    facts: tuple[Fact, ...] = ()

    @classmethod
    def built_in(cls) -> Catalogue:
        """Return the catalogue of the library itself: its rules and frames, without plugins."""
        from safetykit.evaluation.frames import bundled_frames
        from safetykit.evaluation.rules import BUILT_IN

        return cls(rules=BUILT_IN, frames=bundled_frames())


class CatalogueCheck(Protocol):
    """What a rule does that asks the catalogue as well as the plan."""

    def __call__(self, plan: Plan, *, as_of: dt.date, catalogue: Catalogue) -> Iterable[Check]:
        """Return the checks that were made, those without a finding among them."""


@attrs.frozen
class CatalogueRule:
    """A rule that asks the catalogue as well; an audit gives it its own.

    Examples:
        >>> rule = CatalogueRule(lambda plan, as_of, catalogue: ())
        >>> rule.over(Catalogue(rules=())) is rule
        False
    """

    check: CatalogueCheck
    catalogue: Catalogue = attrs.field(factory=lambda: Catalogue(rules=()), repr=False)

    def over(self, catalogue: Catalogue) -> CatalogueRule:
        """Return the rule with a catalogue to ask."""
        return CatalogueRule(self.check, catalogue)

    def __call__(self, plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
        """Return the checks that were made, those without a finding among them."""
        return self.check(plan, as_of=as_of, catalogue=self.catalogue)
