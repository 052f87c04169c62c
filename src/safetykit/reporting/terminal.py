"""Audits and evaluations in the terminal. Texts of a plan are never read as markup."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from safetykit.evaluation import Audit, Check, Severity
from safetykit.extras import need

if TYPE_CHECKING:
    from rich.console import Console

    from safetykit.evaluation import Evaluation, IndicatorResult
    from safetykit.evaluation.disclosure import Publishable

__all__ = ["print_audit", "print_evaluation", "print_modules"]

STYLES: Final = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.NOTICE: "cyan",
}
WHOLE: Final = 3


def print_audit(audit: Audit, console: Console) -> None:
    """Print what must be read first, the findings grouped by check, and the counts."""
    _line(console, audit.preamble[0])
    _line(console, audit.title, style="bold")
    for text in audit.preamble[1:]:
        _line(console, text)
    _line(console, f"Audited for {audit.as_of.isoformat()}. There is no overall score.")
    for check in audit.checks:
        if check.findings:
            _print_check(check, console)
    if audit.frames:
        console.print()
        _line(console, "Law and guidance:")
        for reading in audit.frames:
            _line(console, f"  {reading.frame.name}  {reading.summary}")
    quiet = [check for check in audit.checks if not check.findings]
    if quiet:
        console.print()
        _line(console, "Asked without a finding:")
        for check in quiet:
            _line(console, f"  {check.code}  {check.summary}")
    console.print()
    _line(console, _counts(audit))


def _print_check(check: Check, console: Console) -> None:
    """Print a check: its findings in full where they are few, otherwise their places."""
    console.print()
    severity = check.severity or Severity.NOTICE
    text = need("rich.text", wanted_by="The command line").Text
    head = text(f"{check.code}  ")
    head.append(severity.value, style=STYLES[severity])
    head.append(f"  {check.summary}", style="bold")
    console.print(head, soft_wrap=True)
    hints = list(dict.fromkeys(finding.hint for finding in check.findings))
    for finding in check.findings:
        if len(check.findings) > WHOLE and len(hints) == 1:
            _line(console, f"  {finding.place}  {finding.subject}")
            continue
        _line(console, f"  {finding.place}")
        _line(console, f"    {finding.message}")
        if len(hints) > 1:
            _line(console, f"    Hint: {finding.hint}")
    if len(hints) == 1:
        _line(console, f"  Hint: {hints[0]}")


def _counts(audit: Audit) -> str:
    found = {s: sum(f.severity is s for f in audit.findings) for s in Severity}
    words = ", ".join(_plural(number, severity.value) for severity, number in found.items())
    return f"{_plural(len(audit.findings), 'finding')}: {words}."


def _plural(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def print_evaluation(result: Evaluation | Publishable, console: Console) -> None:
    """Print page one, a line for each indicator and stated figure, and the audit's counts.

    What may not be published is not printed; see `safetykit.evaluation.disclosure`.

    Raises:
        MissingExtraError: It has figures of partners, and SciPy is not installed.
    """
    from safetykit.evaluation.disclosure import prepare

    ready = prepare(result)
    evaluation = ready.evaluation
    if ready.marking:
        _line(console, ready.marking, style="bold")
    _line(console, evaluation.audit.preamble[0])
    _line(console, evaluation.plan.title, style="bold")
    as_of, last = evaluation.as_of.isoformat(), evaluation.assessed_to.words
    _line(console, f"As of {as_of}. Months up to {last} lie inside the plan's time.")
    console.print()
    for number, sentence in enumerate(evaluation.headline, 1):
        _line(console, f"{number}. {sentence}")
    if evaluation.results:
        console.print()
        console.print(_results(evaluation.results))
        _line(console, _legend(evaluation))
    console.print()
    for caution in ready.cautions:
        _line(console, caution)
    _line(console, f"Audit: {_counts(evaluation.audit)}")
    if ready.marking:
        _line(console, ready.marking, style="bold")


def _results(results: Iterable[IndicatorResult]) -> Any:
    table = need("rich.table", wanted_by="The command line").Table
    text = need("rich.text", wanted_by="The command line").Text
    grid = table(box=None, pad_edge=False, title_justify="left")
    grid.add_column("Indicator")
    for name in ("Baseline", "Latest", "Change", "Interval", "Signals"):
        grid.add_column(name, justify="right")
    grid.add_column("Target")
    for result in results:
        grid.add_row(*(text(cell) for cell in _cells(result)))
    return grid


def _cells(result: IndicatorResult) -> tuple[str, ...]:
    comparison = result.comparison
    signals = len(result.variation.signals) if result.variation else 0
    if comparison is None:
        number = float(result.value.value)
        value = f"{number:,.0f}" if math.isfinite(number) else "–"
        return (result.indicator.title, value, "–", "–", "–", "–", result.status.value)
    change = comparison.change
    low, high = float(change.low), float(change.high)
    return (
        result.indicator.title,
        f"{comparison.count_before:,}",
        f"{comparison.count_after:,}",
        f"{float(change.value):+.0f}%",
        f"{low:+.0f} to {high:+.0f}%",
        str(signals),
        result.status.value,
    )


def _legend(evaluation: Evaluation) -> str:
    shown = next((r.comparison for r in evaluation.results if r.comparison), None)
    first = evaluation.results[0]
    if shown is None:
        return f"Baseline: {first.value_of.words}. No later months can be compared."
    return (
        f"Baseline: {shown.before.words}. Latest: {shown.after.words}. Signals: months outside "
        "usual variation. Indicators are illustrative where the plan names none."
    )


def print_modules(modules: Iterable[Any], console: Console) -> None:
    """Print the inventory of toolkit modules."""
    table = need("rich.table", wanted_by="The command line").Table
    text = need("rich.text", wanted_by="The command line").Text
    grid = table(box=None, pad_edge=False)
    for name in ("Name", "Version", "Title", "State"):
        grid.add_column(name)
    for module in modules:
        cells = (module.name, module.version, module.title, module.state.value)
        grid.add_row(*(text(cell) for cell in cells))
    console.print(grid)


def _line(console: Console, words: str, *, style: str = "") -> None:
    console.print(words, style=style or None, markup=False, highlight=False, soft_wrap=True)
