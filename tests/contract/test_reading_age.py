"""How old a reader must be for the public pages of every bundled module.

The measure is the Flesch-Kincaid grade (Kincaid and others 1975) of a whole page, plus five years,
as textstat 0.7.4 computes it with the hyphenation patterns of pyphen, without a network. Titles,
questions, answers, our own words and plain facts are read; powers, duties and tests of a defence
are not, because they follow the words of the law.

The target is an age of 9 to 11. `OLDEST` is the bound that every page keeps today, and it may only
come down. A low figure is no proof that a page is clear: the measure counts syllables and words.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from safetykit.content import Explainer, Fact, FactKind, FactSheet, Guide, Jurisdiction
from safetykit.toolkit import Toolkit

textstat = pytest.importorskip("textstat")

ROOT = Path(__file__).parents[2]
POINTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"][
    "safetykit"
]
DAY = dt.date(2026, 11, 22)
OLDEST = 12.5
PLAINEST = (
    "antisocial_behaviour",
    "business_crime",
    "commissioning",
    "counter_terrorism",
    "cyber_crime",
    "emergency_workers",
    "engagement",
    "fraud_prevention",
    "hate_crime",
    "night_time_economy",
    "reoffending",
    "road_safety",
    "rural_crime",
    "use_of_force",
    "victims",
    "violence_prevention",
    "vulnerability",
)
LAW = (FactKind.POWER, FactKind.DUTY, FactKind.DEFENCE_TEST)
Page = FactSheet | Guide | Explainer


def reading_age(parts: list[str]) -> float:
    """Return the age at which a page can be read; each part counts as a sentence or more."""
    text = " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)
    return 5.0 + float(textstat.flesch_kincaid_grade(text))


def stated(facts: tuple[Fact, ...]) -> list[str]:
    """Return facts as a page states them, those that follow the words of the law aside."""
    return [f"{fact.title}: {fact.value}" for fact in facts if fact.kind not in LAW]


def words_of(page: Page) -> list[str]:
    """Return what a page says to its reader."""
    parts = [page.title]
    if isinstance(page, FactSheet):
        for section in page.sections:
            parts += [section.title, *section.words, *stated(section.facts)]
    elif isinstance(page, Explainer):
        for asked in page.questions:
            parts += [asked.ask, *asked.words, *stated(asked.facts)]
    else:
        parts += page.intro
        for question in page.questions:
            parts += [question.ask, question.help, *(a.label for a in question.answers)]
        for ending in page.endings:
            parts += [ending.title, *ending.words, *stated(ending.facts)]
    return parts


def pages(module: Toolkit, nation: Jurisdiction) -> Iterator[Page]:
    """Yield the public pages of a module for one nation."""
    made = (
        *module.fact_sheets(jurisdiction=nation, as_of=DAY),
        *module.guides(jurisdiction=nation, as_of=DAY),
        *module.explainers(jurisdiction=nation, as_of=DAY),
    )
    yield from (page for page in made if isinstance(page, Page))


@pytest.mark.parametrize("name", sorted(POINTS))
def test_pages_can_be_read(name: str) -> None:
    """No page of any module asks for more than the bound; those of most keep to the target."""
    module = Toolkit.discover(plugins=[f"safetykit:{name}"])
    bound = 11.0 if name in PLAINEST else OLDEST
    ages = {
        f"{page.key} ({nation.value})": reading_age(words_of(page))
        for nation in Jurisdiction
        for page in pages(module, nation)
    }
    too_old = {key: age for key, age in ages.items() if age > bound}

    assert {} == too_old


def test_there_is_something_to_read() -> None:
    """The pages are found: a measure of nothing proves nothing."""
    toolkit = Toolkit.discover(plugins=[f"safetykit:{name}" for name in PLAINEST])
    found = [page.key for nation in Jurisdiction for page in pages(toolkit, nation)]

    assert len(found) > 20
    assert set(PLAINEST) == {key.partition(".")[0] for key in found}


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("You can ask for a review. It is free. Your council must say how.", 0.0, 8.0),
        (
            "The relevant bodies must determine whether the applicable threshold is satisfied in "
            "accordance with the review procedures for the time being in force.",
            18.0,
            40.0,
        ),
    ],
)
def test_measure(text: str, least: float, most: float) -> None:
    """The measure tells plain words from those of a statute, without a network."""
    assert least < reading_age([text]) < most
