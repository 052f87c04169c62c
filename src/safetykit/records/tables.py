"""Read any table by a mapping that says what its columns mean.

What belongs here: the counts of a table and what is odd about it. What does not: going through the
rows (`tallies`), totals (`totals`), or any one publisher's table.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.assemble import unlikely_zeros
from safetykit.records.counts import AreaKey, Counts, FileRecord, Progress
from safetykit.records.grids import Grid, open_grid
from safetykit.records.mapping import TableMapping
from safetykit.records.periods import require_span
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.setting_aside import rows_set_aside
from safetykit.records.tallied import Aside, Cell, Key, TableTally
from safetykit.records.tallies import tally_rows
from safetykit.records.totals import findings_of_totals, parts_of

__all__ = ["counts_of_tally", "findings_of_periods", "read_table"]

Report: TypeAlias = Callable[[Progress], None]
_Place: TypeAlias = tuple[int, int, int]
MAX_SUM: Final = 10**15


def read_table(
    path: str | os.PathLike[str],
    mapping: TableMapping,
    *,
    progress: Report | None = None,
    name: str = "",
) -> Counts:
    """Count a table by period, area and category.

    Args:
        path: A CSV file, plain or compressed (`.csv.gz`), a Parquet file, or a workbook (`.xlsx`,
            `.ods`).
        mapping: What its columns mean; see `read_mapping`.
        progress: Called before and after the rows are read.
        name: What to call the file in the counts; its own name if empty.

    Returns:
        The counts. A figure that the table does not state is not reported, which is not zero. If
        rows are counted, a period without any row is not reported, nor is a normally busy category
        at zero. Totals are left out and held against the sum of their parts.

    Raises:
        InputError: The file cannot be read; its header lacks a column; a figure is a percentage;
            no row can be counted; or the periods do not follow each other.
        MissingExtraError: The library that reads this kind of file is not installed.

    Examples:
        >>> import tempfile
        >>> from pathlib import Path
        >>> from safetykit.records import read_mapping
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     calls, meaning = Path(folder, "calls.csv"), Path(folder, "calls.mapping.yaml")
        ...     _ = calls.write_text('''Month,District,Kind,Calls
        ... 2024-01,Harbourtown,assault,7
        ... 2024-02,Harbourtown,assault,5
        ... ''')
        ...     _ = meaning.write_text('''
        ... source:
        ...   name: calls
        ...   title: Calls
        ...   publisher: A trust
        ...   url: sent by e-mail
        ...   licence: the agreement of 2024
        ...   attribution: A trust
        ...   travel: partner
        ... period: {columns: [Month], format: month}
        ... area: {column: District}
        ... group: {column: Kind}
        ... measure: {kind: sum, column: Calls}
        ... ''')
        ...     counts = read_table(calls, read_mapping(meaning))
        >>> counts.groups, counts.values.ravel().tolist()
        (('assault',), [7, 5])
    """
    report = progress or _ignore
    target = Path(path)
    report(Progress(0, 1, f"reading {target.name}"))
    with open_grid(target, mapping.columns, mapping.layout, name=name) as grid:
        tally = tally_rows(grid, mapping)
    report(Progress(1, 1, "read"))
    return counts_of_tally(tally, mapping, grid)


def counts_of_tally(tally: TableTally, mapping: TableMapping, grid: Grid) -> Counts:
    """Return the counts of rows that were gathered, with what is odd about them.

    Args:
        tally: The rows.
        mapping: What they mean.
        grid: Where they stood.

    Raises:
        InputError: No row can be counted, or the periods do not follow each other.
    """
    parts = parts_of(tally, mapping)
    if not parts:
        raise _nothing(grid.name, tally)
    record = FileRecord(name=grid.name, sha256=grid.sha256, rows=tally.rows)
    return _counts(tally, parts, mapping, record)


def _ignore(_: Progress) -> None:
    """Report to nobody."""


def _nothing(name: str, tally: TableTally) -> InputError:
    reason, aside = next(iter(tally.aside.items()), ("is a total", Aside()))
    got = f"{tally.rows} rows, none of which can be counted"
    first = f" (line {aside.lines[0]})" if aside.lines else ""
    hint = f"The first {reason}{first}." if tally.rows else "The table ends with its header."
    return InputError(name, got, "rows that the mapping describes", hint=hint)


def _counts(
    tally: TableTally, parts: Mapping[Key, Cell], mapping: TableMapping, record: FileRecord
) -> Counts:
    step = mapping.period.format.step
    months = _months({key.month for key in parts}, step, record.name)
    areas = tuple(sorted({key.area for key in parts}))
    groups = tuple(sorted({key.group for key in parts}))
    shape = len(months), len(areas), len(groups)
    sums = _added_up(parts, _positions(months, areas, groups), shape)
    reported = _reported(sums, mapping)
    counts = Counts(
        source=mapping.source,
        months=months,
        areas=tuple(AreaKey(mapping.area.rule, area) for area in areas),
        groups=groups,
        values=np.where(reported, sums.values, 0),
        reported=reported,
        provisional=sums.provisional & reported,
        denominators=np.where(reported, sums.base, np.nan) if mapping.measure.denominator else None,
        step=step,
        files=(record,),
        rows_read=tally.rows,
        rows_set_aside=tally.rows - _rows_counted(parts, mapping),
    )
    zeros = _zeros(counts) if mapping.measure.kind != "sum" else ()
    findings = (*_findings(tally, counts, mapping), *findings_of_periods(counts), *zeros)
    return attrs.evolve(counts, quality=findings)


class _Sums(NamedTuple):
    """Figures by period, area and category: their sums, and what is said of them."""

    values: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    missing: npt.NDArray[np.int64]
    base: npt.NDArray[np.float64]
    provisional: npt.NDArray[np.bool_]


def _reported(sums: _Sums, mapping: TableMapping) -> npt.NDArray[np.bool_]:
    """Return which figures are known: those that rows state, or of which a period has any row."""
    if mapping.measure.kind == "sum":
        return np.asarray((sums.rows > 0) & (sums.missing == 0))
    filled = np.any(sums.rows > 0, axis=(1, 2), keepdims=True)
    reported: npt.NDArray[np.bool_] = np.broadcast_to(filled, sums.rows.shape)
    return np.asarray(reported & ~unlikely_zeros(sums.values, reported))


def _added_up(parts: Mapping[Key, Cell], at: Callable[[Key], _Place], shape: _Place) -> _Sums:
    values, rows, missing = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    sums = _Sums(values, rows, missing, np.zeros(shape), np.zeros(shape, dtype=np.bool_))
    for key, cell in parts.items():
        if cell.value > MAX_SUM:
            raise _too_large(key, cell)
        i = at(key)
        sums.values[i] += cell.value
        sums.rows[i] += cell.rows
        sums.missing[i] += cell.missing
        sums.base[i] += np.nan if cell.base_missing else cell.base
        sums.provisional[i] |= cell.provisional
    return sums


def _too_large(key: Key, cell: Cell) -> InputError:
    place, hint = f"{key.month}, {key.area}, {key.group}", "Are these figures, or numbers of cases?"
    return InputError(place, f"{cell.value:,}", f"a sum up to {MAX_SUM:,}", hint=hint)


def _months(found: set[Month], step: int, name: str) -> tuple[Month, ...]:
    first, last = min(found), max(found)
    if odd := sorted(month for month in found if (month - first) % step):
        expected = f"periods of {step} months, the first of which begins in {first}"
        raise InputError(name, f"a period that begins in {odd[0]}", expected)
    require_span(first, last, name, step=step)
    return tuple(first + i for i in range(0, last - first + 1, step))


def _positions(
    months: Sequence[Month], areas: Sequence[str], groups: Sequence[str]
) -> Callable[[Key], _Place]:
    m, a, g = ({label: i for i, label in enumerate(axis)} for axis in (months, areas, groups))
    return lambda key: (m[key.month], a[key.area], g[key.group])


def _rows_counted(parts: Mapping[Key, Cell], mapping: TableMapping) -> int:
    """Return the rows behind figures: in a wide table each row has one in every column."""
    totals = mapping.group.totals
    wide = [c for c in mapping.group.columns if not any(total.matches(c) for total in totals)]
    return sum(cell.rows for cell in parts.values()) // max(1, len(wide))


def _all_set_aside(tally: TableTally, rows: int, file: str) -> Iterator[QualityFinding]:
    """Say which of the rows that were set aside could not be counted, and which are totals."""
    for reason, aside in tally.aside.items():
        yield rows_set_aside(reason, aside.rows, lines=aside.lines, file=file)
    totals = rows - sum(aside.rows for aside in tally.aside.values())
    if totals:
        yield QualityFinding(
            code=QualityCode.SET_ASIDE,
            message=f"{totals:,} of {tally.rows:,} rows are totals of others. They were set aside, "
            "and held against the sums of their parts.",
            rows=totals,
            file=file,
        )


def _findings(tally: TableTally, counts: Counts, mapping: TableMapping) -> Iterator[QualityFinding]:
    file = counts.files[0].name
    yield from _all_set_aside(tally, counts.rows_set_aside, file)
    yield from findings_of_totals(tally, mapping, file)
    for word, n in tally.missing.items():
        yield QualityFinding(
            code=QualityCode.NOT_STATED,
            message=f"{n:,} figure{'s are' if n > 1 else ' is'} "
            f"{f'“{word}”' if word else 'blank'}: not reported, which is not zero.",
            rows=n,
            file=file,
        )
    if tally.blanks:
        yield QualityFinding(
            code=QualityCode.BLANK_ID,
            message=f"{tally.blanks:,} rows state no {mapping.measure.column}: whatever they are, "
            "they are not among the different ones that were counted.",
            rows=tally.blanks,
            file=file,
        )


def findings_of_periods(counts: Counts) -> Iterator[QualityFinding]:
    """Return the periods without any figure, and the known breaks that the counts run into."""
    none = ~counts.reported.any(axis=(1, 2))
    if missing := tuple(counts.months[i] for i in np.flatnonzero(none)):
        yield QualityFinding(
            code=QualityCode.MISSING_MONTH,
            message=f"No figure for the {'period' if len(missing) == 1 else 'periods'} from "
            f"{', '.join(str(month) for month in missing)}: not reported, which is not zero.",
            months=missing,
        )
    for known in counts.source.breaks:
        if known.splits(counts.months[0], counts.last_month):
            yield QualityFinding(
                code=QualityCode.KNOWN_BREAK,
                message=f"{known.title}, {known.start} to {known.end or 'now'}: {known.reason}",
                months=tuple(m for m in counts.months if known.touches(m, m + (counts.step - 1))),
            )


def _zeros(counts: Counts) -> Iterator[QualityFinding]:
    zeros = counts.reported.any(axis=(1, 2), keepdims=True) & ~counts.reported
    for j, k in np.argwhere(zeros.any(axis=0)):
        yield QualityFinding(
            code=QualityCode.ZERO,
            message=f"There is no row of {counts.groups[k]} in some periods, though the category "
            "is normally busy: not reported, which is not zero.",
            months=tuple(counts.months[i] for i in np.flatnonzero(zeros[:, j, k])),
            group=counts.groups[k],
            area=counts.areas[j].name,
        )
