"""Modules that misbehave, clash, or bring units, rules and methods: what the others' users see."""

import datetime as dt
import logging
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from safetykit.content import Jurisdiction, Unknown
from safetykit.documents import load
from safetykit.errors import InputError, PluginError, UnitError
from safetykit.evaluation import Check, Family
from safetykit.quantities import Quantity
from safetykit.toolkit import (
    AuditRule,
    EvaluationMethod,
    ModuleState,
    Offer,
    PluginStage,
    Toolkit,
    UnitDefinition,
    content_hook,
)

Install = Callable[..., Path]
DAY = dt.date(2026, 11, 22)
PLAN = Path(__file__).parents[3] / "examples" / "plans" / "city-of-london.yaml"
START = "from safetykit.toolkit import hookimpl, UnitDefinition, AuditRule\n"
FACTS = START + "@hookimpl\ndef safetykit_facts():\n    "
UNITS = START + "@hookimpl\ndef safetykit_units():\n    "
RULES = START + "@hookimpl\ndef safetykit_rules():\n    "
FACT = """\
import datetime as dt
from safetykit.content import *

def fact(key):
    page = Citation(key="page", title="A", publisher="B", retrieved=dt.date(2026, 1, 1))
    return Fact(
        key=key, title="T", value=FactValue.parse("35"), kind=FactKind.THRESHOLD,
        jurisdictions=(Jurisdiction.ENGLAND,), valid_from=dt.date(2020, 1, 1),
        status=LegalStatus.IN_FORCE, confidence=Confidence.VERIFIED,
        review_by=dt.date(2027, 1, 1), sources=(page,),
    )
"""
MISBEHAVING = {
    "cannot_import": "import nowhere_at_all",
    "raises_on_import": "raise ValueError('on import')",
    "exits_on_import": "raise SystemExit(9)",
    "raises": FACTS + "raise ValueError('when called')",
    "exits": FACTS + "raise SystemExit(9)",
    "wrong_type": FACTS + "return 5",
    "forgot_to_return": FACTS + "facts = ()",
    "wrong_items": FACTS + "return ['a fact']",
    "far_too_many": FACT + FACTS + "return [fact('far_too_many.a')] * 50_001",
    "never_ends": FACT + FACTS + "import itertools; return itertools.repeat(fact('never_ends.a'))",
    "unspeakable": "class Odd(Exception):\n    def __str__(self):\n        raise KeyError('no')\n"
    + FACTS + "raise Odd()",
    "misspelt": FACTS.replace("safetykit_facts", "safetykit_fcats") + "return ()",
    "recursion": FACTS + "return safetykit_facts()",
}  # fmt: skip


def no_checks(plan: object, *, as_of: object) -> tuple[Check, ...]:
    """Ask nothing."""
    return ()


def manifest(name: str, offers: str) -> str:
    """Return the text of a manifest."""
    return (
        f'name = "{name}"\ntitle = "T"\nsummary = "S"\nversion = "1"\napi = [1, 1]\n'
        f'jurisdictions = ["england"]\noffers = ["{offers}"]\n'
    )


def put(install: Install, name: str, hooks: str, offers: str = "facts") -> None:
    """Install a module."""
    install(name, hooks, init="", toml=manifest(name, offers))


def unit(install: Install, module: str, name: str) -> Toolkit:
    """Return a toolkit of one module that brings one unit."""
    put(install, module, f"{UNITS}return [UnitDefinition(name='{name}', meaning='m')]", "units")
    return Toolkit.discover(plugins=[module])


def test_thirteen_that_misbehave(install: Install) -> None:
    """Each is named with its distribution, and the good one's answer arrives."""
    for name, hooks in MISBEHAVING.items():
        put(install, name, hooks)
    put(install, "good", FACT + FACTS + "return [fact('good.a')]")
    toolkit = Toolkit.discover(plugins=[*MISBEHAVING, "good"])

    report = toolkit.report(Offer.FACTS)

    assert [("good", "good.a")] == [(name, item.key) for name, item in report.answers]  # type: ignore[attr-defined]  # facts
    assert set(MISBEHAVING) == {fault.plugin for fault in report.faults}
    assert all(f.distribution == f"{f.plugin}-dist".replace("_", "-") for f in report.faults)
    reasons = {fault.plugin: fault.reason for fault in report.faults}
    assert "answered with None; return a tuple of Fact" in reasons["forgot_to_return"]
    assert "more than 50,000 items" in reasons["far_too_many"]
    assert "more than 50,000 items" in reasons["never_ends"]
    assert "Odd, whose words cannot be read" == reasons["unspeakable"]
    assert "safetykit_fcats" in reasons["misspelt"]
    assert 'Did you mean "safetykit_facts"' in reasons["misspelt"]
    assert "SystemExit: 9" == reasons["exits"] == reasons["exits_on_import"]
    with pytest.raises(ExceptionGroup, match="13 faults in toolkit modules"):
        toolkit.facts()


def test_log(install: Install, caplog: pytest.LogCaptureFixture) -> None:
    """A fault is logged once under `safetykit.toolkit`, however often the module is asked."""
    put(install, "raises", FACTS + "raise ValueError('when called')")
    toolkit = Toolkit.discover(plugins=["raises"])

    toolkit.report(Offer.FACTS)
    toolkit.report(Offer.FACTS)

    assert [("safetykit.toolkit", logging.WARNING)] == [
        (record.name, record.levelno) for record in caplog.records
    ]
    assert "skipped raises (raises-dist), called safetykit_facts: ValueError" in caplog.text


def test_silent_unless_asked_for() -> None:
    """A program that sets no logging up sees nothing on stderr but warnings that it asked for."""
    code = (
        "import logging, safetykit.toolkit\n"
        "logging.getLogger('safetykit.toolkit').warning('a fault')\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ("", "") == (done.stdout, done.stderr)


def test_very_long_words(install: Install) -> None:
    """An exception of a million letters is cut."""
    put(install, "long", FACTS + "raise ValueError('x' * 1_000_000)")

    (fault,) = Toolkit.discover(plugins=["long"]).report(Offer.FACTS).faults

    assert 2_100 > len(fault.reason)


def test_one_key_of_two_modules(install: Install) -> None:
    """Both owners are named, neither's fact is used, and the other facts arrive."""
    put(install, "first", FACT + FACTS + "return [fact('shared.a'), fact('first.b')]")
    put(install, "second", FACT + FACTS + "return [fact('shared.a'), fact('second.b')]")
    toolkit = Toolkit.discover(plugins=["first", "second"])

    report = toolkit.report(Offer.FACTS)

    (fault,) = report.faults
    assert ["first.b", "second.b"] == [item.key for item in report.items]  # type: ignore[attr-defined]  # facts
    assert PluginStage.CALLED is fault.stage
    assert "first (first-dist) and second (second-dist) both answer" in fault.reason
    assert '"shared.a"' in fault.reason
    assert ModuleState.REGISTERED is toolkit.module("first").state


def test_many_shared_keys(install: Install) -> None:
    """A long list of shared names is cut, and says how many more there are."""
    many = "return [fact(f'shared.k{n}') for n in range(8)]"
    put(install, "first", FACT + FACTS + many)
    put(install, "second", FACT + FACTS + many)

    (fault,) = Toolkit.discover(plugins=["first", "second"]).report(Offer.FACTS).faults

    assert "and 3 more" in fault.reason


def test_key_twice_in_one_module(install: Install) -> None:
    """One module may have a key twice: a value that changed has two facts."""
    put(install, "one", FACT + FACTS + "return [fact('one.a'), fact('one.a')]")

    assert 2 == len(Toolkit.discover(plugins=["one"]).facts())


class TestUnits:
    def test_two_toolkits_side_by_side(self, install: Install) -> None:
        """Each toolkit knows its own modules' units and not the other's."""
        first, second = unit(install, "one", "one.swimmer"), unit(install, "two", "two.diver")

        assert "casualty / one.swimmer" == first.check_unit("casualties / one.swimmer")
        assert "two.diver" == second.check_unit("two.diver")
        with pytest.raises(UnitError, match="this toolkit's modules"):
            second.check_unit("one.swimmer")
        with pytest.raises(UnitError, match=r'Did you mean "one\.swimmer"'):
            first.check_unit("one.swimer")
        with pytest.raises(UnitError, match="a unit that safetykit knows"):
            first.check_unit("swimmer")

    def test_outside_its_own_space(self, install: Install) -> None:
        """A unit under another module's name is refused, and its owner named."""
        toolkit = unit(install, "one", "two.swimmer")

        (fault,) = toolkit.report(Offer.UNITS).faults

        assert '"two.swimmer" must start with "one."' in fault.reason
        assert "one-dist" == fault.distribution

    def test_arithmetic(self) -> None:
        """A module's unit is a dimension of its own, which pickles, divides and does not mix."""
        swimmers = Quantity(6.0, "one.swimmer")

        assert Quantity(2.0, "one.swimmer") == swimmers / Quantity(3.0, "dimensionless")
        assert 12.0 == (swimmers + swimmers).magnitude
        assert 0.5 == Quantity(30.0, "one.swimmer / minute").to("one.swimmer / second").magnitude
        assert swimmers == pickle.loads(pickle.dumps(swimmers))
        assert swimmers == Quantity.parse(str(swimmers))
        with pytest.raises(UnitError, match="same kind"):
            swimmers + Quantity(1.0, "two.swimmer")
        with pytest.raises(UnitError, match="same kind"):
            swimmers + Quantity(1.0, "resident")

    @pytest.mark.parametrize("name", ["swimmer", "One.swimmer", "one.", "one.two.three", "one.a b"])
    def test_name(self, name: str) -> None:
        """A unit has the name of its module, a full stop and a word."""
        with pytest.raises(InputError, match="full stop and a word"):
            UnitDefinition(name=name, meaning="m")


class TestRulesAndMethods:
    def test_rule_in_the_catalogue(self, install: Install) -> None:
        """A module's rule comes after the built-in ones, with the name of its module."""
        put(install, "one", RULES + "return [AuditRule(codes=('one.a',), title='t', "
            "check=lambda plan, as_of: ())]", "rules")  # fmt: skip

        catalogue = Toolkit.discover(plugins=["one"]).catalogue()

        last = catalogue.rules[-1]
        assert isinstance(last, AuditRule)
        assert ("one", ("one.a",)) == (last.owner, last.codes)
        assert 5 < len(catalogue.rules)

    def test_rule_that_fails(self) -> None:
        """A rule that fails names its module and keeps its cause."""

        def fail(plan: object, *, as_of: object) -> tuple[Check, ...]:
            raise ValueError("broken")

        rule = AuditRule(codes=("one.a",), title="t", check=fail, owner="one")

        with pytest.raises(PluginError, match=r"'one'.*one.a failed: ValueError: broken"):
            rule(load(PLAN), as_of=DAY)

    def test_rule_that_exits(self) -> None:
        """A rule that ends the program is a fault of its module, and the audit lives on."""

        def leave(plan: object, *, as_of: object) -> tuple[Check, ...]:
            raise SystemExit(9)

        rule = AuditRule(codes=("one.a",), title="t", check=leave, owner="one")

        with pytest.raises(PluginError, match=r"'one'.*one\.a failed: SystemExit: 9"):
            rule(load(PLAN), as_of=DAY)

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (["a finding"], r"one\.a answered with str in it; expected Check"),
            (None, r"one\.a failed: TypeError"),
        ],
    )
    def test_rule_that_answers_with_something_else(self, answer: object, words: str) -> None:
        """What is no check is refused with the name of the module, not met later."""
        rule = AuditRule(codes=("one.a",), title="t", check=lambda plan, as_of: answer, owner="one")  # type: ignore[arg-type,return-value]  # noqa: ARG005 - a rule

        with pytest.raises(PluginError, match=words):
            rule(load(PLAN), as_of=DAY)

    def test_undeclared_code(self) -> None:
        """A rule answers with the codes that it declares, and no others."""
        check = Check(code="one.b", title="t", family=Family.NUMBERS, of="things", checked=1)
        rule = AuditRule(codes=("one.a",), title="t", check=lambda plan, as_of: (check,))  # noqa: ARG005 - a rule

        with pytest.raises(PluginError, match=r"undeclared code one\.b"):
            rule(load(PLAN), as_of=DAY)

    @pytest.mark.parametrize("codes", [(), ("SK-A901",), ("one",)])
    def test_codes(self, codes: tuple[str, ...]) -> None:
        """A code starts with the name of its module."""
        with pytest.raises(InputError, match="at least one code of the module"):
            AuditRule(codes=codes, title="t", check=no_checks)

    @pytest.mark.parametrize(
        ("function", "words"),
        [
            ("nowhere:f", "no function is at nowhere:f"),
            ("json:nothing", "no function is at"),
            ("json:__name__", "is no function"),
        ],
    )
    def test_method_that_is_not_there(self, function: str, words: str) -> None:
        """A method that cannot be loaded names its module."""
        method = EvaluationMethod(
            key="one.m", title="t", question="q", assumptions=(), source="s", function=function
        )

        with pytest.raises(PluginError, match=words):
            method.load()

    @pytest.mark.parametrize("fault", ["raise RuntimeError('no disc')", "raise SystemExit(9)", "("])
    def test_method_whose_import_fails(self, install: Install, fault: str) -> None:
        """Whatever the import of a method raises is a fault of its module."""
        put(install, "one", f"{FACTS}return ()\n{fault}")
        method = EvaluationMethod(
            key="one.m",
            title="t",
            question="q",
            assumptions=(),
            source="s",
            function="pkg_one.hooks:f",
        )

        with pytest.raises(PluginError, match=r"'one'.*no function is at pkg_one\.hooks:f"):
            method.load()

    def test_method_without_a_name_of_its_own(self) -> None:
        """A method's key starts with the name of its module."""
        with pytest.raises(InputError, match="full stop and a word"):
            EvaluationMethod(
                key="m", title="t", question="q", assumptions=(), source="s", function="json:dumps"
            )


def test_no_file_answers_this_hook() -> None:
    """Content hooks are for data files, and others are refused with a suggestion."""
    with pytest.raises(InputError, match='Did you mean "guides"'):
        content_hook(None, "guide")  # type: ignore[arg-type]  # refused before it is used


class TestBuiltIn:
    def test_whatever_the_variable_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The built-in modules are found however others are chosen."""
        monkeypatch.setenv("SAFETYKIT_PLUGINS", "none")

        names = {module.distribution for module in Toolkit.built_in().modules}

        assert {"safetykit"} == names

    def test_catalogue(self) -> None:
        """What built-in modules define is at hand."""
        pytest.importorskip("numpy")
        catalogue = Toolkit.built_in().catalogue()

        assert catalogue.indicators
        assert catalogue.evidence
        assert catalogue.facts
        assert "stats19" in {source.name for source in catalogue.data_sources}

    def test_catalogue_without_numpy(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the extra that reads records there are no data sources, and no fault."""
        monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)

        assert () == Toolkit.built_in().catalogue().data_sources

    def test_only(self) -> None:
        """One module can be asked alone."""
        alone = Toolkit.built_in().only("road_safety")

        assert ["road_safety"] == [module.name for module in alone.modules]
        assert all(fact.key.startswith("road_safety.") for fact in alone.facts())
        with pytest.raises(InputError, match="road_safety"):
            alone.only("road_safty")

    @pytest.mark.parametrize("offer", [o for o in Offer if o is not Offer.REPORT_SECTIONS])
    def test_answers_pickle(self, offer: Offer) -> None:
        """Every kind of answer survives a trip to another process."""
        pytest.importorskip("numpy")
        dated = offer in (Offer.FACT_SHEETS, Offer.GUIDES, Offer.EXPLAINERS, Offer.CHECKLISTS)
        where = {"jurisdiction": Jurisdiction.ENGLAND, "as_of": DAY} if dated else {}

        report = Toolkit.built_in().report(offer, **where)

        assert report.items
        assert report == pickle.loads(pickle.dumps(report))

    def test_report_sections_pickle(self) -> None:
        """A part of a report survives a trip to another process."""
        plan = load(PLAN)
        titled = tuple(attrs.evolve(p, title="Road safety") for p in plan.priorities)

        found = Toolkit.built_in().report_sections(
            attrs.evolve(plan, priorities=titled), jurisdiction="england", as_of=DAY
        )

        assert found
        assert not any(isinstance(section, Unknown) for section in found)
        assert found == pickle.loads(pickle.dumps(found))

    def test_threads(self) -> None:
        """Eight threads that ask one toolkit at once get one answer."""
        toolkit = Toolkit.built_in()
        answers: list[object] = []

        def ask() -> None:
            answers.append((toolkit.facts(), toolkit.guides(jurisdiction="wales", as_of=DAY)))

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert 8 == len(answers)
        assert all(answers[0] == answer for answer in answers)
