"""Parts of pages that are made from the code: codes of errors and checks, and the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pages import write_pages
from sphinx.application import Sphinx

from safetykit import errors
from safetykit.reporting.markdown import escape


def error_codes() -> str:
    """Return a section for each exception, by its code."""
    kinds = [getattr(errors, name) for name in errors.__all__]
    kinds = [k for k in kinds if isinstance(k, type) and issubclass(k, errors.SafetyKitError)]
    lines: list[str] = []
    for kind in sorted(kinds, key=lambda k: str(k.code)):
        doc = (kind.__doc__ or "").strip().partition("\n")[0]
        parents = " and ".join(f"`{base.__name__}`" for base in kind.__bases__)
        lines += [f"### {kind.code}", "", f"{{py:class}}`~safetykit.errors.{kind.__name__}`: {doc}"]
        lines += [f"`except` clauses for {parents} catch it too.", ""]
    return "\n".join(lines)


def audit_codes(root: Path) -> str:
    """Return the codes of the audit's checks, as they are put to the example plan."""
    from safetykit.documents import load
    from safetykit.evaluation import audit

    plan = load(root / "examples" / "plans" / "city-of-london.yaml")
    checks = audit(plan, as_of=plan.as_of).checks
    lines = ["| code | family | what it finds |", "| --- | --- | --- |"]
    for check in sorted(checks, key=lambda c: c.code):
        words = escape(f"of {check.of}, those that {check.title}")
        lines.append(f"| `{check.code}` | {check.family.value} | {words} |")
    return "\n".join([*lines, ""])


def commands() -> str:
    """Return the help of every command, as the command line prints it."""
    import click

    from safetykit.cli.main import cli

    lines: list[str] = []

    def describe(command: click.Command, path: tuple[str, ...], parent: Any) -> None:
        context = click.Context(command, info_name=path[-1], parent=parent, max_content_width=88)
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                if inner is not None:
                    describe(inner, (*path, name), context)
            return
        lines.extend([f"## {' '.join(path)}", "", "```text", command.get_help(context), "```", ""])

    describe(cli, ("safetykit",), None)
    return "\n".join(lines)


def write_listings(app: Sphinx) -> None:
    """Write the parts that pages include."""
    root = Path(app.srcdir).parent
    parts = {
        "error-codes.md": error_codes(),
        "audit-codes.md": audit_codes(root),
        "commands.md": commands(),
    }
    write_pages(Path(app.srcdir) / "_generated", parts)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the parts to the build."""
    app.connect("builder-inited", write_listings)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
