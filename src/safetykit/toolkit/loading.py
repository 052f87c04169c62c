"""What a module must be, once it is imported, before it is asked anything.

What belongs here: a manager that knows the hooks, and the refusal of modules that misspell one or
do not do what their manifest offers. What does not: importing; the host does that.
"""

from __future__ import annotations

import types

import pluggy

from safetykit.errors import suggest
from safetykit.toolkit import hooks
from safetykit.toolkit.content_hooks import ContentPlugin
from safetykit.toolkit.finding import Found
from safetykit.toolkit.hooks import HOOKS, PROJECT

__all__ = ["new_manager", "require_true"]


def new_manager() -> pluggy.PluginManager:
    """Return a manager that knows every hook, and no module."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hooks)
    return manager


def require_true(plugin: object, found: Found) -> None:
    """Refuse a module with a misspelt hook, or one that does not do what its manifest offers."""
    if not isinstance(plugin, types.ModuleType | ContentPlugin):
        raise TypeError(f"the entry point names a {type(plugin).__name__}; expected a module")
    trial = new_manager()
    known = {hook.name for hook in HOOKS.values()}
    for name in dir(plugin):
        if name not in known and trial.parse_hookimpl_opts(plugin, name) is not None:
            raise TypeError(f"no hook is called {name}. {suggest(name, known)}".strip())
    trial.register(plugin, name=found.name)
    callers = trial.get_hookcallers(plugin) or []
    done = {caller.name for caller in callers}
    offered = {HOOKS[offer].name for offer in (found.manifest.offers if found.manifest else ())}
    missing, extra = sorted(offered - done), sorted(done - offered)
    if missing:
        raise TypeError(f"module.toml offers it, but no hookimpl is there: {', '.join(missing)}")
    if extra:
        raise TypeError(
            f"a hookimpl is there, but module.toml does not offer it: {', '.join(extra)}"
        )
