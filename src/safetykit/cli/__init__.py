"""The command line: `safetykit` with a command for each thing that people ask for.

What belongs here: options, exit statuses, progress, and errors as a person reads them. What does
not: any work; each command calls one function of a floor below.

```text
main         the commands, how a run ends, and what is said then
options      options that several commands share, and the exit statuses
arguments    files, days, words and names as arguments, and what the Tab key offers
console      where answers, notes, errors and progress are written
modules      the toolkit modules that a command asks; reading: the records that it takes
faces        the files that `evaluate` and `audit` write
```

Every other file holds one command, or one group of them.
"""

# ruff: noqa: E402  click is asked for first, so that its absence is explained.

from safetykit.extras import need

need("click", wanted_by="The command line")
need("rich", wanted_by="The command line")

from safetykit.cli.main import run

__all__ = ["run"]
