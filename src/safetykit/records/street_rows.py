"""Decide which rows of street crime count, and say where the others stand.

What belongs here: the reasons for which a row is set aside, and the files that contradict their
names. What does not: reading files, or adding up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.assemble import Cells, KeptFile, SetAside
from safetykit.records.counting import CountedFile
from safetykit.records.query import Values
from safetykit.records.scan import read_records_at

__all__ = ["CATEGORY", "MONTH", "RECORDER", "StreetFile", "judge_rows", "twice", "why_not"]

MONTH: Final = "Month"
RECORDER: Final = "Reported by"
CATEGORY: Final = "Crime type"


@attrs.frozen(kw_only=True, eq=False)
class StreetFile:
    """A file that was counted, and the month that its name states."""

    counted: CountedFile
    month: Month

    @property
    def name(self) -> str:
        """Its name under the folder that was read."""
        return self.counted.scan.name


def judge_rows(files: Sequence[StreetFile]) -> Cells:
    """Return the groups that count, and the rows that were set aside.

    Args:
        files: One or more files, counted by (month, recorder), (code, name) and (category).

    Raises:
        InputError: No file has a row, none of a file's rows can be counted, or two files hold the
            same month of a force.
    """
    if not any(len(file.counted.table.rows) for file in files):
        expected = "a file with rows that can be counted"
        raise InputError("path", f"{len(files)} file(s) without one", expected)
    judge = _Judge(files)
    kept, aside = [], []
    for file in files:
        good = judge.good(file)
        if file.counted.scan.bad or not good.all():
            aside += list(judge.set_aside(file))
        if good.any():
            kept.append(_kept(file, good))
        elif aside and aside[-1].file == file.name:
            raise _useless(file, next(row for row in aside if row.file == file.name))
    cells = Cells(
        values=files[0].counted.table.values,
        files=tuple(kept),
        present=frozenset((force, Month.parse(month)) for force, month in judge.present),
        set_aside=tuple(aside),
        month_of_file={file.name: file.month for file in files},
    )
    judge.require_one_file_each(kept)
    return cells


def twice(first: str, second: str) -> InputError:
    """Return the error of a month that two files hold."""
    hint = "Two downloads of one month would be counted twice: keep one."
    expected = "one file each"
    return InputError(second, f"a month and force that {first} holds too", expected, hint=hint)


def _kept(file: StreetFile, good: npt.NDArray[np.bool_]) -> KeptFile:
    table = file.counted.table
    all_good = bool(good.all())
    return KeptFile(
        name=file.name,
        month=file.month,
        codes=table.codes if all_good else table.codes[good],
        rows=table.rows if all_good else table.rows[good],
        measures=table.measures if all_good else table.measures[good],
    )


def _useless(file: StreetFile, row: SetAside) -> InputError:
    return InputError(
        f"{row.file}:{row.line}",
        f"a row that {row.reason}, and no row that can be counted",
        f"rows of {file.month}, as the name of the file says",
        hint="Is this the file that its name says?",
    )


def why_not(month: str, force: str, category: str) -> str:
    """Return why a row of these texts cannot be counted wherever it stands, or an empty text."""
    if month == MONTH and category == CATEGORY:
        return "repeats the header"
    if not _is_month(month):
        return "states no month such as 2017-10"
    if not force or not category:
        return "states no force" if not force else "states no crime type"
    return ""


class _Judge:
    """What can be counted depends on a row's month, recorder and category alone."""

    def __init__(self, files: Sequence[StreetFile]) -> None:
        values = files[0].counted.table.values
        self.sources, self.categories = values[0], values[2]
        self.present = {
            (recorder, month)
            for file in files
            for month, recorder in _sources(file.counted.table.codes, self.sources)
            if recorder and month == str(file.month)
        }
        self.fine = np.array(
            [
                [not self.reason(month, force, category) for (category,) in self.categories]
                for month, force in self.sources
            ]
        )
        self.all_fine = bool(self.fine.all())

    def good(self, file: StreetFile) -> npt.NDArray[np.bool_]:
        """Return flags of the groups of a file that count."""
        codes = file.counted.table.codes
        if self.all_fine:
            return np.ones(len(codes), dtype=np.bool_)
        flags: npt.NDArray[np.bool_] = self.fine[codes[:, 0], codes[:, 2]]
        return flags

    def reason(self, month: str, force: str, category: str) -> str:
        """Return why a row cannot be counted, or an empty text."""
        if why := why_not(month, force, category):
            return why
        if (force, month) not in self.present:
            return f"states {month}, a month for which its force has no file"
        return ""

    def set_aside(self, file: StreetFile) -> Iterator[SetAside]:
        """Yield the rows of a file that do not count."""
        scan = file.counted.scan
        for bad in scan.bad:
            reason = f"has {bad.fields} fields and not {len(scan.header)}"
            yield SetAside(file=file.name, line=bad.line, reason=reason)
        for line, row in read_records_at(scan):
            if reason := self.reason(row[MONTH], row[RECORDER], row[CATEGORY]):
                yield SetAside(file=file.name, line=line, reason=reason)

    def require_one_file_each(self, files: Iterable[KeptFile]) -> None:
        """Refuse two files of the same month and force, by what their rows say."""
        seen: dict[Values, str] = {}
        for file in files:
            for source in _sources(file.codes, self.sources):
                if source[0] == str(file.month):
                    first = seen.setdefault(source, file.name)
                    if first != file.name:
                        raise twice(first, file.name)


def _sources(codes: npt.NDArray[np.int32], values: Sequence[Values]) -> list[Values]:
    column = codes[:, 0]
    if len(column) and column[0] == column.min() == column.max():
        return [values[column[0]]]
    return [values[code] for code in np.unique(column).tolist()]


def _is_month(text: str) -> bool:
    try:
        return len(text) == len("2017-10") and str(Month.parse(text)) == text
    except InputError:
        return False
