"""Names of a package that are loaded when they are first used.

What belongs here: `late_names`, and nothing else. It imports nothing of safetykit, so that a front
which loads nothing stays cheap.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

__all__ = ["late_names"]


def late_names(
    package: str,
    homes: Mapping[str, Iterable[str]],
    listed: Iterable[str],
    *,
    before: Callable[[str], object] | None = None,
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return what a package takes for `__getattr__` and `__dir__`.

    Bind them where a type checker does not look, for to it a name that is not listed is an error:
    `if not TYPE_CHECKING: __getattr__, __dir__ = late_names(...)`.

    Args:
        package: The package's own name.
        homes: The names that each module of it is asked for; behind "", the modules themselves.
        listed: What `dir()` shows beside those modules.
        before: Asked with the module before it is loaded: what it needs may be missing.
    """
    home_of = {name: home for home, names in homes.items() for name in names}
    shown = sorted({*listed, *homes.get("", ())})

    def find(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home = home_of[name]
        if before is not None:
            before(home)
        if not home:
            return importlib.import_module(f"{package}.{name}")
        value = getattr(importlib.import_module(f"{package}.{home}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return find, lambda: list(shown)
