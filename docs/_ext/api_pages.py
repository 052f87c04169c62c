"""One reference page for each public package, and references from annotations to public names.

Nothing here names a function or a class: a name that joins an `__all__` joins the reference.
"""

from __future__ import annotations

import enum
import functools
import importlib
import inspect
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from pages import write_pages
from sphinx.application import Sphinx
from sphinx.domains.python._object import PyObject
from sphinx.ext.napoleon import Config, GoogleDocstring

import safetykit

FRONT_DOOR = "safetykit"
ALONE = (  # modules to which guides send a reader, and whose package does not hand on their names
    "safetykit.reporting.notebook",
    "safetykit.stats.overdispersion",
    "safetykit.testing.disclosure",
)
INTERNAL = {"safetykit.cli", "safetykit.evaluation.rules"}
LIBRARIES = {"numpy", "np", "npt", "pint", "pluggy", "attrs", "attr", "cattrs", "dt", "click"}


@functools.cache
def public_packages() -> list[str]:
    """Return the dotted names of the packages and modules that name what is public in them.

    A package inside another is left out if the outer one hands on all its names.
    """
    names = [FRONT_DOOR]
    for module in pkgutil.iter_modules(safetykit.__path__, "safetykit."):
        if not module.name.rpartition(".")[2].startswith("_"):
            names += [module.name, *(_inner(module.name) if module.ispkg else ())]
    return sorted(name for name in (*names, *ALONE) if name not in INTERNAL and _names_of(name))


def _inner(package: str) -> list[str]:
    folder = importlib.import_module(package).__path__
    inside = [m.name for m in pkgutil.iter_modules(folder, f"{package}.") if m.ispkg]
    return [name for name in inside if not set(_names_of(name)) <= set(_names_of(package))]


def _names_of(package: str) -> list[str]:
    return list(getattr(importlib.import_module(package), "__all__", ()))


def public_members(package: str) -> dict[str, object]:
    """Return what a package names as public; names that it loads late are loaded now."""
    module = importlib.import_module(package)
    members = {name: getattr(module, name) for name in module.__all__}
    vars(module).update(members)
    return members


def described_members(package: str) -> dict[str, object]:
    """Return what the page of a package describes: what no page of a package inside it does."""
    inside = [name for name in public_packages() if name.startswith(f"{package}.")]
    taken = {name for inner in inside for name in _names_of(inner)}
    return {
        name: found
        for name, found in public_members(package).items()
        if name not in taken and not _lives_elsewhere(name, found, package)
    }


def _lives_elsewhere(name: str, found: object, package: str) -> bool:
    """Whether a package hands on what another public package, in which it is made, names too."""
    home = str(getattr(found, "__module__", ""))
    if home == package or home.startswith(f"{package}."):
        return False
    others = (other for other in public_packages() if other not in (package, FRONT_DOOR))
    return any(home.startswith(f"{other}.") and name in _names_of(other) for other in others)


@functools.cache
def _homes() -> dict[str, list[str]]:
    """Return the described full names of each short name, the front door's own ones included."""
    homes: dict[str, list[str]] = {}
    for package in public_packages():
        members = public_members if package == FRONT_DOOR else described_members
        for name in members(package):
            if package != FRONT_DOOR or _is_its_own(name):
                homes.setdefault(name, []).append(f"{package}.{name}")
    return homes


def _is_its_own(name: str) -> bool:
    """Whether a name of the front door is defined for it, and not handed on from a package."""
    return str(getattr(safetykit, name).__module__).startswith("safetykit._")


def _page(package: str) -> str:
    if package == FRONT_DOOR:
        return _front_door()
    lines = [f"# `{package}`", "", "```{eval-rst}", f".. automodule:: {package}", ""]
    for name, member in described_members(package).items():
        lines += [f".. {_directive(member)}:: {package}.{name}", *_options(member), ""]
    return "\n".join([*lines, "```", ""])


def _directive(member: object) -> str:
    if isinstance(member, type):
        return "autoexception" if issubclass(member, BaseException) else "autoclass"
    return "autofunction" if inspect.isroutine(member) else "autodata"


def _options(member: object) -> list[str]:
    if isinstance(member, type):
        return ["   :members:", "   :show-inheritance:"] if _has_bases(member) else ["   :members:"]
    return [] if inspect.isroutine(member) else ["   :no-value:"]


def _has_bases(kind: type) -> bool:
    return issubclass(kind, BaseException)


def _front_door() -> str:
    module = importlib.import_module(FRONT_DOOR)
    homes = _homes()
    own = [name for name in module.__all__ if _is_its_own(name)]
    lines = [
        "# `safetykit`",
        "",
        "The public names that most programs need, loaded when they are first used.",
        "",
        "```{eval-rst}",
        ".. module:: safetykit",
        "",
        *(f".. autofunction:: safetykit.{name}\n" for name in own),
        "```",
        "",
        "## Names that it hands on",
        "",
        "| name | what it is |",
        "| --- | --- |",
    ]
    for name in module.__all__:
        if name not in own:
            full = _nearest(homes[name], str(getattr(module, name).__module__))
            first = (inspect.getdoc(getattr(module, name)) or "").partition("\n")[0]
            lines.append(f"| {{py:obj}}`{name} <{full}>` | {first} |")
    return "\n".join([*lines, ""])


def _nearest(candidates: list[str], module: str) -> str:
    """Return the candidate that shares most with where a name is defined or used."""
    return max(candidates, key=lambda full: _shared(full, module))


def _shared(first: str, second: str) -> int:
    pairs = zip(first.split("."), second.split("."), strict=False)
    return sum(a == b for a, b in pairs)


def write_api_pages(app: Sphinx) -> None:
    """Write a page for each public package, and a list of them."""
    pages = {f"{package}.md": _page(package) for package in public_packages()}
    pages["index.md"] = _list()
    write_pages(Path(app.srcdir) / "reference" / "api", pages)


def _list() -> str:
    """Return the page that leads to the packages, with what each of them is for."""
    rows: list[str] = []
    for name in public_packages():
        words = inspect.getdoc(importlib.import_module(name)) or ""
        first = " ".join(words.partition("\n\n")[0].split())
        rows += [f"[`{name}`]({name}.md)", f": {first}", ""]
    listed = [f"{name.removeprefix('safetykit.')} <{name}>" for name in public_packages()]
    lines = [
        "# Python interface",
        "",
        "Every name here is public: what a package does not list may change without notice.",
        "Most programs need no more than the [front door](safetykit.md); the search finds a name.",
        "",
        *rows,
        *("```{toctree}", ":hidden:", "", *listed, "```", ""),
    ]
    return "\n".join(lines)


def resolve(app: Sphinx, env: Any, node: Any, contnode: nodes.Element) -> nodes.Node | None:
    """Lead a name in an annotation to the public place of what it means.

    Other projects' names stay plain text: their inventories are not fetched.
    """
    if node.get("refdomain") != "py":
        return None
    target = str(node["reftarget"])
    root = target.partition(".")[0]
    if root in LIBRARIES or (root in sys.stdlib_module_names and "." in target):
        return contnode
    short = target.rpartition(".")[2]
    where = target if target.startswith("safetykit.") else str(node.get("py:module") or "")
    candidates = _homes().get(short)
    if not candidates:
        return contnode if short in LIBRARY_NAMES or _exists(target) else None
    domain = env.get_domain("py")
    full = _nearest(candidates, where)
    builder, page = app.builder, node["refdoc"]
    found: nodes.Node | None = domain.resolve_xref(env, page, builder, "obj", full, node, contnode)
    return found


def _exists(target: str) -> bool:
    """Whether a dotted name is a type that is not public but stands in a public signature."""
    module, _, name = target.rpartition(".")
    return module in sys.modules and hasattr(sys.modules[module], name)


LIBRARY_NAMES = {
    *("Callable", "Iterable", "Iterator", "Mapping", "Sequence", "Collection", "Path"),
    *("Decimal", "Fraction", "Any", "Traversable"),
    *("FloatArray", "IntArray", "BoolArray", "ScalarOrArray"),  # aliases of numpy arrays
}
SECTIONS = Config(napoleon_use_ivar=True, napoleon_use_rtype=False, napoleon_attr_annotations=False)
_FENCE = re.compile(r"^(\s*)```(\w*)\s*$")


def tidy(  # noqa: PLR0917 - autodoc calls it so
    app: Sphinx, what: str, name: str, obj: object, options: Any, lines: list[str]
) -> None:
    """Turn the sections and fenced blocks of a docstring into reStructuredText.

    Napoleon's own handler is not connected: it takes the words before a colon in a property's
    first sentence for a type.
    """
    if what == "data" and getattr(obj, "__doc__", None) == type(obj).__doc__:
        lines.clear()  # the text is the class's, and says nothing of this value
    kind = "method" if what in ("property", "attribute", "data") else what
    read = GoogleDocstring(_without_fences(lines), SECTIONS, app, kind, name, obj, options)
    lines[:] = read.lines()
    if isinstance(obj, type) and issubclass(obj, enum.Enum):
        words = ", ".join(f"``{member.name}`` ({member.value})" for member in obj)
        lines += ["", f"Members: {words}.", ""]
    code = getattr(obj, "code", None) if isinstance(obj, type) else None
    if isinstance(code, str) and issubclass(obj, Exception):  # type: ignore[arg-type]
        lines += ["", f"Its code is ``{code}``.", ""]


def _without_fences(lines: list[str]) -> list[str]:
    out: list[str] = []
    inside = False
    for line in lines:
        fence = _FENCE.match(line)
        if fence and not inside:
            out += ["", f"{fence[1]}.. code-block:: {fence[2] or 'text'}", ""]
            inside = True
        elif fence:
            out.append("")
            inside = False
        else:
            out.append(f"   {line}" if inside else line)
    return out


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the pages to the build."""
    for field in PyObject.doc_field_types:
        if field.name == "variable":
            field.label = "Attributes"
    app.connect("builder-inited", write_api_pages)
    app.connect("missing-reference", resolve)
    app.connect("autodoc-process-docstring", tidy)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
