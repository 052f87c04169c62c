"""Where the command line writes: results to stdout; progress and errors to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from safetykit.records import Progress

__all__ = ["diagnose", "progress_of", "stdout"]

WIDE = 110


def stdout() -> Console:
    """Return the console of stdout; in a pipe it is wide enough for a table."""
    return Console(width=None if sys.stdout.isatty() else WIDE)


def diagnose(message: str) -> None:
    """Write an error for a person to stderr."""
    sys.stderr.write(f"safetykit: {message}\n")


@contextmanager
def progress_of(what: str) -> Iterator[Callable[[Progress], None] | None]:
    """Show how far a long job is: a bar in a terminal, one line elsewhere."""
    if not sys.stderr.isatty():
        sys.stderr.write(f"{what} ...\n")
        yield None
        return
    from rich import progress as bars

    columns = (bars.TextColumn("{task.description}"), bars.BarColumn(), bars.MofNCompleteColumn())
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what.replace("[", "\\["), total=None)

        def show(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total)

        yield show
