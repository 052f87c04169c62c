"""Look-ups of area codes, as statistics offices publish them: what lies in what.

What belongs here: finding the columns by their names, and asking for codes, names and parents.
What does not: counts. Columns such as `LSOA11CD`, `LAD17NM` (Office for National Statistics) and
`lsoa11_code`, `ltla24_name` are known; the two digits are the year of the boundaries.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import os
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import DocumentError, InputError, Place, Problem, suggest
from safetykit.records.setting_aside import wrong_fields

__all__ = ["AreaLevel", "AreaLookup", "read_lookup"]

MAX_BYTES: Final = 200_000_000
SHOWN: Final = 20
_COLUMN: Final = re.compile(r"([A-Z]{2,5})(\d{2})(CD|NM)|([a-z]{2,5})(\d{2})_(code|name)", re.ASCII)
_CHANGE: Final = ("CHGIND", "change_code")
_KINDS: Final = {
    "OA": "output area",
    "LSOA": "lsoa",
    "MSOA": "msoa",
    "WD": "ward",
    "WARD": "ward",
    "LAD": "district",
    "LTLA": "district",
    "UTLA": "upper tier",
    "CTY": "county",
    "CSP": "csp",
    "PFA": "police area",
    "RGN": "region",
    "CTRY": "country",
}


@attrs.frozen(order=True)
class AreaLevel:
    """A kind of area and the year of its boundaries: `lsoa 2011`, `district 2017`, `csp 2024`."""

    kind: str
    year: int

    def __str__(self) -> str:
        """Return the kind and the year."""
        return f"{self.kind} {self.year}"


@attrs.frozen(kw_only=True)
class AreaLookup:
    """What lies in what: a table of codes with a column for each level.

    Attributes:
        file: The name of the file.
        sha256: Of its bytes.
        columns: The codes of each level, row by row; empty where a row has none.
        names: The name of each code, by level; empty for a level without names.
        changes: The mark of change of each row, where the file has one.
    """

    file: str
    sha256: str
    columns: Mapping[AreaLevel, tuple[str, ...]] = attrs.field(repr=False)
    names: Mapping[AreaLevel, Mapping[str, str]] = attrs.field(factory=dict, repr=False)
    changes: tuple[str, ...] = attrs.field(default=(), repr=False)

    @property
    def levels(self) -> tuple[AreaLevel, ...]:
        """The levels, in the order of their columns."""
        return tuple(self.columns)

    def level(self, text: str) -> AreaLevel:
        """Return the level of a kind, such as `district`, or of a kind and year.

        Raises:
            InputError: The look-up has no such level, or several of the kind.
        """
        found = [level for level in self.levels if text in (level.kind, str(level))]
        if len(found) == 1:
            return found[0]
        known = [str(level) for level in self.levels]
        hint = suggest(text, [*known, *(level.kind for level in self.levels)])
        if found:
            hint = f"There are several: {', '.join(map(str, found))}."
        raise InputError("level", text, f"one of {', '.join(known)}", hint=hint)

    def codes(self, level: AreaLevel) -> frozenset[str]:
        """Return the codes of a level."""
        return frozenset(self.columns[level]) - {""}

    def name(self, level: AreaLevel, code: str) -> str:
        """Return the name of a code, and the code itself where the file has no name for it."""
        return self.names.get(level, {}).get(code, code)

    def above(self, lower: AreaLevel, upper: AreaLevel) -> dict[str, frozenset[str]]:
        """Return for each code of one level the codes of another that it shares a row with."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in zip(self.columns[lower], self.columns[upper], strict=True):
            if one and other:
                found[one].add(other)
        return {code: frozenset(others) for code, others in found.items()}


def read_lookup(path: str | os.PathLike[str]) -> AreaLookup:
    """Read a look-up of area codes.

    Args:
        path: A CSV, plain or compressed (`.csv.gz`), in UTF-8, with columns of codes and names.
            Columns that name no level are left alone.

    Raises:
        DocumentError: The file cannot be read, has no two levels, has lines of a wrong length, or
            gives one code two names; all problems are listed.

    Examples:
        >>> import tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     table = Path(folder, "lookup.csv")
        ...     _ = table.write_text('''LSOA21CD,LSOA21NM,LAD23CD,LAD23NM
        ... E01000001,Harbourtown 001A,E06000001,Harbourtown
        ... E01000002,Harbourtown 001B,E06000001,Harbourtown
        ... ''')
        ...     lookup = read_lookup(table)
        >>> [str(level) for level in lookup.levels]
        ['lsoa 2021', 'district 2023']
        >>> lookup.name(lookup.level("district"), "E06000001")
        'Harbourtown'
    """
    target = Path(path)
    raw = _read(target)
    lines = _lines(raw, target)
    _, header = next(lines, (1, []))
    places = _places(header, target)
    rows, problems = [], []
    for line, row in lines:
        if len(row) == len(header):
            rows.append((line, row))
        else:
            message = f"{wrong_fields(len(row), len(header))}."
            problems.append(Problem(place=Place(file=str(target), line=line), message=message))
    if problems:
        raise DocumentError(problems[:SHOWN])
    columns, names = _columns(rows, places, target)
    change = next((header.index(name) for name in _CHANGE if name in header), None)
    return AreaLookup(
        file=target.name,
        sha256=hashlib.sha256(raw).hexdigest(),
        columns=columns,
        names=names,
        changes=() if change is None else tuple(row[change].strip() for _, row in rows),
    )


def _refuse(path: Path, message: str, hint: str = "") -> DocumentError:
    return DocumentError([Problem(place=Place(file=str(path)), message=message, hint=hint)])


def _read(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _refuse(path, f"cannot be read: {error.strerror}.", "Check the path.") from error
    if len(raw) > MAX_BYTES:
        raise _refuse(path, f"is over the size limit of {MAX_BYTES:,} bytes.")
    return raw


def _lines(raw: bytes, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the records that hold anything, each with the line on which it starts."""
    try:
        data = _unpack(raw) if path.suffix == ".gz" else raw
        if len(data) > MAX_BYTES:
            raise _refuse(path, f"is over the limit of {MAX_BYTES:,} bytes when it is unpacked.")
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        for row in reader:
            if any(field.strip() for field in row):
                yield line, row
            line = reader.line_num + 1
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _refuse(path, f"is a damaged archive: {error}.", "Download it again.") from error
    except UnicodeDecodeError as error:
        raise _refuse(path, "is not UTF-8.", "Save the file as UTF-8.") from error
    except csv.Error as error:
        raise _refuse(path, f"is no CSV: {error}.", "Look for quote signs.") from error


def _unpack(raw: bytes) -> bytes:
    with gzip.open(io.BytesIO(raw)) as stream:
        return stream.read(MAX_BYTES + 1)


def _places(header: Iterable[str], path: Path) -> dict[tuple[AreaLevel, str], int]:
    """Return the position of the codes and of the names of each level."""
    places: dict[tuple[AreaLevel, str], int] = {}
    for position, column in enumerate(header):
        match = _COLUMN.fullmatch(column.strip())
        kind = _KINDS.get((match[1] or match[4]).upper()) if match else None
        if match and kind:
            level = AreaLevel(kind, 2000 + int(match[2] or match[5]))
            part = "code" if (match[3] or match[6]) in ("CD", "code") else "name"
            if (level, part) in places:
                raise _refuse(path, f"has two columns with the {part}s of {level}.")
            places[level, part] = position
    levels = [level for level, part in places if part == "code"]
    if len(levels) < 2:
        found = ", ".join(str(level) for level in levels) or "none"
        hint = "Columns are found by names such as LSOA11CD, LAD17CD or lsoa21_code."
        raise _refuse(path, f"has codes of too few levels (found: {found}).", hint)
    return places


def _columns(
    rows: list[tuple[int, list[str]]], places: Mapping[tuple[AreaLevel, str], int], path: Path
) -> tuple[dict[AreaLevel, tuple[str, ...]], dict[AreaLevel, dict[str, str]]]:
    columns: dict[AreaLevel, tuple[str, ...]] = {}
    names: dict[AreaLevel, dict[str, str]] = {}
    problems: list[Problem] = []
    for (level, part), position in places.items():
        if part == "code":
            columns[level] = tuple(row[position].strip() for _, row in rows)
            named = places.get((level, "name"))
            if named is None:
                continue
            found = names.setdefault(level, {})
            for line, row in rows:
                code, name = row[position].strip(), row[named].strip()
                if code and name and found.setdefault(code, name) != name:
                    message = f"{code} is called {name} here and {found[code]} above."
                    place = Place(file=str(path), line=line)
                    problems.append(Problem(place=place, message=message))
    if problems:
        raise DocumentError(problems[:SHOWN])
    return columns, names
