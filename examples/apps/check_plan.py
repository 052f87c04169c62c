"""Check the plans of a pull request, and write what was found as SARIF and as Markdown.

Run it: python examples/apps/check_plan.py plan.yaml --sarif plan.sarif --markdown plan.md

A plan that cannot be read is reported like one that lacks something: with file, line and help. The
exit status is 1 if any finding weighs as much as `--fail-on`, and 2 if nothing could be checked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

import attrs

import safetykit
from safetykit.errors import DocumentError, InputError, Place, SafetyKitError
from safetykit.evaluation import Severity
from safetykit.serial import write_text

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
MOST_SHOWN = 50
MARKUP = {ord(mark): f"&#{ord(mark)};" for mark in "&\\`*_[]()<>|#!@~:"}


@attrs.frozen(kw_only=True)
class Result:
    """One finding as both reports need it; `title` is what all findings of the rule share."""

    rule: str
    title: str
    severity: Severity
    place: Place
    message: str
    help: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the plans that the command line names; return the exit status."""
    asked = _parse(arguments)
    results: list[Result] = []
    for path in asked.plans:
        try:
            results += check_plan(path, as_of=asked.as_of)
        except (OSError, UnicodeDecodeError) as error:
            print(f"{path}: cannot be read: {error}", file=sys.stderr)
            return 2
    if asked.sarif:
        write_text(asked.sarif, json.dumps(to_sarif(results), indent=2) + "\n")
    markdown = to_markdown(results, asked.plans)
    if asked.markdown:
        write_text(asked.markdown, markdown)
    else:
        print(markdown, end="")
    return int(any(result.severity.reaches(asked.fail_on) for result in results))


def check_plan(path: Path, *, as_of: dt.date | None = None) -> list[Result]:
    """Return what is to be said of a plan, whether or not it can be read."""
    try:
        plan = safetykit.load(path)
        audit = safetykit.audit(plan, as_of=as_of)
    except DocumentError as error:
        return [
            _broken(error, path, problem.place, problem.message, problem.hint)
            for problem in error.problems
        ]
    except InputError as error:
        return [
            _broken(error, path, Place(), f"{error.field}: expected {error.expected}.", error.hint)
        ]
    return [
        Result(
            rule=finding.code,
            title=f"{check.of} that {check.title}",
            severity=finding.severity,
            place=_at(finding.place, path),
            message=finding.message,
            help=finding.hint,
        )
        for check in audit.checks
        for finding in check.findings
    ]


def _broken(error: SafetyKitError, path: Path, place: Place, message: str, hint: str) -> Result:
    return Result(
        rule=error.code,
        title="plans that cannot be read",
        severity=Severity.ERROR,
        place=_at(place, path),
        message=message,
        help=hint or "Correct the plan where the message says.",
    )


def _at(place: Place, path: Path) -> Place:
    """Return a place with the file that was asked for, if it names none."""
    return place if place.file else attrs.evolve(place, file=str(path))


def to_sarif(results: Iterable[Result]) -> dict[str, Any]:
    """Return results in the Static Analysis Results Interchange Format, version 2.1.0."""
    found = list(results)
    first = {result.rule: result for result in reversed(found)}
    rules = sorted(first)
    driver = {
        "name": "safetykit",
        "semanticVersion": safetykit.__version__,
        "rules": [_rule(first[rule]) for rule in rules],
    }
    listed = [_result(result, rules.index(result.rule)) for result in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": listed}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(result: Result) -> dict[str, Any]:
    return {
        "id": result.rule,
        "shortDescription": {"text": result.title},
        "help": {"text": result.help},
        "defaultConfiguration": {"level": LEVELS[result.severity]},
    }


def _result(result: Result, index: int) -> dict[str, Any]:
    place = result.place
    region = {"startLine": place.line or 1, "startColumn": place.column or 1}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, "region": region}
    }
    if place.path:
        location["logicalLocations"] = [{"fullyQualifiedName": place.path}]
    mark = "\0".join((result.rule, place.file or "", place.path, result.message))
    return {
        "ruleId": result.rule,
        "ruleIndex": index,
        "level": LEVELS[result.severity],
        "message": {"text": f"{result.message} {result.help}".strip()},
        "locations": [location],
        "partialFingerprints": {"safetykit/v1": hashlib.sha256(mark.encode()).hexdigest()},
    }


def _uri(file: str | None) -> str:
    """Return the address of a file: relative to the folder that we are in, if it is inside."""
    path = Path(file or "plan")
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    if path.is_absolute():
        return path.as_uri()
    return "/".join(_quoted(part) for part in PurePath(path).parts)


def _quoted(part: str) -> str:
    return quote(part, safe=":" if part.endswith(":") else "")


def to_markdown(results: Sequence[Result], plans: Sequence[Path]) -> str:
    """Return results as a comment: counts first, then a line for each, the heaviest first."""
    names = ", ".join(_code(str(path)) for path in plans)
    counts = [(level, sum(r.severity is level for r in results)) for level in Severity]
    told = ", ".join(f"{n} {level.value}{'' if n == 1 else 's'}" for level, n in counts if n)
    lines = [f"### Plans checked: {names}", "", f"{told or 'Nothing was found'}.", ""]
    if results:
        lines += ["| weight | where | what | what to do |", "| --- | --- | --- | --- |"]
    lines += _rows(results)
    lines += ["", "This reads the text of the plans; it does not judge the bodies that made them."]
    return "\n".join(lines) + "\n"


def _rows(results: Sequence[Result]) -> Iterator[str]:
    order = list(Severity)
    ranked = sorted(results, key=lambda result: order.index(result.severity))
    for result in ranked[:MOST_SHOWN]:
        place = ":".join(str(p) for p in (result.place.file, result.place.line) if p)
        cells = (result.severity.value, _code(place), _cell(result.message), _cell(result.help))
        yield f"| {' | '.join(cells)} |"
    if len(ranked) > MOST_SHOWN:
        yield f"| | | and {len(ranked) - MOST_SHOWN} more | see the SARIF file |"


def _cell(text: str) -> str:
    """Return a text that stays in its cell and shows as it is, whatever a plan holds."""
    return " ".join(text.split()).translate(MARKUP)


def _code(text: str) -> str:
    return f"<code>{_cell(text)}</code>"


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("plans", nargs="+", type=Path, help="plan files, as YAML or JSON")
    parser.add_argument("--sarif", type=Path, help="where to write the SARIF file")
    parser.add_argument("--markdown", type=Path, help="where to write Markdown; else it is printed")
    parser.add_argument("--as-of", type=dt.date.fromisoformat, help="the day, as YYYY-MM-DD")
    parser.add_argument(
        "--fail-on", type=Severity, default=Severity.ERROR, help="error, warning or notice"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
