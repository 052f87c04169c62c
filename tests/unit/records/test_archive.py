"""Packed files, good and bad."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.records import OUTCOMES, read_outcomes, read_police_uk, read_records
from safetykit.records.archive import unpack_gzip, unpack_zip

STREET = "2017-01/2017-01-testshire-street.csv"


def pack(folder: Path, members: dict[str, bytes], *, name: str = "crimes.zip") -> Path:
    """Write a zip archive."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


def everything(name: str) -> bool:
    """Want all files."""
    return bool(name)


def test_archive_counts_like_its_folder(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A zip archive of monthly folders is read as the folders are."""
    files = {p.relative_to(tree).as_posix(): p.read_bytes() for p in tree.rglob("*.csv")}
    path = pack(tmp_path_factory.mktemp("zip"), files)

    assert read_police_uk(tree) == read_police_uk(path)
    assert read_police_uk(tree) == read_records(path)


def test_archives_inside_are_said(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """An archive inside an archive is left alone, and a finding says so."""
    files = {p.relative_to(tree).as_posix(): p.read_bytes() for p in tree.rglob("*.csv")}
    path = pack(tmp_path_factory.mktemp("zip"), {**files, "more/2016.zip": b"anything"})
    counts = read_police_uk(path)
    (finding,) = [f for f in counts.quality if f.code == "SK-DQ-nested-archive"]

    assert "more/2016.zip inside this archive was not opened" in finding.message
    assert read_police_uk(tree).rows_read == counts.rows_read


@pytest.mark.parametrize("name", ["../2017.csv", "/2017.csv", "a/../../b.csv", "C:/b.csv", "..\\b"])
def test_path_that_escapes(tmp_path: Path, name: str) -> None:
    """A member that would be written outside the folder is refused by name."""
    out = tmp_path / "out" / "deep"
    out.mkdir(parents=True)
    path = pack(tmp_path, {name: b"x"})
    with pytest.raises(InputError, match=r"crimes\.zip/.*expected paths inside it"):
        unpack_zip(path, out, wanted=everything)

    assert [] == list(out.iterdir())
    assert ["crimes.zip", "out"] == sorted(p.name for p in tmp_path.iterdir())


def test_zip_bomb(tmp_path: Path) -> None:
    """An archive that unpacks to 1,000 times its size is stopped on the way."""
    path = pack(tmp_path, {STREET: b"0" * 30_000_000})
    with pytest.raises(InputError, match=r"expected at most .* and 200 times the packed size"):
        read_police_uk(path)


def test_size_of_all_members_together(tmp_path: Path) -> None:
    """The limit holds for the sum."""
    path = pack(tmp_path, {f"{i}.csv": bytes(range(256)) * 400 for i in range(3)})
    out = tmp_path / "out"
    with pytest.raises(InputError, match=r"crimes\.zip: expected at most 250,000 bytes"):
        unpack_zip(path, out, wanted=everything, limit=250_000)


def test_encrypted_member(tmp_path: Path) -> None:
    """A file that wants a password is refused, not guessed at."""
    path = pack(tmp_path, {STREET: b"x"})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag in the file's own header, and in the list at the end
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match="expected a file that anyone can open, got 'an encrypted"):
        read_police_uk(path)


def test_two_members_of_one_name(tmp_path: Path) -> None:
    """The second of two files of one name does not replace the first in silence."""
    path = tmp_path / "crimes.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(STREET, b"x")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(STREET, b"y")
    with pytest.raises(InputError, match="got 'a second file of this name'"):
        read_police_uk(path)


def cut(path: Path) -> None:
    """Cut an archive off."""
    path.write_bytes(path.read_bytes()[:-30])


def swap(path: Path) -> None:
    """Change the bytes of a member."""
    data = path.read_bytes()
    path.write_bytes(data.replace(b"abcdefgh" * 2, b"ijklmnop" * 2))


@pytest.mark.parametrize("damage", [cut, swap])
def test_damaged_archive(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """An archive that is cut off, or whose bytes do not match its checks, is refused."""
    path = tmp_path / "crimes.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(STREET, b"abcdefgh" * 100)
    damage(path)
    with pytest.raises(InputError, match=r"crimes\.zip: expected a whole zip file"):
        read_police_uk(path)


def test_gzip_bomb() -> None:
    """A gzip file that unpacks to 1,000 times its size is stopped on the way."""
    with pytest.raises(InputError, match=r"a\.csv\.gz: .*made to fill a disk"):
        unpack_gzip(gzip.compress(b"0" * 30_000_000), "a.csv.gz")
    assert b"0" * 100 == unpack_gzip(gzip.compress(b"0" * 100), "a.csv.gz")


def test_name_that_is_no_text(tmp_path: Path) -> None:
    """An archive whose names are not the UTF-8 that it says is damaged."""
    path = pack(tmp_path, {"é-street.csv": b"x"})
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xff\xfe"))
    with pytest.raises(
        InputError, match=r"crimes\.zip: .*whole zip file.*Download or copy it again"
    ):
        read_police_uk(path)


@pytest.mark.parametrize(
    ("member", "hint"),
    [("2018-01-essex-outcomes.csv", "records of another kind"), ("2018.zip", "archive 2018.zip:")],
)
def test_archive_without_street_crime(tmp_path: Path, member: str, hint: str) -> None:
    """The archive is named, not the folder into which nothing was unpacked."""
    path = pack(tmp_path, {member: b"x"})
    with pytest.raises(InputError, match=rf"crimes\.zip'\. .*{hint}"):
        read_police_uk(path)


def test_archive_of_outcomes(tmp_path: Path) -> None:
    """Who names an archive where folders are read is told to unpack it."""
    path = pack(tmp_path, {"2018-01-essex-outcomes.csv": b"x"})
    with pytest.raises(InputError, match=r"crimes\.zip'\. Unpack it, and name the folder"):
        read_outcomes(path)


@pytest.mark.parametrize("piece", [b"0" * 1024, b"0" * 1023 + b"\n"], ids=["line", "lines"])
def test_bomb_that_is_read_row_by_row(tmp_path: Path, piece: bytes) -> None:
    """A small archive that swells without measure is refused, with little memory."""
    path = tmp_path / "2018-01-essex-outcomes.csv.gz"
    with gzip.open(path, "wb", compresslevel=6) as file:
        file.write(",".join(OUTCOMES.columns).encode() + b"\n")
        file.write(piece * 40_000)
    with pytest.raises(InputError, match=r"outcomes\.csv\.gz.*(at most 8,589|16,777,216 signs)"):
        read_outcomes(path)
