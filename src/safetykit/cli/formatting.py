"""`safetykit format`."""

from __future__ import annotations

from pathlib import Path

import click

from safetykit.cli.options import FINDINGS, PATH

__all__ = ["format_plan"]


@click.command("format")
@click.argument("plan", type=PATH)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if it would change.")
def format_plan(plan: Path, *, check: bool) -> int:
    """Bring the file PLAN into canonical layout; meaning, key order and comments stay.

    \b
    Example:
      safetykit format plan.yaml --check
    """
    from safetykit.documents import format_file

    differs = format_file(plan, write=not check)
    if check:
        click.echo(f"{plan} {'would change' if differs else 'is in canonical layout'}.")
        return FINDINGS if differs else 0
    click.echo(f"{plan} {'was changed' if differs else 'is in canonical layout already'}.")
    return 0
