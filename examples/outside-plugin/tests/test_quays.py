"""What Harbourtown asks of plans, over plans that Hypothesis draws."""

import datetime as dt

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetykit_harbourtown import QUAY_LIGHTS, may_swim, quay_actions

import safetykit
from safetykit.content import Unknown, walk
from safetykit.errors import UnitError
from safetykit.quantities import Cadence
from safetykit.testing import strategies
from safetykit.toolkit import Toolkit

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def harbourtown() -> Toolkit:
    """Return a toolkit of this module alone."""
    return Toolkit.discover(plugins=["harbourtown"])


@settings(deadline=None, max_examples=25)
@given(plan=strategies.plans(holding=["actions"]), often=st.none() | st.sampled_from(Cadence))
def test_an_action_on_a_quay_is_asked_how_often(
    plan: safetykit.Plan, often: Cadence | None
) -> None:
    """Only actions on quays are asked, and only those that do not say are found."""
    first = attrs.evolve(plan.actions[0], title="Light the east quay", cadence=often)
    plan = attrs.evolve(plan, actions=(first, *plan.actions[1:]))

    (check,) = QUAY_LIGHTS(plan, as_of=DAY)

    assert check.checked == len(quay_actions(plan))
    assert (first.id in {finding.subject for finding in check.findings}) is (often is None)


@settings(deadline=None, max_examples=10)
@given(plan=st.from_type(safetykit.Plan))
def test_other_plans_are_not_asked(plan: safetykit.Plan) -> None:
    """A plan without a quay is asked nothing."""
    assert quay_actions(plan) or not list(QUAY_LIGHTS(plan, as_of=DAY))


def test_audit_asks_what_the_module_adds(
    harbourtown: Toolkit, safetykit_plan: safetykit.Plan
) -> None:
    """The rule takes part in an audit with the catalogue of this toolkit."""
    quay = attrs.evolve(safetykit_plan.actions[0], title="Ladders on the quay")
    plan = attrs.evolve(safetykit_plan, actions=(quay,))

    audit = safetykit.audit(plan, as_of=DAY, catalogue=harbourtown.catalogue())

    assert "harbourtown.quay_cadence" in {finding.code for finding in audit.findings}


def test_unit_is_of_its_own_kind(harbourtown: Toolkit) -> None:
    """A rate for each mooring does not turn into one for each resident."""
    unit = harbourtown.check_unit("incident / harbourtown.mooring")

    with pytest.raises(UnitError, match="of the same kind"):
        safetykit.Quantity(2, unit).to("incident / resident")


def test_guide_leads_to_the_coastguard(harbourtown: Toolkit) -> None:
    """Whoever sees somebody in the water is told to call first."""
    (guide,) = harbourtown.guides(jurisdiction="england", as_of=DAY)
    assert not isinstance(guide, Unknown)

    ending = walk(guide, ["Yes"])

    assert ending.routes[0].contact == "999"


def test_swimming_is_unknown_elsewhere() -> None:
    """The byelaw is of one harbour, and no other nation's."""
    fact = may_swim("england", DAY)

    assert not isinstance(fact, Unknown)
    assert str(fact.value) == "Not between the harbour walls"
    assert isinstance(may_swim("scotland", DAY), Unknown)
