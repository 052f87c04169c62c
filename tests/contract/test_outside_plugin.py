"""The plugin of `examples/outside-plugin`, installed as a stranger's, keeps the contract."""

import datetime as dt
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from safetykit.testing import ModuleContract
from safetykit.toolkit import Offer, Toolkit

PLUGIN = Path(__file__).parents[2] / "examples" / "outside-plugin"
METADATA = "Metadata-Version: 2.1\nName: safetykit-harbourtown\nVersion: 0\n"
POINT = "[safetykit]\nharbourtown = safetykit_harbourtown.hooks\n"


@pytest.fixture(scope="module", autouse=True)
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Put the plugin and its metadata on the path, as an installation does."""
    folder = tmp_path_factory.mktemp("site")
    info = folder / "safetykit_harbourtown-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(METADATA, encoding="utf-8")
    (info / "entry_points.txt").write_text(POINT, encoding="utf-8")
    paths = [str(folder), str(PLUGIN / "src")]
    with pytest.MonkeyPatch.context() as patch:
        for path in paths:
            patch.syspath_prepend(path)
        patch.setenv("PYTHONPATH", os.pathsep.join(paths))
        yield os.pathsep.join(paths)


class TestHarbourtown(ModuleContract):
    """The same class as in the plugin's own tests."""

    module = "harbourtown"
    as_of = dt.date(2026, 11, 22)


def test_it_brings_one_of_each() -> None:
    """The example shows data, code, records, a unit and a rule."""
    offers = set(Toolkit.discover(plugins=["harbourtown"]).modules[0].offers)

    assert {Offer.FACTS, Offer.GUIDES, Offer.INDICATORS, Offer.DATA_SOURCES} < offers
    assert {Offer.UNITS, Offer.RULES, Offer.FACT_SHEETS, Offer.ROUTES} < offers


def test_it_uses_public_names_only() -> None:
    """A plugin imports packages, and never the modules inside them."""
    for path in PLUGIN.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("from safetykit."):
                name = line.split()[1]
                spec = importlib.util.find_spec(name)
                is_package = spec is not None and spec.submodule_search_locations is not None
                assert name.count(".") == 1 or is_package, f"{path.name}: {line}"


@pytest.mark.slow
def test_its_own_tests_pass(site: str) -> None:
    """The plugin's tests run as they are printed there."""
    pytest.importorskip("hypothesis")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        command,
        cwd=PLUGIN,
        env=os.environ | {"PYTHONPATH": site},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
