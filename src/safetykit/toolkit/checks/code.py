"""Rules over the code of a module: its public names, its examples, its import, its strategies.

What belongs here: rules that import the module or run part of it; examples and the measurement
run in a process of their own. A module of data alone has no code, and these are not run for it.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any, Final, get_type_hints

from safetykit.content import Jurisdiction
from safetykit.model import Area, Id, Partnership, Plan, PlanPeriod
from safetykit.quantities import PartialDate, Period
from safetykit.toolkit.checks.outcome import CheckOutcome, outcome, the_one
from safetykit.toolkit.checks.process import run_doctests, run_script, time_import
from safetykit.toolkit.contributions import AuditRule, EvaluationMethod
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.manifest import Offer

__all__ = [
    "check_examples_run",
    "check_import_is_quick",
    "check_public_names_are_described",
    "check_strategies_make_something",
]

_RUN: Final = (Offer.RULES, Offer.METHODS, Offer.REPORT_SECTIONS)
MAX_IMPORT_SECONDS: Final = 0.5
_NO_CODE: Final = "The module is data in a folder; it has no code."


def check_public_names_are_described(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:  # noqa: ARG001 - every check is told the day
    """Check that the package lists its public names, and that each is documented and typed."""
    name, package = "public_names_are_described", the_one(module).package
    if not package:
        return CheckOutcome(name=name, passed=None, detail=_NO_CODE)
    try:
        code = importlib.import_module(package)
        listed = getattr(code, "__all__", None)
        problems = [word for public in listed or () for word in _undescribed(code, public)]
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a module may not end its own check
        detail = f"{package} cannot be imported: {type(error).__name__}: {error}"
        return CheckOutcome(name=name, passed=False, detail=detail)
    if listed is None:
        problems = [f"{package} has no __all__; list its public names, even if there are none."]
    elif len(set(listed)) < len(listed):
        problems.append(f"{package}.__all__ names something twice.")
    return outcome(name, problems, len(listed or ()), f"public names in {package}")


def check_examples_run(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:  # noqa: ARG001 - every check is told the day
    """Check that the scripts that the manifest names, and the examples in docstrings, run."""
    name, info = "examples_run", the_one(module)
    if not info.package:
        return CheckOutcome(name=name, passed=None, detail=_NO_CODE)
    problems = [words for script in info.examples for words in run_script(info.package, script)]
    tried, failures = run_doctests(info.package, info.examples)
    of = f"examples: {len(info.examples)} scripts, and {tried} lines in docstrings"
    return outcome(name, [*problems, *failures], len(info.examples) + tried, of)


def check_import_is_quick(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:  # noqa: ARG001 - every check is told the day
    """Measure how long the module takes to import, beyond safetykit itself, in a fresh process."""
    name, info = "import_is_quick", the_one(module)
    if not info.package:
        return CheckOutcome(name=name, passed=None, detail=_NO_CODE)
    seconds, failure = time_import(info.entry)
    if failure:
        return CheckOutcome(name=name, passed=False, detail=failure)
    quick = seconds <= MAX_IMPORT_SECONDS
    most = f"{MAX_IMPORT_SECONDS * 1000:.0f} ms are allowed."
    detail = f"{seconds * 1000:.1f} ms, the best of three; {most}"
    hint = "" if quick else " Import what is heavy where it is used."
    return CheckOutcome(name=name, passed=quick, detail=detail + hint)


def check_rules_and_methods_run(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that rules and parts of a report bear a plan with nothing in it, and methods load."""
    info, problems, tried = the_one(module), [], 0
    for offer in (o for o in _RUN if o in info.offers):
        for run in _runs(module, offer, as_of):
            tried += 1
            try:
                run()
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a module may not end its own check
                problems.append(f"{offer.value}: {type(error).__name__}: {error}")
    of = "rules, methods and parts of reports tried on a plan with nothing in it"
    return outcome("rules_and_methods_run", problems, tried, of)


def check_strategies_make_something(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:  # noqa: ARG001 - every check is told the day
    """Check that the strategies that the manifest names are there, and make something."""
    name, info = "strategies_make_something", the_one(module)
    if not info.strategies:
        detail = "The manifest names no strategies."
        return CheckOutcome(name=name, passed=None, detail=detail)
    if importlib.util.find_spec("hypothesis") is None:
        detail = 'Hypothesis is not installed: pip install "hypothesis".'
        return CheckOutcome(name=name, passed=None, detail=detail)
    problems = [words for path in info.strategies for words in _strategy_problems(path)]
    return outcome(name, problems, len(info.strategies), "strategies")


def _runs(module: Toolkit, offer: Offer, day: dt.date) -> Iterator[Callable[[], object]]:
    """Yield what there is to try of a rule, a method or a part of a report."""
    plan = _empty_plan()
    if offer is Offer.REPORT_SECTIONS:
        for nation in Jurisdiction:
            yield functools.partial(module.report_sections, plan, jurisdiction=nation, as_of=day)
    for item in module.report(offer).items if offer is not Offer.REPORT_SECTIONS else ():
        if isinstance(item, AuditRule):
            yield functools.partial(item, plan, as_of=day)
        elif isinstance(item, EvaluationMethod):
            yield item.load


def _empty_plan() -> Plan:
    never = PartialDate.parse("unknown")
    return Plan(
        id=Id("empty"),
        title="A plan with nothing in it",
        area=Area(name="Nowhere"),
        partnership=Partnership(name="Nobody"),
        period=PlanPeriod(period=Period(start=never, end=never)),
        dated=never,
    )


def _undescribed(code: Any, public: str) -> Iterator[str]:
    """Yield what a public name lacks: to be there, words, or types."""
    where = f"{code.__name__}.{public}"
    if not hasattr(code, public):
        yield f"{where} is in __all__ and is not there."
        return
    found = getattr(code, public)
    if not (inspect.isclass(found) or inspect.isroutine(found)):
        return
    if not inspect.getdoc(found):
        yield f"{where} has no docstring."
    yield from _untyped(where, found)
    if inspect.isclass(found):
        for name, member in vars(found).items():
            if not name.startswith("_") and inspect.isfunction(member):
                yield from _untyped(f"{where}.{name}", member)


def _untyped(where: str, found: Any) -> Iterator[str]:
    """Yield the parameters, or the answer, of a function that have no type."""
    if not inspect.isfunction(found):
        return
    try:
        hints = get_type_hints(found)
    except NameError:  # a type that is imported for type checkers alone has been written down
        hints = found.__annotations__
    for name in inspect.signature(found).parameters:
        if name not in hints and name not in ("self", "cls"):
            yield f"{where}: its parameter {name} has no type."
    if "return" not in hints:
        yield f"{where}: what it returns has no type."


def _strategy_problems(path: str) -> Iterator[str]:
    from hypothesis import HealthCheck, find, settings
    from hypothesis.strategies import SearchStrategy

    try:
        found = pkgutil.resolve_name(path)
        strategy = found if isinstance(found, SearchStrategy) else found()
        if not isinstance(strategy, SearchStrategy):
            yield f"{path} is no strategy, and returns none."
            return
        quiet = settings(database=None, max_examples=50, suppress_health_check=list(HealthCheck))
        find(strategy, lambda _: True, settings=quiet)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a module may not end its own check
        yield f"{path}: {type(error).__name__}: {error}"
