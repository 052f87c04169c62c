"""What stands between the results and the report: by default nothing.

What belongs here: the points at which something can be taken from an evaluation while it is made,
so that page one is written from what is left. What does not: what is taken; that is in
`disclosure`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from safetykit.evaluation.claim_results import ClaimResult
from safetykit.evaluation.interventions.results import InterventionResult
from safetykit.evaluation.measured import MeasureResult
from safetykit.evaluation.peers import PeerResult
from safetykit.evaluation.results import IndicatorResult

__all__ = ["NOTHING_HIDDEN", "Screen"]


@attrs.frozen(kw_only=True)
class Screen:
    """What becomes of each result before anything is written about all of them.

    Attributes:
        result: Returns what may be shown of an indicator.
        intervention: Returns what may be shown of an intervention.
        peer: Returns what may be shown of an area beside others.
        measure: Returns what may be shown of a performance measure.
        keeps: Returns whether a recomputed claim may be shown.
    """

    result: Callable[[IndicatorResult], IndicatorResult] = lambda result: result
    intervention: Callable[[InterventionResult], InterventionResult] = lambda found: found
    peer: Callable[[PeerResult | str], PeerResult | str] = lambda peer: peer
    measure: Callable[[MeasureResult], MeasureResult] = lambda found: found
    keeps: Callable[[ClaimResult], bool] = lambda _: True


NOTHING_HIDDEN: Final = Screen()
