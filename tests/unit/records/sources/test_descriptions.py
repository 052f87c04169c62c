"""What each source says of itself."""

from __future__ import annotations

import pytest

from safetykit.records import (
    OUTCOMES,
    POLICE_UK,
    RECORDED_CRIME_CSP,
    STATS19,
    STOP_SEARCH,
    USE_OF_FORCE,
    DataSource,
)
from safetykit.serial import structure, unstructure

SOURCES = (OUTCOMES, POLICE_UK, RECORDED_CRIME_CSP, STATS19, STOP_SEARCH, USE_OF_FORCE)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_source_is_described(source: DataSource) -> None:
    """Licence, attribution and four or more whole sentences on what cannot be seen."""
    assert all((source.title, source.publisher, source.licence, source.attribution, source.unit))
    assert source.url.startswith("https://")
    assert len(source.cannot_see) >= 4
    assert all(sentence.endswith(".") for sentence in source.cannot_see)
    assert len(set(source.cannot_see)) == len(source.cannot_see)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_breaks_are_in_order_and_sourced(source: DataSource) -> None:
    """Each break says why figures do not compare, and where that is written."""
    assert source.breaks
    assert sorted(source.breaks, key=lambda known: known.start) == list(source.breaks)
    assert all(known.reason.endswith(".") and known.source for known in source.breaks)


def test_break_whose_month_has_no_source() -> None:
    """It says so in the words that a finding shows, and a break without such words names one."""
    unsourced = {
        known.code
        for source in SOURCES
        for known in source.breaks
        if "general knowledge" in known.reason or "no source was found" in known.reason
    }

    assert {"principal-crime-2023", "best-use-2014"} == unsourced
    assert ["principal-crime-2023"] == [
        known.code for source in SOURCES for known in source.breaks if "none found" in known.source
    ]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_description_survives_a_file(source: DataSource) -> None:
    """It is written beside a table of counts and read back unchanged."""
    assert source == structure(unstructure(source), DataSource)


def test_names_differ() -> None:
    """A name means one source."""
    assert len(SOURCES) == len({source.name for source in SOURCES})
