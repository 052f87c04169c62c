"""Words that pass a verdict, which no guide, explainer or checklist may speak.

What belongs here: a short list of phrases, each with the reason why it is not ours to say. A phrase
after "if", "whether" or "when" asks or supposes, and passes.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

__all__ = ["VERDICTS", "Verdict", "find_verdicts"]


@attrs.frozen(kw_only=True)
class Verdict:
    """A phrase that passes a verdict, and why a page of information may not."""

    pattern: str
    reason: str


_SUBJECT: Final = (
    r"(?<!if )(?<!whether )(?<!when )(?<!once )(?<!until )(?<!unless )"
    r"\b(?:you|it|this|that|he|she|they|we|the \w+)\s*(?:'re|'s|’re|’s|are|is|am|was|were)\s+"
    r"(?:(?:not|now|probably|clearly|certainly|definitely|almost|likely|to be)\s+)*(?:an?\s+)?"
)
_ALONE: Final = r"(?:verdict|result|answer|scam|fraud|safe|guilty|lawful|legal)\s*:\s*(?:yes|no)\b"

VERDICTS: Final = (
    Verdict(
        pattern=_SUBJECT + r"(?:safe|out of danger|at no risk|harmless)\b",
        reason="a page cannot see the danger that somebody is in",
    ),
    Verdict(
        pattern=_SUBJECT + r"(?:scam|fraud|fraudulent|genuine|legitimate|trustworthy)\b",
        reason="nobody can tell from a few answers whether an offer is honest",
    ),
    Verdict(
        pattern=_SUBJECT + r"(?:guilty|innocent|to blame|at fault|liable|criminal)\b",
        reason="guilt and blame are for a court",
    ),
    Verdict(
        pattern=_SUBJECT + r"(?:lawful|unlawful|legal|illegal|within the law|breaking the law)\b",
        reason="whether an act was lawful is for a court",
    ),
    Verdict(
        pattern=_SUBJECT + r"(?:fit to drive|under the limit|over the limit|below the limit)\b",
        reason="nothing but a test can tell",
    ),
    Verdict(
        pattern=rf"\b{_ALONE}|^\W*(?:safe|unsafe|guilty|innocent|scam|genuine|no danger)\W*$",
        reason="a verdict in one word tells nobody what to do",
    ),
)
_COMPILED: Final = tuple((re.compile(v.pattern, re.IGNORECASE), v) for v in VERDICTS)


def find_verdicts(text: str) -> tuple[tuple[str, str], ...]:
    """Return the phrases of a text that pass a verdict, each with the reason against it.

    Examples:
        >>> find_verdicts("Good news: you are safe.")
        (('you are safe', 'a page cannot see the danger that somebody is in'),)
        >>> find_verdicts("Call 101 if you are safe.")
        ()
    """
    return tuple(
        (match[0].strip(), verdict.reason)
        for pattern, verdict in _COMPILED
        for match in pattern.finditer(text)
    )
