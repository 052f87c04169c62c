"""The toolkit modules that a command asks: opened alike, and their faults told alike.

What belongs here: a fault becomes a line on stderr and, under `--strict`, the exit status. What
does not: what a module says.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from safetykit.cli.console import diagnose
from safetykit.cli.options import PLUGIN_FAULT
from safetykit.errors import InputError

if TYPE_CHECKING:
    from safetykit.evaluation import Catalogue, Check
    from safetykit.model import Plan
    from safetykit.toolkit import AuditRule, Toolkit

__all__ = ["Modules", "open_modules", "require_module", "tell_faults"]


@attrs.frozen(kw_only=True)
class Modules:
    """The modules at hand, and what went wrong in their rules while they were asked."""

    toolkit: Toolkit
    failed: list[str] = attrs.field(factory=list)

    def catalogue(self, frames: Iterable[str] = ()) -> Catalogue:
        """Return what an audit has at hand; a rule that fails costs its own checks only.

        Raises:
            InputError: A frame is named that is not known.
        """
        from safetykit.errors import PluginWarning
        from safetykit.evaluation.frames import choose_frames
        from safetykit.toolkit import AuditRule

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PluginWarning)  # `close` tells each fault
            held = self.toolkit.catalogue(strict=False)
        named = tuple(frames)
        rules = tuple(
            _Isolated(rule=rule, failed=self.failed) if isinstance(rule, AuditRule) else rule
            for rule in held.rules
        )
        chosen = choose_frames(named, held.frames) if named else held.frames
        return attrs.evolve(held, rules=rules, frames=chosen)

    def close(self, status: int = 0, *, strict: bool) -> int:
        """Tell every fault on stderr, and return the exit status of the command."""
        return tell_faults((*self.toolkit.faults, *self.failed), status, strict=strict)


@attrs.frozen(kw_only=True)
class _Isolated:
    """A rule of a module; where it fails, the others go on."""

    rule: AuditRule
    failed: list[str]

    def __call__(self, plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
        from safetykit.errors import PluginError

        try:
            return self.rule(plan, as_of=as_of)
        except PluginError as error:
            self.failed.append(str(error))
            return ()


def open_modules(folder: Path | None, *, only: str | None = None) -> Modules:
    """Find the installed modules, those of a folder, or one of them, without importing any.

    Raises:
        InputError: There is no such module, or the folder is none.
    """
    from safetykit.toolkit import Toolkit

    found = Toolkit.discover(modules_dir=folder)
    if folder is not None and not any(folder.glob("*/module.toml")):
        diagnose(f"{folder}: holds no module, which is a folder with module.toml in it.")
    if only is None:
        return Modules(toolkit=found)
    require_module(found, only, folder)
    return Modules(toolkit=found.only(only))


def require_module(toolkit: Toolkit, name: str, folder: Path | None) -> None:
    """Refuse the name of no module, and say where others may be found.

    Raises:
        InputError: There is no such module.
    """
    try:
        toolkit.module(name)
    except InputError as error:
        elsewhere = "" if folder else "One that is a folder of data is found with --modules-dir."
        hint = f"{error.hint} {elsewhere}".strip()
        raise InputError(error.field, error.got, error.expected, hint=hint) from error


def tell_faults(faults: Iterable[Any], status: int = 0, *, strict: bool) -> int:
    """Write each fault to stderr, and return the exit status: 3 under `--strict`."""
    found = list(dict.fromkeys(str(fault) for fault in faults))
    for fault in found:
        diagnose(fault)
    return PLUGIN_FAULT if strict and found else status
