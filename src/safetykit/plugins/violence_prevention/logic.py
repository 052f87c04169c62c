"""How actions are thought to lead to less violence, and what of that a plan leaves out.

What belongs here: making a theory of change, and naming the gaps of a plan's. What does not:
whether the theory is right; an evaluation finds that out.
"""

from __future__ import annotations

from collections.abc import Iterable

from safetykit.errors import InputError
from safetykit.model import Plan, TheoryOfChange
from safetykit.model.ids import Id

__all__ = ["logic_model_gaps", "theory_of_change"]


def theory_of_change(
    *,
    steps: Iterable[str],
    outcomes: Iterable[str] = (),
    enablers: Iterable[str] = (),
    assumptions: Iterable[str],
) -> TheoryOfChange:
    """Return a theory of change, which says what must hold for it.

    Args:
        steps: From what is done to what changes, at least two.
        outcomes: The ids of the plan's outcomes that it leads to.
        enablers: What has to be there.
        assumptions: What must hold, and could turn out not to; at least one.

    Raises:
        InputError: There are fewer than two steps, or no assumption.
    """
    chain, held = tuple(steps), tuple(assumptions)
    if len(chain) < 2:
        raise InputError("steps", chain, "at least two: what is done, and what changes")
    if not held:
        hint = "Without one nobody could find out that the theory is wrong."
        raise InputError("assumptions", held, "at least one", hint=hint)
    return TheoryOfChange(
        steps=chain,
        outcomes=tuple(Id(one) for one in outcomes),
        enablers=tuple(enablers),
        assumptions=held,
    )


def logic_model_gaps(plan: Plan) -> tuple[str, ...]:
    """Return what is missing between a plan's actions and the change it wants, in sentences."""
    gaps = []
    theory = plan.theory_of_change
    if theory is None:
        gaps.append("No theory of change is stated.")
    else:
        if not theory.outcomes:
            gaps.append("The theory of change names no outcome.")
        if not theory.assumptions:
            gaps.append("The theory of change names nothing that must hold.")
    if not plan.outcomes:
        gaps.append("No outcome is stated.")
    gaps += [f"“{one.title}” has no measure." for one in plan.outcomes if not one.measures]
    if plan.actions and not any(one.measures for one in plan.actions):
        gaps.append("No action names a measure of what was done.")
    return tuple(gaps)
