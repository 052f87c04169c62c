"""Road safety: the published table, the limits, the points, the counts, and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest

from safetykit.content import FactSheet, Jurisdiction, Unknown, UnknownReason, publishable
from safetykit.errors import InputError
from safetykit.plugins import road_safety as rs
from safetykit.plugins.road_safety.data import CONTENT
from safetykit.plugins.road_safety.hooks import safetykit_fact_sheets

DAY = dt.date(2026, 11, 22)


def points(*pairs: tuple[str, int]) -> list[rs.Endorsement]:
    """Return endorsements from dates and points."""
    return [rs.Endorsement(offence_date=dt.date.fromisoformat(d), points=p) for d, p in pairs]


def liable(*pairs: tuple[str, int], **more: object) -> rs.TottingResult:
    """Return the answer for endorsements, which must be one."""
    answer = rs.totting_up(points(*pairs), "england", DAY, **more)  # type: ignore[arg-type]
    assert isinstance(answer, rs.TottingResult)
    return answer


class TestStoppingDistance:
    @pytest.mark.parametrize(
        ("speed", "thinking", "braking", "total"),
        [
            (20, 6, 6, 12),
            (30, 9, 14, 23),
            (40, 12, 24, 36),
            (50, 15, 38, 53),
            (60, 18, 55, 73),
            (70, 21, 75, 96),
        ],
    )
    def test_table(self, speed: int, thinking: int, braking: int, total: int) -> None:
        """The table of rule 126, as it is printed."""
        found = rs.stopping_distance(speed)

        assert (thinking, braking, total) == (found.thinking_m, found.braking_m, found.total_m)
        assert rs.Bound.TYPICAL is found.bound
        assert found.sources

    @pytest.mark.parametrize("speed", [0, 25, 80, 31, 50.0, True, "50", "80 kph", None])
    def test_not_in_the_table(self, speed: object) -> None:
        """Nothing is interpolated or converted; the error names the unit and the speeds."""
        with pytest.raises(InputError, match="a speed in mph from 20, 30, 40, 50, 60, 70"):
            rs.stopping_distance(speed)  # type: ignore[arg-type]

    def test_wet(self) -> None:
        """In the wet at least double, and said to be a lower bound."""
        wet = rs.stopping_distance(50, surface="wet")

        assert 106 == wet.total_m
        assert rs.Bound.AT_LEAST is wet.bound
        assert wet.thinking_m is None
        assert wet.braking_m is None
        assert "at least double" in wet.caveats[0]

    def test_ice(self) -> None:
        """On ice it can be ten times, and no upper limit is promised."""
        ice = rs.stopping_distance(20, surface="Ice")

        assert 120 == ice.total_m
        assert rs.Bound.CAN_REACH is ice.bound
        assert "no upper limit" in ice.caveats[0]

    def test_surface(self) -> None:
        """An unknown surface is refused."""
        with pytest.raises(InputError, match="one of dry, wet, ice"):
            rs.stopping_distance(50, surface="snow")

    def test_never_safe(self) -> None:
        """No answer calls a distance safe."""
        for surface in rs.Surface:
            answer = rs.stopping_distance(50, surface=surface)

            assert "safe" not in " ".join(answer.caveats).lower()


class TestDrinkDrive:
    @pytest.mark.parametrize("nation", ["england", "wales", "northern_ireland"])
    def test_higher_limits(self, nation: str) -> None:
        """England, Wales and Northern Ireland: 35, 80 and 107."""
        limit = rs.drink_drive_limit(jurisdiction=nation, as_of=DAY)

        assert isinstance(limit, rs.DrinkDriveLimit)
        assert (35, 80, 107) == (
            limit.breath_ug_per_100ml,
            limit.blood_mg_per_100ml,
            limit.urine_mg_per_100ml,
        )
        assert isinstance(limit.breath_ug_per_100ml, Decimal)

    @pytest.mark.parametrize(
        ("day", "expected"),
        [(dt.date(2014, 12, 4), (35, 80, 107)), (dt.date(2014, 12, 5), (22, 50, 67))],
    )
    def test_scotland(self, day: dt.date, expected: tuple[int, int, int]) -> None:
        """Scotland lowered its limits on 5 December 2014."""
        limit = rs.drink_drive_limit(jurisdiction="SCOTLAND", as_of=day)

        assert isinstance(limit, rs.DrinkDriveLimit)
        assert expected == (
            limit.breath_ug_per_100ml,
            limit.blood_mg_per_100ml,
            limit.urine_mg_per_100ml,
        )

    @pytest.mark.parametrize(
        ("nation", "day", "expected"),
        [
            ("england", dt.date(2026, 1, 6), False),
            ("england", dt.date(2026, 1, 7), True),
            ("scotland", DAY, False),
        ],
    )
    def test_under_consultation(self, nation: str, day: dt.date, expected: bool) -> None:
        """Since January 2026 a lower limit has been proposed, outside Scotland."""
        limit = rs.drink_drive_limit(jurisdiction=nation, as_of=day)

        assert isinstance(limit, rs.DrinkDriveLimit)
        assert expected is limit.under_consultation
        assert expected is any("consultation" in text for text in limit.caveats)

    def test_sheet_says_so(self) -> None:
        """The public page carries the caveat beside each limit that may change."""
        (sheet,) = safetykit_fact_sheets(jurisdiction=Jurisdiction.WALES, as_of=DAY)

        assert isinstance(sheet, FactSheet)
        facts = [fact for section in sheet.sections for fact in section.facts]
        limits = [fact for fact in facts if "drink_drive" in fact.key]
        assert 3 == len(limits)
        assert all("consultation" in " ".join(fact.caveats) for fact in limits)

    def test_before_the_first_value(self) -> None:
        """Before the first day held, nothing is claimed."""
        answer = rs.drink_drive_limit(jurisdiction="england", as_of=dt.date(1980, 1, 1))

        assert isinstance(answer, Unknown)
        assert UnknownReason.BEFORE_FIRST_VALUE is answer.reason

    def test_past_its_review_date(self) -> None:
        """An answer that is overdue for review says so."""
        limit = rs.drink_drive_limit(jurisdiction="england", as_of=dt.date(2027, 6, 1))

        assert isinstance(limit, rs.DrinkDriveLimit)
        assert any("should have been reviewed" in text for text in limit.caveats)


class TestTottingUp:
    def test_twelve(self) -> None:
        """Twelve points reach the threshold: at least six months."""
        answer = liable(("2026-01-01", 6), ("2026-03-01", 6))

        assert answer.liable_to_disqualification
        assert 6 == answer.minimum_months
        assert "liable to disqualification for at least 6 months" in str(answer)

    def test_eleven(self) -> None:
        """Eleven do not, and the answer still promises nothing."""
        answer = liable(("2026-01-01", 6), ("2026-03-01", 5))

        assert not answer.liable_to_disqualification
        assert answer.minimum_months is None
        assert "not a forecast" in str(answer)
        assert "Other rules can end a licence at fewer points" in str(answer)

    @pytest.mark.parametrize(("first", "counted"), [("2023-03-01", 12), ("2023-02-28", 6)])
    def test_three_years_between_offences(self, first: str, counted: int) -> None:
        """Offences count if they are within three years of the latest, by day of offence."""
        assert counted == liable((first, 6), ("2026-03-01", 6)).points_counted

    def test_leap_day(self) -> None:
        """Three years after 29 February end on 28 February."""
        leap = rs.totting_up(
            points(("2024-02-29", 6), ("2027-02-28", 6)), "england", dt.date(2027, 6, 1)
        )
        late = rs.totting_up(
            points(("2024-02-29", 6), ("2027-03-01", 6)), "england", dt.date(2027, 6, 1)
        )

        assert isinstance(leap, rs.TottingResult)
        assert isinstance(late, rs.TottingResult)
        assert (12, 6) == (leap.points_counted, late.points_counted)

    def test_late_hearing(self) -> None:
        """A hearing years later does not make points vanish: the offences' days decide."""
        answer = liable(("2020-01-01", 6), ("2020-03-01", 6))

        assert answer.liable_to_disqualification

    @pytest.mark.parametrize(
        ("bans", "months"),
        [
            ([], 6),
            ([("2024-01-01", 55)], 6),
            ([("2024-01-01", 56)], 12),
            ([("2023-03-01", 56)], 12),
            ([("2023-02-28", 56)], 6),
            ([("2024-01-01", 56), ("2025-01-01", 90)], 24),
            ([("2024-01-01", 56), ("2024-06-01", 56), ("2025-01-01", 90)], 24),
            ([("2026-04-01", 90)], 6),
        ],
    )
    def test_earlier_disqualifications(self, bans: list[tuple[str, int]], months: int) -> None:
        """One of 56 days or more in the three years before makes a year; two make two years."""
        earlier = [
            rs.Disqualification(imposed_on=dt.date.fromisoformat(day), days=days)
            for day, days in bans
        ]

        answer = liable(("2026-01-01", 6), ("2026-03-01", 6), prior_disqualifications=earlier)

        assert months == answer.minimum_months

    def test_totting_ban_wipes(self) -> None:
        """A totting disqualification wipes earlier points, and the answer says so."""
        ban = rs.Disqualification(imposed_on=dt.date(2026, 2, 1), days=180, totting=True)

        answer = liable(("2026-01-01", 9), ("2026-03-01", 6), prior_disqualifications=[ban])

        assert 6 == answer.points_counted
        assert "1 wiped" in str(answer)

    def test_other_ban_does_not_wipe(self) -> None:
        """A disqualification for one offence leaves points in place."""
        ban = rs.Disqualification(imposed_on=dt.date(2026, 2, 1), days=180)

        answer = liable(("2026-01-01", 9), ("2026-03-01", 6), prior_disqualifications=[ban])

        assert 15 == answer.points_counted

    def test_convicted_after_the_ban(self) -> None:
        """Points of a later conviction stay, although the offence came before."""
        ban = rs.Disqualification(imposed_on=dt.date(2026, 2, 1), days=180, totting=True)
        late = rs.Endorsement(
            offence_date=dt.date(2026, 1, 1), points=9, convicted_on=dt.date(2026, 4, 1)
        )

        answer = rs.totting_up([late], "wales", DAY, prior_disqualifications=[ban])

        assert isinstance(answer, rs.TottingResult)
        assert 9 == answer.points_counted

    def test_none(self) -> None:
        """Without points there is nothing to add."""
        assert 0 == liable().points_counted

    def test_northern_ireland(self) -> None:
        """Northern Ireland has its own law."""
        answer = rs.totting_up([], "northern_ireland", DAY)

        assert isinstance(answer, Unknown)
        assert UnknownReason.JURISDICTION_NOT_SUPPORTED is answer.reason

    def test_nation_is_required(self) -> None:
        """The nation is never assumed."""
        with pytest.raises(TypeError, match="jurisdiction"):
            rs.totting_up([], as_of=DAY)  # type: ignore[call-arg]

    def test_overdue(self) -> None:
        """Past its review date the answer says so once."""
        answer = rs.totting_up([], "scotland", dt.date(2028, 1, 1))

        assert isinstance(answer, rs.TottingResult)
        assert 1 == sum("should have been reviewed" in text for text in answer.caveats)

    def test_future(self) -> None:
        """An offence or a ban after the day of the question is refused."""
        ban = rs.Disqualification(imposed_on=dt.date(2027, 1, 1), days=90)

        with pytest.raises(InputError, match="offence_date: expected a day on or before as_of"):
            liable(("2027-01-01", 3))
        with pytest.raises(InputError, match="imposed_on"):
            liable(prior_disqualifications=[ban])

    @pytest.mark.parametrize("value", [-1, 3.5, True, "3"])
    def test_points(self, value: object) -> None:
        """Points are whole numbers."""
        with pytest.raises(InputError, match="points: expected a whole number"):
            rs.Endorsement(offence_date=DAY, points=value)  # type: ignore[arg-type]

    def test_days(self) -> None:
        """A disqualification has a length, and dates are dates."""
        with pytest.raises(InputError, match="days: expected a length"):
            rs.Disqualification(imposed_on=DAY, days=0)
        with pytest.raises(InputError, match="imposed_on: expected a date"):
            rs.Disqualification(imposed_on="2026", days=1)  # type: ignore[arg-type]

    def test_never_predicts(self) -> None:
        """No answer says what a court will do about hardship."""
        words = str(liable(("2026-01-01", 12)))

        assert "hardship" not in words
        assert "will be" not in words
        assert "a court decides" in words


class TestKsi:
    def test_sums(self) -> None:
        """Adjusted severities are probabilities and are summed, not counted."""
        people = [rs.Casualty(severity=rs.Severity.FATAL, adjusted_serious=0.0)]
        people += [rs.Casualty(severity=rs.Severity.SERIOUS, adjusted_serious=0.9)]
        people += [rs.Casualty(severity=rs.Severity.SLIGHT, adjusted_serious=0.1)] * 2

        found = rs.ksi(people)

        assert 1 == found.killed
        assert 1.1 == pytest.approx(found.serious)
        assert 2.1 == pytest.approx(found.total)
        assert "sum of each" in found.caveats[0]

    def test_as_recorded(self) -> None:
        """Counted as recorded, it warns of comparing across systems."""
        people = [rs.Casualty(severity=severity) for severity in rs.Severity]

        found = rs.ksi(people, adjusted=False)

        assert 2 == found.total
        assert "do not compare" in found.caveats[0]

    def test_fatal_needs_no_probability(self) -> None:
        """Those who were killed are not adjusted."""
        assert 1 == rs.ksi([rs.Casualty(severity=rs.Severity.FATAL)]).total

    def test_missing(self) -> None:
        """Adjusted and unadjusted are not mixed."""
        with pytest.raises(InputError, match="Join the published adjustments"):
            rs.ksi([rs.Casualty(severity=rs.Severity.SLIGHT)])

    @pytest.mark.parametrize("value", [1.1, -0.1, float("nan"), True, "0.5"])
    def test_not_a_probability(self, value: object) -> None:
        """A probability lies between 0 and 1."""
        with pytest.raises(InputError, match="not a flag and not a count"):
            rs.Casualty(severity=rs.Severity.SLIGHT, adjusted_serious=value)  # type: ignore[arg-type]


def test_no_enforcement_bands() -> None:
    """Nothing tells the public how far a limit may be exceeded."""
    assert not any("enforce" in name for name in dir(rs))


def test_new_driver_rule_is_not_printed() -> None:
    """A threshold from general knowledge stays off public pages."""
    (fact,) = [fact for fact in CONTENT.book if fact.key == "road_safety.new_driver.points"]

    assert not publishable(fact)
