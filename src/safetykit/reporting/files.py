"""Writing results to files: one self-contained HTML page, or JSON."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from safetykit.evaluation import Audit
from safetykit.reporting.data import audit_data, evaluation_data
from safetykit.serial import dump_json, write_text

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation
    from safetykit.evaluation.disclosure import Publishable

__all__ = ["to_html", "to_json", "write_html", "write_json"]


def to_html(evaluation: Evaluation | Publishable) -> str:
    """Return an evaluation as one HTML page that needs no other file and no script.

    What may not be published is not on it; see `safetykit.evaluation.disclosure`.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    from safetykit.reporting.page import render

    return render(evaluation)


def write_html(evaluation: Evaluation | Publishable, path: str | os.PathLike[str]) -> Path:
    """Write an evaluation as one HTML page, atomically.

    Returns:
        The path that was written.

    Raises:
        InputError: The file cannot be written.
        MissingExtraError: The `report` extra is not installed.
    """
    return write_text(path, to_html(evaluation))


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
