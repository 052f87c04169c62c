"""`safetykit format`."""

from __future__ import annotations

from pathlib import Path

import click

from safetykit.cli.arguments import PLAN
from safetykit.cli.console import answer
from safetykit.cli.options import FINDINGS, add_format

__all__ = ["format_plan"]


@click.command("format")
@click.argument("plan", type=PLAN)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if it would change.")
@add_format()
def format_plan(plan: Path, *, check: bool, form: str) -> int:
    """Bring the file PLAN into canonical layout.

    Meaning, key order and comments stay.

    \b
    Example:
      safetykit format plan.yaml --check
    """
    from safetykit.documents import format_file

    differs = format_file(plan, write=not check)
    if check:
        words = "would change" if differs else "is in canonical layout"
    else:
        words = "was changed" if differs else "is in canonical layout already"
    data = {"path": str(plan), "differed": differs, "written": differs and not check}
    answer(form, text=f"{plan} {words}.", data=lambda: data)
    return FINDINGS if check and differs else 0
