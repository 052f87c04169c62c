"""`safetykit schema`."""

from __future__ import annotations

from pathlib import Path

import click

from safetykit.cli.options import add_output

__all__ = ["schema"]


@click.command()
@add_output("Write it to this file, and not to stdout.")
@click.option("--result", is_flag=True, help="That of results in JSON, and not of plans.")
def schema(*, output: Path | None, result: bool) -> int:
    """Print the JSON Schema of plan files, or of results.

    It is for editors and other programs, and always JSON.

    \b
    Examples:
      safetykit schema -o plan.schema.json
      safetykit schema --result > result.schema.json
    """
    from safetykit.documents import plan_schema
    from safetykit.reporting import result_schema
    from safetykit.serial import dump_json, write_text

    text = dump_json(result_schema() if result else plan_schema())
    if output is None:
        click.echo(text, nl=False)
    else:
        click.echo(f"The schema is at {write_text(output, text)}", err=True)
    return 0
