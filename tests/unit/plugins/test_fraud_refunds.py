"""Refunds, signs, messages and zones: exact limits and days, no verdict, no all-clear."""

import datetime as dt
from decimal import Decimal

import pytest

from safetykit.content import Checklist, Jurisdiction, Unknown
from safetykit.errors import AnalysisError, InputError
from safetykit.plugins import fraud_prevention as fp
from safetykit.plugins.fraud_prevention.data import CONTENT
from safetykit.quantities import Answer, Money

DAY = dt.date(2026, 11, 22)
PAID = dt.date(2025, 3, 10)


def refund(paid: dt.date = PAID, **more: object) -> fp.Reimbursement:
    """Return what the scheme says of a payment."""
    given = {"method": "faster_payment", "loss": Money(pounds=5000), "vulnerable": False}
    found = fp.app_reimbursement("england", paid, **(given | more))  # type: ignore[arg-type]
    assert isinstance(found, fp.Reimbursement)
    return found


class TestRefund:
    def test_first_day(self) -> None:
        """Payments count from 7 October 2024; the day before is out of scope, with what to try."""
        assert Answer.CANNOT_TELL is refund(dt.date(2024, 10, 7)).in_scope
        with pytest.raises(InputError, match=r"on or after 7 October 2024.*out of scope"):
            refund(dt.date(2024, 10, 6))

    @pytest.mark.parametrize(
        ("paid", "by"),
        [
            ("2025-03-10", "2026-04-10"),
            ("2025-01-31", "2026-02-28"),
            ("2027-01-31", "2028-02-29"),
            ("2024-11-30", "2025-12-30"),
        ],
    )
    def test_thirteen_months(self, paid: str, by: str) -> None:
        """A claim can be made until the same day thirteen months on, or the end of that month."""
        last = dt.date.fromisoformat(by)
        found = refund(dt.date.fromisoformat(paid), reported_date=last)

        assert last == found.claim_by
        assert Answer.YES is found.in_scope
        late = refund(dt.date.fromisoformat(paid), reported_date=last + dt.timedelta(days=1))
        assert Answer.NO is late.in_scope
        assert f"after {by}, the last day to claim" in str(late)

    @pytest.mark.parametrize(
        ("pounds", "at_most"),
        [("84999.99", "84999.99"), ("85000", "85000"), ("85000.01", "85000")],
    )
    def test_cap(self, pounds: str, at_most: str) -> None:
        """No more than 85,000 pounds must be refunded for one case, to the penny."""
        assert Money(pounds=at_most) == refund(loss=Money(pounds=pounds)).at_most

    @pytest.mark.parametrize(
        ("paid", "checked"), [(dt.date(2025, 9, 30), True), (dt.date(2025, 10, 1), False)]
    )
    def test_cap_yet_to_be_checked(self, paid: dt.date, checked: bool) -> None:
        """The cap since October 2025 is used, and said to be unchecked."""
        found = refund(paid)

        assert checked is found.cap_checked
        assert checked is ("has yet to be checked" not in str(found))
        assert "85" not in str(found)

    @pytest.mark.parametrize(
        ("vulnerable", "pounds", "excess"),
        [(True, 5000, 0), (False, 5000, 100), (None, 5000, 100), (False, 60, 60)],
    )
    def test_excess(self, vulnerable: bool | None, pounds: int, excess: int) -> None:
        """At most 100 pounds are kept back, and nothing from a vulnerable customer."""
        found = refund(vulnerable=vulnerable, loss=Money(pounds=pounds))

        assert Money(pounds=Decimal(excess)) == found.excess_at_most
        assert (vulnerable is True) is ("gross neglect" not in str(found))

    @pytest.mark.parametrize("method", list(fp.PaymentMethod))
    def test_methods(self, method: fp.PaymentMethod) -> None:
        """Faster Payments and CHAPS are covered; cards, cash, cheques and the rest are not."""
        found = refund(method=method, reported_date=PAID)
        covered = method in (fp.PaymentMethod.FASTER_PAYMENT, fp.PaymentMethod.CHAPS)

        assert (Answer.YES if covered else Answer.NO) is found.in_scope
        assert covered or "does not cover this way to pay" in found.reasons[0]

    def test_exclusions(self) -> None:
        """Larger businesses and disputes with traders are not covered; each reason is given."""
        found = refund(customer="other", dispute_with_trader=True, reported_date=PAID)

        assert Answer.NO is found.in_scope
        assert 2 == len(found.reasons)
        for customer in ("person", "smallest_business", "charity"):
            assert Answer.YES is refund(customer=customer, reported_date=PAID).in_scope

    def test_not_told_yet(self) -> None:
        """Before the bank is told nothing is decided, and the words say to tell it now."""
        found = refund()

        assert Answer.CANNOT_TELL is found.in_scope
        assert "Tell the bank now." in found.reasons[0]

    def test_no_promise(self) -> None:
        """No word promises a refund, and the bank is said to decide."""
        found = refund(reported_date=PAID)

        assert "The bank decides." in str(found)
        assert not any(word in str(found) for word in ("will be refunded", "entitled", "must pay"))

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"loss": Money(pounds=0)}, "loss: expected a sum above nought"),
            ({"reported_date": dt.date(2025, 3, 9)}, "on or after the payment"),
            ({"method": "pigeon"}, "method: expected one of faster_payment"),
        ],
    )
    def test_refused(self, more: dict[str, object], words: str) -> None:
        """What cannot be is refused."""
        with pytest.raises(InputError, match=words):
            refund(**more)  # type: ignore[arg-type]

    @pytest.mark.parametrize("nation", Jurisdiction)
    def test_all_nations(self, nation: Jurisdiction) -> None:
        """The scheme is the same in all four nations."""
        found = fp.app_reimbursement(
            nation, PAID, method="chaps", loss=Money(pounds=1), vulnerable=None
        )

        assert isinstance(found, fp.Reimbursement)
        assert all(nation in fact.jurisdictions for fact in found.facts)


class TestSigns:
    @pytest.mark.parametrize("kind", list(fp.FraudType))
    def test_last_line(self, kind: fp.FraudType) -> None:
        """Whatever the type, the last line says that a fraud may show none of the signs."""
        found = fp.red_flags(kind)

        assert "may show none of these signs" in found[-1].explanation
        assert all(sign.sources for sign in found[:-1])

    @pytest.mark.parametrize(
        ("kind", "code"),
        [
            ("courier", "courier"),
            ("impersonation", "keep_secret"),
            ("investment", "cold_call"),
            ("doorstep", "cash"),
        ],
    )
    def test_lists(self, kind: str, code: str) -> None:
        """Four types have sourced lists."""
        assert code in [sign.code for sign in fp.red_flags(kind)]

    def test_list_and_code_agree(self) -> None:
        """The types in code are those of the list, which nobody has checked and none prints."""
        (listed,) = [t for t in CONTENT.taxonomies if t.key.endswith(".types")]

        assert [kind.value for kind in fp.FraudType] == [term.code for term in listed.terms]
        assert listed.check_by_person


class TestMessages:
    @pytest.mark.parametrize("audience", list(fp.Audience))
    @pytest.mark.parametrize("nation", Jurisdiction)
    def test_sourced(self, nation: Jurisdiction, audience: fp.Audience) -> None:
        """Every message has a source."""
        found = fp.prevention_messages(nation, DAY, audience)

        assert isinstance(found, Checklist)
        assert all(item.sources for item in found.items)


class TestZones:
    def zone(self) -> fp.NoColdCallingZone:
        """Return a made-up zone."""
        return fp.NoColdCallingZone(name="Elm Street", began_on=dt.date(2025, 1, 1), homes=80)

    def counts(self, year: int, inside: int, outside: int) -> fp.DoorCounts:
        """Return the counts of a year."""
        return fp.DoorCounts(
            first_day=dt.date(year, 1, 1),
            last_day=dt.date(year, 12, 31),
            inside=inside,
            outside=outside,
        )

    def test_sides(self) -> None:
        """The times lie before and after the first day of the zone."""
        with pytest.raises(InputError, match="a time before 2025-01-01 and one from then on"):
            fp.zone_review(self.zone(), self.counts(2025, 1, 1), self.counts(2026, 1, 1))

    def test_lengths(self) -> None:
        """A year is not compared with a month."""
        month = fp.DoorCounts(
            first_day=dt.date(2025, 1, 1), last_day=dt.date(2025, 1, 31), inside=1, outside=1
        )

        with pytest.raises(InputError, match="about 366 days, as before"):
            fp.zone_review(self.zone(), self.counts(2024, 1, 1), month)

    def test_nothing_outside(self) -> None:
        """Without incidents outside there is nothing to compare with."""
        with pytest.raises(AnalysisError, match="no incident outside the zone"):
            fp.zone_review(self.zone(), self.counts(2024, 5, 0), self.counts(2025, 1, 1))

    def test_refused(self) -> None:
        """Counts and homes are counts, and times run forward."""
        with pytest.raises(InputError, match="inside: expected a count"):
            self.counts(2024, -1, 1)
        with pytest.raises(InputError, match="homes: expected a whole number"):
            fp.NoColdCallingZone(name="Elm Street", began_on=DAY, homes=0)
        with pytest.raises(InputError, match="on or after first_day"):
            fp.DoorCounts(first_day=DAY, last_day=DAY - dt.timedelta(days=1), inside=1, outside=1)

    def test_against_outside(self) -> None:
        """Inside fell to a half while outside held: the index is near a half, with caveats."""
        pytest.importorskip("numpy")
        found = fp.zone_review(
            self.zone(), self.counts(2024, 40, 1000), self.counts(2025, 20, 1000)
        )

        assert 0.45 < float(found.comparison.change.theta.value) < 0.5
        assert any("Reports may rise" in text for text in found.caveats)


def test_old_name_in_no_page() -> None:
    """No guide, explainer, checklist, sheet or glossary names a service by its old name."""
    folder = CONTENT.folder
    for name in ("guides", "explainers", "checklists", "fact_sheets", "glossary"):
        assert "Action Fraud" not in (folder / f"{name}.yaml").read_text(encoding="utf-8")
    for nation in Jurisdiction:
        for sheet in CONTENT.fact_sheets(jurisdiction=nation, as_of=DAY):
            assert not isinstance(sheet, Unknown)
            assert "Action Fraud" not in [route.brand for route in sheet.routes]


def test_series_break() -> None:
    """The series of reports breaks when the service changed and when it was launched."""
    pytest.importorskip("duckdb")
    from safetykit.plugins.fraud_prevention.records import CRIME_SURVEY, REPORT_FRAUD

    assert ["2025-12", "2026-01"] == [str(one.start) for one in REPORT_FRAUD.breaks]
    sources = {indicator.source for indicator in CONTENT.indicators}
    assert {REPORT_FRAUD.name, CRIME_SURVEY.name} <= sources
