"""Laws of refunds, case reviews, orders and routes, on any days."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetykit.content import Jurisdiction
from safetykit.plugins import antisocial_behaviour as asb
from safetykit.plugins import cyber_crime as cy
from safetykit.plugins import fraud_prevention as fp
from safetykit.plugins import victims as vic
from safetykit.quantities import Answer, Money

DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2035, 1, 1))
NATIONS = st.sampled_from(Jurisdiction)
EXPIRED = {"Action Fraud", "National Economic Crime Victim Care Unit"}


@st.composite
def complaints(draw: st.DrawFn) -> asb.Complaint:
    """Draw a report in the two years before 2026."""
    happened = draw(st.dates(dt.date(2024, 1, 1), dt.date(2025, 12, 31)))
    late = draw(st.integers(0, 60))
    return asb.Complaint(
        incident=draw(st.sampled_from("abcdefgh")),
        happened_on=happened,
        reported_on=min(happened + dt.timedelta(days=late), dt.date(2025, 12, 31)),
    )


REPORTS = st.lists(complaints(), max_size=8)


def met(reports: list[asb.Complaint], as_of: dt.date) -> asb.ThresholdResult:
    """Return the result, which is an answer."""
    found = asb.check_threshold("england", as_of, reports)
    assert isinstance(found, asb.ThresholdResult)
    return found


@given(REPORTS, st.dates(dt.date(2026, 1, 1), dt.date(2026, 6, 30)))
def test_what_does_not_count_can_be_dropped(reports: list[asb.Complaint], day: dt.date) -> None:
    """Dropping reports that do not count changes nothing, and nothing is lost in between."""
    found = met(reports, day)

    assert len(reports) == len(found.counted) + len(found.not_counted)
    again = met(list(found.counted), day)
    assert (found.met, found.counted) == (again.met, again.counted)


@given(REPORTS, complaints(), st.dates(dt.date(2026, 1, 1), dt.date(2026, 6, 30)))
def test_one_more_report_never_hurts(
    reports: list[asb.Complaint], more: asb.Complaint, day: dt.date
) -> None:
    """A further report never turns a threshold that is met into one that is not."""
    before, after = met(reports, day), met([*reports, more], day)

    assert after.met or not before.met
    assert len(after.counted) >= len(before.counted)


@given(REPORTS, st.dates(dt.date(2026, 1, 1), dt.date(2026, 6, 30)))
def test_always_told_to_ask(reports: list[asb.Complaint], day: dt.date) -> None:
    """Met or not, the words say to ask, and the emergency route stands first."""
    found = met(reports, day)

    assert "Ask for a review" in str(found)
    assert found.routes[0].emergency


@given(DAYS, st.integers(1, 60))
def test_period_holds_its_months(first: dt.date, months: int) -> None:
    """The day after a period is the same day of a later month, or the first one after its end."""
    after = asb.last_day(first, months) + dt.timedelta(days=1)
    gone = (after.year - first.year) * 12 + after.month - first.month

    assert gone == months + (after.day != first.day)
    assert after.day in (first.day, 1)


@given(DAYS, st.integers(0, 1200))
def test_order_never_runs_longer_than_three_years(first: dt.date, days: int) -> None:
    """An order is accepted exactly up to three years, its first day counted."""
    end = first + dt.timedelta(days=days)
    longest = asb.last_day(first, 36)
    if end <= longest:
        order = asb.PublicSpacesOrder(name="x", first_day=first, ends_on=end)
        assert order.last_day == end
    else:
        with pytest.raises(ValueError, match="3 years at the most"):
            asb.PublicSpacesOrder(name="x", first_day=first, ends_on=end)


@given(
    st.dates(dt.date(2024, 10, 7), dt.date(2030, 1, 1)), st.integers(0, 600), st.integers(1, 10**9)
)
def test_refund(paid: dt.date, waited: int, pence: int) -> None:
    """A report is in time or not by its day alone, and the sum is the loss or the cap."""
    loss = Money(pounds=f"{pence // 100}.{pence % 100:02}")
    told = paid + dt.timedelta(days=waited)
    found = fp.app_reimbursement(
        "england", paid, method="chaps", loss=loss, vulnerable=None, reported_date=told
    )

    assert isinstance(found, fp.Reimbursement)
    assert (Answer.YES if told <= found.claim_by else Answer.NO) is found.in_scope
    assert found.at_most.pounds <= min(loss.pounds, 85000)
    assert 393 <= (found.claim_by - paid).days <= 397
    assert "safe" not in str(found).lower()


@given(NATIONS, DAYS, st.booleans(), st.data())
def test_routes(nation: Jurisdiction, day: dt.date, danger: bool, data: st.DataObject) -> None:
    """On any day, in any nation: emergency first, no expired name, no form in danger."""
    answers = (
        fp.reporting_routes(nation, day, data.draw(st.sampled_from(fp.Situation)), danger=danger),
        cy.reporting_routes(nation, day, data.draw(st.sampled_from(cy.Situation)), danger=danger),
        asb.help_routes(nation, day, data.draw(st.sampled_from(asb.Concern)), danger=danger),
        vic.support_routes(nation, day, data.draw(st.sampled_from(vic.Need)), danger=danger),
    )
    for found in answers:
        brands = {route.brand for route in found}
        assert found[0].emergency
        assert day <= dt.date(2025, 12, 3) or not EXPIRED & brands
        assert day > dt.date(2025, 12, 3) or "Report Fraud" not in brands
        assert not danger or all(route.needs_no_form or route.emergency for route in found)
        assert sorted(r.stage.rank for r in found) == [r.stage.rank for r in found]
