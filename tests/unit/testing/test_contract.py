"""The contract of modules: each rule finds the module that breaks it, and says which item."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs
import pytest

from safetykit.content import (
    Citation,
    Confidence,
    Ending,
    Fact,
    FactKind,
    FactSheet,
    FactValue,
    Guide,
    GuideAnswer,
    GuideQuestion,
    Jurisdiction,
    LegalStatus,
    Section,
)
from safetykit.errors import InputError
from safetykit.testing import ModuleContract, module_rules, package_rules
from safetykit.toolkit import HOOKS, Manifest, Offer, Toolkit, hookimpl
from safetykit.toolkit.finding import Found

DAY = dt.date(2026, 11, 22)
SOURCE = Citation(key="page", title="A page", publisher="Council", retrieved=DAY)
FACT = Fact(
    key="made_up.limit",
    title="A limit",
    value=FactValue("4"),
    kind=FactKind.THRESHOLD,
    jurisdictions=(Jurisdiction.ENGLAND,),
    valid_from=dt.date(2020, 1, 1),
    status=LegalStatus.IN_FORCE,
    confidence=Confidence.VERIFIED,
    review_by=dt.date(2027, 1, 1),
    sources=(SOURCE,),
    unit="knot",
)
SHEET = FactSheet(
    key="made_up.sheet",
    title="A sheet",
    jurisdiction=Jurisdiction.ENGLAND,
    as_of=DAY,
    review_by=dt.date(2027, 1, 1),
    sections=(Section(title="A section", words=("Look first.",), facts=(FACT,)),),
    routes=(),
    sources=(SOURCE,),
)
GUIDE = Guide(
    key="made_up.guide",
    title="A guide",
    jurisdiction=Jurisdiction.ENGLAND,
    as_of=DAY,
    review_by=dt.date(2027, 1, 1),
    intro=(),
    start="first",
    questions=(
        GuideQuestion(id="first", ask="Which?", answers=(GuideAnswer(label="This", then="end"),)),
    ),
    endings=(Ending(id="end", title="What to do", words=("Ask.",), facts=(), routes=()),),
    sources=(),
)
Rule = Callable[[Toolkit, dt.date], Iterable[str]]


def toolkit_of(**answers: Any) -> Toolkit:
    """Return a toolkit of one made-up module that answers as it is told."""
    module = types.ModuleType("made_up")
    for offer, items in answers.items():
        setattr(module, HOOKS[offer].name, _hook(HOOKS[offer].name, items))
    manifest = Manifest(
        name="made_up",
        title="Made up",
        summary="By a test.",
        version="1",
        api=(1, 1),
        jurisdictions=(Jurisdiction.ENGLAND,),
        offers=tuple(Offer(offer) for offer in answers),
    )
    found = Found(name="made_up", distribution="x", load=lambda: module, manifest=manifest)
    return Toolkit([found])


def _hook(name: str, items: Any) -> Any:
    def always() -> Any:
        return items

    def dated(jurisdiction: Jurisdiction, as_of: dt.date) -> Any:
        return items if jurisdiction is Jurisdiction.ENGLAND else ()

    pages = ("fact_sheets", "guides", "explainers", "checklists")
    hook = dated if name.removeprefix("safetykit_") in pages else always
    hook.__name__ = name
    return hookimpl(hook)


def loop(guide: Guide) -> Guide:
    """Return a guide whose one answer leads back."""
    again = GuideQuestion(
        id="first", ask="Which?", answers=(GuideAnswer(label="This", then="first"),)
    )
    return attrs.evolve(guide, questions=(again,))


def words(text: str) -> FactSheet:
    """Return a sheet that says something."""
    return attrs.evolve(SHEET, sections=(Section(title="A section", words=(text,), facts=()),))


BROKEN: list[tuple[Rule, dict[str, Any], str]] = [
    (module_rules.found_without_fault, {"facts": [FACT, "text"]}, "answered with str in it"),
    (module_rules.manifest_true, {"facts": []}, "module.toml offers facts, and there are none"),
    (
        module_rules.manifest_true,
        {"facts": [attrs.evolve(FACT, jurisdictions=(Jurisdiction.WALES,))]},
        "does not name wales",
    ),
    (
        module_rules.keys_named,
        {"facts": [attrs.evolve(FACT, key="other.limit")]},
        'the key "other.limit" does not start with "made_up."',
    ),
    (
        module_rules.facts_sourced,
        {"facts": [attrs.evolve(FACT, review_by=dt.date(2020, 1, 1))]},
        "made_up.limit: page was read after the date of review",
    ),
    (module_rules.facts_agree, {"facts": [FACT, FACT]}, "intervals that do not overlap"),
    (
        module_rules.facts_agree,
        {"facts": [attrs.evolve(FACT, value=FactValue("four"))]},
        '"four" is no exact number',
    ),
    (
        module_rules.in_date,
        {"facts": [attrs.evolve(FACT, review_by=dt.date(2026, 1, 1))]},
        "facts made_up.limit: to be reviewed by 2026-01-01",
    ),
    (module_rules.emergency_first, {"guides": [GUIDE]}, "made_up.guide, end (England): no emerg"),
    (
        module_rules.nothing_expired,
        {
            "fact_sheets": [
                attrs.evolve(
                    SHEET,
                    sections=(
                        Section(
                            title="A",
                            words=(),
                            facts=(attrs.evolve(FACT, valid_to=dt.date(2021, 1, 1)),),
                        ),
                    ),
                )
            ]
        },
        "made_up.limit does not hold",
    ),
    (
        module_rules.only_publishable,
        {
            "fact_sheets": [
                attrs.evolve(
                    SHEET,
                    sections=(
                        Section(
                            title="A", words=(), facts=(attrs.evolve(FACT, check_by_person=True),)
                        ),
                    ),
                )
            ]
        },
        "made_up.limit may not be shown, for a person has yet to check it",
    ),
    (module_rules.figures_dated, {"fact_sheets": [words("Wait 4 days.")]}, "without a date"),
    (module_rules.words_sourced, {"fact_sheets": [words("Wait.")]}, "lean on no source"),
    (module_rules.no_verdicts, {"fact_sheets": [words("You are safe.")]}, '"You are safe" passes'),
    (module_rules.every_walk_ends, {"guides": [loop(GUIDE)]}, "goes round and never ends"),
    (module_rules.every_walk_ends, {"guides": [loop(GUIDE)]}, 'no walk reaches "end"'),
    (module_rules.every_walk_ends, {"guides": [GUIDE]}, 'the ending "end" lacks words or routes'),
    (
        module_rules.every_walk_ends,
        {"guides": [attrs.evolve(GUIDE, start="nowhere")]},
        'no step has the id "nowhere"',
    ),
]


@pytest.mark.parametrize(("rule", "answers", "says"), BROKEN)
def test_rule_finds_what_breaks_it(rule: Rule, answers: dict[str, Any], says: str) -> None:
    """A module that breaks one rule is told which item does, and how."""
    assert says in "\n".join(rule(toolkit_of(**answers), DAY))


@pytest.mark.parametrize("rule", sorted({rule.__name__ for rule, _, _ in BROKEN}))
def test_rule_lets_a_sound_module_pass(rule: str) -> None:
    """A module that keeps a rule is told nothing."""
    assert [] == list(getattr(module_rules, rule)(toolkit_of(facts=[FACT]), DAY))


class Unpicklable(Fact):
    """A fact of a type that no other process finds."""

    __slots__ = ()

    def __reduce__(self) -> str:
        """Refuse."""
        raise TypeError("not this one")


def test_answers_that_do_not_pickle() -> None:
    """An answer of a type that cannot be pickled is named."""
    fact = Unpicklable(**attrs.asdict(FACT, recurse=False))

    (problem,) = module_rules.answers_pickle(toolkit_of(facts=[fact]), DAY)

    assert "facts: made_up.limit cannot be pickled: not this one." == problem


def test_package_with_names_that_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that are unsorted, missing, undocumented, untyped, or guess the nation, are named."""
    module = types.ModuleType("made_up_package")

    def silent(speed, jurisdiction="england"):  # type: ignore[no-untyped-def]  # the fault
        return speed, jurisdiction

    module.silent = silent  # type: ignore[attr-defined]  # what a package does when it is imported
    module.__all__ = ["silent", "gone"]  # type: ignore[attr-defined]
    monkeypatch.setitem(__import__("sys").modules, "made_up_package", module)

    found = "\n".join(package_rules.names_documented("made_up_package"))
    guessed = list(package_rules.nation_required("made_up_package"))

    assert "__all__ is not sorted" in found
    assert "made_up_package.gone stands in __all__, and is not there." in found
    assert "made_up_package.silent has no docstring." in found
    assert "made_up_package.silent: speed has no type." in found
    assert ["made_up_package.silent: jurisdiction has a default, and must be asked for."] == guessed


def test_import_that_costs_and_reaches_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that loads a heavy library, is slow, or opens a connection, is told so."""
    code = (
        "import json, socket, sqlite3\n"
        "try:\n    socket.create_connection(('127.0.0.1', 9), timeout=0.1)\n"
        "except OSError:\n    pass\n"
    )
    (tmp_path / "reaching_out.py").write_text(code, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    measured = package_rules.measure_import("reaching_out", "", DAY.isoformat())
    cost = list(
        package_rules.import_cheap("reaching_out", measured, heavy={"sqlite3"}, seconds=0.0)
    )

    assert "importing reaching_out loads sqlite3; import it where it is used." == cost[0]
    assert "0.0 s is the budget" in cost[1]
    assert any("socket.connect" in p for p in package_rules.no_network("reaching_out", measured))


def test_contract_without_a_module_or_a_day() -> None:
    """A class that does not say what it tests is told what to write."""

    class Nameless(ModuleContract):
        as_of = DAY

    class Timeless(ModuleContract):
        module = "road_safety"

    with pytest.raises(InputError, match=r'Nameless\.module.*Write module = "my_partnership"'):
        Nameless().test_facts_agree()
    with pytest.raises(InputError, match=r"Timeless\.as_of.*Write as_of ="):
        Timeless().test_facts_agree()


def test_module_of_data_alone(safetykit_modules_dir: Callable[..., Path]) -> None:
    """A folder of data is held to the same rules; its files are named where they are wrong."""
    folder = safetykit_modules_dir("plain", glossary="glossary:\n  - {term: quay}\n")

    class Plain(ModuleContract):
        module = "plain"
        as_of = DAY
        modules_dir = folder

    with pytest.raises(AssertionError, match=r"glossary\.yaml"):
        Plain().test_content_is_valid()
    with pytest.raises(pytest.skip.Exception, match="no package"):
        Plain().test_import_is_cheap()
