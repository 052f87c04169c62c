"""The public interface as text: every public name with its signature, one on a line.

Run as a script, it renews the snapshot that `test_public_api.py` compares:

    python tests/repo/public_api.py
"""

from __future__ import annotations

import enum
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

import safetykit

SNAPSHOT = Path(__file__).with_name("public_api.txt")
HEADING = "# The public interface of safetykit; renew with: python tests/repo/public_api.py\n"
NOT_PUBLIC = ("safetykit.cli", "safetykit.__main__", "safetykit.evaluation.rules")
ALONE = ("reporting.notebook", "stats.overdispersion", "testing.disclosure")  # guides name them
LONGEST = 80  # letters of a default value


def public_packages() -> Iterator[str]:
    """Yield the front door, and each package and module on a floor that lists public names."""
    yield "safetykit"
    for found in pkgutil.walk_packages(safetykit.__path__, "safetykit."):
        hidden = any(part.startswith("_") for part in found.name.split("."))
        alone = found.name.partition(".")[2] in ALONE
        public = found.ispkg or alone or found.name.count(".") == 1
        if public and not hidden and not found.name.startswith(NOT_PUBLIC):
            yield found.name


def describe() -> str:
    """Return every public name with its signature, sorted, one on a line."""
    lines = {line for package in public_packages() for line in _lines_of(package)}
    return HEADING + "\n".join(sorted(lines)) + "\n"


def _lines_of(package: str) -> Iterator[str]:
    module = importlib.import_module(package)
    for name in getattr(module, "__all__", ()):
        if hasattr(module, name):
            yield from _lines(f"{package}.{name}", getattr(module, name))
        else:
            yield f"{package}.{name} is listed and not there"


def _lines(full: str, found: Any) -> Iterator[str]:
    if inspect.isclass(found):
        yield f"{full}{_class_signature(found)}"
        yield from _members(full, found)
    elif inspect.isroutine(found):
        yield f"{full}{_signature(found)}"
    elif isinstance(found, int | str) and not isinstance(found, enum.Enum):
        yield f"{full} = {found!r}"
    else:
        yield f"{full}: {type(found).__name__}"


def _class_signature(kind: type) -> str:
    if issubclass(kind, enum.Enum):
        return " = " + " | ".join(str(member.value) for member in kind)
    return _signature(kind)


def _members(full: str, kind: type) -> Iterator[str]:
    """Yield what a class itself adds; fields of an attrs class stand in its signature."""
    fields = {field.name for field in attrs.fields(kind)} if attrs.has(kind) else set()
    for name, member in vars(kind).items():
        if name.startswith("_") or name in fields or issubclass(kind, enum.Enum):
            continue
        if isinstance(member, classmethod | staticmethod):
            yield f"{full}.{name}{_signature(member.__func__)}"
        elif inspect.isfunction(member):
            yield f"{full}.{name}{_signature(member)}"
        elif isinstance(member, property):
            yield f"{full}.{name}: property{_signature(member.fget)}"


class _Shown:
    """A default value as the snapshot writes it: alike in every run, and short."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        if isinstance(self.value, set | frozenset):
            return "{" + ", ".join(sorted(map(repr, self.value))) + "}"
        text = repr(self.value)
        return text if len(text) <= LONGEST and "0x" not in text else "..."


def _signature(found: Any) -> str:
    try:
        signature = inspect.signature(found)
    except (TypeError, ValueError):
        return "(...)"
    shown = [
        p if p.default is p.empty else p.replace(default=_Shown(p.default))
        for p in signature.parameters.values()
    ]
    return str(signature.replace(parameters=shown)).replace("'", "")


if __name__ == "__main__":
    SNAPSHOT.write_text(describe(), encoding="utf-8")
