"""Running parts of a module in a process of their own: examples, and the import.

What belongs here: commands to the same interpreter, and what they say. What does not: whether it
is good enough; `code` decides.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import attrs

__all__ = ["ImportMeasure", "measure_import", "run_doctests", "run_script"]

SECONDS_ALLOWED: Final = 120
_LAST: Final = 400
_DOCTESTS: Final = """
import contextlib, doctest, importlib, io, json, pathlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
folders = list(getattr(package, "__path__", []))
scripts = {pathlib.Path(folder, script) for folder in folders for script in sys.argv[2:]}
names, tried, failures = [package.__name__], 0, []
for found in pkgutil.walk_packages(folders, package.__name__ + "."):
    file = pathlib.Path(found.module_finder.path, found.name.rpartition(".")[2] + ".py")
    if file not in scripts and file.name != "__main__.py":
        names.append(found.name)
for name in names:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        done = doctest.testmod(importlib.import_module(name))
    tried += done.attempted
    failures += [f"{name}: {said.getvalue().strip()[:20000]}"] if done.failed else []
print(json.dumps([tried, failures]))
"""
_IMPORT: Final = """
import importlib, json, sys, time
touched = []
network = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")
sys.addaudithook(lambda event, args: touched.append(event) if event in network else None)
import safetykit.toolkit
entry, package, *asked = sys.argv[1:]
before = set(sys.modules)
start = time.perf_counter()
importlib.import_module(package)
loaded = sorted({name.partition(".")[0] for name in set(sys.modules) - before})
importlib.import_module(entry)
seconds = time.perf_counter() - start
if asked:
    import datetime as dt
    toolkit = safetykit.toolkit.Toolkit.discover(plugins=asked[:1])
    safetykit.toolkit.list_content(toolkit, as_of=dt.date.fromisoformat(asked[1]))
print(json.dumps({"seconds": seconds, "loaded": loaded, "network": touched}))
"""


@attrs.frozen(kw_only=True)
class ImportMeasure:
    """What an import took, in seconds, which libraries it loaded, and what of the network it met.

    If the module cannot be imported, `failure` says why, and nothing else is known.
    """

    seconds: float = 0.0
    loaded: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    failure: str = ""


def run_doctests(package: str, scripts: Iterable[str]) -> tuple[int, tuple[str, ...]]:
    """Run the examples in the docstrings of a package; return how many, and those that fail.

    Its scripts are not imported, since importing one runs it.
    """
    code, out, err = _python("-c", _DOCTESTS, package, *scripts)
    if code:
        return 0, (f"the examples in docstrings cannot be run: {_tail(err)}",)
    tried, failures = json.loads(out.splitlines()[-1])
    return int(tried), tuple(str(failure) for failure in failures)


def run_script(package: str, script: str) -> tuple[str, ...]:
    """Run a script that stands in a package; return why it failed, or nothing."""
    folder = _folder(package)
    file = (folder / script).resolve() if folder else None
    if folder is None or file is None or not file.is_relative_to(folder) or not file.is_file():
        return (f"{script}: no such script stands in {package}.",)
    code, _, err = _python(str(file))
    return (f"{script} ended with {code}: {_tail(err)}",) if code else ()


def measure_import(entry: str, package: str, *, ask: tuple[str, ...] = ()) -> ImportMeasure:
    """Import a package and its entry in a fresh process, beyond safetykit itself.

    Args:
        entry: The dotted name that the entry point gives.
        package: The package that holds it; what is loaded is measured for this alone.
        ask: The name of the module and a day, if it is to be asked everything afterwards.
    """
    code, out, err = _python("-c", _IMPORT, entry, package, *ask)
    if code:
        return ImportMeasure(failure=f"{package} cannot be imported and asked: {_tail(err)}")
    seen = json.loads(out.splitlines()[-1])
    return ImportMeasure(
        seconds=seen["seconds"],
        loaded=tuple(seen["loaded"]),
        network=tuple(dict.fromkeys(seen["network"])),
    )


def _folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]).resolve() if places else None


def _python(*words: str) -> tuple[int, str, str]:
    """Run Python on what this process can import; return its status and what it wrote."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, and the module that is asked about
            [sys.executable, *words],
            capture_output=True,
            text=True,
            timeout=SECONDS_ALLOWED,
            env=environment,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return 1, "", f"it did not end within {SECONDS_ALLOWED} s."
    return done.returncode, done.stdout, done.stderr


def _tail(text: str) -> str:
    """Return the last line of what a process wrote, which names the error."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1][:_LAST] if lines else "it said nothing."
