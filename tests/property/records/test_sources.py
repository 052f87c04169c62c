"""Arrays against rows: whatever the files hold, both ways of reading them give the same."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.errors import InputError
from safetykit.records import (
    OUTCOMES,
    STOP_SEARCH,
    marks,
    read_outcomes,
    read_stats19,
    read_stats19_adjusted,
    read_stop_search,
)


def load_plain(name: str) -> ModuleType:
    """Return a reading row by row that stands beside this file."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PLAIN = load_plain("row_by_row")
PLAIN_STATS19 = load_plain("row_by_row_stats19")
ODD = st.sampled_from(
    [
        "",
        " ",
        " a",
        "a  b",
        "a b",
        "'9",
        "'a",
        "a [note 4]",
        "é",
        "\u00a0",
        "a,b",
        'a"b',
        "NA",
        "\t",
    ]
)
BITS = st.sampled_from(
    [*',"\n\r\0% ', "", '""', '","', "\r\n", "\n\n", "\u2028", "é", "x" * 140_000, "\ufeff", ",,,,"]
)
IDENTITIES = st.sampled_from(["a", "b", "c", "d", ""])
TIMES = st.sampled_from(
    [
        *("2016-01-05T12:00:00+00:00", "2016-01-31T23:30:00+00:00", "2016-02-01T00:00:00"),
        *("2016-03-31T22:59:59+00:00", "2016-03-31T23:00:00+00:00", "2016-04-01T00:00:00+01:00"),
        *("2016-04-30T23:59:59.5+00:00", "2016-04-01", "2016-04-31T10:00:00+00:00"),
        *("20160405T101010", "2016-04-05 10:10:10+00:00", "2016-04-05T24:00:00", "Date", "1"),
    ]
)
OUTCOME = {
    "Crime ID": IDENTITIES,
    "Month": st.sampled_from(["2016-01", "2016-02", "2016-03", "2016-13", "Month", "01/2016"]),
    "Reported by": st.sampled_from(["Essex Police", "Kent Police", "Elsewhere Police"]),
    "LSOA code": st.sampled_from(["E01000001", "LSOA code", ""]),
    "Outcome type": st.sampled_from(["Charged", "Fined", "Outcome type"]),
}
SEARCH = {
    "Date": TIMES,
    "Latitude": st.sampled_from(["51.5", ""]),
    "Object of search": st.sampled_from(["Drugs", "Stolen goods", ""]),
    "Outcome": st.sampled_from(["Arrest", "Suspect arrested", "Caution"]),
}
COLLISION = {
    "collision_index": IDENTITIES,
    "collision_severity": st.sampled_from(["1", "2", "3", "-1"]),
    "number_of_vehicles": st.sampled_from(["1", "2", "x"]),
    "number_of_casualties": st.sampled_from(["1", "2", "-1"]),
    "date": st.sampled_from(["31/01/2014", "2014-02-01", "01/04/2014", "31/02/2014"]),
    "local_authority_district": st.sampled_from(["2", "-1", "Camden"]),
    "local_authority_ons_district": st.sampled_from(["E09000007", "E09000031", "-1"]),
    "collision_adjusted_severity_serious": st.sampled_from(["0.1", "0.25", ""]),
    "collision_adjusted_severity_slight": st.sampled_from(["0.9", "0.75", "1e-3"]),
}
CASUALTY = {
    "collision_index": st.sampled_from(["a", "b", "c", "z", ""]),
    "casualty_reference": st.just("1"),
    "vehicle_reference": st.sampled_from(["1", "2"]),
    "casualty_severity": st.sampled_from(["1", "3", "9"]),
    "casualty_type": st.sampled_from(["0", "1", "Cyclist"]),
    "casualty_adjusted_severity_serious": st.sampled_from(["0.1", "0.2", "0.7"]),
    "casualty_adjusted_severity_slight": st.sampled_from(["0.3", "0.9", "nan"]),
}
VEHICLE = {
    "collision_index": st.sampled_from(["a", "b", "z"]),
    "vehicle_reference": st.sampled_from(["1", "2", " 1"]),
    "vehicle_type": st.sampled_from(["1", "9", "Car"]),
}


@st.composite
def tables(draw: Any, fields: dict[str, st.SearchStrategy[str]], columns: Sequence[str]) -> bytes:
    """Return the bytes of a table, oddly written now and then."""
    first, *others = fields.values()
    row = st.tuples(first, *others)
    header = list(draw(st.permutations(columns)) if draw(st.booleans()) else columns)
    out = io.StringIO()
    writer = csv.writer(
        out,
        lineterminator=draw(st.sampled_from(["\n", "\r\n"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    )
    writer.writerow(header)
    for texts in draw(st.lists(row, max_size=8)):
        stated = dict(zip(fields, texts, strict=True))
        if draw(st.integers(0, 7)) == 0:
            stated[draw(st.sampled_from(sorted(fields)))] = draw(ODD)
        writer.writerow([stated.get(column, "") for column in header])
    text = out.getvalue()
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1, 2]))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(BITS) + text[at + draw(st.integers(0, 3)) :]
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16"])))


def answer(read: Callable[..., object], path: Path, **how: object) -> object:
    """Return what a reader gives, or the words in which it refuses."""
    try:
        return read(path, **how)
    except InputError as error:
        return str(error)


def write(path: Path, data: bytes) -> None:
    """Write a file, compressed if its name says so."""
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


MONTHLY = st.sampled_from(["2016-01-essex", "2016-02-essex", "2016-01-kent", "2016-04-kent"])
SIZES = st.sampled_from([1, marks.BATCH])


@settings(deadline=None, max_examples=30)
@given(
    files=st.dictionaries(MONTHLY, tables(OUTCOME, OUTCOMES.columns), min_size=1),
    packed=st.booleans(),
    size=SIZES,
)
def test_outcomes_by_arrays_and_by_rows(files: dict[str, bytes], packed: bool, size: int) -> None:
    """The same counts, findings and lines, or the same refusal."""
    with tempfile.TemporaryDirectory() as name, patch.object(marks, "FIRST_BATCH", size):
        for start, data in files.items():
            write(Path(name) / f"{start}-outcomes.csv{'.gz' * packed}", data)
        expected = answer(PLAIN.read_outcomes, Path(name))
        found = answer(read_outcomes, Path(name))

    assert expected == found


@settings(deadline=None, max_examples=30)
@given(
    files=st.dictionaries(MONTHLY, tables(SEARCH, STOP_SEARCH.columns), min_size=1),
    by=st.sampled_from(["object", "outcome"]),
    size=SIZES,
)
def test_searches_by_arrays_and_by_rows(files: dict[str, bytes], by: str, size: int) -> None:
    """The same counts, findings and lines, or the same refusal."""
    with tempfile.TemporaryDirectory() as name, patch.object(marks, "FIRST_BATCH", size):
        for start, data in files.items():
            write(Path(name) / f"{start}-stop-and-search.csv", data)
        expected = answer(PLAIN.read_stop_search, Path(name), by=by)
        found = answer(read_stop_search, Path(name), by=by)

    assert expected == found


@settings(deadline=None, max_examples=30)
@given(
    collisions=st.lists(tables(COLLISION, tuple(COLLISION)), min_size=1, max_size=2),
    casualties=tables(CASUALTY, tuple(CASUALTY)),
    vehicles=tables(VEHICLE, tuple(VEHICLE)),
    by=st.sampled_from(["collision severity", "casualty type", "vehicle type"]),
)
def test_road_collisions_by_arrays_and_by_rows(
    collisions: list[bytes], casualties: bytes, vehicles: bytes, by: str
) -> None:
    """The same counts, sums, findings and lines, or the same refusal."""
    with tempfile.TemporaryDirectory() as name:
        for i, data in enumerate(collisions):
            write(Path(name) / f"collisions-{i}.csv", data)
        write(Path(name) / "casualties.csv", casualties)
        write(Path(name) / "vehicles.csv", vehicles)
        expected = answer(PLAIN_STATS19.read_stats19, Path(name), by=by)
        found = answer(read_stats19, Path(name), by=by)
        sums = [
            answer(read, Path(name))
            for read in (PLAIN_STATS19.read_stats19_adjusted, read_stats19_adjusted)
        ]

    assert expected == found
    if isinstance(sums[0], str):
        assert sums[0] == sums[1]
    else:
        first, second = sums
        assert np.array_equal(first.values, second.values, equal_nan=True)
        assert (first.quality, first.files) == (second.quality, second.files)
        assert (first.months, first.areas) == (second.months, second.areas)


@pytest.mark.parametrize("kind", ["outcomes", "stop-and-search"])
def test_row_list_is_for_odd_files_alone(kind: str, tmp_path: Path) -> None:
    """A regular file, quoted or not, is never read row by row."""
    texts = {
        "outcomes": f"{','.join(OUTCOMES.columns)}\n"
        'a,2016-01,Essex Police,Essex Police,0,51,"On, or near",E01000001,X,Charged\n',
        "stop-and-search": "Date,Latitude,Object of search\n2016-01-05T12:00:00,51.5,Drugs\n",
    }
    write(tmp_path / f"2016-01-essex-{kind}.csv", texts[kind].encode())
    read = {"outcomes": read_outcomes, "stop-and-search": read_stop_search}[kind]
    with patch.object(marks, "RowList", side_effect=AssertionError("row by row")):
        counts = read(tmp_path)

    assert 1 == counts.values.sum()
