"""Counts of small areas summed to larger ones, with no row left out.

What belongs here: `roll_up`. What does not: adding counts of different sources or rules; they
overlap, so no function does it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

import attrs

from safetykit.errors import InputError
from safetykit.records.areas.lookups import AreaLevel, AreaLookup
from safetykit.records.areas.summing import SHOWN, areas_of_rule, parts_absent, sum_areas
from safetykit.records.counts import AreaKey, AreaRule, Counts
from safetykit.records.quality import QualityCode, QualityFinding

__all__ = ["UNPLACED", "roll_up"]

UNPLACED: Final = "not in the look-up"


def roll_up(
    counts: Counts,
    lookup: AreaLookup,
    *,
    to: str,
    by: Literal["code", "name"] = "code",
    rule: AreaRule | None = None,
) -> Counts:
    """Sum counts of small areas to larger ones.

    Areas that the look-up does not know are summed as one area, `not in the look-up`, so that the
    total stays what it was; a finding says how many rows that are. The rule stays that of the small
    areas, and the look-up is named in `parameters`.

    Args:
        counts: Counts whose areas are named by a code or by a name of the look-up.
        lookup: What lies in what.
        to: The level to sum to: `district`, `csp`, `police area`, or with a year, `district 2017`.
        by: Whether the areas of the counts are named by codes or by names.
        rule: The rule whose areas are summed; needed where the counts have areas of several.

    Returns:
        The counts of the larger areas, by name. A sum is reported where all its parts are.

    Raises:
        InputError: The look-up has no such level; the counts have areas of several rules; a small
            area lies in two larger ones; or no area is in the look-up.

    Examples:
        >>> import tempfile
        >>> from pathlib import Path
        >>> import numpy as np
        >>> from safetykit.quantities import Month
        >>> from safetykit.records.areas import read_lookup
        >>> from safetykit.records.police_uk import POLICE_UK
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     table = Path(folder, "lookup.csv")
        ...     _ = table.write_text('''LSOA21CD,LSOA21NM,LAD23CD,LAD23NM
        ... E01000001,Harbourtown 001A,E06000001,Harbourtown
        ... E01000002,Harbourtown 001B,E06000001,Harbourtown
        ... ''')
        ...     lookup = read_lookup(table)
        >>> small = Counts(
        ...     source=POLICE_UK,
        ...     months=(Month(2024, 1),),
        ...     areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, f"E0100000{n}") for n in (1, 2)),
        ...     groups=("Burglary",),
        ...     values=np.array([[[3], [4]]]),
        ...     reported=np.ones((1, 2, 1), dtype=bool),
        ...     files=(),
        ...     rows_read=7,
        ...     rows_set_aside=0,
        ... )
        >>> districts = roll_up(small, lookup, to="district")
        >>> str(districts.areas[0]), int(districts.values.sum())
        ('Harbourtown (coded to the area)', 7)
    """
    positions = areas_of_rule(counts, rule)
    upper = lookup.level(to)
    parents = _parents(lookup, upper, by)
    _require_one_parent(counts, positions, parents, upper)
    members = _members(counts, positions, parents)
    unplaced = members.pop("", [])
    if not members:
        hint = f"Are the areas named by {by}? They are such as {counts.areas[positions[0]].name}."
        got = "no area that the look-up knows"
        raise InputError("counts.areas", got, f"areas of {lookup.file}", hint=hint)
    names = _names(lookup, upper, members)
    chosen = counts.areas[positions[0]].rule
    parts = [(AreaKey(chosen, names[code]), members[code]) for code in sorted(members)]
    if unplaced:
        parts.append((AreaKey(chosen, UNPLACED), unplaced))
    gaps = _gaps(counts, lookup, upper, by, members)
    absent = (parts_absent(names[parent], missing, whole) for parent, missing, whole in gaps)
    findings = (*_unplaced(counts, unplaced, lookup), *absent)
    asked = ("--roll-up", str(upper), "--lookup", lookup.file, "--lookup-sha256", lookup.sha256)
    return attrs.evolve(
        sum_areas(counts, parts),
        quality=(*counts.quality, *findings),
        parameters=(*counts.parameters, *asked),
    )


def _members(
    counts: Counts, positions: Sequence[int], parents: Mapping[str, frozenset[str]]
) -> dict[str, list[int]]:
    """Return the positions of the areas of each parent; those of none under the empty text."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for i in positions:
        (parent,) = parents.get(counts.areas[i].name, frozenset([""]))
        members[parent].append(i)
    return members


def _parents(lookup: AreaLookup, upper: AreaLevel, by: str) -> dict[str, frozenset[str]]:
    """Return for each code or name of every level the codes of the upper one that it lies in."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for level in lookup.levels:
        for code, parents in lookup.above(level, upper).items():
            found[code if by == "code" else lookup.name(level, code)] |= parents
    return {label: frozenset(codes) for label, codes in found.items()}


def _require_one_parent(
    counts: Counts,
    positions: list[int],
    parents: Mapping[str, frozenset[str]],
    upper: AreaLevel,
) -> None:
    torn = [
        counts.areas[i].name
        for i in positions
        if len(parents.get(counts.areas[i].name, frozenset())) > 1
    ]
    if torn:
        got = f"{len(torn)} areas that lie in several, such as {', '.join(torn[:SHOWN])}"
        hint = "Counts cannot be split: take a look-up in which each lies in one."
        raise InputError("counts.areas", got, f"areas that each lie in one {upper}", hint=hint)


def _names(lookup: AreaLookup, upper: AreaLevel, codes: Mapping[str, object]) -> dict[str, str]:
    """Return a name for each code; where two share one, with the code."""
    names = {code: lookup.name(upper, code) for code in codes}
    times = Counter(names.values())
    return {
        code: name if times[name] == 1 and name != UNPLACED else f"{name} ({code})"
        for code, name in names.items()
    }


def _unplaced(counts: Counts, positions: list[int], lookup: AreaLookup) -> Iterator[QualityFinding]:
    if positions:
        rows = int(counts.values[:, positions].sum())
        shown = ", ".join(counts.areas[i].name for i in positions[:SHOWN])
        more = ", ..." if len(positions) > SHOWN else ""
        yield QualityFinding(
            code=QualityCode.UNKNOWN_AREA,
            message=f"{len(positions)} areas with {rows:,} rows are not in {lookup.file}: {shown}"
            f"{more}. They are summed as the area “{UNPLACED}”.",
            area=UNPLACED,
            rows=rows,
        )


def _gaps(
    counts: Counts,
    lookup: AreaLookup,
    upper: AreaLevel,
    by: str,
    members: Mapping[str, list[int]],
) -> Iterator[tuple[str, list[str], int]]:
    """Yield each larger area of which the counts hold some parts and not others."""
    labels = {counts.areas[i].name for found in members.values() for i in found}

    def label(level: AreaLevel, code: str) -> str:
        return lookup.name(level, code) if by == "name" else code

    def known(level: AreaLevel) -> int:
        return len(labels & {label(level, code) for code in lookup.codes(level)})

    lower = max((level for level in lookup.levels if level != upper), key=known)
    whole: defaultdict[str, set[str]] = defaultdict(set)
    for code, parents in lookup.above(lower, upper).items():
        for parent in parents & members.keys():
            whole[parent].add(label(lower, code))
    for parent in sorted(whole):
        missing = sorted(whole[parent] - labels)
        if 0 < len(missing) < len(whole[parent]):
            yield parent, missing, len(whole[parent])
