"""Interventions: what became of an indicator where something was done, by the design named for it.

What belongs here: reading a design, checking what it assumes, its effect, displacement and value.
What does not: the methods themselves, which are in `stats`.

A design that was not named before the data could be seen gives a description and nothing more.
Nothing here awards a level of evidence: each result says the highest level on the Maryland scale
that its design could reach, which failed checks lower.
"""

# ruff: noqa: E402  numpy is asked for first, so that its absence is explained

from safetykit.extras import need

need("numpy", wanted_by="safetykit.evaluation.interventions")

from safetykit.evaluation.interventions.outcome import evaluate_designs
from safetykit.evaluation.interventions.results import (
    Displacement,
    InterventionResult,
    Spans,
    Worth,
)

__all__ = ["Displacement", "InterventionResult", "Spans", "Worth", "evaluate_designs"]
