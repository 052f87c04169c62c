"""Counts of areas put together into counts of other areas, cell by cell.

What belongs here: the sums and their flags. What does not: which area belongs to which.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from safetykit.errors import InputError
from safetykit.records.counts import AreaKey, AreaRule, Counts
from safetykit.records.quality import QualityCode, QualityFinding

__all__ = ["SHOWN", "areas_of_rule", "parts_absent", "sum_areas"]

SHOWN: Final = 5


def areas_of_rule(counts: Counts, rule: AreaRule | None) -> list[int]:
    """Return the positions of the areas of one rule.

    Raises:
        InputError: There are areas of several rules and none was named, or none of the named one.
    """
    rules = sorted({area.rule for area in counts.areas})
    if rule is None and len(rules) > 1:
        hint = "Their figures overlap, so they do not add: name one."
        raise InputError("rule", ", ".join(rules), "areas of one rule", hint=hint)
    wanted = rules[0] if rule is None else rule
    found = [i for i, area in enumerate(counts.areas) if area.rule == wanted]
    if not found:
        raise InputError("rule", str(rule), f"a rule of the counts: {', '.join(rules)}")
    return found


def sum_areas(counts: Counts, parts: Sequence[tuple[AreaKey, Sequence[int]]]) -> Counts:
    """Return counts in which each area is the sum of some areas of others.

    A sum is reported where all its parts are, and provisional where any is. Its denominator is
    known where those of all its parts are.

    Args:
        counts: The counts.
        parts: Each new area with the positions of the areas that it is made of.
    """
    cuts = [list(positions) for _, positions in parts]
    reported = np.stack([counts.reported[:, cut].all(axis=1) for cut in cuts], axis=1)
    values = np.stack([counts.values[:, cut].sum(axis=1) for cut in cuts], axis=1)
    provisional = np.stack([counts.provisional[:, cut].any(axis=1) for cut in cuts], axis=1)
    bases = counts.denominators
    return attrs.evolve(
        counts,
        areas=tuple(area for area, _ in parts),
        values=np.where(reported, values, 0),
        reported=reported,
        provisional=provisional & reported,
        denominators=None
        if bases is None
        else np.stack([bases[:, cut].sum(axis=1) for cut in cuts], axis=1),
    )


def parts_absent(area: str, missing: Sequence[str], whole: int) -> QualityFinding:
    """Say that some parts of an area have no row, so that its sum may lack them.

    Args:
        area: The area.
        missing: The parts that are not there.
        whole: How many parts it has.
    """
    return QualityFinding(
        code=QualityCode.PARTS_ABSENT,
        message=f"{len(missing)} of its {whole} parts {'has' if len(missing) == 1 else 'have'} no "
        f"row in the counts, such as {', '.join(missing[:SHOWN])}.",
        area=area,
    )
