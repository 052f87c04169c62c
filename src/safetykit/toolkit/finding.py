"""Finding toolkit modules by their entry points, and choosing among them.

What belongs here: metadata only. Nothing is imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import Distribution, EntryPoint, entry_points
from pathlib import Path
from typing import Final

import attrs

from safetykit.errors import DocumentError, InputError, suggest
from safetykit.toolkit.calling import PluginFault, PluginStage
from safetykit.toolkit.hooks import PLUGIN_API, PROJECT
from safetykit.toolkit.manifest import Manifest, read_manifest

__all__ = ["VARIABLE", "Found", "find_modules", "misfit", "part_clashes"]

VARIABLE: Final = "SAFETYKIT_PLUGINS"


@attrs.frozen(kw_only=True)
class Found:
    """A module that was found: its manifest, or why it cannot be used, and how to load it."""

    name: str
    distribution: str
    load: Callable[[], object] = attrs.field(repr=False, eq=False)
    manifest: Manifest | None = None
    fault: PluginFault | None = None
    folder: Path | None = None
    entry: str = ""


def find_modules(
    plugins: Iterable[str] | None, *, environment: Mapping[str, str] = os.environ
) -> tuple[tuple[Found, ...], tuple[PluginFault, ...]]:
    """Find the modules to use, sorted by name.

    Args:
        plugins: The names of the modules to use, or `distribution:name` where two distributions
            share a name; None for what SAFETYKIT_PLUGINS says, or all.
        environment: Where SAFETYKIT_PLUGINS is looked up.

    Returns:
        The modules; and a fault for each name that two distributions claim, neither being used.

    Raises:
        InputError: A name is asked for that no installed distribution offers.
    """
    installed = _installed()
    field, wanted = _wanted(plugins, environment)
    if wanted is not None:
        installed = _named(installed, wanted, field)
    return part_clashes([_found(point, owner) for point, owner in installed])


def part_clashes(
    found: Iterable[Found],
) -> tuple[tuple[Found, ...], tuple[PluginFault, ...]]:
    """Return the modules whose name is theirs alone, and a fault for each name that is not."""
    by_name: dict[str, list[Found]] = {}
    for module in found:
        by_name.setdefault(module.name, []).append(module)
    alone = tuple(modules[0] for modules in by_name.values() if len(modules) == 1)
    return alone, tuple(_clash(name, m) for name, m in by_name.items() if len(m) > 1)


def _installed() -> list[tuple[EntryPoint, str]]:
    """Return the entry points, sorted, with the names of their distributions.

    One distribution that is found twice counts once.
    """
    owners: dict[Distribution | None, str] = {}  # its metadata are read anew whenever it is asked
    unique: dict[tuple[str, str], EntryPoint] = {}
    for point in entry_points(group=PROJECT):
        if point.dist not in owners:
            owners[point.dist] = _name_of(point.dist)
        unique.setdefault((point.name, owners[point.dist]), point)
    return [(unique[name, owner], owner) for name, owner in sorted(unique)]


def _name_of(distribution: Distribution | None) -> str:
    metadata = distribution.metadata if distribution else None
    if metadata is None or "Name" not in metadata:
        return ""  # broken metadata have no name
    return re.sub(r"[-_.]+", "-", metadata["Name"]).lower()


def _wanted(
    plugins: Iterable[str] | None, environment: Mapping[str, str]
) -> tuple[str, list[str] | None]:
    """Return the names that are asked for, None for all, and what to call them in an error."""
    if isinstance(plugins, str):
        raise InputError("plugins", plugins, "a list of names", hint=f'Write ["{plugins}"].')
    if plugins is not None:
        return "plugins", list(plugins)
    text = environment.get(VARIABLE, "").strip()
    if not text:
        return VARIABLE, None
    if text.lower() == "none":
        return VARIABLE, []
    return VARIABLE, [word.strip() for word in text.split(",") if word.strip()]


def _named(
    installed: list[tuple[EntryPoint, str]], wanted: list[str], field: str
) -> list[tuple[EntryPoint, str]]:
    known = {point.name for point, _ in installed}
    known |= {f"{owner}:{point.name}" for point, owner in installed}
    for word in wanted:
        if word not in known:
            expected = (
                "one of " + ", ".join(sorted(known)) if known else "no name, as none is there"
            )
            raise InputError(field, word, expected, hint=suggest(word, known))
    asked = set(wanted)
    full = {word.partition(":")[2] for word in asked if ":" in word}
    return [
        (point, owner)
        for point, owner in installed
        if f"{owner}:{point.name}" in asked or (point.name in asked and point.name not in full)
    ]


def _clash(name: str, modules: list[Found]) -> PluginFault:
    owners = " and ".join(module.distribution for module in modules)
    choice = f'ask for one of them as "{modules[0].distribution}:{name}".'
    if any(module.folder for module in modules):
        choice = "give the module in the folder another name."
    return PluginFault(
        plugin=name,
        distribution=owners,
        stage=PluginStage.FOUND,
        reason=f"{owners} both offer {name}, so neither is used; {choice}",
    )


def _found(point: EntryPoint, owner: str) -> Found:
    manifest, reason, error = _manifest_of(point)
    fault = None
    if reason:
        fault = PluginFault(
            plugin=point.name,
            distribution=owner,
            stage=PluginStage.FOUND,
            reason=reason,
            error=error,
        )
    return Found(
        name=point.name,
        distribution=owner,
        load=point.load,
        manifest=manifest,
        fault=fault,
        entry=point.value.partition(":")[0].strip(),
    )


def _manifest_of(point: EntryPoint) -> tuple[Manifest | None, str, Exception | None]:
    """Return what a package says of itself; or why it cannot be used, with the error behind it."""
    try:
        manifest = read_manifest(point.module)
    except DocumentError as problem:
        return None, str(problem), problem
    except Exception as problem:  # noqa: BLE001 - one broken entry point may not hide the others
        return None, f"its entry point or package cannot be read: {problem!r}", problem
    return manifest, misfit(manifest, point.name, "the entry point"), None


def misfit(manifest: Manifest, name: str, what: str) -> str:
    """Return why a manifest does not fit the name that was found, or this safetykit; or nothing."""
    if manifest.name != name:
        return f"module.toml says name = {manifest.name!r}, and {what} {name!r}."
    if not manifest.fits:
        first, last = manifest.api
        return f"it needs plugin API {first} to {last}; this safetykit has {PLUGIN_API}."
    return ""
