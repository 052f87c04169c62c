"""Several figures for one cell of the counts: which of them stands.

What belongs here: the rule. A later figure stands in the place of an earlier one if the earlier
one was provisional or stated no number, or if the later one says that it is `revised`. Otherwise
nobody said that the earlier figure was wrong, and both are refused. A figure of another body
replaces one only if it says that it is `revised`. Two that agree are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from safetykit.records.aggregate.figures import Figure

__all__ = ["Conflict", "Settled", "settle"]

ASK_BOTH: Final = (
    "Ask both who answers for it; where one takes over from the other, write “revised” under "
    "provisional."
)


@attrs.frozen(kw_only=True)
class Settled:
    """What stands for one cell.

    Attributes:
        figure: The figure that stands.
        first: The first that stated anything; whether it was in time is judged by it.
        revisions: Each pair of an earlier and a later figure that differ, in order.
        passed: The figures that do not stand, those that agree with it included.
    """

    figure: Figure
    first: Figure
    revisions: tuple[tuple[Figure, Figure], ...] = ()
    passed: tuple[Figure, ...] = ()


@attrs.frozen(kw_only=True)
class Conflict:
    """Two figures for one cell of which neither gives way, and why."""

    earlier: Figure
    later: Figure
    reason: str
    hint: str


def settle(figures: Sequence[Figure]) -> Settled | Conflict:
    """Return the figure that stands for one cell, or the two that contradict each other.

    Args:
        figures: One or more figures of one cell, in the order of their files and lines.
    """
    silent = [figure for figure in figures if figure.says_nothing]
    spoken = sorted((f for f in figures if not f.says_nothing), key=lambda f: f.received)
    if not spoken:
        return Settled(figure=silent[0], first=silent[0], passed=tuple(silent[1:]))
    standing, revisions, passed = spoken[0], [], list(silent)
    for figure in spoken[1:]:
        if conflict := _conflict(standing, figure):
            return conflict
        if not standing.agrees(figure):
            revisions.append((standing, figure))
        passed.append(standing)
        standing = figure
    return Settled(
        figure=standing, first=_first(spoken), revisions=tuple(revisions), passed=tuple(passed)
    )


def _first(spoken: Iterable[Figure]) -> Figure:
    """Return the first with a number; failing that, the first with a word."""
    found = list(spoken)
    told = [f for f in found if f.value.count is not None or f.value.suppressed]
    return (told or found)[0]


def _conflict(earlier: Figure, later: Figure) -> Conflict | None:
    if (earlier.file, earlier.received) == (later.file, later.received):
        reason = "is there twice in one file"
        return Conflict(earlier=earlier, later=later, reason=reason, hint="Delete one.")
    if earlier.agrees(later):
        return None
    if earlier.received == later.received:
        reason = "was sent twice on one day, and the figures differ"
        hint = "State the day of each, or delete one."
        return Conflict(earlier=earlier, later=later, reason=reason, hint=hint)
    if _other_body(earlier, later) and later.mark != "revised":
        reason = f"was sent by {earlier.owner} and by {later.owner}, and the figures differ"
        return Conflict(earlier=earlier, later=later, reason=reason, hint=ASK_BOTH)
    open_before = earlier.provisional or not _known(earlier)
    if open_before or later.mark == "revised":
        return None
    reason = "was final, and a later figure differs without saying that it is revised"
    hint = 'Ask the owner; if the later one is right, write "revised" under provisional.'
    return Conflict(earlier=earlier, later=later, reason=reason, hint=hint)


def _other_body(earlier: Figure, later: Figure) -> bool:
    names = {" ".join(figure.owner.split()).casefold() for figure in (earlier, later)}
    return len(names) > 1


def _known(figure: Figure) -> bool:
    return figure.value.count is not None or figure.value.suppressed
