"""The changes between two editions of a plan: in the terminal, as a page, and as data."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from safetykit.documents import ChangeKind, PlanDiff
from safetykit.errors import Place
from safetykit.extras import need

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["diff_data", "diff_html", "print_diff"]

_HEADINGS = {
    ChangeKind.DROPPED: "Dropped",
    ChangeKind.ADDED: "Added",
    ChangeKind.KEPT: "Kept, as one edition says",
    ChangeKind.WEAKENED: "Weakened",
    ChangeKind.STRENGTHENED: "Strengthened",
    ChangeKind.GOALPOSTS: "Goalposts moved",
    ChangeKind.OWNER: "Owners changed",
    ChangeKind.MOVED: "Moved",
    ChangeKind.CLAIM: "Stated figures changed",
    ChangeKind.REWORDED: "Reworded",
    ChangeKind.OTHER: "Changed otherwise",
}


def diff_data(diff: PlanDiff) -> dict[str, Any]:
    """Return a comparison as plain data: what to read first, how many of each kind, the changes."""
    return {
        "old": diff.old,
        "new": diff.new,
        "cautions": list(diff.cautions),
        "counts": {kind.value: number for kind, number in diff.counts.items()},
        "changes": [
            {
                "kind": change.kind.value,
                "subject": change.subject,
                "aspect": change.aspect,
                "before": change.before,
                "after": change.after,
                "place_before": _place(change.place_before),
                "place_after": _place(change.place_after),
                "sentence": change.sentence,
            }
            for change in diff.changes
        ],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": place.path,
    }


def print_diff(diff: PlanDiff, console: Console) -> None:
    """Print what must be read first, the changes by kind, each with its places, and the counts."""
    _line(console, f"{diff.old} -> {diff.new}", style="bold")
    for caution in diff.cautions:
        _line(console, caution)
    for kind in diff.counts:
        console.print()
        _line(console, _HEADINGS[kind], style="bold")
        for change in diff.of_kind(kind):
            places = [str(p) for p in (change.place_before, change.place_after) if p]
            if len(places) == 1:
                _line(console, f"  {places[0]}  {change.subject}")
                continue
            _line(console, f"  {change.sentence}")
            _line(console, f"    {' -> '.join(places)}")
    console.print()
    _line(console, _count(diff))


def _count(diff: PlanDiff) -> str:
    counts = ", ".join(f"{number} {kind.value}" for kind, number in diff.counts.items())
    total = f"{len(diff.changes)} change{'' if len(diff.changes) == 1 else 's'}"
    return f"{total}: {counts}." if counts else "No changes."


def _line(console: Console, words: str, *, style: str = "") -> None:
    console.print(words, style=style or None, markup=False, highlight=False, soft_wrap=True)


def diff_html(diff: PlanDiff) -> str:
    """Return a comparison as one HTML page that needs no other file and no script.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    template = _environment().get_template("diff.html.j2")
    return str(template.render(diff=diff, headings=_HEADINGS, count=_count(diff)))


@functools.cache
def _environment() -> Any:
    jinja2 = need("jinja2", wanted_by="The page")
    return jinja2.Environment(
        loader=jinja2.PackageLoader("safetykit.reporting"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
