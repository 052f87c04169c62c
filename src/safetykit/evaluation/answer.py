"""What an evaluation returns as a whole: all results, the audit, and what they were made from."""

from __future__ import annotations

import datetime as dt

import attrs

from safetykit.errors import InputError, suggest
from safetykit.evaluation.claim_results import ClaimResult
from safetykit.evaluation.findings import Audit
from safetykit.evaluation.indicators import Asked
from safetykit.evaluation.interventions.results import InterventionResult
from safetykit.evaluation.measured import MeasureResult
from safetykit.evaluation.peers import PeerResult
from safetykit.evaluation.results import IndicatorResult
from safetykit.model import Indicator, Plan
from safetykit.quantities import Month
from safetykit.records import Counts, DataSource, QualityFinding
from safetykit.stats.variation import FalseSignals

__all__ = ["Evaluation", "Provenance", "Skipped"]


@attrs.frozen(kw_only=True)
class Skipped:
    """An indicator of the plan that was not evaluated, and why."""

    indicator: Indicator
    reason: str


@attrs.frozen(kw_only=True)
class Provenance:
    """What an evaluation was made from, so that it can be made again.

    `plan_sha256` is of the plan as it was understood, whatever its file looks like; `inputs` holds
    the names of the record files with the hashes of their bytes, or what a frame is with the hash
    of its grouped rows.
    """

    version: str
    plan_file: str
    plan_sha256: str
    inputs: tuple[tuple[str, str], ...]
    rows_read: int
    rows_set_aside: int
    parameters: tuple[tuple[str, str], ...]


@attrs.frozen(kw_only=True)
class Evaluation:
    """The answer to "did it work, and how sure are we?".

    Attributes:
        plan: The plan.
        as_of: The day for which it was evaluated.
        assessed_to: The last month inside the plan's time that was looked at.
        plan_end: The last month of the plan, where it is known; later months are after the plan.
        headline: Page one, in plain sentences.
        results: One for each indicator whose records were given, in the order of the plan.
        skipped: The plan's other indicators.
        interventions: One for each design that the plan names for one of its indicators.
        peers: One for each indicator, if the plan names places like its area: the funnel, or the
            reason why there is none.
        measures: One for each performance measure that has a target or a figure.
        claims: One for each claim that names an indicator whose records hold its months.
        audit: The audit of the same plan.
        sources: The data sources.
        unseen: What cannot be seen in these data.
        quality: What is odd about the records.
        missing: Months inside the records' range for which there is no file.
        false_signals: How many signals chance alone would give over the series looked at.
        populations: What must be known of the denominators.
        confidence: The level of all intervals.
        provenance: What it was made from.
        records: The counts behind it, so that it can be made again from what may be published.
            No face shows them.
        asked: What the caller asked of every indicator alike.
    """

    plan: Plan
    as_of: dt.date
    assessed_to: Month
    plan_end: Month | None
    headline: tuple[str, ...]
    results: tuple[IndicatorResult, ...]
    skipped: tuple[Skipped, ...]
    interventions: tuple[InterventionResult, ...]
    peers: tuple[PeerResult | str, ...]
    measures: tuple[MeasureResult, ...]
    claims: tuple[ClaimResult, ...]
    audit: Audit
    sources: tuple[DataSource, ...]
    unseen: tuple[str, ...]
    quality: tuple[QualityFinding, ...]
    missing: tuple[Month, ...]
    false_signals: FalseSignals | None
    populations: tuple[str, ...]
    confidence: float
    provenance: Provenance
    records: tuple[Counts, ...] = attrs.field(repr=False, eq=False)
    asked: Asked = attrs.field(repr=False)

    def __repr__(self) -> str:
        """Say what it is an evaluation of and how much it holds; in full it fills many screens."""
        held = f"indicators: {len(self.results)}, measures: {len(self.measures)}"
        return f"<Evaluation of {self.plan.title!r}, as of {self.as_of}; {held}>"

    def __getitem__(self, indicator: str) -> IndicatorResult:
        """Return the result of an indicator by its id.

        Raises:
            InputError: The plan has no such indicator, or it was not evaluated.
        """
        for result in self.results:
            if result.indicator.id == indicator:
                return result
        for passed_over in self.skipped:
            if passed_over.indicator.id == indicator:
                expected = "the id of an indicator that was evaluated"
                raise InputError("indicator", indicator, expected, hint=passed_over.reason)
        ids = [result.indicator.id for result in self.results]
        hint = suggest(indicator, ids) or f"There are: {', '.join(ids) or 'none'}."
        raise InputError("indicator", indicator, "the id of an indicator of the plan", hint=hint)
