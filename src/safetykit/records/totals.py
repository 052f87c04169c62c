"""Totals among the figures of a table: which they are, and whether their parts add up to them.

What belongs here: telling totals from parts, and holding one against the other. What does not: the
counts; a total is never counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from safetykit.records.mapping import TableMapping, Total
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.tallied import Cell, Key, TableTally

__all__ = ["findings_of_totals", "is_total", "parts_of"]

SHOWN: Final = 3


def is_total(key: Key, mapping: TableMapping) -> bool:
    """Return whether a figure is a sum of others in the table."""
    return bool(_rule(key.area, mapping.area.totals) or _rule(key.group, mapping.group.totals))


def parts_of(tally: TableTally, mapping: TableMapping) -> dict[Key, Cell]:
    """Return the figures that are no totals."""
    return {key: cell for key, cell in tally.cells.items() if not is_total(key, mapping)}


def findings_of_totals(
    tally: TableTally, mapping: TableMapping, file: str
) -> Iterator[QualityFinding]:
    """Hold each total against the sum of its parts, where all of them are stated.

    A total of areas is looked at for each category, and a total of categories for each area.
    """
    for axis, block in _blocks(tally, mapping):
        yield from _words([check for rows in block for check in _check(rows, axis)], axis, file)


@attrs.frozen(kw_only=True)
class _Axis:
    """Areas or categories: the field of a key, the rules of its totals, the columns they go by."""

    field: str
    whose: str
    rules: tuple[Total, ...]
    within: tuple[str, ...]

    def label(self, key: Key) -> str:
        return str(getattr(key, self.field))

    def goes_by(self, key: Key, column: str = "") -> tuple[str, ...]:
        """Return the key's labels in one column, or in all by which the totals of this axis go."""
        wanted = {column} if column else {rule.within for rule in self.rules}
        return tuple(v for name, v in zip(self.within, key.within, strict=True) if name in wanted)


def _blocks(
    tally: TableTally, mapping: TableMapping
) -> Iterator[tuple[_Axis, list[dict[Key, Cell]]]]:
    """Yield each axis with the figures that agree in everything else."""
    areas = _Axis(field="area", whose="areas", rules=mapping.area.totals, within=tally.within)
    groups = _Axis(
        field="group", whose="categories", rules=mapping.group.totals, within=tally.within
    )
    for axis, other in ((areas, groups), (groups, areas)):
        found: defaultdict[tuple[object, ...], dict[Key, Cell]] = defaultdict(dict)
        for key, cell in tally.cells.items() if axis.rules else ():
            found[key.month, other.label(key), other.goes_by(key)][key] = cell
        yield axis, list(found.values())


def _rule(label: str, rules: Sequence[Total]) -> Total | None:
    return next((rule for rule in rules if rule.matches(label)), None)


def _check(block: Mapping[Key, Cell], axis: _Axis) -> Iterator[tuple[Key, int | None, int]]:
    """Yield each total with the sum of its parts, None where there are none, and its own figure."""
    rules = {label: _rule(label, axis.rules) for label in {axis.label(key) for key in block}}
    kin: defaultdict[tuple[str, tuple[str, ...]], list[Key]] = defaultdict(list)
    for key in block:
        for column in {rule.within for rule in axis.rules}:
            kin[column, axis.goes_by(key, column) if column else ()].append(key)
    for key, cell in block.items():
        rule = rules[axis.label(key)]
        if rule is None or cell.missing:
            continue
        near = kin[rule.within, axis.goes_by(key, rule.within) if rule.within else ()]
        parts = [
            block[other]
            for other in near
            if (axis.label(other) in rule.of if rule.of else rules[axis.label(other)] is None)
        ]
        if not parts:
            yield key, None, cell.value
        elif not any(part.missing for part in parts):
            yield key, sum(part.value for part in parts), cell.value


def _words(
    checks: Sequence[tuple[Key, int | None, int]], axis: _Axis, file: str
) -> Iterator[QualityFinding]:
    wrong = [check for check in checks if check[1] is not None and check[1] != check[2]]
    if wrong:
        yield QualityFinding(
            code=QualityCode.TOTAL_DIFFERS,
            message=f"{len(wrong):,} of {len(checks):,} totals of {axis.whose} differ from the sum "
            f"of their parts, such as {'; '.join(_example(*check) for check in wrong[:SHOWN])}. "
            "The parts were counted.",
            months=tuple(dict.fromkeys(key.month for key, *_ in wrong)),
            rows=len(wrong),
            file=file,
        )
    alone = dict.fromkeys(_name(key, axis) for key, parts, _ in checks if parts is None)
    for name in alone:
        yield QualityFinding(
            code=QualityCode.TOTAL_DIFFERS,
            message=f"{name} is called a total of {axis.whose}, and none of its parts is in the "
            "table: its figures were left out. If they are figures of their own, do not name it "
            "among the totals.",
            file=file,
        )


def _name(key: Key, axis: _Axis) -> str:
    by = ", ".join(axis.goes_by(key))
    return f"“{axis.label(key)}”" + (f" ({by})" if by else "")


def _example(key: Key, parts: int | None, stated: int) -> str:
    where = ", ".join(f"“{label}”" for label in (key.area, key.group, *key.within) if label)
    return f"{where}: {stated:,} stated, {parts:,} in its parts"
