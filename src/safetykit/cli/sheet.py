"""`safetykit sheet` and `safetykit pack`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from safetykit.cli.arguments import MODULE
from safetykit.cli.console import answer
from safetykit.cli.modules import open_modules
from safetykit.cli.options import (
    BAD_INPUT,
    add_as_of,
    add_format,
    add_jurisdiction,
    add_modules_dir,
    add_output,
    add_strict,
)
from safetykit.errors import InputError, suggest

if TYPE_CHECKING:
    from safetykit.content import Unknown
    from safetykit.toolkit import Offer, Toolkit

__all__ = ["pack", "sheet"]

SUFFIXES: Final = (".html", ".md", ".pdf")

_MODULE = click.argument("module", type=MODULE)
_OUT = add_output("The file: .html, .md or .pdf.", required=True)


@click.command()
@_MODULE
@add_jurisdiction
@add_as_of("today")
@click.option("--key", help="Which page, where the module has several; else its fact sheet.")
@add_modules_dir
@add_strict
@_OUT
@add_format()
def sheet(
    module: str,
    *,
    jurisdiction: str,
    as_of: dt.date | None,
    key: str | None,
    modules_dir: Path | None,
    strict: bool,
    output: Path,
    form: str,
) -> int:
    """Write one page of MODULE to read or to print.

    It is a fact sheet, guide, explainer or checklist. A PDF is printed by Chromium, Chrome or
    Edge if one is installed, or by WeasyPrint.

    \b
    Examples:
      safetykit sheet road_safety --jurisdiction england -o sheet.pdf
      safetykit sheet victims --jurisdiction wales -o sheet.md
      safetykit sheet use_of_force --jurisdiction england --key use_of_force.explained -o p.html
    """
    from safetykit.content import Unknown
    from safetykit.reporting.handouts import handout_html, handout_markdown, make_handout

    _require_suffix(output)
    modules = open_modules(modules_dir, only=module)
    found = _content(modules.toolkit, jurisdiction, _day(as_of))
    if not found and modules.toolkit.faults:
        return modules.close(BAD_INPUT, strict=strict)
    chosen = _choose(found, module, key)
    if isinstance(chosen, Unknown):
        raise InputError("jurisdiction", jurisdiction, "a nation that it covers", hint=str(chosen))
    handout = make_handout(chosen)
    _write(output, lambda: handout_html(handout), lambda: handout_markdown(handout), form)
    return modules.close(strict=strict)


@click.command()
@_MODULE
@add_jurisdiction
@add_as_of("today")
@add_modules_dir
@add_strict
@_OUT
@add_format()
def pack(
    module: str,
    *,
    jurisdiction: str,
    as_of: dt.date | None,
    modules_dir: Path | None,
    strict: bool,
    output: Path,
    form: str,
) -> int:
    """Write a workshop pack of MODULE.

    It holds the pages of the module, its terms and a feedback form.

    \b
    Example:
      safetykit pack fraud_prevention --jurisdiction england -o pack.pdf
    """
    from safetykit.content import parse_jurisdiction
    from safetykit.reporting.handouts import make_pack, pack_html, pack_markdown
    from safetykit.toolkit import Offer

    _require_suffix(output)
    modules, day = open_modules(modules_dir, only=module), _day(as_of)
    toolkit = modules.toolkit
    pages = _content(toolkit, jurisdiction, day)
    if not pages and toolkit.faults:
        return modules.close(BAD_INPUT, strict=strict)
    terms: Any = toolkit.report(Offer.GLOSSARY).items
    found = make_pack(
        toolkit.module(module).title,
        pages,
        terms=terms,
        jurisdiction=parse_jurisdiction(jurisdiction),
        as_of=day,
    )
    _write(output, lambda: pack_html(found), lambda: pack_markdown(found), form)
    return modules.close(strict=strict)


def _day(given: dt.date | None) -> dt.date:
    return given or dt.datetime.now(tz=dt.UTC).date()


def _content(toolkit: Toolkit, jurisdiction: str, day: dt.date) -> list[Any]:
    """Return the pages of a module, fact sheets first, with an Unknown for each that is not."""
    from safetykit.content import parse_jurisdiction

    about = {"jurisdiction": parse_jurisdiction(jurisdiction), "as_of": day}
    return [page for kind in _kinds() for page in toolkit.report(kind, **about).items]


def _kinds() -> tuple[Offer, ...]:
    from safetykit.toolkit import Offer

    return (Offer.FACT_SHEETS, Offer.GUIDES, Offer.EXPLAINERS, Offer.CHECKLISTS)


def _choose(found: list[Any], module: str, key: str | None) -> Any | Unknown:
    if not found:
        raise InputError("module", module, "a module with pages", hint="See toolkit show.")
    if key is None:
        return found[0]
    keys = {getattr(page, "key", ""): page for page in found}
    if key not in keys:
        known = ", ".join(k for k in keys if k)
        near = suggest(key, keys) or (f"There are: {known}." if known else "")
        absent = [str(page) for page in found if not hasattr(page, "key")]
        hint = " ".join(part for part in (near, *absent) if part)
        raise InputError("key", key, "a page for this nation and day", hint=hint)
    return keys[key]


def _require_suffix(output: Path) -> None:
    if output.suffix.lower() not in SUFFIXES:
        raise InputError("output", str(output), "a name that ends in .html, .md or .pdf")


def _write(output: Path, html: Callable[[], str], markdown: Callable[[], str], form: str) -> None:
    from safetykit.serial import write_bytes, write_text

    ending = output.suffix.lower()
    if ending == ".md":
        write_text(output, markdown())
    elif ending == ".html":
        write_text(output, html())
    else:
        from safetykit.reporting.handouts import html_to_pdf

        write_bytes(output, html_to_pdf(html()))
    answer(form, text=f"The page is at {output}", data=lambda: {"path": str(output)})
