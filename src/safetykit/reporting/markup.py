"""Texts and templates as HTML: the one environment, and how a page marks what is in English.

What belongs here: what every page shares. What does not: which template a page is made from.
"""

from __future__ import annotations

import functools
from typing import Any

from safetykit.extras import need
from safetykit.reporting.passages import Passage, lines_of, runs_of
from safetykit.reporting.texts import SOURCE_LANGUAGE
from safetykit.reporting.visible import visible

__all__ = ["language_of", "spoken", "template_environment"]


@functools.cache
def template_environment() -> Any:
    """Return the environment of the templates, in which all that is given is seen and escaped.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    jinja2 = need("jinja2", wanted_by="The page")
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("safetykit.reporting"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["kind_of"] = lambda block: type(block).__name__
    environment.filters |= {"spoken": spoken, "lines": lines_of}
    return environment


def _seen(value: object) -> object:
    """Return what a template shows: a text made visible; HTML and numbers as they are."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def spoken(text: object) -> Any:
    """Return a text as HTML in which each part in English says so to whoever reads it aloud."""
    safe = need("markupsafe", wanted_by="The page")
    text = visible(text)
    if not isinstance(text, Passage):
        return safe.escape(text)
    marked = safe.Markup('<span lang="{}">{}</span>')
    parts = (
        marked.format(SOURCE_LANGUAGE, run.text) if run.english else safe.escape(run.text)
        for run in text.runs
    )
    return safe.Markup().join(parts)


def language_of(text: str) -> str:
    """Return the language of a text that is in English from first to last; empty otherwise."""
    return SOURCE_LANGUAGE if text and all(run.english for run in runs_of(text)) else ""
