"""What a toolkit module must keep to, as checks that anybody can run.

What belongs here: small functions of a toolkit of one module and a day, each of which returns a
`CheckOutcome` and raises nothing on account of the module. `check_module` runs them all; the
command `safetykit toolkit check` shows what it returns, and the tests of a module may call them
one by one (`safetykit.testing.ModuleContract` does). What does not: any subject, and how a record
looks.
"""

from safetykit.toolkit.checks.code import (
    HEAVY_LIBRARIES,
    MAX_IMPORT_SECONDS,
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
from safetykit.toolkit.checks.module import (
    CODE_CHECKS,
    CONTENT_CHECKS,
    ModuleReport,
    check_module,
)
from safetykit.toolkit.checks.outcome import CheckOutcome, ModuleCheck
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
from safetykit.toolkit.checks.samples import empty_plan, sample_plan

__all__ = [
    "CODE_CHECKS",
    "CONTENT_CHECKS",
    "HEAVY_LIBRARIES",
    "MAX_IMPORT_SECONDS",
    "CheckOutcome",
    "ModuleCheck",
    "ModuleReport",
    "check_answers_pickle",
    "check_content_is_in_date",
    "check_content_is_valid",
    "check_emergency_comes_first",
    "check_every_day_is_answered",
    "check_every_walk_ends",
    "check_examples_run",
    "check_facts_are_sourced",
    "check_facts_do_not_overlap",
    "check_files_are_valid",
    "check_import_is_quick",
    "check_indicators_name_their_sources",
    "check_manifest_is_true",
    "check_methods_load",
    "check_module",
    "check_names_start_with_the_module",
    "check_no_nation_or_day_is_guessed",
    "check_no_network_is_touched",
    "check_nothing_expired_is_shown",
    "check_pages_pass_no_verdict",
    "check_pages_show_what_was_checked",
    "check_public_names_are_described",
    "check_rules_run",
    "check_sheet_words_are_sourced",
    "check_strategies_make_something",
    "check_units_have_numbers",
    "check_words_are_sentences",
    "empty_plan",
    "sample_plan",
]
