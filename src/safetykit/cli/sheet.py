"""`safetykit sheet` and `safetykit pack`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from safetykit.cli.options import DAY, PATH
from safetykit.errors import InputError, suggest

if TYPE_CHECKING:
    from safetykit.content import Unknown
    from safetykit.toolkit import Toolkit

__all__ = ["pack", "sheet"]

KINDS = ("fact_sheets", "guides", "explainers", "checklists")
SUFFIXES = (".html", ".md", ".pdf")

_MODULE = click.argument("module")
_NATION = click.option(
    "--jurisdiction", required=True, help="england, wales, scotland or northern_ireland."
)
_AS_OF = click.option("--as-of", type=DAY, help="The day that it is for; today if not said.")
_FOLDER = click.option(
    "--modules-dir", type=PATH, help="A folder of modules without code, to use as well."
)
_OUT = click.option(
    "-o", "--output", type=PATH, required=True, help="The file: .html, .md or .pdf."
)


@click.command()
@_MODULE
@_NATION
@_AS_OF
@click.option("--key", help="Which page, where the module has several; else its fact sheet.")
@_FOLDER
@_OUT
def sheet(
    module: str,
    *,
    jurisdiction: str,
    as_of: dt.datetime | None,
    key: str | None,
    modules_dir: Path | None,
    output: Path,
) -> int:
    """Write one page of MODULE: a fact sheet, guide, explainer or checklist.

    A PDF is printed by Chromium, Chrome or Edge if one is installed, or by WeasyPrint.

    \b
    Example:
      safetykit sheet road_safety --jurisdiction england -o sheet.pdf
      safetykit sheet fraud_prevention --jurisdiction wales --key fraud_prevention.paid -o paid.html
    """
    from safetykit.content import Unknown
    from safetykit.reporting.handouts import handout_html, handout_markdown, make_handout

    _require_suffix(output)
    found = _content(_toolkit(module, modules_dir), jurisdiction, _day(as_of))
    chosen = _choose(found, module, key)
    if isinstance(chosen, Unknown):
        raise InputError("jurisdiction", jurisdiction, "a nation that it covers", hint=str(chosen))
    handout = make_handout(chosen)
    return _write(output, lambda: handout_html(handout), lambda: handout_markdown(handout))


@click.command()
@_MODULE
@_NATION
@_AS_OF
@_FOLDER
@_OUT
def pack(
    module: str,
    *,
    jurisdiction: str,
    as_of: dt.datetime | None,
    modules_dir: Path | None,
    output: Path,
) -> int:
    """Write a workshop pack of MODULE: its pages, its terms and a feedback form.

    \b
    Example:
      safetykit pack fraud_prevention --jurisdiction england -o pack.pdf
    """
    from safetykit.content import parse_jurisdiction
    from safetykit.reporting.handouts import make_pack, pack_html, pack_markdown

    _require_suffix(output)
    toolkit, day = _toolkit(module, modules_dir), _day(as_of)
    found = make_pack(
        toolkit.module(module).title,
        _content(toolkit, jurisdiction, day),
        terms=toolkit.glossary(),
        jurisdiction=parse_jurisdiction(jurisdiction),
        as_of=day,
    )
    return _write(output, lambda: pack_html(found), lambda: pack_markdown(found))


def _toolkit(module: str, folder: Path | None) -> Toolkit:
    from safetykit.toolkit import Toolkit

    return Toolkit.discover(modules_dir=folder).only(module)


def _day(given: dt.datetime | None) -> dt.date:
    return given.date() if given else dt.datetime.now(tz=dt.UTC).date()


def _content(toolkit: Toolkit, jurisdiction: str, day: dt.date) -> list[Any]:
    """Return the pages of a module, fact sheets first, with an Unknown for each that is not."""
    return [
        page
        for kind in KINDS
        for page in getattr(toolkit, kind)(jurisdiction=jurisdiction, as_of=day)
    ]


def _choose(found: list[Any], module: str, key: str | None) -> Any | Unknown:
    if not found:
        raise InputError("module", module, "a module with pages", hint="See toolkit show.")
    if key is None:
        return found[0]
    keys = {getattr(page, "key", ""): page for page in found}
    if key not in keys:
        known = ", ".join(k for k in keys if k)
        hint = suggest(key, keys) or f"There are: {known}."
        raise InputError("key", key, "a page for this nation and day", hint=hint)
    return keys[key]


def _require_suffix(output: Path) -> None:
    if output.suffix not in SUFFIXES:
        raise InputError("output", str(output), "a name that ends in .html, .md or .pdf")


def _write(output: Path, html: Callable[[], str], markdown: Callable[[], str]) -> int:
    from safetykit.serial import write_bytes, write_text

    if output.suffix == ".md":
        write_text(output, markdown())
    elif output.suffix == ".html":
        write_text(output, html())
    else:
        from safetykit.reporting.handouts import html_to_pdf

        write_bytes(output, html_to_pdf(html()))
    click.echo(f"The page is at {output}")
    return 0
