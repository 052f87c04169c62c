"""Sentences that say more than the design behind them can: a lint for results in words.

What belongs here: words of cause, of safety, of blame, of proof and of rank, and percentages
without a base. What does not: verdicts in guides for the public; `content` has its own list.

The library's own sentences are held against this in tests, over made-up results of every kind.
Words between quotation marks are somebody else's, and are left alone.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

import attrs

__all__ = ["Overclaim", "OverclaimKind", "find_overclaims"]


class OverclaimKind(StrEnum):
    """What a sentence claims that it cannot."""

    CAUSE = "cause"
    SAFETY = "safety"
    BLAME = "blame"
    PROOF = "proof"
    RANK = "rank"
    NO_BASE = "no base"


@attrs.frozen(kw_only=True)
class Overclaim:
    """A place at which a sentence claims too much.

    Attributes:
        kind: What it claims.
        words: The words that claim it.
        reason: Why it may not.
        instead: What could be said.
    """

    kind: OverclaimKind
    words: str
    reason: str
    instead: str


_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"|\u2018[^’]*’")
_DENIED: Final = re.compile(
    r"(?:cannot|can't|could not|do(?:es)? not|did not|not|nobody can|no one can|never|nothing)"
    r"(?:\s+\w+){0,4}\s*$",
    re.IGNORECASE,
)
_CAUSE: Final = (
    r"caus(?:ed?|es|ing)\b(?! of death)",
    r"thanks to",
    r"due to",
    r"because of",
    r"as a (?:direct )?result of",
    r"(?:led|leads|leading) to (?:a |an |the )?\w* ?(?:fall|drop|rise|increase|decrease|reduction)",
    r"responsible for (?:a |an |the )?(?:fall|drop|rise|increase|decrease|reduction)",
    r"(?:has |have )?(?:reduced|cut|slashed|prevented|averted|stopped|driven down|brought down)"
    r" (?:\w+ ){0,3}(?:crimes?|offences?|thefts?|violence|burglar(?:y|ies)|robber(?:y|ies)"
    r"|casualt(?:y|ies)|incidents?|harm)",
    r"(?:plan|scheme|patrols?|intervention|programme|partnership|strategy)"
    r" (?:has |have )?(?:worked|succeeded|delivered|made (?:a|the) difference)",
    r"(?:had|has) an? (?:effect|impact) on",
    r"attributable to",
)
_SAFETY: Final = (
    r"(?:is|are|was|were|now|become|became|feel|made|makes|keeps?) (?:\w+ ){0,2}(?:un)?safer?\b",
    r"safest",
    r"no (?:danger|risk)\b",
    r"(?:is|are) dangerous",
)
_BLAME: Final = (
    r"failed to",
    r"failures? (?:of|by)",
    r"fail(?:s|ed|ing) (?:its|their|the) ",
    r"negligen\w+",
    r"(?:is|are|was|were) to blame",
    r"fault of",
    r"should have (?:been|done|known|acted)",
    r"poor(?:ly)? (?:performance|performing|run|managed)",
    r"incompeten\w+",
    r"let down",
)
_PROOF: Final = (
    r"prove[sdn]?\b",
    r"proof that",
    r"definitely",
    r"undoubtedly",
    r"certainly",
    r"beyond doubt",
    r"guarantee[sd]?",
    r"there is no doubt",
)
_RANK: Final = (
    r"worst",
    r"best[- ]performing",
    r"league table of",
    r"rank(?:s|ed)? \w+ (?:of|out of|among)",
    r"(?:top|bottom) of the (?:table|league)",
    r"(?:higher|lower|better|worse) than (?:all|any) other",
)
_WHY: Final = {
    OverclaimKind.CAUSE: (
        _CAUSE,
        "A comparison says what changed and not why.",
        "Say what was recorded before and after, with the interval.",
    ),
    OverclaimKind.SAFETY: (
        _SAFETY,
        "Recorded events do not say whether people are safe.",
        "Say what was counted, where and when.",
    ),
    OverclaimKind.BLAME: (
        _BLAME,
        "Records do not show who is answerable for a figure.",
        "Say what the text held states, and what it does not.",
    ),
    OverclaimKind.PROOF: (
        _PROOF,
        "Every figure has an interval, and every design assumptions.",
        "Say how sure one can be, with the interval.",
    ),
    OverclaimKind.RANK: (
        _RANK,
        "Places differ in what is recorded and who is about; ranks are mostly chance.",
        "Say whether a place lies inside or outside the limits of places like it.",
    ),
}
_PATTERNS: Final = {
    kind: re.compile(r"\b(?:" + "|".join(patterns) + ")", re.IGNORECASE)
    for kind, (patterns, _, _) in _WHY.items()
}
_PERCENT: Final = re.compile(r"\d\s?(?:%|per ?cent\b)", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_BASE: Final = re.compile(
    r"\bbetween\b|\bor more\)|\bof \d|\(\d[\d,]* of|\binterval|\blimits?\b"
    r"|\d[\d,]*(?:\.\d+)? (?:recorded|offences?|incidents?|people|in |and |were|was|events?"
    r"|residents?|months?|for each)"
    r"|\bto the nearest\b|\bthe plan states\b|\btarget\b",
    re.IGNORECASE,
)


def find_overclaims(text: str) -> tuple[Overclaim, ...]:
    """Return what a text claims beyond what counts and designs can show.

    Args:
        text: One sentence or several. Words in quotation marks are not looked at, and neither is a
            claim that the sentence itself denies: "cannot say what caused it".

    Returns:
        The places, in the order of their kinds; empty if there is none.

    Examples:
        >>> [str(c.kind) for c in find_overclaims("The patrols reduced burglary by 30%.")]
        ['cause', 'no base']
        >>> find_overclaims("525 were recorded before and 930 after, a rise of 77%.")
        ()
    """
    plain = _QUOTED.sub("“”", text)
    found = [
        _overclaim(kind, match.group())
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(plain)
        if not _DENIED.search(plain[: match.start()])
    ]
    return (*found, *(_bare(sentence) for sentence in _bare_sentences(plain)))


def _overclaim(kind: OverclaimKind, words: str) -> Overclaim:
    _, reason, instead = _WHY[kind]
    return Overclaim(kind=kind, words=words, reason=reason, instead=instead)


def _bare_sentences(text: str) -> list[str]:
    """Return the sentences with a percentage and neither a count, an interval nor a source."""
    return [s for s in _SENTENCE.split(text) if _PERCENT.search(s) and not _BASE.search(s)]


def _bare(sentence: str) -> Overclaim:
    return Overclaim(
        kind=OverclaimKind.NO_BASE,
        words=sentence,
        reason="A percentage without the numbers behind it can mean two events or two thousand.",
        instead="Give the counts, or the interval.",
    )
