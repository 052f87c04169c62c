"""What came of one check of a toolkit module, and asking a module without raising.

What belongs here: `CheckOutcome`, and the answers of one module that every check starts from. What
does not: any rule; the files beside this one hold them.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import attrs

from safetykit.content import Jurisdiction, Unknown
from safetykit.errors import InputError
from safetykit.toolkit.calling import HookReport
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.inventory import ModuleInfo
from safetykit.toolkit.manifest import Offer

__all__ = [
    "NO_NUMPY",
    "PAGES",
    "CheckOutcome",
    "ModuleCheck",
    "ask",
    "has_numpy",
    "items_of",
    "key_of",
    "not_run",
    "offers_of",
    "outcome",
    "pages",
    "parts",
    "the_one",
]

PAGES: Final = (Offer.FACT_SHEETS, Offer.GUIDES, Offer.EXPLAINERS, Offer.CHECKLISTS)
NO_NUMPY: Final = 'It needs numpy: pip install "safetykit[evaluate]".'
_SHOWN: Final = 10
_PARTS: Final = ("sections", "endings", "questions", "items")
_KEYS: Final = ("key", "id", "name", "term", "codes")


@attrs.frozen(kw_only=True)
class CheckOutcome:
    """What came of one check of a module.

    Attributes:
        name: The check, such as `manifest_is_true`.
        passed: Whether the module keeps the rule; None if the check was not run.
        detail: What was looked at, what was found, or why the check was not run.
        problems: A sentence for each fault, which names the item; none if the check passed.
    """

    name: str
    passed: bool | None
    detail: str
    problems: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """The words "passed", "failed" or "not run"."""
        return "not run" if self.passed is None else "passed" if self.passed else "failed"


ModuleCheck = Callable[..., CheckOutcome]
"""A check: a function of a toolkit of one module and, by keyword, a day `as_of`."""


def outcome(name: str, problems: Iterable[str], looked_at: int, of: str) -> CheckOutcome:
    """Return the outcome of a check of some things; nothing to look at passes no check."""
    found = tuple(dict.fromkeys(problems))
    if not found and not looked_at:
        return not_run(name, f"The module holds no {of}.")
    if not found:
        return CheckOutcome(name=name, passed=True, detail=f"{looked_at} {of}")
    more = f"\n... and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    detail = "\n".join(found[:_SHOWN]) + more
    return CheckOutcome(name=name, passed=False, detail=detail, problems=found)


def not_run(name: str, why: str) -> CheckOutcome:
    """Return the outcome of a check that could not be run, or had nothing to look at."""
    return CheckOutcome(name=name, passed=None, detail=why)


def the_one(module: Toolkit) -> ModuleInfo:
    """Return the inventory of the only module of a toolkit.

    Raises:
        InputError: The toolkit holds no module, or several.
    """
    if len(module.modules) != 1:
        why = " ".join(str(fault) for fault in module.faults)
        hint = why or 'Ask for one with toolkit.only("name").'
        raise InputError("module", len(module.modules), "a toolkit of one module", hint=hint)
    return module.modules[0]


def has_numpy() -> bool:
    """Return whether records can be read here."""
    return importlib.util.find_spec("numpy") is not None


def offers_of(module: Toolkit) -> tuple[Offer, ...]:
    """Return what the module offers that can be asked for here: data sources need numpy."""
    left_out = () if has_numpy() else (Offer.DATA_SOURCES,)
    return tuple(offer for offer in the_one(module).offers if offer not in left_out)


def ask(
    module: Toolkit, offer: Offer, *, as_of: dt.date, nation: Jurisdiction | None = None
) -> HookReport[Any]:
    """Return what the module answers to one hook that needs no plan, with its faults."""
    if offer not in PAGES:
        return module.report(offer)
    return module.report(offer, jurisdiction=nation or Jurisdiction.ENGLAND, as_of=as_of)


def items_of(module: Toolkit, *, as_of: dt.date) -> Iterator[tuple[Offer, Any]]:
    """Yield everything that the module answers with, pages for every nation; faults apart."""
    for kind in (o for o in offers_of(module) if o not in (*PAGES, Offer.REPORT_SECTIONS)):
        yield from ((kind, item) for item in ask(module, kind, as_of=as_of).items)
    yield from ((offer, page) for offer, _, page in pages(module, as_of=as_of))


def pages(module: Toolkit, *, as_of: dt.date) -> Iterator[tuple[Offer, Jurisdiction, Any]]:
    """Yield every page of the module for every nation, without those that are unknown there."""
    offers = the_one(module).offers
    for offer, nation in itertools.product(PAGES, Jurisdiction):
        if offer in offers:
            for page in ask(module, offer, as_of=as_of, nation=nation).items:
                if not isinstance(page, Unknown):
                    yield offer, nation, page


def parts(page: Any) -> Iterator[Any]:
    """Yield the parts of a page that hold words, facts or routes."""
    for name in _PARTS:
        yield from getattr(page, name, ())


def key_of(item: Any) -> str:
    """Return the name by which an item is known, or the item in words if it has none."""
    return str(next((getattr(item, name) for name in _KEYS if hasattr(item, name)), item))
