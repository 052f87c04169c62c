"""Which edition of boundaries some codes are of, and whether editions are mixed.

What belongs here: comparing codes with a look-up that holds both editions. What does not: bringing
counts from one edition to the other; that is in `changes`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

import attrs

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.areas.lookups import AreaLevel, AreaLookup
from safetykit.records.counts import AreaRule, Counts
from safetykit.records.quality import QualityCode, QualityFinding

__all__ = [
    "Vintage",
    "VintageCount",
    "check_vintages",
    "codes_by_month",
    "two_editions",
    "vintage_of",
]


class Vintage(StrEnum):
    """What codes say of their edition; most codes did not change and are of either."""

    OLDER = "older"
    NEWER = "newer"
    EITHER = "either"
    MIXED = "mixed"


@attrs.frozen(kw_only=True)
class VintageCount:
    """How many different codes are of which edition.

    Attributes:
        older: The earlier edition, such as lsoa 2011.
        newer: The later one.
        older_only: Codes that the earlier edition alone has.
        newer_only: Codes that the later edition alone has.
        either: Codes that both have.
        unknown: Codes that neither has.
    """

    older: AreaLevel
    newer: AreaLevel
    older_only: int
    newer_only: int
    either: int
    unknown: int

    @property
    def vintage(self) -> Vintage:
        """Which edition the codes are of."""
        if self.older_only and self.newer_only:
            return Vintage.MIXED
        if self.older_only:
            return Vintage.OLDER
        return Vintage.NEWER if self.newer_only else Vintage.EITHER


def two_editions(lookup: AreaLookup, kind: str) -> tuple[AreaLevel, AreaLevel]:
    """Return the earlier and the later level of a kind.

    Raises:
        InputError: The look-up has not two of them.
    """
    found = sorted(level for level in lookup.levels if level.kind == kind)
    if len(found) != 2:
        got = ", ".join(str(level) for level in lookup.levels)
        hint = "Take the look-up from 2011 to 2021 areas."
        raise InputError("lookup", got, f"two editions of {kind}", hint=hint)
    return found[0], found[1]


def vintage_of(codes: Iterable[str], lookup: AreaLookup, *, kind: str = "lsoa") -> VintageCount:
    """Return of which edition some codes are.

    Args:
        codes: Area codes; a code counts once, and blank ones are left out.
        lookup: A look-up with two editions of the kind.
        kind: The kind of area.

    Raises:
        InputError: The look-up has not two editions of the kind.
    """
    older, newer = two_editions(lookup, kind)
    return _count(set(codes) - {""}, lookup, older, newer)


def _count(
    codes: Collection[str], lookup: AreaLookup, older: AreaLevel, newer: AreaLevel
) -> VintageCount:
    before, after = lookup.codes(older), lookup.codes(newer)
    old = {code for code in codes if code in before}
    new = {code for code in codes if code in after}
    return VintageCount(
        older=older,
        newer=newer,
        older_only=len(old - new),
        newer_only=len(new - old),
        either=len(old & new),
        unknown=len(codes) - len(old | new),
    )


def codes_by_month(counts: Counts, *, rule: AreaRule | None = None) -> dict[Month, frozenset[str]]:
    """Return the areas with a row in each period, for `check_vintages`.

    Args:
        counts: Counts whose areas are named by their codes.
        rule: The rule whose areas are taken; all if None.
    """
    busy = counts.values.sum(axis=2) > 0
    return {
        month: frozenset(
            area.name
            for j, area in enumerate(counts.areas)
            if busy[i, j] and rule in (None, area.rule)
        )
        for i, month in enumerate(counts.months)
    }


def check_vintages(
    codes: Mapping[Month, Collection[str]], lookup: AreaLookup, *, kind: str = "lsoa"
) -> tuple[QualityFinding, ...]:
    """Return a finding where editions of boundaries mix: inside months, and between months.

    Args:
        codes: The codes that occur in each month; see `codes_by_month`.
        lookup: A look-up with two editions of the kind.
        kind: The kind of area.

    Raises:
        InputError: The look-up has not two editions of the kind.
    """
    older, newer = two_editions(lookup, kind)
    counts = {
        month: _count(set(codes[month]) - {""}, lookup, older, newer) for month in sorted(codes)
    }
    of = {
        wanted: tuple(month for month, count in counts.items() if count.vintage is wanted)
        for wanted in Vintage
    }
    findings: list[QualityFinding] = []
    if mixed := of[Vintage.MIXED]:
        findings.append(_mixed(mixed, counts, older, newer))
    if of[Vintage.OLDER] and of[Vintage.NEWER]:
        old, new = of[Vintage.OLDER], of[Vintage.NEWER]
        message = (
            f"The codes are of {older} in {len(old)} months, the last of them {old[-1]}, and of "
            f"{newer} in {len(new)} months, the first of them {new[0]}. Areas that changed do not "
            "compare."
        )
        findings.append(_finding(message, (*old, *new)))
    return tuple(findings)


def _mixed(
    mixed: tuple[Month, ...],
    counts: Mapping[Month, VintageCount],
    older: AreaLevel,
    newer: AreaLevel,
) -> QualityFinding:
    """Say in how many months codes of both editions stand, and in which most of the rarer one."""
    worst = max(mixed, key=lambda month: min(counts[month].older_only, counts[month].newer_only))
    message = (
        f"Codes of {older} and of {newer} stand in the same month in {len(mixed)} of "
        f"{len(counts)} months; in {worst} there are {counts[worst].older_only} of the one and "
        f"{counts[worst].newer_only} of the other."
    )
    return _finding(message, mixed)


def _finding(message: str, months: tuple[Month, ...]) -> QualityFinding:
    return QualityFinding(
        code=QualityCode.MIXED_VINTAGES, message=message, months=tuple(sorted(months))
    )
