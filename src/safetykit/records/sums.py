"""Sums of a measure that is no whole number, by period, area and group: what is never counted.

What belongs here: `Sums`, the neighbour of `Counts` for adjusted figures, such as the severities
that statisticians adjust. What does not: counts; a sum of probabilities is an estimate and no
number of people.
"""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.counts import AreaKey, FileRecord
from safetykit.records.quality import QualityFinding
from safetykit.records.source import DataSource

__all__ = ["Sums"]


def _floats(values: object) -> npt.NDArray[np.float64]:
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array


@attrs.frozen(kw_only=True, eq=False)
class Sums:
    """Sums of an adjusted measure by period, area and group.

    Attributes:
        source: Where the records come from; `source.unit` is what the sums are of.
        months: The first month of each period, without a gap.
        areas: The areas.
        groups: The groups.
        values: Sums of shape (periods, areas, groups), never rounded; nan where the figure is not
            known, for no row of the period states the measure or some rows do not.
        method: Who adjusted the figures and how, in a sentence.
        step: The months of one period: 1, 3 or 12.
        quality: What is odd about the records.
        files: The files that were read.
    """

    source: DataSource = attrs.field(repr=False)
    months: tuple[Month, ...] = attrs.field(repr=False)
    areas: tuple[AreaKey, ...]
    groups: tuple[str, ...]
    values: npt.NDArray[np.float64] = attrs.field(converter=_floats, repr=False)
    method: str
    step: int = 1
    quality: tuple[QualityFinding, ...] = attrs.field(default=(), repr=False)
    files: tuple[FileRecord, ...] = attrs.field(default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        shape = (len(self.months), len(self.areas), len(self.groups))
        if self.values.shape != shape:
            raise InputError("sums.values", self.values.shape, f"shape {shape}")

    def total(self, group: str, *, area: AreaKey) -> float:
        """Return the sum of a group in an area over all periods; nan if any is not known.

        Raises:
            InputError: The area or the group is not among those summed.
        """
        if area not in self.areas or group not in self.groups:
            known = ", ".join((*map(str, self.areas[:10]), *self.groups))
            raise InputError("area or group", f"{area}, {group}", f"one of: {known}")
        return float(self.values[:, self.areas.index(area), self.groups.index(group)].sum())
