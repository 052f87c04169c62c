"""Spoilt tables: whatever a file holds, it is read or refused by name, and never a traceback."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.errors import InputError
from safetykit.records import read_aggregate, read_populations, read_survey
from safetykit.records.areas import read_lookup

FIGURES = """\
period,area,indicator,value,denominator,owner,received on,provisional,note
2026-07,Lincoln,Referrals,41,120,Police,2026-08-10,no,
2026/27 Q1,"Lincoln, city",Visits,<5,,Police,2026-08-10,yes,"a ""note"" b"
"""
SURVEY = """\
area,measure,wording,population,fieldwork,share,base,low,high,source
Lincoln,Safe,How safe?,adults,2026-01..2026-03,62%,"1,204",58%,66%,Town
"""
POPULATIONS = """\
area,year,basis,size,source
Lincoln,2020,resident,"100,049",ONS
"""
LOOKUP = """\
LSOA11CD,LSOA11NM,LAD17CD,LAD17NM
E01000001,City 001A,E09000001,City of London
"""
READERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "figures": (FIGURES, lambda path: read_aggregate(path, as_of=dt.date(2026, 12, 1), step=1)),
    "survey": (SURVEY, read_survey),
    "populations": (POPULATIONS, read_populations),
    "look-up": (LOOKUP, read_lookup),
}
BITS = st.sampled_from(
    [*',"\n\r\0%<.-/9', "..", "Q", "", "nan", "1e999", "2026-99", "٣", "\u2028", "=1+1", "0" * 400]
)


@pytest.mark.parametrize("kind", READERS)
def test_table_before_it_is_spoilt(kind: str, tmp_path: Path) -> None:
    """The tables are read as they stand, so that what is spoilt was sound before."""
    text, read = READERS[kind]
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")

    assert read(path)


@pytest.mark.parametrize("kind", READERS)
@given(data=st.data())
def test_spoilt_table_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    """A few characters put in or taken out never end in anything but a refusal."""
    text, read = READERS[kind]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 6))
        text = text[:at] + data.draw(BITS) + text[at + gone :]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "table.csv"
        path.write_bytes(text.encode())
        try:
            read(path)
            answer = "read"
        except InputError as error:
            answer = str(error)

    assert answer == "read" or "expected" in answer or "table.csv" in answer
