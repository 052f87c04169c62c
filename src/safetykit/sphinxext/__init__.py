"""A Sphinx extension: toolkit content, plans, audits and evaluations on anybody's own site.

What belongs here: directives, roles and cross-references, and what a build must know to be right
when content changes. What does not: what the content says, and how a page outside Sphinx looks.

Add `"safetykit.sphinxext"` to `extensions` in `conf.py`. It works in MyST and in reStructuredText:

```text
{safetykit-module}` road_safety              what a module is and offers
{safetykit-sheet}, -guide, -explainer,
{safetykit-checklist} KEY                    a page of a module, for a nation and a day
{safetykit-glossary} MODULE                  its terms
{safetykit-routes} MODULE                    whom to turn to, emergency first
{safetykit-plan}, {safetykit-audit} FILE     a plan, and what an audit of it finds
{safetykit-evaluation} FILE                  what records say of it, with `:data:`
{safetykit-hooks}, {safetykit-codes}         the hooks, and the codes of findings and errors
{fact}`KEY` {module}`NAME` {sheet}`KEY`      inline, in the domain `safetykit`
```

Settings: `safetykit_jurisdiction`, `safetykit_as_of` (a day, or the build's own if not set),
`safetykit_modules_dir`, and `safetykit_stale`: `mark` past reviews on the page, `warn` as well, or
`refuse` to show what is past its review.
"""

# ruff: noqa: E402  Sphinx is asked for before it is imported

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from safetykit.extras import need

need("sphinx", wanted_by="safetykit.sphinxext")  # asked for first, so its absence is explained

from sphinx.application import Sphinx

from safetykit.sphinxext.content_directives import CONTENT_DIRECTIVES
from safetykit.sphinxext.domain import SafetyKitDomain, domain_of
from safetykit.sphinxext.plan_directives import PLAN_DIRECTIVES
from safetykit.sphinxext.reference_directives import REFERENCE_DIRECTIVES
from safetykit.sphinxext.settings import add_settings

__all__ = ["setup"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the extension to a build."""
    add_settings(app)
    app.add_domain(SafetyKitDomain)
    app.connect("builder-inited", _remember_builder)
    for name, directive in (CONTENT_DIRECTIVES | PLAN_DIRECTIVES | REFERENCE_DIRECTIVES).items():
        app.add_directive(f"safetykit-{name}", directive)
    return {
        "version": version("safetykit"),
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _remember_builder(app: Sphinx) -> None:
    """Let directives know what is built: a report is written beside a site, and nowhere else."""
    domain_of(app.env).builder = app.builder
