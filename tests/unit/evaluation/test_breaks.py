"""The known breaks that split records. Needs numpy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("numpy")

from safetykit.evaluation.breaks import known_breaks
from safetykit.quantities import Month
from safetykit.records import Break, Counts

MakeCounts = Callable[..., Counts]


def known(code: str, start: str, end: str | None = None) -> Break:
    """Return a break of some months."""
    return Break(
        code=code,
        title=code,
        start=Month.parse(start),
        end=Month.parse(end) if end else None,
        reason="Not the same.",
        source="A notice",
    )


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (known("for good, inside", "2017-02"), True),
        (known("for good, at the first month", "2017-01"), False),
        (known("for good, after", "2017-04"), False),
        (known("ends inside", "2016-01", "2017-01"), True),
        (known("ended before", "2016-01", "2016-12"), False),
    ],
    ids=lambda value: value.code if isinstance(value, Break) else "",
)
def test_which_breaks_split_the_records(make_counts: MakeCounts, one: Break, told: bool) -> None:
    """Records from January to March 2017 are split by what changes among their months."""
    counts = make_counts("2017-01", {"Drugs": [1, 2, 3]}, breaks=(one,))

    assert ({counts.source.name: (one,)} if told else {}) == known_breaks([counts])


def test_one_source_in_several_tables(make_counts: MakeCounts) -> None:
    """A break that splits two tables of one source is told once, beside one of the later table."""
    breaks = (known("first", "2017-02"), known("second", "2018-02"))
    early = make_counts("2017-01", {"Drugs": [1, 2]}, breaks=breaks)
    late = make_counts("2017-01", {"Drugs": [1] * 14}, breaks=breaks)

    assert {"police-uk": breaks[:1]} == known_breaks([early])
    assert {"police-uk": breaks} == known_breaks([early, late])


def test_several_sources(make_counts: MakeCounts) -> None:
    """Each source stands under its own name."""
    one, other = known("one", "2017-02"), known("other", "2017-02")
    tables = [
        make_counts("2017-01", {"Drugs": [1, 2]}, breaks=(one,)),
        make_counts("2017-01", {"Stops": [1, 2]}, breaks=(other,), source="stops"),
    ]

    assert {"police-uk": (one,), "stops": (other,)} == known_breaks(tables)
