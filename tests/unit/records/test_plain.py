"""Plain files: taken apart at line ends and commas, and read by the engine all the same."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from safetykit.records import byte_counts, plain
from safetykit.records.codebook import Codebook, HashTable
from safetykit.records.counting import CountedFile, SourceFile, count_files
from safetykit.records.engine import Engine
from safetykit.records.query import Distinct, Filled, Query

HEADER = "I,M,R,L,N,K"
QUERY = Query(
    keys=(("M", "R"), ("L", "N"), ("K",), ("N", "M")),
    measures=(Filled("I"), Filled("K")),
    distinct=(Distinct("I", by=("R",)), Distinct("L")),
)


def some_text(rng: random.Random) -> str:
    """Return a file of odd fields: blank, long, alike in their first or last letters."""
    end = rng.choice(["\n", "\r\n"])
    fields = ["", "a", "b" * 8, "b" * 9, "c" * 7 + "x" + "d" * 8, "c" * 7 + "y" + "d" * 8, "e" * 64]
    rows = [",".join(rng.choice(fields) for _ in range(6)) for _ in range(rng.randint(1, 300))]
    text = end.join([HEADER, *rows])
    return text + (end if rng.random() < 0.7 else "")


def answer(counted: CountedFile) -> object:
    """Return what was found, by values and not by codes."""
    table = counted.table
    groups = [
        (*(table.values[k][c] for k, c in enumerate(codes)), int(rows), tuple(measures.tolist()))
        for codes, rows, measures in zip(
            table.codes.tolist(), table.rows, table.measures, strict=True
        )
    ]
    scan = counted.scan
    return sorted(groups), table.distinct, table.rows_seen, scan.rows, scan.sha256, scan.bad


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("block", [1 << 22, 700], ids=["one block", "many blocks"])
def test_both_readers_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, block: int
) -> None:
    """A plain file gives the same groups, whichever reader takes it."""
    monkeypatch.setattr(byte_counts, "BLOCK", block)
    rng = random.Random(seed)
    files = []
    for i in range(3):
        path = tmp_path / f"{i}.csv"
        path.write_text(some_text(rng), encoding="utf-8", newline="")
        files.append(SourceFile(path=path, name=path.name))
    ours = [answer(one) for one in count_files(files, QUERY)]
    monkeypatch.setattr("safetykit.records.counting.reads", lambda _: False)

    assert [answer(one) for one in count_files(files, QUERY)] == ours


def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that the engine will read."""
    names: list[str] = []
    rows = Engine.rows

    def spy(engine: Engine, files: list[object], query: Query) -> object:
        names.extend(file.name for file in files)  # type: ignore[attr-defined]
        return rows(engine, files, query)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "rows", spy)
    return names


@pytest.mark.parametrize(
    ("data", "engine"),
    [
        ("A,B\n1,2\n3,4\n", False),
        ("A,B\r\n1,2\r\n3,4", False),
        ("A,B\n1,2\n\n3,4\n", True),
        ('A,B\n1,"2"\n3,4\n', True),
        ("A,B\n1,é\n3,4\n", True),
        ("A,B\n" + "1" * 300 + ",2\n3,4\n", True),
    ],
    ids=["lf", "crlf", "empty line", "quote", "letter", "long field"],
)
def test_who_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: str, engine: bool
) -> None:
    """A file that is not plain goes to the engine, and its rows are counted too."""
    names = asked(monkeypatch)
    path = tmp_path / "a.csv"
    path.write_text(data, encoding="utf-8", newline="")
    (counted,) = count_files([SourceFile(path=path, name="a.csv")], Query(keys=(("A",),)))

    assert (["a.csv"] if engine else []) == names
    assert 2 == counted.table.rows_seen == counted.table.rows.sum()


def test_rows_that_make_up_for_each_other_are_not_plain() -> None:
    """Two commas too many in one line and two too few in the next are seen."""
    rows = plain.PlainRows(query=Query(keys=(("A",),)), tables=[HashTable(Codebook())])
    rows.look(("A", "B"), b"1,2,3\n4\n", 0)

    assert not rows.finish(2)


def test_line_end_inside_a_row() -> None:
    """A line end in the place of a comma is seen by the number of lines."""
    rows = plain.PlainRows(query=Query(keys=(("A",),)), tables=[HashTable(Codebook())])
    rows.look(("A", "B", "C"), b"1\n2,3\n", 0)

    assert not rows.finish(2)


def test_texts_that_differ_in_few_places() -> None:
    """Texts alike but for two signs of one word of eight and the last of the next all differ."""
    signs = [chr(number) for number in range(48, 112)]
    texts = [
        f"E01{fourth}139{eighth},Distri{last}\n"
        for fourth in signs
        for eighth in signs
        for last in "0123456789"
    ]
    table = HashTable(Codebook())
    rows = plain.PlainRows(query=Query(keys=(("A", "B"),)), tables=[table])
    rows.look(("A", "B"), "".join(texts).encode(), 0)

    assert rows.finish(len(texts))
    assert len(texts) == len(np.unique(rows.codes()[0]))


def test_hashes_that_want_one_slot() -> None:
    """Hashes with the same lowest bits are told apart, and one never met is none of them."""
    book = Codebook()
    table = HashTable(book)
    same = [n << 40 for n in range(1, 60)]
    table.learn({number: (str(number),) for number in same})

    assert list(range(59)) == table.codes(np.array(same, dtype=np.uint64)).tolist()
    assert [-1, -1] == table.codes(np.array([0, 99 << 40], dtype=np.uint64)).tolist()
    assert [] == table.strangers()


def test_table_that_grows() -> None:
    """Codes stay the same when the table takes larger arrays, and another table shares them."""
    book = Codebook()
    first, second = HashTable(book), HashTable(book)
    numbers = [n * 0x9E3779B97F4A7C15 % (1 << 64) for n in range(1, 5000)]
    first.learn({number: (str(number),) for number in numbers})
    second.learn({numbers[-1] ^ 1: (str(numbers[-1]),)})

    assert list(range(4999)) == first.codes(np.array(numbers, dtype=np.uint64)).tolist()
    assert [4998] == second.codes(np.array([numbers[-1] ^ 1], dtype=np.uint64)).tolist()
    assert 4998 == len(second.strangers())


def test_values_met_at_once() -> None:
    """Each value is asked for once, also where hashes share their lowest bits; no row is lost."""
    table = HashTable(Codebook())
    hashes = np.array([n << 32 for n in range(1, 40)] * 3 + [7, 8, 7], dtype=np.uint64)
    asked: list[int] = []

    def values_at(places: np.ndarray) -> list[tuple[str, ...]]:
        asked.extend(places.tolist())
        return [(str(hashes[place]),) for place in places]

    codes = table.codes_of(hashes, values_at)

    assert [str(number) for number in hashes] == [table.book.values[code][0] for code in codes]
    assert 41 == len(asked) == len(table.book.values)
