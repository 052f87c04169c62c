"""All checks of one module, and the record of what came of them.

What belongs here: which checks there are, and `check_module`. What does not: how the record looks;
`reporting` writes it.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from safetykit.content import require_date
from safetykit.toolkit.checks.code import (
    check_examples_run,
    check_import_is_quick,
    check_public_names_are_described,
    check_rules_and_methods_run,
    check_strategies_make_something,
)
from safetykit.toolkit.checks.content import (
    check_answers_pickle,
    check_content_is_in_date,
    check_content_is_valid,
    check_facts_are_sourced,
    check_facts_do_not_overlap,
    check_manifest_is_true,
    check_names_start_with_the_module,
)
from safetykit.toolkit.checks.outcome import CheckOutcome, ModuleCheck
from safetykit.toolkit.checks.pages import (
    check_emergency_comes_first,
    check_pages_pass_no_verdict,
    check_pages_show_what_was_checked,
    check_sheet_words_are_sourced,
)
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.inventory import ModuleInfo, ModuleState

__all__ = ["CODE_CHECKS", "CONTENT_CHECKS", "ModuleReport", "check_module"]

CONTENT_CHECKS: Final[tuple[ModuleCheck, ...]] = (
    check_manifest_is_true,
    check_content_is_valid,
    check_facts_do_not_overlap,
    check_names_start_with_the_module,
    check_facts_are_sourced,
    check_content_is_in_date,
    check_emergency_comes_first,
    check_pages_pass_no_verdict,
    check_pages_show_what_was_checked,
    check_sheet_words_are_sourced,
    check_answers_pickle,
)
CODE_CHECKS: Final[tuple[ModuleCheck, ...]] = (
    check_rules_and_methods_run,
    check_strategies_make_something,
    check_public_names_are_described,
    check_examples_run,
    check_import_is_quick,
)


@attrs.frozen(kw_only=True)
class ModuleReport:
    """What came of every check of one module on one day."""

    module: ModuleInfo
    as_of: dt.date
    outcomes: tuple[CheckOutcome, ...]

    @property
    def passed(self) -> bool:
        """Whether no check failed; those that were not run count neither way."""
        return not any(outcome.passed is False for outcome in self.outcomes)


def check_module(toolkit: Toolkit, name: str, *, as_of: dt.date) -> ModuleReport:
    """Run every check on one module, and record what passed, what failed and what was not run.

    A module that was found and cannot be loaded fails its first checks, and a check that itself
    comes to grief over a module counts against the module.

    Args:
        toolkit: A toolkit that holds the module.
        name: The name of the module.
        as_of: The day on which its content is to hold.

    Raises:
        InputError: The toolkit holds no such module.
    """
    day = require_date("as_of", as_of)
    one = toolkit.only(name)
    outcomes = tuple(_run(check, one, day) for check in (*CONTENT_CHECKS, *CODE_CHECKS))
    return ModuleReport(module=one.module(name), as_of=day, outcomes=outcomes)


def _run(check: ModuleCheck, module: Toolkit, day: dt.date) -> CheckOutcome:
    blocked = module.modules[0].state is ModuleState.BLOCKED
    if blocked and check is not check_manifest_is_true:
        return CheckOutcome(name=_name(check), passed=None, detail="The module cannot be used.")
    try:
        return check(module, as_of=day)
    except Exception as error:  # noqa: BLE001 - what a module holds may break any rule's reading
        detail = f"{type(error).__name__}: {error}"
        return CheckOutcome(name=_name(check), passed=False, detail=detail)


def _name(check: ModuleCheck) -> str:
    return check.__name__.removeprefix("check_")
