"""Decide which rows of street crime count, and say where the others stand.

What belongs here: the reasons for which a row is set aside, and the files that contradict their
names. What does not: reading files, or adding up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records.cells import Cells, KeptFile, SetAside, parts_of
from safetykit.records.counting import CountedFile
from safetykit.records.query import Values
from safetykit.records.scan import read_records_at
from safetykit.records.setting_aside import wrong_fields
from safetykit.records.settled import Settled, SettledFile

__all__ = [
    "CATEGORY",
    "MONTH",
    "RECORDER",
    "KnownFile",
    "StreetFile",
    "judge_rows",
    "settled_file",
    "twice",
    "why_not",
]

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

    @cached_property
    def sources(self) -> frozenset[Values]:
        """The months and forces that its rows state."""
        table = self.counted.table
        return frozenset(table.values[0][code] for code, _ in parts_of(table.codes))


@attrs.frozen(kw_only=True)
class KnownFile:
    """A file whose rows are in sums that were kept."""

    name: str
    month: Month
    facts: SettledFile


def judge_rows(every: Sequence[StreetFile | KnownFile], settled: Settled | None = None) -> Cells:
    """Return the groups that count, and the rows that were set aside.

    Args:
        every: The files, in order: those counted by (month, recorder), (code, name) and
            (category), and those whose rows are in the sums.
        settled: The sums.

    Raises:
        InputError: No file has a row, none of a file's rows can be counted, or two files hold the
            same month of a force.
    """
    files = [file for file in every if isinstance(file, StreetFile)]
    known = [file for file in every if isinstance(file, KnownFile)]
    if not known and not any(len(file.counted.table.rows) for file in files):
        expected = "a file with rows that can be counted"
        raise InputError("path", f"{len(every)} file(s) without one", expected)
    judge = _Judge(files, known)
    kept, aside = judge.sort(files)
    months = {month: Month.parse(month) for _, month in judge.present}
    cells = Cells(
        values=judge.values,
        files=tuple(kept),
        present=frozenset((force, months[month]) for force, month in judge.present),
        set_aside=tuple(aside),
        month_of_file={file.name: file.month for file in every},
        settled=settled,
        settled_names={file.name: file.facts for file in known},
    )
    judge.require_one_file_each(cells)
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

    def __init__(self, files: Sequence[StreetFile], known: Iterable[KnownFile]) -> None:
        self.values: tuple[list[Values], ...] = ([], [], [])
        if files:
            self.values = files[0].counted.table.values
        self.sources, self.categories = self.values[0], self.values[2]
        self.present = {
            (recorder, month)
            for file in files
            for month, recorder in file.sources
            if recorder and month == str(file.month)
        }
        self.present |= {(file.facts.force, file.facts.month) for file in known}
        fine = [not self.reason(month, force, "any") for month, force in self.sources]
        named = [bool(category) for (category,) in self.categories]  # more cannot be wrong with one
        self.fine = np.outer(fine, named)
        self.all_fine = bool(self.fine.all())

    def sort(self, files: Iterable[StreetFile]) -> tuple[list[KeptFile], list[SetAside]]:
        """Return the groups that count, and the rows that do not.

        Raises:
            InputError: A file has rows, and none of them counts.
        """
        kept, aside = [], []
        for file in files:
            good = self.good(file)
            bad = file.counted.scan.bad or not good.all()
            left = list(self.set_aside(file)) if bad else []
            if good.any():
                kept.append(_kept(file, good))
            elif left:
                raise _useless(file, left[0])
            aside += left
        return kept, aside

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
            reason = wrong_fields(bad.fields, len(scan.header))
            yield SetAside(file=file.name, line=bad.line, reason=reason)
        for line, row in read_records_at(scan):
            if reason := self.reason(row[MONTH], row[RECORDER], row[CATEGORY]):
                yield SetAside(file=file.name, line=line, reason=reason)

    def require_one_file_each(self, cells: Cells) -> None:
        """Refuse two files of the same month and force, by what their rows say."""
        kept = {file.name: file for file in cells.files}
        seen: dict[Values, str] = {}
        for name, month in cells.month_of_file.items():
            sources: list[Values] = []
            if name in cells.settled_names:
                sources = [(str(month), cells.settled_names[name].force)]
            elif name in kept:
                sources = sorted({self.sources[code] for code, _ in kept[name].parts})
            for source in sources:
                if source[0] == str(month):
                    first = seen.setdefault(source, name)
                    if first != name:
                        raise twice(first, name)


def settled_file(file: StreetFile, kept: KeptFile) -> SettledFile | None:
    """Return what else is said of a file that needs no second look; None if it needs one.

    Args:
        file: A file.
        kept: Those of its groups that count.
    """
    table, scan = file.counted.table, file.counted.scan
    if scan.bad or len(kept.rows) < len(table.rows) or len(file.sources) != 1:
        return None
    ((month, force),) = file.sources
    if month != str(file.month):
        return None
    different, identities = table.distinct[0].get((force,), (0, 0))
    return SettledFile(
        sha256=scan.sha256,
        month=month,
        rows=scan.rows,
        force=force,
        different=different,
        identities=identities,
    )


def _is_month(text: str) -> bool:
    try:
        return len(text) == len("2017-10") and str(Month.parse(text)) == text
    except InputError:
        return False
