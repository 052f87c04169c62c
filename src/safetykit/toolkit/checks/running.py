"""Rules over the code that a module hands to the host: audit rules, methods, parts of reports.

What belongs here: rules that run such code on an invented plan. What does not: the package that
the code lives in, which is in `code`.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from safetykit.content import Jurisdiction
from safetykit.errors import MissingExtraError
from safetykit.model import Plan
from safetykit.toolkit.checks.outcome import (
    NO_NUMPY,
    CheckOutcome,
    ask,
    has_numpy,
    not_run,
    outcome,
    the_one,
)
from safetykit.toolkit.checks.samples import empty_plan, sample_plan
from safetykit.toolkit.contributions import AuditRule, EvaluationMethod
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.manifest import Offer

__all__ = ["check_methods_load", "check_rules_run", "check_strategies_make_something"]

_PLANS: Final = (empty_plan, sample_plan)


def check_rules_run(module: Toolkit, *, as_of: dt.date, plans: Iterable[Plan] = ()) -> CheckOutcome:
    """Check that rules and parts of a report bear a whole plan, and one with nothing in it.

    A finding says what is wrong, and what to do.

    Args:
        module: A toolkit of one module.
        as_of: The day of the check.
        plans: More plans to try, which hold what the rules look for; a rule that none of the
            plans gives anything to ask is named in what was looked at.
    """
    problems, tried, idle = [], 0, dict[str, bool]()
    for plan in (*(make() for make in _PLANS), *plans):
        for offer, name, run in _runs(module, plan, as_of):
            tried += 1
            asked, faults = _tried(run)
            idle[name] = idle.get(name, bool(name)) and not (asked or faults)
            problems += [f"{offer.value}: {words}" for words in faults]
    silent = [name for name, is_idle in idle.items() if is_idle]
    of = "rules and parts of reports, tried on a whole plan and on an empty one"
    note = f"; given nothing to ask: {', '.join(silent)}" if silent else ""
    return outcome("rules_run", problems, tried, of + note)


def check_methods_load(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that methods can be imported, say what they assume, and where they were published."""
    methods = ask(module, Offer.METHODS, as_of=as_of).items
    if not has_numpy():
        return not_run("methods_load", NO_NUMPY)
    problems = [f"methods: {words}" for method in methods for words in _of_method(method)]
    return outcome("methods_load", problems, len(methods), "methods")


def check_strategies_make_something(
    module: Toolkit, *, as_of: dt.date, draw: Callable[[str], object] | None = None
) -> CheckOutcome:
    """Check that the strategies that the manifest names are there, and make something.

    Args:
        module: A toolkit of one module.
        as_of: The day of the check.
        draw: What makes a value of the strategy at a dotted path, or raises;
            `safetykit.testing.draw_named` does. Without it nothing is tried.
    """
    del as_of  # every check is told the day
    name, named = "strategies_make_something", the_one(module).strategies
    if not named:
        return not_run(name, "The manifest names no strategies.")
    if draw is None:
        return not_run(name, "Pass draw=safetykit.testing.draw_named to try them.")
    problems = []
    for path in named:
        try:
            draw(path)
        except MissingExtraError as error:
            return not_run(name, str(error))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a module may not end its own check
            problems.append(f"{path}: {type(error).__name__}: {error}")
    return outcome(name, problems, len(named), "strategies")


def _runs(
    module: Toolkit, plan: Plan, day: dt.date
) -> Iterator[tuple[Offer, str, Callable[[], Any]]]:
    """Yield each rule, with its first code, and each part of a report, ready to be run."""
    offers = the_one(module).offers
    if Offer.RULES in offers:
        for rule in ask(module, Offer.RULES, as_of=day).items:
            if isinstance(rule, AuditRule):
                yield Offer.RULES, rule.codes[0], functools.partial(rule, plan, as_of=day)
    for nation in Jurisdiction if Offer.REPORT_SECTIONS in offers else ():
        run = functools.partial(module.report_sections, plan, jurisdiction=nation, as_of=day)
        yield Offer.REPORT_SECTIONS, "", run


def _tried(run: Callable[[], Any]) -> tuple[int, list[str]]:
    """Run something; return how much it answered, and why it failed or what its findings lack."""
    try:
        found = tuple(run())
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a module may not end its own check
        return 0, [f"{type(error).__name__}: {error}"]
    poor = [
        f"{check.code}: a finding lacks its message or its hint."
        for check in found
        for finding in getattr(check, "findings", ())
        if not (finding.message.strip() and finding.hint.strip())
    ]
    return len(found), poor


def _of_method(method: EvaluationMethod) -> Iterator[str]:
    if not (method.assumptions and method.source.strip()):
        yield f"{method.key}: it states no assumption or no source."
    try:
        function = method.load()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a module may not end its own check
        yield f"{type(error).__name__}: {error}"
        return
    if not (function.__doc__ or "").strip():
        yield f"{method.key}: its function has no docstring."
