"""`safetykit schema`."""

from __future__ import annotations

from pathlib import Path

import click

from safetykit.cli.options import PATH

__all__ = ["schema"]


@click.command()
@click.option("-o", "--output", type=PATH, help="Write it to this file, and not to stdout.")
@click.option("--result", is_flag=True, help="That of results in JSON, and not of plans.")
def schema(*, output: Path | None, result: bool) -> int:
    """Print the JSON Schema of plan files, for editors and other programs.

    \b
    Example:
      safetykit schema -o plan.schema.json
    """
    from safetykit.documents import plan_schema
    from safetykit.reporting import result_schema
    from safetykit.serial import dump_json, write_text

    text = dump_json(result_schema() if result else plan_schema())
    if output is None:
        click.echo(text, nl=False)
    else:
        click.echo(f"The schema is at {write_text(output, text)}")
    return 0
