"""Public pages: one for each sheet, guide, explainer and checklist of each nation; and the plans.

What belongs here: which pages there are, and how they are ordered. What does not: what stands on
them; the directives of `safetykit.sphinxext` make it, as on anybody's site.
"""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from pathlib import Path

from pages import write_pages
from sphinx.application import Sphinx

from safetykit.content import Jurisdiction, Unknown
from safetykit.documents import load
from safetykit.reporting.markdown import escape
from safetykit.toolkit import ModuleInfo, Toolkit

KINDS = {
    "fact_sheets": "sheet",
    "guides": "guide",
    "explainers": "explainer",
    "checklists": "checklist",
}
EVALUATED = {"city-of-london": "/../examples/data/city-of-london"}
UNDATED = {"leicestershire-predecessor": "2016-12-31"}  # as of a day when it was in force


def write_public_pages(app: Sphinx) -> None:
    """Write the pages of modules and plans, and the lists that lead to them."""
    today = dt.datetime.now(tz=dt.UTC).date()
    toolkit = Toolkit.built_in()
    folder = Path(app.srcdir) / "toolkit"
    names = [m.name for m in toolkit.modules if _write_module(folder, toolkit, m, today)]
    titles = [f"{toolkit.module(name).title} <{name}/index>" for name in names]
    write_pages(folder, {"index.md": _list("# For the public and for partners", SUBJECTS, titles)})
    _write_plans(Path(app.srcdir))


SUBJECTS = (
    "Sheets to print, guides to walk and lists to tick, by subject and nation.",
    "Each page says for which day it is and when it is to be reviewed, and names its sources.",
)


def _write_module(folder: Path, toolkit: Toolkit, module: ModuleInfo, today: dt.date) -> bool:
    """Write the pages of a module; return whether it has any."""
    own = toolkit.only(module.name)
    pages: dict[str, str] = {}
    listed: list[tuple[Jurisdiction, str]] = []
    for nation in Jurisdiction:
        for kind, directive in KINDS.items():
            for content in getattr(own, kind)(jurisdiction=nation, as_of=today):
                if not isinstance(content, Unknown):
                    name = f"{nation.value}-{content.key.partition('.')[2]}"
                    title = f"{content.title} ({nation.words})"
                    pages[f"{name}.md"] = _page(title, directive, content.key, nation)
                    listed.append((nation, f"- [{escape(content.title)}]({name}.md), {directive}"))
    if not pages:
        return False
    pages["index.md"] = _module_page(module, listed)
    write_pages(folder / module.name, pages)
    return True


def _module_page(module: ModuleInfo, listed: list[tuple[Jurisdiction, str]]) -> str:
    """Return the page that leads to a module's pages, by nation.

    They are links and no tree, since a tree of all of them would stand beside every page.
    """
    lines = [f"# {escape(module.title)}", "", f"```{{safetykit-module}} {module.name}", "```", ""]
    for nation, entries in groupby(listed, key=lambda pair: pair[0]):
        lines += [f"## {nation.words}", "", *(entry for _, entry in entries), ""]
    return "\n".join(lines)


def _page(title: str, directive: str, key: str, nation: Jurisdiction) -> str:
    lines = ["---", "orphan: true", "---", f"# {escape(title)}", ""]
    lines.append(f"```{{safetykit-{directive}}} {key}")
    return "\n".join([*lines, f":jurisdiction: {nation.value}", ":whole-page:", "```", ""])


def _list(title: str, words: tuple[str, ...], entries: list[str]) -> str:
    tree = ["```{toctree}", ":maxdepth: 1", "", *entries, "```", ""]
    return "\n".join([title, "", *words, "", *tree])


def _write_plans(source: Path) -> None:
    """Write a page for each example plan: the plan, its audit, its evaluation if there are data."""
    pages: dict[str, str] = {}
    listed = []
    for path in sorted((source.parent / "examples" / "plans").glob("*.yaml")):
        plan = load(path)
        pages[f"{path.stem}.md"] = _plan(path.stem, plan.title)
        listed.append(f"{plan.title} <{path.stem}>")
    words = (
        "Plans as they were transcribed, with what can be asked of them.",
        "Saltmere's was made up, to show a plan that can be held to account.",
        "Of the previous commissioner's plan only what its successor says of it was held.",
    )
    pages["index.md"] = _list("# Plans", words, listed)
    write_pages(source / "plans", pages)


def _plan(name: str, title: str) -> str:
    file = f"/../examples/plans/{name}.yaml"
    day = [f":as-of: {UNDATED[name]}"] if name in UNDATED else []
    parts = [f"# {escape(title)}", ""]
    if name in EVALUATED:
        data = f":data: {EVALUATED[name]}"
        parts += ["## What records say", "", f"```{{safetykit-evaluation}} {file}", data, "```", ""]
    parts += ["## The plan", "", f"```{{safetykit-plan}} {file}", *day, "```", ""]
    parts += [
        "## Can it be held to account?",
        "",
        f"```{{safetykit-audit}} {file}",
        *day,
        "```",
        "",
    ]
    return "\n".join(parts)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the pages to the build, before the sources are looked for."""
    app.connect("builder-inited", write_public_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
