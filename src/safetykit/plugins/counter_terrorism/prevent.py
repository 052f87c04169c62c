"""Prevent and Channel: who has the duty, what support is, and whom to tell.

What belongs here: routes by who asks, and facts. What does not: anything about the person whom a
worry is about.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from safetykit.content import (
    Fact,
    Jurisdiction,
    Route,
    Taxonomy,
    Unknown,
    current_routes,
    parse_choice,
    parse_jurisdiction,
    require_date,
    taxonomy_at,
)
from safetykit.errors import InputError
from safetykit.plugins.counter_terrorism.data import CONTENT

__all__ = ["Role", "channel", "prevent_authorities", "prevent_duty", "referral_route"]

_SECTORS: Final = "counter_terrorism.prevent_sectors"
_CHANNEL: Final = ("voluntary", "panel", "reviews")


class Role(StrEnum):
    """Who asks: not whom the worry is about."""

    PUBLIC = "public"
    STAFF = "staff"


def referral_route(
    role: Role | str,
    jurisdiction: Jurisdiction | str,
    as_of: dt.date,
    *,
    danger: bool = False,
) -> tuple[Route, ...]:
    """Return whom to tell about a worry, in order; emergency first, always.

    Args:
        role: Who asks: a member of the public, or staff of a public body.
        jurisdiction: The nation.
        as_of: The day.
        danger: Whether anybody may be in danger; then every route is one where a person answers.

    Raises:
        InputError: The role is none of the words; a word about a person is refused here too.

    Examples:
        >>> [r.contact for r in referral_route("public", "wales", dt.date(2026, 11, 22))]
        ['999', '101', 'https://actearly.uk/contact/']
    """
    try:
        who = parse_choice(Role, role, field="role")
    except InputError as error:
        hint = "Say who asks. Nothing here assesses, scores or labels a person."
        raise InputError("role", "(not repeated)", error.expected, hint=hint) from None
    return current_routes(
        CONTENT.routes, jurisdiction=jurisdiction, as_of=as_of, about=who, danger=danger
    )


def prevent_duty(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Fact | Unknown:
    """Return what the duty of specified authorities is, in our words, with its source.

    Args:
        jurisdiction: England or Wales.
        as_of: The day.
    """
    return CONTENT.book.at("counter_terrorism.duty", jurisdiction=jurisdiction, as_of=as_of)


def prevent_authorities(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Taxonomy | Unknown:
    """Return the sectors that have the duty.

    Args:
        jurisdiction: England or Wales.
        as_of: The day; before the guidance of December 2023 the list is not held.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    sectors = next(taxonomy for taxonomy in CONTENT.taxonomies if taxonomy.key == _SECTORS)
    return taxonomy_at(
        [sectors],
        jurisdiction=nation,
        as_of=day,
        about=sectors.title,
        where_to_check="Prevent duty guidance: Home Office.",
    )


def channel(jurisdiction: Jurisdiction | str, as_of: dt.date) -> tuple[Fact | Unknown, ...]:
    """Return what the support of a panel is: voluntary, by whom, and how it is looked at again.

    Args:
        jurisdiction: England or Wales; Scotland has panels of another name.
        as_of: The day.
    """
    nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
    keys = [f"counter_terrorism.channel.{part}" for part in _CHANNEL]
    return tuple(CONTENT.book.at(key, jurisdiction=nation, as_of=day) for key in keys)
