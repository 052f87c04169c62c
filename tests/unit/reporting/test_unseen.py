"""What cannot be seen: the limits of each source under its own name, each said once."""

from __future__ import annotations

import io

import attrs
import pytest

pytest.importorskip("numpy")

import safetykit
from safetykit.reporting.blocks import Listing, Part
from safetykit.reporting.sections.records import unseen, unseen_by_source
from safetykit.reporting.texts import load_texts


@pytest.fixture
def several(city: safetykit.Evaluation) -> safetykit.Evaluation:
    """The City's evaluation on two more sources, one of which shares a limit with the first."""
    own, *_ = city.sources
    shared = own.cannot_see[0]
    stops = attrs.evolve(
        own, name="stops", title="Stop and search", cannot_see=("Where a stop was.", shared)
    )
    survey = attrs.evolve(own, name="survey", title="A survey", cannot_see=("Who said it.",))
    return attrs.evolve(
        city,
        sources=(own, stops, survey),
        unseen=(*own.cannot_see, "Where a stop was.", "Who said it."),
    )


def test_each_limit_stands_once_under_the_names_of_its_sources(
    several: safetykit.Evaluation,
) -> None:
    """What several sources cannot show stands first, under all their names; the rest under one."""
    own = several.sources[0]
    found = unseen_by_source(several)

    assert (own.title, "Stop and search") == next(iter(found))
    assert (own.cannot_see[0],) == found[own.title, "Stop and search"]
    assert own.cannot_see[1:] == found[own.title,]
    assert ("Where a stop was.",) == found["Stop and search",]
    assert ("Who said it.",) == found["A survey",]
    assert sorted(several.unseen) == sorted(text for limits in found.values() for text in limits)


def test_a_part_for_each_source(several: safetykit.Evaluation) -> None:
    """Each group is titled by its sources."""
    own = several.sources[0].title
    titles = [
        block.title for block in unseen(several, load_texts()).blocks if isinstance(block, Part)
    ]

    assert [f"{own}; Stop and search", own, "Stop and search", "A survey"] == titles


def test_one_source_needs_no_name(city: safetykit.Evaluation) -> None:
    """Its limits are one list."""
    assert (Listing(items=city.unseen),) == unseen(city, load_texts()).blocks


def test_no_source(city: safetykit.Evaluation) -> None:
    """Without records it says so."""
    found = unseen(attrs.evolve(city, sources=(), unseen=()), load_texts())

    assert "No records were read." in repr(found)


def test_in_the_terminal(several: safetykit.Evaluation) -> None:
    """The terminal names the sources too."""
    console = pytest.importorskip("rich.console").Console(file=io.StringIO(), width=400)
    from safetykit.reporting.terminal import print_evaluation

    print_evaluation(several, console)
    lines = [line.strip() for line in console.file.getvalue().splitlines()]

    assert lines.index("Stop and search") + 1 == lines.index("Where a stop was.")
    assert lines.index("A survey") + 1 == lines.index("Who said it.")


def test_as_data(several: safetykit.Evaluation) -> None:
    """Programs get the limits of each source with the source."""
    from safetykit.reporting import evaluation_data

    found = {
        source["title"]: source["cannot_see"] for source in evaluation_data(several)["sources"]
    }

    assert [several.sources[0].cannot_see[0]] == found["Stop and search"][1:]
    assert ["Who said it."] == found["A survey"]
