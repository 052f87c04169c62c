"""What the code of a toolkit module must keep: its public names, and what its import costs.

What belongs here: rules over the package that a module lives in. What does not: rules over what it
says; those are in `module_rules`. Each function yields a sentence for each fault.
"""

from __future__ import annotations

import importlib
import inspect
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any, Final

__all__ = ["import_cheap", "names_documented", "nation_required", "no_network", "package_of"]

_WHERE: Final = ("jurisdiction", "nation", "as_of")
_TIMEOUT_S: Final = 120
_ASK: Final = """
import json, sys, time
touched = []
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")
sys.addaudithook(lambda event, args: touched.append(event) if event in NETWORK else None)
package, name, day = sys.argv[1:]
before = set(sys.modules)
started = time.perf_counter()
__import__(package)
seconds = time.perf_counter() - started
loaded = sorted({m.partition(".")[0] for m in set(sys.modules) - before})
from safetykit.toolkit import Toolkit, list_content
import datetime as dt
if name:
    toolkit = Toolkit.discover(plugins=[name])
    list_content(toolkit, as_of=dt.date.fromisoformat(day))
print(json.dumps({"seconds": seconds, "loaded": loaded, "network": touched}))
"""


def package_of(name: str) -> str:
    """Return the package that the entry point of a module lives in; nothing if there is none.

    Args:
        name: The name of the module, or `distribution:name`.
    """
    owner, _, short = name.rpartition(":")
    for point in entry_points(group="safetykit"):
        ours = not owner or (point.dist is not None and point.dist.name.lower() == owner)
        if point.name == short and ours:
            return point.module.rpartition(".")[0] or point.module
    return ""


def names_documented(package: str) -> Iterator[str]:
    """Public names stand in `__all__`, sorted, are there, documented, and fully typed."""
    module = importlib.import_module(package)
    public = list(getattr(module, "__all__", ()))
    if "__all__" not in vars(module):
        yield f"{package} has no __all__, so nobody knows what is public."
    if sorted(set(public)) != public:
        yield f"{package}.__all__ is not sorted, or holds a name twice."
    for name in public:
        if not hasattr(module, name):
            yield f"{package}.{name} stands in __all__, and is not there."
            continue
        found = getattr(module, name)
        if _is_code(found):
            if not inspect.getdoc(found):
                yield f"{package}.{name} has no docstring."
            yield from (f"{package}.{name}: {gap} has no type." for gap in _untyped(found))


def nation_required(package: str) -> Iterator[str]:
    """No public function guesses the nation or the day: a default may say "not known" (None)."""
    module = importlib.import_module(package)
    for name, function in _functions(module):
        for parameter in inspect.signature(function).parameters.values():
            guesses = parameter.default not in (inspect.Parameter.empty, None)
            if parameter.name in _WHERE and guesses:
                yield f"{package}.{name}: {parameter.name} has a default, and must be asked for."


def measure_import(package: str, name: str, day: str) -> dict[str, Any]:
    """Import a package in a fresh interpreter, ask its module everything, and say what it took."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", _ASK, package, name, day],
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:], "network": []}
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def import_cheap(
    package: str, measured: dict[str, Any], *, heavy: Iterable[str], seconds: float
) -> Iterator[str]:
    """The import takes less than it may, and loads none of the libraries that must wait."""
    if measured.get("failed"):
        yield f"{package} cannot be imported and asked: {' '.join(measured['failed'])}"
        return
    for library in sorted(set(heavy) & set(measured["loaded"])):
        yield f"importing {package} loads {library}; import it where it is used."
    if measured["seconds"] > seconds:
        yield f"importing {package} takes {measured['seconds']:.2f} s; {seconds} s is the budget."


def no_network(package: str, measured: dict[str, Any]) -> Iterator[str]:
    """Neither importing a module nor asking it touches the network."""
    for event in dict.fromkeys(measured["network"]):
        yield f"{package} touches the network ({event}) when it is imported or asked."


def _is_code(found: object) -> bool:
    return inspect.isclass(found) or inspect.isroutine(found)


def _functions(module: ModuleType) -> Iterator[tuple[str, Any]]:
    for name in getattr(module, "__all__", ()):
        found = getattr(module, name, None)
        if inspect.isfunction(found):
            yield name, found


def _untyped(found: Any) -> Iterator[str]:
    """Yield what of a function has no annotation."""
    if not inspect.isfunction(found):
        return
    signature = inspect.signature(found)
    for parameter in signature.parameters.values():
        if parameter.annotation is inspect.Parameter.empty:
            yield parameter.name
    if signature.return_annotation is inspect.Signature.empty:
        yield "what it returns"
