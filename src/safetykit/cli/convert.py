"""`safetykit convert`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from safetykit.cli.arguments import INPUT, PATH, PLAN
from safetykit.cli.console import answer
from safetykit.cli.options import add_format

if TYPE_CHECKING:
    from safetykit.documents.tables import Basics

__all__ = ["convert"]

_BASICS: Final = ("id", "title", "area", "partnership", "period", "dated")

_NEEDS: Final = (
    "A CSV holds actions alone: give --into with the plan that they belong to, or for a new plan "
    "--id, --title, --area, --partnership, --period and --dated."
)


@click.command()
@click.argument("source", type=INPUT)
@click.argument("target", type=PATH)
@click.option("--into", type=PLAN, help="For a CSV: the plan whose actions it updates.")
@click.option("--id", "plan_id", help="For a CSV without --into: the id of the new plan.")
@click.option("--title", help="The new plan's title.")
@click.option("--area", help="The name of its area.")
@click.option("--partnership", help="The name of its partnership.")
@click.option("--period", help='Its time, such as "2026-04..2029-03".')
@click.option("--dated", help='When it was made, such as "January 2026".')
@click.option("--replace", is_flag=True, help="Replace TARGET if it is there.")
@add_format()
def convert(
    source: Path,
    target: Path,
    *,
    into: Path | None,
    plan_id: str | None,
    replace: bool,
    form: str,
    **more: Any,
) -> int:
    """Write the plan SOURCE as TARGET, in another form.

    The names say the forms: .yaml, .json, .xlsx or .csv. YAML, JSON and XLSX hold the whole plan.
    A CSV holds its actions alone; what is left out is said on stderr.

    \b
    Examples:
      safetykit convert plan.yaml plan.xlsx
      safetykit convert plan.yaml actions.csv
      safetykit convert actions.csv new.yaml --into plan.yaml
    """
    from safetykit.documents.tables import convert as convert_plan

    basics = _basics({"id": plan_id, **more})
    if into and basics:
        raise click.UsageError("Give --into, or what a new plan needs, not both.")
    if source.suffix.lower() == ".csv" and not (into or basics):
        raise click.UsageError(_NEEDS)
    done = convert_plan(source, target, into=into or basics, replace=replace)
    for note in done.notes:
        click.echo(note, err=True)
    if done.dropped:
        click.echo(f"Not in {done.path}: {', '.join(done.dropped)}.", err=True)
    answer(
        form,
        text=f"The plan is at {done.path}",
        data=lambda: {
            "path": str(done.path),
            "notes": list(done.notes),
            "dropped": list(done.dropped),
        },
    )
    return 0


def _basics(given: dict[str, str | None]) -> Basics | None:
    from safetykit.documents.tables import Basics

    if not any(given.values()):
        return None
    if missing := [f"--{name}" for name in _BASICS if not given[name]]:
        raise click.UsageError(f"A new plan needs {', '.join(missing)} too.")
    texts = {name: str(given[name]) for name in _BASICS}
    start, dots, end = texts.pop("period").partition("..")
    if not dots:
        raise click.UsageError('--period: expected a time such as "2026-04..2029-03".')
    return Basics(**texts, start=start.strip(), end=end.strip())
