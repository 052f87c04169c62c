"""Throwaway plugins with real distribution metadata, found through the real entry points."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HOOKS = """\
from safetykit.toolkit import hookimpl


@hookimpl
def safetykit_facts():
    return ()
"""
Install = Callable[..., Path]


def manifest(name: str, *, offers: str = '["facts"]', api: str = "[1, 1]") -> str:
    """Return the text of a manifest."""
    return (
        f'name = "{name}"\ntitle = "Title of {name}"\nsummary = "Summary."\nversion = "1.2"\n'
        f'api = {api}\njurisdictions = ["england"]\noffers = {offers}\n'
    )


@pytest.fixture
def install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Install]:
    """Return a function that installs a plugin in a folder of its own on the import path."""
    monkeypatch.delenv("SAFETYKIT_PLUGINS", raising=False)
    before = set(sys.modules)

    def put(
        name: str,
        hooks: str = HOOKS,
        *,
        owner: str | None = None,
        toml: str | None = None,
        init: str = "raise RuntimeError('the package was imported')",
        package: str | None = None,
    ) -> Path:
        owner, package = owner or f"{name}-dist", package or f"pkg_{name}"
        site = tmp_path / owner
        info = site / f"{owner}-1.0.dist-info"
        info.mkdir(parents=True, exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {owner}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[safetykit]\n{name} = {package}.hooks\n")
        folder = site.joinpath(*package.split("."))
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(init)
        (folder / "hooks.py").write_text(hooks)
        if toml != "":
            (folder / "module.toml").write_text(toml or manifest(name))
        monkeypatch.syspath_prepend(site)
        return folder

    yield put
    for module in set(sys.modules) - before:
        if module.startswith(("pkg_", "space")):
            del sys.modules[module]
