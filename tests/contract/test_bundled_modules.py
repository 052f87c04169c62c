"""Every bundled module, found as anybody's is, keeps the contract of a toolkit module."""

import datetime as dt
import importlib
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from safetykit.content import FactBook, Jurisdiction, current_routes
from safetykit.testing import ModuleContract
from safetykit.toolkit import HOOKS, Offer, Toolkit

ROOT = Path(__file__).parents[2]
POINTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"][
    "safetykit"
]
MODULES = sorted(POINTS)
DAY = dt.date(2026, 11, 22)


@pytest.fixture
def toolkit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toolkit:
    """Return the bundled modules, found by the entry points that pyproject.toml declares."""
    monkeypatch.delenv("SAFETYKIT_PLUGINS", raising=False)
    if not {point.name for point in entry_points(group="safetykit")} >= set(MODULES):
        info = tmp_path / "safetykit-0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: safetykit\nVersion: 0\n")
        lines = [f"{name} = {value}" for name, value in POINTS.items()]
        (info / "entry_points.txt").write_text("[safetykit]\n" + "\n".join(lines) + "\n")
        monkeypatch.syspath_prepend(tmp_path)
    return Toolkit.discover(plugins=[f"safetykit:{name}" for name in MODULES])


class Bundled(ModuleContract):
    """The contract, for a module of this repository."""

    as_of = DAY

    def make_toolkit(self) -> Toolkit:
        """Return our own module, whatever else is installed."""
        return Toolkit.built_in().only(self.module)


for _name in MODULES:  # a class for each, so that no module is forgotten
    _title = f"Test{_name.title().replace('_', '')}"
    globals()[_title] = type(_title, (Bundled,), {"module": _name, "__doc__": f"Of {_name}."})


def test_found(toolkit: Toolkit) -> None:
    """All are found, without a fault."""
    assert MODULES == [info.name for info in toolkit.modules]
    assert () == toolkit.faults


@pytest.mark.parametrize("name", MODULES)
def test_what_a_bundled_module_teaches(toolkit: Toolkit, name: str) -> None:
    """Ours have facts, routes, fact sheets and lists; or ratings, and nothing else."""
    offers = set(toolkit.module(name).offers)
    teaches = {Offer.FACTS, Offer.ROUTES, Offer.FACT_SHEETS, Offer.TAXONOMIES}

    assert teaches <= offers or offers == {Offer.EVIDENCE}


def test_whole_toolkit_is_one_book(toolkit: Toolkit) -> None:
    """The modules do not contradict each other."""
    assert FactBook(facts=toolkit.facts())


@pytest.mark.parametrize("name", MODULES)
def test_emergency_number(toolkit: Toolkit, name: str) -> None:
    """In every nation the first route of a module that gives any is 999."""
    routes = toolkit.only(name).routes()
    first = {
        shown[0].contact
        for nation in Jurisdiction
        if (shown := current_routes(routes, jurisdiction=nation, as_of=DAY))
    }

    assert ({"999"} if routes else set()) == first


@pytest.mark.parametrize("name", MODULES)
def test_first_lines(name: str) -> None:
    """Every file of a module says in its first line what it is for."""
    folder = ROOT / "src" / "safetykit" / "plugins" / name
    for file in sorted(folder.rglob("*.*")):
        if file.suffix in (".py", ".yaml", ".toml"):
            assert file.read_text().startswith('"""' if file.suffix == ".py" else "#"), file


@pytest.mark.parametrize("hook", [hook.name for hook in HOOKS.values()])
def test_bundled_user(hook: str) -> None:
    """Each hook is used by at least one bundled module."""
    hooks = [importlib.import_module(value) for value in POINTS.values()]

    assert any(hasattr(module, hook) for module in hooks)


def test_import_reads_no_content() -> None:
    """Importing modules reads none of their files, and does not load the host's library."""
    code = (
        "import sys\n"
        "from safetykit.plugins import road_safety, use_of_force, fraud_prevention\n"
        "print(*[m for m in ('pint', 'cattrs', 'yaml', 'numpy', 'pluggy') if m in sys.modules])\n"
        "from safetykit.plugins.road_safety.data import CONTENT\n"
        "print(sorted(vars(CONTENT)))\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ["", "['package']"] == done.stdout.splitlines()


def test_plugins_package_imports_nothing() -> None:
    """The package of the bundled modules imports none of them."""
    code = (
        "import sys, safetykit.plugins as p; print([m for m in sys.modules if p.__name__+'.' in m])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()


def test_other_owner(toolkit: Toolkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger who takes a bundled name is named beside us, and neither is used."""
    site = tmp_path / "stranger"
    info = site / "stranger-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[safetykit]\nroad_safety = stranger.hooks\n")
    monkeypatch.syspath_prepend(site)

    (fault,) = Toolkit.discover(plugins=["road_safety"]).faults

    assert "safetykit and stranger both offer road_safety" in fault.reason
