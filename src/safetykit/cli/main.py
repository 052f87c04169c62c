"""The command `safetykit`, to which each command adds itself from a file of its own."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any, Final

import click

from safetykit.cli.audit import audit
from safetykit.cli.console import diagnose, write_any_character
from safetykit.cli.convert import convert
from safetykit.cli.count import count
from safetykit.cli.diff import diff
from safetykit.cli.evaluate import evaluate
from safetykit.cli.formatting import format_plan
from safetykit.cli.options import BAD_INPUT, EXITS, FAULT, STOPPED
from safetykit.cli.returns import returns
from safetykit.cli.schema import schema
from safetykit.cli.sheet import pack, sheet
from safetykit.cli.toolkit import toolkit
from safetykit.cli.verify import verify
from safetykit.errors import SafetyKitError

__all__ = ["cli", "run"]

TRACE: Final = "SAFETYKIT_TRACEBACK"
EPILOGUE: Final = "\b\nExit status:\n" + "\n".join(f"  {n:<4} {words}" for n, words in EXITS)


class _ReaderGone(Exception):  # noqa: N818 - no error: `head` has seen enough
    """Whoever read the output went away."""


class _Commands(click.Group):
    """The commands, in the order in which a person meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Return the names in the order in which they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; click itself would answer a closed pipe with 1, which means findings."""
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError as error:
            raise _ReaderGone from error
        return result


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit status; errors end as text on stderr."""
    write_any_character()
    try:
        result = cli.main(args=list(arguments), prog_name="safetykit", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        diagnose("stopped.")
        return STOPPED
    except _ReaderGone:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (click.ClickException, SafetyKitError, OSError) as error:
        _explain(error)
        return BAD_INPUT
    except Exception as error:  # noqa: BLE001 - nobody at a terminal is helped by a traceback
        return _own_up(error)
    return result if isinstance(result, int) else 0


def _explain(error: Exception) -> None:
    if isinstance(error, click.ClickException):
        error.show()
    elif isinstance(error, OSError) and not isinstance(error, SafetyKitError):
        diagnose(f"{error.filename or 'input or output'}: {error.strerror or error}.")
    else:
        diagnose(str(error))


def _own_up(error: Exception) -> int:
    """Say that safetykit itself failed, and how to see where."""
    if os.environ.get(TRACE):
        traceback.print_exception(error)
    diagnose(
        f"this is a fault of safetykit: {type(error).__name__}: {error}. "
        f"Please report it, with what {TRACE}=1 shows."
    )
    return FAULT


def _version(context: click.Context, _: object, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    import importlib.metadata

    click.echo(f"safetykit {importlib.metadata.version('safetykit')}")
    context.exit()


@click.group(
    cls=_Commands, epilog=EPILOGUE, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Check community-safety plans and evaluate them on open data.

    \b
    Examples:
      safetykit audit plan.yaml
      safetykit evaluate plan.yaml --data police-uk/ --html report.html
    """


COMMANDS: Final = (
    evaluate,
    audit,
    diff,
    convert,
    format_plan,
    schema,
    returns,
    count,
    verify,
    sheet,
    pack,
    toolkit,
)
for _command in COMMANDS:
    cli.add_command(_command)
