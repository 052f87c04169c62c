"""What this module contributes to the toolkit."""

from __future__ import annotations

from collections.abc import Iterable

from safetykit.content import RatedIntervention
from safetykit.plugins.evidence.data import CONTENT
from safetykit.toolkit import hookimpl


@hookimpl
def safetykit_evidence() -> Iterable[RatedIntervention]:
    """Return the rated interventions of this module."""
    return CONTENT.evidence
