"""What this module contributes to the toolkit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from safetykit.toolkit import AuditRule, UnitDefinition, content_hook, hookimpl
from safetykit_harbourtown.data import CONTENT
from safetykit_harbourtown.quays import QUAY_LIGHTS

if TYPE_CHECKING:
    from safetykit.records import DataSource

safetykit_facts = content_hook(CONTENT, "facts")
safetykit_routes = content_hook(CONTENT, "routes")
safetykit_fact_sheets = content_hook(CONTENT, "fact_sheets")
safetykit_guides = content_hook(CONTENT, "guides")
safetykit_indicators = content_hook(CONTENT, "indicators")


@hookimpl
def safetykit_data_sources() -> Iterable[DataSource]:
    """Return the log that the indicator is counted from."""
    from safetykit_harbourtown.records import WHARF_LOG  # noqa: PLC0415 - it needs numpy

    return (WHARF_LOG,)


@hookimpl
def safetykit_units() -> Iterable[UnitDefinition]:
    """Return what rates on the water are per."""
    meaning = "One place at which one boat can lie."
    return (UnitDefinition(name="harbourtown.mooring", meaning=meaning),)


@hookimpl
def safetykit_rules() -> Iterable[AuditRule]:
    """Return what Harbourtown asks of plans."""
    return (QUAY_LIGHTS,)
