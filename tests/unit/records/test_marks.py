"""Rows as numbers, whichever way a file is read."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import attrs
import pytest

from safetykit.errors import InputError
from safetykit.records import marks
from safetykit.records.counting import SourceFile
from safetykit.records.engine import Engine, open_engine
from safetykit.records.mapping import Layout
from safetykit.records.marks import MarkedFile, read_marks
from safetykit.records.query import RowQuery

HEADER = "id,month,kind\n"
QUERY = RowQuery(keys=(("month",), ("kind",)), identities=("id",), whole=True)


def read(tmp_path: Path, *texts: str) -> list[MarkedFile]:
    """Write files and read them."""
    files = []
    for i, text in enumerate(texts):
        path = tmp_path / f"{i}.csv"
        path.write_text(HEADER + text, encoding="utf-8", newline="")
        files.append(SourceFile(path=path, name=path.name))
    with open_engine() as engine:
        return list(read_marks(engine, files, QUERY, Layout(header_row=1), on_file=lambda _: None))


def words_of(file: MarkedFile) -> list[tuple[int, str, str]]:
    """Return the line and the texts of each row."""
    months, kinds = (
        [values[code][0] for code in codes.tolist()]
        for codes, values in zip(file.codes, file.values, strict=True)
    )
    return list(zip(file.lines.tolist(), months, kinds, strict=True))


def test_odd_file_among_regular_ones(tmp_path: Path) -> None:
    """It gives the same texts and the same marks, on its own lines, and files keep their order."""
    first, odd, last = read(
        tmp_path, "a,2016-01,x\nb,2016-01,y\n", "\na,2016-01, x \nb,\n", "b,2016-02,x\n"
    )

    assert [(2, "2016-01", "x"), (3, "2016-01", "y")] == words_of(first)
    assert [(3, "2016-01", "x")] == words_of(odd)
    assert [(2, "2016-02", "x")] == words_of(last)
    assert ((4, 2),) == odd.wrong
    assert (2, 2, 1) == (first.rows, odd.rows, last.rows)
    assert first.identities[0].tolist() == [*odd.identities[0], *last.identities[0]]


def test_identity_that_wants_cleaning(tmp_path: Path) -> None:
    """Blanks around it do not make it another."""
    first, second = read(tmp_path, "a b,2016-01,x\n", "a  b,2016-01,x\n")

    assert first.identities[0].tolist() == second.identities[0].tolist()


def test_line_of_blanks(tmp_path: Path) -> None:
    """It is no row, though it has as many fields as the header."""
    (file,) = read(tmp_path, "a,2016-01,x\n,,\nb,2016-01,x\n")

    assert [(2, "2016-01", "x"), (4, "2016-01", "x")] == words_of(file)


def test_engine_that_finds_other_rows(tmp_path: Path) -> None:
    """Where it fails or disagrees with the bytes, the file is read row by row."""
    refused = InputError("a", "b", "c")
    with patch.object(Engine, "marks", side_effect=refused):
        (failed,) = read(tmp_path, "a,2016-01,x\n")
    real = marks.scan_regular

    def one_more(path: Path, name: str, *, columns: tuple[str, ...]) -> object:
        scan = real(path, name, columns=columns)
        return attrs.evolve(scan, rows=2) if scan else None

    with patch.object(marks, "scan_regular", one_more):
        (other,) = read(tmp_path, "a,2016-01,x\n")

    assert [(2, "2016-01", "x")] == words_of(failed) == words_of(other)


def test_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    """It is refused, whichever of its states was read."""
    real = Engine.marks

    def change(engine: Engine, files: object, query: object) -> object:
        (tmp_path / "0.csv").write_text(HEADER + "a,2016-01,x\nb,2016-01,x\n")
        return real(engine, files, query)  # type: ignore[arg-type]  # handed on as it came

    with (
        patch.object(Engine, "marks", change),
        pytest.raises(InputError, match=r"0\.csv: expected a file at rest, .*changed while"),
    ):
        read(tmp_path, "a,2016-01,x\n")


def test_values_that_come_in_later_batches(tmp_path: Path) -> None:
    """Codes go on through all batches."""
    texts = [f"a,2016-{month:02d},{kind}\n" for month in range(1, 5) for kind in "xy"]
    with patch.object(marks, "FIRST_BATCH", 1), patch.object(marks, "BATCH", 60):
        files = read(tmp_path, *texts)

    assert [f"2016-{month:02d}" for month in range(1, 5) for _ in "xy"] == [
        words_of(file)[0][1] for file in files
    ]
    assert len({file.codes[1].tolist()[0] for file in files}) == 2
