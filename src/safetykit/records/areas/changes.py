"""What became of small areas when boundaries changed, and counts brought over where that can be.

What belongs here: unchanged, merged, split and irregular areas. A count of an area that was split
cannot be split, for nobody knows on which side its rows lie; so it is refused, or kept under its
old code beside the new ones. What does not: sums to larger areas; they stand in `rolling`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum

import attrs

from safetykit.errors import InputError
from safetykit.records.areas.lookups import AreaLevel, AreaLookup
from safetykit.records.areas.summing import SHOWN, areas_of_rule, parts_absent, sum_areas
from safetykit.records.areas.vintages import two_editions
from safetykit.records.counts import AreaKey, AreaRule, Counts
from safetykit.records.quality import QualityCode, QualityFinding

__all__ = ["BoundaryChange", "boundary_changes", "carry_over"]


class BoundaryChange(StrEnum):
    """What became of an area: the letters are those of the look-up of the statistics office."""

    UNCHANGED = "U"
    SPLIT = "S"
    MERGED = "M"
    IRREGULAR = "X"


def boundary_changes(lookup: AreaLookup, *, kind: str = "lsoa") -> dict[str, BoundaryChange]:
    """Return what became of each area of the earlier edition.

    It is worked out from what lies in what, and held against the marks of the file, if it has any.

    Args:
        lookup: A look-up with two editions of the kind.
        kind: The kind of area.

    Raises:
        InputError: The look-up has not two editions of the kind, or its marks say otherwise.
    """
    older, newer = two_editions(lookup, kind)
    after, before = lookup.above(older, newer), lookup.above(newer, older)
    found = {code: _change(code, after, before) for code in after}
    if lookup.changes:
        marks = zip(lookup.columns[older], lookup.changes, strict=True)
        wrong = sorted({c for c, mark in marks if c in found and found[c] != mark})
        if wrong:
            got = f"{len(wrong)} areas whose mark says otherwise, such as {wrong[0]}"
            raise InputError("lookup.changes", got, "marks that agree with the codes")
    return found


def _change(
    code: str, after: dict[str, frozenset[str]], before: dict[str, frozenset[str]]
) -> BoundaryChange:
    news = after[code]
    olds = frozenset().union(*(before[new] for new in news))
    if news == olds == {code}:
        return BoundaryChange.UNCHANGED
    if olds == {code} and len(news) > 1:
        return BoundaryChange.SPLIT
    if len(news) == 1 and len(olds) > 1 and all(len(after[old]) == 1 for old in olds):
        return BoundaryChange.MERGED
    return BoundaryChange.IRREGULAR


def carry_over(
    counts: Counts,
    lookup: AreaLookup,
    *,
    kind: str = "lsoa",
    rule: AreaRule | None = None,
    keep_split: bool = False,
) -> Counts:
    """Bring counts on earlier boundaries to later ones, where no count needs to be split.

    Unchanged areas stay, merged ones are added up. Codes that are of the later edition already,
    or of neither, stay as they are.

    Args:
        counts: Counts whose areas are named by their codes.
        lookup: A look-up with two editions of the kind.
        kind: The kind of area.
        rule: The rule whose areas are carried over; needed where the counts have several.
        keep_split: Keep areas that were split, or changed irregularly, under their old codes, each
            named with its edition; a finding lists them. Otherwise they are refused.

    Returns:
        The counts by areas of the later edition. A finding names each merged area of which some
        parts have no row in the counts.

    Raises:
        InputError: The look-up has not two editions of the kind; the counts have areas of several
            rules; or some areas were split and `keep_split` is not asked for.
    """
    older, newer = two_editions(lookup, kind)
    changes, after = boundary_changes(lookup, kind=kind), lookup.above(older, newer)
    members: defaultdict[str, list[int]] = defaultdict(list)
    kept: dict[str, str] = {}
    for i in areas_of_rule(counts, rule):
        code = counts.areas[i].name
        change = changes.get(code, BoundaryChange.UNCHANGED)
        if change is BoundaryChange.MERGED:
            (target,) = after[code]
        elif change is BoundaryChange.UNCHANGED:
            target = code
        else:
            target = kept[code] = f"{code} ({older.year} boundaries)"
        members[target].append(i)
    if not keep_split:
        _refuse_split(kept, newer)
    chosen = next(counts.areas[i].rule for found in members.values() for i in found)
    parts = [(AreaKey(chosen, name), members[name]) for name in sorted(members)]
    carried = sum_areas(counts, parts)
    found = [*_findings(carried, tuple(sorted(kept.values())), str(newer))]
    found += _merged_in_part(counts, members, lookup.above(newer, older))
    asked = ("--carry-over", str(newer), "--lookup", lookup.file, "--lookup-sha256", lookup.sha256)
    parameters = (*counts.parameters, *asked)
    return attrs.evolve(carried, quality=(*counts.quality, *found), parameters=parameters)


def _refuse_split(codes: Collection[str], newer: AreaLevel) -> None:
    if codes:
        some = ", ".join(sorted(codes)[:SHOWN])
        got = f"{len(codes)} that were split or redrawn, such as {some}"
        hint = "keep_split=True keeps them under their old codes; or sum to districts instead."
        raise InputError("counts.areas", got, f"areas whose counts fit {newer}", hint=hint)


def _findings(counts: Counts, kept: tuple[str, ...], newer: str) -> Iterator[QualityFinding]:
    if kept:
        at = [i for i, area in enumerate(counts.areas) if area.name in kept]
        rows = int(counts.values[:, at].sum())
        more = ", ..." if len(kept) > SHOWN else ""
        yield QualityFinding(
            code=QualityCode.BOUNDARY_CHANGE,
            message=f"{len(kept)} areas with {rows:,} rows cannot be carried over to {newer}, "
            f"since they were split or redrawn; they stand beside it: {', '.join(kept[:SHOWN])}"
            f"{more}.",
            rows=rows,
        )


def _merged_in_part(
    counts: Counts, members: Mapping[str, Sequence[int]], before: Mapping[str, frozenset[str]]
) -> Iterator[QualityFinding]:
    """Yield the merged areas of which the counts hold some parts and not others."""
    for target in sorted(members):
        there = {counts.areas[i].name for i in members[target]}
        parts = before.get(target, frozenset())
        if len(parts) > 1 and target not in there and (missing := sorted(parts - there)):
            yield parts_absent(target, missing, len(parts))
