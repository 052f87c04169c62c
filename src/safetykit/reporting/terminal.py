"""Audits and evaluations in the terminal. Texts of a plan are never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from safetykit.evaluation import Audit, Check, Severity
from safetykit.extras import need
from safetykit.reporting.borrowed import sentences_in_english
from safetykit.reporting.kinds.words import as_heading, word_of
from safetykit.reporting.numbers import write_list, write_month
from safetykit.reporting.printing import print_line
from safetykit.reporting.sections.evidence import harm_warnings
from safetykit.reporting.sections.judged import finding_counts
from safetykit.reporting.sections.records import unseen_by_source
from safetykit.reporting.terminal_table import legend, results_table
from safetykit.reporting.texts import Texts, load_texts
from safetykit.reporting.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

    from safetykit.evaluation import Evaluation
    from safetykit.evaluation.disclosure import Publishable

__all__ = ["print_audit", "print_evaluation", "print_modules"]

STYLES: Final = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.NOTICE: "cyan",
}
WHOLE: Final = 3


def print_audit(audit: Audit, console: Console, *, language: str = "en-GB") -> None:
    """Print what must be read first, the findings by family and check, and the counts."""
    texts = load_texts(language)
    _mark(console, audit.marking)
    if words := sentences_in_english(texts):
        print_line(console, words)
    print_line(console, audit.preamble[0])
    print_line(console, audit.title, style="bold")
    for text in audit.preamble[1:]:
        print_line(console, text)
    day = audit.as_of.isoformat()
    print_line(console, texts.say("Audited for {day}. There is no overall score.", day=day))
    _print_findings(audit, console, texts)
    _print_list(texts.say("Law and guidance:"), _frame_lines(audit), console)
    _print_harm(audit, console, texts)
    _print_quiet(audit, console, texts)
    console.print()
    print_line(console, finding_counts(audit, texts))
    _mark(console, audit.marking)


def _print_findings(audit: Audit, console: Console, texts: Texts) -> None:
    """Print the checks with findings, by family."""
    for family in dict.fromkeys(check.family for check in audit.checks):
        found = [check for check in audit.checks if check.family is family and check.findings]
        if found:
            console.print()
            print_line(console, as_heading(word_of(family, texts)), style="bold")
        for check in found:
            _print_check(check, console, texts)


def _print_quiet(audit: Audit, console: Console, texts: Texts) -> None:
    """Print the checks without a finding, and by code those that had nothing to ask about."""
    quiet = [check for check in audit.checks if not check.findings]
    lines = [f"{check.code}  {check.summary}" for check in quiet if check.checked or check.note]
    _print_list(texts.say("Asked without a finding:"), lines, console)
    idle = [check.code for check in quiet if not check.checked and not check.note]
    title = texts.say("Not asked, since the plan types nothing of the kind:")
    _print_list(title, [write_list(idle, texts)] if idle else [], console)


def _frame_lines(audit: Audit) -> list[str]:
    return [f"{reading.frame.name}  {reading.summary}" for reading in audit.frames]


def _print_list(title: str, lines: Sequence[str], console: Console) -> None:
    """Print a title with its lines under it; nothing where there are none."""
    if lines:
        console.print()
        print_line(console, title)
    for words in lines:
        print_line(console, f"  {words}")


def _print_harm(audit: Audit, console: Console, texts: Texts) -> None:
    """Print where a review found harm; the ratings themselves stand on the page."""
    for words in harm_warnings(audit.evidence, texts):
        console.print()
        print_line(console, words, style="bold")


def _mark(console: Console, marking: str | None) -> None:
    """Print the protective marking, if there is one."""
    if marking:
        print_line(console, str(marking), style="bold")


def _print_check(check: Check, console: Console, texts: Texts) -> None:
    """Print a check: its findings in full where they are few, otherwise their places."""
    console.print()
    severity = check.severity or Severity.NOTICE
    text = need("rich.text", wanted_by="The command line").Text
    head = text(f"{check.code}  ")
    head.append(word_of(severity, texts), style=STYLES[severity])
    head.append(f"  {visible(check.summary)}", style="bold")
    console.print(head, soft_wrap=True)
    hints = list(dict.fromkeys(finding.hint for finding in check.findings))
    for finding in check.findings:
        if len(check.findings) > WHOLE and len(hints) == 1:
            print_line(console, f"  {finding.place}  {finding.about or finding.subject}")
            continue
        print_line(console, f"  {finding.place}")
        print_line(console, f"    {finding.message}")
        if len(hints) > 1:
            print_line(console, "    " + texts.say("Hint: {hint}", hint=finding.hint))
    if len(hints) == 1:
        print_line(console, "  " + texts.say("Hint: {hint}", hint=hints[0]))


def print_evaluation(
    result: Evaluation | Publishable, console: Console, *, language: str = "en-GB"
) -> None:
    """Print page one, a line for each indicator and stated figure, and the audit's counts.

    What may not be published is not printed; see `safetykit.evaluation.disclosure`.

    Raises:
        MissingExtraError: It has figures of partners, and SciPy is not installed.
    """
    from safetykit.evaluation.disclosure import prepare

    texts = load_texts(language)
    ready = prepare(result)
    evaluation = ready.evaluation
    _mark(console, ready.marking)
    if words := sentences_in_english(texts):
        print_line(console, words)
    _print_first(evaluation, console, texts)
    if evaluation.results:
        console.print()
        console.print(results_table(evaluation.results, texts))
        for words in legend(evaluation, texts):
            print_line(console, words)
    for skipped in evaluation.skipped:
        print_line(console, f"{skipped.indicator.title}: {skipped.reason}")
    _print_rest(evaluation, console, texts)
    console.print()
    for caution in ready.cautions:
        print_line(console, caution)
    counts = finding_counts(evaluation.audit, texts)
    print_line(console, texts.say("Audit: {counts}", counts=counts))
    _mark(console, ready.marking)


def _print_first(evaluation: Evaluation, console: Console, texts: Texts) -> None:
    """Print page one."""
    print_line(console, evaluation.audit.preamble[0])
    print_line(console, evaluation.plan.title, style="bold")
    as_of, last = evaluation.as_of.isoformat(), write_month(evaluation.assessed_to, texts)
    words = texts.say(
        "As of {day}. Months up to {month} lie inside the plan's time.", day=as_of, month=last
    )
    print_line(console, words)
    console.print()
    for number, sentence in enumerate(evaluation.headline, 1):
        print_line(console, f"{number}. {sentence}")


def _print_rest(evaluation: Evaluation, console: Console, texts: Texts) -> None:
    """Print stated figures, what partners report, harm found, and what else the records say."""
    from safetykit.reporting.sections.measures import measure_lines

    stated = [claim.sentence for claim in evaluation.claims]
    _print_list(texts.say("The plan's own figures, recomputed:"), stated, console)
    if evaluation.measures:
        title = texts.say("What partners report that was done:")
        _print_list(title, tuple(measure_lines(evaluation, texts)), console)
    _print_harm(evaluation.audit, console, texts)
    _print_list(texts.say("Interventions:"), tuple(_intervention_lines(evaluation)), console)
    beside = [peer if isinstance(peer, str) else peer.sentence for peer in evaluation.peers]
    _print_list(texts.say("Beside places like it:"), beside, console)
    title = texts.say("What cannot be seen in these data:")
    _print_list(title, tuple(_unseen_lines(evaluation)), console)


def _intervention_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield interventions, each with what its figure rests on, and what spoke against it."""
    for found in evaluation.interventions:
        yield found.sentence
        yield from (f"  {part.sentence}" for part in (found.displacement, found.worth) if part)
        yield from (f"  {note}" for note in found.notes)


def _unseen_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield what cannot be seen, under the names of the sources where there are several."""
    for names, limits in unseen_by_source(evaluation).items():
        if len(evaluation.sources) > 1:
            yield "; ".join(names)
        yield from limits


def print_modules(modules: Iterable[Any], console: Console) -> None:
    """Print the inventory of toolkit modules."""
    table = need("rich.table", wanted_by="The command line").Table
    text = need("rich.text", wanted_by="The command line").Text
    grid = table(box=None, pad_edge=False)
    texts = load_texts()
    heads = (texts.say("Name"), texts.say("Version"), texts.say("Title"), texts.say("State"))
    for name in heads:
        grid.add_column(name, overflow="fold")
    for module in modules:
        cells = (module.name, module.version, module.title, word_of(module.state, texts))
        grid.add_row(*(text(visible(cell)) for cell in cells))
    console.print(grid)
