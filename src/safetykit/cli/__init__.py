"""The command line: `safetykit evaluate`, `audit`, `count` and `toolkit`.

What belongs here: options, exit statuses, progress, and errors as a person reads them. What does
not: any work; each command calls one function of a floor below.

Exit statuses: 0 done; 1 findings at or above `--fail-on`; 2 bad input or usage; 3 a toolkit module
failed, under `--strict`.
"""

# ruff: noqa: E402  click is asked for first, so that its absence is explained.

from safetykit.extras import need

need("click", wanted_by="The command line")
need("rich", wanted_by="The command line")

from safetykit.cli.main import run

__all__ = ["run"]
