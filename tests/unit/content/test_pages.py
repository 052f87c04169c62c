"""Explainers, checklists, terms, indicators and evidence: what is read, shown and refused."""

import datetime as dt
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.content import (
    VERDICTS,
    Checklist,
    EffectDirection,
    Explainer,
    IndicatorPolarity,
    Jurisdiction,
    ModuleContent,
    ReportSection,
    ReportTable,
    Unknown,
)
from safetykit.errors import DocumentError, InputError
from safetykit.model import Polarity

DAY = dt.date(2026, 11, 22)
Spoil = Callable[[str, str, str], Path]


def module(folder: Path) -> ModuleContent:
    """Return the content of a folder."""
    return ModuleContent("", folder=folder)


def test_explainer(content: Path) -> None:
    """An explainer shows the facts that hold and may be published, with their sources."""
    (found,) = module(content).explainers_for(jurisdiction="england", as_of=DAY)

    assert isinstance(found, Explainer)
    assert ["demo.limit"] == [fact.key for fact in found.questions[0].facts]
    assert ["page"] == [source.key for source in found.sources]
    assert not found.review_overdue
    assert found == pickle.loads(pickle.dumps(found))


def test_checklist(content: Path) -> None:
    """A checklist shows the facts that hold and may be published, with their sources."""
    (found,) = module(content).checklists_for(jurisdiction="england", as_of=DAY)

    assert isinstance(found, Checklist)
    assert ["demo.limit"] == [fact.key for fact in found.items[0].facts]
    assert ["page"] == [source.key for source in found.sources]
    assert not found.review_overdue
    assert found == pickle.loads(pickle.dumps(found))


@pytest.mark.parametrize("kind", ["explainers_for", "checklists_for"])
def test_other_nation(content: Path, kind: str) -> None:
    """Another nation gets Unknown."""
    (found,) = getattr(module(content), kind)(jurisdiction="wales", as_of=DAY)

    assert isinstance(found, Unknown)


def test_glossary(content: Path) -> None:
    """A term holds where and when it says."""
    (term,) = module(content).glossary

    assert "Killed or seriously injured." == term.meaning
    assert term.covers(Jurisdiction.ENGLAND, DAY)
    assert not term.covers(Jurisdiction.WALES, DAY)


def test_indicators(content: Path) -> None:
    """An indicator's units are canonical, and its polarity is that of a plan's indicators."""
    reports, harm = module(content).indicators

    assert ("report", "resident", "") == (reports.unit, reports.basis, harm.basis)
    assert Polarity.MORE_REPORTING is reports.polarity.of_a_plan
    assert list(Polarity) == [polarity.of_a_plan for polarity in IndicatorPolarity]


def test_scales_that_disagree(content: Path) -> None:
    """Two scales stand side by side."""
    (lighting,) = module(content).evidence

    effects = [rating.effect for rating in lighting.rated("burglary")]

    assert [EffectDirection.REDUCES, EffectDirection.NO_EFFECT] == effects
    assert "Its owner" == lighting.ratings[0].source.publisher
    assert () == lighting.rated("robbery")


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("explainers.yaml", ", facts: [demo.limit, demo.shaky]", "", "names no fact and no source"),
        ("explainers.yaml", "demo.limit,", "demo.limt,", 'nothing called "demo.limt"'),
        ("checklists.yaml", "demo.limit,", "demo.limt,", 'nothing called "demo.limt"'),
        ("checklists.yaml", "id: look", "id: Look", "a key in lower case"),
        ("glossary.yaml", "sources: [page]", "sources: []", "at least one source"),
        ("glossary.yaml", "Killed or seriously injured.", '" "', "a term with a meaning"),
        ("glossary.yaml", "[england]", "[uk]", "one of england, wales"),
        ("indicators.yaml", "paired_with: demo.harm, ", "", "beside a measure of harm"),
        ("indicators.yaml", "sources: [page]", "sources: []", "names no source"),
        ("indicators.yaml", "basis: residents", "basis: resdents", "a unit that safetykit knows"),
        ("indicators.yaml", "demo.harm, title", "demo.reports, title", "each id once"),
        ("evidence.yaml", "source: page", "source: pages", "no source has the key 'pages'"),
        ("evidence.yaml", "effect: reduces", "effect: good", "one of reduces, no effect"),
        ("evidence.yaml", "jurisdictions: [england]", "jurisdictions: []", "at least one nation"),
    ],
)
def test_refused(spoil: Spoil, file: str, old: str, new: str, words: str) -> None:
    """What does not fit is named with its file and place."""
    content = module(spoil(file, old, new))

    with pytest.raises(DocumentError, match=rf"content/{file}:\d+:\d+.*{words}"):
        getattr(content, file.removesuffix(".yaml"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Look <script>alert(1)</script>.", "HTML does not belong in a text"),
        ("Look <a href='x'>here</a>.", "HTML does not belong in a text"),
        ("Look <!-- hidden -->.", "HTML does not belong in a text"),
        ("Look [here](javascript:alert(1)).", "run nothing"),
        ("Look at JavaScript:alert(1).", "run nothing"),
        ("Look [here](http://example.org).", "run nothing"),
        ("Look data:text/html;base64,AAAA", "run nothing"),
    ],
)
def test_markup(spoil: Spoil, text: str, words: str) -> None:
    """A text holds neither HTML nor a link that could run something."""
    folder = spoil("checklists.yaml", "Look both ways.", f'"{text}"')

    with pytest.raises(DocumentError, match=rf"checklists.yaml:8.*{words}"):
        _ = module(folder).checklists


@pytest.mark.parametrize(
    "text", ["Less than <5 people.", "Data: none.", "See [the page](https://example.org).", "a < b"]
)
def test_plain_words(spoil: Spoil, text: str) -> None:
    """Signs that are no markup pass."""
    folder = spoil("checklists.yaml", "Look both ways.", f'"{text}"')

    assert text == module(folder).checklists[0].items[0].text


def test_all_files_at_once(spoil: Spoil) -> None:
    """The problems of a module name every file in which something is wrong."""
    spoil(
        "facts.yaml", "valid_from: 2020-01-01", "valid_from: 2020-01-01\n    valid_to: 2019-01-01"
    )
    spoil("routes.yaml", '"101"', '"call us"')
    spoil("glossary.yaml", "[england]", "[uk]")

    spoil("checklists.yaml", "id: look", "id: Look")
    found = module(spoil("evidence.yaml", "page", "pages")).problems()

    files = {(problem.place.file or "").removeprefix("content/") for problem in found}
    checked = {"facts.yaml", "routes.yaml", "glossary.yaml", "checklists.yaml", "evidence.yaml"}
    assert checked == files
    assert all(problem.place.line for problem in found)
    assert len(found) == len(set(found))


def test_a_module_without_a_problem(content: Path) -> None:
    """A sound folder has no problems."""
    assert () == module(content).problems()


def test_overlapping_facts(content: Path) -> None:
    """Facts with one key that cover one day are named by their places, all of them."""
    text = (content / "facts.yaml").read_text()
    (content / "facts.yaml").write_text(text + text.removeprefix("facts:\n"))

    with pytest.raises(DocumentError) as caught:
        _ = module(content).book

    assert ["facts[2]", "facts[3]"] == [problem.place.path for problem in caught.value.problems]
    assert "demo.limit overlaps with facts[0] in England" in str(caught.value)


def test_facts_within_a_longer_one(content: Path) -> None:
    """Each fact that a longer one covers is named, also where others stand between them."""
    text = (content / "facts.yaml").read_text()
    first = text.removeprefix("facts:\n").partition("  - key: demo.shaky")[0]
    for start, end in (("2021-01-01", "2021-02-01"), ("2022-01-01", "2022-02-01")):
        text += first.replace("2020-01-01", f"{start}\n    valid_to: {end}")
    (content / "facts.yaml").write_text(text)

    with pytest.raises(DocumentError) as caught:
        _ = module(content).book

    told = [problem.message for problem in caught.value.problems]
    assert 2 * ["demo.limit overlaps with facts[0] in England."] == told


@pytest.mark.parametrize(
    ("first", "second", "is_sound"),
    [
        ("valid_to: 2020-12-31", "valid_from: 2021-01-01", True),
        ("valid_to: 2021-01-01", "valid_from: 2021-01-01", False),
        ("valid_from: 2019-01-01", "valid_from: 2021-01-01", False),
    ],
)
def test_two_meanings(content: Path, first: str, second: str, is_sound: bool) -> None:
    """A term has one meaning in a nation on a day."""
    text = (content / "glossary.yaml").read_text()
    term = text.removeprefix("glossary:\n")
    spelt = [term.rstrip().removesuffix("}") + f", {days}}}\n" for days in (first, second)]
    (content / "glossary.yaml").write_text("glossary:\n" + "".join(spelt))

    if is_sound:
        assert 2 == len(module(content).glossary)
        return
    with pytest.raises(DocumentError, match=r"glossary\[1\]\): .* overlaps with glossary\[0\] in"):
        _ = module(content).glossary


def test_report_section_table() -> None:
    """A table with a row of the wrong length is refused, and a section pickles."""
    with pytest.raises(InputError, match=r"rows\[1\]: expected 2 cells"):
        ReportTable(caption="c", columns=("a", "b"), rows=(("1", "2"), ("3",)))
    table = ReportTable(caption="c", columns=("a",), rows=(("1",),))
    section = ReportSection(
        key="demo.section", title="t", jurisdiction=Jurisdiction.WALES, as_of=DAY, tables=(table,)
    )

    assert section == pickle.loads(pickle.dumps(section))


def test_sheet_that_names_an_unknown_fact(content: Path) -> None:
    """A section names facts of the module; another is refused with its place."""
    (content / "fact_sheets.yaml").write_text(
        "fact_sheets:\n  - key: demo.sheet\n    title: T\n    jurisdictions: [england]\n"
        "    review_by: 2027-01-01\n    where_else: Elsewhere.\n    sections:\n"
        "      - {title: S, facts: [demo.limt]}\n"
    )

    with pytest.raises(DocumentError, match=r'fact_sheets.yaml:8:.*"demo.limt".*demo.limit'):
        _ = module(content).sheet_plans


def test_verdict_in_a_page() -> None:
    """Each kind of verdict has a reason that a writer can act on."""
    assert all(verdict.reason for verdict in VERDICTS)
    assert len({verdict.reason for verdict in VERDICTS}) == len(VERDICTS)


def test_overlaps_beside_other_problems(spoil: Spoil) -> None:
    """Facts that overlap are named even where another fact of the file is broken."""
    folder = spoil("facts.yaml", "value: 7", "value: ''")
    text = (folder / "facts.yaml").read_text()
    sound = text.removeprefix("facts:\n").partition("  - key: demo.shaky")[0]
    (folder / "facts.yaml").write_text(text + sound)

    with pytest.raises(DocumentError) as caught:
        _ = module(folder).book

    paths = [problem.place.path for problem in caught.value.problems]
    assert ["facts[1].value", "facts[2]"] == paths
