"""Road safety: mean speed and casualties, volunteers kept from harm, counts compared honestly."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest

pytest.importorskip("numpy")


from safetykit.content import FactSheet, Jurisdiction, publishable
from safetykit.errors import AnalysisError, InputError
from safetykit.plugins import road_safety as rs
from safetykit.plugins.road_safety.data import CONTENT
from safetykit.stats.speed import enforcement_threshold

DAY = dt.date(2026, 11, 22)
TEAM = rs.SpeedWatchSession(
    limit_mph=30,
    present=3,
    all_trained=True,
    trained_in_group=6,
    daylight=True,
    site_approved=True,
    risk_assessed=True,
    high_visibility=True,
)
POLICY = rs.ForcePolicy(force="A force")


class TestPowerModel:
    @pytest.mark.parametrize(
        ("outcome", "ratio"), [("fatal", 0.759), ("fatal_or_serious", 0.813), ("all_injury", 0.871)]
    )
    def test_thirty_to_twenty_eight(self, outcome: str, ratio: float) -> None:
        """Cameron and Elvik 2010, exponents 4, 3 and 2: arithmetic on 28 over 30."""
        found = rs.power_model(30, 28, outcome, environment="rural")

        assert ratio == pytest.approx(found.effect.ratio.value, abs=0.0005)
        assert found.sources

    def test_there_and_back(self) -> None:
        """A change and its reverse cancel."""
        there = rs.power_model(60, 50, "fatal", environment="rural").effect.ratio.value
        back = rs.power_model(50, 60, "fatal", environment="rural").effect.ratio.value

        assert 1.0 == pytest.approx(there * back)

    def test_towns(self) -> None:
        """Towns are refused without an exponent of their own."""
        with pytest.raises(AnalysisError, match="found on rural roads and fits badly in towns"):
            rs.power_model(30, 28, "fatal", environment="urban")
        own = rs.power_model(30, 28, "fatal", environment="urban", exponent=2.6)
        assert 2.6 == own.exponent

    def test_environment_is_required(self) -> None:
        """The kind of road must be said."""
        with pytest.raises(TypeError, match="environment"):
            rs.power_model(30, 28, "fatal")  # type: ignore[call-arg]

    @pytest.mark.parametrize(("after", "fits"), [(45, True), (46, False), (15, True), (14, False)])
    def test_bounds(self, after: float, fits: bool) -> None:
        """A change of more than half the speed is outside what the model was fitted to."""
        if fits:
            assert rs.power_model(30, after, "fatal", environment="rural")
        else:
            with pytest.raises(InputError, match="at most half the speed before"):
                rs.power_model(30, after, "fatal", environment="rural")

    def test_no_speed(self) -> None:
        """A mean speed is above 0, and an outcome is one of three."""
        with pytest.raises(InputError, match="speed_before"):
            rs.power_model(0, 28, "fatal", environment="rural")
        with pytest.raises(InputError, match="one of fatal, fatal_or_serious, all_injury"):
            rs.power_model(30, 28, "death", environment="rural")

    def test_caveat(self) -> None:
        """The answer says that it is about mean speed, and is no forecast."""
        words = " ".join(rs.power_model(30, 28, "fatal", environment="rural").caveats)

        assert "mean speed of traffic" in words
        assert "not a forecast" in words


class TestSpeedWatch:
    def test_nothing_against_it(self) -> None:
        """A session that meets every rule can be put to the force, which decides."""
        check = rs.check_speed_watch(TEAM, POLICY)

        assert check.may_be_put_to_the_force
        assert "The police approve" in check.caveats[0]

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"limit_mph": 60}, "The limit is 60 mph; sessions are held at 40 mph or less"),
            ({"limit_mph": 41}, "The limit is 41 mph"),
            ({"present": 2}, "2 present; at least 3"),
            ({"trained_in_group": 5}, "needs 6 trained"),
            ({"trained_in_group": None}, "needs 6 trained"),
            ({"daylight": False}, "in daylight"),
            ({"risk_assessed": None}, "No risk assessment"),
            ({"risk_assessed": False}, "No risk assessment"),
            ({"site_approved": None}, "approval of the site"),
            ({"all_trained": None}, "is trained"),
            ({"high_visibility": None}, "high-visibility"),
        ],
    )
    def test_fails_closed(self, change: dict[str, object], words: str) -> None:
        """Whatever is missing or not known speaks against a session."""
        check = rs.check_speed_watch(attrs.evolve(TEAM, **change), POLICY)  # type: ignore[arg-type]

        assert not check.may_be_put_to_the_force
        assert any(words in problem for problem in check.problems)

    def test_nothing_known(self) -> None:
        """All that is not recorded is named at once."""
        bare = rs.SpeedWatchSession(limit_mph=30, present=3)

        assert 6 == len(rs.check_speed_watch(bare, POLICY).problems)

    @pytest.mark.parametrize("limit", [10, 41, 50, 60])
    def test_policy_cannot_send_people_to_faster_roads(self, limit: int) -> None:
        """No policy can allow sessions beside faster roads."""
        with pytest.raises(InputError, match="do not stand beside faster roads"):
            rs.ForcePolicy(force="A force", max_limit_mph=limit)

    def test_policy_cannot_send_fewer(self) -> None:
        """No policy can allow a team of two."""
        with pytest.raises(InputError, match="at least 3 people"):
            rs.ForcePolicy(force="A force", min_present=2)

    @pytest.mark.parametrize("change", [{"limit_mph": 0}, {"present": True}, {"present": 3.0}])
    def test_numbers(self, change: dict[str, object]) -> None:
        """Limits and people are whole numbers."""
        with pytest.raises(InputError, match="a whole number above 0"):
            rs.check_speed_watch(attrs.evolve(TEAM, **change), POLICY)  # type: ignore[arg-type]

    def test_never_safe(self) -> None:
        """No answer calls a session safe."""
        words = " ".join(rs.check_speed_watch(TEAM, POLICY).caveats)

        assert "safe" not in words.lower()


class TestCollisions:
    def test_without_casualties(self) -> None:
        """A recorded collision has at least one casualty."""
        with pytest.raises(InputError, match="without injury are not in the police's"):
            rs.Collision(id="c1", year=2024, area="A", casualties=())

    def test_severity(self) -> None:
        """The worst injury is the severity of the collision."""
        people = [rs.Casualty(severity=severity) for severity in reversed(rs.Severity)]

        assert (
            rs.Severity.FATAL
            is rs.Collision(id="c1", year=2024, area="A", casualties=tuple(people)).severity
        )

    @pytest.mark.parametrize("per", [10_000, 100_000])
    def test_rate_says_per_what(self, per: int) -> None:
        """The multiplier is printed beside the rate."""
        found = rs.casualty_rate(50, 200_000, per=per, of="residents")

        assert 50 / 200_000 * per == pytest.approx(found.rate.value)
        assert f"{per:,} residents" in str(found)

    def test_rate_of_nothing_named(self) -> None:
        """A rate says what it is of, and per how many."""
        with pytest.raises(InputError, match="what the exposure counts"):
            rs.casualty_rate(1, 2, per=1, of=" ")
        with pytest.raises(InputError, match="per: expected a whole number"):
            rs.casualty_rate(1, 2, per=0, of="residents")

    def test_rolling_mean(self) -> None:
        """Three-year means are exact, and a year that is not reported is not 0."""
        found = rs.rolling_mean([10, 20, 31, None, 1, 2, 3])

        assert (None, None, Fraction(61, 3), None, None, None, Fraction(2)) == found

    @pytest.mark.parametrize("years", [1, 4, True, 2.0])
    def test_rolling_mean_of_what(self, years: object) -> None:
        """A mean is of two years or more, and of no more than there are."""
        with pytest.raises(InputError, match="a whole number from 2 to 3"):
            rs.rolling_mean([1, 2, 3], years=years)  # type: ignore[arg-type]


class TestComparing:
    def count(self, serious: float, *, adjusted: bool) -> rs.KsiCount:
        """Return a count of one death and some serious injuries."""
        return rs.KsiCount(killed=1, serious=serious, casualties=99, adjusted=adjusted, caveats=())

    def test_across_a_change_of_system(self) -> None:
        """As recorded, counts are not compared across a change of recording system."""
        old, new = self.count(9, adjusted=False), self.count(11, adjusted=False)

        with pytest.raises(InputError, match="A list of injuries finds more serious ones"):
            rs.ksi_change(old, new, same_system=False)
        assert Decimal("20.0") == rs.ksi_change(old, new, same_system=True)

    def test_adjusted(self) -> None:
        """Adjusted counts may be compared across systems."""
        old, new = self.count(9.0, adjusted=True), self.count(6.5, adjusted=True)

        assert Decimal("-25.0") == rs.ksi_change(old, new, same_system=False)

    def test_mixed(self) -> None:
        """Adjusted is not compared with as recorded, and nothing with nought."""
        with pytest.raises(InputError, match="expected as before, got 'adjusted'"):
            rs.ksi_change(
                self.count(9, adjusted=False), self.count(9, adjusted=True), same_system=True
            )
        none = rs.KsiCount(killed=0, serious=0.0, casualties=0, adjusted=True, caveats=())
        with pytest.raises(InputError, match="a count above 0"):
            rs.ksi_change(none, none, same_system=True)

    @pytest.mark.parametrize(
        ("years", "sites", "chosen", "words"),
        [
            (2, 5, False, "at least 3 are needed"),
            (3, 0, False, "No comparison group"),
            (3, 5, True, "regression to the mean"),
            (3, 5, None, "regression to the mean"),
        ],
    )
    def test_site_design(self, years: int, sites: int, chosen: bool | None, words: str) -> None:
        """Few years, no comparison, or a site chosen for bad years: each is said."""
        (doubt,) = rs.check_site_design(
            years_before=years, comparison_sites=sites, chosen_after_bad_years=chosen
        )

        assert words in doubt

    def test_site_design_without_doubts(self) -> None:
        """Three years, a comparison and a site not chosen for its record raise none."""
        assert () == rs.check_site_design(
            years_before=3, comparison_sites=1, chosen_after_bad_years=False
        )


def test_fifty_seven_in_a_fifty() -> None:
    """The float trap: fifty and a tenth and two is 57, and 57 reaches it; told to nobody."""
    assert 57 == float(enforcement_threshold(50, percent=10, plus_mph=2))
    assert not 57 >= 50 * 1.1 + 2
    assert not any("enforce" in name or "band" in name for name in rs.__all__)


def test_no_sheet_says_how_far_a_limit_may_be_exceeded() -> None:
    """Neither the guideline nor what goes with it stands on a sheet."""
    for key in ("limits.guideline", "course.repeat", "target.baseline", "op_snap.posting"):
        (fact,) = [fact for fact in CONTENT.book if fact.key == f"road_safety.{key}"]

        assert not publishable(fact)
    for nation in Jurisdiction:
        for sheet in CONTENT.fact_sheets(jurisdiction=nation, as_of=DAY):
            if isinstance(sheet, FactSheet):
                text = str([s.words for s in sheet.sections]) + str(
                    [(f.value, f.caveats) for s in sheet.sections for f in s.facts]
                )
                assert "10%" not in text
                assert "10 per cent" not in text


@pytest.mark.parametrize("key", ["fatal4_llr_2017", "fatal5_uk"])
def test_fatal_lists_have_owners(key: str) -> None:
    """Each list keeps its own number of items and its own source."""
    (listed,) = [one for one in CONTENT.taxonomies if one.key == f"road_safety.{key}"]

    assert int(key[5]) == len(listed.terms)
    assert listed.sources
