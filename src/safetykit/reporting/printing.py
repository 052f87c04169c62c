"""Printing one line in a terminal, so that a text of a plan is nothing but its words.

What belongs here: the one function through which every line goes. What does not: which lines there
are (`terminal`, `diff_view`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from safetykit.reporting.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_line"]


def print_line(console: Console, words: str, *, style: str = "") -> None:
    """Print a text as it is: no mark-up, no `:100:` as a picture, no control character."""
    console.print(
        visible(words),
        style=style or None,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=True,
    )
