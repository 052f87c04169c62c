"""The adapter of the engine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from safetykit.errors import InputError, MissingExtraError
from safetykit.records.engine import Columns, CsvFile, count_rows

COLUMNS = Columns(
    month="M", recorder="R", place="P", place_suffix=r" \d$", category="C", identity="I"
)
HEADER = ("I", "M", "R", "P", "C")


def write(path: Path, *rows: str, header: tuple[str, ...] = HEADER) -> list[CsvFile]:
    """Write a file and describe it."""
    path.write_text("\n".join([",".join(header), *rows]) + "\n", encoding="utf-8")
    return [CsvFile(path=str(path), name=path.name, header=header)]


def test_rows_are_grouped(tmp_path: Path) -> None:
    """Rows that agree are counted together; blanks are empty texts, never null."""
    files = write(tmp_path / "a.csv", "1,m,r,p 1,c", "2,m,r,p 2,c", ",m,r,,c", ",,,,")
    tally = count_rows(files, COLUMNS)

    assert [
        ("", "", "", "", 1, 0),
        ("m", "r", "", "c", 1, 0),
        ("m", "r", "p", "c", 2, 2),
    ] == [group[1:] for group in tally.groups]
    assert all(type(group.rows) is int for group in tally.groups)


def test_repeated_identities(tmp_path: Path) -> None:
    """Three rows of one identity are two repeats; blank ones repeat nothing."""
    files = write(tmp_path / "a.csv", "1,m,r,p,c", "1,m,r,q,c", "1,m,r,p,d", ",m,r,p,c", ",m,r,p,c")

    assert [2] == list(count_rows(files, COLUMNS).repeated.values())


def test_columns_in_another_order(tmp_path: Path) -> None:
    """Files with other orders of columns, and more of them, are counted by name."""
    turned = ("C", "P", "extra", "R", "M", "I")
    files = write(tmp_path / "a.csv", "1,m,r,p,c")
    files += write(tmp_path / "b.csv", "c,p,it's,r,m,1", header=turned)
    groups = count_rows(files, COLUMNS).groups

    assert groups[0][1:] == groups[1][1:]
    assert ["a.csv", "b.csv"] == [group.file for group in groups]


@pytest.mark.parametrize("name", ["a [2017] b", "what?*", "it's", 'say "x"', "Zażółć"])
def test_names_with_signs(tmp_path: Path, name: str) -> None:
    """A sign in the name of a folder is a sign, not a pattern."""
    folder = tmp_path / name
    folder.mkdir()
    files = write(folder / "a.csv", "1,m,r,p,c")

    assert ["a.csv"] == [group.file for group in count_rows(files, COLUMNS).groups]


def test_columns_with_signs(tmp_path: Path) -> None:
    """A quote sign in the name of a column cannot end the query."""
    columns = Columns(
        month="M'", recorder="R", place="P", place_suffix=" x'$", category="C", identity="I"
    )
    files = write(tmp_path / "a.csv", "1,m,r,p x',c", header=("I", "M'", "R", "P", "C"))

    assert "p" == count_rows(files, columns).groups[0].place


def test_broken_csv(tmp_path: Path) -> None:
    """What the engine cannot parse is one error, in its words."""
    files = write(tmp_path / "a.csv", '1,m,"r"x,p,c')
    with pytest.raises(InputError, match=r"a\.csv:2: expected well-formed CSV.*Invalid Input"):
        count_rows(files, COLUMNS)


def test_engine_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the engine, the error says which extra brings it."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"Counting records needs duckdb.*\[evaluate\]"):
        count_rows(write(tmp_path / "a.csv", "1,m,r,p,c"), COLUMNS)


def test_types_come_without_the_engine() -> None:
    """Importing the types loads no engine."""
    code = "import sys, safetykit.records; sys.exit('duckdb' in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


def test_nothing_is_printed(tree: Path) -> None:
    """Reading leaves both streams clean, also when the program ends."""
    code = f"from safetykit.records import read_records; read_records({str(tree)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)
