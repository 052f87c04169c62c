"""The machine that edits a plan: it holds its laws, and a subclass finds what breaks its own."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from safetykit.testing.strategies import PlanEdits
from safetykit.toolkit.checks import sample_plan

STEPS = settings(max_examples=5, stateful_step_count=10, deadline=None, database=None)


def test_laws_hold() -> None:
    """After every edit a plan comes back, is audited, and differs by what was done."""
    run_state_machine_as_test(PlanEdits, settings=STEPS)


class FromSample(PlanEdits):
    """The same, from a plan that holds something, with a law that some edit breaks."""

    def start(self):  # type: ignore[no-untyped-def]  # as a stranger would write it
        """Start from a whole plan."""
        return sample_plan()

    @invariant()
    def never_without_action(self) -> None:
        """A law that removing the only action breaks."""
        assert self.plan.actions


@pytest.mark.slow
def test_subclass_finds_what_breaks_its_law() -> None:
    """A law of the caller's own is tried after every edit, from the caller's own plan."""
    more = settings(STEPS, max_examples=100, print_blob=False)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(FromSample, settings=more)
