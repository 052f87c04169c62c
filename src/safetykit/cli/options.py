"""Options that several commands share, and the exit statuses."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

__all__ = ["BAD_INPUT", "DAY", "FINDINGS", "FORMAT", "PATH", "PLUGIN_FAULT", "STOPPED"]

FINDINGS: Final = 1
BAD_INPUT: Final = 2
PLUGIN_FAULT: Final = 3
STOPPED: Final = 130
FORMAT: Final = click.Choice(["text", "json"])
PATH: Final = click.Path(path_type=Path)
DAY: Final = click.DateTime(formats=["%Y-%m-%d"])
