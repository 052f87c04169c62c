"""A small site and a folder of single pages, made once: each kind of page that safetykit makes.

What belongs here: making the pages, and the words of hostile ones. What does not: what is asked of
them.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

for needed in ("numpy", "jinja2", "vl_convert", "sphinx", "furo", "myst_parser", "flask"):
    pytest.importorskip(needed, reason=f"NOT RUN: browser tests need {needed}")

import safetykit
from safetykit.content import Jurisdiction, current_routes
from safetykit.documents import compare
from safetykit.reporting import handouts, to_area_sheet, to_html
from safetykit.reporting.diff_view import diff_html
from safetykit.toolkit import Toolkit

ROOT = Path(__file__).parents[3]
DAY = dt.date(2026, 11, 22)
CITY = ROOT / "examples/plans/city-of-london.yaml"
COUNTS = ROOT / "examples/data/city-of-london"
CONF = """
extensions = ["myst_parser", "safetykit.sphinxext", "accessible"]
safetykit_as_of = "2026-11-22"
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["safetykit.css"]
html_favicon = "_static/icon.svg"
language = "en-GB"
exclude_patterns = ["modules"]
"""
DIRECTIVES = {
    "module": "module} fraud_prevention",
    "sheet": "sheet} road_safety.sheet\n:whole-page:",
    "guide": "guide} fraud_prevention.is_this_a_scam\n:whole-page:",
    "explainer": "explainer} road_safety.explained\n:whole-page:",
    "checklist": "checklist} road_safety.op_snap\n:whole-page:",
    "glossary": "glossary} road_safety",
    "routes": "routes} fraud_prevention",
    "plan": "plan} city.yaml",
    "audit": "audit} city.yaml",
    "evaluation": "evaluation} city.yaml\n:data: counts",
    "codes": "codes} records",
}


@pytest.fixture(scope="session")
def build_site(browser: Any) -> Callable[..., list[str]]:
    """Build a site with the theme and style of the documentation; its warnings are handed back.

    Nothing is built where there is no browser to open it.
    """
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    def build(source: Path, out: Path, pages: dict[str, str], conf: str = "") -> list[str]:
        source.mkdir(parents=True, exist_ok=True)
        shutil.copytree(ROOT / "docs/_static", source / "_static")
        (source / "conf.py").write_text(CONF + conf, "utf-8")
        for name, directive in pages.items():
            text = f"# About {name}\n\n```{{safetykit-{directive}\n```\n"
            (source / f"{name}.md").write_text(text, "utf-8")
        tree = "```{toctree}\n:caption: All pages\n" + "\n".join(pages) + "\n```\n"
        (source / "index.md").write_text(f"# A small site\n\nIt has pages.\n\n{tree}", "utf-8")
        heard = io.StringIO()
        sys.path.insert(0, str(ROOT / "docs/_ext"))
        try:
            with docutils_namespace():
                places = (str(source), str(source), str(out), str(out.parent / "trees"))
                app = Sphinx(*places, "html", status=None, warning=heard)
                app.build()
        finally:
            sys.path.remove(str(ROOT / "docs/_ext"))
        return heard.getvalue().splitlines()

    return build


@pytest.fixture(scope="session")
def pages_of() -> Callable[[safetykit.Plan, Toolkit, str], dict[str, str]]:
    """Make every kind of single page from a plan and a module."""

    def make(plan: safetykit.Plan, toolkit: Toolkit, module: str) -> dict[str, str]:
        own, nation = toolkit.only(module), Jurisdiction.ENGLAND
        evaluation = safetykit.evaluate(plan, COUNTS)
        kinds = ("fact_sheets", "guides", "explainers", "checklists")
        offered = [getattr(own, k)(jurisdiction=nation, as_of=DAY)[0] for k in kinds]
        terms = own.glossary()
        routes = current_routes(own.routes(), jurisdiction=nation, as_of=DAY)
        pack = handouts.make_pack(plan.title, offered, terms=terms, jurisdiction=nation, as_of=DAY)
        made = {
            "report": to_html(evaluation),
            "audit-report": to_html(safetykit.audit(plan), plan=plan),
            "area-sheet": to_area_sheet(evaluation, routes=routes),
            "pack": handouts.pack_html(pack),
            "diff": diff_html(compare(safetykit.load(CITY), plan)),
        }
        for kind, content in zip(kinds, offered, strict=True):
            made[f"handout-{kind}"] = handouts.handout_html(handouts.make_handout(content))
        return made

    return make


@pytest.fixture(scope="session")
def made(
    tmp_path_factory: pytest.TempPathFactory,
    build_site: Callable[..., list[str]],
    pages_of: Callable[..., dict[str, str]],
) -> Path:
    """A folder with a small site in `site`, and single pages beside it."""
    folder = tmp_path_factory.mktemp("made")
    source = folder / "source"
    source.mkdir()
    shutil.copy(CITY, source / "city.yaml")
    shutil.copytree(COUNTS, source / "counts")
    conf = "exclude_patterns = ['counts']\n"
    assert [] == build_site(source, folder / "out" / "site", DIRECTIVES, conf)
    made = pages_of(safetykit.load(CITY), Toolkit.built_in(), "fraud_prevention")
    for name, text in made.items():
        (folder / "out" / f"{name}.html").write_text(text, "utf-8")
    return folder / "out"


@pytest.fixture(scope="session")
def address(made: Path, serve: Callable[[Path], Any]) -> Iterator[str]:
    """Where the made pages are served."""
    with serve(made) as where:
        yield where


@pytest.fixture(scope="session")
def app_address(browser: Any) -> Iterator[str]:
    """Where the example application runs."""
    from werkzeug.serving import make_server

    place = ROOT / "examples/apps/help_page/app.py"
    spec = importlib.util.spec_from_file_location("help_page_in_a_browser", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    server = make_server("127.0.0.1", 0, module.create_app(today=lambda: DAY), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
