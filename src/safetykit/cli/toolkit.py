"""`safetykit toolkit`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from safetykit.cli.arguments import MODULE
from safetykit.cli.console import say, stdout
from safetykit.cli.modules import open_modules, tell_faults
from safetykit.cli.options import add_as_of, add_format, add_modules_dir, add_strict
from safetykit.cli.toolkit_check import toolkit_check
from safetykit.cli.toolkit_new import toolkit_new

__all__ = ["toolkit"]


@click.group()
def toolkit() -> None:
    """See the toolkit modules, check one, or start one."""


toolkit.add_command(toolkit_check)
toolkit.add_command(toolkit_new)


@toolkit.command("list")
@add_modules_dir
@add_strict
@add_format()
def toolkit_list(*, modules_dir: Path | None, strict: bool, form: str) -> int:
    """List the modules that are installed.

    \b
    Example:
      safetykit toolkit list --format json
    """
    found = open_modules(modules_dir).toolkit
    if form == "json":
        _json([_module(module) for module in found.modules])
    else:
        from safetykit.reporting.terminal import print_modules

        print_modules(found.modules, stdout())
    return tell_faults(found.faults, strict=strict)


@toolkit.command("show")
@click.argument("name", type=MODULE)
@add_modules_dir
@add_as_of("today")
@add_strict
@add_format()
def toolkit_show(
    name: str, *, modules_dir: Path | None, as_of: dt.date | None, strict: bool, form: str
) -> int:
    """Show all that the module NAME holds.

    \b
    Example:
      safetykit toolkit show road_safety
    """
    from safetykit.toolkit import list_content

    found = open_modules(modules_dir, only=name).toolkit
    report = list_content(found, as_of=as_of or dt.datetime.now(tz=dt.UTC).date())
    module = found.module(name)
    if form == "json":
        _json(_module(module) | {"content": [_item(item) for item in report.items]})
    else:
        say(f"{module.title} ({module.name} {module.version}, {module.distribution})")
        say(module.summary)
        for kind in dict.fromkeys(item.kind for item in report.items):
            say(f"\n{kind.value.replace('_', ' ')}")
            for item in report.items:
                if item.kind is kind:
                    say(f"  {item.key}: {item.title}")
    return tell_faults(report.faults, strict=strict)


@toolkit.command("stale")
@add_modules_dir
@add_as_of()
@add_strict
@add_format()
def toolkit_stale(*, modules_dir: Path | None, as_of: dt.date, strict: bool, form: str) -> int:
    """List everything that should have been reviewed before a day.

    \b
    Example:
      safetykit toolkit stale --as-of 2027-01-31
    """
    from safetykit.toolkit import find_stale

    report = find_stale(open_modules(modules_dir).toolkit, as_of=as_of)
    if form == "json":
        _json([_item(item) for item in report.items])
    else:
        for item in report.items:
            kind = item.kind.value.replace("_", " ")
            say(f"{item.review_by}  {item.key}  {item.title} ({kind})")
        say(f"{len(report.items)} past review on {report.as_of.isoformat()}.")
    return tell_faults(report.faults, strict=strict)


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
