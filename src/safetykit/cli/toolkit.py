"""`safetykit toolkit`."""

from __future__ import annotations

from typing import Any

import click

from safetykit.cli.console import diagnose, stdout
from safetykit.cli.options import FORMAT, PLUGIN_FAULT

__all__ = ["toolkit"]


@click.group()
def toolkit() -> None:
    """See the toolkit modules."""


@toolkit.command("list")
@click.option("--strict", is_flag=True, help="Exit with 3 if a module cannot be used.")
@click.option("--format", "form", type=FORMAT, default="text", show_default=True)
def toolkit_list(*, strict: bool, form: str) -> int:
    """List the modules that are installed.

    \b
    Example:
      safetykit toolkit list --format json
    """
    from safetykit.toolkit import Toolkit

    found = Toolkit.discover()
    if form == "json":
        from safetykit.serial import dump_json

        click.echo(dump_json([_module(module) for module in found.modules]), nl=False)
    else:
        from safetykit.reporting.terminal import print_modules

        print_modules(found.modules, stdout())
    for fault in found.faults:
        diagnose(str(fault))
    return PLUGIN_FAULT if strict and found.faults else 0


def _module(module: Any) -> dict[str, Any]:
    return {
        "name": module.name,
        "title": module.title,
        "version": module.version,
        "summary": module.summary,
        "distribution": module.distribution,
        "state": module.state.value,
        "offers": [offer.value for offer in module.offers],
        "jurisdictions": [nation.value for nation in module.jurisdictions],
        "faults": [str(fault) for fault in module.faults],
    }
