"""Every hook that a toolkit module may implement, with its contract.

What belongs here: one typed function for each hook, the type of the items that it answers with,
and the number of this contract. A new hook is a new function and a new line in `HOOKS`.

An implementation is a function of the same name, marked with `hookimpl`, in the module that the
entry point names. It may take fewer arguments than the hook has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs
import pluggy

from safetykit.content import Fact, FactSheet, Jurisdiction, Route, Taxonomy, Unknown

__all__ = [
    "HOOKS",
    "PLUGIN_API",
    "PROJECT",
    "Hook",
    "hookimpl",
    "hookspec",
    "safetykit_fact_sheets",
    "safetykit_facts",
    "safetykit_routes",
    "safetykit_taxonomies",
]

PROJECT: Final = "safetykit"
PLUGIN_API: Final = 1

hookspec: Final = pluggy.HookspecMarker(PROJECT)
hookimpl: Final = pluggy.HookimplMarker(PROJECT)


@hookspec
def safetykit_facts() -> Iterable[Fact]:  # type: ignore[empty-body]
    """Return the dated, sourced facts of the module.

    Purpose: one inventory of what every module states, for review, search and publication.

    Returns:
        All facts, past ones and unpublishable ones among them; keys start with the module's name.

    Do not compute, filter by date, or read the clock or the network: answer with the data.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_routes() -> Iterable[Route]:  # type: ignore[empty-body]
    """Return the routes to help that the module knows.

    Purpose: one place to check every telephone number and address that modules give out.

    Returns:
        All routes, expired ones among them; ids start with the module's name. A module that
        returns any returns an emergency route for each nation that it covers.

    Do not drop expired routes: they keep old content resolvable. `current_routes` leaves them out.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_fact_sheets(  # type: ignore[empty-body]
    jurisdiction: Jurisdiction, as_of: dt.date
) -> Iterable[FactSheet | Unknown]:
    """Return the module's fact sheets for one nation on one day.

    Purpose: public pages, each of them dated, sourced and of one nation.

    Args:
        jurisdiction: The nation that the sheets are for.
        as_of: The day that they are for.

    Returns:
        The sheets; an `Unknown` in the place of each that the module cannot write for the nation.

    Do not answer with another nation's text, put an unpublishable fact on a sheet, or advise on
    a real incident.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_taxonomies() -> Iterable[Taxonomy]:  # type: ignore[empty-body]
    """Return the named lists of terms that the module uses.

    Purpose: lists that differ between places and years, each under its own key.

    Returns:
        The taxonomies; keys start with the module's name.

    Do not merge lists of different owners, or give a list a number of items its source lacks.

    .. versionadded:: 0.1
    """


@attrs.frozen(kw_only=True)
class Hook:
    """A hook as the host knows it: its name and the types of the items that it answers with."""

    name: str
    items: tuple[type, ...]


HOOKS: Final = {
    "facts": Hook(name="safetykit_facts", items=(Fact,)),
    "routes": Hook(name="safetykit_routes", items=(Route,)),
    "fact_sheets": Hook(name="safetykit_fact_sheets", items=(FactSheet, Unknown)),
    "taxonomies": Hook(name="safetykit_taxonomies", items=(Taxonomy,)),
}
