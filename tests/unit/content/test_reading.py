"""Reading content files: places in errors, sources by key, and packages in zip files."""

import zipfile
from pathlib import Path

import pytest

from safetykit.content import read_fact_book, read_routes, read_sheet_plans, read_taxonomies
from safetykit.errors import DocumentError, InputError

SOURCES = """\
retrieved: 2026-11-22
sources:
  - {key: page, title: A page, publisher: Its owner, published: 2025-12}
"""
FACTS = """\
facts:
  - key: demo.limit
    title: The limit
    value: 35
    kind: threshold
    jurisdictions: [england]
    valid_from: 2020-01-01
    status: in_force
    confidence: V
    sources: [page]
    review_by: 2027-01-01
"""
ROUTE = """\
  - id: demo.police
    label: Police
    contact: "101"
    channel: phone
    stage: report
    jurisdictions: [england]
    confidence: V
    sources: [page]
    review_by: 2027-01-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of valid content."""
    (tmp_path / "sources.yaml").write_text(SOURCES)
    (tmp_path / "facts.yaml").write_text(FACTS)
    (tmp_path / "routes.yaml").write_text("routes:\n" + ROUTE)
    return tmp_path


def test_sources_by_key(folder: Path) -> None:
    """A fact names its source by key and carries it whole."""
    (fact,) = read_fact_book(folder).facts

    assert "Its owner" == fact.sources[0].publisher
    assert "2026-11-22" == fact.sources[0].retrieved.isoformat()


def test_zip(folder: Path, tmp_path: Path) -> None:
    """Content in a zip file is read like content in a folder."""
    archive = tmp_path / "content.zip"
    with zipfile.ZipFile(archive, "w") as stream:
        for name in ("sources.yaml", "facts.yaml"):
            stream.write(folder / name, f"content/{name}")

    book = read_fact_book(zipfile.Path(archive, "content/"))

    assert 1 == len(book)


def test_unknown_source(folder: Path) -> None:
    """A source that is not listed is named, with its place and the nearest one."""
    (folder / "facts.yaml").write_text(FACTS.replace("[page]", "[pages]"))

    with pytest.raises(DocumentError, match=r"facts.yaml:10.*no source has the key 'pages'.*page"):
        read_fact_book(folder)


def test_no_list_of_sources(folder: Path) -> None:
    """Without a list of sources no key is known."""
    (folder / "sources.yaml").unlink()

    with pytest.raises(DocumentError, match=r"Add it to sources.yaml"):
        read_fact_book(folder)


def test_source_twice(folder: Path) -> None:
    """A key of a source stands once."""
    line = SOURCES.splitlines()[-1]
    (folder / "sources.yaml").write_text(SOURCES + line + "\n")

    with pytest.raises(DocumentError, match=r"sources\.yaml:4:5 .*each id once, got .page."):
        read_fact_book(folder)


def test_everything_wrong_with_sources_and_facts(folder: Path) -> None:
    """Two faults of the sources and one of a fact are three problems; no key is called unknown."""
    line = SOURCES.splitlines()[-1]
    (folder / "sources.yaml").write_text(
        SOURCES + line.replace("A page", "<b>A page</b>").replace("2025-12", "soon") + "\n"
    )
    (folder / "facts.yaml").write_text(FACTS.replace("in_force", "enforced"))

    with pytest.raises(DocumentError, match="HTML does not belong") as caught:
        read_fact_book(folder)

    assert ["sources[1].title", "sources[1].published", "facts[0].status"] == [
        problem.place.path for problem in caught.value.problems
    ]


def test_sources_not_a_list(folder: Path) -> None:
    """A list of sources that is none is refused by the strict reader."""
    (folder / "sources.yaml").write_text("[]\n")

    with pytest.raises(DocumentError, match="a mapping"):
        read_fact_book(folder)


def test_misspelt_key(folder: Path) -> None:
    """An unknown key is an error with a suggestion."""
    (folder / "facts.yaml").write_text(FACTS.replace("review_by", "reviewed_by"))

    with pytest.raises(DocumentError, match='Did you mean "review_by"'):
        read_fact_book(folder)


def test_mistyped_date(folder: Path) -> None:
    """A day that does not exist fails at load."""
    (folder / "facts.yaml").write_text(FACTS.replace("2020-01-01", "2020-02-30"))

    with pytest.raises(DocumentError, match=r"facts\[0\].valid_from"):
        read_fact_book(folder)


def test_missing_file(folder: Path) -> None:
    """A file that was not packaged is named."""
    with pytest.raises(DocumentError, match=r"fact_sheets.yaml.*package's data"):
        read_sheet_plans(folder)
    with pytest.raises(DocumentError, match=r"taxonomies.yaml"):
        read_taxonomies(folder)


def test_route_twice(folder: Path) -> None:
    """An id of a route stands once."""
    (folder / "routes.yaml").write_text("routes:\n" + ROUTE + ROUTE)

    with pytest.raises(InputError, match="each id once"):
        read_routes(folder)
