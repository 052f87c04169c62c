"""Who answered, beside who lives there: shares by group, and what may be said from them.

What belongs here: exact shares and their differences, and the words that a sample allows. What does
not: the answers themselves. Groups below 5 are hidden, and nothing is said of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from safetykit.errors import InputError, suggest

__all__ = ["GroupShare", "Representativeness", "representativeness"]

_FEW: Final = 30
_SMALL: Final = 5


@attrs.frozen(kw_only=True)
class GroupShare:
    """One group among those who answered and among those who live there.

    `answered`, `share` and `difference` are None where fewer than 5 answered: the number is hidden.
    Shares run from 0 to 1 and are exact.
    """

    group: str
    answered: int | None
    share: Fraction | None
    of_population: Fraction
    difference: Fraction | None


@attrs.frozen(kw_only=True)
class Representativeness:
    """How those who answered differ from those who live there, and what may be said."""

    by: str
    answered: int
    groups: tuple[GroupShare, ...]
    missing: tuple[str, ...]
    may_say_residents: bool
    words: str


def representativeness(
    sample: Mapping[str, int], population: Mapping[str, int], *, by: str, self_selected: bool
) -> Representativeness:
    """Set the groups of those who answered beside those of the population.

    Args:
        sample: How many of each group answered.
        population: How many of each group live there; every group, each once.
        by: What the groups are: "age", "ward".
        self_selected: Whether whoever wished could answer.

    Returns:
        Each group's share in both, exact. Where fewer than 30 answered there are no shares at all.
        If one group is hidden the next smallest is hidden with it, so that it cannot be worked out.

    Raises:
        InputError: A count is not a whole number of 0 or more, the population is empty, or a group
            answered that the population does not have.

    Examples:
        >>> found = representativeness(
        ...     {"under 25": 10, "older": 50}, {"under 25": 300, "older": 700},
        ...     by="age", self_selected=True,
        ... )
        >>> str(found.groups[0].difference), found.may_say_residents
        ('-2/15', False)
    """
    _require_counts(sample=sample, population=population)
    strange = [group for group in sample if group not in population]
    if strange:
        hint = suggest(strange[0], population) or "Give the population of each group."
        raise InputError("sample", strange[0], "a group of the population", hint=hint)
    everyone, answered = sum(population.values()), sum(sample.values())
    if not everyone:
        raise InputError("population", dict(population), "people in at least one group")
    hidden = _hidden({group: sample.get(group, 0) for group in population})
    few = answered < _FEW
    return Representativeness(
        by=by,
        answered=answered,
        groups=tuple(
            _share(group, sample.get(group, 0), answered, Fraction(population[group], everyone))
            if not few and group not in hidden
            else _unsaid(group, Fraction(population[group], everyone))
            for group in population
        ),
        missing=tuple(group for group in population if population[group] and not sample.get(group)),
        may_say_residents=not (few or self_selected),
        words=_words(answered, few=few, self_selected=self_selected),
    )


def _require_counts(**named: Mapping[str, int]) -> None:
    for name, counts in named.items():
        for group, count in counts.items():
            if isinstance(count, bool) or not isinstance(count, int) or count < 0:  # type: ignore[redundant-expr]  # callers may pass True
                raise InputError(f"{name}[{group}]", count, "a whole number, 0 or more")


def _hidden(counts: dict[str, int]) -> set[str]:
    small = {group for group, count in counts.items() if 0 < count < _SMALL}
    if len(small) == 1:
        others = sorted((n, group) for group, n in counts.items() if n and group not in small)
        small |= {group for _, group in others[:1]}
    return small


def _share(group: str, count: int, answered: int, living: Fraction) -> GroupShare:
    share = Fraction(count, answered)
    return GroupShare(
        group=group, answered=count, share=share, of_population=living, difference=share - living
    )


def _unsaid(group: str, living: Fraction) -> GroupShare:
    return GroupShare(group=group, answered=None, share=None, of_population=living, difference=None)


def _words(answered: int, *, few: bool, self_selected: bool) -> str:
    if few:
        return f"{answered} answered: too few for shares, and no word on what residents think."
    if self_selected:
        return f"{answered} answered, and chose to: say what they think, not what residents think."
    return f"{answered} answered of those who were drawn: say how they were drawn, and who did not."
