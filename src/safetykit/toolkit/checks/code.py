"""Rules over the package of a module: its public names, its examples, and what its import costs.

What belongs here: rules that import the module; examples and measurements run in a process of
their own. A module of data alone has no code, and these are not run for it.
"""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, get_type_hints

from safetykit.errors import MissingExtraError
from safetykit.toolkit.checks.outcome import CheckOutcome, not_run, outcome, the_one
from safetykit.toolkit.checks.process import measure_import, run_doctests, run_script
from safetykit.toolkit.host import Toolkit

__all__ = [
    "HEAVY_LIBRARIES",
    "MAX_IMPORT_SECONDS",
    "check_examples_run",
    "check_import_is_quick",
    "check_no_nation_or_day_is_guessed",
    "check_no_network_is_touched",
    "check_public_names_are_described",
]

MAX_IMPORT_SECONDS: Final = 0.5
HEAVY_LIBRARIES: Final = frozenset(
    {"numpy", "scipy", "pint", "yaml", "cattrs", "duckdb", "pandas", "hypothesis", "pytest"}
)
_TRIES: Final = 5
_WHERE: Final = ("jurisdiction", "nation", "as_of")
_NO_CODE: Final = "The module is data in a folder; it has no code."


def check_public_names_are_described(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:  # noqa: ARG001 - every check is told the day
    """Check that the package lists its public names, and that each is documented and typed."""
    return _of_names(module, "public_names_are_described", _undescribed, list_them=True)


def check_no_nation_or_day_is_guessed(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:  # noqa: ARG001 - every check is told the day
    """Check that no public function guesses the nation or the day; None may say "not known"."""
    return _of_names(module, "no_nation_or_day_is_guessed", _guesses)


def check_examples_run(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:  # noqa: ARG001 - every check is told the day
    """Check that the scripts that the manifest names, and the examples in docstrings, run."""
    name, info = "examples_run", the_one(module)
    if not info.package:
        return not_run(name, _NO_CODE)
    problems = [words for script in info.examples for words in run_script(info.package, script)]
    tried, failures = run_doctests(info.package, info.examples)
    found = [*problems, *failures]
    if any(MissingExtraError.__name__ in words for words in found):
        return not_run(name, "the examples need an extra that is not installed.")
    of = f"examples: {len(info.examples)} scripts, and {tried} lines in docstrings"
    return outcome(name, found, len(info.examples) + tried, of)


def check_import_is_quick(
    module: Toolkit,
    *,
    as_of: dt.date,  # noqa: ARG001 - every check is told the day
    seconds: float = MAX_IMPORT_SECONDS,
    heavy: Iterable[str] = HEAVY_LIBRARIES,
) -> CheckOutcome:
    """Measure how long the module takes to import, beyond safetykit itself, and what it loads.

    The import is measured in a fresh process, up to five times, until it is quick enough: a busy
    machine is no fault of the module.

    Args:
        module: A toolkit of one module.
        as_of: The day of the check.
        seconds: How long the import may take.
        heavy: The libraries that importing the package may not load.
    """
    name, info = "import_is_quick", the_one(module)
    if not info.package:
        return not_run(name, _NO_CODE)
    best = measure_import(info.entry, info.package)
    for _ in range(_TRIES - 1):
        if best.failure or best.seconds <= seconds:
            break
        best = min(best, measure_import(info.entry, info.package), key=lambda m: m.seconds)
    if best.failure:
        return outcome(name, [best.failure], 1, "imports")
    took = f"{best.seconds * 1000:.1f} ms; {seconds * 1000:.0f} ms are allowed"
    problems = [
        f"importing {info.package} loads {library}; import it where it is used."
        for library in sorted(set(heavy) & set(best.loaded))
    ]
    problems += (
        [f"{took}. Import what is heavy where it is used."] if best.seconds > seconds else []
    )
    return outcome(name, problems, 1, f"import in a fresh process took {took}")


def check_no_network_is_touched(module: Toolkit, *, as_of: dt.date) -> CheckOutcome:
    """Check that neither importing the module, nor asking it everything, touches the network."""
    name, info = "no_network_is_touched", the_one(module)
    if not info.package:
        return not_run(name, _NO_CODE)
    asked = f"{info.distribution}:{info.name}"
    seen = measure_import(info.entry, info.package, ask=(asked, as_of.isoformat()))
    problems = [seen.failure] if seen.failure else []
    problems += [f"{info.package} touches the network ({event})." for event in seen.network]
    return outcome(name, problems, 1, "import, and everything asked, without the network")


def _of_names(
    module: Toolkit,
    name: str,
    rule: Callable[[Any, str], Iterator[str]],
    *,
    list_them: bool = False,
) -> CheckOutcome:
    """Return what a rule says of each public name of a package."""
    package = the_one(module).package
    if not package:
        return not_run(name, _NO_CODE)
    try:
        code = importlib.import_module(package)
        listed = tuple(getattr(code, "__all__", ()))
        problems = [words for public in listed for words in rule(code, public)]
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a module may not end its own check
        return outcome(
            name, [f"{package} cannot be imported: {type(error).__name__}: {error}"], 1, ""
        )
    if list_them:
        problems += _of_the_list(code)
    held = len(listed) or int(list_them)  # an empty list of names is one that can be right
    return outcome(name, problems, held, f"public names in {package}")


def _of_the_list(code: Any) -> Iterator[str]:
    """Yield what is wrong with the list of public names."""
    if not hasattr(code, "__all__"):
        yield f"{code.__name__} has no __all__; list its public names, even if there are none."
        return
    listed = list(code.__all__)
    if len(set(listed)) < len(listed):
        yield f"{code.__name__}.__all__ names something twice."
    if sorted(listed) != listed:
        yield f"{code.__name__}.__all__ is not sorted."


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


def _guesses(code: Any, public: str) -> Iterator[str]:
    found = getattr(code, public, None)
    if not inspect.isfunction(found):
        return
    for parameter in inspect.signature(found).parameters.values():
        if parameter.name in _WHERE and parameter.default not in (inspect.Parameter.empty, None):
            where = f"{code.__name__}.{public}"
            yield f"{where}: {parameter.name} has a default, and must be asked for."
