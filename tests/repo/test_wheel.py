"""What is packed: small, readable from a zip file, with the licence and the notices inside."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
MAX_BYTES = 2_000_000
READ = """
import sys
sys.path.insert(0, sys.argv[1])
import safetykit
from safetykit.toolkit import Toolkit
toolkit = Toolkit.built_in()
print(safetykit.__file__)
print(len(toolkit.facts()), len(toolkit.routes()), len(toolkit.faults))
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sources as a zip file, with the metadata that names the modules."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    points = "\n".join(
        f"{name} = {value}" for name, value in settings["entry-points"]["safetykit"].items()
    )
    file = tmp_path_factory.mktemp("wheel") / "safetykit-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(SRC.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                archive.write(path, path.relative_to(SRC).as_posix())
        info = "safetykit-0.1.0.dist-info"
        archive.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: safetykit\nVersion: 0.1.0\n"
        )
        archive.writestr(f"{info}/entry_points.txt", f"[safetykit]\n{points}\n")
    return file


def test_small(packed: Path) -> None:
    """What users download is below 2 MB."""
    assert MAX_BYTES > packed.stat().st_size


def test_content_is_read_from_a_zip(packed: Path, tmp_path: Path) -> None:
    """The built-in modules answer with all that they hold when nothing is unpacked."""
    from safetykit.toolkit import Toolkit

    done = subprocess.run(
        [sys.executable, "-c", READ, str(packed)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )

    toolkit = Toolkit.built_in()
    file, counts = done.stdout.splitlines()
    assert file.startswith(str(packed))
    assert f"{len(toolkit.facts())} {len(toolkit.routes())} 0" == counts


def test_licence_and_notices_are_packed() -> None:
    """The licence of the code and the notices of the data go into every wheel."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert ["LICENSE", "NOTICE.md"] == project["license-files"]
    assert all((ROOT / name).is_file() for name in project["license-files"])


def test_notices_name_what_is_there() -> None:
    """A notice is of files that are there."""
    rows = [line for line in (ROOT / "NOTICE.md").read_text("utf-8").splitlines() if "| `" in line]
    places = [part for row in rows for part in row.split("|")[2].replace("`", "").split(",")]

    assert 5 <= len(places)
    for place in places:
        assert list((SRC / "safetykit").glob(place.strip())), place
