"""The `Toolkit`: an object that finds modules and gathers what they have to say.

What belongs here: the questions that can be put to all modules. What does not: the stages of a
module's life, which are in `roster`. There is no global toolkit; whoever needs one makes one.
`evaluation` has its own small type for what an audit has at hand; `Toolkit.catalogue` hands one
over.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import re
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

import attrs

from safetykit.content import (
    Checklist,
    Explainer,
    Fact,
    FactSheet,
    GlossaryTerm,
    Guide,
    IndicatorDefinition,
    Jurisdiction,
    RatedIntervention,
    ReportSection,
    Route,
    Taxonomy,
    Unknown,
    parse_jurisdiction,
    require_date,
)
from safetykit.errors import InputError, PluginWarning, UnitError, suggest
from safetykit.evaluation import Catalogue
from safetykit.model import Plan
from safetykit.quantities import check_unit
from safetykit.toolkit.calling import HookReport, PluginFault
from safetykit.toolkit.contributions import AuditRule, EvaluationMethod, UnitDefinition
from safetykit.toolkit.finding import Found, find_modules, part_clashes
from safetykit.toolkit.folders import find_folder_modules
from safetykit.toolkit.hooks import PROJECT
from safetykit.toolkit.inventory import ModuleInfo
from safetykit.toolkit.manifest import Offer
from safetykit.toolkit.roster import Roster

if TYPE_CHECKING:  # records need numpy, and most modules do not
    from safetykit.records import DataSource

__all__ = ["Toolkit"]


class Toolkit:
    """The toolkit modules at hand, and what they have to say.

    Make one with `Toolkit.discover()`. Modules are found by metadata alone; a module is imported
    when something that it offers is first asked for. A module that fails is named, reported and
    skipped: by default a call raises an `ExceptionGroup` of all faults, and with `strict=False`
    it answers with what the others said. One toolkit may be used from several threads.
    """

    def __init__(self, found: Iterable[Found], faults: Iterable[PluginFault] = ()) -> None:
        self._roster = Roster(found, faults)

    def __repr__(self) -> str:
        """Return the names of the modules, as a person at a prompt wants them."""
        return f"<Toolkit: {', '.join(self._roster.found) or 'no modules'}>"

    @classmethod
    def discover(
        cls,
        *,
        plugins: Iterable[str] | None = None,
        modules_dir: str | os.PathLike[str] | None = None,
    ) -> Self:
        """Find the installed modules, without importing any of them.

        Args:
            plugins: The names of the installed modules to use; `distribution:name` where two
                distributions offer the same name. If None, the variable SAFETYKIT_PLUGINS is read,
                here and only here: `none`, or names with commas between. Without it, all are used.
            modules_dir: A folder of modules of data alone, each a folder with `module.toml` and
                `content/*.yaml`; all of them are used, beside those that `plugins` names.

        Raises:
            InputError: A name is asked for that no installed distribution offers, or there is no
                such folder.
        """
        found, faults = find_modules(plugins)
        if modules_dir is not None:
            found, more = part_clashes((*found, *find_folder_modules(modules_dir)))
            faults += more
        return cls(found, faults)

    @classmethod
    def built_in(cls) -> Self:
        """Find the modules that safetykit itself brings, whatever else is installed or chosen."""
        found, faults = find_modules(None, environment={})
        mine = (module for module in found if module.distribution == PROJECT)
        return cls(mine, (fault for fault in faults if PROJECT in fault.distribution))

    @property
    def modules(self) -> tuple[ModuleInfo, ...]:
        """The modules that were found, by name, whether or not they can be used."""
        return tuple(map(self._roster.info, self._roster.found))

    @property
    def faults(self) -> tuple[PluginFault, ...]:
        """Every fault so far, in the order in which they were met."""
        return self._roster.faults

    def module(self, name: str) -> ModuleInfo:
        """Return one module of the inventory.

        Raises:
            InputError: No such module was found.
        """
        found = self._roster.found
        if name not in found:
            expected = "one of " + ", ".join(found) if found else "no name: none found"
            raise InputError("name", name, expected, hint=suggest(name, found))
        return self._roster.info(name)

    def only(self, name: str) -> Self:
        """Return a toolkit of one module of this one.

        Raises:
            InputError: No such module was found.
        """
        self.module(name)
        return type(self)([self._roster.found[name]])

    def facts(self, *, strict: bool = True) -> tuple[Fact, ...]:
        """Return the facts of all modules.

        Args:
            strict: Raise if any module fails; if not, warn and answer with what the others said.

        Raises:
            ExceptionGroup: `strict`, and a module failed.
        """
        return self._items(self.report(Offer.FACTS), strict=strict)

    def routes(self, *, strict: bool = True) -> tuple[Route, ...]:
        """Return the routes of all modules, expired ones among them; see `facts`."""
        return self._items(self.report(Offer.ROUTES), strict=strict)

    def fact_sheets(
        self, *, jurisdiction: Jurisdiction | str, as_of: dt.date, strict: bool = True
    ) -> tuple[FactSheet | Unknown, ...]:
        """Return the fact sheets of all modules for one nation on one day; see `facts`."""
        return self._items(self._there(Offer.FACT_SHEETS, jurisdiction, as_of), strict=strict)

    def taxonomies(self, *, strict: bool = True) -> tuple[Taxonomy, ...]:
        """Return the taxonomies of all modules; see `facts`."""
        return self._items(self.report(Offer.TAXONOMIES), strict=strict)

    def guides(
        self, *, jurisdiction: Jurisdiction | str, as_of: dt.date, strict: bool = True
    ) -> tuple[Guide | Unknown, ...]:
        """Return the guides of all modules for one nation on one day; see `facts`."""
        return self._items(self._there(Offer.GUIDES, jurisdiction, as_of), strict=strict)

    def explainers(
        self, *, jurisdiction: Jurisdiction | str, as_of: dt.date, strict: bool = True
    ) -> tuple[Explainer | Unknown, ...]:
        """Return the explainers of all modules for one nation on one day; see `facts`."""
        return self._items(self._there(Offer.EXPLAINERS, jurisdiction, as_of), strict=strict)

    def checklists(
        self, *, jurisdiction: Jurisdiction | str, as_of: dt.date, strict: bool = True
    ) -> tuple[Checklist | Unknown, ...]:
        """Return the checklists of all modules for one nation on one day; see `facts`."""
        return self._items(self._there(Offer.CHECKLISTS, jurisdiction, as_of), strict=strict)

    def glossary(self, *, strict: bool = True) -> tuple[GlossaryTerm, ...]:
        """Return the terms of all modules; one term may have several meanings; see `facts`."""
        return self._items(self.report(Offer.GLOSSARY), strict=strict)

    def indicators(self, *, strict: bool = True) -> tuple[IndicatorDefinition, ...]:
        """Return the definitions of indicators of all modules; see `facts`."""
        return self._items(self.report(Offer.INDICATORS), strict=strict)

    def evidence(self, *, strict: bool = True) -> tuple[RatedIntervention, ...]:
        """Return the rated interventions of all modules; see `facts`."""
        return self._items(self.report(Offer.EVIDENCE), strict=strict)

    def data_sources(self, *, strict: bool = True) -> tuple[DataSource, ...]:
        """Return the sources of records of all modules, beside the built-in ones; see `facts`."""
        return self._items(self.report(Offer.DATA_SOURCES), strict=strict)

    def units(self, *, strict: bool = True) -> tuple[UnitDefinition, ...]:
        """Return the units that modules add to those of safetykit; see `facts`."""
        return self._items(self.report(Offer.UNITS), strict=strict)

    def rules(self, *, strict: bool = True) -> tuple[AuditRule, ...]:
        """Return the rules that modules add, each with the name of its module; see `facts`."""
        report = self.report(Offer.RULES)
        answers = tuple((name, _owned(rule, name)) for name, rule in report.answers)
        return self._items(attrs.evolve(report, answers=answers), strict=strict)

    def methods(self, *, strict: bool = True) -> tuple[EvaluationMethod, ...]:
        """Return the methods of evaluation that modules add; see `facts`."""
        return self._items(self.report(Offer.METHODS), strict=strict)

    def report_sections(
        self, plan: Plan, *, jurisdiction: Jurisdiction | str, as_of: dt.date, strict: bool = True
    ) -> tuple[ReportSection | Unknown, ...]:
        """Return what modules add to a report on a plan, for one nation and day; see `facts`."""
        report = self._there(Offer.REPORT_SECTIONS, jurisdiction, as_of, plan=plan)
        return self._items(report, strict=strict)

    def check_unit(self, text: str, *, strict: bool = True) -> str:
        """Return the canonical text of a unit, of safetykit or of a module of this toolkit.

        Raises:
            UnitError: The unit cannot be read, or no module of this toolkit defines a word of it.
        """
        unit = check_unit(text)
        known = {definition.name for definition in self.units(strict=strict)}
        for word in re.findall(r"[a-z0-9_]+\.[a-z0-9_]+", unit):
            if word not in known:
                expected = "units of safetykit or of this toolkit's modules"
                raise UnitError("unit", text, expected, hint=suggest(word, known))
        return unit

    def catalogue(self, *, strict: bool = True) -> Catalogue:
        """Return what an audit has at hand: what safetykit brings, and what the modules add.

        Without the extra that reads records there are no data sources in it; see `facts`.
        """
        built_in = Catalogue.built_in()
        reads = importlib.util.find_spec("numpy") is not None
        return attrs.evolve(
            built_in,
            rules=(*built_in.rules, *self.rules(strict=strict)),
            indicators=self.indicators(strict=strict),
            data_sources=self.data_sources(strict=strict) if reads else (),
            evidence=self.evidence(strict=strict),
            methods=self.methods(strict=strict),
            facts=self.facts(strict=strict),
        )

    def report(self, offer: Offer, **arguments: object) -> HookReport[object]:
        """Ask every module that offers something, and return its answers beside its faults.

        Args:
            offer: What to ask for; modules that do not offer it are not even imported.
            **arguments: The arguments of the hook.

        Returns:
            Answers with the names of their modules, and the faults of modules that were found,
            loaded, registered or called in vain.
        """
        return self._roster.ask(offer, **arguments)

    def _there(
        self, offer: Offer, jurisdiction: Jurisdiction | str, as_of: dt.date, **more: object
    ) -> HookReport[object]:
        nation, day = parse_jurisdiction(jurisdiction), require_date("as_of", as_of)
        return self.report(offer, jurisdiction=nation, as_of=day, **more)

    def _items(self, report: HookReport[Any], *, strict: bool) -> tuple[Any, ...]:
        if strict:
            return report.unwrap()
        for fault in self._roster.not_warned_of(report.faults):
            warnings.warn(f"skipped {fault}", PluginWarning, stacklevel=3)
        return report.items


def _owned(rule: object, name: str) -> object:
    return attrs.evolve(rule, owner=name) if isinstance(rule, AuditRule) else rule
