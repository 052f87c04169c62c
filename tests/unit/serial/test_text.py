"""Reading files as UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.errors import DocumentError
from safetykit.serial import read_text


@pytest.mark.parametrize(
    ("expected", "raw"),
    [
        ("a: é\n", "a: é\n".encode()),
        ("a: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n"),
        ("a: 1\nb: 2\n", b"a: 1\rb: 2\r"),
        ("a: 1\n", b"\xef\xbb\xbfa: 1\n"),
        ("", b""),
    ],
)
def test_text_of_a_file(expected: str, raw: bytes, tmp_path: Path) -> None:
    """UTF-8 is read with and without a mark of byte order, and with every kind of line end."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(raw)

    assert expected == read_text(path).content
    assert str(path) == read_text(str(path)).file


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (
            "a: 1\nb: é\n".encode("latin-1"),
            r":2:4: byte 0xe9 is not UTF-8\. Save the file as UTF-8",
        ),
        (b"\xef\xbb\xbfa: \xff", r":1:7: byte 0xff is not UTF-8"),
        (b"a\r\rbb\xff", r":3:3: byte 0xff is not UTF-8"),
        (b"a\r\nbb\xff", r":2:3: byte 0xff is not UTF-8"),
        ("a: 1".encode("utf-16"), r":1:1: byte 0xff is not UTF-8"),
        ("a: 1".encode("utf-16-le"), r":1:2: byte 0x00 belongs in no text; is it UTF-16\?"),
        ("a: 1".encode("utf-16-be"), r":1:1: byte 0x00 belongs in no text; is it UTF-16\?"),
        (b"a: \x00", r":1:4: byte 0x00 belongs in no text"),
        (b"a: \xed\xa0\x80", r":1:4: byte 0xed is not UTF-8"),
        (b"x" * 101, r"plan\.yaml: is over the size limit of 100 bytes\. Is this the right file\?"),
    ],
)
def test_bytes_that_are_refused(raw: bytes, reason: str, tmp_path: Path) -> None:
    """Other encodings and files that are too large are refused with their place."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(raw)

    with pytest.raises(DocumentError, match=reason):
        read_text(path, max_bytes=100)


def test_path_that_does_not_exist(tmp_path: Path) -> None:
    """A missing file is named."""
    with pytest.raises(
        DocumentError, match=r"nowhere\.yaml: cannot be read: No such file .*Check the path\."
    ):
        read_text(tmp_path / "nowhere.yaml")


def test_folder(tmp_path: Path) -> None:
    """A folder is no document."""
    with pytest.raises(
        DocumentError, match=r"cannot be read: Is a directory\. Name a file in it\."
    ):
        read_text(tmp_path)


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, "\ud800"])
def test_path_that_no_file_can_have(path: str) -> None:
    """A path that the system refuses is a document error."""
    with pytest.raises(DocumentError, match="cannot be read: "):
        read_text(path)
