"""What a toolkit module says about itself, read without importing it.

What belongs here: `module.toml`, its type, and finding it beside the module's code. Importing a
parent package runs its code, so `importlib.util.find_spec("a.b.c")` will not do. `_find_package`
walks from the first name down, and asks the import system's finders where each package would be
found inside the one before; nothing is executed. The loader that was found then reads the file,
which works in a folder, in a zip file, and in an editable installation.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path, PurePath
from typing import Final

import attrs

from safetykit.content import Jurisdiction
from safetykit.errors import DocumentError, InputError, Place, Problem
from safetykit.toolkit.hooks import PLUGIN_API

__all__ = [
    "MANIFEST",
    "Manifest",
    "Offer",
    "parse_manifest",
    "parse_manifest_bytes",
    "read_manifest",
]

MANIFEST: Final = "module.toml"


class Offer(StrEnum):
    """What a module can offer; each stands for one hook."""

    FACTS = "facts"
    ROUTES = "routes"
    FACT_SHEETS = "fact_sheets"
    TAXONOMIES = "taxonomies"
    GUIDES = "guides"
    EXPLAINERS = "explainers"
    CHECKLISTS = "checklists"
    GLOSSARY = "glossary"
    INDICATORS = "indicators"
    EVIDENCE = "evidence"
    DATA_SOURCES = "data_sources"
    UNITS = "units"
    RULES = "rules"
    METHODS = "methods"
    REPORT_SECTIONS = "report_sections"


@attrs.frozen(kw_only=True)
class Manifest:
    """What a module says about itself in `module.toml`.

    `api` is the first and the last version of the plugin contract that the module works with.
    `strategies` names what makes examples for tests, as `acme_water.strategies:swims`; `examples`
    names scripts that stand beside the manifest, as `examples/one_swim.py`.
    """

    name: str
    title: str
    summary: str
    version: str
    api: tuple[int, ...] = attrs.field()
    jurisdictions: tuple[Jurisdiction, ...]
    offers: tuple[Offer, ...]
    strategies: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @api.validator
    def _check_api(self, _: attrs.Attribute[tuple[int, ...]], value: tuple[int, ...]) -> None:
        if len(value) != 2 or not 1 <= value[0] <= value[1]:
            hint = f"This safetykit speaks version {PLUGIN_API}."
            raise InputError("api", list(value), "a first and a last version: [1, 1]", hint=hint)

    @property
    def fits(self) -> bool:
        """Whether the module works with the plugin contract of this safetykit."""
        return self.api[0] <= PLUGIN_API <= self.api[1]


def parse_manifest(content: str, *, file: str = MANIFEST) -> Manifest:
    """Read the text of a manifest.

    Args:
        content: The text, in TOML.
        file: What to call it in an error.

    Raises:
        DocumentError: The text is not TOML, or anything in it does not fit.

    Examples:
        >>> manifest = parse_manifest('''
        ... name = "acme_water"
        ... title = "Water safety"
        ... summary = "Cold water, flags and whom to call."
        ... version = "2026.1"
        ... api = [1, 1]
        ... jurisdictions = ["wales"]
        ... offers = ["facts"]
        ... ''')
        >>> manifest.title
        'Water safety'
    """
    from safetykit.serial import Text, structure

    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise _refuse(file, f"not TOML: {error}.") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, 5,000 brackets
        raise _refuse(file, "a value in it is too long or too deep to be read.") from error
    return structure(data, Manifest, Text(content="", file=file))


def parse_manifest_bytes(content: bytes, *, file: str) -> Manifest:
    """Read the bytes of a manifest; see `parse_manifest`."""
    from safetykit.serial import decode_text

    return parse_manifest(decode_text(content, file=file).content, file=file)


def read_manifest(module: str) -> Manifest:
    """Read the manifest of a module without importing it or any package above it.

    Args:
        module: The dotted name that the entry point gives, such as `acme.roads.hooks`. The
            manifest stands in the package that holds it, or in itself if it has no parent.

    Raises:
        DocumentError: The package or its `module.toml` is not there, or the file does not fit.

    Examples:
        >>> manifest = read_manifest("safetykit.plugins.road_safety.hooks")
        >>> print(manifest.title, "-", manifest.offers[0])
        Road safety - facts
    """
    package = module.rpartition(".")[0] or module
    spec = _find_package(package)
    if spec is None:
        raise _refuse(package, "no such package is installed.", "Install the plugin again.")
    name = f"{package}/{MANIFEST}"
    content = _read_beside(spec)
    if content is None:
        hint = "Ship the file in the package that holds the hooks."
        raise _refuse(name, "there is no such file.", hint)
    return parse_manifest_bytes(content, file=name)


def _find_package(name: str) -> ModuleSpec | None:
    """Return where a package would be imported from, without importing any part of its name."""
    path: list[str] | None = None
    spec: ModuleSpec | None = None
    parts = name.split(".")
    for end in range(1, len(parts) + 1):
        spec = _ask_finders(".".join(parts[:end]), path)
        if spec is None or spec.submodule_search_locations is None:
            return None
        path = list(spec.submodule_search_locations)
    return spec


def _ask_finders(name: str, path: Sequence[str] | None) -> ModuleSpec | None:
    try:
        for finder in sys.meta_path:
            spec = finder.find_spec(name, path) if hasattr(finder, "find_spec") else None
            if spec is not None:
                return spec
    except KeyError:  # a namespace inside a namespace asks for its parent's module
        return PathFinder.find_spec(name.rpartition(".")[2], path)
    return None


def _read_beside(spec: ModuleSpec) -> bytes | None:
    """Read the manifest with the loader of the package, or from its folders if it has none."""
    for folder in spec.submodule_search_locations or ():
        file = str(PurePath(folder, MANIFEST))
        read = getattr(spec.loader, "get_data", None)
        try:
            if read is not None:
                return bytes(read(file))
            return Path(file).read_bytes()  # a namespace package has no such loader
        except OSError:
            continue
    return None


def _refuse(file: str, message: str, hint: str = "") -> DocumentError:
    return DocumentError([Problem(place=Place(file=file), message=message, hint=hint)])
