"""Every hook that a toolkit module may implement, with its contract.

What belongs here: one typed function for each hook, the type of the items that it answers with,
and the number of this contract. A new hook is a new function and a new line in `HOOKS`. Modules of
data alone implement none: `content_hooks` answers for them.

An implementation is a function of the same name, marked with `hookimpl`, in the module that the
entry point names. It may take fewer arguments than the hook has.
"""

# mypy: disable-error-code="empty-body"
# A hook is a contract: its body is its docstring, and nobody calls it.

from __future__ import annotations

import datetime as dt
import pkgutil
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import attrs
import pluggy

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
)
from safetykit.model import Plan
from safetykit.toolkit.contributions import AuditRule, EvaluationMethod, UnitDefinition

if TYPE_CHECKING:  # records need numpy, and most modules do not
    from safetykit.records import DataSource

__all__ = [
    "HOOKS",
    "PLUGIN_API",
    "PROJECT",
    "Hook",
    "hookimpl",
    "hookspec",
    "safetykit_checklists",
    "safetykit_data_sources",
    "safetykit_evidence",
    "safetykit_explainers",
    "safetykit_fact_sheets",
    "safetykit_facts",
    "safetykit_glossary",
    "safetykit_guides",
    "safetykit_indicators",
    "safetykit_methods",
    "safetykit_report_sections",
    "safetykit_routes",
    "safetykit_rules",
    "safetykit_taxonomies",
    "safetykit_units",
]

PROJECT: Final = "safetykit"
PLUGIN_API: Final = 1

hookspec: Final = pluggy.HookspecMarker(PROJECT)
hookimpl: Final = pluggy.HookimplMarker(PROJECT)


@hookspec
def safetykit_facts() -> Iterable[Fact]:
    """Return the dated, sourced facts of the module.

    Purpose: one inventory of what every module states, for review, search and publication.

    Returns:
        All facts, past ones and unpublishable ones among them; keys start with the module's name.

    Do not compute, filter by date, or read the clock or the network: answer with the data.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_routes() -> Iterable[Route]:
    """Return the routes to help that the module knows.

    Purpose: one place to check every telephone number and address that modules give out.

    Returns:
        All routes, expired ones among them; ids start with the module's name. A module that
        returns any returns an emergency route for each nation that it covers.

    Do not drop expired routes: they keep old content resolvable. `current_routes` leaves them out.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_fact_sheets(
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
def safetykit_taxonomies() -> Iterable[Taxonomy]:
    """Return the named lists of terms that the module uses.

    Purpose: lists that differ between places and years, each under its own key.

    Returns:
        The taxonomies; keys start with the module's name.

    Do not merge lists of different owners, or give a list a number of items its source lacks.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_guides(jurisdiction: Jurisdiction, as_of: dt.date) -> Iterable[Guide | Unknown]:
    """Return the module's guides for one nation on one day.

    Purpose: walks of questions for people who do not know what they need.

    Args:
        jurisdiction: The nation that the guides are for.
        as_of: The day that they are for.

    Returns:
        The guides; an `Unknown` in the place of each that the module cannot write for the nation.
        Every walk ends in words and routes, emergency first.

    Do not pass a verdict, ask for a name or a record, or keep what somebody answers.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_explainers(
    jurisdiction: Jurisdiction, as_of: dt.date
) -> Iterable[Explainer | Unknown]:
    """Return the module's explainers for one nation on one day.

    Purpose: questions that people ask, with sourced answers.

    Args:
        jurisdiction: The nation that the explainers are for.
        as_of: The day that they are for.

    Returns:
        The explainers; an `Unknown` in the place of each that the module cannot write.

    Do not answer with another nation's law, or write a figure that is not a dated fact.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_checklists(
    jurisdiction: Jurisdiction, as_of: dt.date
) -> Iterable[Checklist | Unknown]:
    """Return the module's checklists for one nation on one day.

    Purpose: things to do or to bear in mind, for one kind of reader each.

    Args:
        jurisdiction: The nation that the checklists are for.
        as_of: The day that they are for.

    Returns:
        The checklists; an `Unknown` in the place of each that the module cannot write.

    Do not promise that who has ticked every item is safe, or has kept the law.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_glossary() -> Iterable[GlossaryTerm]:
    """Return the terms of the module and what they mean.

    Purpose: one glossary, in which a term of two meanings shows both with their nations.

    Returns:
        The terms, each with its nations and its sources.

    Do not coin a meaning: say what the sources mean by the term.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_indicators() -> Iterable[IndicatorDefinition]:
    """Return the indicators that the module defines.

    Purpose: definitions that plans can follow, with what each cannot see.

    Returns:
        The definitions; keys start with the module's name, and `source` names a data source.

    Do not compute a value, or call a change good where the polarity is ambiguous.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_evidence() -> Iterable[RatedIntervention]:
    """Return what reviews say of interventions.

    Purpose: ratings by outcome and scale, for audits of what a plan promises to do.

    Returns:
        The interventions; keys start with the module's name.

    Do not average scales, or leave out a rating because another disagrees.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_data_sources() -> Iterable[DataSource]:
    """Return the sources of records that the module describes.

    Purpose: what is published, under which terms, where its series break and what it cannot see.

    Returns:
        The sources, each under a name of its own, such as `stats19`.

    Do not read a file or the network: a source is described here and read elsewhere.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_units() -> Iterable[UnitDefinition]:
    """Return the things that the module counts and no other unit names.

    Purpose: rates on a base of the module's own, which does not mix with any other.

    Returns:
        The units; each name starts with the module's name and a full stop.

    Do not define a multiple of another unit: a new unit is a new kind of thing.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_rules() -> Iterable[AuditRule]:
    """Return the rules that the module adds to the audit of a plan.

    Purpose: questions about its subject that a plan should be able to answer.

    Returns:
        The rules, each with the codes that its findings may carry; a code starts with the
        module's name. A rule that has nothing to ask of a plan makes no check.

    Do not score a plan, blame a body, or repeat a question that the audit puts already.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_methods() -> Iterable[EvaluationMethod]:
    """Return the methods of evaluation that the module offers.

    Purpose: methods of a subject, found by name with the question that they answer.

    Returns:
        The methods; keys start with the module's name, and each states its assumptions and source.

    Do not offer a method that answers without an interval, or that has no published source.

    .. versionadded:: 0.1
    """


@hookspec
def safetykit_report_sections(
    plan: Plan, jurisdiction: Jurisdiction, as_of: dt.date
) -> Iterable[ReportSection | Unknown]:
    """Return what the module adds to a report about a plan.

    Purpose: context of a subject beside the results, such as the law that holds.

    Args:
        plan: The plan that the report is about.
        jurisdiction: The nation that it is for.
        as_of: The day that it is for.

    Returns:
        The sections; none if the plan does not touch the subject.

    Do not judge the plan: findings come from rules, and results from records.

    .. versionadded:: 0.1
    """


@attrs.frozen(kw_only=True)
class Hook:
    """A hook as the host knows it: its name, the types of its items, and what names an item.

    A type that needs an extra is written as `module:name`, and imported when the hook is called.
    """

    name: str
    items: tuple[type | str, ...]
    names: tuple[str, ...] = ("key",)

    @property
    def types(self) -> tuple[type, ...]:
        """The types of the items."""
        return tuple(pkgutil.resolve_name(i) if isinstance(i, str) else i for i in self.items)

    def names_of(self, item: Any) -> tuple[str, ...]:
        """Return the names by which an item is known, which no two modules may share."""
        found = (getattr(item, name, ()) for name in self.names)
        return tuple(word for words in found for word in _words(words))


def _words(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else words


HOOKS: Final = {
    "facts": Hook(name="safetykit_facts", items=(Fact,)),
    "routes": Hook(name="safetykit_routes", items=(Route,), names=("id",)),
    "fact_sheets": Hook(name="safetykit_fact_sheets", items=(FactSheet, Unknown)),
    "taxonomies": Hook(name="safetykit_taxonomies", items=(Taxonomy,)),
    "guides": Hook(name="safetykit_guides", items=(Guide, Unknown)),
    "explainers": Hook(name="safetykit_explainers", items=(Explainer, Unknown)),
    "checklists": Hook(name="safetykit_checklists", items=(Checklist, Unknown)),
    "glossary": Hook(name="safetykit_glossary", items=(GlossaryTerm,), names=()),
    "indicators": Hook(name="safetykit_indicators", items=(IndicatorDefinition,)),
    "evidence": Hook(name="safetykit_evidence", items=(RatedIntervention,)),
    "data_sources": Hook(
        name="safetykit_data_sources", items=("safetykit.records:DataSource",), names=("name",)
    ),
    "units": Hook(name="safetykit_units", items=(UnitDefinition,), names=("name",)),
    "rules": Hook(name="safetykit_rules", items=(AuditRule,), names=("codes",)),
    "methods": Hook(name="safetykit_methods", items=(EvaluationMethod,)),
    "report_sections": Hook(name="safetykit_report_sections", items=(ReportSection, Unknown)),
}
