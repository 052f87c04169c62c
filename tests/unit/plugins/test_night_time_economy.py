"""The night-time economy: help first, objectives of each nation, and no place named."""

import datetime as dt

import pytest

from safetykit.content import Ending, Guide, Jurisdiction, Taxonomy, Unknown, publishable, walk
from safetykit.errors import InputError
from safetykit.plugins import counter_terrorism as ct
from safetykit.plugins import night_time_economy as nte
from safetykit.plugins.night_time_economy.data import CONTENT

DAY = dt.date(2026, 11, 22)
FOUR = ["crime_and_disorder", "public_safety", "public_nuisance", "children"]


class TestObjectives:
    @pytest.mark.parametrize(("nation", "count"), [("scotland", 5), ("england", 4), ("wales", 4)])
    def test_count(self, nation: str, count: int) -> None:
        """Scotland has five objectives, England and Wales four."""
        found = nte.licensing_objectives(nation, DAY)

        assert isinstance(found, Taxonomy)
        assert count == len(found.terms)
        assert ("public_health" in [term.code for term in found.terms]) is (nation == "scotland")

    def test_unknown(self) -> None:
        """Northern Ireland's law is not guessed, nor that of before the Act."""
        assert isinstance(nte.licensing_objectives("northern_ireland", DAY), Unknown)
        assert isinstance(nte.licensing_objectives("england", dt.date(2004, 1, 1)), Unknown)
        assert isinstance(nte.require_objectives(FOUR, "northern_ireland", DAY), Unknown)

    def test_scottish_policy_with_four(self) -> None:
        """A Scottish policy with the four objectives of England lacks public health."""
        with pytest.raises(
            InputError, match=r"the 5 objectives of Scotland.*Missing: public_health"
        ):
            nte.require_objectives(FOUR, "scotland", DAY)

    def test_english_policy_with_five(self) -> None:
        """Public health is no objective in England."""
        with pytest.raises(InputError, match="Not an objective here: public_health"):
            nte.require_objectives([*FOUR, "public_health"], "england", DAY)

    def test_whole(self) -> None:
        """A policy that names them all, in any order, passes."""
        assert isinstance(nte.require_objectives(FOUR[::-1], "wales", DAY), Taxonomy)


class TestCumulativeImpact:
    @pytest.mark.parametrize("evidence", [[], ["", "  "]])
    def test_no_evidence(self, evidence: list[str]) -> None:
        """An assessment without evidence is refused."""
        with pytest.raises(InputError, match="evidence: expected at least one piece of evidence"):
            nte.CumulativeImpact(
                area="Centre",
                evidence=evidence,
                published=dt.date(2024, 2, 1),
                review_due=dt.date(2027, 2, 1),
            )

    def test_review_before_publication(self) -> None:
        """The review comes after the publication."""
        with pytest.raises(InputError, match="review_due: expected a day after publication"):
            nte.CumulativeImpact(
                area="Centre",
                evidence=["counts of 2023"],
                published=dt.date(2024, 2, 1),
                review_due=dt.date(2024, 2, 1),
            )

    def test_one_text(self) -> None:
        """One piece of evidence is still a list."""
        with pytest.raises(InputError, match="evidence: expected a list of texts"):
            nte.CumulativeImpact(
                area="Centre",
                evidence="counts",
                published=dt.date(2024, 2, 1),
                review_due=dt.date(2027, 2, 1),
            )

    def test_overdue(self) -> None:
        """It is overdue on the day after the day of review."""
        found = nte.CumulativeImpact(
            area="Centre",
            evidence=["counts of 2023"],
            published=dt.date(2024, 2, 1),
            review_due=dt.date(2027, 2, 1),
        )

        assert not found.overdue(dt.date(2027, 2, 1))
        assert found.overdue(dt.date(2027, 2, 2))

    def test_years_are_held_back(self) -> None:
        """How long one may stand was not seen in the law, and is on no page."""
        (fact,) = [f for f in CONTENT.book if f.key.endswith("cumulative_impact.years")]

        assert not publishable(fact)


class TestAward:
    @pytest.mark.parametrize(
        ("awarded", "last"),
        [
            (dt.date(2025, 10, 1), dt.date(2026, 9, 30)),
            (dt.date(2024, 2, 29), dt.date(2025, 2, 28)),
            (dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ],
    )
    def test_one_year(self, awarded: dt.date, last: dt.date) -> None:
        """An award stands for a year, and not a day longer."""
        award = nte.Award(scheme="Safety Thirst", awarded=awarded)

        assert last == award.last_day
        assert award is nte.require_award(award, last)
        with pytest.raises(InputError, match="do not call the premises accredited"):
            nte.require_award(award, last + dt.timedelta(days=1))

    def test_before(self) -> None:
        """Nor does it stand before it was given."""
        award = nte.Award(scheme="Safety Thirst", awarded=DAY)

        with pytest.raises(InputError, match="as_of: expected a day from 2026-11-22"):
            nte.require_award(award, DAY - dt.timedelta(days=1))


class TestRates:
    def test_by_premises_hours(self) -> None:
        """The rate is per thousand hours that premises are open."""
        pytest.importorskip("numpy")
        found = nte.rate_by_premises_hours(30, 60_000.0, premises=25)

        assert pytest.approx(0.5) == found.value

    @pytest.mark.parametrize("premises", [1, 9, 0, 10.0])
    def test_few_premises(self, premises: object) -> None:
        """A figure of few premises would name a place on thin data."""
        with pytest.raises(InputError, match="names a place on thin data"):
            nte.rate_by_premises_hours(3, 900.0, premises=premises)  # type: ignore[arg-type]

    def test_no_rate_per_resident(self) -> None:
        """No indicator of the night is a rate per resident."""
        assert CONTENT.indicators
        assert not any("resident" in indicator.basis for indicator in CONTENT.indicators)


def test_150_people() -> None:
    """Premises for 150 people are in no tier of Martyn's Law."""
    found = ct.martyns_law_tier(150, "england", DAY)

    assert isinstance(found, ct.PremisesTier)
    assert "none" == found.tier.value


class TestRoutes:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("situation", nte.Situation)
    def test_emergency_first(self, nation: Jurisdiction, situation: nte.Situation) -> None:
        """Emergency first; in danger a person answers on every route."""
        assert "999" == nte.help_on_a_night_out(situation, nation, DAY)[0].contact
        for route in nte.help_on_a_night_out(situation, nation, DAY, danger=True):
            assert route.needs_no_form

    def test_licence(self) -> None:
        """A loud place is for the licensing team, and not for the police."""
        found = [route.id for route in nte.help_on_a_night_out("licence", "wales", DAY)]

        assert ["night_time_economy.emergency", "night_time_economy.licensing_team"] == found


@pytest.mark.parametrize(
    ("answers", "ending"),
    [
        (["Yes"], "now"),
        (["No", "I think that a drink was spiked"], "spiked"),
        (["No", "I lost my friends"], "lost"),
    ],
)
def test_asked_by_a_resident(answers: list[str], ending: str) -> None:
    """Whoever is in trouble on a night out sees 999 first, and then the staff."""
    (guide,) = CONTENT.guides_for(jurisdiction="england", as_of=DAY)
    assert isinstance(guide, Guide)
    found = walk(guide, answers)

    assert isinstance(found, Ending)
    assert ending == found.id
    assert "999" == found.routes[0].contact
