"""The host: finding, choosing, loading and asking modules, and what happens when one fails."""

import datetime as dt
import pickle
import shutil
import sys
import threading
import warnings
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from safetykit.content import Fact
from safetykit.errors import InputError, PluginError, PluginWarning
from safetykit.toolkit import (
    HookReport,
    ModuleState,
    Offer,
    PluginFault,
    PluginStage,
    Toolkit,
    parse_manifest,
    read_manifest,
)
from safetykit.toolkit.finding import Found

Install = Callable[..., Path]
HOOKS = """\
from safetykit.toolkit import hookimpl


@hookimpl
def safetykit_facts():
    return ()
"""
FACT = """\
import datetime as dt

from safetykit.content import Citation, Confidence, Fact, FactKind, FactValue
from safetykit.content import Jurisdiction, LegalStatus
from safetykit.toolkit import hookimpl


@hookimpl
def safetykit_facts():
    page = Citation(key="page", title="A", publisher="B", retrieved=dt.date(2026, 1, 1))
    return [
        Fact(
            key="NAME.limit",
            title="The limit",
            value=FactValue.parse("35"),
            kind=FactKind.THRESHOLD,
            jurisdictions=(Jurisdiction.ENGLAND,),
            valid_from=dt.date(2020, 1, 1),
            status=LegalStatus.IN_FORCE,
            confidence=Confidence.VERIFIED,
            review_by=dt.date(2027, 1, 1),
            sources=(page,),
        )
    ]
"""


def manifest(name: str, *, offers: str = '["facts"]', api: str = "[1, 1]") -> str:
    """Return the text of a manifest."""
    return (
        f'name = "{name}"\ntitle = "Title of {name}"\nsummary = "Summary."\nversion = "1.2"\n'
        f'api = {api}\njurisdictions = ["england"]\noffers = {offers}\n'
    )


def only(*names: str) -> Toolkit:
    """Return a toolkit of named modules, whatever else is installed."""
    return Toolkit.discover(plugins=names)


class TestFinding:
    def test_nothing_is_imported(self, install: Install) -> None:
        """The inventory is read from metadata and manifests; the package stays unimported."""
        install("found")

        info = only("found").module("found")

        assert ("Title of found", "1.2", "Summary.") == (info.title, info.version, info.summary)
        assert "found-dist" == info.distribution
        assert ModuleState.FOUND is info.state
        assert (Offer.FACTS,) == info.offers
        assert not any(name.startswith("pkg_found") for name in sys.modules)

    def test_sorted_by_name(self, install: Install) -> None:
        """Modules come by name, not in the order of installation."""
        install("zeta", init="")
        install("alpha", init="")

        assert ["alpha", "zeta"] == [info.name for info in only("zeta", "alpha").modules]

    @pytest.mark.parametrize(
        ("value", "names"),
        [("none", []), ("NONE", []), ("one", ["one"]), ("two, one", ["one", "two"])],
    )
    def test_variable(
        self, install: Install, monkeypatch: pytest.MonkeyPatch, value: str, names: list[str]
    ) -> None:
        """SAFETYKIT_PLUGINS chooses, where the call does not."""
        install("one")
        install("two")
        monkeypatch.setenv("SAFETYKIT_PLUGINS", value)

        assert names == [info.name for info in Toolkit.discover().modules]

    def test_argument_beats_variable(
        self, install: Install, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What the call says wins."""
        install("one")
        monkeypatch.setenv("SAFETYKIT_PLUGINS", "none")

        assert ["one"] == [info.name for info in only("one").modules]

    def test_all(self, install: Install) -> None:
        """Without a choice, everything that is installed is found."""
        install("one")

        assert "one" in [info.name for info in Toolkit.discover().modules]

    def test_misspelt_choice(self, install: Install) -> None:
        """A name that nothing offers is an error with a suggestion."""
        install("roads")

        with pytest.raises(InputError, match=r'plugins.*Did you mean "roads"'):
            only("raods")

    def test_misspelt_variable(self, install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error names the variable."""
        install("roads")
        monkeypatch.setenv("SAFETYKIT_PLUGINS", "raods")

        with pytest.raises(InputError, match="SAFETYKIT_PLUGINS"):
            Toolkit.discover()

    def test_one_text(self) -> None:
        """A single text is not taken for a list of letters."""
        with pytest.raises(InputError, match="a list of names"):
            Toolkit.discover(plugins="roads")

    def test_no_such_module(self, install: Install) -> None:
        """Asking the inventory for an unknown module helps."""
        install("roads")

        with pytest.raises(InputError, match='Did you mean "roads"'):
            only("roads").module("road")
        with pytest.raises(InputError, match="none found"):
            Toolkit(()).module("road")


class TestClash:
    def test_two_owners(self, install: Install) -> None:
        """Where two distributions offer one name, both are named and neither is used."""
        install("same", owner="first", package="pkg_first")
        install("same", owner="second", package="pkg_second")

        toolkit = only("same")

        (fault,) = toolkit.faults
        assert () == toolkit.modules
        assert PluginStage.FOUND is fault.stage
        assert "first and second both offer same" in fault.reason
        with pytest.raises(ExceptionGroup, match="1 fault in toolkit modules"):
            toolkit.facts()

    def test_named_with_its_owner(self, install: Install) -> None:
        """Naming the distribution settles it."""
        install("same", owner="first", package="pkg_first")
        install("same", owner="second", package="pkg_second")

        toolkit = only("second:same")

        assert ["second"] == [info.distribution for info in toolkit.modules]
        assert () == toolkit.faults


class TestManifest:
    def test_missing(self, install: Install) -> None:
        """A module without a manifest is reported and skipped."""
        install("bare", toml="")

        (fault,) = only("bare").faults

        assert "pkg_bare/module.toml: there is no such file" in fault.reason
        assert ModuleState.BLOCKED is only("bare").module("bare").state

    @pytest.mark.parametrize(
        ("toml", "words"),
        [
            ("name = ", "not TOML"),
            (manifest("other"), "the entry point 'bad'"),
            (manifest("bad", api="[2, 3]"), "needs plugin API 2 to 3; this safetykit has 1"),
            (manifest("bad", api="[1]"), "a first and a last version"),
            (manifest("bad", offers='["fact"]'), 'Did you mean "facts"'),
            (manifest("bad") + "colour = 1\n", 'unknown key "colour"'),
        ],
    )
    def test_misfit(self, install: Install, toml: str, words: str) -> None:
        """What does not fit in a manifest is said, before anything is imported."""
        install("bad", toml=toml)

        (fault,) = only("bad").faults

        assert words in fault.reason

    def test_package_gone(self) -> None:
        """A package that is not there is said to be so."""
        with pytest.raises(Exception, match="no such package is installed"):
            read_manifest("pkg_gone.hooks")

    def test_zip(self, install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A manifest inside a zip file is read, and nothing of the package is run."""
        folder = install("zipped")
        archive = shutil.make_archive(str(tmp_path / "zipped"), "zip", folder.parent)
        shutil.rmtree(folder)
        monkeypatch.syspath_prepend(archive)

        assert "zipped" == read_manifest("pkg_zipped.hooks").name

    def test_unreadable_entry_point(self, install: Install) -> None:
        """One broken entry point is reported, and hides no other."""
        info = install("odd").parent / "odd-dist-1.0.dist-info"
        (info / "entry_points.txt").write_text("[safetykit]\nodd = not a module!\n")
        install("good")

        toolkit = only("good", "odd")

        (fault,) = toolkit.faults
        assert "odd" == fault.plugin
        assert "cannot be read" in fault.reason
        assert ["good", "odd"] == [info.name for info in toolkit.modules]

    def test_distribution_without_a_name(self, install: Install) -> None:
        """Broken metadata cost the name of the owner, and nothing else."""
        folder = install("odd")
        (folder.parent / "odd-dist-1.0.dist-info" / "METADATA").write_text("Version: 1\n")

        (info,) = only("odd").modules

        assert "" == info.distribution

    def test_namespace_inside_a_namespace(self, install: Install) -> None:
        """Packages without code of their own are walked through without importing them."""
        folder = install("deep", package="space.inner.deep")

        assert (folder / "module.toml").is_file()
        assert "deep" == read_manifest("space.inner.deep.hooks").name
        assert "space" not in sys.modules

    def test_namespace_package_with_a_manifest(self, install: Install) -> None:
        """The package of the hooks itself may lack an __init__."""
        folder = install("open")
        (folder / "__init__.py").unlink()

        assert "open" == read_manifest("pkg_open.hooks").name

    def test_parse(self) -> None:
        """A manifest's text can be read on its own."""
        assert parse_manifest(manifest("a")).fits


class TestLoading:
    def test_lazy(self, install: Install) -> None:
        """A module is imported when something that it offers is asked for, and not before."""
        install("lazy", init="")
        toolkit = only("lazy")

        toolkit.routes()
        assert "pkg_lazy" not in sys.modules

        toolkit.facts()
        assert "pkg_lazy.hooks" in sys.modules
        assert ModuleState.REGISTERED is toolkit.module("lazy").state

    @pytest.mark.parametrize(
        ("hooks", "stage", "words"),
        [
            ("raise ValueError('broken')", PluginStage.LOADED, "ValueError: broken"),
            ("import nowhere_at_all", PluginStage.LOADED, "ModuleNotFoundError"),
            ("raise SystemExit(3)", PluginStage.LOADED, "SystemExit: 3"),
            ("syntax error", PluginStage.LOADED, "SyntaxError"),
            (HOOKS.replace("facts", "fcats"), PluginStage.REGISTERED, "safetykit_fcats"),
            (HOOKS.replace("@hookimpl", ""), PluginStage.REGISTERED, "no hookimpl is there"),
            (HOOKS + HOOKS.replace("facts", "routes"), PluginStage.REGISTERED, "does not offer it"),
            (HOOKS.replace("facts()", "facts(other)"), PluginStage.REGISTERED, "other"),
        ],
    )
    def test_failure(self, install: Install, hooks: str, stage: PluginStage, words: str) -> None:
        """A module that cannot be used is blocked; the others' answers arrive."""
        install("bad", hooks, init="")
        install("good", FACT.replace("NAME", "good"), init="")
        toolkit = only("bad", "good")

        with pytest.warns(PluginWarning, match="skipped bad"):
            facts = toolkit.facts(strict=False)

        (fault,) = toolkit.faults
        assert ["good.limit"] == [fact.key for fact in facts]
        assert (stage, "bad", "bad-dist") == (fault.stage, fault.plugin, fault.distribution)
        assert words in fault.reason
        assert ModuleState.BLOCKED is toolkit.module("bad").state
        assert (fault,) == toolkit.module("bad").faults

    def test_warned_once(self, install: Install) -> None:
        """The same fault warns once, and the module is not tried again."""
        install("bad", "raise ValueError('broken')", init="")
        toolkit = only("bad")
        with pytest.warns(PluginWarning):
            toolkit.facts(strict=False)

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert () == toolkit.facts(strict=False)

        assert 1 == len(toolkit.faults)

    def test_entry_point_to_something_else(self) -> None:
        """An entry point names a module, not a thing inside one."""
        point = EntryPoint(name="odd", value="json:dumps", group="safetykit")
        found = Found(
            name="odd",
            distribution="odd",
            load=point.load,
            manifest=parse_manifest(manifest("odd")),
        )
        toolkit = Toolkit([found])

        with pytest.raises(ExceptionGroup):
            toolkit.facts()
        assert "expected a module" in toolkit.faults[0].reason

    def test_strict_by_default(self, install: Install) -> None:
        """The library raises all faults together; each names its plugin and keeps its cause."""
        install("bad", "raise ValueError('broken')", init="")

        with pytest.raises(ExceptionGroup, match="1 fault in toolkit modules") as caught:
            only("bad").facts()

        (error,) = caught.value.exceptions
        assert isinstance(error, PluginError)
        assert isinstance(error.__cause__, ValueError)
        assert "bad-dist" in error.__notes__[0]


RAISES = HOOKS.replace("return ()", "raise ZeroDivisionError('in the hook')")


class TestCalling:
    @pytest.mark.parametrize(
        ("hooks", "words"),
        [
            (RAISES, "ZeroDivisionError: in the hook"),
            (HOOKS.replace("return ()", "raise SystemExit('bye')"), "SystemExit: bye"),
            (HOOKS.replace("return ()", "return 'text'"), "answered with str"),
            (HOOKS.replace("return ()", "return {}"), "answered with dict"),
            (HOOKS.replace("return ()", "return 5"), "expected a tuple of Fact"),
            (HOOKS.replace("return ()", "return [5]"), "answered with int in it"),
            (HOOKS.replace("return ()", "yield 1 / 0"), "ZeroDivisionError"),
        ],
    )
    def test_failure(self, install: Install, hooks: str, words: str) -> None:
        """A hook that raises, exits or answers wrongly costs only its own answers."""
        install("bad", hooks, init="")
        install("good", FACT.replace("NAME", "good"), init="")
        install("also", FACT.replace("NAME", "also"), init="")

        report = only("bad", "good", "also").report(Offer.FACTS)

        (fault,) = report.faults
        assert ["also", "good"] == [name for name, _ in report.answers]
        assert (PluginStage.CALLED, "safetykit_facts") == (fault.stage, fault.hook)
        assert ("bad", "bad-dist") == (fault.plugin, fault.distribution)
        assert words in fault.reason

    def test_note(self, install: Install) -> None:
        """What a plugin raised carries a note that names the plugin and the hook."""
        install("bad", RAISES, init="")

        (fault,) = only("bad").report(Offer.FACTS).faults

        assert fault.error is not None
        assert "'bad' in safetykit_facts()" in fault.error.__notes__[0]

    def test_no_answer(self, install: Install) -> None:
        """A hook that forgets to return is a fault, for its facts would be lost in silence."""
        install("quiet", HOOKS.replace("return ()", "return None"), init="")

        (fault,) = only("quiet").report(Offer.FACTS).faults
        words = "TypeError: answered with None; return a tuple of Fact, empty if there is none"
        assert words == fault.reason

    def test_called_again(self, install: Install) -> None:
        """A hook that failed once may succeed later; the inventory keeps the fault once."""
        install("bad", RAISES, init="")
        toolkit = only("bad")
        for _ in range(2):
            with pytest.raises(ExceptionGroup):
                toolkit.facts()

        assert 1 == len(toolkit.faults)
        assert ModuleState.REGISTERED is toolkit.module("bad").state

    def test_keyboard_interrupt(self, install: Install) -> None:
        """A person's interruption is never swallowed."""
        install("bad", HOOKS.replace("return ()", "raise KeyboardInterrupt"), init="")

        with pytest.raises(KeyboardInterrupt):
            only("bad").facts()

    def test_faults_elsewhere(self, install: Install) -> None:
        """A module that does not offer something cannot fail at it."""
        install("bad", "raise ValueError('broken')", init="")

        assert () == only("bad").taxonomies()

    def test_answers_pickle(self, install: Install) -> None:
        """Answers travel between processes."""
        install("good", FACT.replace("NAME", "good"), init="")
        facts = only("good").facts()

        assert facts == pickle.loads(pickle.dumps(facts))

    def test_threads(self, install: Install) -> None:
        """Several threads may ask one toolkit; each module is loaded once."""
        count = "import threading\nthreading.loads = getattr(threading, 'loads', 0) + 1\n"
        install("good", count + FACT.replace("NAME", "good"), init="")
        toolkit, answers = only("good"), list[tuple[Fact, ...]]()
        threads = [
            threading.Thread(target=lambda: answers.append(toolkit.facts())) for _ in range(8)
        ]

        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert 8 == len(answers)
        assert 1 == len(set(answers))
        assert 1 == threading.__dict__.pop("loads")


def test_repr_names_the_modules() -> None:
    """At a prompt a toolkit says what it holds."""
    assert "<Toolkit: evidence>" == repr(Toolkit.discover(plugins=["evidence"]))
    assert "<Toolkit: no modules>" == repr(Toolkit.discover(plugins=[]))


def test_report() -> None:
    """A report gives the answers without names, and raises if there was a fault."""
    fault = PluginFault(
        plugin="bad", distribution="", stage=PluginStage.CALLED, reason="x", hook="safetykit_facts"
    )

    assert (1,) == HookReport(answers=(("good", 1),)).unwrap()
    assert "bad (unknown), called safetykit_facts: x" == str(fault)
    with pytest.raises(ExceptionGroup, match="2 faults"):
        HookReport(answers=(), faults=(fault, fault)).unwrap()


def test_fact_sheets_check_their_arguments() -> None:
    """The host refuses a wrong nation or day before it asks anybody."""
    with pytest.raises(InputError, match="Name one nation"):
        Toolkit(()).fact_sheets(jurisdiction="UK", as_of=dt.date(2026, 4, 1))
    with pytest.raises(InputError, match="as_of"):
        Toolkit(()).fact_sheets(jurisdiction="wales", as_of="2026-04-01")  # type: ignore[arg-type]
