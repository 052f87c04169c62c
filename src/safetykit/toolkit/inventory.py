"""The inventory of a toolkit: a module as its manifest and the host know it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import attrs

from safetykit.content import Jurisdiction
from safetykit.toolkit.calling import PluginFault
from safetykit.toolkit.manifest import Offer

__all__ = ["ModuleInfo", "ModuleState"]


class ModuleState(StrEnum):
    """How far a module has come; a blocked one is not asked again."""

    FOUND = "found"
    REGISTERED = "registered"
    BLOCKED = "blocked"


@attrs.frozen(kw_only=True)
class ModuleInfo:
    """A module in the inventory, as its manifest and the host know it.

    `entry` is the dotted name that the entry point gives, and `package` the package that holds it;
    both are empty for a module of data, which has a `folder` instead.
    """

    name: str
    title: str
    version: str
    summary: str
    distribution: str
    state: ModuleState
    offers: tuple[Offer, ...]
    jurisdictions: tuple[Jurisdiction, ...]
    faults: tuple[PluginFault, ...]
    strategies: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    entry: str = ""
    folder: Path | None = None

    @property
    def package(self) -> str:
        """The package of the module's code, empty if it has none."""
        return self.entry.rpartition(".")[0] or self.entry
