"""Reading content from the data files of a package, through the strict reader.

What belongs here: files to types. The files stand in one folder: `sources.yaml` lists the
citations, and the other files name them by key. A package in a zip file is read as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from safetykit.content.book import FactBook
from safetykit.content.fact import Citation, Fact
from safetykit.content.route import Route
from safetykit.content.sheet import SheetPlan
from safetykit.content.taxonomy import Taxonomy
from safetykit.errors import DocumentError, InputError, Place, Problem, suggest

if TYPE_CHECKING:
    from safetykit.serial import Text

__all__ = [
    "read_content",
    "read_fact_book",
    "read_routes",
    "read_sheet_plans",
    "read_taxonomies",
]

T = TypeVar("T")
Path_ = tuple[str | int, ...]


@attrs.frozen(kw_only=True)
class _SourceFile:
    retrieved: dt.date
    sources: tuple[Citation, ...]


@attrs.frozen(kw_only=True)
class _FactFile:
    facts: tuple[Fact, ...]


@attrs.frozen(kw_only=True)
class _RouteFile:
    routes: tuple[Route, ...]


@attrs.frozen(kw_only=True)
class _SheetFile:
    fact_sheets: tuple[SheetPlan, ...]


@attrs.frozen(kw_only=True)
class _TaxonomyFile:
    taxonomies: tuple[Taxonomy, ...]


def read_content(folder: Traversable, name: str, kind: type[T]) -> T:
    """Read one content file as an attrs class.

    Every `sources` list in the file names keys of the folder's `sources.yaml`; the citations
    themselves take their place.

    Args:
        folder: The folder of the content: `importlib.resources.files("package") / "content"`.
        name: The file in the folder, such as `facts.yaml`.
        kind: The attrs class of the whole file.

    Returns:
        The content.

    Raises:
        DocumentError: The file cannot be read, or anything in it does not fit; each with a place.
    """
    from safetykit.serial import parse_plain, structure

    text = _text(folder, name)
    data = parse_plain(text)
    citations = _citations(folder)
    problems: list[Problem] = []
    for holder, path in _holders(data, ()):
        problems += _resolve(holder, path, citations, text)
    if problems:
        raise DocumentError(problems)
    return structure(data, kind, text)


def read_fact_book(folder: Traversable) -> FactBook:
    """Read `facts.yaml`; facts that overlap are refused."""
    return FactBook(facts=read_content(folder, "facts.yaml", _FactFile).facts)


def read_routes(folder: Traversable) -> tuple[Route, ...]:
    """Read `routes.yaml`; an id stands once."""
    routes = read_content(folder, "routes.yaml", _RouteFile).routes
    seen: set[str] = set()
    for route in routes:
        if route.id in seen:
            raise InputError("routes.yaml", route.id, "each id once")
        seen.add(route.id)
    return routes


def read_sheet_plans(folder: Traversable) -> tuple[SheetPlan, ...]:
    """Read `fact_sheets.yaml`."""
    return read_content(folder, "fact_sheets.yaml", _SheetFile).fact_sheets


def read_taxonomies(folder: Traversable) -> tuple[Taxonomy, ...]:
    """Read `taxonomies.yaml`."""
    return read_content(folder, "taxonomies.yaml", _TaxonomyFile).taxonomies


def _text(folder: Traversable, name: str) -> Text:
    from safetykit.serial import Text

    try:
        content = (folder / name).read_text(encoding="utf-8")
    except OSError as error:
        message = "cannot be read from the package."
        hint = "Is the file listed in the package's data?"
        problem = Problem(place=Place(file=f"{folder.name}/{name}"), message=message, hint=hint)
        raise DocumentError([problem]) from error
    return Text(content=content, file=f"{folder.name}/{name}")


def _citations(folder: Traversable) -> dict[str, Any]:
    """Return the folder's citations as plain data by key; the day of reading is shared."""
    from safetykit.serial import parse_plain, structure

    if not (folder / "sources.yaml").is_file():
        return {}
    text = _text(folder, "sources.yaml")
    data = parse_plain(text)
    if isinstance(data, Mapping) and isinstance(data.get("sources"), list):
        shared = {"retrieved": data.get("retrieved")}
        items = [shared | item if isinstance(item, dict) else item for item in data["sources"]]
        data = {**data, "sources": items}
    keys = [source.key for source in structure(data, _SourceFile, text).sources]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        problem = text.problem(f"the key {twice[0]} stands here twice.", hint="Remove one.")
        raise DocumentError([problem])
    return dict(zip(keys, data["sources"], strict=True))


def _holders(data: Any, path: Path_) -> Iterator[tuple[dict[str, Any], Path_]]:
    """Yield every mapping that has a list of sources, and its path."""
    if isinstance(data, dict):
        if isinstance(data.get("sources"), list):
            yield data, path
        for key, value in data.items():
            yield from _holders(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _holders(value, (*path, index))


def _resolve(
    holder: dict[str, Any], path: Path_, citations: Mapping[str, Any], text: Text
) -> list[Problem]:
    """Put the citations in the place of their keys; return a problem for each unknown key."""
    problems, found = [], []
    for index, key in enumerate(holder["sources"]):
        if isinstance(key, str) and key in citations:
            found.append(citations[key])
            continue
        hint = suggest(str(key), citations) or "Add it to sources.yaml."
        message = f"no source has the key {key!r}."
        problems.append(text.problem(message, path=(*path, "sources", index), hint=hint))
    holder["sources"] = found
    return problems
