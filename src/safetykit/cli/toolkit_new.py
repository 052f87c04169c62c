"""`safetykit toolkit new`.

What belongs here: the answers to the template's questions, and refusing a name before a file is
written. The template itself is in `plugin_template`, beside this file and inside every wheel.
"""

from __future__ import annotations

import datetime as dt
import keyword
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from safetykit.cli.arguments import NATION, Word
from safetykit.cli.console import answer
from safetykit.cli.options import add_format, add_output
from safetykit.cli.template_filling import fill_template
from safetykit.errors import InputError
from safetykit.extras import need

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["make_module", "toolkit_new"]

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_TITLE: Final = re.compile(r"""[^"\\<>{}\x00-\x1f\x7f\x85\u2028\u2029]*""")
_LONGEST: Final = 100
REVIEW_DAYS: Final = 182


@click.command("new")
@click.argument("name")
@add_output("The folder to make; NAME if not said.")
@click.option("--title", help="What people call it; made from NAME if not said.")
@click.option(
    "--kind",
    type=Word(["python", "data"]),
    default="python",
    show_default=True,
    help="A package with code, or a folder of data.",
)
@click.option(
    "--jurisdiction",
    type=NATION,
    default="england",
    show_default=True,
    help="The nation of its first facts.",
)
@click.option("--strategies/--no-strategies", default=True, help="Examples for tests, or none.")
@add_format()
def toolkit_new(
    name: str,
    *,
    output: Path | None,
    title: str | None,
    kind: str,
    jurisdiction: str,
    strategies: bool,
    form: str,
) -> int:
    """Start a module of your own.

    It passes its tests and its check untouched. A module of kind "python" is an installable
    package, and starting it needs the extra "template"; one of kind "data" is a folder of files
    that takes no programmer.

    \b
    Example:
      safetykit toolkit new my-partnership
    """
    folder = output or Path(name)
    today = dt.datetime.now(tz=dt.UTC).date()
    answers: dict[str, str | bool] = {
        "kind": kind,
        "nation": jurisdiction,
        "strategies": strategies,
    }
    if title:
        answers["title"] = title
    module = make_module(name, folder, today=today, answers=answers)
    data = {"module": module, "folder": str(folder), "kind": kind}
    answer(form, text=_said(module, folder, kind), data=lambda: data)
    return 0


def _said(module: str, folder: Path, kind: str) -> str:
    """Return what was made, and the commands to type next."""
    if kind == "python":
        return (
            f'{folder} holds the package {module}: pip install -e "{folder}[test]"\n'
            f"Then: pytest {folder}, and safetykit toolkit check {module}"
        )
    check = f"safetykit toolkit check {module} --modules-dir {folder / 'modules'}"
    return f"{folder} holds the module {module}.\nThen: {check}"


def make_module(
    name: str, folder: Path, *, today: dt.date, answers: dict[str, str | bool] | None = None
) -> str:
    """Write a new module from the template.

    Args:
        name: What to call it; hyphens and spaces become underscores.
        folder: Where to write it: a folder that is not there yet, or holds nothing.
        today: The first day for which it vouches; it is to be reviewed half a year later.
        answers: More answers to the questions of the template, such as its kind and nation.

    Returns:
        The name of the module, as in code.

    Raises:
        InputError: The name or the title cannot be one, or the folder is not empty.
        MissingExtraError: The extra `template`, which a package with code is made with, is not
            installed.
    """
    from importlib.resources import files

    module = _module_name(name)
    given = answers or {}
    _require_plain(str(given.get("title", "")))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        hint = "Nothing was written; choose another with -o."
        raise InputError("output", str(folder), "a folder that is new or empty", hint=hint)
    dates = _dates(today)
    template = files("safetykit.cli") / "plugin_template"
    if given.get("kind") == "data":
        words = {"title": module.replace("_", " ").capitalize(), "nation": "england"}
        words |= {key: str(value) for key, value in given.items()}
        fill_template(template, "data", folder, {**words, **dates, "name": module})
    else:
        _copy(template, folder, {**given, **dates, "name": module})
    return module


def _dates(today: dt.date) -> dict[str, str]:
    """Return the days that a module begins with, and its first version, which is one of them."""
    review = today + dt.timedelta(days=REVIEW_DAYS)
    version = f"{today:%Y.%m.%d}"
    return {"today": today.isoformat(), "review_by": review.isoformat(), "version": version}


def _copy(template: Traversable, folder: Path, data: dict[str, str | bool]) -> None:
    """Write a package with code."""
    import importlib.metadata
    from importlib.resources import as_file

    copier = need("copier", wanted_by="Starting a package with code")
    data["safetykit_version"] = importlib.metadata.version("safetykit")
    with as_file(template) as path:
        copier.run_copy(str(path), folder, data=data, defaults=True, quiet=True)


def _module_name(name: str) -> str:
    """Return the name as in code, or refuse one that Python or safetykit uses already."""
    module = re.sub(r"[-\s]+", "_", name.strip()).lower()
    if not _NAME.fullmatch(module) or keyword.iskeyword(module):
        hint = 'Write it like "my-partnership".'
        raise InputError("name", name, "words of letters and figures", hint=hint)
    if module in sys.stdlib_module_names or module in {*_taken(), "safetykit"}:
        hint = "Put the name of your place in front of it."
        raise InputError("name", name, "a name that is not taken", hint=hint)
    return module


def _require_plain(title: str) -> None:
    """Refuse a title that would end the text in which the template puts it."""
    if len(title) > _LONGEST or not _TITLE.fullmatch(title):
        hint = "It stands in files of several kinds."
        expected = "one line without quotes, backslashes, angle brackets or braces"
        raise InputError("title", title, expected, hint=hint)


def _taken() -> set[str]:
    import importlib.metadata

    return {point.name for point in importlib.metadata.entry_points(group="safetykit")}
