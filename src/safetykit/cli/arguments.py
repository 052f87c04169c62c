"""The kinds of arguments: files, days, words, modules and frames, with what a shell completes.

What belongs here: turning the text of an argument into a value, refusing it with what would do,
and what the Tab key offers. What does not: options, which are in `options`.
"""

from __future__ import annotations

import abc
import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click
from click.shell_completion import CompletionItem

from safetykit.errors import DocumentError, Place, Problem, SafetyKitError, suggest

__all__ = [
    "DAY",
    "FOLDER",
    "FRAME",
    "INPUT",
    "MARKDOWN",
    "MODULE",
    "NATION",
    "PAGE",
    "PATH",
    "PLAN",
    "WORD",
    "Word",
]

if TYPE_CHECKING:
    _Choice = click.Choice[str]
    _Type = click.ParamType[Any]
else:  # they take no type before click 8.2
    _Choice, _Type = click.Choice, click.ParamType

PLANS: Final = (".yaml", ".yml", ".json", ".xlsx")
NATIONS: Final = ("england", "wales", "scotland", "northern_ireland")


class Word(_Choice):
    """One of a few words; the nearest is suggested for one that is not."""

    def convert(self, value: Any, param: Any, ctx: click.Context | None) -> str:
        """Return the word as it is listed."""
        if value not in self.choices:
            words = [choice for choice in self.choices if not choice.isdigit()]  # 12 is not near 2
            self.refuse(str(value), suggest(str(value), words), param, ctx)
        return str(value)

    def refuse(self, value: str, hint: str, param: Any, ctx: click.Context | None) -> NoReturn:
        """Say which words there are."""
        known = ", ".join(self.choices)
        self.fail(f"expected one of {known}, got '{value}'. {hint}".strip(), param, ctx)


class Nation(Word):
    """One nation, whose law and services a page is about."""

    def convert(self, value: Any, param: Any, ctx: click.Context | None) -> str:
        """Return the name of the nation; "Northern Ireland" is one too."""
        word = str(value).strip().lower().replace(" ", "_").replace("-", "_")
        if word not in self.choices:
            otherwise = "Law and services differ: ask once for each nation."
            self.refuse(str(value), suggest(word, self.choices) or otherwise, param, ctx)
        return word


class Day(_Type):
    """A day, such as 2026-10-31."""

    name = "day"

    def get_metavar(self, *_: Any, **__: Any) -> str:
        """Return how help shows it."""
        return "YYYY-MM-DD"

    def convert(self, value: Any, param: Any, ctx: click.Context | None) -> dt.date:
        """Return the date."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
        except ValueError:
            self.fail(f"expected a day such as 2026-10-31, got '{value}'.", param, ctx)


class _Path(click.Path):
    """A path; one that no system could hold is a slip like any other."""

    def convert(self, value: Any, param: Any, ctx: click.Context | None) -> Any:
        """Return the path."""
        try:
            return super().convert(value, param, ctx)
        except ValueError as error:  # it holds a NUL character
            self.fail(f"{os.fsdecode(value)!r} is no path: {error}.", param, ctx)


class There(_Path):
    """A file or a folder that has to be there; the nearest name beside it is suggested."""

    def __init__(self, *, endings: tuple[str, ...] = ()) -> None:
        super().__init__(path_type=Path)
        self.endings = endings

    def convert(self, value: Any, param: Any, ctx: click.Context | None) -> Any:
        """Return the path.

        Raises:
            DocumentError: There is nothing.
        """
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        try:
            path.stat()
        except OSError as error:
            place, words = Place(file=str(path)), f"cannot be read: {error.strerror or error}."
            problem = Problem(place=place, message=words, hint=_beside(path, self.endings))
            raise DocumentError([problem]) from error
        return path

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return files that end alike, if no folder begins so; else leave it to the shell."""
        if not self.endings:
            return super().shell_complete(ctx, param, incomplete)
        head, part = os.path.split(incomplete)
        begun = [e for e in _entries(Path(head or ".")) if e.name.startswith(part)]
        found = sorted(e.name for e in begun if e.suffix in self.endings)
        if not found or any(entry.is_dir() for entry in begun):
            return [CompletionItem(incomplete, type="file")]
        return [CompletionItem(os.path.join(head, name)) for name in found]  # noqa: PTH118 - keeps "./" as it was typed


class Face(_Path):
    """A file to write in one format; a name that ends as another format's does is a slip."""

    def __init__(self, *endings: str) -> None:
        super().__init__(path_type=Path)
        self.endings = endings

    def convert(self, value: Any, param: Any, ctx: click.Context | None) -> Any:
        """Return the path."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        ending = path.suffix.lower()
        if ending in FORMATS and ending not in self.endings:
            hint = " For a PDF, print the page from a browser." if ending == ".pdf" else ""
            message = f"expected a name that ends in {self.endings[0]}, got '{path}'.{hint}"
            self.fail(message, param, ctx)
        return path


class Named(_Type, abc.ABC):
    """The name of something that the library or a module brings; the library itself refuses it."""

    name = "text"

    @abc.abstractmethod
    def names(self, ctx: click.Context) -> Iterable[tuple[str, str]]:
        """Return each name with a word on it."""

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click passes it
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the names that begin so; none where they cannot be found."""
        try:
            known = list(self.names(ctx))
        except (SafetyKitError, OSError):
            return []
        return [CompletionItem(n, help=h) for n, h in known if n.startswith(incomplete)]


class Module(Named):
    """The name of a toolkit module."""

    def names(self, ctx: click.Context) -> Iterable[tuple[str, str]]:
        """Return the modules that are installed, and those of the folder that was given."""
        from safetykit.toolkit import Toolkit

        folder = ctx.params.get("modules_dir")
        return [(m.name, m.title) for m in Toolkit.discover(modules_dir=folder).modules]


class FrameName(Named):
    """The name of a frame of law or guidance."""

    def names(self, ctx: click.Context) -> Iterable[tuple[str, str]]:  # noqa: ARG002 - as above
        """Return the frames that the library carries."""
        from safetykit.evaluation import Catalogue

        return [(frame.name, frame.title) for frame in Catalogue.built_in().frames]


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except (OSError, ValueError):
        return []


def _beside(path: Path, endings: tuple[str, ...]) -> str:
    names = {e.name for e in _entries(path.parent) if not endings or e.suffix in endings}
    return suggest(path.name, names) or "Check the path."


FORMATS: Final = frozenset(
    {".csv", ".doc", ".docx", ".htm", ".html", ".json", ".md", ".pdf", ".xlsx", ".yaml", ".yml"}
)
PATH: Final = _Path(path_type=Path)
PAGE: Final = Face(".html", ".htm")
MARKDOWN: Final = Face(".md")
WORD: Final = Face(".docx")
INPUT: Final = There()
PLAN: Final = There(endings=PLANS)
FOLDER: Final = _Path(path_type=Path, file_okay=False)
DAY: Final = Day()
MODULE: Final = Module()
FRAME: Final = FrameName()
NATION: Final = Nation(NATIONS)
