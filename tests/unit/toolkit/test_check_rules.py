"""The checks over items and pages: each finds the item that breaks its rule, and says which."""

from __future__ import annotations

import datetime as dt
import types
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
from safetykit.toolkit import HOOKS, Manifest, Offer, Toolkit, checks, hookimpl
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


BROKEN: list[tuple[checks.ModuleCheck, dict[str, Any], str]] = [
    (checks.check_content_is_valid, {"facts": [FACT, "text"]}, "answered with str in it"),
    (checks.check_manifest_is_true, {"facts": []}, "it offers facts and answers with none"),
    (
        checks.check_manifest_is_true,
        {"facts": [attrs.evolve(FACT, jurisdictions=(Jurisdiction.WALES,))]},
        "it holds content of Wales, which it does not name",
    ),
    (
        checks.check_names_start_with_the_module,
        {"facts": [attrs.evolve(FACT, key="other.limit")]},
        'facts: "other.limit" must start with "made_up."',
    ),
    (
        checks.check_facts_are_sourced,
        {"facts": [attrs.evolve(FACT, review_by=dt.date(2020, 1, 1))]},
        "made_up.limit: its source page was read after its date of review",
    ),
    (checks.check_facts_do_not_overlap, {"facts": [FACT, FACT]}, "intervals that do not overlap"),
    (
        checks.check_units_have_numbers,
        {"facts": [attrs.evolve(FACT, value=FactValue("four"))]},
        '"four" is no exact number',
    ),
    (
        checks.check_content_is_in_date,
        {"facts": [attrs.evolve(FACT, review_by=dt.date(2026, 1, 1))]},
        "facts: made_up.limit was to be reviewed by 2026-01-01",
    ),
    (
        checks.check_emergency_comes_first,
        {"guides": [GUIDE]},
        "guides: made_up.guide for England, end: no emerg",
    ),
    (
        checks.check_nothing_expired_is_shown,
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
        checks.check_pages_show_what_was_checked,
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
        "made_up.limit may not be published, for a person has yet to check it",
    ),
    (
        checks.check_sheet_words_are_sourced,
        {"fact_sheets": [words("Wait 4 days.")]},
        'in the words "Wait 4 days."; make it a dated fact',
    ),
    (
        checks.check_sheet_words_are_sourced,
        {"fact_sheets": [words("Wait.")]},
        "names neither a source nor a fact",
    ),
    (
        checks.check_pages_pass_no_verdict,
        {"fact_sheets": [words("You are safe.")]},
        '"You are safe": ',
    ),
    (
        checks.check_words_are_sentences,
        {"fact_sheets": [words("Ring, and"), words("Wait.")]},
        '"Ring, and" is a part of a sentence; in YAML',
    ),
    (checks.check_every_walk_ends, {"guides": [loop(GUIDE)]}, "goes round and never ends"),
    (checks.check_every_walk_ends, {"guides": [loop(GUIDE)]}, 'no walk reaches "end"'),
    (checks.check_every_walk_ends, {"guides": [GUIDE]}, 'the ending "end" lacks words or routes'),
    (
        checks.check_every_walk_ends,
        {"guides": [attrs.evolve(GUIDE, start="nowhere")]},
        'no step has the id "nowhere"',
    ),
]


@pytest.mark.parametrize(("check", "answers", "says"), BROKEN)
def test_check_finds_what_breaks_it(
    check: checks.ModuleCheck, answers: dict[str, Any], says: str
) -> None:
    """A module that breaks one rule is told which item does, and how."""
    found = check(toolkit_of(**answers), as_of=DAY)

    assert found.passed is False
    assert says in "\n".join(found.problems)


@pytest.mark.parametrize("check", sorted({check.__name__ for check, _, _ in BROKEN}))
def test_check_lets_a_sound_module_pass(check: str) -> None:
    """A module that keeps a rule is told nothing."""
    assert () == getattr(checks, check)(toolkit_of(facts=[FACT]), as_of=DAY).problems


class Unpicklable(Fact):
    """A fact of a type that no other process finds."""

    __slots__ = ()

    def __reduce__(self) -> str:
        """Refuse."""
        raise TypeError("not this one")


def test_answers_that_do_not_pickle() -> None:
    """An answer of a type that cannot be pickled is named."""
    fact = Unpicklable(**attrs.asdict(FACT, recurse=False))

    found = checks.check_answers_pickle(toolkit_of(facts=[fact]), as_of=DAY)

    assert ("facts: made_up.limit cannot be pickled: TypeError: not this one",) == found.problems


def test_outcome_names_every_item() -> None:
    """A record shows the first of many problems and counts the rest; a program gets them all."""
    facts = [attrs.evolve(FACT, key=f"other.limit_{number}") for number in range(12)]

    found = checks.check_names_start_with_the_module(toolkit_of(facts=facts), as_of=DAY)

    assert 12 == len(found.problems)
    assert found.detail.endswith("... and 2 more")
