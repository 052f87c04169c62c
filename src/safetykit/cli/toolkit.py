"""`safetykit toolkit`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from safetykit.cli.console import diagnose, stdout
from safetykit.cli.options import DAY, FORMAT, PATH, PLUGIN_FAULT
from safetykit.cli.toolkit_check import toolkit_check
from safetykit.cli.toolkit_new import toolkit_new

__all__ = ["toolkit"]

_FOLDER = click.option(
    "--modules-dir", type=PATH, help="A folder of modules without code, to use as well."
)
_STRICT = click.option("--strict", is_flag=True, help="Exit with 3 if a module cannot be used.")
_FORMAT = click.option("--format", "form", type=FORMAT, default="text", show_default=True)


@click.group()
def toolkit() -> None:
    """See the toolkit modules, check one, or start one."""


toolkit.add_command(toolkit_check)
toolkit.add_command(toolkit_new)


@toolkit.command("list")
@_FOLDER
@_STRICT
@_FORMAT
def toolkit_list(*, modules_dir: Path | None, strict: bool, form: str) -> int:
    """List the modules that are installed.

    \b
    Example:
      safetykit toolkit list --format json
    """
    from safetykit.toolkit import Toolkit

    found = Toolkit.discover(modules_dir=modules_dir)
    if form == "json":
        _json([_module(module) for module in found.modules])
    else:
        from safetykit.reporting.terminal import print_modules

        print_modules(found.modules, stdout())
    return _faults(found.faults, strict=strict)


@toolkit.command("show")
@click.argument("name")
@_FOLDER
@click.option("--as-of", type=DAY, help="The day for which pages are asked; today if not said.")
@_STRICT
@_FORMAT
def toolkit_show(
    name: str, *, modules_dir: Path | None, as_of: dt.datetime | None, strict: bool, form: str
) -> int:
    """Show all that the module NAME holds.

    \b
    Example:
      safetykit toolkit show road_safety
    """
    from safetykit.toolkit import Toolkit, list_content

    found = Toolkit.discover(modules_dir=modules_dir).only(name)
    report = list_content(found, as_of=_day(as_of))
    module = found.module(name)
    if form == "json":
        _json(_module(module) | {"content": [_item(item) for item in report.items]})
    else:
        click.echo(f"{module.title} ({module.name} {module.version}, {module.distribution})")
        click.echo(module.summary)
        for kind in dict.fromkeys(item.kind for item in report.items):
            click.echo(f"\n{kind.value.replace('_', ' ')}")
            for item in report.items:
                if item.kind is kind:
                    click.echo(f"  {item.key}: {item.title}")
    return _faults(report.faults, strict=strict)


@toolkit.command("stale")
@_FOLDER
@click.option("--as-of", type=DAY, required=True, help="The day to look from.")
@_STRICT
@_FORMAT
def toolkit_stale(*, modules_dir: Path | None, as_of: dt.datetime, strict: bool, form: str) -> int:
    """List everything that should have been reviewed before a day.

    \b
    Example:
      safetykit toolkit stale --as-of 2027-01-31
    """
    from safetykit.toolkit import Toolkit, find_stale

    report = find_stale(Toolkit.discover(modules_dir=modules_dir), as_of=_day(as_of))
    if form == "json":
        _json([_item(item) for item in report.items])
    else:
        for item in report.items:
            kind = item.kind.value.replace("_", " ")
            click.echo(f"{item.review_by}  {item.key}  {item.title} ({kind})")
        click.echo(f"{len(report.items)} past review on {report.as_of.isoformat()}.")
    return _faults(report.faults, strict=strict)


def _day(moment: dt.datetime | None) -> dt.date:
    return (moment or dt.datetime.now(tz=dt.UTC)).date()


def _faults(faults: Iterable[Any], *, strict: bool) -> int:
    """Write each fault to stderr, and return the exit status."""
    found = list(faults)
    for fault in found:
        diagnose(str(fault))
    return PLUGIN_FAULT if strict and found else 0


def _json(data: Any) -> None:
    from safetykit.serial import dump_json

    click.echo(dump_json(data), nl=False)


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


def _item(item: Any) -> dict[str, Any]:
    return {
        "module": item.module,
        "kind": item.kind.value,
        "key": item.key,
        "title": item.title,
        "review_by": item.review_by.isoformat() if item.review_by else None,
    }
