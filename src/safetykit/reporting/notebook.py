"""Plans and results that show themselves in a notebook: `%load_ext safetykit.reporting.notebook`.

What belongs here: which types show what, and telling IPython of it by name, so that nothing is
imported before something of it is shown. What does not: how blocks look; that is in `page`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from safetykit.errors import InputError
from safetykit.extras import need
from safetykit.reporting.texts import load_texts

if TYPE_CHECKING:
    from safetykit.evaluation import Audit, Evaluation
    from safetykit.evaluation.disclosure import Publishable
    from safetykit.model import Plan
    from safetykit.reporting.blocks import Block, Report
    from safetykit.stats import Estimate

__all__ = ["load_ipython_extension", "register", "unload_ipython_extension"]

MIME: Final = "text/html"


def register(shell: Any = None) -> None:
    """Tell IPython how plans, audits, evaluations and estimates show themselves.

    Args:
        shell: The shell; the one that runs if None.

    Raises:
        InputError: No shell is given, and none runs.
        MissingExtraError: IPython is not installed.
    """
    shell = shell or need("IPython", wanted_by="Showing results in a notebook").get_ipython()
    if shell is None:
        hint = "Call it in a notebook, or in IPython."
        raise InputError("shell", None, "a shell of IPython that runs", hint=hint)
    formatter = shell.display_formatter.formatters[MIME]
    for (module, name), show in SHOWN.items():
        formatter.for_type_by_name(module, name, show)


def load_ipython_extension(shell: Any) -> None:
    """Do what `register` does, for `%load_ext`."""
    register(shell)


def unload_ipython_extension(shell: Any) -> None:
    """Take it back, for `%unload_ext`."""
    formatter = shell.display_formatter.formatters[MIME]
    for module, name in SHOWN:
        formatter.pop(f"{module}.{name}", None)


def _html(blocks: tuple[Block, ...]) -> str:
    from safetykit.reporting.page import render_blocks

    return render_blocks(blocks)


def _plan(plan: Plan) -> str:
    from safetykit.reporting.blocks import Paragraph, Part, Role
    from safetykit.reporting.sections.promised import promised

    marking = (Paragraph(text=plan.marking, role=Role.LEAD),) if plan.marking else ()
    blocks = (*marking, promised(plan, load_texts()), *marking)
    return _html((Part(title=plan.title, key="plan", blocks=blocks),))


def _audit(audit: Audit) -> str:
    from safetykit.reporting.outline import audit_report

    return _report(audit_report(audit, load_texts()))


def _evaluation(result: Evaluation | Publishable) -> str:
    from safetykit.evaluation.disclosure import prepare
    from safetykit.reporting.outline import evaluation_report

    return _report(evaluation_report(prepare(result), load_texts()))


def _report(report: Report) -> str:
    from safetykit.reporting.blocks import Paragraph, Part, Role

    marking = (Paragraph(text=report.marking, role=Role.LEAD),) if report.marking else ()
    notice = Paragraph(text=report.notice, role=Role.NOTICE)
    blocks = (*marking, notice, *report.parts, *marking)
    return _html((Part(title=report.title, key="report", blocks=blocks),))


def _estimate(estimate: Estimate) -> str | None:
    """Return one estimate; a batch shows itself as text."""
    from safetykit.reporting.blocks import Paragraph, Role
    from safetykit.reporting.numbers import write_level, write_number, write_span

    if not isinstance(estimate.value, float):
        return None
    texts = load_texts()
    words = texts.say(
        "{value} (interval {span}, at {level}%). {method}.",
        value=write_number(float(estimate.value), texts, 2),
        span=write_span(estimate, texts, 2),
        level=write_level(estimate.level, texts),
        method=estimate.method,
    )
    return _html((Paragraph(text=words, role=Role.LEAD),))


SHOWN: Final[dict[tuple[str, str], Callable[[Any], str | None]]] = {
    ("safetykit.model.plan", "Plan"): _plan,
    ("safetykit.evaluation.findings", "Audit"): _audit,
    ("safetykit.evaluation.answer", "Evaluation"): _evaluation,
    ("safetykit.evaluation.disclosure.publishable", "Publishable"): _evaluation,
    ("safetykit.stats.estimate", "Estimate"): _estimate,
}
