"""What is odd about figures that were sent, in words that reach the page.

What belongs here: the findings on figures that were accepted. What does not: what is refused.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from safetykit.quantities import Month
from safetykit.records.aggregate.figures import Figure, Key
from safetykit.records.aggregate.revisions import Settled
from safetykit.records.quality import QualityCode, QualityFinding

__all__ = ["findings_of_figures"]

Cells: TypeAlias = Mapping[Key, Settled]
SHOWN: Final = 5
SHOWN_DAYS: Final = 2


def findings_of_figures(
    settled: Cells, other: Sequence[Figure], *, months: Sequence[Month], due_days: int
) -> tuple[QualityFinding, ...]:
    """Return what is odd about figures, in the order of the codes.

    Args:
        settled: What stands for each cell.
        other: The lines that were set aside since their periods have another length.
        months: The first month of each period.
        due_days: How many days after its period a figure is due.
    """
    return (
        *_received(settled),
        *_late(settled, due_days),
        *_provisional(settled),
        *_suppressed(settled),
        *_unknown(settled),
        *_not_sent(settled, months),
        *_revised(settled),
        *_notes(settled),
        *_set_aside(settled, other),
    )


def _received(settled: Cells) -> Iterator[QualityFinding]:
    """Yield who sent what when: one finding for each file and owner."""
    sent: defaultdict[tuple[str, str], list[dt.date]] = defaultdict(list)
    for cell in settled.values():
        for figure in (cell.figure, *cell.passed):
            if not figure.says_nothing:
                sent[figure.file, figure.owner].append(figure.received)
    for (file, owner), days in sorted(sent.items()):
        message = f"{_counted(len(days))} of {owner}, received {_days(sorted(set(days)))}."
        yield _finding(QualityCode.RECEIVED, message, rows=len(days), file=Path(file).name)


def _days(days: Sequence[dt.date]) -> str:
    if len(days) <= SHOWN_DAYS:
        return f"on {' and '.join(map(str, days))}"
    return f"on {len(days)} days from {days[0]} to {days[-1]}"


def _late(settled: Cells, due_days: int) -> Iterator[QualityFinding]:
    def late(cell: Settled) -> bool:
        return not cell.first.says_nothing and cell.first.received > _due(cell.first, due_days)

    for (area, group), cells in _by_series(settled, late):
        days = max((c.first.received - c.first.span.last.last_day).days for c in cells)
        message = (
            f"{_counted(len(cells))} came later than {due_days} days after the period; the latest "
            f"took {days} days."
        )
        yield _series_finding(QualityCode.LATE, message, area, group, cells)


def _due(figure: Figure, due_days: int) -> dt.date:
    return figure.span.last.last_day + dt.timedelta(days=due_days)


def _provisional(settled: Cells) -> Iterator[QualityFinding]:
    def still_open(cell: Settled) -> bool:
        return cell.figure.provisional and cell.figure.value.count is not None

    for (area, group), cells in _by_series(settled, still_open):
        message = f"{_counted(len(cells))} may still be changed by the sender."
        yield _series_finding(QualityCode.PROVISIONAL, message, area, group, cells)


def _suppressed(settled: Cells) -> Iterator[QualityFinding]:
    for (area, group), cells in _by_series(settled, lambda c: c.figure.value.suppressed):
        told = [f"{c.figure.span}: {_bounds(c.figure)}" for c in cells]
        message = f"Known and too small to send, so not counted: {'; '.join(told)}."
        yield _series_finding(QualityCode.SUPPRESSED, message, area, group, cells)


def _bounds(figure: Figure) -> str:
    most = figure.value.most
    return "no bounds are stated" if most is None else f"0 to {most}"


def _unknown(settled: Cells) -> Iterator[QualityFinding]:
    def unknown(cell: Settled) -> bool:
        value = cell.figure.value
        return bool(value.words) and value.count is None and not value.suppressed

    for (area, group), cells in _by_series(settled, unknown):
        words = ", ".join(sorted({cell.figure.value.words for cell in cells}))
        message = f"The sender has no figure ({words}); it is not counted as 0."
        yield _series_finding(QualityCode.NOT_KNOWN, message, area, group, cells)


def _not_sent(settled: Cells, months: Sequence[Month]) -> Iterator[QualityFinding]:
    """Yield the periods of each series for which no line, or a blank one, came."""
    areas, groups = {key[1] for key in settled}, {key[2] for key in settled}
    there = {
        (span.first, area, group)
        for (span, area, group), cell in settled.items()
        if not cell.figure.says_nothing
    }
    for area in sorted(areas):
        for group in sorted(groups):
            gaps = tuple(month for month in months if (month, area, group) not in there)
            if gaps:
                message = f"Nothing came for {len(gaps)} of {len(months)} periods."
                yield _finding(QualityCode.NOT_SENT, message, months=gaps, area=area, group=group)


def _revised(settled: Cells) -> Iterator[QualityFinding]:
    for (span, area, group), cell in sorted(settled.items(), key=lambda item: item[0]):
        for earlier, later in cell.revisions:
            yield _finding(
                QualityCode.REVISED,
                f"{span.words}: {earlier} became {later}{_size(earlier, later)}.",
                months=(span.first,),
                area=area,
                group=group,
                file=Path(later.file).name,
                line=later.line,
            )


def _size(earlier: Figure, later: Figure) -> str:
    before, after = earlier.value.count, later.value.count
    if before is None or after is None:
        return ""
    share = f", {100 * (after - before) / before:+.1f}%" if before else ""
    return f": {after - before:+,}{share}"


def _notes(settled: Cells) -> Iterator[QualityFinding]:
    for (span, area, group), cell in sorted(settled.items(), key=lambda item: item[0]):
        figure = cell.figure
        if figure.note:
            yield _finding(
                QualityCode.NOTE,
                f"{figure.owner or 'The sender'} notes on {span.words}: {figure.note}",
                months=(span.first,),
                area=area,
                group=group,
                file=Path(figure.file).name,
                line=figure.line,
            )


def _set_aside(settled: Cells, other: Sequence[Figure]) -> Iterator[QualityFinding]:
    passed = [figure for cell in settled.values() for figure in cell.passed]
    reasons = {
        "stand for a cell that another line fills": passed,
        "are of periods of another length": list(other),
    }
    for reason, figures in reasons.items():
        if figures:
            places = ", ".join(sorted(str(figure.place) for figure in figures)[:SHOWN])
            more = ", ..." if len(figures) > SHOWN else ""
            message = f"{len(figures)} lines {reason} and are not counted: {places}{more}."
            yield _finding(QualityCode.SET_ASIDE, message, rows=len(figures))


def _by_series(
    settled: Cells, wanted: Callable[[Settled], bool]
) -> Iterator[tuple[tuple[str, str], list[Settled]]]:
    """Yield each area and indicator with its cells that are wanted, in order of time."""
    found: defaultdict[tuple[str, str], list[Settled]] = defaultdict(list)
    for key in sorted(settled):
        if wanted(settled[key]):
            found[key[1], key[2]].append(settled[key])
    yield from sorted(found.items(), key=lambda item: item[0])


def _series_finding(
    code: QualityCode, message: str, area: str, group: str, cells: Sequence[Settled]
) -> QualityFinding:
    months = tuple(cell.figure.span.first for cell in cells)
    return _finding(code, message, months=months, area=area, group=group, rows=len(cells))


def _finding(
    code: QualityCode,
    message: str,
    *,
    months: tuple[Month, ...] = (),
    area: str = "",
    group: str = "",
    rows: int | None = None,
    file: str | None = None,
    line: int | None = None,
) -> QualityFinding:
    return QualityFinding(
        code=code,
        message=message,
        months=months,
        area=area,
        group=group,
        rows=rows,
        file=file,
        line=line,
    )


def _counted(number: int) -> str:
    return "One figure" if number == 1 else f"{number:,} figures"
