"""The front door: the names that users import, and what it fills in for them."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

import safetykit

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "examples/plans/city-of-london.yaml"
DATA = ROOT / "examples/data/city-of-london"


def test_every_public_name_exists() -> None:
    """Every name of __all__ can be had, unless its extra is missing."""
    for name in safetykit.__all__:
        try:
            found = getattr(safetykit, name)
        except safetykit.MissingExtraError:
            continue

        assert found.__doc__, name


def test_names_are_sorted_and_known_to_dir() -> None:
    """dir() shows the public names."""
    assert sorted(safetykit.__all__) == list(safetykit.__all__)
    assert set(safetykit.__all__) <= set(dir(safetykit))


def test_packages_are_found_without_an_import() -> None:
    """Each package is there when it is first named, and a fresh interpreter loads only that one."""
    code = (
        "import safetykit, sys; safetykit.model.Plan; "
        "print({'safetykit.model', 'safetykit.content', 'safetykit.toolkit'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )

    assert "{'safetykit.model'}" == done.stdout.strip()
    assert {"errors", "model", "plugins", "stats"} <= set(dir(safetykit))


def test_unknown_name() -> None:
    """A misspelt name is an AttributeError."""
    with pytest.raises(AttributeError, match="evalute"):
        safetykit.evalute  # type: ignore[attr-defined]  # noqa: B018


def test_renamed_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that was renamed still works, and says what replaces it and when it goes."""
    from safetykit._deprecated import RENAMED, Renamed

    monkeypatch.setitem(RENAMED, "Promise", Renamed(to="Action", since="0.3", removed_in="0.5"))

    with pytest.warns(safetykit.errors.SafetyKitDeprecationWarning) as caught:
        found = safetykit.Promise  # type: ignore[attr-defined]  # the old name

    assert safetykit.Action is found
    assert __file__ == caught[0].filename
    assert (
        "safetykit.Promise is now safetykit.Action; the old name warns since 0.3 and goes in 0.5."
        == str(caught[0].message)
    )


def test_old_names_go_in_time() -> None:
    """An old name warns for two minor versions, leads somewhere, and is gone when it was said."""
    from safetykit._deprecated import RENAMED

    def minor(version: str) -> tuple[int, ...]:
        return tuple(int(part) for part in version.split(".")[:2])

    for old, new in RENAMED.items():
        assert old not in safetykit.__all__
        assert new.to in safetykit.__all__
        assert minor(new.removed_in) > minor(safetykit.__version__), f"take {old} away"
        assert (
            minor(new.removed_in)[0] > minor(new.since)[0]
            or minor(new.removed_in)[1] >= minor(new.since)[1] + 2
        )


def test_audit_takes_the_plans_own_date() -> None:
    """Without a day, a plan is audited for its own date."""
    plan = safetykit.load(PLAN)

    assert plan.as_of == safetykit.audit(plan).as_of


def test_audit_takes_a_day_as_text() -> None:
    """A day may be given as text."""
    assert dt.date(2010, 1, 31) == safetykit.audit(safetykit.load(PLAN), as_of="2010-01-31").as_of


@pytest.mark.parametrize("day", ["soon", "2019-02-30", 20191031])
def test_bad_day(day: object) -> None:
    """Anything else than a day is refused by name."""
    with pytest.raises(safetykit.InputError, match=r"as_of: expected a day"):
        safetykit.audit(safetykit.load(PLAN), as_of=day)  # type: ignore[arg-type]


def test_plan_round_trip(tmp_path: Path) -> None:
    """A plan that is dumped and loaded is the same plan."""
    plan = safetykit.load(PLAN)

    for name in ("plan.yaml", "plan.json"):
        assert plan == safetykit.load(safetykit.dump(plan, tmp_path / name))


def test_records_by_path_or_as_counts() -> None:
    """Records may be given by path or as counts that were read before."""
    pytest.importorskip("numpy")
    plan = safetykit.load(PLAN)
    counts = safetykit.read_records(DATA)

    by_path = safetykit.evaluate(plan, str(DATA), as_of="2019-10-31")
    by_counts = safetykit.evaluate(plan, counts, as_of=dt.date(2019, 10, 31))

    assert by_path.headline == by_counts.headline
    assert by_path["robbery"].sentence == by_counts["robbery"].sentence


def test_unknown_indicator() -> None:
    """A misspelt indicator is refused with the nearest id."""
    pytest.importorskip("numpy")
    evaluation = safetykit.evaluate(safetykit.load(PLAN), DATA)

    with pytest.raises(safetykit.InputError, match='Did you mean "robbery"'):
        evaluation["robery"]


def test_audit_without_numpy() -> None:
    """An audit with the built-in modules at hand needs no extra."""
    code = (
        "import importlib.util, sys\n"
        "class Block:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in ('numpy', 'scipy', 'duckdb'):\n"
        "            raise ModuleNotFoundError(name, name=name)\n"
        "real = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda n, *more: None if n == 'numpy' else real(n, *more)\n"
        "sys.meta_path.insert(0, Block())\n"
        "import safetykit\n"
        f"audit = safetykit.audit(safetykit.load({str(PLAN)!r}))\n"
        "print(len(audit.checks) > 5, 'numpy' in sys.modules)\n"
    )

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )

    assert "True False" == done.stdout.strip(), done.stderr
