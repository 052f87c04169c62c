"""The area of a plan, and the populations that its rates can be based on."""

from __future__ import annotations

import attrs

from safetykit.errors import InputError
from safetykit.model.ids import Id, id_field, ref_field
from safetykit.model.sources import Passage, Status
from safetykit.quantities import Approx, PartialDate, check_unit

__all__ = ["Area", "Comparator", "ComparatorSet", "PopulationEstimate"]


@attrs.frozen(kw_only=True)
class PopulationEstimate:
    """How many there were of whom, in which year, by which source.

    `basis` is a unit such as `resident`, `worker` or `household`. Two estimates of one basis are
    not a series unless they share a `series`: a census and a mid-year estimate are not one.

    Attributes:
        basis: Whom it counts: resident, worker, household, vehicle.
        value: How many there are.
        year: The year that it is of.
        source: Who made the estimate, and where it is published.
    """

    id: Id = id_field()
    basis: str = attrs.field(converter=check_unit)
    value: Approx
    year: PartialDate
    source: str
    series: str = ""
    status: Status = Status.STATED
    passage: Passage | None = None
    note: str = ""


@attrs.frozen(kw_only=True)
class Comparator:
    """A place like this one, by its name in the records, and how many there are of the basis."""

    name: str
    size: Approx


@attrs.frozen(kw_only=True)
class ComparatorSet:
    """Places that the area is set beside: by which method they were chosen, and when.

    `basis` is a unit such as `resident`, and `population` the id of the area's own estimate on it,
    of the same year as the sizes.
    """

    areas: tuple[Comparator, ...]
    basis: str = attrs.field(converter=check_unit)
    population: Id | None = ref_field("populations")
    method: str
    chosen_on: PartialDate
    source: str = ""


@attrs.frozen(kw_only=True)
class Area:
    """The area that a plan is for, and its names in open data.

    `police_force` and `district` are the names that record files use: who recorded an offence, and
    the local authority district to which it was coded. `comparators` are places like it, if the
    plan names any.

    Attributes:
        name: What the area is called: "Lincolnshire".
    """

    name: str
    code: str = ""
    country: str = "England"
    police_force: str = ""
    district: str = ""
    populations: tuple[PopulationEstimate, ...] = ()
    comparators: ComparatorSet | None = None

    def population(self, basis: str, *, of: str | None = None) -> PopulationEstimate:
        """Return the estimate with an id, or the first one of a basis.

        Raises:
            InputError: There is none; the message lists what there is.
        """
        for estimate in self.populations:
            if (of is None or estimate.id == of) and estimate.basis == check_unit(basis):
                return estimate
        have = ", ".join(f"{p.id} ({p.basis})" for p in self.populations) or "none"
        raise InputError("basis", basis, f"a basis that the area has: {have}")
