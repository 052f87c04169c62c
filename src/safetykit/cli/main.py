"""The command `safetykit`, to which each command adds itself from a file of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from safetykit.cli.audit import audit
from safetykit.cli.console import diagnose
from safetykit.cli.convert import convert
from safetykit.cli.count import count
from safetykit.cli.diff import diff
from safetykit.cli.evaluate import evaluate
from safetykit.cli.formatting import format_plan
from safetykit.cli.options import BAD_INPUT, STOPPED
from safetykit.cli.returns import returns
from safetykit.cli.schema import schema
from safetykit.cli.sheet import pack, sheet
from safetykit.cli.toolkit import toolkit
from safetykit.cli.verify import verify
from safetykit.errors import SafetyKitError

__all__ = ["cli", "run"]


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status; errors end as text on stderr."""
    try:
        result = cli.main(args=list(arguments), prog_name="safetykit", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        diagnose("stopped.")
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (click.ClickException, SafetyKitError, OSError) as error:
        _explain(error)
        return BAD_INPUT
    return result if isinstance(result, int) else 0


def _explain(error: Exception) -> None:
    if isinstance(error, click.ClickException):
        error.show()
    elif isinstance(error, OSError) and not isinstance(error, SafetyKitError):
        diagnose(f"{error.filename or 'input or output'}: {error.strerror or error}.")
    else:
        diagnose(str(error))


def _version(context: click.Context, _: object, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    import importlib.metadata

    click.echo(f"safetykit {importlib.metadata.version('safetykit')}")
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Check community-safety plans and evaluate them on open data."""


COMMANDS = (
    evaluate,
    audit,
    count,
    diff,
    format_plan,
    schema,
    toolkit,
    returns,
    convert,
    verify,
    sheet,
    pack,
)
for _command in COMMANDS:
    cli.add_command(_command)
