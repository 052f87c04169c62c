"""Strategies that a module names in its manifest, found by their dotted paths.

What belongs here: making one value of such a strategy. What does not: our own strategies, which
are in `strategies`, and whether a module passes for it; `safetykit.toolkit.checks` says so.
"""

from __future__ import annotations

import pkgutil

from safetykit.errors import InputError
from safetykit.extras import need

__all__ = ["draw_named"]


def draw_named(path: str) -> object:
    """Return the simplest value of the strategy at a dotted path.

    Args:
        path: A strategy, or a function that returns one, such as `my_place.strategies:places`.

    Raises:
        MissingExtraError: Hypothesis is not installed.
        InputError: The path names no strategy, or one that can make nothing.

    Examples:
        >>> draw_named("hypothesis.strategies:integers")
        0
    """
    hypothesis = need("hypothesis", wanted_by="Trying a strategy")
    strategies = need("hypothesis.strategies", wanted_by="Trying a strategy")
    found = pkgutil.resolve_name(path)
    strategy = found if isinstance(found, strategies.SearchStrategy) else found()
    if not isinstance(strategy, strategies.SearchStrategy):
        raise InputError("path", path, "a strategy, or a function that returns one")
    quiet = hypothesis.settings(
        database=None, max_examples=50, suppress_health_check=list(hypothesis.HealthCheck)
    )
    try:
        drawn: object = hypothesis.find(strategy, lambda _: True, settings=quiet)
    except hypothesis.errors.Unsatisfiable as error:
        raise InputError("path", path, "a strategy that makes something") from error
    return drawn
