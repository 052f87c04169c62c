"""What a survey found, as its publisher states it: a share with all that its precision rests on.

What belongs here: one published share for each line, and the strict reading of a table of them.
What does not: intervals and changes, which `safetykit.evaluation.surveys` makes; and answers of
single people, which safetykit never keeps.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from safetykit.errors import DocumentError, InputError, Place, Problem, suggest
from safetykit.quantities import PartialDate, Period
from safetykit.records.csv_lines import filled_lines, wrong_length
from safetykit.serial import read_text

__all__ = ["SurveyResult", "parse_share", "read_survey"]

COLUMNS: Final = (
    *("area", "measure", "wording", "mode", "population", "fieldwork", "share", "base"),
    *("design effect", "low", "high", "weighting", "source", "note"),
)
REQUIRED: Final = ("area", "measure", "wording", "population", "fieldwork", "share", "source")
_WHAT: Final = (
    *("area", "measure", "wording", "mode", "population", "fieldwork", "weighting", "source"),
)
_PERCENT: Final = re.compile(r"(\d{1,3}(?:\.(\d{1,12}))?)\s*%", re.ASCII)
_SHARE: Final = re.compile(r"0?\.(\d{1,15})|0\.0+|1\.0+", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}", re.ASCII)
_POSITIVE: Final = re.compile(r"\d{1,6}(?:\.\d{1,12})?", re.ASCII)


@attrs.frozen(kw_only=True)
class SurveyResult:
    """A weighted share of a survey.

    Attributes:
        area: Where the people live who were asked about.
        measure: A short name, such as `Police do a good job in the local area`.
        wording: The question and the answers that count, as they were put.
        mode: How it was asked: face to face, telephone, online; empty where it is not stated.
        population: Who was asked, such as `adults aged 16 and over in households`.
        fieldwork: The time in which the answers were given.
        share: The weighted share, from 0 to 1.
        rounding: Half of the last digit that was published: 0.005 for `62%`.
        base: How many answered, unweighted; None where it is not stated.
        design_effect: How much the design multiplies the variance; None where it is not stated.
        low: The lower end of the published interval of 95%; None where there is none.
        high: Its upper end.
        weighting: What the weights correct for.
        source: Who published it, and where.
        note: Anything that a reader of the share must know.
    """

    area: str
    measure: str
    wording: str
    mode: str = ""
    population: str
    fieldwork: Period
    share: float
    rounding: float = 0.0
    base: int | None = None
    design_effect: float | None = None
    low: float | None = None
    high: float | None = None
    weighting: str = ""
    source: str
    note: str = ""

    def __attrs_post_init__(self) -> None:
        if not 0.0 <= self.share <= 1.0:
            raise InputError("share", self.share, "a share from 0 to 1", hint="62% is 0.62.")
        if self.base is not None and self.base < 1:
            raise InputError("base", self.base, "1 or more people")
        if self.design_effect is not None and not self.design_effect > 0.0:
            raise InputError("design effect", self.design_effect, "a number above 0")
        if (self.low is None) != (self.high is None):
            raise InputError("low", self.low, "both ends of the interval, or neither")
        if self.low is not None and self.high is not None:
            if self.high < self.low:
                raise InputError("high", self.high, f"an end from {self.low} on")
            slack = 2 * self.rounding  # ends and share are rounded on their own
            if not self.low - slack <= self.share <= self.high + slack:
                got = f"{self.share} beside {self.low} to {self.high}"
                raise InputError("share", got, "a share inside its interval")


def parse_share(text: str) -> tuple[float, float]:
    """Read a share and half of its last digit.

    Examples:
        >>> parse_share("62%"), parse_share("0.625")
        ((0.62, 0.005), (0.625, 0.0005))

    Raises:
        InputError: It is neither a percentage with its sign nor a number from 0 to 1 with a point;
            62 and 1 could mean two things.
    """
    words = text.strip()
    if match := _PERCENT.fullmatch(words):
        share, digits = float(match[1]) / 100.0, len(match[2] or "") + 2
        if share <= 1.0:
            return round(share, digits + 2), 0.5 * 10.0**-digits
    elif _SHARE.fullmatch(words):
        return float(words), 0.5 * 10.0 ** -len(words.partition(".")[2])
    hint = "Write 62% or 0.62; 62 and 1 could mean two things."
    raise InputError("share", text, "a share such as 62% or 0.62", hint=hint)


def read_survey(
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    constants: Mapping[str, str] | None = None,
) -> tuple[SurveyResult, ...]:
    """Read a table of survey results.

    Args:
        path: A CSV with a line for each share. Its columns are area, measure, wording, mode,
            population, fieldwork, share, base, design effect, low, high, weighting, source, note;
            `fieldwork` is a date such as December 2014, or from to as in 2026-01..2026-03.
        columns: Where the file has other headers: the column of ours, and the file's header for
            it. Columns of the file that are not named are then left alone.
        constants: Texts that hold for all lines, by the column of ours, such as `population`.

    Raises:
        DocumentError: The file cannot be read, a column is missing, or a line does not fit; all
            problems are listed.
        InputError: `columns` or `constants` name a column that is not one of ours.

    Examples:
        >>> import tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     table = Path(folder, "survey.csv")
        ...     _ = table.write_text('''area,measure,wording,population,fieldwork,share,base,source
        ... Harbourtown,Feels safe,Very or fairly safe,adults,2026-01..2026-03,62%,400,Made up.
        ... ''')
        ...     found = read_survey(table)
        >>> found[0].share, found[0].base, found[0].fieldwork.words
        (0.62, 400, 'January 2026 to March 2026')
    """
    fixed, renamed = dict(constants or {}), dict(columns or {})
    _require_columns((*fixed, *renamed))
    text = read_text(path)
    results: list[SurveyResult] = []
    problems: list[Problem] = []
    header: list[str] = []
    places: dict[str, int] = {}
    seen: dict[object, Place] = {}
    for place, record in filled_lines(text.content, text.file, problems):
        if not header:
            header, places = record, _places(record, renamed, fixed, place)
        elif len(record) == len(header):
            cells = fixed | {name: record[at].strip() for name, at in places.items()}
            found, wrong = _result(cells, place)
            results.extend(found)
            problems.extend((*wrong, *_repeats(found, place, seen)))
        else:
            problems.append(wrong_length(record, header, place))
    if not results and not problems:
        problems.append(Problem(place=Place(file=text.file), message="holds no result."))
    if problems:
        raise DocumentError(problems)
    return tuple(results)


def _repeats(
    found: Sequence[SurveyResult], place: Place, seen: dict[object, Place]
) -> Iterator[Problem]:
    """Yield a problem for a share that was there before, whatever it was."""
    for result in found:
        key = tuple(getattr(result, name) for name in _WHAT)
        first = seen.setdefault(key, place)
        if first is not place:
            message = f"{result.measure}, {result.area}, is there twice: see line {first.line}."
            hint = "Delete one, or say under wording or population how they differ."
            yield Problem(place=place, message=message, hint=hint)


def _require_columns(names: Iterable[str]) -> None:
    for name in names:
        if name not in COLUMNS:
            hint = suggest(name, COLUMNS)
            raise InputError("columns", name, f"one of {', '.join(COLUMNS)}", hint=hint)


def _places(
    header: list[str], renamed: Mapping[str, str], fixed: Mapping[str, str], place: Place
) -> dict[str, int]:
    names = [name.strip() for name in header]
    plain = [name.replace("_", " ").lower() for name in names]
    found: dict[str, int] = {}
    problems: list[Problem] = [] if renamed else _unknown(plain, place)
    for column in COLUMNS:
        wanted, among = (renamed[column], names) if column in renamed else (column, plain)
        if wanted in among:
            found[column] = among.index(wanted)
        elif (column in renamed or column in REQUIRED) and column not in fixed:
            message = f"there is no column {wanted}."
            problems.append(Problem(place=place, message=message, hint=suggest(wanted, among)))
        if among.count(wanted) > 1:
            problems.append(Problem(place=place, message=f"there are two columns {wanted}."))
    if problems:
        raise DocumentError(problems)
    return found


def _unknown(names: list[str], place: Place) -> list[Problem]:
    return [
        Problem(place=place, message=f"no column is called {n}.", hint=suggest(n, COLUMNS))
        for n in names
        if n not in COLUMNS
    ]


def _result(cells: Mapping[str, str], place: Place) -> tuple[list[SurveyResult], list[Problem]]:
    problems: list[Problem] = []
    parsed: dict[str, Any] = {}
    for name in COLUMNS:
        words = cells.get(name, "")
        try:
            parsed |= _parse(name, words)
        except InputError as error:
            message = f"expected {error.expected}, got {error.got!r}."
            at = attrs.evolve(place, path=name)
            problems.append(Problem(place=at, message=message, hint=error.hint))
    if problems:
        return [], problems
    try:
        return [SurveyResult(**parsed)], []
    except InputError as error:
        message = f"expected {error.expected}, got {error.got!r}."
        at = attrs.evolve(place, path=error.field)
        return [], [Problem(place=at, message=message, hint=error.hint)]


def _parse(name: str, words: str) -> dict[str, Any]:
    """Return the fields that a cell gives; an optional one that is blank gives none."""
    if not words and name in REQUIRED:
        raise InputError(name, words, "a text here")
    if not words:
        return {}
    if name == "share":
        return dict(zip(("share", "rounding"), parse_share(words), strict=True))
    return {name.replace(" ", "_"): _PARSERS.get(name, str)(words)}


def _end(words: str) -> float:
    return parse_share(words)[0]


def _fieldwork(words: str) -> Period:
    start, dots, end = words.partition("..")
    first = PartialDate.parse(start.strip())
    return Period(start=first, end=PartialDate.parse(end.strip()) if dots else first)


def _base(words: str) -> int:
    if not _WHOLE.fullmatch(words):
        raise InputError("base", words, "a whole number of people, unweighted")
    return int(words.replace(",", ""))


def _effect(words: str) -> float:
    if not _POSITIVE.fullmatch(words):
        hint = "It is a design factor squared."
        raise InputError("design effect", words, "a number above 0", hint=hint)
    return float(words)


_PARSERS: Final[dict[str, Callable[[str], object]]] = {
    "low": _end,
    "high": _end,
    "fieldwork": _fieldwork,
    "base": _base,
    "design effect": _effect,
}
