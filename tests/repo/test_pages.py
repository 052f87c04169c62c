"""The pages that people read first: how to install, what stands where, and lists that are whole."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MADE = ("_build", "_generated", "toolkit", "plans", "api", "modules")


def written_pages() -> list[Path]:
    """Return the pages that people wrote, of the project and of what it starts for others."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "examples").rglob("*.md")]
    pages += (ROOT / "src/safetykit/cli/plugin_template").rglob("*.md.jinja")
    pages += [p for p in DOCS.rglob("*.md") if not set(MADE) & set(p.relative_to(DOCS).parts)]
    return pages


def test_nobody_is_told_to_install_another_project() -> None:
    """On the package index the name is somebody else's, so a page installs from a folder."""
    by_name = re.compile(r"pip install [^\n`]*(?<![\w./-])safetykit\b")
    told = [
        str(page.relative_to(ROOT))
        for page in written_pages()
        if by_name.search(page.read_text(encoding="utf-8"))
    ]

    assert ["docs/how-to/install.md"] == told


def test_install_page_warns_before_it_names_the_command() -> None:
    """Where the command by name is shown, the page has said that it brings something else."""
    text = (DOCS / "how-to/install.md").read_text(encoding="utf-8")

    assert 0 < text.index("belongs to another project") < text.index("`pip install safetykit`")


def test_every_page_is_in_the_order_of_the_site() -> None:
    """A page that is written can be found from the first one."""
    listed = set(
        re.findall(
            r"^(?:tutorials|how-to|explanation|reference)/[\w/.-]+$",
            (DOCS / "index.md").read_text(encoding="utf-8"),
            re.M,
        )
    )
    held = {
        page.relative_to(DOCS).with_suffix("").as_posix()
        for part in ("tutorials", "how-to", "explanation", "reference")
        for page in (DOCS / part).glob("*.md")
    }

    assert held <= listed
