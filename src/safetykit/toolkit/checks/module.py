"""All checks of one module, and the record of what came of them.

What belongs here: which checks there are, and `check_module`. What does not: how the record looks;
`reporting` writes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

import attrs

from safetykit.content import require_date
from safetykit.toolkit.checks.code import (
    check_examples_run,
    check_import_is_quick,
    check_no_nation_or_day_is_guessed,
    check_no_network_is_touched,
    check_public_names_are_described,
)
from safetykit.toolkit.checks.content import (
    check_content_is_in_date,
    check_facts_are_sourced,
    check_facts_do_not_overlap,
    check_indicators_name_their_sources,
    check_units_have_numbers,
)
from safetykit.toolkit.checks.manifest import (
    check_answers_pickle,
    check_content_is_valid,
    check_every_day_is_answered,
    check_files_are_valid,
    check_manifest_is_true,
    check_names_start_with_the_module,
)
from safetykit.toolkit.checks.outcome import CheckOutcome, ModuleCheck, not_run
from safetykit.toolkit.checks.pages import (
    check_emergency_comes_first,
    check_every_walk_ends,
    check_nothing_expired_is_shown,
    check_pages_pass_no_verdict,
    check_pages_show_what_was_checked,
    check_sheet_words_are_sourced,
    check_words_are_sentences,
)
from safetykit.toolkit.checks.running import (
    check_methods_load,
    check_rules_run,
    check_strategies_make_something,
)
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.inventory import ModuleInfo, ModuleState

__all__ = ["CODE_CHECKS", "CONTENT_CHECKS", "ModuleReport", "check_module"]

CONTENT_CHECKS: Final[tuple[ModuleCheck, ...]] = (
    check_manifest_is_true,
    check_files_are_valid,
    check_content_is_valid,
    check_every_day_is_answered,
    check_names_start_with_the_module,
    check_facts_do_not_overlap,
    check_units_have_numbers,
    check_facts_are_sourced,
    check_content_is_in_date,
    check_indicators_name_their_sources,
    check_emergency_comes_first,
    check_every_walk_ends,
    check_nothing_expired_is_shown,
    check_pages_pass_no_verdict,
    check_pages_show_what_was_checked,
    check_sheet_words_are_sourced,
    check_words_are_sentences,
    check_answers_pickle,
)
CODE_CHECKS: Final[tuple[ModuleCheck, ...]] = (
    check_rules_run,
    check_methods_load,
    check_strategies_make_something,
    check_public_names_are_described,
    check_no_nation_or_day_is_guessed,
    check_examples_run,
    check_import_is_quick,
    check_no_network_is_touched,
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


def check_module(
    toolkit: Toolkit,
    name: str,
    *,
    as_of: dt.date,
    draw: Callable[[str], object] | None = None,
) -> ModuleReport:
    """Run every check on one module, and record what passed, what failed and what was not run.

    A module that was found and cannot be loaded fails its first checks, and a check that itself
    comes to grief over a module counts against the module.

    Args:
        toolkit: A toolkit that holds the module.
        name: The name of the module.
        as_of: The day on which its content is to hold.
        draw: What makes a value of the strategy at a dotted path; `safetykit.testing.draw_named`
            does. Without it the strategies that the manifest names are not tried.

    Raises:
        InputError: The toolkit holds no such module.
    """
    day = require_date("as_of", as_of)
    one = toolkit.only(name)
    outcomes = tuple(
        _run(
            check, one, day, **({"draw": draw} if check is check_strategies_make_something else {})
        )
        for check in (*CONTENT_CHECKS, *CODE_CHECKS)
    )
    return ModuleReport(module=one.module(name), as_of=day, outcomes=outcomes)


def _run(check: ModuleCheck, module: Toolkit, day: dt.date, **more: object) -> CheckOutcome:
    blocked = module.modules[0].state is ModuleState.BLOCKED
    if blocked and check is not check_manifest_is_true:
        return not_run(_name(check), "The module cannot be used.")
    try:
        return check(module, as_of=day, **more)
    except Exception as error:  # noqa: BLE001 - what a module holds may break any rule's reading
        detail = f"{type(error).__name__}: {error}"
        return CheckOutcome(name=_name(check), passed=False, detail=detail, problems=(detail,))


def _name(check: ModuleCheck) -> str:
    return check.__name__.removeprefix("check_")
