"""Money: exact pence and votes, one price year, no ratio without a comparison, notice in time."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given
from hypothesis import strategies as st

from safetykit.content import FactSheet, Jurisdiction, Unknown, UnknownReason, publishable
from safetykit.errors import DocumentError, InputError, UnitError
from safetykit.plugins import commissioning as cv
from safetykit.plugins.commissioning.data import CONTENT
from safetykit.quantities import Money

DAY = dt.date(2026, 11, 22)
EQUALITY = "People without a phone; a paper form is kept."


def precept(band_d: str = "300.00", year: str = "2026/27", country: str = "england") -> Any:
    """Return the precept of an area of 1,000 band D homes."""
    return cv.PreceptModel(tax_base=1000, band_d=band_d, year=year, country=country)


class TestBands:
    @pytest.mark.parametrize(
        ("band", "pays"),
        [
            ("A", "10.00"),
            ("B", "11.67"),
            ("C", "13.33"),
            ("D", "15.00"),
            ("E", "18.33"),
            ("F", "21.67"),
            ("G", "25.00"),
            ("h", "30.00"),
        ],
    )
    def test_fifteen_pounds(self, band: str, pays: str) -> None:
        """Fifteen pounds on band D are ten on A and thirty on H, to the penny."""
        assert Decimal(pays) == precept("15.00").band(band)

    def test_band_i(self) -> None:
        """Wales has a band I at 21 ninths; England has none."""
        assert Decimal("35.00") == precept("15.00", country="wales").band("I")
        with pytest.raises(InputError, match="a band from A to H"):
            precept("15.00").band("I")

    @pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
    def test_no_precept(self, nation: str) -> None:
        """Elsewhere there is no police precept."""
        with pytest.raises(InputError, match="country: expected england or wales"):
            precept(country=nation)

    @pytest.mark.parametrize("amount", [15.0, "0", "-1", "much", "NaN", True])
    def test_exact(self, amount: object) -> None:
        """Binary floats, nothing and less are refused."""
        with pytest.raises(InputError, match="band_d: expected an exact amount above 0"):
            precept(amount)  # type: ignore[arg-type]

    def test_half_a_penny(self) -> None:
        """A precept is set in whole pence."""
        with pytest.raises(InputError, match="pounds and whole pence"):
            precept("15.005")

    @pytest.mark.parametrize("year", ["2026", "2026/28", "26/27", "2026-27"])
    def test_year(self, year: str) -> None:
        """A financial year is written as 2026/27."""
        with pytest.raises(InputError, match="a financial year such as 2026/27"):
            precept(year=year)

    def test_before_the_bands(self) -> None:
        """Bands of a year before council tax, or before those of Wales changed, are not guessed."""
        for year, country in (("1992/93", "england"), ("2004/05", "wales")):
            with pytest.raises(InputError, match="a year whose bands are held"):
                precept(year=year, country=country)

    @given(
        pence=st.integers(1, 100_000), base=st.decimals("0.1", 99_999, places=1, allow_nan=False)
    )
    def test_yield_is_the_requirement(self, pence: int, base: Decimal) -> None:
        """Band D times the tax base is the requirement, within half a penny; bands only rise."""
        model = cv.PreceptModel(
            tax_base=base, band_d=Decimal(pence) / 100, year="2026/27", country="wales"
        )
        bands = [model.band(letter) for letter in "ABCDEFGHI"]

        assert abs(model.yield_() - model.band_d * base) <= Decimal("0.005")
        assert sorted(bands) == bands
        assert model.band_d == bands[3]
        assert 2 * model.band_d == bands[7]


class TestReferendum:
    def test_fifteen_pounds_and_a_penny(self) -> None:
        """In 2026/27 £15 asks for no vote, and £15.01 does."""
        inside = precept("315.00").excessive("300.00")

        assert isinstance(inside, cv.Rise)
        assert not inside.asks_for_a_vote
        assert inside == precept("315.00").require_no_vote("300.00")
        with pytest.raises(InputError, match="A referendum is triggered"):
            precept("315.01").require_no_vote("300.00")

    def test_two_percent(self) -> None:
        """In 2017/18 the limit was reached at 2%, and not only above it."""
        at = precept("306.00", year="2017/18").excessive("300.00")
        below = precept("305.99", year="2017/18").excessive("300.00")

        assert isinstance(at, cv.Rise)
        assert isinstance(below, cv.Rise)
        assert (True, False) == (at.asks_for_a_vote, below.asks_for_a_vote)
        assert 2 == at.percent
        with pytest.raises(InputError, match="a rise of less than 2% in 2017/18"):
            precept("306.00", year="2017/18").require_no_vote("300.00")

    @pytest.mark.parametrize(
        ("year", "limit"),
        [
            ("2018/19", "12"),
            ("2019/20", "24"),
            ("2021/22", "15"),
            ("2022/23", "10"),
            ("2023/24", "15"),
            ("2025/26", "14"),
        ],
    )
    def test_by_year(self, year: str, limit: str) -> None:
        """Each year has its own limit; its exact sum is within."""
        for rise, vote in ((Decimal(limit), False), (Decimal(limit) + Decimal("0.01"), True)):
            found = precept(str(100 + rise), year=year).excessive(100)
            assert isinstance(found, cv.Rise)
            assert vote is found.asks_for_a_vote

    @pytest.mark.parametrize("year", ["2020/21", "2024/25"])
    def test_unchecked_years(self, year: str) -> None:
        """A limit that nobody has checked is held and not given out."""
        found = precept(year=year).excessive("290.00")

        assert isinstance(found, Unknown)
        assert found.where_to_check
        assert found == precept(year=year).require_no_vote("290.00")

    def test_wales_and_before(self) -> None:
        """Wales has no such limit here, and years before the first held are not known."""
        wales = precept(country="wales").excessive("200.00")
        early = precept(year="2015/16").excessive("200.00")

        assert isinstance(wales, Unknown)
        assert UnknownReason.JURISDICTION_NOT_SUPPORTED is wales.reason
        assert isinstance(early, Unknown)
        assert UnknownReason.BEFORE_FIRST_VALUE is early.reason


class TestPanel:
    def test_cleveland(self) -> None:
        """Of a panel of 14 nine votes do not carry a veto, and ten do."""
        assert not cv.veto_passes(9, 14)
        assert cv.veto_passes(10, 14)

    @given(size=st.integers(1, 60), votes=st.integers(0, 60))
    def test_two_thirds(self, size: int, votes: int) -> None:
        """A veto is two thirds of all members, exactly, and one vote more never undoes it."""
        if votes > size:
            with pytest.raises(InputError, match=f"a whole number from 0 to {size}"):
                cv.veto_passes(votes, size)
            return
        assert (3 * votes >= 2 * size) is cv.veto_passes(votes, size)
        assert cv.veto_passes(size, size)

    @pytest.mark.parametrize("size", [0, -1, 1.5, True])
    def test_no_panel(self, size: int) -> None:
        """A panel has members."""
        with pytest.raises(InputError, match="panel_size: expected a whole number of members"):
            cv.veto_needed(size)

    def test_direction(self) -> None:
        """Vetoed as too low it goes up, as in Leicestershire in 2026; as too high it goes down."""
        assert 1500 == cv.require_revision("too_low", 1100, 1500)
        assert 1000 == cv.require_revision("too_high", 1100, 1000)
        with pytest.raises(InputError, match="more than 1100, because it was vetoed as too_low"):
            cv.require_revision("too_low", 1100, 1100)
        with pytest.raises(InputError, match="less than 1100"):
            cv.require_revision("too_high", 1100, 1200)

    def test_timetable(self) -> None:
        """The days lie in the winter before the year; March is the day before which it is set."""
        found = cv.precept_timetable("wales", DAY, "2027/28")

        assert isinstance(found, cv.PreceptTimetable)
        days = (found.notify_by, found.report_by, found.revised_by, found.second_report_by)
        assert ["02-01", "02-08", "02-15", "02-22"] == [day.strftime("%m-%d") for day in days]
        assert dt.date(2027, 2, 28) == found.issue_by
        assert all(publishable(fact) for fact in found.facts)
        assert isinstance(cv.precept_timetable("scotland", DAY, "2027/28"), Unknown)


class TestGrants:
    AWARD = dt.date(2026, 4, 1)

    def grant(self, **more: Any) -> cv.Grant:
        """Return a grant of £6,000 that was awarded, changed as said."""
        given_: dict[str, Any] = {
            "title": "Youth club",
            "stage": "monitoring",
            "amount": Money(pounds=6000, price_year=2026),
            "awarded_on": self.AWARD,
            "equality_impact": EQUALITY,
            "milestones": (cv.GrantMilestone(name="open", due=dt.date(2026, 6, 1)),),
        }
        return cv.Grant(**(given_ | more))

    def test_before_the_award(self) -> None:
        """Nothing is paid before the award; on its day it can be."""
        early = cv.Payment(amount=Money(pounds=100), paid_on=dt.date(2026, 3, 31))
        with pytest.raises(DocumentError, match="paid on 2026-03-31, before the award"):
            self.grant(payments=(early,))
        assert self.grant(payments=(cv.Payment(amount=Money(pounds=1), paid_on=self.AWARD),))

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"awarded_on": None}, "expected a day, because the stage is monitoring"),
            ({"equality_impact": " "}, "expected who could lose"),
            (
                {"payments": (cv.Payment(amount=Money(pounds=6001), paid_on=DAY),)},
                "was paid of an award of",
            ),
            (
                {"payments": (cv.Payment(amount=Money(pounds=0), paid_on=DAY),)},
                "expected an amount above £0",
            ),
            (
                {"payments": (cv.Payment(amount=Money(pounds=1), paid_on=DAY, milestone="x"),)},
                "no milestone is called 'x'",
            ),
        ],
    )
    def test_refused(self, more: dict[str, Any], words: str) -> None:
        """A grant that cannot be is refused, and it is said why."""
        with pytest.raises(DocumentError, match=words):
            self.grant(**more)

    def test_claw_back(self) -> None:
        """What was paid for a step that is late is there to talk about, from the day after."""
        paid = (cv.Payment(amount=Money(pounds=500), paid_on=self.AWARD, milestone="open"),)
        late = self.grant(payments=paid)
        done = self.grant(
            payments=paid,
            milestones=(
                cv.GrantMilestone(
                    name="open", due=dt.date(2026, 6, 1), done_on=dt.date(2026, 6, 9)
                ),
            ),
        )

        assert 0 == late.claw_back(dt.date(2026, 6, 1)).pounds
        assert 500 == late.claw_back(dt.date(2026, 6, 2)).pounds
        assert 0 == done.claw_back(dt.date(2026, 6, 9)).pounds

    def test_monitoring(self) -> None:
        """£5,000 reports once a year, a pound more each quarter; the last on the last day."""
        end = dt.date(2027, 3, 31)
        small = cv.monitoring_plan(self.grant(amount=Money(pounds=5000)), end)
        large = cv.monitoring_plan(self.grant(amount=Money(pounds=5001)), end)

        assert (end,) == small.due
        assert 4 == len(large.due)
        assert dt.date(2026, 7, 1) == large.due[0]
        assert any("Beside what" in ask for ask in large.asks)
        with pytest.raises(InputError, match="a day after the award"):
            cv.monitoring_plan(self.grant(), self.AWARD)
        with pytest.raises(InputError, match="the day of the award"):
            cv.monitoring_plan(self.grant(stage="need", awarded_on=None), end)


class TestPublishing:
    @pytest.mark.parametrize(
        ("pounds", "kind", "required"),
        [
            ("500", "item", False),
            ("500.01", "item", True),
            ("10000", "contract", False),
            ("10000.01", "contract", True),
            ("1", "grant", True),
        ],
    )
    def test_thresholds(self, pounds: str, kind: str, required: bool) -> None:
        """Above £500 and above £10,000, exactly; grants whatever their size."""
        found = cv.to_publish("england", DAY, Money(pounds=pounds), kind)

        assert isinstance(found, cv.Publication)
        assert required is found.required

    def test_first_day_and_nations(self) -> None:
        """The amended order came into force on 22 November 2012, in England and Wales."""
        amount = Money(pounds=600)
        first = dt.date(2012, 11, 22)

        assert isinstance(cv.to_publish("wales", first, amount, "item"), cv.Publication)
        assert isinstance(
            cv.to_publish("wales", first - dt.timedelta(days=1), amount, "item"), Unknown
        )
        assert isinstance(cv.to_publish("scotland", DAY, amount, "item"), Unknown)
        with pytest.raises(InputError, match="amount: expected £0 or more"):
            cv.to_publish("wales", DAY, Money(pounds=-1), "item")

    def test_notice(self) -> None:
        """A notice of £501 says who, what for and why; one of £500 need not."""
        bare = {"title": "Lamps", "decided_on": DAY, "decided_by": "the office", "options": ("no",)}
        above = cv.notice_gaps("england", DAY, cv.DecisionNotice(amount=Money(pounds=501), **bare))
        at = cv.notice_gaps("england", DAY, cv.DecisionNotice(amount=Money(pounds=500), **bare))

        assert not isinstance(above, Unknown)
        assert 3 == len(above)
        assert "It does not say why it is good value." in above
        assert () == at
        assert 3 == len(cv.notice_gaps("england", DAY, cv.DecisionNotice(title="x")))  # type: ignore[arg-type]


def test_notice_elsewhere() -> None:
    """What is published in other nations is not known here."""
    notice = cv.DecisionNotice(title="x", amount=Money(pounds=501))

    assert isinstance(cv.notice_gaps("scotland", DAY, notice), Unknown)


class TestWorth:
    COSTS = (Money(pounds=100, price_year=2025), Money(pounds=50, price_year=2025))
    GAINS = (Money(pounds=0, price_year=2025), Money(pounds=300, price_year=2025))

    def worth(self, **more: Any) -> cv.Worth:
        """Return an appraisal with a comparison, changed as said."""
        given_: dict[str, Any] = {
            "price_year": 2025,
            "basis": "comparison",
            "sensitivity": {"half": 0.5},
            "equality_impact": EQUALITY,
        }
        return cv.benefit_cost(self.COSTS, self.GAINS, **(given_ | more))

    def test_ratio(self) -> None:
        """The ratio is that of the library, and that of half the benefits is half of it."""
        pytest.importorskip("numpy")
        found = self.worth(benefits_se=[0, 60])

        assert found.established
        assert found.result is not None
        assert 1.95 == pytest.approx(float(found.result.ratio.value), abs=0.005)
        ((name, half),) = found.sensitivity
        assert "half" == name
        assert float(found.result.ratio.value) / 2 == pytest.approx(float(half.ratio.value))
        assert "not cash" in found.words[1]

    @pytest.mark.parametrize("basis", ["self_reported", "before_after", "none"])
    def test_no_comparison(self, basis: str) -> None:
        """Without a comparison no ratio is given, however large the sums are."""
        found = self.worth(basis=basis)

        assert found.result is None
        assert not found.established
        assert found.words[0].startswith("Not established")

    @pytest.mark.parametrize("year", [2024, None])
    def test_price_years(self, year: int | None) -> None:
        """Sums of two price years, or of none, do not mix."""
        mixed = (self.COSTS[0], Money(pounds=50, price_year=year))
        with pytest.raises(UnitError, match="a sum in the prices of 2025"):
            cv.benefit_cost(
                mixed,
                self.GAINS,
                price_year=2025,
                basis="trial",
                sensitivity={"half": 0.5},
                equality_impact=EQUALITY,
            )

    @pytest.mark.parametrize("cases", [{}, {"double": 2.0}, {"same": 1.0}])
    def test_sensitivity(self, cases: dict[str, float]) -> None:
        """A case with smaller benefits is mandatory."""
        with pytest.raises(InputError, match="at least one case with smaller benefits"):
            self.worth(sensitivity=cases)

    def test_who_could_lose(self) -> None:
        """No appraisal goes without a word on who could lose."""
        with pytest.raises(InputError, match="who could lose by it"):
            self.worth(equality_impact="")

    def test_cash(self) -> None:
        """Cash is said to be freed only as it was shown."""
        found = self.worth(basis="none", cash_releasing="the lease of the old office ended")

        assert "Cash is freed, as shown: the lease of the old office ended" in found.words

    def test_cost_per_outcome(self) -> None:
        """The cost of each comes with its range; with no outcome possible it has no upper end."""
        cost = Money(pounds=10000, price_year=2025)
        found = cv.cost_per_outcome(cost, 20, low=10, high=40, basis="trial")
        open_ended = cv.cost_per_outcome(cost, 20, low=0, high=40, basis="self_reported")

        assert (Decimal(500), Decimal(250)) == (found.value.pounds, found.low.pounds)
        assert found.high is not None
        assert Decimal(1000) == found.high.pounds
        assert open_ended.high is None
        assert open_ended.words.startswith("Not established")

    def test_cost_refused(self) -> None:
        """Limits enclose the number, and the cost has a price year."""
        with pytest.raises(InputError, match="low, outcomes and high in their order"):
            cv.cost_per_outcome(
                Money(pounds=1, price_year=2025), 20, low=21, high=40, basis="trial"
            )
        with pytest.raises(UnitError, match="a sum with its price year"):
            cv.cost_per_outcome(Money(pounds=1), 20, low=10, high=40, basis="trial")

    def test_double_running(self) -> None:
        """Three months of both and a set-up are paid back in whole months, or never."""
        found = cv.double_running(
            Money(pounds=5000), Money(pounds=4000), months=3, set_up=Money(pounds=500)
        )
        dearer = cv.double_running(Money(pounds=4000), Money(pounds=5000), months=1)

        assert Decimal(12500) == found.extra.pounds
        assert 13 == found.pays_back_after
        assert dearer.pays_back_after is None
        with pytest.raises(InputError, match="a whole number of months"):
            cv.double_running(Money(pounds=1), Money(pounds=1), months=-1)
        with pytest.raises(UnitError, match="prices of 2025"):
            cv.double_running(Money(pounds=1, price_year=2025), Money(pounds=1), months=1)


class TestEnding:
    @pytest.mark.parametrize(
        ("ends", "by", "late", "short"),
        [
            ("2027-02-22", "2026-11-22", False, 0),
            ("2027-02-21", "2026-11-21", True, 1),
            ("2027-05-31", "2027-02-28", False, 0),
        ],
    )
    def test_notice(self, ends: str, by: str, late: bool, short: int) -> None:
        """Three months before the last day, on the same day of the month or the last there is."""
        found = cv.decommissioning_plan("england", DAY, dt.date.fromisoformat(ends))

        assert isinstance(found, cv.EndingPlan)
        assert dt.date.fromisoformat(by) == found.notice_by
        assert (late, short) == (found.late, found.days_short)
        assert any("nowhere else to go" in item.text for item in found.checklist.items)

    def test_refused(self) -> None:
        """A service that has ended has no notice, and other nations have their own advice."""
        with pytest.raises(InputError, match="on or after 2026-11-22"):
            cv.decommissioning_plan("england", DAY, dt.date(2026, 11, 21))
        assert isinstance(cv.decommissioning_plan("scotland", DAY, DAY), Unknown)


class TestPages:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("matter", cv.Matter)
    def test_emergency_first(self, nation: Jurisdiction, matter: cv.Matter) -> None:
        """Whatever somebody asks about, 999 comes first."""
        assert "999" == cv.money_routes(nation, DAY, matter)[0].contact

    def test_unchecked(self) -> None:
        """Unit costs, rates and unconfirmed limits are held, and on no sheet of any year."""
        withheld = {fact for fact in CONTENT.book if not publishable(fact)}
        shown = {
            fact
            for year in range(2016, 2028)
            for sheet in CONTENT.fact_sheets(jurisdiction="england", as_of=dt.date(year, 6, 1))
            if isinstance(sheet, FactSheet)
            for part in sheet.sections
            for fact in part.facts
        }

        assert {"commissioning.cost.homicide", "commissioning.value.rate"} <= {
            fact.key for fact in withheld
        }
        assert shown
        assert not withheld & shown

    def test_nations(self) -> None:
        """The Welsh sheet holds band I and no English limit."""
        (sheet,) = CONTENT.fact_sheets(jurisdiction="wales", as_of=DAY)
        assert isinstance(sheet, FactSheet)
        keys = {fact.key for part in sheet.sections for fact in part.facts}

        assert "commissioning.bands.wales" in keys
        assert "commissioning.referendum.limit" not in keys
