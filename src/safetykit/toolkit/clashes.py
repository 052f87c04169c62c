"""Names that two modules both use, and names outside a module's own space.

What belongs here: taking such items out of the answers, and a fault that names every owner. A clash
costs the items in question and nothing else of either module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from safetykit.toolkit.calling import HookReport, PluginFault, PluginStage
from safetykit.toolkit.hooks import HOOKS
from safetykit.toolkit.manifest import Offer

__all__ = ["without_clashes"]

NAMESPACED: Final = (Offer.UNITS, Offer.RULES, Offer.METHODS)
_SHOWN: Final = 5
Item = tuple[str, object]


def without_clashes(
    report: HookReport[object], offer: Offer, owners: Mapping[str, str]
) -> HookReport[object]:
    """Return a report without the items whose names clash, and with a fault for each clash.

    Args:
        report: The answers of every module.
        offer: What was asked for.
        owners: The distribution of each module, by its name.
    """
    clashing = _shared(report.answers, offer)
    faults = [_clash(modules, names, offer, owners) for modules, names in clashing.items()]
    refused = {name for names in clashing.values() for name in names}
    strays = _strays(report.answers, offer)
    faults += [_stray(module, names, offer, owners) for module, names in strays.items()]
    refused |= {name for names in strays.values() for name in names}
    kept = tuple(a for a in report.answers if not refused.intersection(_names(a[1], offer)))
    return attrs.evolve(report, answers=kept, faults=(*report.faults, *faults))


def _names(item: object, offer: Offer) -> tuple[str, ...]:
    return HOOKS[offer].names_of(item)


def _shared(answers: Iterable[Item], offer: Offer) -> dict[tuple[str, ...], list[str]]:
    """Return the names that several modules use, by those modules."""
    users: dict[str, dict[str, None]] = {}
    for module, item in answers:
        for name in _names(item, offer):
            users.setdefault(name, {})[module] = None
    found: dict[tuple[str, ...], list[str]] = {}
    for name, modules in users.items():
        if len(modules) > 1:
            found.setdefault(tuple(modules), []).append(name)
    return found


def _strays(answers: Iterable[Item], offer: Offer) -> dict[str, list[str]]:
    """Return the names that lie outside the space of the module that uses them."""
    found: dict[str, list[str]] = {}
    for module, item in answers if offer in NAMESPACED else ():
        names = [name for name in _names(item, offer) if not name.startswith(f"{module}.")]
        if names:
            found.setdefault(module, []).extend(names)
    return found


def _clash(
    modules: tuple[str, ...], names: list[str], offer: Offer, owners: Mapping[str, str]
) -> PluginFault:
    both = " and ".join(f"{module} ({owners[module]})" for module in modules)
    return PluginFault(
        plugin=" and ".join(modules),
        distribution=" and ".join(owners[module] for module in modules),
        stage=PluginStage.CALLED,
        hook=HOOKS[offer].name,
        reason=f"{both} both answer with {_listed(names)}; neither's is used.",
    )


def _stray(module: str, names: list[str], offer: Offer, owners: Mapping[str, str]) -> PluginFault:
    return PluginFault(
        plugin=module,
        distribution=owners[module],
        stage=PluginStage.CALLED,
        hook=HOOKS[offer].name,
        reason=f'{_listed(names)} must start with "{module}.", the name of the module.',
    )


def _listed(names: list[str]) -> str:
    shown = ", ".join(f'"{name}"' for name in names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} and {len(names) - _SHOWN} more"
