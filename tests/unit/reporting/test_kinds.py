"""The words of fixed sets: each member has one, and in English it is the one that programs know."""

from __future__ import annotations

from enum import Enum

import pytest

pytest.importorskip("numpy")

from safetykit.content import Jurisdiction, intervention
from safetykit.documents import ChangeKind
from safetykit.documents.returns import ExceptionKind
from safetykit.documents.returns.chase import ChaseReason
from safetykit.evaluation import Family, Severity, Standing, TargetStatus, ThreadKind, Verdict
from safetykit.evaluation.evidence import JoinedBy
from safetykit.evaluation.measured import _SHORT, ReturnState
from safetykit.model import DesignMethod, Direction, MeasureKind, Polarity, ProgressStatus
from safetykit.records import AreaKey, AreaRule
from safetykit.reporting.kinds.words import SETS, as_heading, word_of, word_of_kind
from safetykit.reporting.texts import load_texts
from safetykit.toolkit.inventory import ModuleState
from safetykit.toolkit.manifest import Offer

SAME: list[type[Enum]] = [
    ChangeKind,
    ChaseReason,
    DesignMethod,
    Direction,
    ExceptionKind,
    Family,
    JoinedBy,
    ModuleState,
    Polarity,
    ProgressStatus,
    ReturnState,
    Severity,
    Standing,
    TargetStatus,
    ThreadKind,
    Verdict,
    intervention.EffectDirection,
]
TEXTS = load_texts()


@pytest.mark.parametrize("kind", SAME, ids=lambda kind: kind.__name__)
def test_a_set(kind: type[Enum]) -> None:
    """Every member has a word, and no word is without its member."""
    assert {m.value: m.value for m in kind} == SETS[kind.__name__](TEXTS)


def test_sets_with_words_of_their_own() -> None:
    """Nations, offers and what a measure is about are named as people name them."""
    assert {n.value: n.words for n in Jurisdiction} == SETS["Jurisdiction"](TEXTS)
    assert {o.value: o.value.replace("_", " ") for o in Offer} == SETS["Offer"](TEXTS)
    areas = {rule.value: AreaKey(name="X", rule=rule) for rule in AreaRule}
    assert {v: f"X ({w})" for v, w in SETS["AreaRule"](TEXTS).items()} == {
        value: str(area) for value, area in areas.items()
    }
    assert _SHORT == {kind: word_of(kind, TEXTS) for kind in MeasureKind}


def test_every_set_is_tested() -> None:
    """No set of words stands beside these, but the two names of recent months."""
    named = {kind.__name__ for kind in SAME} | {"AreaRule", "Jurisdiction", "Offer", "MeasureKind"}

    assert {"RecentResult"} == set(SETS) - named
    assert "year to date" == word_of_kind("RecentResult", "year to date", TEXTS)


def test_a_heading() -> None:
    """A heading begins with a capital, and keeps the others."""
    assert "Northern Ireland" == as_heading(word_of(Jurisdiction.NORTHERN_IRELAND, TEXTS))
    assert "Golden thread" == as_heading(word_of(Family.GOLDEN_THREAD, TEXTS))
