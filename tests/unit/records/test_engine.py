"""The adapter of the engine, and counting with it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from safetykit.errors import InputError, MissingExtraError
from safetykit.records import counting, sql
from safetykit.records import engine as engine_module
from safetykit.records.counting import CountedFile, SourceFile, count_files
from safetykit.records.engine import TableFile, in_order, open_engine
from safetykit.records.query import Between, Distinct, Filled, Query, RowQuery, Sum, Where

QUERY = Query(
    keys=(("M", "R"), ("P",), ("C",)),
    measures=(Filled("I"),),
    distinct=(Distinct("I", by=("R",)),),
)
HEADER = ("I", "M", "R", "P", "C")


def write(path: Path, *rows: str, header: tuple[str, ...] = HEADER) -> SourceFile:
    """Write a file and describe it."""
    path.write_text("\n".join([",".join(header), *rows]) + "\n", encoding="utf-8")
    return SourceFile(path=path, name=path.name)


def groups_of(counted: CountedFile) -> list[tuple[object, ...]]:
    """Return the groups of a file in words, sorted: values, rows, measures."""
    table = counted.table
    return sorted(
        (
            *(part for values, c in zip(table.values, code, strict=True) for part in values[c]),
            rows,
            *measures,
        )
        for code, rows, measures in zip(
            table.codes.tolist(), table.rows.tolist(), table.measures.tolist(), strict=True
        )
    )


def test_rows_are_grouped(tmp_path: Path) -> None:
    """Rows that agree are counted together; blanks are empty texts, never null."""
    file = write(tmp_path / "a.csv", "1,m,r,p,c", "2,m,r,p,c", ",m,r,,c", ",,,,")
    (counted,) = count_files([file], QUERY)

    assert [("", "", "", "", 1, 0), ("m", "r", "", "c", 1, 0), ("m", "r", "p", "c", 2, 2)] == (
        groups_of(counted)
    )
    assert 4 == counted.table.rows_seen == counted.scan.rows


def test_different_identities(tmp_path: Path) -> None:
    """Different values are counted by recorder; blank ones are none."""
    file = write(tmp_path / "a.csv", "1,m,r,p,c", "1,m,r,q,c", "1,n,r,p,d", ",m,r,p,c", "1,m,s,p,c")
    (counted,) = count_files([file], QUERY)

    assert ({("r",): (1, 3), ("s",): (1, 1)},) == counted.table.distinct


def test_different_identities_of_a_whole_file(tmp_path: Path) -> None:
    """Without columns to tell rows apart by, all rows of a file are one."""
    query = Query(keys=(("M",),), distinct=(Distinct("I"),))
    (counted,) = count_files([write(tmp_path / "a.csv", "1,m,r,p,c", "2,n,s,q,c")], query)

    assert ({(): (2, 2)},) == counted.table.distinct


def test_sums_and_bounds(tmp_path: Path) -> None:
    """Numbers are added up, also fractions; what is no number adds nothing."""
    query = Query(keys=(("C",),), measures=(Sum("P"), Between("P", 0.5, 2), Filled("I")))
    file = write(tmp_path / "a.csv", "1,m,r,0.5,c", "2,m,r,2,c", ",m,r,x,c", "4,m,r,,d")
    (counted,) = count_files([file], query)

    assert [("c", 3, 2.5, 2, 2), ("d", 1, 0, 0, 1)] == groups_of(counted)


def test_filters_leave_rows_out_that_are_still_seen(tmp_path: Path) -> None:
    """Rows that a filter leaves out stay in the total that is reconciled."""
    query = Query(keys=(("C",),), where=(Where("R", ("r", "it's")), Where("M", ("m",))))
    file = write(tmp_path / "a.csv", "1,m,r,p,c", "2,m,it's,p,c", "3,m,s,p,c", "4,n,r,p,c")
    (counted,) = count_files([file], query)

    assert [("c", 2)] == groups_of(counted)
    assert 4 == counted.table.rows_seen


def test_parquet_is_counted_like_csv(tmp_path: Path) -> None:
    """The same rows give the same groups from both formats, whatever the types of the columns."""
    csv = write(tmp_path / "a.csv", "1,m,r,7,c", "1,m,r,8,c", ",m,r,,c")
    parquet = SourceFile(path=tmp_path / "a.parquet", name="a.parquet")
    duckdb = pytest.importorskip("duckdb")
    duckdb.sql(f"COPY (FROM read_csv('{csv.path}')) TO '{parquet.path}'")
    first, second = count_files([csv, parquet], QUERY)

    assert groups_of(first) == groups_of(second)
    assert first.table.distinct == second.table.distinct
    assert 3 == second.scan.rows


def test_parquet_files_are_counted_like_csv_files(tmp_path: Path) -> None:
    """Several files, keys of two columns, filters, sums and blanks: both formats agree."""
    duckdb = pytest.importorskip("duckdb")
    query = Query(
        keys=(("M", "P"), ("C",)),
        where=(Where("R", ("r", "")),),
        measures=(Sum("P"), Filled("I")),
        distinct=(Distinct("I", by=("C",)), Distinct("R")),
    )
    texts = [
        ("1,m,r,7,c", "2,m,r,7,c", ",n,r,,c", "3,m,s,8,d"),
        ("1,n,r,7,d",),
        ("1,m,,8,c", "1,m,r,8,c", ",,r,,c", "1,m,,,e"),
    ]
    csv = [write(tmp_path / f"{i}.csv", *rows) for i, rows in enumerate(texts)]
    for i, file in enumerate(csv):
        rows = f"FROM read_csv('{file.path}', all_varchar = true)"
        duckdb.sql(f"COPY ({rows}) TO '{tmp_path}/{i}.parquet'")
    parquet = [SourceFile(path=tmp_path / f"{i}.parquet", name=f"{i}.parquet") for i in range(3)]
    known = count_files(csv, query)
    found = count_files(parquet, query)

    assert [groups_of(one) for one in known] == [groups_of(one) for one in found]
    assert [one.table.distinct for one in known] == [one.table.distinct for one in found]
    assert [4, 1, 4] == [one.table.rows_seen for one in found]
    assert [hashlib.sha256(file.path.read_bytes()).hexdigest() for file in parquet] == (
        [one.scan.sha256 for one in found]
    )


def test_parquet_files_of_several_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches that are read at the same time keep their numbers apart, and share their codes."""
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.setattr(counting, "FIRST_BATCH", 1)
    monkeypatch.setattr(counting, "BATCH", 1)
    files = [SourceFile(path=tmp_path / f"{i}.parquet", name=f"{i}.parquet") for i in range(8)]
    for i, file in enumerate(files):
        duckdb.sql(f"COPY (SELECT (n + {i}) % 9 AS M FROM range(90) t(n)) TO '{file.path}'")
    counted = count_files(files, Query(keys=(("M",),)))

    assert [[(str(n), 10) for n in range(9)]] * 8 == [groups_of(one) for one in counted]
    assert 9 == len(counted[0].table.values[0])


@pytest.mark.parametrize(("values", "kind"), [(256, "u1"), (257, "u2"), (65_537, "u4")])
def test_parquet_with_many_values(tmp_path: Path, values: int, kind: str) -> None:
    """Numbers of values come in the fewest bytes that hold them, and none is taken for another."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "a.parquet"
    duckdb.sql(f"COPY (SELECT n % {values} AS M FROM range({values + 1}) t(n)) TO '{path}'")
    query = Query(keys=(("M",),))
    (counted,) = count_files([SourceFile(path=path, name="a.parquet")], query)
    with open_engine() as engine:
        rows = engine.rows([TableFile(path=str(path), name="a.parquet", header=("M",))], query)

    assert sorted(groups_of(counted)) == sorted((str(n), 2 if n == 0 else 1) for n in range(values))
    assert np.dtype(kind) == rows.keys[0].dtype


def test_parquet_values_of_one_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If values ever shared a hash, their rows would be refused, and not taken for each other's."""
    duckdb = pytest.importorskip("duckdb")
    for module in (engine_module, sql):
        monkeypatch.setattr(module, "hash_of", lambda _: "7::UBIGINT")
    path = tmp_path / "a.parquet"
    duckdb.sql(f"COPY (SELECT n AS M FROM range(3) t(n)) TO '{path}'")
    with pytest.raises(InputError, match="9 rows by one count and 3 by another"):
        count_files([SourceFile(path=path, name="a.parquet")], Query(keys=(("M",),)))


def test_parquet_columns_named_as_the_engine_names_its_own(tmp_path: Path) -> None:
    """Names that stand in the questions to the engine are names like others."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "a.parquet"
    duckdb.sql(f"""COPY (SELECT 'x' AS n, 'y' AS k0, 'z' AS k0_0, 'w' AS file) TO '{path}'""")
    query = Query(keys=(("n", "k0"), ("k0_0",), ("file",)))
    (counted,) = count_files([SourceFile(path=path, name="a.parquet")], query)

    assert [("x", "y", "z", "w", 1)] == groups_of(counted)


def test_rows_come_in_the_order_of_their_files() -> None:
    """A join may mix the rows of files; they are put in order, each file's as they came."""
    rows = {"file": np.array([1, 0, 1, 0]), "k0": np.array([10, 11, 12, 13])}

    assert [0, 0, 1, 1] == in_order(rows)["file"].tolist()
    assert [11, 13, 10, 12] == in_order(rows)["k0"].tolist()


def test_file_that_is_no_parquet(tmp_path: Path) -> None:
    """A name that promises Parquet is not enough."""
    file = write(tmp_path / "a.parquet", "1,m,r,p,c")
    with pytest.raises(InputError, match=r"a\.parquet: expected"):
        count_files([file], QUERY)


def test_columns_in_another_order(tmp_path: Path) -> None:
    """Files with other orders of columns, and more of them, are counted by name, in order."""
    turned = ("C", "P", "extra", "R", "M", "I")
    files = [
        write(tmp_path / "b.csv", "c,p,it's,r,m,1", header=turned),
        write(tmp_path / "a.csv", "1,m,r,p,c"),
        write(tmp_path / "c.csv", "c,p,it's,r,m,1", header=turned),
    ]
    counted = count_files(files, QUERY)

    assert groups_of(counted[0]) == groups_of(counted[1]) == groups_of(counted[2])
    assert ["b.csv", "a.csv", "c.csv"] == [one.scan.name for one in counted]


@pytest.mark.parametrize("name", ["a [2017] b", "what?*", "it's", 'say "x"', "Zażółć"])
def test_names_with_signs(tmp_path: Path, name: str) -> None:
    """A sign in the name of a folder is a sign, not a pattern."""
    folder = tmp_path / name
    folder.mkdir()

    assert 1 == count_files([write(folder / "a.csv", "1,m,r,p,c")], QUERY)[0].table.rows_seen


def test_columns_with_signs(tmp_path: Path) -> None:
    """A quote sign in the name of a column, or in a value, cannot end the query."""
    file = write(tmp_path / "a.csv", "1,m,r,p x',c", header=("I", "M'", "R", "P", "C"))
    (counted,) = count_files([file], Query(keys=(("M'", "P"),)))

    assert [("m", "p x'", 1)] == groups_of(counted)


def test_broken_csv(tmp_path: Path) -> None:
    """What the engine cannot parse is one error, in its words."""
    file = write(tmp_path / "a.csv", '1,m,"r"x,p,c')
    with pytest.raises(InputError, match=r"a\.csv:2: expected well-formed CSV.*Invalid Input"):
        count_files([file], QUERY)


def test_long_row_that_makes_up_for_a_short_one(tmp_path: Path) -> None:
    """The number of commas is right, and yet both rows are found and left out."""
    file = write(tmp_path / "a.csv", "1,m,r,p,c", "1,m,r,p", "1,m,r,p,c,d", "2,m,r,p,c")
    (counted,) = count_files([file], QUERY)

    assert [(3, 4), (4, 6)] == [(bad.line, bad.fields) for bad in counted.scan.bad]
    assert 2 == counted.table.rows_seen


def test_enormous_field(tmp_path: Path) -> None:
    """A field beyond the engine's limit is refused with its file."""
    file = write(tmp_path / "a.csv", f"1,m,r,{'p' * 3_000_000},c")
    with pytest.raises(InputError, match=r"a\.csv.*expected well-formed CSV"):
        count_files([file], QUERY)


def test_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    """A file that grows between the two counts is refused, not counted by half."""
    file = write(tmp_path / "a.csv", "1,m,r,p,c")

    def grow(name: str) -> None:
        with (tmp_path / name).open("a", encoding="utf-8") as out:
            out.write("2,m,r,p,c\n")

    with pytest.raises(InputError, match=r"a\.csv: .*(changed while it was read|by another)"):
        count_files([file], QUERY, on_file=grow)


def test_file_of_the_same_size_that_changes_while_it_is_read(tmp_path: Path) -> None:
    """A file that is written again with as many rows is refused too."""
    file = write(tmp_path / "a.csv", "1,m,r,p,c")

    def again(name: str) -> None:
        (tmp_path / name).unlink()
        write(tmp_path / name, "1,m,r,p,d")

    with pytest.raises(InputError, match=r"a\.csv: .*a file that changed while it was read"):
        count_files([file], QUERY, on_file=again)


def test_file_that_is_not_there(tmp_path: Path) -> None:
    """What the system says is passed on."""
    with pytest.raises(InputError, match="No such file"):
        count_files([SourceFile(path=tmp_path / "a.csv", name="a.csv")], QUERY)


@pytest.mark.parametrize("keys", [(), ((),)])
def test_query_without_a_key(keys: tuple[tuple[str, ...], ...]) -> None:
    """A query groups by something."""
    with pytest.raises(InputError, match=r"query\.keys: expected one or more keys"):
        Query(keys=keys)


def test_different_values_by_a_column_that_is_no_key() -> None:
    """Rows are told apart by the columns of a key."""
    with pytest.raises(InputError, match=r"expected columns of one of the keys"):
        Query(keys=(("A",),), distinct=(Distinct("I", by=("B",)),))


def test_engine_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the engine, the error says which extra brings it."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"Counting records needs duckdb.*\[evaluate\]"):
        count_files([write(tmp_path / "a.csv", '"1",m,r,p,c')], QUERY)


def test_hashes_of_texts_are_those_of_columns(tmp_path: Path) -> None:
    """Values offered in advance meet those that the engine reads, blanks included."""
    file = write(tmp_path / "a.csv", "1,m,,p,c")
    (counted,) = count_files([file], QUERY)
    with open_engine() as engine:
        from safetykit.records.batches import _sound

        found = engine.values([_sound(counted.scan, tmp_path, QUERY)], ("M", "R"))

        assert [("m", "")] == list(found.values())
        assert engine.hashes([("m", "")]) == list(found)
        assert [] == engine.hashes([])


def test_types_come_without_the_engine() -> None:
    """Importing the types loads no engine."""
    code = "import sys, safetykit.records; sys.exit('duckdb' in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


def test_nothing_is_printed(tree: Path) -> None:
    """Reading leaves both streams clean, also when the program ends."""
    code = f"from safetykit.records import read_records; read_records({str(tree)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)


def test_marks_of_rows(tmp_path: Path) -> None:
    """Rows come in order; equal texts have equal marks, blanks none, times that of their day."""
    file = write(
        tmp_path / "a.csv",
        "1,2018-08-31T23:13:35+00:00,r,p,c",
        "2,2018-08-31T22:59:59,r,p,c",
        ",yesterday,r,p,c",
        "1,2018-08-31T23:13:35+00:00,r,p,c",
        "a b,2018-08-31,r,p,c",
    )
    query = RowQuery(keys=(("M",),), days=("M",), identities=("I",), whole=True)
    table = TableFile(path=str(file.path), name=file.name, header=HEADER)
    with open_engine() as engine:
        marks = engine.marks([table], query)
        values = engine.values([table], ("M",), query.days)
        known = engine.hashes([("1",), ("2",)])
    identity, row = marks.distinct

    assert [values[number][0] for number in marks.keys[0].tolist()] == [
        "2018-08-31T23",
        "2018-08-31",
        "yesterday",
        "2018-08-31T23",
        "2018-08-31",
    ]
    assert [*known, 0, known[0]] == identity.tolist()[:4]
    assert [0, 1, 2, 0, 4] == [row.tolist().index(number) for number in row.tolist()]
    assert [False, False, False, False, True] == marks.measures[0].tolist()
