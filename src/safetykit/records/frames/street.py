"""Street-level crime that stands in a dataframe.

What belongs here: the group-by that street crime asks for, and the way from its groups to the cells
that files come in. What does not: what may count and what is odd about it; that is the same for
files, and stands in `street_rows`, `assemble`, `row_checks` and `checks`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import attrs
import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError, suggest
from safetykit.quantities import Month, month_range
from safetykit.records.adding import add_up
from safetykit.records.assemble import assemble
from safetykit.records.cells import Cells, KeptFile
from safetykit.records.checks import findings_of_counts
from safetykit.records.counts import AreaKey, AreaRule, Counts, Progress
from safetykit.records.frames.columns import flag, period_of, text_of
from safetykit.records.frames.opening import (
    Group,
    OpenFrame,
    digest_of,
    open_frame,
    require_all,
)
from safetykit.records.periods import PeriodFormat
from safetykit.records.police_uk import IDENTITY
from safetykit.records.quality import QualityFinding
from safetykit.records.query import Values
from safetykit.records.row_checks import findings_of_rows
from safetykit.records.setting_aside import rows_set_aside
from safetykit.records.source import DataSource
from safetykit.records.street_rows import CATEGORY, MONTH, RECORDER, why_not

__all__ = ["count_street"]

CODE: Final = "LSOA code"
PLACE: Final = "LSOA name"
MAX_MONTHS: Final = 2_400
_SMALL_AREA: Final = " [0-9]{3}[A-Z]$"
_ROWS: Final = 5  # where the number of rows stands in a group
_WORDS: Final = (
    ("No file for", "No row for"),
    ("though the file is there", "though the force has rows"),
    ("is in any file", "is in the frame"),
)


def count_street(
    frame: object,
    source: DataSource,
    areas: tuple[str, ...],
    *,
    small_areas: bool,
    report: Callable[[Progress], None],
) -> Counts:
    """Count street-level crime; see `count_frame`."""
    opened = open_frame(frame, (MONTH, RECORDER, CODE, PLACE, CATEGORY, IDENTITY))
    report(Progress(0, 1, f"counting {opened.kind}"))
    known = [flag(_text(opened, IDENTITY) != "")]
    groups = opened.group(_keys(opened, small_areas=small_areas), sums=known)
    rows = require_all(opened, groups, _ROWS)
    aside, good = _judge(groups)
    if not good:
        raise _nothing(opened.kind, aside)
    cells = _cells(good)
    wanted = _areas(cells, areas, small_areas=small_areas)
    sums = add_up(cells, months=_months(cells), areas=wanted)
    counts = assemble(cells, sums, source=source, months=_months(cells), areas=wanted, files=())
    repeated = _repeats(opened)
    odd = findings_of_rows(cells, sums, repeated=repeated, areas=areas, within="force and month")
    return attrs.evolve(
        counts,
        quality=(*_set_aside(aside), *odd, *_of_frame(findings_of_counts(counts))),
        rows_read=rows,
        rows_set_aside=aside.total(),
        parameters=(
            *("count_frame", source.name, opened.kind, "sha256", digest_of(groups)),
            *(part for area in areas for part in ("--area", area)),
            *(("--small-areas",) if small_areas else ()),
        ),
    )


def _text(frame: OpenFrame, column: str) -> nw.Expr:
    return text_of(*frame.column(column))


def _keys(frame: OpenFrame, *, small_areas: bool) -> list[nw.Expr]:
    """Return month, force, code, name and category; without small areas, no code and a district."""
    code, place = _text(frame, CODE), _text(frame, PLACE)
    if not small_areas:
        code, place = nw.lit(""), place.str.replace_all(_SMALL_AREA, "")
    return [_month(frame), _text(frame, RECORDER), code, place, _text(frame, CATEGORY)]


def _month(frame: OpenFrame) -> nw.Expr:
    """Return the month as 2017-10, also where a library took it for a date."""
    name, kind = frame.column(MONTH)
    text = period_of(name, kind, PeriodFormat.MONTH)
    return text.str.slice(0, 7) if kind.is_temporal() else text


def _judge(groups: Iterable[Group]) -> tuple[Counter[str], list[Group]]:
    """Return the rows set aside by their reason, and the groups that count."""
    aside: Counter[str] = Counter()
    good = []
    for group in groups:
        month, force, _, _, category = group[:_ROWS]
        if reason := why_not(month, force, category):
            aside[reason] += int(group[_ROWS])
        else:
            good.append(group)
    return aside, good


def _nothing(kind: str, aside: Counter[str]) -> InputError:
    reasons = "; ".join(f"{rows:,} of them: {reason}" for reason, rows in aside.items())
    got = f"{aside.total():,} rows, none of which can be counted"
    hint = f"{reasons}." if aside else "The frame is empty."
    return InputError(kind, got, "rows of street-level crime", hint=hint)


def _cells(groups: Sequence[Group]) -> Cells:
    """Return the groups as files come in, as if each month were one."""
    sources: dict[Values, int] = {}
    places: dict[Values, int] = {}
    categories: dict[Values, int] = {}
    codes = np.array(
        [
            (
                sources.setdefault((month, force), len(sources)),
                places.setdefault((code, place), len(places)),
                categories.setdefault((category,), len(categories)),
            )
            for month, force, code, place, category, *_ in groups
        ],
        dtype=np.int32,
    )
    return Cells(
        values=(list(sources), list(places), list(categories)),
        files=tuple(_by_month(groups, codes, [month for month, _ in sources])),
        present=frozenset((force, Month.parse(month)) for month, force in sources),
        set_aside=(),
        month_of_file={},
    )


def _by_month(
    groups: Sequence[Group], codes: npt.NDArray[np.int32], names: Sequence[str]
) -> Iterator[KeptFile]:
    """Yield the groups of each month, in order; `names` are the months of the sources."""
    rows = np.array([group[_ROWS] for group in groups], dtype=np.int64)
    filled = np.array([[group[_ROWS + 1]] for group in groups], dtype=np.float64)
    month_of = np.array([Month.parse(name).index for name in names])[codes[:, 0]]
    for index in np.unique(month_of).tolist():
        own = month_of == index
        name = names[codes[own][0, 0]]
        yield KeptFile(
            name=name,
            month=Month.parse(name),
            codes=codes[own],
            rows=rows[own],
            measures=filled[own],
        )


def _areas(cells: Cells, named: tuple[str, ...], *, small_areas: bool) -> tuple[AreaKey, ...]:
    """Return the districts and, if asked for, the codes of the small areas in them."""
    districts = cells.districts()
    known = sorted(set(districts) - {""})
    for area in named:
        if area not in known:
            few = f"There are {len(known)}, such as {', '.join(known[:5])}."
            expected = "a district that occurs in the frame"
            raise InputError("areas", area, expected, hint=suggest(area, known) or few)
    names = dict.fromkeys(named or known)
    if small_areas:
        places = zip(cells.values[1], districts, strict=True)
        small = {code for (code, _), district in places if district in names} - {""}
        names |= dict.fromkeys(sorted(small))
    return tuple(AreaKey(AreaRule.CODED_TO_AREA, name) for name in names)


def _months(cells: Cells) -> tuple[Month, ...]:
    stated = [file.month for file in cells.files]
    if stated[-1] - stated[0] > MAX_MONTHS:
        hint = "Look for a year that was mistyped."
        got = f"months from {stated[0]} to {stated[-1]}"
        raise InputError(f"frame.{MONTH}", got, f"at most {MAX_MONTHS:,} months", hint=hint)
    return tuple(month_range(stated[0], stated[-1]))


def _repeats(frame: OpenFrame) -> dict[str, int]:
    """Return by force the rows whose identity another row of its month carries too."""
    identity = _text(frame, IDENTITY)
    keys = [_month(frame), _text(frame, RECORDER)]
    found: Counter[str] = Counter()
    groups = frame.group(keys, sums=[flag(identity != "")], different=identity)
    for _, force, _, filled, different in groups:
        found[force] += int(filled) - int(different)
    return dict(found)


def _set_aside(aside: Counter[str]) -> Iterator[QualityFinding]:
    for reason, rows in sorted(aside.items()):
        yield rows_set_aside(reason, rows)


def _of_frame(findings: Iterable[QualityFinding]) -> Iterator[QualityFinding]:
    """Say of rows what the findings say of files."""
    for finding in findings:
        message = finding.message
        for files, rows in _WORDS:
            message = message.replace(files, rows)
        yield attrs.evolve(finding, message=message)
