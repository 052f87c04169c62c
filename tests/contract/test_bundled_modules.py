"""Every bundled module, found as anybody's is, keeps the contract of a toolkit module."""

import datetime as dt
import importlib
import inspect
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from safetykit.content import (
    Fact,
    FactBook,
    FactSheet,
    Jurisdiction,
    Unknown,
    current_routes,
    publishable,
)
from safetykit.toolkit import HOOKS, ModuleState, Offer, Toolkit

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


@pytest.fixture(params=MODULES)
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of each module in turn."""
    return str(request.param)


@pytest.fixture
def module(toolkit: Toolkit, tmp_path: Path, name: str) -> Toolkit:
    """Return a toolkit of one module."""
    return Toolkit.discover(plugins=[f"safetykit:{name}"])


def test_found(toolkit: Toolkit) -> None:
    """All are found, without a fault."""
    assert MODULES == [info.name for info in toolkit.modules]
    assert () == toolkit.faults


def test_manifest_is_true(module: Toolkit, name: str) -> None:
    """What a manifest says is what the hooks do, in the nations that it names."""
    info = module.module(name)
    sheets = {n: module.fact_sheets(jurisdiction=n, as_of=DAY) for n in Jurisdiction}
    written = {n for n, found in sheets.items() if any(isinstance(s, FactSheet) for s in found)}

    teaches = {Offer.FACTS, Offer.ROUTES, Offer.FACT_SHEETS, Offer.TAXONOMIES}
    offers = set(info.offers)
    ratings = [rating for item in module.evidence() for rating in item.ratings]
    nations = {n for item in (*module.facts(), *ratings) for n in item.jurisdictions}

    assert teaches <= offers or offers == {Offer.EVIDENCE}
    assert info.title
    assert info.summary
    assert bool(module.facts()) is (Offer.FACTS in offers)
    assert bool(module.routes()) is (Offer.ROUTES in offers)
    assert bool(module.taxonomies()) is (Offer.TAXONOMIES in offers)
    assert bool(module.evidence()) is (Offer.EVIDENCE in offers)
    assert written <= set(info.jurisdictions)
    assert nations == set(info.jurisdictions)
    assert ModuleState.REGISTERED is module.module(name).state


def test_keys_start_with_the_name(module: Toolkit, name: str) -> None:
    """Keys of two modules cannot collide."""
    keys = [fact.key for fact in module.facts()]
    keys += [route.id for route in module.routes()]
    keys += [taxonomy.key for taxonomy in module.taxonomies()]
    keys += [item.key for item in module.evidence()]

    assert all(key.startswith(f"{name}.") for key in keys)


def test_facts_are_sourced(module: Toolkit) -> None:
    """Every fact has a review date after its sources were read, and a source or a flag."""
    for item in (*module.facts(), *module.routes(), *module.taxonomies()):
        assert item.sources or item.check_by_person
        assert all(source.retrieved <= item.review_by for source in item.sources)
        assert item.confidence.seen or not item.acted_on or not publishable(item)


def test_no_overlapping_intervals(module: Toolkit) -> None:
    """The facts of all the module's files make one book."""
    assert FactBook(facts=module.facts()).facts == module.facts()


def test_whole_toolkit_is_one_book(toolkit: Toolkit) -> None:
    """The modules do not contradict each other."""
    assert FactBook(facts=toolkit.facts())


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_emergency_first(module: Toolkit, jurisdiction: Jurisdiction) -> None:
    """In every nation the first route is the emergency one, and it is no form."""
    routes = current_routes(module.routes(), jurisdiction=jurisdiction, as_of=DAY)
    first = [(route.emergency, route.contact) for route in routes[:1]]

    assert [(True, "999")] * bool(module.routes()) == first


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_fact_sheets(module: Toolkit, jurisdiction: Jurisdiction) -> None:
    """A sheet prints publishable facts of its nation, routes, sources and the banner."""
    for sheet in module.fact_sheets(jurisdiction=jurisdiction, as_of=DAY):
        if isinstance(sheet, Unknown):
            assert sheet.where_to_check
            continue
        facts = [fact for section in sheet.sections for fact in section.facts]
        assert facts
        assert all(publishable(fact) and jurisdiction in fact.jurisdictions for fact in facts)
        assert all(publishable(route) for route in sheet.routes)
        assert sheet.routes[0].emergency
        assert sheet.sources
        assert not sheet.review_overdue
        assert "not legal advice" in sheet.not_legal_advice


def test_sections_hold_no_figures(module: Toolkit) -> None:
    """A figure on a sheet is a dated fact; the words around it hold none."""
    for jurisdiction in Jurisdiction:
        for sheet in module.fact_sheets(jurisdiction=jurisdiction, as_of=DAY):
            if isinstance(sheet, FactSheet):
                words = " ".join(text for section in sheet.sections for text in section.words)
                assert not re.search(r"\d", words)


def test_sections_with_words_are_sourced(module: Toolkit) -> None:
    """Our own words lean on a source, or on the facts below them."""
    for sheet in module.fact_sheets(jurisdiction="england", as_of=DAY):
        assert isinstance(sheet, FactSheet)
        assert all(section.sources or section.facts for section in sheet.sections)


@pytest.mark.parametrize("day", [dt.date(1900, 1, 1), dt.date(2012, 1, 1), dt.date(2090, 1, 1)])
def test_any_day(toolkit: Toolkit, day: dt.date) -> None:
    """Sheets can be made for any day; what was not known then is said to be unknown."""
    for jurisdiction in Jurisdiction:
        assert toolkit.fact_sheets(jurisdiction=jurisdiction, as_of=day)


def test_public_names(name: str) -> None:
    """Every public name is in __all__, exists, and is documented."""
    package = importlib.import_module(f"safetykit.plugins.{name}")

    assert sorted(package.__all__) == package.__all__
    for public in package.__all__:
        assert inspect.getdoc(getattr(package, public))


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


def test_import_is_cheap() -> None:
    """Importing all modules reads no content, and loads neither pint, cattrs, yaml nor numpy."""
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


def test_value_types(toolkit: Toolkit) -> None:
    """A threshold or a deadline that is a number is exact."""
    for fact in toolkit.facts():
        assert isinstance(fact, Fact)
        if fact.unit:
            assert fact.value.number is not None
