"""Licensing: the objectives of each nation, cumulative impact assessments, and awards.

What belongs here: lists and dates, checked. What does not: whether a licence should be granted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs

from safetykit.content import (
    Jurisdiction,
    Taxonomy,
    Unknown,
    parse_jurisdiction,
    require_date,
    taxonomy_at,
)
from safetykit.errors import InputError
from safetykit.plugins.night_time_economy.data import CONTENT

__all__ = [
    "Award",
    "CumulativeImpact",
    "licensing_objectives",
    "require_award",
    "require_objectives",
]

_OBJECTIVES: Final = "night_time_economy.objectives_"


def licensing_objectives(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Taxonomy | Unknown:
    """Return the objectives of licensing: four in England and Wales, five in Scotland.

    Args:
        jurisdiction: England, Wales or Scotland; Northern Ireland's law is not held.
        as_of: The day.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    return taxonomy_at(
        [taxonomy for taxonomy in CONTENT.taxonomies if taxonomy.key.startswith(_OBJECTIVES)],
        jurisdiction=nation,
        as_of=day,
        about="the objectives of licensing",
        where_to_check=f"The licensing law of {nation.words}.",
    )


def require_objectives(
    named: Iterable[str], jurisdiction: Jurisdiction | str, as_of: dt.date
) -> Taxonomy | Unknown:
    """Return the objectives of a nation, if a policy names them all and no others.

    Args:
        named: The codes of the objectives that the policy names, such as `public_safety`.
        jurisdiction: The nation.
        as_of: The day.

    Raises:
        InputError: The policy leaves out an objective, or names one that the nation does not have.
    """
    objectives = licensing_objectives(jurisdiction, as_of)
    if isinstance(objectives, Unknown):
        return objectives
    got = tuple(named)
    codes = [term.code for term in objectives.terms]
    missing = [code for code in codes if code not in got]
    foreign = [code for code in got if code not in codes]
    if missing or foreign:
        parts = [f"Missing: {', '.join(missing)}."] if missing else []
        parts += [f"Not an objective here: {', '.join(foreign)}."] if foreign else []
        expected = f"the {len(codes)} objectives of {parse_jurisdiction(jurisdiction).words}"
        raise InputError("named", got, expected, hint=" ".join(parts))
    return objectives


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise InputError("evidence", values, "a list of texts")
    return tuple(text.strip() for text in values)


@attrs.frozen(kw_only=True)
class CumulativeImpact:
    """A cumulative impact assessment: of which area, on what evidence, and when it is looked at.

    How long one may stand is for a person to check in the law; the day of review is given.

    Raises:
        InputError: There is no evidence, or the review is not after the publication.
    """

    area: str
    evidence: tuple[str, ...] = attrs.field(converter=_texts)
    published: dt.date
    review_due: dt.date

    def __attrs_post_init__(self) -> None:
        require_date("published", self.published)
        require_date("review_due", self.review_due)
        if not any(self.evidence):
            hint = "Name the figures and reports that show the impact; they are published with it."
            raise InputError("evidence", self.evidence, "at least one piece of evidence", hint=hint)
        if self.review_due <= self.published:
            expected = f"a day after publication ({self.published.isoformat()})"
            raise InputError("review_due", self.review_due.isoformat(), expected)

    def overdue(self, as_of: dt.date) -> bool:
        """Return whether the review should have been done before a day."""
        return require_date("as_of", as_of) > self.review_due


@attrs.frozen(kw_only=True)
class Award:
    """An award of a scheme to premises, which ends after a year unless it is given again."""

    scheme: str
    awarded: dt.date

    @property
    def last_day(self) -> dt.date:
        """The last day of the year that begins with the day of the award."""
        day = require_date("awarded", self.awarded)
        leap = (day.month, day.day) == (2, 29)
        following = dt.date(day.year + 1, 3, 1) if leap else day.replace(year=day.year + 1)
        return following - dt.timedelta(days=1)


def require_award(award: Award, as_of: dt.date) -> Award:
    """Return an award that still stands.

    Raises:
        InputError: It was not yet given on that day, or more than a year has passed.
    """
    day = require_date("as_of", as_of)
    if not award.awarded <= day <= award.last_day:
        span = f"{award.awarded.isoformat()} to {award.last_day.isoformat()}"
        hint = "An award lasts a year: do not call the premises accredited on another day."
        raise InputError("as_of", day.isoformat(), f"a day from {span}", hint=hint)
    return award
