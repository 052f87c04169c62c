"""The inventory of a toolkit: a module as its manifest and the host know it."""

from __future__ import annotations

from enum import StrEnum

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
    """A module in the inventory, as its manifest and the host know it."""

    name: str
    title: str
    version: str
    summary: str
    distribution: str
    state: ModuleState
    offers: tuple[Offer, ...]
    jurisdictions: tuple[Jurisdiction, ...]
    faults: tuple[PluginFault, ...]
