"""`safetykit verify`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safetykit.cli.arguments import INPUT, PLAN
from safetykit.cli.console import answer
from safetykit.cli.modules import open_modules
from safetykit.cli.options import FINDINGS, add_format, add_frame, add_modules_dir, add_strict
from safetykit.cli.reading import read_all

if TYPE_CHECKING:
    from safetykit.reporting.verify import Verification

__all__ = ["verify"]

SHOWN = 20


@click.command()
@click.argument("result", type=INPUT)
@click.option("--plan", type=PLAN, help="The plan; else the file that the result names.")
@click.option("--data", type=INPUT, required=True, multiple=True, help="Once for each source.")
@add_frame
@add_modules_dir
@add_strict
@add_format()
def verify(
    result: Path,
    *,
    plan: Path | None,
    data: tuple[Path, ...],
    frames: tuple[str, ...],
    modules_dir: Path | None,
    strict: bool,
    form: str,
) -> int:
    """Make the saved RESULT of an evaluation again, and compare.

    Exits with 0 if everything came out alike, with 1 if anything differs. Give the frames and
    modules that it was made with.

    \b
    Examples:
      safetykit evaluate plan.yaml --data police-uk/ --format json > result.json
      safetykit verify result.json --data police-uk/
    """
    from safetykit.documents import load
    from safetykit.reporting.verify import asked_due_days, asked_year_starts, read_result
    from safetykit.reporting.verify import verify as verify_result

    saved = read_result(result)
    loaded = load(plan or _named(saved))
    modules = open_modules(modules_dir)
    catalogue = modules.catalogue(frames)
    days, starts = asked_due_days(saved), asked_year_starts(saved)
    records = read_all(data, plan=loaded, due_days=days, year_starts=starts)
    found = verify_result(saved, loaded, records, catalogue=catalogue)
    answer(form, text=_text(found), data=lambda: _data(found))
    return modules.close(0 if found.agrees else FINDINGS, strict=strict)


def _named(saved: dict[str, Any]) -> Path:
    name = saved["provenance"].get("plan_file")
    if not isinstance(name, str) or not Path(name).is_file():
        raise click.UsageError("The result names no plan file that is here: give --plan.")
    return Path(name)


def _data(found: Verification) -> dict[str, Any]:
    return {
        "agrees": found.agrees,
        "same_inputs": found.same_inputs,
        "saved_version": found.saved_version,
        "version": found.version,
        "differences": [
            {"path": d.path, "saved": d.saved, "found": d.found} for d in found.differences
        ],
    }


def _text(found: Verification) -> str:
    versions = f"Made with safetykit {found.saved_version}, and again with {found.version}."
    if found.agrees:
        return f"The result came out alike. {versions}"
    inputs = "are the same" if found.same_inputs else "are NOT the same"
    lines = [
        f"Differences: {len(found.differences)}. The plan and the records {inputs}. {versions}"
    ]
    lines += [
        f"  {d.path}: saved {_shown(d.saved)}, found {_shown(d.found)}"
        for d in found.differences[:SHOWN]
    ]
    if len(found.differences) > SHOWN:
        lines.append(f"  and {len(found.differences) - SHOWN} more; --format json lists all.")
    return "\n".join(lines)


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
