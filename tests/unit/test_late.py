"""Names that are loaded when they are first used, and are like others all the same."""

from __future__ import annotations

import importlib
import subprocess
import sys
from types import ModuleType

import pytest

from safetykit._late import late_names

PACKAGES = (
    "safetykit",
    "safetykit.evaluation",
    "safetykit.evaluation.disclosure",
    "safetykit.quantities",
    "safetykit.records",
    "safetykit.stats",
    "safetykit.testing",
    "safetykit.testing.strategies",
)


@pytest.fixture(params=PACKAGES)
def package(request: pytest.FixtureRequest) -> ModuleType:
    """Return a package whose names are loaded late, if what it needs is installed."""
    name: str = request.param
    if name in ("safetykit.records", "safetykit.stats"):
        pytest.importorskip("numpy")
    if name == "safetykit.testing.strategies":
        pytest.importorskip("hypothesis")
    return importlib.import_module(name)


def test_every_listed_name_is_found(package: ModuleType) -> None:
    """A star import gives what the package lists, and dir() shows it."""
    pytest.importorskip("numpy")
    found: dict[str, object] = {}
    exec(f"from {package.__name__} import *", found)

    assert set(package.__all__) == set(found) - {"__builtins__"}
    assert set(package.__all__) <= set(dir(package))
    assert sorted(dir(package)) == dir(package)


def test_misspelt_name(package: ModuleType) -> None:
    """A name that is not listed is an AttributeError that names the package."""
    reason = f"^module '{package.__name__}' has no attribute 'Mnoth'$"

    with pytest.raises(AttributeError, match=reason):
        getattr(package, "Mnoth")  # noqa: B009  # as a misspelling reaches it
    assert not hasattr(package, "_private")


def test_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is kept in its package when it is found, and what it needs is asked for before."""
    asked: list[str] = []
    package = importlib.import_module("safetykit.quantities")
    find, names = late_names(package.__name__, {"months": ["Month"]}, [], before=asked.append)
    monkeypatch.delitem(vars(package), "Month", raising=False)

    found = find("Month")

    assert found is vars(package)["Month"]
    assert ["months"] == asked
    assert [] == names()


def test_modules_themselves() -> None:
    """A module that is listed is found like a name, and is shown."""
    find, names = late_names("safetykit.quantities", {"": ["money"]}, ["Month"])

    assert "safetykit.quantities.money" == find("money").__name__
    assert ["Month", "money"] == names()


def test_front_loads_nothing() -> None:
    """To import the front door loads no package, and not even the errors."""
    code = "import safetykit, sys; print(sorted(n for n in sys.modules if n[:10] == 'safetykit.'))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "['safetykit._late']" == done.stdout.strip()
