"""How a rule puts its question: to each thing that it concerns, and to nothing else."""

from __future__ import annotations

from safetykit.evaluation import Ask, Family, Severity
from safetykit.toolkit.checks import empty_plan, sample_plan

ASK = Ask(
    code="mine.locks",
    title="speak of locks",
    of="actions",
    family=Family.WORDING,
    severity=Severity.NOTICE,
    hint="Speak of homes.",
)


def test_thing_at_fault() -> None:
    """A thing at fault is a finding at its place, in the words of the question."""
    plan = sample_plan()

    (check,) = ASK.of_each(
        plan, "actions", plan.actions, at_fault=lambda _: True, says="“{0.title}” {{locks}}."
    )

    (finding,) = check.findings
    assert ("mine.locks", 1, "actions") == (check.code, check.checked, check.of)
    assert ("locks", "“Better locks” {locks}.") == (finding.subject, finding.message)
    assert ("actions[0]", "Speak of homes.") == (finding.place.path, finding.hint)
    assert "The plan's authors." == finding.settled_by


def test_thing_that_is_sound() -> None:
    """A thing that is sound is counted, and is no finding."""
    plan = sample_plan()

    (check,) = ASK.of_each(plan, "actions", plan.actions, at_fault=lambda _: False, says="")

    assert (1, ()) == (check.checked, check.findings)


def test_nothing_to_ask() -> None:
    """A question that concerns nothing in a plan is not put."""
    plan = empty_plan()

    assert [] == list(ASK.of_each(plan, "actions", (), at_fault=lambda _: True, says=""))
