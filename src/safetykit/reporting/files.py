"""Writing results to files: one self-contained HTML page, Markdown, a Word document, or JSON."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from safetykit.content import ReportSection, Unknown
from safetykit.evaluation import Audit
from safetykit.model import Plan
from safetykit.reporting.data import audit_data, evaluation_data
from safetykit.reporting.markdown import render as render_markdown
from safetykit.reporting.outline import make_report
from safetykit.serial import dump_json, write_bytes, write_text

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation
    from safetykit.evaluation.disclosure import Publishable

__all__ = [
    "to_html",
    "to_json",
    "to_markdown",
    "write_docx",
    "write_html",
    "write_json",
    "write_markdown",
]


def to_html(
    result: Evaluation | Publishable | Audit,
    *,
    plan: Plan | None = None,
    sections: Sequence[ReportSection | Unknown] = (),
    language: str = "en-GB",
) -> str:
    """Return an evaluation or an audit as one HTML page that needs no other file and no script.

    What may not be published is not on it; see `safetykit.evaluation.disclosure`.

    Args:
        result: An evaluation, what `safetykit.evaluation.disclosure` made of one, or an audit.
        plan: For an audit, its plan, so that the page says what was promised.
        sections: What toolkit modules contribute, as `Toolkit.report_sections` returns it.
        language: The language of the fixed texts.

    Raises:
        InputError: There is no catalogue of the language.
        MissingExtraError: The `report` extra is not installed.
    """
    from safetykit.reporting.page import render

    return render(make_report(result, plan=plan, sections=sections, language=language))


def write_html(
    result: Evaluation | Publishable | Audit,
    path: str | os.PathLike[str],
    *,
    plan: Plan | None = None,
    sections: Sequence[ReportSection | Unknown] = (),
    language: str = "en-GB",
) -> Path:
    """Write what `to_html` returns, atomically.

    Returns:
        The path that was written.

    Raises:
        InputError: The file cannot be written, or there is no catalogue of the language.
        MissingExtraError: The `report` extra is not installed.
    """
    return write_text(path, to_html(result, plan=plan, sections=sections, language=language))


def to_markdown(
    result: Evaluation | Publishable | Audit,
    *,
    plan: Plan | None = None,
    sections: Sequence[ReportSection | Unknown] = (),
    language: str = "en-GB",
) -> str:
    """Return an evaluation or an audit as Markdown; charts stand in words. See `to_html`.

    Raises:
        InputError: There is no catalogue of the language.
    """
    return render_markdown(make_report(result, plan=plan, sections=sections, language=language))


def write_markdown(
    result: Evaluation | Publishable | Audit,
    path: str | os.PathLike[str],
    *,
    plan: Plan | None = None,
    sections: Sequence[ReportSection | Unknown] = (),
    language: str = "en-GB",
) -> Path:
    """Write what `to_markdown` returns, atomically.

    Returns:
        The path that was written.

    Raises:
        InputError: The file cannot be written, or there is no catalogue of the language.
    """
    return write_text(path, to_markdown(result, plan=plan, sections=sections, language=language))


def write_docx(
    result: Evaluation | Publishable | Audit,
    path: str | os.PathLike[str],
    *,
    plan: Plan | None = None,
    sections: Sequence[ReportSection | Unknown] = (),
    language: str = "en-GB",
) -> Path:
    """Write an evaluation or an audit as a Word document for a board's papers, atomically.

    Args:
        result: As in `to_html`.
        path: The file.
        plan: As in `to_html`.
        sections: As in `to_html`.
        language: As in `to_html`.

    Returns:
        The path that was written.

    Raises:
        InputError: The file cannot be written, or there is no catalogue of the language.
        MissingExtraError: The `docx` extra, or the `report` extra for charts, is not installed.
    """
    from safetykit.reporting.word import render

    report = make_report(result, plan=plan, sections=sections, language=language)
    return write_bytes(path, render(report))


def to_json(result: Evaluation | Publishable | Audit) -> str:
    """Return an evaluation, as far as it may be published, or an audit as JSON text."""
    return dump_json(audit_data(result) if isinstance(result, Audit) else evaluation_data(result))


def write_json(result: Evaluation | Publishable | Audit, path: str | os.PathLike[str]) -> Path:
    """Write an evaluation or an audit as JSON, atomically.

    Returns:
        The path that was written.

    Raises:
        InputError: The file cannot be written.
    """
    return write_text(path, to_json(result))
