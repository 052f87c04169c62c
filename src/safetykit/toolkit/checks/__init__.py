"""What a toolkit module must keep to, as checks that anybody can run.

What belongs here: small functions of a toolkit of one module and a day, each of which returns a
`CheckOutcome` and raises nothing on account of the module. `check_module` runs them all; the
command `safetykit toolkit check` shows what it returns, and the tests of a module may call them
one by one. What does not: any subject, and how a record looks.
"""

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
from safetykit.toolkit.checks.module import (
    CODE_CHECKS,
    CONTENT_CHECKS,
    ModuleReport,
    check_module,
)
from safetykit.toolkit.checks.outcome import CheckOutcome, ModuleCheck
from safetykit.toolkit.checks.pages import (
    check_emergency_comes_first,
    check_pages_pass_no_verdict,
    check_pages_show_what_was_checked,
    check_sheet_words_are_sourced,
)

__all__ = [
    "CODE_CHECKS",
    "CONTENT_CHECKS",
    "CheckOutcome",
    "ModuleCheck",
    "ModuleReport",
    "check_answers_pickle",
    "check_content_is_in_date",
    "check_content_is_valid",
    "check_emergency_comes_first",
    "check_examples_run",
    "check_facts_are_sourced",
    "check_facts_do_not_overlap",
    "check_import_is_quick",
    "check_manifest_is_true",
    "check_module",
    "check_names_start_with_the_module",
    "check_pages_pass_no_verdict",
    "check_pages_show_what_was_checked",
    "check_public_names_are_described",
    "check_rules_and_methods_run",
    "check_sheet_words_are_sourced",
    "check_strategies_make_something",
]
