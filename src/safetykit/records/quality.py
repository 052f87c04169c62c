"""What is odd about the records behind some counts, in words that travel with them.

What belongs here: the finding and its codes. What does not: the rules that make findings; they
stand in `checks`.
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.quantities import Month

__all__ = ["QualityCode", "QualityFinding"]


class QualityCode(StrEnum):
    """The stable codes of findings on the quality of records."""

    MISSING_MONTH = "SK-DQ-missing-month"
    EMPTY_FILE = "SK-DQ-empty-file"
    ZERO = "SK-DQ-zero"
    VOCABULARY = "SK-DQ-vocabulary"
    UNKNOWN_CATEGORY = "SK-DQ-unknown-category"
    ABSENT_CATEGORY = "SK-DQ-absent-category"
    REPEATED_ID = "SK-DQ-repeated-id"
    BLANK_ID = "SK-DQ-blank-id"
    BLANK_AREA = "SK-DQ-blank-area"
    FORCE_NOT_AREA = "SK-DQ-force-not-area"
    LEVEL_SHIFT = "SK-DQ-level-shift"
    KNOWN_BREAK = "SK-DQ-known-break"
    OTHER_MONTH = "SK-DQ-other-month"
    SET_ASIDE = "SK-DQ-set-aside"
    COORDINATES = "SK-DQ-coordinates"
    NESTED_ARCHIVE = "SK-DQ-nested-archive"
    NOT_STATED = "SK-DQ-not-stated"
    TOTAL_DIFFERS = "SK-DQ-total-differs"
    ORPHAN = "SK-DQ-orphan"
    REVISED_OUTCOME = "SK-DQ-revised-outcome"
    OTHER_CLOCK = "SK-DQ-other-clock"
    BLANK_POINT = "SK-DQ-blank-point"
    RECEIVED = "SK-DQ-received"
    LATE = "SK-DQ-late"
    PROVISIONAL = "SK-DQ-provisional"
    SUPPRESSED = "SK-DQ-suppressed"
    NOT_KNOWN = "SK-DQ-not-known"
    NOT_SENT = "SK-DQ-not-sent"
    REVISED = "SK-DQ-revised"
    NOTE = "SK-DQ-note"
    ABOVE_BASE = "SK-DQ-above-base"
    BASE_SHIFT = "SK-DQ-base-shift"
    TWO_OWNERS = "SK-DQ-two-owners"
    NOT_IN_PLAN = "SK-DQ-not-in-plan"
    MIXED_VINTAGES = "SK-DQ-mixed-vintages"
    UNKNOWN_AREA = "SK-DQ-unknown-area"
    PARTS_ABSENT = "SK-DQ-parts-absent"
    BOUNDARY_CHANGE = "SK-DQ-boundary-change"
    SERIES_BREAK = "SK-DQ-series-break"


@attrs.frozen(kw_only=True)
class QualityFinding:
    """One thing about the records that limits what their counts can say.

    Attributes:
        code: One of `QualityCode`; a text, since other sources may have their own.
        message: What was found and what was done about it, in plain words.
        months: The months it touches.
        group: The category it touches; empty for all.
        area: The force or district it touches; empty for all.
        rows: How many rows it touches, where that can be counted.
        file: The file it was found in, relative to the folder that was read.
        line: The line in that file, from 1.
    """

    code: str = attrs.field(converter=str)
    message: str
    months: tuple[Month, ...] = ()
    group: str = ""
    area: str = ""
    rows: int | None = None
    file: str | None = None
    line: int | None = None
