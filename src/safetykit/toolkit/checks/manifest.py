"""Rules over what a module promises: its manifest, its files, its names, and that it answers.

What belongs here: whether the module is what it says that it is. What does not: what it states,
which is in `content` and `pages`.
"""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any, Final

from safetykit.content import Jurisdiction, ModuleContent
from safetykit.toolkit.calling import PluginStage
from safetykit.toolkit.checks.outcome import (
    PAGES,
    CheckOutcome,
    ask,
    items_of,
    key_of,
    not_run,
    offers_of,
    outcome,
    the_one,
)
from safetykit.toolkit.checks.samples import sample_plan
from safetykit.toolkit.hooks import HOOKS
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.inventory import ModuleInfo
from safetykit.toolkit.manifest import Offer

__all__ = [
    "check_answers_pickle",
    "check_content_is_valid",
    "check_every_day_is_answered",
    "check_files_are_valid",
    "check_manifest_is_true",
    "check_names_start_with_the_module",
]

_OF_NATIONS: Final = (Offer.FACTS, Offer.EVIDENCE, *PAGES)
_ANYWHERE: Final = (Offer.ROUTES, Offer.GLOSSARY, Offer.TAXONOMIES)
"""999 is right beyond the nations of a module, and a list or a term may be another nation's."""
_WORLD_NAMES: Final = (Offer.GLOSSARY, Offer.DATA_SOURCES)
"""A term and a source have the names that the world gave them."""
_FAR_DAYS: Final = (dt.date(1900, 1, 1), dt.date(2012, 1, 1), dt.date(2090, 1, 1))


def check_manifest_is_true(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that what the manifest says is what the module does, in the nations that it names."""
    held = list(items_of(module, as_of=as_of))  # this loads the module, whose faults follow
    info = the_one(module)
    problems = [str(fault) for fault in info.faults if fault.stage is not PluginStage.CALLED]
    if not problems:
        blank = (
            word for word in ("title", "summary", "version") if not getattr(info, word).strip()
        )
        problems += [f"{word} is empty." for word in blank]
        problems += [] if info.offers else ["it offers nothing."]
        kinds = {offer for offer, _ in held} | {Offer.REPORT_SECTIONS}
        missing = [offer for offer in offers_of(module) if offer not in kinds]
        problems += [f"it offers {offer.value} and answers with none." for offer in missing]
        problems += _wrong_nations(info.jurisdictions, held)
    nations = ", ".join(n.words for n in info.jurisdictions) or "no nation"
    return outcome("manifest_is_true", problems, len(info.offers), f"offers; {nations}")


def check_files_are_valid(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:  # noqa: ARG001 - every check is told the day
    """Check that every data file can be read, and names only facts and sources that are there."""
    name, content = "files_are_valid", _content_of(the_one(module))
    if content is None:
        return not_run(name, "The module holds no data files.")
    problems = [str(problem) for problem in content.problems()]
    return CheckOutcome(
        name=name,
        passed=not problems,
        detail="\n".join(problems) or "every data file can be read, and each key in it is there",
        problems=tuple(problems),
    )


def check_content_is_valid(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that every hook answers without a fault, pages for every nation and for other days."""
    faults: dict[str, None] = {}
    asked = 0
    for offer in (o for o in offers_of(module) if o is not Offer.REPORT_SECTIONS):
        days = (as_of, *_FAR_DAYS)
        there = [(n, d) for n in Jurisdiction for d in days] if offer in PAGES else [(None, as_of)]
        for nation, day in there:
            asked += 1
            report = ask(module, offer, as_of=day, nation=nation)
            faults |= dict.fromkeys(str(fault) for fault in report.faults)
    return outcome("content_is_valid", faults, asked, "questions answered without a fault")


def check_every_day_is_answered(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that pages can be asked for on any day: what was not known then is said to be unknown.

    So there are as many answers on each day as there are on the day of the check.
    """
    problems, count = [], 0
    for offer in (o for o in offers_of(module) if o in PAGES):
        for nation in Jurisdiction:
            written = len(ask(module, offer, as_of=as_of, nation=nation).items)
            for day in _FAR_DAYS:
                count += 1
                got = len(ask(module, offer, as_of=day, nation=nation).items)
                where = f"{offer.value} for {nation.words}"
                if got != written:
                    problems.append(f"{where}, {day}: {got} answers, and {written} on {as_of}.")
    return outcome("every_day_is_answered", problems, count, "pages to be asked for on other days")


def check_names_start_with_the_module(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that keys start with the name of the module, so that two modules cannot collide."""
    name = the_one(module).name
    named = [(o, k) for o, i in _named(module, as_of) for k in HOOKS[o].names_of(i)]
    problems = [
        f'{offer.value}: "{key}" must start with "{name}.".'
        for offer, key in named
        if not key.startswith(f"{name}.")
    ]
    return outcome("names_start_with_the_module", problems, len(named), "names")


def check_answers_pickle(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that every answer survives a trip to another process."""
    problems, count = [], 0
    for offer, item in items_of(module, as_of=as_of):
        count += 1
        where = f"{offer.value}: {key_of(item)}"
        try:
            same = pickle.loads(pickle.dumps(item)) == item  # noqa: S301 - what was just written
        except Exception as error:  # noqa: BLE001 - whatever an item raises is the finding
            problems.append(f"{where} cannot be pickled: {type(error).__name__}: {error}")
        else:
            problems += [] if same else [f"{where} comes back different from a pickle."]
    return outcome("answers_pickle", problems, count, "answers")


def _named(module: Toolkit, day: dt.date) -> Iterator[tuple[Offer, Any]]:
    """Yield everything of the module that has a name of its own."""
    yield from ((o, i) for o, i in items_of(module, as_of=day) if o not in _WORLD_NAMES)
    sections = Offer.REPORT_SECTIONS
    for nation in Jurisdiction if sections in the_one(module).offers else ():
        report = module.report(sections, plan=sample_plan(), jurisdiction=nation, as_of=day)
        yield from ((sections, item) for item in report.items)


def _content_of(info: ModuleInfo) -> ModuleContent | None:
    """Return the data files of a module, if it has any."""
    if info.folder is not None:
        return ModuleContent(info.name, folder=info.folder / "content")
    if info.package and (files(info.package) / "content").is_dir():
        return ModuleContent(info.package)
    return None


def _wrong_nations(
    named: Iterable[Jurisdiction], held: Iterable[tuple[Offer, Any]]
) -> Iterator[str]:
    """Yield the nations that the module covers and does not name, or names and does not cover."""
    items = list(held)
    covered = {n for _, item in items for n in _nations(item)}
    taught = {n for offer, item in items if offer not in _ANYWHERE for n in _nations(item)}
    stated = {n for offer, item in items if offer in _OF_NATIONS for n in _nations(item)}
    for nation in Jurisdiction:
        if nation in taught and nation not in named:
            yield f"it holds content of {nation.words}, which it does not name."
        if covered and nation in named and nation not in (stated or covered):
            yield f"it names {nation.words} and holds nothing of it."


def _nations(item: Any) -> Iterator[Jurisdiction]:
    """Yield the nations that an item holds for; one without nations holds for none by name."""
    if hasattr(item, "jurisdiction"):
        yield item.jurisdiction
    yield from getattr(item, "jurisdictions", ())
    for rating in getattr(item, "ratings", ()):
        yield from rating.jurisdictions
