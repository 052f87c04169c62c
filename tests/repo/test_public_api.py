"""The public interface is what the snapshot says, so that no change to it goes unseen."""

from __future__ import annotations

import difflib
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
for needed in ("numpy", "scipy", "jinja2", "vl_convert", "duckdb", "hypothesis", "sphinx"):
    pytest.importorskip(needed)


@pytest.fixture(scope="module")
def public_api() -> ModuleType:
    """Return the script that describes the public interface."""
    spec = importlib.util.spec_from_file_location("public_api", HERE / "public_api.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_snapshot(public_api: ModuleType) -> None:
    """No public name was added, changed or taken away without the snapshot saying so."""
    kept, found = public_api.SNAPSHOT.read_text("utf-8"), public_api.describe()
    lines = difflib.unified_diff(kept.splitlines(), found.splitlines(), "kept", "found", n=0)
    changed = [line for line in lines if line.startswith(("+", "-")) and line[:3] not in _MARKS]

    assert not changed, (
        "The public interface changed:\n"
        + "\n".join(changed)
        + "\nIf that is meant, say so in CHANGELOG.md and run: python tests/repo/public_api.py"
    )


def test_every_public_package_is_in_the_reference(public_api: ModuleType) -> None:
    """Each package that lists public names has a page, or its names stand on an outer one."""
    pytest.importorskip("sphinx")
    pytest.importorskip("docutils")
    pages = _api_pages()
    described = {
        f"{page}.{name}" for page in pages.public_packages() for name in pages.public_members(page)
    }
    homes = {full.rpartition(".")[2]: full for full in described}

    missing = [
        f"{package}.{name}"
        for package in public_api.public_packages()
        for name in getattr(importlib.import_module(package), "__all__", ())
        if name not in homes
    ]

    assert [] == missing


def _api_pages() -> ModuleType:
    import sys

    folder = str(ROOT / "docs" / "_ext")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module("api_pages")
    finally:
        sys.path.remove(folder)


_MARKS = ("+++", "---")
