"""What came of one check of a toolkit module, and asking a module without raising.

What belongs here: `CheckOutcome`, and the answers of one module that every check starts from. What
does not: any rule; the files beside this one hold them.
"""

from __future__ import annotations

import datetime as dt
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

__all__ = ["PAGES", "CheckOutcome", "ModuleCheck", "ask", "items_of", "outcome", "pages", "the_one"]

PAGES: Final = (Offer.FACT_SHEETS, Offer.GUIDES, Offer.EXPLAINERS, Offer.CHECKLISTS)
_SHOWN: Final = 10


@attrs.frozen(kw_only=True)
class CheckOutcome:
    """What came of one check of a module.

    Attributes:
        name: The check, such as `manifest_is_true`.
        passed: Whether the module keeps the rule; None if the check was not run.
        detail: What was looked at, what was found, or why the check was not run.
    """

    name: str
    passed: bool | None
    detail: str

    @property
    def state(self) -> str:
        """The words "passed", "failed" or "not run"."""
        return "not run" if self.passed is None else "passed" if self.passed else "failed"


ModuleCheck = Callable[..., CheckOutcome]
"""A check: a function of a toolkit of one module and, by keyword, a day `as_of`."""


def outcome(name: str, problems: Iterable[str], looked_at: int, of: str) -> CheckOutcome:
    """Return the outcome of a check of some things; nothing to look at passes no check."""
    found = list(dict.fromkeys(problems))
    if not found and not looked_at:
        return CheckOutcome(name=name, passed=None, detail=f"The module holds no {of}.")
    if not found:
        return CheckOutcome(name=name, passed=True, detail=f"{looked_at} {of}")
    more = f"\n... and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return CheckOutcome(name=name, passed=False, detail="\n".join(found[:_SHOWN]) + more)


def the_one(module: Toolkit) -> ModuleInfo:
    """Return the inventory of the only module of a toolkit.

    Raises:
        InputError: The toolkit holds no module, or several.
    """
    if len(module.modules) != 1:
        hint = 'Ask for one with toolkit.only("name").'
        raise InputError("module", len(module.modules), "a toolkit of one module", hint=hint)
    return module.modules[0]


def ask(
    module: Toolkit, offer: Offer, *, as_of: dt.date, nation: Jurisdiction | None = None
) -> HookReport[Any]:
    """Return what the module answers to one hook that needs no plan, with its faults."""
    if offer not in PAGES:
        return module.report(offer)
    return module.report(offer, jurisdiction=nation or Jurisdiction.ENGLAND, as_of=as_of)


def items_of(module: Toolkit, *, as_of: dt.date) -> Iterator[tuple[Offer, Any]]:
    """Yield everything that the module answers with, pages for every nation; faults apart."""
    offers = the_one(module).offers
    for kind in (o for o in offers if o not in (*PAGES, Offer.REPORT_SECTIONS)):
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
