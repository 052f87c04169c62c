"""Where the command line writes: results to stdout; progress, notes and errors to stderr.

Rich is loaded when something is to be drawn: help, and an answer that is a line, need none of it.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from rich.console import Console

    from safetykit.records import Progress

__all__ = ["answer", "diagnose", "progress_of", "say", "stdout", "write_any_character"]

WIDE: Final = 110
PATIENCE_SECONDS: Final = 1.0


def stdout() -> Console:
    """Return the console of stdout; in a pipe it is wide enough for a table."""
    from rich.console import Console

    class Output(Console):
        """A console that leaves it to `run` what happens when the reader goes away."""

        def on_broken_pipe(self) -> None:
            """Raise; rich would exit with 1, which means findings here."""
            raise BrokenPipeError

    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    return Output(width=None if is_terminal else WIDE)


def answer(form: str, *, text: str, data: Callable[[], Any]) -> None:
    """Print an answer as it was asked for: the text, or the data as JSON and nothing else."""
    from safetykit.serial import dump_json

    if form == "json":
        click.echo(dump_json(data()), nl=False)
    else:
        say(text)


def say(words: str) -> None:
    """Print words for a person, among which no text of a file steers the terminal."""
    click.echo(_seen(words))


def diagnose(message: str) -> None:
    """Write an error for a person to stderr."""
    click.echo(f"safetykit: {_seen(message)}", err=True)


def write_any_character() -> None:
    """Write what the encoding of stdout lacks as its number, rather than end in an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _seen(words: str) -> str:
    """Return words in which nothing is hidden; `reporting` is loaded for what could be."""
    if all(line.isprintable() for line in words.split("\n")):
        return words
    from safetykit.reporting.visible import visible

    return visible(words)


@contextmanager
def progress_of(what: str) -> Iterator[Callable[[Progress], None] | None]:
    """Show a bar for a job of over a second in a terminal; in a pipe, nothing."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    from rich import progress as bars
    from rich.console import Console

    columns = (bars.TextColumn("{task.description}"), bars.BarColumn(), bars.MofNCompleteColumn())
    bar = bars.Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(what.replace("[", "\\["), total=None)
    later = threading.Timer(PATIENCE_SECONDS, bar.start)
    later.daemon = True
    later.start()
    try:
        yield lambda progress: bar.update(task, completed=progress.done, total=progress.total)
    finally:
        later.cancel()
        later.join()
        bar.stop()
