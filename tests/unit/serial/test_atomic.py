"""Atomic writing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.serial import write_text


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_new_file(tmp_path: Path) -> None:
    """A new file holds the text in UTF-8 with plain line ends, and nothing stands beside it."""
    path = tmp_path / "plan.yaml"

    assert path.resolve() == write_text(path, "é\n")
    assert "é\n".encode() == path.read_bytes()
    assert ["plan.yaml"] == names(tmp_path)


def test_new_file_follows_the_mask(tmp_path: Path) -> None:
    """A new file has the permissions that the process gives to new files."""
    before = os.umask(0o027)
    try:
        path = write_text(tmp_path / "plan.yaml", "x")
    finally:
        os.umask(before)

    assert 0o640 == path.stat().st_mode & 0o777


def test_permissions_are_kept(tmp_path: Path) -> None:
    """An existing file keeps its permissions."""
    path = tmp_path / "plan.yaml"
    path.write_text("old", "utf-8")
    path.chmod(0o604)

    write_text(path, "new")

    assert 0o604 == path.stat().st_mode & 0o777
    assert "new" == path.read_text("utf-8")


def test_link_is_followed(tmp_path: Path) -> None:
    """A link stays a link, and the file that it names is written."""
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "plan.yaml", tmp_path / "link.yaml"
    target.write_text("old", "utf-8")
    link.symlink_to(target)

    write_text(link, "new")

    assert link.is_symlink()
    assert "new" == target.read_text("utf-8")
    assert ["plan.yaml"] == names(tmp_path / "there")


def test_links_in_a_circle(tmp_path: Path) -> None:
    """Links that lead to each other are an input error."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(InputError, match="path: expected a file that can be written"):
        write_text(tmp_path / "a", "x")


def test_long_name(tmp_path: Path) -> None:
    """A name that just fits is written."""
    path = tmp_path / ("x" * 255)

    write_text(path, "x")

    assert "x" == path.read_text("utf-8")


@pytest.mark.parametrize("failing", ["fsync", "replace", "write"])
def test_interrupted_write_leaves_the_old_file(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the disk fails at any step, the old content stands and no part is left."""
    path = tmp_path / "plan.yaml"
    path.write_text("old", "utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if failing == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    elif failing == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(os, "open", fail)

    with pytest.raises(
        InputError, match=r"plan\.yaml'\. No space left on device\. Nothing was written"
    ):
        write_text(path, "new")

    assert "old" == path.read_text("utf-8")
    assert ["plan.yaml"] == names(tmp_path)


def test_interrupt_by_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt passes through, and leaves the old file alone."""
    path = tmp_path / "plan.yaml"
    path.write_text("old", "utf-8")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(path, "new")

    assert "old" == path.read_text("utf-8")
    assert ["plan.yaml"] == names(tmp_path)


def test_folder_that_does_not_exist(tmp_path: Path) -> None:
    """A missing folder is an input error that names the path."""
    with pytest.raises(InputError, match=r"There is no folder .*nowhere\."):
        write_text(tmp_path / "nowhere" / "plan.yaml", "x")


def test_folder_as_path(tmp_path: Path) -> None:
    """A folder cannot be written."""
    with pytest.raises(InputError, match=r"Is a directory\. Nothing was written"):
        write_text(tmp_path, "x")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to the superuser")
def test_read_only_folder(tmp_path: Path) -> None:
    """A folder without permission to write is an input error."""
    tmp_path.chmod(0o500)

    with pytest.raises(InputError, match=r"Permission denied\. Nothing was written"):
        write_text(tmp_path / "plan.yaml", "x")


def test_refusal_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal to make the new file is an input error, whoever runs the test."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(InputError, match=r"Permission denied\. Nothing was written"):
        write_text(tmp_path / "plan.yaml", "x")


def test_name_that_no_file_can_have() -> None:
    """A NUL in the name is an input error."""
    with pytest.raises(InputError, match="expected a file that can be written"):
        write_text("a\0b", "x")


def test_text_that_utf8_cannot_hold(tmp_path: Path) -> None:
    """Half a surrogate pair is refused before anything is written."""
    with pytest.raises(InputError, match="text: expected a text that UTF-8 can hold"):
        write_text(tmp_path / "plan.yaml", "x\ud800")

    assert [] == names(tmp_path)


def test_device() -> None:
    """A device is written to, not replaced."""
    assert Path(os.devnull) == write_text(os.devnull, "x")
    assert Path(os.devnull).exists()
    assert not Path(os.devnull).is_file()


WRITER = """
import sys
from safetykit.serial import write_text
print("ready", flush=True)
n = 0
while True:
    n += 1
    write_text(sys.argv[1], ("ab"[n % 2]) * 2_000_000)
"""


@pytest.mark.parametrize("rounds", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_writer_leaves_a_whole_file(tmp_path: Path, rounds: int) -> None:
    """A process that is killed while it writes leaves the old file or the new, every time."""
    path = tmp_path / "plan.yaml"
    path.write_text("a" * 2_000_000, "utf-8")
    for round_ in range(rounds):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.01 + 0.003 * (round_ % 20))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        content = path.read_text("utf-8")

        assert content in {"a" * 2_000_000, "b" * 2_000_000}
