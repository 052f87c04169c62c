"""The host of toolkit modules: what a plugin may contribute, and asking all of them.

What belongs here: the hooks, the manifest, discovery, isolation, and the `Toolkit` object. What
does not: any subject; modules live in `plugins` and in other people's packages, found alike by
their entry point in the group "safetykit", or in a folder if they hold data alone.
"""

from safetykit.toolkit.calling import HookReport, PluginFault, PluginStage, call_each
from safetykit.toolkit.content_hooks import content_hook
from safetykit.toolkit.contributions import AuditRule, EvaluationMethod, UnitDefinition
from safetykit.toolkit.hooks import HOOKS, PLUGIN_API, PROJECT, Hook, hookimpl, hookspec
from safetykit.toolkit.host import Toolkit
from safetykit.toolkit.inventory import ModuleInfo, ModuleState
from safetykit.toolkit.listing import ContentItem, ContentReport, find_stale, list_content
from safetykit.toolkit.manifest import Manifest, Offer, parse_manifest, read_manifest

__all__ = [
    "HOOKS",
    "PLUGIN_API",
    "PROJECT",
    "AuditRule",
    "ContentItem",
    "ContentReport",
    "EvaluationMethod",
    "Hook",
    "HookReport",
    "Manifest",
    "ModuleInfo",
    "ModuleState",
    "Offer",
    "PluginFault",
    "PluginStage",
    "Toolkit",
    "UnitDefinition",
    "call_each",
    "content_hook",
    "find_stale",
    "hookimpl",
    "hookspec",
    "list_content",
    "parse_manifest",
    "read_manifest",
]
