"""Many plans over one reading of the data.

There are no ranks: plans differ in what they promise, where, and from when. What is counted over
all of them is how often something could be said, with its denominator.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs

from safetykit.errors import InputError, SafetyKitError
from safetykit.evaluation.answer import Evaluation
from safetykit.evaluation.catalogue import Catalogue
from safetykit.evaluation.outcomes import evaluate
from safetykit.evaluation.results import TargetStatus
from safetykit.model import Plan
from safetykit.records import Counts

__all__ = ["Portfolio", "PortfolioFault", "evaluate_portfolio"]

ARGUMENTS: Final = ("across", "as_of", "confidence", "due_days", "records", "year_starts")


@attrs.frozen(kw_only=True)
class PortfolioFault:
    """A plan that could not be evaluated on these records, and why."""

    plan: str
    reason: str


@attrs.frozen(kw_only=True)
class Portfolio:
    """Plans evaluated on the same records, in the order given.

    Attributes:
        evaluations: One for each plan that could be evaluated.
        faults: The others, each with its reason.
    """

    evaluations: tuple[Evaluation, ...]
    faults: tuple[PortfolioFault, ...]

    def statuses(self) -> dict[TargetStatus, int]:
        """Return how many targets, over all plans, had each status."""
        found = dict.fromkeys(TargetStatus, 0)
        for evaluation in self.evaluations:
            for result in evaluation.results:
                for target in result.targets:
                    found[target.status] += 1
        return found

    @property
    def sentence(self) -> str:
        """What could be said, with its denominators."""
        results = [r for e in self.evaluations for r in e.results]
        compared = sum(r.comparison is not None for r in results)
        aimed = sum(bool(r.targets) for r in results)
        plans = len(self.evaluations) + len(self.faults)
        return (
            f"{len(self.evaluations)} of {plans} plans could be evaluated. Of their {len(results)} "
            f"indicators with records, {compared} could be compared with their baseline, and "
            f"{aimed} have a target."
        )


def evaluate_portfolio(
    plans: Iterable[Plan],
    records: Counts | Iterable[Counts],
    *,
    as_of: dt.date | None = None,
    catalogue: Catalogue | None = None,
    confidence: float = 0.95,
    across: Iterable[str] = (),
    year_starts: int | None = None,
    due_days: int | None = None,
) -> Portfolio:
    """Evaluate many plans on one reading of the records.

    Args:
        plans: The plans.
        records: The counts of one source or several; they hold every plan's area.
        as_of: The day of the evaluations; the end of the data if None.
        catalogue: The rules of the audits; the built-in ones if None.
        confidence: The level of every interval.
        across: The codes of breaks that comparisons may cross.
        year_starts: The month, from 1, in which the year to date begins; see `evaluate`.
        due_days: How many days after its period a figure of partners is due; see `evaluate`.

    Returns:
        The evaluations. A plan that cannot be evaluated, because the records do not hold its area
        or its baseline, is named with the reason and does not stop the others.

    Raises:
        InputError: An argument cannot be used for any plan.

    Examples:
        >>> import safetykit
        >>> plan = safetykit.load("examples/plans/city-of-london.yaml")
        >>> records = safetykit.read_records("examples/data/city-of-london")
        >>> print(evaluate_portfolio([plan], records).sentence)
        1 of 1 plans could be evaluated. Of their 7 indicators with records, 7 could be compared ...
    """
    read = (records,) if isinstance(records, Counts) else tuple(records)
    crossed = tuple(across)
    evaluations, faults = [], []
    for plan in plans:
        try:
            evaluations.append(
                evaluate(
                    plan,
                    read,
                    as_of=as_of,
                    catalogue=catalogue,
                    confidence=confidence,
                    across=crossed,
                    year_starts=year_starts,
                    due_days=due_days,
                )
            )
        except SafetyKitError as error:
            if isinstance(error, InputError) and error.field in ARGUMENTS:
                raise
            faults.append(PortfolioFault(plan=plan.id, reason=str(error)))
    return Portfolio(evaluations=tuple(evaluations), faults=tuple(faults))
