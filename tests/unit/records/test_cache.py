"""The folder of tables that were counted before."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.records import read_police_uk
from safetykit.records.cache import Cache

OLD = 1_600_000_000  # a time long before the test, so that checksums may be remembered


@pytest.fixture
def aged(tree: Path) -> Path:
    """The folder of three months, written long ago."""
    for path in tree.rglob("*.csv"):
        os.utime(path, (OLD, OLD))
    return tree


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are counted anew from now on, and not found in a cache."""
    names: list[str] = []
    keep = Cache.keep

    def spy(cache: Cache, scans: list[object], *others: object) -> None:
        names.extend(scan.name for scan in scans)  # type: ignore[attr-defined]
        keep(cache, scans, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(Cache, "keep", spy)
    return names


def packs(folder: Path) -> list[Path]:
    """Return the packs of a folder."""
    return sorted(folder.glob("*.pack"))


def sums(folder: Path) -> list[Path]:
    """Return the sums of a folder."""
    return sorted(folder.glob("*.sums"))


def test_second_run_reads_no_file(
    aged: Path, tmp_path_factory: pytest.TempPathFactory, read_files: list[str]
) -> None:
    """What was counted before is taken from the folder, and gives the same counts and findings."""
    folder = tmp_path_factory.mktemp("cache")
    first = read_police_uk(aged, small_areas=True, cache=folder)

    assert 3 == len(read_files)
    read_files.clear()
    assert first == read_police_uk(aged, small_areas=True, cache=folder)
    assert [] == read_files
    assert first == read_police_uk(aged, small_areas=True)


def test_new_month_is_the_only_file_that_is_read(
    aged: Path, tmp_path: Path, read_files: list[str]
) -> None:
    """A refresh reads what is new."""
    last, cache = aged / "2017-03", tmp_path / "cache"
    last.rename(tmp_path / "later")
    read_police_uk(tmp_path / "2017-01", cache=cache)
    read_files.clear()
    read_police_uk(tmp_path, cache=cache)

    assert ["2017-02", "later/2"] == sorted(name[:7] for name in read_files)


def test_file_that_changed_is_read_again(aged: Path, read_files: list[str]) -> None:
    """A file of the same name and size with another time is looked at, and counted anew."""
    cache = aged / "cache"
    before = read_police_uk(aged, cache=cache)
    path = aged / "2017-02" / "2017-02-testshire-street.csv"
    path.write_bytes(path.read_bytes().replace(b"Robbery", b"Hoverin", 1))
    read_files.clear()
    after = read_police_uk(aged, cache=cache)

    assert ["2017-02/2017-02-testshire-street.csv"] == read_files
    assert "Hoverin" in after.groups
    assert "Hoverin" not in before.groups


def test_young_file_is_hashed_each_time(tree: Path, read_files: list[str]) -> None:
    """A file of this moment could change without its time showing it: its bytes are hashed."""
    cache = tree / "cache"
    read_police_uk(tree, cache=cache)

    assert Cache(cache).checksum(tree / "2017-01" / "2017-01-testshire-street.csv") is None
    read_files.clear()
    read_police_uk(tree, cache=cache)
    assert [] == read_files, "the table is found by the hash"


def test_renamed_file_is_known_by_its_bytes(aged: Path, read_files: list[str]) -> None:
    """Tables belong to bytes, not to names."""
    cache = aged / "cache"
    read_police_uk(aged, cache=cache)
    (aged / "2017-02").rename(aged / "February")
    read_files.clear()
    counts = read_police_uk(aged, cache=cache)

    assert [] == read_files
    assert "February/2017-02-testshire-street.csv" in [file.name for file in counts.files]


def tear(path: Path) -> None:
    """Cut a pack off."""
    path.write_bytes(path.read_bytes()[:-7])


def edit(path: Path) -> None:
    """Change one bit of a pack."""
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))


def empty(path: Path) -> None:
    """Leave nothing of a pack."""
    path.write_bytes(b"")


def lose_head(path: Path) -> None:
    """Spoil the line that says which files a pack holds."""
    path.write_bytes(path.read_bytes().replace(b'["', b"[", 1))


@pytest.mark.parametrize("damage", [tear, edit, empty, lose_head])
def test_damaged_pack_is_noticed(
    aged: Path, damage: Callable[[Path], None], read_files: list[str]
) -> None:
    """A torn or edited pack is never believed: its files are counted again."""
    cache = aged / "cache"
    before = read_police_uk(aged, cache=cache)
    (pack,) = packs(cache)
    damage(pack)
    sums(cache)[0].unlink()
    read_files.clear()

    assert before == read_police_uk(aged, cache=cache)
    assert 3 == len(read_files)
    read_files.clear()
    assert before == read_police_uk(aged, cache=cache)
    assert [] == read_files, "the pack was written again"


@pytest.mark.parametrize("damage", [tear, edit, empty, lose_head])
def test_damaged_sums_are_noticed(
    aged: Path, damage: Callable[[Path], None], read_files: list[str]
) -> None:
    """Torn or edited sums are never believed: the tables of the files are added up again."""
    cache = aged / "cache"
    before = read_police_uk(aged, cache=cache)
    (kept,) = sums(cache)
    whole = kept.read_bytes()
    damage(kept)
    read_files.clear()

    assert before == read_police_uk(aged, cache=cache)
    assert [] == read_files
    assert [whole] == [path.read_bytes() for path in sums(cache)], "they were written again"


def test_sums_are_used_while_all_their_files_are_there(aged: Path) -> None:
    """Sums of files of which one is gone say nothing."""
    cache = aged / "cache"
    read_police_uk(aged, cache=cache)
    (aged / "2017-01" / "2017-01-testshire-street.csv").unlink()

    assert read_police_uk(aged, cache=cache) == read_police_uk(aged)


def test_settled_file_under_another_month(aged: Path) -> None:
    """The bytes of a file are known, but not under the month that its new name states."""
    cache = aged / "cache"
    read_police_uk(aged, cache=cache)
    first = aged / "2017-01" / "2017-01-testshire-street.csv"
    first.rename(first.with_name("2017-04-testshire-street.csv"))

    with pytest.raises(InputError, match=r"states 2017-01, a month for which its force has no"):
        read_police_uk(aged, cache=cache)


def test_settled_month_in_a_second_file(aged: Path) -> None:
    """A month whose sums are kept cannot come a second time under another name."""
    cache = aged / "cache"
    read_police_uk(aged, cache=cache)
    first = aged / "2017-01" / "2017-01-testshire-street.csv"
    other = first.with_name("2017-01-othershire-street.csv")
    other.write_bytes(first.read_bytes())

    with pytest.raises(InputError, match=r"2017-01-othershire-street.csv holds too"):
        read_police_uk(aged, cache=cache)


def test_sums_of_fewer_files_go(aged: Path) -> None:
    """Sums that hold those of fewer files take their place."""
    cache = aged / "cache"
    read_police_uk(aged / "2017-01", cache=cache)
    (fewer,) = sums(cache)
    read_police_uk(aged, cache=cache)

    assert fewer not in sums(cache)
    assert 1 == len(sums(cache))


@pytest.mark.parametrize("words", ["", "[1]", '{"a": 1}', '{"a": [1'])
def test_damaged_index_is_left_aside(aged: Path, words: str) -> None:
    """Without the index, checksums are made again."""
    cache = aged / "cache"
    before = read_police_uk(aged, cache=cache)
    (cache / "files.json").write_text(words, encoding="utf-8")

    assert before == read_police_uk(aged, cache=cache)


def test_rows_set_aside_are_said_again(aged: Path) -> None:
    """What was odd about a file is known from the folder too."""
    path = aged / "2017-02" / "2017-02-testshire-street.csv"
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\r\nshort,row\r\n", 1))
    cache = aged / "cache"
    before = read_police_uk(aged, cache=cache)

    assert 1 == before.rows_set_aside
    assert before == read_police_uk(aged, cache=cache)


def test_file_that_names_two_forces(aged: Path) -> None:
    """What a file of two forces adds is no sum to keep, and is counted the same each time."""
    path = aged / "2017-02" / "2017-02-testshire-street.csv"
    header, row, *rest = path.read_bytes().split(b"\r\n")
    other = row.replace(b"Testshire Police", b"Othershire Police")
    path.write_bytes(b"\r\n".join([header, row, other, *rest]))
    cache = aged / "cache"
    before = read_police_uk(aged, cache=cache)

    assert "Othershire Police" in {area.name for area in before.areas}
    assert before == read_police_uk(aged, cache=cache)


def test_other_question_is_counted_anew(aged: Path, read_files: list[str]) -> None:
    """Tables of one query do not answer another."""
    cache = aged / "cache"
    read_police_uk(aged, cache=cache)
    read_files.clear()
    read_police_uk(aged, cache=cache, check_points=True)

    assert 3 == len(read_files)
    assert 2 == len(packs(cache))


def test_oldest_packs_go_first(aged: Path) -> None:
    """The folder is bounded; what was not used for longest goes."""
    cache = aged / "cache"
    read_police_uk(aged, cache=cache)
    old = packs(cache) + sums(cache)
    for path in old:
        os.utime(path, (OLD, OLD))
    held = sum(path.stat().st_size for path in old)
    read_police_uk(aged, cache=Cache(cache, max_bytes=3 * held // 2), check_points=True)

    assert not set(old) & {*packs(cache), *sums(cache)}
    assert (1, 1) == (len(packs(cache)), len(sums(cache)))


def test_same_folder_serves_two_readings(aged: Path) -> None:
    """One cache may be handed to several readings, whose codes differ."""
    cache = Cache(aged / "cache")
    whole = read_police_uk(aged, cache=cache)

    assert whole == read_police_uk(aged, cache=cache)
    part = read_police_uk(aged / "2017-03", cache=cache)
    assert part == read_police_uk(aged / "2017-03")


READ = """
import sys
from safetykit.records import read_police_uk
counts = read_police_uk(sys.argv[1], cache=sys.argv[2])
print(counts.rows_read, counts.values.tolist(), counts.quality)
"""


def test_two_processes_share_a_folder(aged: Path) -> None:
    """Both get the right counts, and leave whole packs behind."""
    cache = aged / "cache"
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", READ, str(aged), str(cache)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    found = [worker.communicate(timeout=60)[0].strip() for worker in workers]
    counts = read_police_uk(aged, cache=cache)
    expected = f"{counts.rows_read} {counts.values.tolist()} {counts.quality}"

    assert [expected, expected] == found
    assert read_police_uk(aged) == counts
    assert [] == [path.name for path in cache.iterdir() if path.name.startswith("tmp")]


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """The error says what would do."""
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=r"cache: expected a folder to write to.*do without"):
        Cache(tmp_path / "file" / "cache")


@pytest.mark.parametrize("sign", ["\x1e", "\x1f"])
def test_value_that_cannot_be_kept(aged: Path, read_files: list[str], sign: str) -> None:
    """A text that holds a sign of the packs is counted each time, and is whole."""
    cache = aged / "cache"
    path = aged / "2017-02" / "2017-02-testshire-street.csv"
    path.write_bytes(path.read_bytes().replace(b"Robbery", f"Rob{sign}bery".encode(), 1))
    before = read_police_uk(aged, cache=cache)
    for kept in sums(cache):
        kept.unlink()
    read_files.clear()

    assert f"Rob{sign}bery" in before.groups
    assert before == read_police_uk(aged, cache=cache)
    assert "2017-02/2017-02-testshire-street.csv" in read_files


def test_index_names_files_that_are_there(aged: Path, tmp_path: Path) -> None:
    """Files that are gone are forgotten; those that another reading asked for are not."""
    cache = Cache(tmp_path / "cache")
    gone, other = aged / "2017-01", aged / "2017-03"
    read_police_uk(aged, cache=cache)
    shutil.rmtree(gone)
    path = aged / "2017-02" / "2017-02-testshire-street.csv"
    os.utime(path, (OLD + 1, OLD + 1))
    read_police_uk(aged / "2017-02", cache=cache)
    names = json.loads((cache.folder / "files.json").read_bytes())

    assert [str(path), *map(str, other.iterdir())] == sorted(names)


def test_sums_know_a_month_that_came_with_a_new_type(aged: Path, tmp_path: Path) -> None:
    """Sums of months are added to files with categories and small areas that they do not have."""
    folder, later = tmp_path / "cache", tmp_path / "later"
    last = aged / "2017-03"
    last.rename(later)
    read_police_uk(aged / "2017-02", small_areas=True, cache=folder)
    later.rename(last)
    for path in last.iterdir():
        path.write_bytes(path.read_bytes().replace(b"Robbery", b"Arson", 1))
        os.utime(path, (OLD, OLD))

    assert 1 == len(sums(folder))
    assert read_police_uk(aged, small_areas=True) == read_police_uk(
        aged, small_areas=True, cache=folder
    )


def test_pack_that_goes_while_it_is_read(aged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process may remove a pack that was just read, or own it: it is used all the same."""
    first = read_police_uk(aged, cache=aged / "cache")

    def refuse(path: object) -> None:
        raise FileNotFoundError(2, "No such file", str(path))

    monkeypatch.setattr(os, "utime", refuse)

    assert first == read_police_uk(aged, cache=aged / "cache")


def test_files_that_may_not_be_removed(aged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that others own too, what cannot be removed stays."""
    first = read_police_uk(aged, cache=aged / "cache")

    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)

    assert first == read_police_uk(aged, cache=Cache(aged / "cache", max_bytes=1))


def test_disk_without_room(aged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that cannot be written is an error in words, and leaves nothing half written."""

    def refuse(path: Path, _: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(
        InputError, match=r"a folder to write to.*No space left.*do without a cache"
    ):
        read_police_uk(aged, cache=aged / "cache")

    assert [] == list((aged / "cache").iterdir())


def test_bound_holds_for_sums_too(aged: Path) -> None:
    """What is written last is not beyond the bound either."""
    read_police_uk(aged, cache=Cache(aged / "cache", max_bytes=1))

    assert [] == packs(aged / "cache") + sums(aged / "cache")


def test_what_a_killed_run_left(aged: Path) -> None:
    """A file that a run of yesterday did not finish is removed; one of today may be at work."""
    folder = aged / "cache"
    folder.mkdir()
    old, young = folder / "a.unfinished", folder / "b.unfinished"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (OLD, OLD))
    read_police_uk(aged, cache=folder)

    assert (False, True) == (old.exists(), young.exists())


def test_head_of_a_pack_that_holds_something_else(aged: Path) -> None:
    """A list of lists where checksums belong is no reason to stop."""
    first = read_police_uk(aged, cache=aged / "cache")
    for path in packs(aged / "cache"):
        seal, _, rest = path.read_bytes().split(b"\n", 2)
        path.write_bytes(b"\n".join((seal, b"[[1]]", rest)))
    for path in sums(aged / "cache"):
        path.unlink()

    assert first == read_police_uk(aged, cache=aged / "cache")
