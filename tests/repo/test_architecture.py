"""The map of the modules, and the documentation of the hooks, agree with the code."""

from __future__ import annotations

import inspect
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest

import safetykit
from safetykit.toolkit import hooks

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
HOOK_PAGE = (ROOT / "docs" / "reference" / "hooks.md").read_text(encoding="utf-8")


def mapped() -> dict[str, int]:
    """Return the packages of the map with their floors."""
    rows = re.findall(r"^\| (\d) \| `(\w+)` \|", MAP, re.M)
    return {name: int(floor) for floor, name in rows}


def test_map_names_every_package_and_no_other() -> None:
    """A stranger finds every package in the map, and nothing that is not there."""
    packages = {
        module.name
        for module in pkgutil.iter_modules(safetykit.__path__)
        if not module.name.startswith("_")
    }

    assert packages == set(mapped())


def test_map_agrees_with_the_contracts() -> None:
    """The floors of the map are the layers that the import contracts hold."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["id"] == "floors")
    floors = [[mapped()[name] for name in layer.split(" | ")] for layer in layers]

    assert all(len(set(layer)) == 1 for layer in floors), "one layer, one floor"
    assert floors == sorted(floors, reverse=True), "from the top down"


@pytest.mark.parametrize("name", sorted(hook.name for hook in hooks.HOOKS.values()))
def test_hook_is_documented_with_its_exact_signature(name: str) -> None:
    """The heading of a hook is its signature, letter by letter."""
    signature = str(inspect.signature(getattr(hooks, name))).replace("'", "")

    assert f"\n## `{name}{signature}`\n" in HOOK_PAGE


def test_hooks_of_the_page_exist() -> None:
    """The page documents no hook that was taken away."""
    documented = set(re.findall(r"^## `(safetykit_\w+)", HOOK_PAGE, re.M))

    assert documented == {hook.name for hook in hooks.HOOKS.values()}


def test_contract_number_of_the_page_is_the_one_in_force() -> None:
    """The page names the version of the contract that it describes."""
    assert f"`PLUGIN_API = {hooks.PLUGIN_API}`" in HOOK_PAGE
