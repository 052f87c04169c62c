"""The `Toolkit`: an object that finds modules, loads them when asked, and gathers their answers.

What belongs here: the stages of a module's life (found, loaded, registered, called) and its
inventory. There is no global toolkit; whoever needs one makes one. `evaluation` has its own small
type for indicators, data sources and rules; a method that hands one over belongs here.
"""

from __future__ import annotations

import datetime as dt
import threading
import types
import warnings
from collections.abc import Iterable
from enum import StrEnum
from typing import Self, TypeVar, cast

import attrs
import pluggy

from safetykit.content import (
    Fact,
    FactSheet,
    Jurisdiction,
    Route,
    Taxonomy,
    Unknown,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import InputError, PluginWarning, suggest
from safetykit.toolkit import hooks
from safetykit.toolkit.calling import HookReport, PluginFault, PluginStage, call_each
from safetykit.toolkit.finding import Found, find_modules
from safetykit.toolkit.hooks import HOOKS, PROJECT
from safetykit.toolkit.manifest import Offer

__all__ = ["ModuleInfo", "ModuleState", "Toolkit"]

T = TypeVar("T")


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


class Toolkit:
    """The toolkit modules at hand, and what they have to say.

    Make one with `Toolkit.discover()`. Modules are found by metadata alone; a module is imported
    when something that it offers is first asked for. A module that fails is named, reported and
    skipped: by default a call raises an `ExceptionGroup` of all faults, and with `strict=False`
    it answers with what the others said. One toolkit may be used from several threads.
    """

    def __init__(self, found: Iterable[Found], faults: Iterable[PluginFault] = ()) -> None:
        self._found = {module.name: module for module in found}
        self._faults = list(faults)
        self._faults += [module.fault for module in self._found.values() if module.fault]
        self._blocked = {fault.plugin for fault in self._faults}
        self._warned: set[PluginFault] = set()
        self._manager = _new_manager()
        self._lock = threading.RLock()

    @classmethod
    def discover(cls, *, plugins: Iterable[str] | None = None) -> Self:
        """Find the installed modules, without importing any of them.

        Args:
            plugins: The names of the modules to use; `distribution:name` where two distributions
                offer the same name. If None, the variable SAFETYKIT_PLUGINS is read, here and
                only here: `none`, or names with commas between. Without it, all are used.

        Raises:
            InputError: A name is asked for that no installed distribution offers.
        """
        return cls(*find_modules(plugins))

    @property
    def modules(self) -> tuple[ModuleInfo, ...]:
        """The modules that were found, by name, whether or not they can be used."""
        return tuple(self._info(found) for found in self._found.values())

    @property
    def faults(self) -> tuple[PluginFault, ...]:
        """Every fault so far, in the order in which they were met."""
        with self._lock:
            return tuple(self._faults)

    def module(self, name: str) -> ModuleInfo:
        """Return one module of the inventory.

        Raises:
            InputError: No such module was found.
        """
        if name not in self._found:
            expected = "one of " + ", ".join(self._found) if self._found else "no name: none found"
            raise InputError("name", name, expected, hint=suggest(name, self._found))
        return self._info(self._found[name])

    def facts(self, *, strict: bool = True) -> tuple[Fact, ...]:
        """Return the facts of all modules.

        Args:
            strict: Raise if any module fails; if not, warn and answer with what the others said.

        Raises:
            ExceptionGroup: `strict`, and a module failed.
        """
        return self._items(cast(HookReport[Fact], self.report(Offer.FACTS)), strict=strict)

    def routes(self, *, strict: bool = True) -> tuple[Route, ...]:
        """Return the routes of all modules, expired ones among them; see `facts` for `strict`."""
        return self._items(cast(HookReport[Route], self.report(Offer.ROUTES)), strict=strict)

    def fact_sheets(
        self, *, jurisdiction: Jurisdiction | str, as_of: dt.date, strict: bool = True
    ) -> tuple[FactSheet | Unknown, ...]:
        """Return the fact sheets of all modules for one nation on one day; see `facts`."""
        nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
        report = self.report(Offer.FACT_SHEETS, jurisdiction=nation, as_of=day)
        return self._items(cast(HookReport[FactSheet | Unknown], report), strict=strict)

    def taxonomies(self, *, strict: bool = True) -> tuple[Taxonomy, ...]:
        """Return the taxonomies of all modules; see `facts` for `strict`."""
        return self._items(cast(HookReport[Taxonomy], self.report(Offer.TAXONOMIES)), strict=strict)

    def report(self, offer: Offer, **arguments: object) -> HookReport[object]:
        """Ask every module that offers something, and return its answers beside its faults.

        Args:
            offer: What to ask for; modules that do not offer it are not even imported.
            **arguments: The arguments of the hook.

        Returns:
            Answers with the names of their modules, and the faults of modules that were found,
            loaded, registered or called in vain.
        """
        offering = [m for m in self._found.values() if m.manifest and offer in m.manifest.offers]
        loaded = [found.name for found in offering if self._load(found)]
        report = call_each(self._manager, HOOKS[offer], only=loaded, **arguments)
        called = [attrs.evolve(f, distribution=self._owner(f.plugin)) for f in report.faults]
        with self._lock:
            before = [f for f in self._faults if self._concerns(f, offer)]
            self._faults += [fault for fault in called if fault not in self._faults]
        return attrs.evolve(report, faults=(*before, *called))

    def _concerns(self, fault: PluginFault, offer: Offer) -> bool:
        """Whether a fault from before the call cost an answer of a module that may offer it."""
        if fault.stage is PluginStage.CALLED:
            return False
        found = self._found.get(fault.plugin)
        return found is None or found.manifest is None or offer in found.manifest.offers

    def _owner(self, name: str) -> str:
        return self._found[name].distribution

    def _info(self, found: Found) -> ModuleInfo:
        manifest = found.manifest
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
                plugin = found.entry_point.load()
                stage = PluginStage.REGISTERED
                _require_true(plugin, found)
                self._manager.register(plugin, name=found.name)
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
            reason=f"{type(error).__name__}: {error}",
            error=error,
        )
        self._faults.append(fault)

    def _items(self, report: HookReport[T], *, strict: bool) -> tuple[T, ...]:
        if strict:
            return report.unwrap()
        with self._lock:
            fresh = [fault for fault in report.faults if fault not in self._warned]
            self._warned.update(fresh)
        for fault in fresh:
            warnings.warn(f"skipped {fault}", PluginWarning, stacklevel=3)
        return report.items


def _new_manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hooks)
    return manager


def _require_true(plugin: object, found: Found) -> None:
    """Refuse a module with a misspelt hook, or one that does not do what its manifest offers."""
    if not isinstance(plugin, types.ModuleType):
        raise TypeError(f"the entry point names a {type(plugin).__name__}; expected a module")
    trial = _new_manager()
    trial.register(plugin, name=found.name)
    trial.check_pending()
    callers = trial.get_hookcallers(plugin) or []
    done = {caller.name for caller in callers}
    offered = {HOOKS[offer].name for offer in (found.manifest.offers if found.manifest else ())}
    missing, extra = sorted(offered - done), sorted(done - offered)
    if missing:
        raise TypeError(f"module.toml offers it, but no hookimpl is there: {', '.join(missing)}")
    if extra:
        raise TypeError(
            f"a hookimpl is there, but module.toml does not offer it: {', '.join(extra)}"
        )
