"""A small site built with the extension. Needs Sphinx and MyST."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytest.importorskip("sphinx")
pytest.importorskip("myst_parser")
pytest.importorskip("jinja2")

from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util.docutils import docutils_namespace

EXAMPLES = Path(__file__).parents[3] / "examples"
CONF = """
extensions = ["myst_parser", "safetykit.sphinxext"]
safetykit_as_of = "2026-11-22"
html_theme = "basic"
"""
Build = Callable[..., "Site"]


class Site:
    """A site that was built: its pages and its warnings."""

    def __init__(self, app: Sphinx, warnings: str) -> None:
        self.app, self.warnings = app, warnings

    def page(self, name: str = "index") -> str:
        """Return the HTML of a page."""
        return Path(self.app.outdir, f"{name}.html").read_text("utf-8")


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a builder of sites from the texts of their pages."""

    def run(
        index: str = "", *, conf: str = "", suffix: str = "md", jobs: int = 1, **pages: str
    ) -> Site:
        source = tmp_path / "src"
        source.mkdir(exist_ok=True)
        (source / "conf.py").write_text(CONF + conf, "utf-8")
        for name, text in {f"index.{suffix}": index, **pages}.items():
            if text:
                (source / name.replace("_md", ".md")).write_text(text, "utf-8")
        heard = io.StringIO()
        with docutils_namespace():
            app = Sphinx(
                str(source),
                str(source),
                str(tmp_path / "out"),
                str(tmp_path / "trees"),
                "html",
                status=None,
                warning=heard,
                parallel=jobs,
            )
            app.build()
        return Site(app, re.sub(r"\x1b\[[0-9;]*m", "", heard.getvalue()))

    return run


def text_of(page: str) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_sheet_in_myst(build: Build) -> None:
    """A fact sheet stands with its dates, routes, facts and sources, and without a warning."""
    site = build("# Site\n\n```{safetykit-sheet} road_safety.sheet\n```\n")

    words = text_of(site.page())
    assert "" == site.warnings
    assert "For England as of 22 November 2026. To be reviewed by" in words
    assert "at least 12 penalty points" in words
    assert words.index("999") < words.index("101")
    assert "Sources" in words


def test_a_sheet_in_restructuredtext(build: Build) -> None:
    """The same directive works in reStructuredText, for another nation and day."""
    site = build(
        "Site\n====\n\n.. safetykit-sheet:: road_safety.sheet\n"
        "   :jurisdiction: scotland\n   :as-of: 2026-06-01\n",
        suffix="rst",
    )

    assert "" == site.warnings
    assert "For Scotland as of 1 June 2026" in text_of(site.page())


def test_a_nation_that_is_not_covered(build: Build) -> None:
    """What is not known for a nation is said in place of the sheet."""
    site = build(
        "# Site\n\n```{safetykit-sheet} commissioning.sheet\n:jurisdiction: scotland\n```\n"
    )

    assert "Not known for Scotland on 2026-11-22" in text_of(site.page())


def test_no_page_shows_the_folders_of_who_built_it(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings name their place in the plan by a path that starts where the site was built."""
    shutil.copytree(EXAMPLES, tmp_path / "src" / "examples")
    monkeypatch.chdir(tmp_path)
    plan = "examples/plans/city-of-london.yaml"
    data = ":data: examples/data/city-of-london"
    site = build(f"# Site\n\n```{{safetykit-evaluation}} {plan}\n{data}\n```\n")

    name = "safetykit-reports/city-of-london-safer-city-partnership"
    report = site.page(name)
    assert f"(src/{plan}:" in report
    assert str(tmp_path) not in report


def test_a_guide_can_be_walked_without_script(build: Build) -> None:
    """Each answer is a link to a part of the page."""
    site = build("# Site\n\n```{safetykit-guide} fraud_prevention.paid_already\n```\n")

    page = site.page()
    targets = re.findall(r'href="#(england-[^"]+)"', page)
    assert "" == site.warnings
    assert targets
    assert all(f'id="{target}"' in page for target in targets)


@pytest.mark.parametrize(
    ("directive", "words"),
    [
        ("module} fraud_prevention", "It speaks of England"),
        ("routes} fraud_prevention", "999"),
        ("glossary} fraud_prevention", "To be reviewed by"),
        ("hooks}", "Return the dated, sourced facts of the module."),
        ("codes} errors", "SK-DOC-001"),
        ("codes} records", "SK-DQ-missing-month"),
    ],
)
def test_other_directives(build: Build, directive: str, words: str) -> None:
    """Every directive shows what it names."""
    site = build(f"# Site\n\n```{{safetykit-{directive}\n```\n")

    assert "" == site.warnings
    assert words in text_of(site.page())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("```{safetykit-sheet} road_safety.shet\n```", 'Did you mean "road_safety.sheet"'),
        ("```{safetykit-sheet} road_safty.sheet\n```", 'Did you mean "road_safety"'),
        ("```{safetykit-sheet} road_safety.sheet\n:jurisdiction: uk\n```", "Name one nation"),
        ("```{safetykit-sheet} road_safety.sheet\n:as-of: soon\n```", "soon"),
        ("```{safetykit-codes} colours\n```", "expected errors or records"),
        ("```{safetykit-audit} gone.yaml\n```", "gone.yaml"),
        ("{safetykit:fact}`road_safety.toting`", "road_safety.toting"),
        ("{safetykit:sheet}`road_safety.gone`", "road_safety.gone"),
    ],
)
def test_mistakes_are_warnings_with_a_place(build: Build, text: str, words: str) -> None:
    """A mistake on a page is a typed warning with its file and line, and no traceback."""
    site = build(f"# Site\n\n{text}\n")

    assert words in site.warnings
    assert "index.md:" in site.warnings
    assert "Traceback" not in site.warnings


def test_a_fact_within_a_sentence(build: Build) -> None:
    """A fact stands in a sentence with its side and its unit."""
    site = build("# Site\n\nIt is {safetykit:fact}`road_safety.totting.threshold`.\n")

    assert "" == site.warnings
    assert "It is at least 12 penalty points ." in text_of(site.page())


def test_references_from_page_to_page(build: Build) -> None:
    """Pages, modules, hooks and codes can be referred to by name, with or without processes."""
    other = (
        "# Other\n\n```{safetykit-sheet} road_safety.sheet\n```\n\n"
        "```{safetykit-module} road_safety\n```\n\n```{safetykit-hooks}\n```\n\n"
        "```{safetykit-codes} errors\n```\n"
    )
    index = (
        "# Site\n\n```{toctree}\nother\n```\n\n{safetykit:sheet}`road_safety.sheet` "
        "{safetykit:module}`road_safety` {safetykit:hook}`safetykit_facts` "
        "{safetykit:code}`SK-IN-001` {any}`road_safety.sheet`\n"
    )
    for jobs in (1, 2):
        site = build(index, jobs=jobs, other_md=other)

        assert "" == site.warnings
        assert 5 <= site.page().count('href="other.html#')


@pytest.mark.parametrize(
    ("choice", "warned", "shown"),
    [("mark", False, True), ("warn", True, True), ("refuse", True, False)],
)
def test_stale_content(build: Build, choice: str, warned: bool, shown: bool) -> None:
    """What is past its review is marked, warned of, or not shown, as the site chooses."""
    site = build(
        "# Site\n\n```{safetykit-sheet} road_safety.sheet\n```\n",
        conf=f"safetykit_stale = {choice!r}\nsafetykit_as_of = '2030-01-01'\n",
    )

    words = text_of(site.page())
    assert warned is ("is past its review on 2030-01-01" in site.warnings)
    assert warned is ("[safetykit.stale]" in site.warnings)
    assert shown is ("Something on this page is past its review" in words)
    assert shown is not ("this page is being reviewed and is not shown" in words)


@pytest.mark.parametrize(
    ("choice", "fact", "contacts"),
    [
        ("mark", "at least 12 penalty points (past its review)", {"999", "101"}),
        ("warn", "at least 12 penalty points (past its review)", {"999", "101"}),
        ("refuse", "[road_safety.totting.threshold: being reviewed]", {"999"}),
    ],
)
def test_stale_facts_and_routes(build: Build, choice: str, fact: str, contacts: set[str]) -> None:
    """So are a fact and a route past their review; an emergency number is never withheld."""
    shown = [f"```{{safetykit-{name}}} road_safety\n```\n" for name in ("routes", "module")]
    site = build(
        "\n".join(["# It\n\nis {safetykit:fact}`road_safety.totting.threshold`.\n", *shown]),
        conf=f"safetykit_stale = {choice!r}\nsafetykit_as_of = '2030-01-01'\n",
    )
    page = site.page()

    assert f"is {fact} ." in text_of(page)
    assert sorted(2 * list(contacts)) == sorted(re.findall(r'href="tel:(\d+)"', page))
    assert 2 == page.count("check it at its source before use")
    assert (choice != "mark") is ("a route of road_safety is past its review" in site.warnings)
    assert (choice != "mark") is ("threshold was to be reviewed by" in site.warnings)


def test_a_changed_file_of_an_installed_module(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page rests on the files of a module that anybody installed, as on those of the library."""
    place = tmp_path / "installed"
    content = place / "acme_tides" / "content"
    content.mkdir(parents=True)
    (content.parent / "__init__.py").write_text("", "utf-8")
    (content.parent / "hooks.py").write_text(
        "from safetykit.toolkit import hookimpl\n\n\n"
        "@hookimpl\ndef safetykit_routes():\n    return ()\n",
        "utf-8",
    )
    (content.parent / "module.toml").write_text(
        'name = "acme_tides"\ntitle = "Tides"\nsummary = "Water."\nversion = "1"\n'
        'api = [1, 1]\njurisdictions = ["england"]\noffers = ["routes"]\n',
        "utf-8",
    )
    (content / "routes.yaml").write_text("routes: []\n", "utf-8")
    about = place / "acme_tides-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-tides\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[safetykit]\nacme_tides = acme_tides.hooks\n")
    monkeypatch.syspath_prepend(str(place))

    site = build("# Site\n\n```{safetykit-module} acme_tides\n```\n")
    noted = {"/".join(Path(path).parts[-2:]) for path in site.app.env.dependencies["index"]}

    assert "" == site.warnings
    assert {"acme_tides/module.toml", "content/routes.yaml"} <= noted


@pytest.mark.parametrize(
    "conf", ["safetykit_stale = 'hide'", "safetykit_jurisdiction = 'uk'", "safetykit_as_of = 'x'"]
)
def test_settings_that_cannot_be_used(build: Build, conf: str) -> None:
    """A setting that cannot be used stops the build before it begins."""
    with pytest.raises(ConfigError, match="safetykit_"):
        build("# Site\n", conf=conf + "\n")


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A copy of the City's plan beside the pages."""
    folder = tmp_path / "src"
    folder.mkdir()
    return Path(shutil.copy(EXAMPLES / "plans" / "city-of-london.yaml", folder))


@pytest.mark.usefixtures("plan_file")
def test_a_plan_and_its_audit(build: Build) -> None:
    """A plan stands with its priorities, and its audit begins with the caution."""
    site = build(
        "# Site\n\n```{safetykit-plan} city-of-london.yaml\n```\n\n"
        "## Audit\n\n```{safetykit-audit} city-of-london.yaml\n:findings: 2\n```\n"
    )

    words = text_of(site.page())
    assert "" == site.warnings
    assert "Priority:" in words
    assert "This is an audit of a transcription that may be incomplete." in words
    assert "There is no overall score." in words
    assert re.search(r"and \d+ more\.", words)


def test_a_priority_that_is_called_as_a_family_of_questions(build: Build, tmp_path: Path) -> None:
    """A plan and its audit on one page have anchors of their own, whatever its priorities."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "town.yaml").write_text(
        "format: 1\nid: town\ntitle: Town\ndated: 2026-01\narea: {name: Town}\n"
        "partnership: {name: P}\nperiod: {period: {start: 2026-01, end: 2028-12}}\n"
        "priorities: [{id: accountability, title: A}, {id: indicators, title: B}]\n"
        "actions: [{id: x, title: X, priorities: [accountability], commitments: []}]\n"
        "indicators:\n  - {id: i, title: I, source: police-uk, group: Burglary,\n"
        "     polarity: lower is better, baseline: {period: {start: 2025-01, end: 2025-12}}}\n",
        "utf-8",
    )

    site = build(
        "# Site\n\n```{safetykit-plan} town.yaml\n```\n\n```{safetykit-audit} town.yaml\n```\n"
    )
    ids = re.findall(r'<section id="([^"]+)"', site.page())

    assert "" == site.warnings
    assert {"town-accountability", "audit-town-accountability", "town-indicators"} <= set(ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.usefixtures("plan_file")
def test_an_evaluation(build: Build, tmp_path: Path) -> None:
    """Page one stands on the site, and the whole report beside it."""
    pytest.importorskip("vl_convert")
    shutil.copytree(EXAMPLES / "data" / "city-of-london", tmp_path / "src" / "data")

    site = build(
        "# Site\n\n```{safetykit-evaluation} city-of-london.yaml\n:data: data\n```\n",
        conf="exclude_patterns = ['data']\n",
    )

    assert "" == site.warnings
    assert "13.54% (987 of 7,287)" in text_of(site.page())
    assert "Indicators are illustrative where the plan names none." in text_of(site.page())
    assert "The plan states no target for this, so nothing can be met" in text_of(site.page())
    link = re.search(r'href="(safetykit-reports/[^"]+)"', site.page())
    assert link
    assert Path(site.app.outdir, link[1]).read_text("utf-8").startswith("<!doctype html>")


def test_a_changed_plan_makes_its_page_again(build: Build, plan_file: Path) -> None:
    """A page is made again when the plan that it shows changes, and others are not."""
    pages = {"other_md": "# Other\n"}
    index = "# Site\n\n```{toctree}\nother\n```\n\n```{safetykit-plan} city-of-london.yaml\n```\n"
    build(index, **pages)
    text = plan_file.read_text("utf-8")
    plan_file.write_text(text.replace("title: Robbery", "title: Robberies"), "utf-8")

    again = build()

    assert {"index"} == set(again.app.env.found_docs) - {"other"}
    assert "Robberies" in again.page()


def test_an_audit_depends_on_what_every_module_says(build: Build, plan_file: Path) -> None:
    """An audit reads the facts and the evidence of modules: a change of one makes it again."""
    site = build("# Site\n\n```{safetykit-audit} city-of-london.yaml\n```\n")
    noted = {"/".join(Path(path).parts[-3:]) for path in site.app.env.dependencies["index"]}

    assert {"road_safety/content/facts.yaml", "evidence/content/evidence.yaml"} <= noted


def test_a_changed_fact_makes_its_pages_again(build: Build, tmp_path: Path) -> None:
    """A page that shows a fact of a module in a folder is made again when the fact changes."""
    folder = tmp_path / "src" / "modules" / "harbour"
    (folder / "content").mkdir(parents=True)
    (folder / "module.toml").write_text(
        'name = "harbour"\ntitle = "Harbour"\nsummary = "Water."\nversion = "1"\n'
        'api = [1, 1]\njurisdictions = ["england"]\noffers = ["facts"]\n',
        "utf-8",
    )
    (folder / "content" / "sources.yaml").write_text(
        "retrieved: 2026-01-01\n"
        "sources:\n  - key: port\n    title: The port\n    publisher: The port\n",
        "utf-8",
    )
    facts = folder / "content" / "facts.yaml"
    text = (
        "facts:\n  - key: harbour.depth\n    title: Depth\n    value: 7\n    unit: metre\n"
        "    kind: statistic\n    jurisdictions: [england]\n    valid_from: 2020-01-01\n"
        "    status: in_force\n    confidence: V\n    sources: [port]\n    review_by: 2028-01-01\n"
    )
    facts.write_text(text, "utf-8")
    conf = "safetykit_modules_dir = 'modules'\nexclude_patterns = ['modules']\n"
    index = "# Site\n\nIt is {safetykit:fact}`harbour.depth`.\n"
    first = build(index, conf=conf)
    facts.write_text(text.replace("value: 7", "value: 8"), "utf-8")

    again = build(conf=conf)

    assert "" == first.warnings
    assert "8 metres" in again.page()


EVERYTHING = """# Safle

```{safetykit-module} fraud_prevention
```

```{safetykit-guide} fraud_prevention.paid_already
```

```{safetykit-glossary} fraud_prevention
```

```{safetykit-audit} city-of-london.yaml
:findings: 2
```

{safetykit:fact}`road_safety.totting.threshold`
"""


class Own(HTMLParser):
    """Collect what a page says in its own language: all that is in no part marked as English."""

    SINGLE = frozenset({"meta", "link", "br", "hr", "img", "input"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []
        self.feed(page.partition("<body")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a language begins."""
        if tag not in self.SINGLE:
            self.open.append((tag, dict(attrs).get("lang") == "en-GB"))

    def handle_endtag(self, tag: str) -> None:
        """Note where it ends."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note a text, but for numbers and addresses that stand for themselves as links."""
        if not any(english for _, english in self.open) and self.open[-1:] != [("a", False)]:
            self.said.append(data)

    @property
    def words(self) -> str:
        """What was said, in one line."""
        return " ".join(" ".join(self.said).split())


@pytest.fixture
def welsh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of Welsh, in which every text is marked."""
    from babel.messages import mofile, pofile
    from babel.messages.catalog import Catalog

    from safetykit.reporting import texts

    made = Catalog(locale="cy")
    with (texts.LOCALE / "safetykit.pot").open("rb") as file:
        for message in pofile.read_po(file):
            if isinstance(message.id, str) and message.id:
                made.add(message.id, f"⟦{message.id}⟧", context=message.context)
    place = tmp_path / "words" / "cy" / "LC_MESSAGES" / "safetykit.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        mofile.write_mo(file, made)
    monkeypatch.setattr(texts, "LOCALE", tmp_path / "words")


@pytest.mark.usefixtures("plan_file", "welsh")
def test_a_site_in_a_language_with_words(build: Build) -> None:
    """Fixed words and days are the site's, and what is in English says so, part by part."""
    site = build(EVERYTHING, conf="language = 'cy'\n")
    own = Own(site.page()).words

    assert site.app.env.get_doctree("index").children
    assert "⟦Sources⟧" in own
    assert "⟦For ⟦England⟧ as of 22 Tachwedd 2026. To be reviewed by" in own
    assert "⟦The content of this page is in English.⟧" in own
    assert "⟦The sentences on the plan and on its figures are in English.⟧" in own
    assert "⟦accountability⟧" in own
    assert [] == re.findall("in the text held|penalty points|reviews|danger", own)


@pytest.mark.usefixtures("plan_file")
def test_a_site_in_a_language_without_words(build: Build) -> None:
    """All that the extension adds is in English, and says so as a whole."""
    page = build(EVERYTHING, conf="language = 'sv'\n").page()
    own = Own(page).words

    assert 'lang="en-GB"' in page
    assert [] == re.findall("Sources|To be reviewed|There is no overall score|penalty", own)


def test_a_site_in_english(build: Build) -> None:
    """English of any country is the language of the page, and nothing is marked."""
    page = build("# Site\n\n```{safetykit-sheet} road_safety.sheet\n```\n", conf="language='en'\n")

    assert "lang=" not in page.page().partition("<body")[2]
    assert "in English" not in page.page()
