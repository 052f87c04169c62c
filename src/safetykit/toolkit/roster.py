"""The roster: the modules that were found, and how far each has come.

What belongs here: the stages of a module's life (found, loaded, registered, called), its faults and
its inventory. What does not: finding modules, which is in `finding`, and the questions that are put
to them, which are in `host`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from typing import Final

import attrs

from safetykit.toolkit.calling import HookReport, PluginFault, PluginStage, call_each
from safetykit.toolkit.clashes import without_clashes
from safetykit.toolkit.describing import describe
from safetykit.toolkit.finding import Found
from safetykit.toolkit.hooks import HOOKS
from safetykit.toolkit.inventory import ModuleInfo, ModuleState
from safetykit.toolkit.loading import new_manager, require_true
from safetykit.toolkit.manifest import Offer

__all__ = ["Roster"]

_LOGGER: Final = logging.getLogger("safetykit.toolkit")
logging.getLogger("safetykit").addHandler(logging.NullHandler())  # silent unless asked for


class Roster:
    """Modules by name, each imported when something that it offers is first asked for.

    One roster may be used from several threads. `found` does not change.
    """

    def __init__(self, found: Iterable[Found], faults: Iterable[PluginFault]) -> None:
        self.found: dict[str, Found] = {module.name: module for module in found}
        self._faults = list(faults)
        self._faults += [module.fault for module in self.found.values() if module.fault]
        self._blocked = {fault.plugin for fault in self._faults}
        self._warned: set[PluginFault] = set()
        self._manager = new_manager()
        self._lock = threading.RLock()

    @property
    def faults(self) -> tuple[PluginFault, ...]:
        """Every fault so far, in the order in which they were met."""
        with self._lock:
            return tuple(self._faults)

    def not_warned_of(self, faults: Iterable[PluginFault]) -> tuple[PluginFault, ...]:
        """Return the faults for which nobody asked before, and note that somebody has."""
        with self._lock:
            fresh = tuple(fault for fault in faults if fault not in self._warned)
            self._warned.update(fresh)
        return fresh

    def ask(self, offer: Offer, **arguments: object) -> HookReport[object]:
        """Ask every module that offers something; see `Toolkit.report`."""
        offering = [m for m in self.found.values() if m.manifest and offer in m.manifest.offers]
        loaded = [found.name for found in offering if self._load(found)]
        report = call_each(self._manager, HOOKS[offer], only=loaded, **arguments)
        called = [attrs.evolve(f, distribution=self._owner(f.plugin)) for f in report.faults]
        owners = {name: self._owner(name) for name in loaded}
        report = without_clashes(attrs.evolve(report, faults=tuple(called)), offer, owners)
        with self._lock:
            before = [f for f in self._faults if self._concerns(f, offer)]
            for fault in dict.fromkeys(f for f in report.faults if f not in self._faults):
                self._faults.append(fault)
                _LOGGER.warning("skipped %s", fault)
        return attrs.evolve(report, faults=(*before, *report.faults))

    def _concerns(self, fault: PluginFault, offer: Offer) -> bool:
        """Whether a fault from before the call cost an answer of a module that may offer it."""
        if fault.stage is PluginStage.CALLED:
            return False
        found = self.found.get(fault.plugin)
        return found is None or found.manifest is None or offer in found.manifest.offers

    def _owner(self, name: str) -> str:
        return self.found[name].distribution

    def info(self, name: str) -> ModuleInfo:
        """Return what is known of a module."""
        found, manifest = self.found[name], self.found[name].manifest
        with self._lock:
            faults = tuple(fault for fault in self._faults if fault.plugin == found.name)
            state = ModuleState.FOUND
            if found.name in self._blocked:
                state = ModuleState.BLOCKED
            elif self._manager.has_plugin(found.name):
                state = ModuleState.REGISTERED
        return ModuleInfo(
            name=found.name,
            title=manifest.title if manifest else "",
            version=manifest.version if manifest else "",
            summary=manifest.summary if manifest else "",
            distribution=found.distribution,
            state=state,
            offers=manifest.offers if manifest else (),
            jurisdictions=manifest.jurisdictions if manifest else (),
            faults=faults,
            strategies=manifest.strategies if manifest else (),
            examples=manifest.examples if manifest else (),
            entry=found.entry,
            folder=found.folder,
        )

    def _load(self, found: Found) -> bool:
        """Import and register a module once; a failure blocks it. Return if it can be asked."""
        with self._lock:
            if found.name in self._blocked:
                return False
            if self._manager.has_plugin(found.name):
                return True
            stage = PluginStage.LOADED
            try:
                plugin = found.load()
                stage = PluginStage.REGISTERED
                require_true(plugin, found)
                self._manager.register(plugin, name=found.name)
                _LOGGER.debug("loaded %s from %s", found.name, found.distribution)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may not end the host
                self._block(found, stage, error)
                return False
            return True

    def _block(self, found: Found, stage: PluginStage, error: BaseException) -> None:
        self._blocked.add(found.name)
        fault = PluginFault(
            plugin=found.name,
            distribution=found.distribution,
            stage=stage,
            reason=describe(error),
            error=error,
        )
        self._faults.append(fault)
        _LOGGER.warning("skipped %s", fault)
