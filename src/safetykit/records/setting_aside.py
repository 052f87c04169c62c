"""Rows that were set aside, said the same way by every reader.

What belongs here: the sentence, with the lines of the first of them. What does not: why a row may
not count, which each reader knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from safetykit.records.quality import QualityCode, QualityFinding

__all__ = ["LINES_SHOWN", "rows_set_aside", "wrong_fields"]

LINES_SHOWN: Final = 5


def rows_set_aside(
    reason: str,
    rows: int,
    *,
    lines: Sequence[int] = (),
    file: str | None = None,
    code: str = QualityCode.SET_ASIDE,
) -> QualityFinding:
    """Say that rows were set aside for one reason.

    Args:
        reason: What is wrong with each of them, as "states no area".
        rows: How many they are.
        lines: Their lines, or those of the first of them; none where no line is known.
        file: The file that they stand in, if there is one.
        code: What the finding is called.

    Examples:
        >>> print(rows_set_aside("states no area", 2, lines=[3, 7], file="a.csv").message)
        Each of 2 rows states no area, and was set aside (line 3, 7).
    """
    shown = ", ".join(str(line) for line in lines[:LINES_SHOWN])
    more = ", ..." if rows > min(len(lines), LINES_SHOWN) else ""
    where = f" (line {shown}{more})" if lines else ""
    subject = "A row" if rows == 1 else f"Each of {rows:,} rows"
    return QualityFinding(
        code=code,
        message=f"{subject} {reason}, and was set aside{where}.",
        rows=rows,
        file=file,
        line=lines[0] if lines else None,
    )


def wrong_fields(found: int, wanted: int) -> str:
    """Return what is wrong with a row of more or fewer fields than there are columns.

    Examples:
        >>> wrong_fields(1, 12)
        'has 1 field and not 12'
    """
    return f"has {found} field{'' if found == 1 else 's'} and not {wanted}"
