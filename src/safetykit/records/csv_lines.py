"""The lines of a small CSV that people write, each with its place in the file.

What belongs here: which lines there are, and what is wrong with their form. What does not: what the
fields mean; and large files, which `grids` and `scan` read piece by piece.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from safetykit.errors import Place, Problem
from safetykit.records.setting_aside import wrong_fields

__all__ = ["filled_lines", "wrong_length"]


def filled_lines(
    content: str, file: str | None, problems: list[Problem]
) -> Iterator[tuple[Place, list[str]]]:
    """Yield the lines that hold anything, each with the place at which it starts.

    A line that is no CSV ends them, and joins `problems`.
    """
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    line = 1
    try:
        for record in reader:
            if any(field.strip() for field in record):
                yield Place(file=file, line=line), record
            line = reader.line_num + 1
    except csv.Error as error:
        place = Place(file=file, line=line)
        message = f"is no line of CSV: {error}."
        problems.append(Problem(place=place, message=message, hint="Look for quotes."))


def wrong_length(record: Sequence[str], header: Sequence[str], place: Place) -> Problem:
    """Return the problem of a line that has more or fewer fields than there are columns."""
    message = f"{wrong_fields(len(record), len(header))}."
    return Problem(place=place, message=message, hint="Look for commas.")
