"""Warning signs of an investment offer. There is no answer that means "safe"."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import attrs

from safetykit.content import Citation, parse_choice
from safetykit.plugins.fraud_prevention.data import CONTENT

__all__ = ["RedFlag", "RedFlagHit", "screen_offer"]


class RedFlag(StrEnum):
    """A warning sign that somebody has seen in an offer."""

    COLD_CALL = "cold_call"
    HIGH_RETURNS = "high_returns"
    PRESSURE = "pressure"
    PRESTIGE_ADDRESS = "prestige_address"
    UNUSUAL_COMMODITY = "unusual_commodity"
    SHORT_LEASE = "short_lease"
    NO_NAME_SHOWN = "no_name_shown"
    FALSE_NAMES = "false_names"
    SOLE_DIRECTOR = "sole_director"
    OFFSHORE = "offshore"
    NOT_ON_REGISTER = "not_on_register"
    ON_WARNING_LIST = "on_warning_list"


@attrs.frozen(kw_only=True)
class RedFlagHit:
    """A warning sign, explained, and where it is taken from."""

    flag: RedFlag | None
    explanation: str
    sources: tuple[Citation, ...]


def screen_offer(seen: Iterable[RedFlag | str]) -> tuple[RedFlagHit, ...]:
    """Explain the warning signs that were seen in an offer.

    There is no score, and nothing that means "safe": the last line, always there, says that an
    offer without warning signs can be a fraud.

    Args:
        seen: The signs, as members or words.

    Raises:
        InputError: A sign is not known.

    Examples:
        >>> [hit.explanation for hit in screen_offer([])]
        ['An offer that shows none of these can still be a fraud.']
    """
    flags = dict.fromkeys(parse_choice(RedFlag, flag, field="seen") for flag in seen)
    listed = next(t for t in CONTENT.taxonomies if t.key == "fraud_prevention.red_flags_investment")
    labels = {term.code: term.label for term in listed.terms}
    hits = [
        RedFlagHit(flag=flag, explanation=f"{labels[flag.value]}.", sources=listed.sources)
        for flag in flags
    ]
    hits += [
        RedFlagHit(flag=None, explanation=text, sources=listed.sources) for text in listed.caveats
    ]
    return tuple(hits)
