"""Strategies for counts of records and the sources that they are from. Needs numpy.

What belongs here: small tables with any gap, flag and basis. What does not: files of records;
`safetykit.testing.write_police_uk_tree` writes those.
"""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from safetykit.extras import need
from safetykit.quantities import Month
from safetykit.records import (
    POLICE_UK,
    AreaKey,
    AreaRule,
    Break,
    Counts,
    DataSource,
    Series,
    Travel,
)
from safetykit.testing.strategies.values import months, texts

np: Final = need("numpy", wanted_by="Drawing counts")

__all__ = ["area_keys", "counts", "data_sources", "series"]

_LETTERS: Final = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
_NAMES: Final = st.sampled_from(["Harbourtown", "Burglary", "Drugs"]) | st.text(
    _LETTERS, min_size=1, max_size=12
)
_BASES: Final = st.one_of(
    st.just(float("nan")), st.floats(0, 1e15), st.integers(0, 10**9).map(float)
)
_LARGEST: Final = 10**12


def area_keys() -> st.SearchStrategy[AreaKey]:
    """Draw names of areas, each with the rule by which rows count as theirs."""
    return st.builds(AreaKey, st.sampled_from(AreaRule), _NAMES)


@st.composite
def data_sources(draw: st.DrawFn) -> DataSource:
    """Draw descriptions of sources, published or a partner's, with a break or without."""
    first = draw(months(first=Month(2010, 1), last=Month(2020, 12)))
    breaks = st.builds(
        Break,
        code=st.just("new-rules"),
        title=texts(),
        start=st.just(first),
        end=st.none() | st.integers(0, 24).map(lambda steps: first + steps),
        reason=texts(),
        source=texts(),
    )
    return DataSource(
        name=draw(st.sampled_from(["harbourtown-reports", "harbourtown-visits"])),
        title=draw(texts()),
        publisher=draw(texts()),
        url="https://example.org/data",
        licence="Open Government Licence v3.0",
        attribution=draw(texts()),
        travel=draw(st.sampled_from(Travel)),
        categories=tuple(draw(st.lists(_NAMES, max_size=3, unique=True))),
        breaks=tuple(draw(st.lists(breaks, max_size=1))),
    )


@st.composite
def counts(
    draw: st.DrawFn,
    *,
    source: DataSource | None = None,
    max_periods: int = 4,
    max_areas: int = 3,
    max_groups: int = 3,
) -> Counts:
    """Draw counts by month, quarter or year, with any flags and bases.

    Args:
        draw: Given by Hypothesis.
        source: Where they are from; the police's street crime if None.
        max_periods: The greatest number of periods.
        max_areas: The greatest number of areas.
        max_groups: The greatest number of categories.
    """
    step = draw(st.sampled_from([1, 3, 12]))
    first = draw(months(first=Month(2016, 1), last=Month(2030, 12)))
    sizes = (st.integers(1, max_periods), st.integers(1, max_areas), st.integers(1, max_groups))
    shape = draw(st.tuples(*sizes))
    names, groups = (draw(_some_names(n)) for n in shape[1:])
    rules = draw(st.lists(st.sampled_from(AreaRule), min_size=shape[1], max_size=shape[1]))
    table = _table(draw, shape)
    return Counts(
        source=source or POLICE_UK,
        months=tuple(first + step * i for i in range(shape[0])),
        step=step,
        areas=tuple(AreaKey(rule, name) for rule, name in zip(rules, names, strict=True)),
        groups=groups,
        **table,
    )


@st.composite
def series(draw: st.DrawFn, *, source: DataSource | None = None, max_periods: int = 12) -> Series:
    """Draw the counts of one category, or of all, in one area.

    Args:
        draw: Given by Hypothesis.
        source: Where they are from; the police's street crime if None.
        max_periods: The greatest number of periods.
    """
    table = draw(counts(source=source, max_periods=max_periods, max_areas=1, max_groups=2))
    return table.series(draw(st.sampled_from([None, *table.groups])), area=table.areas[0])


def _some_names(number: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_NAMES, min_size=number, max_size=number, unique=True).map(tuple)


def _table(draw: st.DrawFn, shape: tuple[int, ...]) -> dict[str, Any]:
    """Draw figures and flags that agree: nothing is counted where nothing was reported."""
    reported = draw(arrays(np.bool_, shape, fill=st.just(True)))
    values = draw(arrays(np.int64, shape, elements=st.integers(0, _LARGEST)))
    return {
        "values": values * reported,
        "reported": reported,
        "provisional": draw(arrays(np.bool_, shape, fill=st.just(False))) & reported,
        "denominators": draw(st.none() | arrays(np.float64, shape, elements=_BASES)),
    }
