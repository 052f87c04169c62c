"""Calling every module's hook so that one which fails costs only its own answers.

What belongs here: `call_each` and what it reports. pluggy ends a call when an implementation
raises, and the others' answers are lost; so each implementation is called on its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, Generic, TypeVar

import attrs
import pluggy

from safetykit.errors import PluginError
from safetykit.toolkit.describing import describe
from safetykit.toolkit.hooks import Hook

__all__ = ["MAX_ITEMS", "HookReport", "PluginFault", "PluginStage", "call_each"]

MAX_ITEMS: Final = 50_000

T_co = TypeVar("T_co", covariant=True)


class PluginStage(StrEnum):
    """How far a module had come when it failed."""

    FOUND = "found"
    LOADED = "loaded"
    REGISTERED = "registered"
    CALLED = "called"


@attrs.frozen(kw_only=True)
class PluginFault:
    """What went wrong in one module: where, at which stage, and the exception, if there is one.

    `str()` of a fault is safe to print; `error` may hold anything that a plugin raises, and does
    not count when two faults are compared.
    """

    plugin: str
    distribution: str
    stage: PluginStage
    reason: str
    hook: str = ""
    error: BaseException | None = attrs.field(default=None, eq=False, repr=False)

    def to_error(self) -> PluginError:
        """Return the fault as an exception whose cause is what the plugin raised."""
        stage = f"{self.stage.value} {self.hook}".strip()
        error = PluginError(self.plugin, stage, self.reason)
        error.__cause__ = self.error
        error.add_note(f"from the distribution {self.distribution or 'unknown'!r}")
        return error

    def __str__(self) -> str:
        """Return the module, its distribution, the stage, the hook and the reason."""
        where = f"{self.stage.value} {self.hook}".strip()
        return f"{self.plugin} ({self.distribution or 'unknown'}), {where}: {self.reason}"


@attrs.frozen(kw_only=True)
class HookReport(Generic[T_co]):
    """The answers of every module to one hook, and the faults of those that failed."""

    answers: tuple[tuple[str, T_co], ...]
    faults: tuple[PluginFault, ...] = ()

    @property
    def items(self) -> tuple[T_co, ...]:
        """The answers without the names of the modules, and without regard to faults."""
        return tuple(item for _, item in self.answers)

    def unwrap(self) -> tuple[T_co, ...]:
        """Return the answers if no module failed.

        Raises:
            ExceptionGroup: At least one module failed; it holds a `PluginError` for each fault.
        """
        if self.faults:
            count = len(self.faults)
            message = f"{count} fault{'s' if count > 1 else ''} in toolkit modules"
            raise ExceptionGroup(message, [fault.to_error() for fault in self.faults])
        return self.items


def call_each(
    manager: pluggy.PluginManager, hook: Hook, *, only: Iterable[str], **arguments: object
) -> HookReport[object]:
    """Call one hook of each module on its own.

    Args:
        manager: Where the modules are registered, by name.
        hook: The hook, and the types that its items must have.
        only: The names of the modules to ask, in the order of the answers.
        **arguments: The arguments of the hook.

    Returns:
        The answers, and a fault for each module that raised, tried to exit, or answered with
        something that the hook does not allow; nothing of such a module is in the answers.
    """
    answers: list[tuple[str, object]] = []
    faults: list[PluginFault] = []
    for name in only:
        others = [plugin for plugin in manager.get_plugins() if manager.get_name(plugin) != name]
        caller = manager.subset_hook_caller(hook.name, remove_plugins=others)
        try:
            got = caller(**arguments) or [None]  # pluggy leaves out an answer of None
            items = [item for answer in got for item in _checked(answer, hook)]
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may not end the host
            error.add_note(f"raised by the safetykit module {name!r} in {hook.name}()")
            faults.append(_fault(name, hook, error))
        else:
            answers += [(name, item) for item in items]
    return HookReport(answers=tuple(answers), faults=tuple(faults))


def _checked(got: object, hook: Hook) -> list[object]:
    """Return the items of an answer, or raise TypeError if the hook does not allow them."""
    kinds = hook.types
    wanted = " or ".join(kind.__name__ for kind in kinds)
    if got is None:
        raise TypeError(f"answered with None; return a tuple of {wanted}, empty if there is none")
    if not isinstance(got, Iterable) or isinstance(got, str | bytes | dict):
        raise TypeError(f"answered with {type(got).__name__}; expected a tuple of {wanted}")
    items = list(itertools.islice(got, MAX_ITEMS + 1))
    if len(items) > MAX_ITEMS:
        raise ValueError(f"answered with more than {MAX_ITEMS:,} items")
    for item in items:
        if not isinstance(item, kinds):
            raise TypeError(f"answered with {type(item).__name__} in it; expected {wanted}")
    return items


def _fault(name: str, hook: Hook, error: BaseException) -> PluginFault:
    return PluginFault(
        plugin=name,
        distribution="",
        stage=PluginStage.CALLED,
        hook=hook.name,
        reason=describe(error),
        error=error,
    )
