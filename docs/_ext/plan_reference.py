"""The reference of the plan file, made from its schema, the model and the example plans.

What belongs here: every part of a plan with its fields, what each takes, and one example. What does
not: any field's name; a field that joins the model joins the page.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pages import write_pages
from sphinx.application import Sphinx

from safetykit import model
from safetykit.documents import load, plan_schema
from safetykit.model import Plan
from safetykit.reporting.markdown import escape
from safetykit.serial import dump_yaml, unstructure

MAX_LINES = 24
TOP = "Plan"
EVERYWHERE = {  # fields that mean the same wherever they stand
    "about": "What it is about.",
    "aims": "What the plan wants to bring about, in its own words.",
    "also_called": "Other names that the plan has for it.",
    "by": "By when.",
    "cadence": "How often, such as `quarterly`.",
    "code": "Its code in official statistics, such as `E09000001`.",
    "country": "The nation whose law it is under, such as Wales; England where nothing is said.",
    "district": "The local authority district to which record files code what happens there.",
    "due": "By when.",
    "end": "Its last day, month or year.",
    "existed": "From when and until when there was such a body.",
    "holds": "From when and until when.",
    "id": "Its short name, by which other parts refer to it.",
    "in_force": "From when and until when it holds.",
    "name": "What it is called.",
    "note": "What a reader must know, and no other field says.",
    "passage": "Where it stands in the text of the plan.",
    "police_force": "The force, by the name that record files give it.",
    "ran": "From when and until when.",
    "scope": "What it covers, in the words of the plan.",
    "source": "Where it is taken from.",
    "start": "Its first day, month or year.",
    "status": "How the value is known.",
    "text": "Its words.",
    "title": "What it is called.",
    "valid": "From when and until when.",
    "vision": "What the place is to become, in the words of the plan.",
    "what": "What it is, in a few words.",
    "when": "When it was or is to be, as far as the plan says.",
    "year_starts": "The month, 1 to 12, in which the year begins that quarters count from.",
}


def plan_file(examples: Path) -> str:
    """Return the page as Markdown, the plan first and its parts in the order of their names."""
    schema = plan_schema()
    parts: dict[str, Any] = schema["$defs"]
    shown = _examples(schema, examples)
    lines = [*_part(TOP, schema, ""), ""]
    for name in sorted(parts):
        lines += [*_part(name, parts[name], shown.get(name, "")), ""]
    return "\n".join(lines)


def _part(name: str, part: dict[str, Any], example: str) -> Iterator[str]:
    yield from (f"(plan-file-{name.lower()})=", f"## {name}", "")
    yield from (line for text in _words(name, part) for line in (_marked(text), ""))
    if values := part.get("enum"):
        yield from (f"- `{value}`" for value in values)
        yield ""
    if fields := part.get("properties"):
        required = set(part.get("required", ()))
        yield from ("| field | takes | what it says |", "| --- | --- | --- |")
        for field, taken in fields.items():
            about = _about(field, taken)
            need = "needed. " if field in required else ""
            yield f"| `{field}` | {_kind(taken)} | {need}{about} |"
        yield ""
    if example:
        yield from ("From an example plan:", "", "```yaml", *example.splitlines(), "```", "")


def _about(field: str, taken: dict[str, Any]) -> str:
    """Return what a field says: its own words, those of all its namesakes, or those of its part."""
    if own := str(taken.get("description", "")):
        return escape(own)
    if field in EVERYWHERE:
        return EVERYWHERE[field]
    inner = taken.get("items", taken)
    choices = [inner, *inner.get("anyOf", ())]
    names = [str(one["$ref"]).rpartition("/")[2] for one in choices if "$ref" in one]
    docs = [doc for name in names if (doc := inspect.getdoc(getattr(model, name, None)))]
    return _marked(docs[0].partition("\n\n")[0]) if docs else ""


def _marked(text: str) -> str:
    """Return words of a docstring, in which what stands between backticks is code."""
    parts = " ".join(text.split()).split("`")
    return "`".join(part if n % 2 else escape(part) for n, part in enumerate(parts))


def _words(name: str, part: dict[str, Any]) -> Iterator[str]:
    """Yield what a part is: the words of its class, without the list of its attributes."""
    kind = getattr(model, name, None)
    doc = inspect.getdoc(kind) if inspect.isclass(kind) else None
    text = doc or str(part.get("description", ""))
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(("Attributes:", "Raises:", "Examples:")):
            return
        yield paragraph


def _kind(taken: dict[str, Any]) -> str:
    """Return what a field takes, with a link to the part that it is."""
    if reference := taken.get("$ref"):
        name = str(reference).rpartition("/")[2]
        return f"[{name}](#plan-file-{name.lower()})"
    if "anyOf" in taken:
        kinds = [_kind(one) for one in taken["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if taken.get("type") == "array":
        return f"a list of {_kind(taken.get('items', {}))}"
    if "enum" in taken or "const" in taken:
        values = taken.get("enum", [taken.get("const")])
        return ", ".join(f"`{value}`" for value in values)
    words = {"string": "a text", "integer": "a whole number", "number": "a number"}
    return words.get(str(taken.get("type")), "yes or no" if taken.get("type") == "boolean" else "")


def _examples(schema: dict[str, Any], folder: Path) -> dict[str, str]:
    """Return for each part that stands in a list of the plan one short example in YAML."""
    plans = [load(path) for path in sorted(folder.glob("*.yaml"))]
    found: dict[str, str] = {}
    for field, taken in schema["properties"].items():
        name = str(taken.get("items", {}).get("$ref", "")).rpartition("/")[2]
        if name and name not in found:
            found[name] = _example(plans, field)
    return found


def _example(plans: list[Plan], field: str) -> str:
    """Return the first of the shortest examples that says more than its name."""
    written = [
        dump_yaml({field: [unstructure(item)]}) for plan in plans for item in getattr(plan, field)
    ]
    fitting = [text for text in written if 4 <= text.count("\n") <= MAX_LINES]
    return max(fitting, key=lambda text: text.count("\n"), default="")


def write_plan_reference(app: Sphinx) -> None:
    """Write the part that the page includes."""
    source = Path(app.srcdir)
    text = plan_file(source.parent / "examples" / "plans")
    write_pages(source / "_generated" / "plan", {"plan-file.md": text})


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the page to the build."""
    app.connect("builder-inited", write_plan_reference)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
