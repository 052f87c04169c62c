"""The host of toolkit modules: what a plugin may contribute, and asking all of them.

What belongs here: the hooks, the manifest, discovery, isolation, and the `Toolkit` object. What
does not: any subject; modules live in `plugins` and in other people's packages, found alike by
their entry point in the group "safetykit".
"""

from safetykit.toolkit.calling import HookReport, PluginFault, PluginStage, call_each
from safetykit.toolkit.hooks import HOOKS, PLUGIN_API, PROJECT, Hook, hookimpl, hookspec
from safetykit.toolkit.host import ModuleInfo, ModuleState, Toolkit
from safetykit.toolkit.manifest import Manifest, Offer, parse_manifest, read_manifest

__all__ = [
    "HOOKS",
    "PLUGIN_API",
    "PROJECT",
    "Hook",
    "HookReport",
    "Manifest",
    "ModuleInfo",
    "ModuleState",
    "Offer",
    "PluginFault",
    "PluginStage",
    "Toolkit",
    "call_each",
    "hookimpl",
    "hookspec",
    "parse_manifest",
    "read_manifest",
]
