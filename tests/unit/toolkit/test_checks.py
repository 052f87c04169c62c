"""The checks of a module: each finds what breaks its rule, and passes what keeps it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from safetykit.errors import InputError, MissingExtraError
from safetykit.testing import draw_named
from safetykit.toolkit import Toolkit
from safetykit.toolkit.checks import (
    CODE_CHECKS,
    CONTENT_CHECKS,
    CheckOutcome,
    ModuleReport,
    check_import_is_quick,
    check_manifest_is_true,
    check_module,
    check_no_nation_or_day_is_guessed,
    check_no_network_is_touched,
    check_rules_run,
    check_strategies_make_something,
    sample_plan,
)

Install = Callable[..., Path]
DAY = dt.date(2026, 11, 22)
KIT = """\
import datetime as dt
from safetykit.content import *
from safetykit.evaluation import Check, Family
from safetykit.toolkit import *

DAY = dt.date(2027, 1, 1)


def page(day=dt.date(2026, 1, 1)):
    return Citation(key="page", title="A", publisher="B", retrieved=day)


def fact(key="mine.a", **more):
    given = dict(
        key=key, title="T", value=FactValue.parse("35"), kind=FactKind.EXPLANATION,
        jurisdictions=(Jurisdiction.ENGLAND,), valid_from=dt.date(2020, 1, 1),
        status=LegalStatus.IN_FORCE, confidence=Confidence.VERIFIED, review_by=DAY,
        sources=(page(),),
    )
    return Fact(**given | more)


def route(stage=Stage.EMERGENCY, nation=Jurisdiction.ENGLAND):
    return Route(
        id="mine.r", label="L", contact="999", channel=Channel.PHONE, stage=stage,
        jurisdictions=(nation,), confidence=Confidence.VERIFIED, review_by=DAY, sources=(page(),),
    )


def sheet(jurisdiction, *, words=("Words.",), facts=(), routes=(route(),), sources=(page(),)):
    section = Section(title="S", words=words, facts=facts, sources=sources)
    return FactSheet(
        key="mine.s", title="T", jurisdiction=jurisdiction, as_of=DAY, review_by=DAY,
        sections=(section,), routes=routes, sources=(page(),),
    )


def sheets(jurisdiction, **more):
    return [sheet(jurisdiction, **more)] if jurisdiction is Jurisdiction.ENGLAND else []

"""
SHEETS = "@hookimpl\ndef safetykit_fact_sheets(jurisdiction):\n    return "


def hook(offer: str, answer: str) -> str:
    """Return the code of a hook that answers with an expression."""
    return f"{KIT}\n@hookimpl\ndef safetykit_{offer}():\n    return {answer}\n"


def sheets(arguments: str) -> str:
    """Return the code of a hook that answers with one sheet, for England."""
    return KIT + SHEETS + f"sheets(jurisdiction, {arguments})\n"


def manifest(offer: str, more: str = "", nations: str = '["england"]') -> str:
    """Return a manifest."""
    return (
        'name = "mine"\ntitle = "T"\nsummary = "S"\nversion = "1"\napi = [1, 1]\n'
        f'jurisdictions = {nations}\noffers = ["{offer}"]\n{more}\n'
    )


def outcomes(install: Install, hooks: str, offer: str = "facts", **more: str) -> dict[str, str]:
    """Return the state of each check of a module, by its name."""
    report = checked(install, hooks, offer, **more)
    return {outcome.name: outcome.state for outcome in report.outcomes}


def checked(
    install: Install,
    hooks: str,
    offer: str = "facts",
    *,
    init: str = "__all__ = []\n",
    toml: str = "",
) -> ModuleReport:
    """Install a module, and run every check on it."""
    install("mine", hooks, init=init, toml=toml or manifest(offer))
    return check_module(Toolkit.discover(plugins=["mine"]), "mine", as_of=DAY)


def failures(report: ModuleReport) -> dict[str, str]:
    """Return the words of each check that failed."""
    return {o.name: o.detail for o in report.outcomes if o.passed is False}


def test_sound_module(install: Install) -> None:
    """A module with one fact fails nothing, and says what there was no reason to run."""
    states = outcomes(install, hook("facts", "[fact()]"))

    assert "failed" not in states.values()
    assert "passed" == states["manifest_is_true"] == states["facts_are_sourced"]
    assert "not run" == states["strategies_make_something"] == states["pages_pass_no_verdict"]


def test_every_check_is_named_after_its_function(install: Install) -> None:
    """A record names each check once, as the function that anybody may run is called."""
    states = outcomes(install, hook("facts", "[fact()]"))

    functions = [check.__name__ for check in (*CONTENT_CHECKS, *CODE_CHECKS)]
    assert functions == [f"check_{name}" for name in states]


BROKEN = {
    "manifest_is_true": [
        ("facts", hook("facts", "[]"), "offers facts and answers with none"),
        ("facts", hook("facts", "[fact(jurisdictions=(Jurisdiction.WALES,))]"), "Wales, which it"),
        ("facts", hook("facts", "[fact(jurisdictions=(Jurisdiction.WALES,))]"), "nothing of it"),
    ],
    "content_is_valid": [
        ("facts", hook("facts", "[fact(sources=())]"), "at least one source"),
        ("fact_sheets", KIT + SHEETS + "1 / (2026 - DAY.year)\n", "found|called"),
    ],
    "facts_do_not_overlap": [
        ("facts", hook("facts", "[fact(), fact(value=FactValue.parse('36'))]"), "mine.a"),
    ],
    "names_start_with_the_module": [
        ("facts", hook("facts", "[fact('other.a')]"), '"other.a" must start with "mine."'),
    ],
    "facts_are_sourced": [
        ("facts", hook("facts", "[fact(review_by=dt.date(2025, 12, 31))]"), "page was read after"),
    ],
    "content_is_in_date": [
        ("facts", hook("facts", "[fact(review_by=dt.date(2026, 11, 21))]"), "reviewed by 2026-11"),
    ],
    "emergency_comes_first": [
        ("routes", hook("routes", "[route(Stage.REPORT)]"), "England: no emergency route"),
        ("fact_sheets", sheets("routes=()"), "fact_sheets: mine.s for England: no emergency"),
    ],
    "pages_pass_no_verdict": [
        ("fact_sheets", sheets("words=('You are safe.',)"), "You are safe"),
    ],
    "pages_show_what_was_checked": [
        ("fact_sheets", sheets("facts=(fact(check_by_person=True),)"), "mine.a may not be"),
        ("fact_sheets", sheets("routes=(route(nation=Jurisdiction.WALES),)"), "not of this nation"),
    ],
    "sheet_words_are_sourced": [
        ("fact_sheets", sheets("words=('Over 35 miles.',)"), "a figure stands in the words"),
        ("fact_sheets", sheets("sources=()"), "neither a source nor a fact"),
    ],
    "words_are_sentences": [
        ("fact_sheets", sheets("words=('Yes', 'in Wales.')"), '"Yes" is a part of a sentence'),
        ("fact_sheets", sheets("words=('Yes.', 'in Wales.')"), '"in Wales." is a part of'),
        ("fact_sheets", sheets("words=('Look, listen,',)"), "on a line of its own"),
    ],
    "answers_pickle": [
        (
            "rules",
            hook("rules", "[AuditRule(codes=('mine.a',), title='t', check=lambda p, as_of: ())]"),
            "rules: ",
        ),
    ],
    "rules_run": [
        (
            "rules",
            KIT + "def fail(plan, *, as_of):\n    raise KeyError('x')\n" + hook(
                "rules", "[AuditRule(codes=('mine.a',), title='t', check=fail)]"
            ).removeprefix(KIT),
            "mine.a failed: KeyError",
        ),
    ],
    "methods_load": [
        (
            "methods",
            hook(
                "methods",
                "[EvaluationMethod(key='mine.m', title='t', question='q', assumptions=(),"
                " source='s', function='nowhere:f')]",
            ),
            "no function is at nowhere:f",
        ),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("check", "offer", "hooks", "words"),
    [(check, *case) for check, cases in BROKEN.items() for case in cases],
)
def test_broken_rule(install: Install, check: str, offer: str, hooks: str, words: str) -> None:
    """A module that breaks a rule fails the check of that rule, which says what it found."""
    if check == "methods_load":
        pytest.importorskip("numpy")  # a method works on counts
    functions = {c.__name__: c for c in (*CONTENT_CHECKS, *CODE_CHECKS)}
    install("mine", hooks, init="", toml=manifest(offer))
    module = Toolkit.discover(plugins=["mine"])

    found: CheckOutcome = functions[f"check_{check}"](module, as_of=DAY)

    assert (check, False) == (found.name, found.passed)
    assert any(word in found.detail for word in words.split("|"))


def test_rule_that_was_given_nothing_to_ask(install: Install) -> None:
    """A rule that no plan gave anything to ask is named; a plan of one's own tries it."""
    picky = (
        KIT
        + "def pick(plan, *, as_of):\n    if plan.title == 'Quays':\n        raise KeyError('x')\n"
        "    return ()\n"
    )
    rule = hook("rules", "[AuditRule(codes=('mine.a',), title='t', check=pick)]").removeprefix(KIT)
    install("mine", picky + rule, init="", toml=manifest("rules"))
    module = Toolkit.discover(plugins=["mine"])
    quays = attrs.evolve(sample_plan(), title="Quays")

    untried = check_rules_run(module, as_of=DAY)
    tried = check_rules_run(module, as_of=DAY, plans=[quays])

    assert untried.passed
    assert untried.detail.endswith("; given nothing to ask: mine.a")
    assert not tried.passed
    assert "KeyError" in tried.detail


@pytest.mark.parametrize(
    ("init", "words"),
    [
        ("", "has no __all__"),
        ("__all__ = ['b', 'a']\na = b = 1\n", "__all__ is not sorted"),
        ("__all__ = ['f', 'f']\ndef f() -> None:\n    'Do.'\n", "names something twice"),
        ("__all__ = ['f']\n", "pkg_mine.f is in __all__ and is not there"),
        ("__all__ = ['f']\ndef f() -> None:\n    return\n", "pkg_mine.f has no docstring"),
        ("__all__ = ['f']\ndef f(x) -> None:\n    'Do.'\n", "its parameter x has no type"),
        ("__all__ = ['f']\ndef f():\n    'Do.'\n", "what it returns has no type"),
        (
            "__all__ = ['C']\nclass C:\n    'A.'\n    def f(self):\n        'Do.'\n",
            "pkg_mine.C.f: what it returns",
        ),
    ],
)
def test_public_names(install: Install, init: str, words: str) -> None:
    """A public name that is missing, silent or untyped is named."""
    functions = {c.__name__: c for c in CODE_CHECKS}
    install("mine", hook("facts", "[fact()]"), init=init, toml=manifest("facts"))

    found = functions["check_public_names_are_described"](
        Toolkit.discover(plugins=["mine"]), as_of=DAY
    )

    assert found.passed is False
    assert words in found.detail


def test_guessed_nation(install: Install) -> None:
    """A public function that guesses the nation is named; one that may not know it is not."""
    init = (
        "__all__ = ['f', 'g']\ndef f(jurisdiction: str = 'england') -> None:\n    'Do.'\n"
        "def g(nation: str | None = None) -> None:\n    'Do.'\n"
    )
    install("mine", hook("facts", "[fact()]"), init=init, toml=manifest("facts"))

    found = check_no_nation_or_day_is_guessed(Toolkit.discover(plugins=["mine"]), as_of=DAY)

    assert ("pkg_mine.f: jurisdiction has a default, and must be asked for.",) == found.problems


class TestProcesses:
    def test_examples(self, install: Install) -> None:
        """A doctest and a script that run are counted; one that is not there is named."""
        init = '"""\n>>> 1 + 1\n2\n"""\n__all__ = []\n'
        toml = manifest("facts", 'examples = ["show.py"]')
        folder = install("mine", hook("facts", "[fact()]"), init=init, toml=toml)
        (check,) = (c for c in CODE_CHECKS if c.__name__ == "check_examples_run")
        module = Toolkit.discover(plugins=["mine"])

        missing = check(module, as_of=DAY)
        (folder / "show.py").write_text("import pkg_mine\n")
        right = check(module, as_of=DAY)
        (folder / "show.py").write_text("raise ValueError('no answer')\n")
        wrong = check(module, as_of=DAY)

        assert "show.py: no such script stands in pkg_mine." == missing.detail
        assert "2 examples: 1 scripts, and 1 lines in docstrings" == right.detail
        assert "show.py ended with 1: ValueError: no answer" == wrong.detail
        assert (False, True, False) == (missing.passed, right.passed, wrong.passed)

    def test_example_that_is_wrong(self, install: Install) -> None:
        """An example in a docstring that answers otherwise is shown."""
        init = '"""\n>>> 1 + 1\n3\n"""\n__all__ = []\n'

        report = checked(install, hook("facts", "[fact()]"), init=init)

        assert {"examples_run"} == set(failures(report))
        assert "Expected:" in failures(report)["examples_run"]

    def test_script_outside_the_package(self, install: Install, tmp_path: Path) -> None:
        """A script that stands elsewhere is not run."""
        (tmp_path / "away.py").write_text("")
        toml = manifest("facts", f'examples = ["{tmp_path}/away.py"]')

        report = checked(install, hook("facts", "[fact()]"), toml=toml)

        assert "no such script stands in pkg_mine" in failures(report)["examples_run"]

    def test_slow_import(self, install: Install) -> None:
        """A module that takes its time is told to import later, with the least of five times."""
        hooks = "import time\ntime.sleep(0.06)\n" + hook("facts", "[fact()]")
        install("mine", hooks, init="", toml=manifest("facts"))

        found = check_import_is_quick(Toolkit.discover(plugins=["mine"]), as_of=DAY, seconds=0.05)

        assert found.passed is False
        assert "50 ms are allowed. Import what is heavy where it is used." in found.detail

    def test_slow_once(self, install: Install, tmp_path: Path) -> None:
        """A module that is slow on a busy machine is measured again, and its best time counts."""
        hooks = (
            "import pathlib, time\n"
            f"marks = list(pathlib.Path({str(tmp_path)!r}).glob('*.mark'))\n"
            f"pathlib.Path({str(tmp_path)!r}, f'{{len(marks)}}.mark').touch()\n"
            "time.sleep(0 if marks else 1.0)\n"
        ) + hook("facts", "[fact()]")
        install("mine", hooks, init="", toml=manifest("facts"))

        found = check_import_is_quick(Toolkit.discover(plugins=["mine"]), as_of=DAY, seconds=0.9)

        assert found.passed is True
        assert 1 < len(list(tmp_path.glob("*.mark")))

    def test_heavy_import_that_reaches_out(self, install: Install) -> None:
        """A package that loads a heavy library, or opens a connection, is told so."""
        init = (
            "import json, socket, sqlite3\n"
            "try:\n    socket.create_connection(('127.0.0.1', 9), timeout=0.1)\n"
            "except OSError:\n    pass\n"
        )
        install("mine", hook("facts", "[fact()]"), init=init, toml=manifest("facts"))
        module = Toolkit.discover(plugins=["mine"])

        cost = check_import_is_quick(module, as_of=DAY, heavy={"sqlite3"})
        reached = check_no_network_is_touched(module, as_of=DAY)

        assert ("importing pkg_mine loads sqlite3; import it where it is used.",) == cost.problems
        assert "pkg_mine touches the network (socket.connect)." in reached.problems

    def test_module_that_fails_elsewhere(self, install: Install) -> None:
        """A package that cannot be imported in a fresh process fails both measurements."""
        install("mine", "raise ValueError('not here')", init="", toml=manifest("facts"))
        module = Toolkit.discover(plugins=["mine"])

        cost = check_import_is_quick(module, as_of=DAY)
        reached = check_no_network_is_touched(module, as_of=DAY)

        assert "pkg_mine cannot be imported and asked: ValueError: not here" == cost.detail
        assert cost.problems == reached.problems


class TestStrategies:
    @pytest.mark.parametrize(
        ("path", "words"),
        [
            ("pkg_mine.made:numbers", ""),
            ("pkg_mine.made:ready", ""),
            ("pkg_mine.made:nothing", "expected a strategy that makes something"),
            ("pkg_mine.made:five", "expected a strategy, or a function"),
            ("pkg_mine.made:absent", "AttributeError"),
        ],
    )
    def test_named(self, install: Install, path: str, words: str) -> None:
        """A strategy that the manifest names is there, and makes something."""
        pytest.importorskip("hypothesis")
        toml = manifest("facts", f'strategies = ["{path}"]')
        folder = install("mine", hook("facts", "[fact()]"), init="", toml=toml)
        (folder / "made.py").write_text(
            "from hypothesis import strategies as st\nready = st.integers()\n"
            "def numbers():\n    return st.integers()\n"
            "def nothing():\n    return st.nothing()\ndef five():\n    return 5\n"
        )
        module = Toolkit.discover(plugins=["mine"])

        found = check_strategies_make_something(module, as_of=DAY, draw=draw_named)

        assert (not words) is found.passed
        assert words in found.detail

    def test_not_tried(self, install: Install) -> None:
        """Without anything that draws, or without Hypothesis, the check says why it was not run."""

        def absent(path: str) -> object:
            raise MissingExtraError("hypothesis", "test", path)

        toml = manifest("facts", 'strategies = ["pkg_mine.made:numbers"]')
        install("mine", hook("facts", "[fact()]"), init="", toml=toml)
        module = Toolkit.discover(plugins=["mine"])

        silent = check_strategies_make_something(module, as_of=DAY)
        missing = check_strategies_make_something(module, as_of=DAY, draw=absent)

        assert (None, None) == (silent.passed, missing.passed)
        assert "draw=safetykit.testing.draw_named" in silent.detail
        assert "safetykit[test]" in missing.detail


def test_module_that_cannot_be_imported(install: Install) -> None:
    """Such a module fails one check, and the others say that they were not run."""
    report = checked(install, "import nowhere_at_all")

    assert not report.passed
    assert {"manifest_is_true"} == set(failures(report))
    assert "nowhere_at_all" in failures(report)["manifest_is_true"]
    assert {"The module cannot be used."} == {o.detail for o in report.outcomes if o.passed is None}


def test_check_that_comes_to_grief(install: Install) -> None:
    """What a module holds may break a rule's own reading, and that counts against the module."""
    data = "type('Odd', (Fact,), {'sources': property(lambda self: 1 / 0)})"
    hooks = hook("facts", "[odd()]") + f"\ndef odd():\n    made = object.__new__({data})\n"
    hooks += "    for f in Fact.__attrs_attrs__:\n        if f.name != 'sources':\n"
    hooks += (
        "            object.__setattr__(made, f.name, getattr(fact(), f.name))\n    return made\n"
    )

    assert "ZeroDivisionError" in failures(checked(install, hooks))["facts_are_sourced"]


def test_data_without_code(tmp_path: Path) -> None:
    """A module of data in a folder is asked for what it states, and not for code."""
    content = tmp_path / "mine" / "content"
    content.mkdir(parents=True)
    (content.parent / "module.toml").write_text(manifest("glossary"))
    (content / "sources.yaml").write_text(
        "retrieved: 2026-11-22\nsources:\n  - {key: page, title: A page, publisher: Its owner}\n"
    )
    (content / "glossary.yaml").write_text(
        "glossary:\n  - {term: RNLI, meaning: A charity., jurisdictions: [england],"
        " sources: [page], review_by: 2026-12-31}\n"
    )

    report = check_module(Toolkit.discover(plugins=[], modules_dir=tmp_path), "mine", as_of=DAY)

    states = {o.name: o.state for o in report.outcomes}
    assert report.passed
    assert "passed" == states["content_is_in_date"]
    assert "not run" == states["import_is_quick"] == states["examples_run"]


def test_one_module_at_a_time() -> None:
    """A check is asked of one module, and says how to choose one."""
    with pytest.raises(InputError, match="a toolkit of one module"):
        check_manifest_is_true(Toolkit.built_in(), as_of=DAY)
