"""The reference of content files, made from the classes that read them and from real modules.

What belongs here: every file of a module with the keys of its items, what each takes, and one
example. What does not: any key's name; a field that joins a class joins the page.
"""

from __future__ import annotations

import datetime as dt
import inspect
import types
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import attrs
from pages import write_pages
from sphinx.application import Sphinx

from safetykit.content import Citation, FactValue, shapes
from safetykit.serial import dump_yaml, parse_plain, read_text

FILES = {
    "sources.yaml": shapes.SourceFile,
    "facts.yaml": shapes.FactFile,
    "routes.yaml": shapes.RouteFile,
    "fact_sheets.yaml": shapes.SheetFile,
    "guides.yaml": shapes.GuideFile,
    "explainers.yaml": shapes.ExplainerFile,
    "checklists.yaml": shapes.ChecklistFile,
    "glossary.yaml": shapes.GlossaryFile,
    "taxonomies.yaml": shapes.TaxonomyFile,
    "indicators.yaml": shapes.IndicatorFile,
    "evidence.yaml": shapes.EvidenceFile,
}
MAX_LINES = 32
WORDS: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "`true` or `false`",
    dt.date: "a day, such as `2026-11-22`",
    FactValue: "a number, or a short text",
}
KEYS = {"facts": "a key of `facts.yaml`", "routes": "an id of `routes.yaml`"}
INHERITED = {(Citation, "retrieved")}  # the day at the top of the file, where a source has none


def content_files(modules: Path) -> str:
    """Return the page as Markdown, a section for each file."""
    lines: list[str] = []
    for name, kind in FILES.items():
        fields = " and ".join(f"`{field.name}`" for field in _fields(kind))
        lines += [f"## `{name}`", "", f"It begins with {fields}.", ""]
        for part in dict.fromkeys(_parts(kind)):
            lines += [f"### {_title(part)}", "", *_words(part), "", *_table(part), ""]
        if example := _example(modules, name):
            lines += ["From a module:", "", "```yaml", *example.splitlines(), "```", ""]
    return "\n".join(lines)


def _parts(kind: Any) -> Iterator[type]:
    """Yield the classes of the things that a file or a thing holds, and of what those hold."""
    for field in _fields(kind):
        for held in _leaves(field.type):
            is_key = held is Citation and kind is not shapes.SourceFile
            if attrs.has(held) and not hasattr(held, "parse") and not is_key:
                yield held
                yield from _parts(held)


def _table(kind: type) -> Iterator[str]:
    yield from ("| key | takes | what it says |", "| --- | --- | --- |")
    for field in _fields(kind):
        is_needed = field.default is attrs.NOTHING and (kind, field.name) not in INHERITED
        taken = KEYS.get(field.name) if field.type == tuple[str, ...] else None
        words = f"a list: {taken}" if taken else _takes(field.type)
        yield f"| `{field.name}` | {words} | {'needed' if is_needed else ''} |"


def _fields(kind: Any) -> list[Any]:
    attrs.resolve_types(kind)
    return [field for field in attrs.fields(kind) if field.init]


def _leaves(taken: Any) -> Iterator[Any]:
    """Yield the classes that an annotation names, without the lists and the None around them."""
    if get_origin(taken) in (tuple, Union, types.UnionType):
        for inner in get_args(taken):
            yield from _leaves(inner)
    elif inspect.isclass(taken) and taken is not types.NoneType:
        yield taken


def _takes(taken: Any) -> str:
    """Return what a key takes, in words."""
    if get_origin(taken) is tuple:
        return f"a list: {_takes(get_args(taken)[0])}"
    return " or ".join(dict.fromkeys(_one(kind) for kind in _leaves(taken)))


def _one(kind: Any) -> str:
    if kind in WORDS:
        return WORDS[kind]
    if issubclass(kind, Enum):
        return ", ".join(f"`{member.value}`" for member in kind)
    if kind is Citation:
        return "a key of `sources.yaml`"
    return "words" if hasattr(kind, "parse") else f"*{_title(kind).lower()}*"


def _title(kind: type) -> str:
    """Return what a class is called on the page: `GuideQuestion` is a guide question."""
    name = kind.__name__.removesuffix("Plan")
    return "".join(f" {c.lower()}" if c.isupper() and i else c for i, c in enumerate(name))


def _words(kind: type) -> list[str]:
    """Return what a class says of itself, without the list of its attributes."""
    paragraphs = (inspect.getdoc(kind) or "").split("\n\n")
    said = [" ".join(text.split()) for text in paragraphs]
    kept = [text for text in said if not text.startswith(("Attributes:", "Raises:", "Examples:"))]
    return "\n\n".join(kept).splitlines()


def _example(modules: Path, name: str) -> str:
    """Return the longest item of a module's file that is still short enough for a page."""
    written = []
    for path in sorted(modules.glob(f"*/content/{name}")):
        data = parse_plain(read_text(path))
        for part, items in data.items():
            if isinstance(items, list):
                written += [dump_yaml({part: [item]}) for item in items]
    fitting = [text for text in written if text.count("\n") <= MAX_LINES]
    return max(fitting, key=lambda text: text.count("\n"), default="")


def write_content_reference(app: Sphinx) -> None:
    """Write the part that the page includes."""
    source = Path(app.srcdir)
    text = content_files(source.parent / "src" / "safetykit" / "plugins")
    write_pages(source / "_generated" / "content", {"content-files.md": text})


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the page to the build."""
    app.connect("builder-inited", write_content_reference)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
