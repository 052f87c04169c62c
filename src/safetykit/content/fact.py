"""One dated, sourced statement, and the words that describe how far it reaches.

What belongs here: `Fact` and the types of its fields. What does not: choosing among facts
(`book`), or deciding what may be printed (`publication`).
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

import attrs

from safetykit.content.choice import parse_choice
from safetykit.errors import InputError
from safetykit.quantities import Bound, PartialDate

__all__ = [
    "Citation",
    "Confidence",
    "Fact",
    "FactKind",
    "FactValue",
    "Jurisdiction",
    "LegalStatus",
    "check_dates",
    "check_key",
    "check_sources",
    "check_unique",
    "parse_jurisdiction",
]

_KEY: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_SIGNS: Final = {"GBP": ("£", ""), "percent": ("", "%")}
_PLURALS: Final = {
    "business": "businesses",
    "casualty": "casualties",
    "person": "people",
    "premises": "premises",
}


class Jurisdiction(StrEnum):
    """A nation whose law and services differ from its neighbours'.

    A set of nations, such as England and Wales, is a tuple of these. There is no "UK".
    """

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"

    @property
    def words(self) -> str:
        """The name of the nation: `Northern Ireland`."""
        return self.value.replace("_", " ").title()


def parse_jurisdiction(value: object) -> Jurisdiction:
    """Return the nation that a caller names.

    Raises:
        InputError: The value names no nation, or more than one ("UK", "England and Wales").

    Examples:
        >>> parse_jurisdiction("SCOTLAND")
        <Jurisdiction.SCOTLAND: 'scotland'>
    """
    try:
        return parse_choice(Jurisdiction, value, field="jurisdiction")
    except InputError as error:
        if error.hint:
            raise
        hint = "Name one nation: law and services differ between them. Ask once for each."
        raise InputError("jurisdiction", value, error.expected, hint=hint) from error


class LegalStatus(StrEnum):
    """Where a provision stands on its way into and out of force."""

    PROPOSED = "proposed"
    ENACTED_COMMENCEMENT_UNKNOWN = "enacted_commencement_unknown"
    ENACTED_NOT_IN_FORCE = "enacted_not_in_force"
    IN_FORCE = "in_force"
    IN_FORCE_PILOT_ONLY = "in_force_pilot_only"
    REPEALED = "repealed"
    SUPERSEDED = "superseded"


class Confidence(StrEnum):
    """How a statement is known, from best to worst.

    `V`: seen on a page of the body that owns the fact. `V2`: seen on somebody else's page.
    `SEED`: stated in a plan, and true of that plan. `G+`, `G`, `G-`: general knowledge, near
    certain, likely, shaky; a person must check it before it is published.
    """

    VERIFIED = "V"
    SECONDARY = "V2"
    SEED = "SEED"
    GENERAL_SURE = "G+"
    GENERAL = "G"
    GENERAL_SHAKY = "G-"

    @property
    def seen(self) -> bool:
        """Whether the statement was seen on a page that its sources name."""
        return self in (Confidence.VERIFIED, Confidence.SECONDARY)


class FactKind(StrEnum):
    """What sort of statement a fact is; a figure that people act on is held to more."""

    THRESHOLD = "threshold"
    DEADLINE = "deadline"
    CONTACT = "contact"
    POWER = "power"
    DEFENCE_TEST = "defence_test"
    DUTY = "duty"
    STATISTIC = "statistic"
    EXPLANATION = "explanation"


@attrs.frozen
class FactValue:
    """The value of a fact: words, or an exact number.

    Examples:
        >>> FactValue.parse("35").number, FactValue.parse("Report Fraud").number
        (Decimal('35'), None)
    """

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a value as a content file writes it.

        Raises:
            InputError: The text is empty.
        """
        words = " ".join(text.split())
        if not words:
            raise InputError("value", text, "a number or words")
        return cls(words)

    @property
    def number(self) -> Decimal | None:
        """The exact number, where the value is one."""
        return Decimal(self.text) if _NUMBER.fullmatch(self.text) else None

    def require_number(self) -> Decimal:
        """Return the exact number.

        Raises:
            InputError: The value is words.
        """
        if self.number is None:
            raise InputError("value", self.text, "a number")
        return self.number

    def __str__(self) -> str:
        """Return the value as it is written."""
        return self.text


def check_key(_: object, field: attrs.Attribute[str], value: str) -> None:
    """Refuse a key that is not lower-case words, joined by underscores and full stops."""
    if not _KEY.fullmatch(value):
        hint = 'Write it like "road_safety.totting.threshold".'
        raise InputError(field.name, value, "a key in lower case", hint=hint)


@attrs.frozen(kw_only=True)
class Citation:
    """A page or a text that a statement was taken from.

    `retrieved` is the day it was read. `url` is empty where only an abbreviated address was kept.
    """

    key: str = attrs.field(validator=check_key)
    title: str
    publisher: str
    retrieved: dt.date
    published: PartialDate | None = None
    url: str = attrs.field(default="")
    licence: str = ""

    @url.validator
    def _check_url(self, _: attrs.Attribute[str], value: str) -> None:
        if value and not re.fullmatch(r"https?://[^\s…]+", value):
            hint = "Leave it out if the whole address is not known."
            raise InputError("url", value, "a whole address that starts with https://", hint=hint)


@attrs.frozen(kw_only=True)
class Fact:
    """One statement: where and when it holds, what says so, and how sure that is.

    `valid_from` is the first day for which the library vouches for the value, and `valid_to` the
    last; both are included, and no `valid_to` means that no end is known. `bound` says on which
    side of a threshold the rule applies: "at least" 12 points is 12 and above.
    """

    key: str = attrs.field(validator=check_key)
    title: str
    value: FactValue
    kind: FactKind
    jurisdictions: tuple[Jurisdiction, ...]
    valid_from: dt.date
    status: LegalStatus
    confidence: Confidence
    review_by: dt.date
    sources: tuple[Citation, ...] = ()
    unit: str = ""
    bound: Bound | None = None
    valid_to: dt.date | None = None
    caveats: tuple[str, ...] = ()
    check_by_person: bool = False
    where_to_check: str = ""

    def __attrs_post_init__(self) -> None:
        check_dates(self.key, self.valid_from, self.valid_to)
        check_unique(self.key, self.jurisdictions)
        check_sources(self.key, self.sources, self.confidence, check_by_person=self.check_by_person)

    @property
    def acted_on(self) -> bool:
        """Whether people act on the figure: a threshold, a deadline or a contact."""
        return self.kind in (FactKind.THRESHOLD, FactKind.DEADLINE, FactKind.CONTACT)

    @property
    def amount(self) -> str:
        """The value with its unit and side, as people say it: `£1,000`, `at least 12 points`."""
        number = self.value.number
        # what has no unit may be a year or a number to call, which have no comma
        shown = f"{number:,f}" if self.unit and number is not None else str(self.value)
        if self.unit in _SIGNS:
            before, after = _SIGNS[self.unit]
            text = f"{before}{shown}{after}"
        else:
            count, per, base = self.unit.partition(" per ")
            plural = _PLURALS.get(count, f"{count}s") if count else ""
            unit = count if number == 1 else plural
            text = f"{shown} {unit}{per}{base}".strip()
        return f"{self.bound.value} {text}" if self.bound else text

    def covers(self, jurisdiction: Jurisdiction, as_of: dt.date) -> bool:
        """Whether the fact speaks of a nation on a day."""
        ended = self.valid_to is not None and self.valid_to < as_of
        return jurisdiction in self.jurisdictions and self.valid_from <= as_of and not ended

    def caveats_on(self, as_of: dt.date) -> tuple[str, ...]:
        """Return the caveats, and one more if the review date has passed on that day."""
        if as_of <= self.review_by:
            return self.caveats
        late = f"This should have been reviewed by {self.review_by.isoformat()}; check the source."
        return (*self.caveats, late)


def check_dates(key: str, valid_from: dt.date | None, valid_to: dt.date | None) -> None:
    """Refuse a validity that ends before it starts."""
    if valid_from is not None and valid_to is not None and valid_from > valid_to:
        expected = f"a day on or after valid_from ({valid_from.isoformat()})"
        raise InputError(f"{key}.valid_to", valid_to.isoformat(), expected)


def check_unique(key: str, jurisdictions: tuple[Jurisdiction, ...]) -> None:
    """Refuse content that names no nation, or one twice."""
    if not jurisdictions or len(set(jurisdictions)) < len(jurisdictions):
        got = [nation.value for nation in jurisdictions]
        raise InputError(f"{key}.jurisdictions", got, "at least one nation, each once")


def check_sources(
    key: str, sources: tuple[Citation, ...], confidence: Confidence, *, check_by_person: bool
) -> None:
    """Refuse content that claims to be seen and names no source, or is unsourced and unflagged."""
    if sources or (check_by_person and not confidence.seen):
        return
    hint = "General knowledge may go without, if it says check_by_person: true."
    raise InputError(f"{key}.sources", [], "at least one source", hint=hint)
