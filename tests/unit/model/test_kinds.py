"""What a plan made in Python may hold: the kinds that its classes say, and nothing that changes."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from safetykit.errors import DocumentError
from safetykit.model import Action, Claim, Id, InstrumentKind, LegalInstrument, Plan
from safetykit.model.kinds import check_kinds
from safetykit.toolkit.checks.samples import sample_plan


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": 3}, "title: expected a text, got 3."),
        ({"vision": None}, "vision: expected a text, got None."),
        (
            {"dated": "2024"},
            r'dated: .* PartialDate, got \'2024\'. Write PartialDate.parse\("..."\)',
        ),
        (
            {"kinds": ["x"]},
            r"kinds: expected a tuple, got a value of type list. Write \(one, two\)",
        ),
        ({"aims": ("one", 2)}, r"aims\[1\]: expected a text, got 2."),
        ({"marking": "OFFICIAL"}, r"marking: .* got 'OFFICIAL'. Write Marking.OFFICIAL."),
        ({"marking": "secret"}, r"expected one of Marking.OFFICIAL, .*, got 'secret'. \["),
        ({"period": "2024" * 50}, r"an object of PlanPeriod, got a value of type str. \["),
        ({"area": sample_plan().partnership}, "area: expected an object of Area, got a value of"),
    ],
)
def test_wrong_kind(changes: dict[str, Any], said: str) -> None:
    """The field is named, with what it takes, what it got and what to write."""
    with pytest.raises(DocumentError, match=said):
        attrs.evolve(sample_plan(), **changes)


def test_deep_and_all_at_once() -> None:
    """Every value that does not fit is listed with its path, whoever holds it."""
    plan = sample_plan()
    (action,), (indicator,) = plan.actions, plan.indicators
    unsure: Any = attrs.evolve(action.commitments[0], in_own_control=1)
    wrong: Any = attrs.evolve(
        indicator, polarity="lower is better", targets=list(indicator.targets)
    )

    with pytest.raises(DocumentError) as caught:
        attrs.evolve(
            plan, actions=(attrs.evolve(action, commitments=(unsure,)),), indicators=(wrong,)
        )

    paths = [problem.place.path for problem in caught.value.problems]
    assert [
        "actions[0].commitments[0].in_own_control",
        "indicators[0].polarity",
        "indicators[0].targets",
    ] == paths


def test_bool_is_no_number() -> None:
    """True is not the number 1."""
    act = LegalInstrument(id=Id("act"), title="An Act", kind=InstrumentKind.ACT, year=True)

    problems = check_kinds(act, LegalInstrument)

    assert ["year: expected a whole number, got True."] == [str(one).strip() for one in problems]


def test_text_for_the_number_of_a_share() -> None:
    """A claim that should be a percentage is told how to write one, when its kinds are checked."""
    value: Any = "50%"
    claim = Claim(id=Id("half"), says="x", subject="y", value=value, whole="theft")

    assert ['Write Approx.parse("...").'] == [one.hint for one in check_kinds(claim, Claim)]


def test_subclass_will_do() -> None:
    """Somebody's own kind of action is an action, and is looked into like one."""

    @attrs.frozen(kw_only=True)
    class Patrol(Action):
        """An action of a program's own."""

        street: str = ""

    plan = sample_plan()
    fields = {field.name: getattr(plan.actions[0], field.name) for field in attrs.fields(Action)}

    assert isinstance(attrs.evolve(plan, actions=(Patrol(**fields),)), Plan)
    with pytest.raises(DocumentError, match=r"actions\[0\].resource"):
        attrs.evolve(plan, actions=(Patrol(**{**fields, "resource": 3}),))
