"""Hospital returns on assaults: nobody can be known from them, whatever is asked."""

import datetime as dt

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given, settings
from hypothesis import strategies as st

from safetykit.errors import DocumentError, InputError
from safetykit.plugins import violence_prevention as vp

NIGHT = dt.datetime.fromisoformat("2026-10-02T23:40")
HEADER = {"period_start": "2026-10-01", "period_end": "2026-10-31", "site": "RXX01"}
ASSAULT = {"assaulted_at": "2026-10-02T23:40", "method": "fist", "location_type": "street"}


def record(location: str = "street", *, hours: int = 0, method: str = "fist") -> vp.ISTVRecord:
    """Return an assault."""
    when = NIGHT + dt.timedelta(hours=hours)
    return vp.ISTVRecord(assaulted_at=when, method=method, location_type=location)


class TestRecords:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Flat 3, near the station", "a flat or room number"),
            ("room 12 of the hostel", "a flat or room number"),
            ("outside 12 High Street", "a house number"),
            ("CF10 3AT", "a postcode of a few homes"),
            ("hit by Mr Jones", "a name"),
            ("patient John", "a name"),
            ("she lives at the corner", "somebody's home"),
            ("partner's house", "somebody's home"),
            ("ring 07700 900123", "a long number"),
            ("jo@example.org", "an e-mail address"),
            ("dob 1.2.99", "a date of birth"),
        ],
    )
    def test_personal_data(self, text: str, kind: str) -> None:
        """A text that could lead to somebody is refused, and not repeated in the error."""
        for field in ("location_description", "method_other"):
            with pytest.raises(InputError, match=f"{field}: expected a text without personal") as e:
                vp.ISTVRecord(
                    assaulted_at=NIGHT, method="fist", location_type="street", **{field: text}
                )
            assert kind in str(e.value)
            assert text not in str(e.value)

    @pytest.mark.parametrize(
        "text", ["", "High Street, outside the bar", "bus stop at the park", "Station Square"]
    )
    def test_places_pass(self, text: str) -> None:
        """Streets and venues pass, and texts are not shown when a record is printed."""
        one = vp.ISTVRecord(
            assaulted_at=NIGHT, method="fist", location_type="street", location_description=text
        )

        assert text == one.location_description
        assert not text or text not in repr(one)

    def test_after_arrival(self) -> None:
        """Nobody is assaulted after they came; the same minute passes."""
        same = vp.ISTVRecord(
            assaulted_at=NIGHT, arrived_at=NIGHT, method="fist", location_type="street"
        )
        assert NIGHT == same.arrived_at
        with pytest.raises(InputError, match="assaulted_at: expected a time on or before arrived"):
            vp.ISTVRecord(
                assaulted_at=NIGHT,
                arrived_at=NIGHT - dt.timedelta(minutes=1),
                method="fist",
                location_type="street",
            )

    def test_zones(self) -> None:
        """One time with a zone and one without cannot be compared."""
        with pytest.raises(InputError, match="both times with a time zone, or both without"):
            vp.ISTVRecord(
                assaulted_at=NIGHT,
                arrived_at=NIGHT.replace(tzinfo=dt.UTC),
                method="fist",
                location_type="street",
            )

    @pytest.mark.parametrize("field", ["method", "location_type"])
    def test_no_code(self, field: str) -> None:
        """A mandatory code is not blank."""
        with pytest.raises(InputError, match=f"{field}: expected a code or a word"):
            vp.ISTVRecord(
                **{"assaulted_at": NIGHT, "method": "fist", "location_type": "street", field: " "}
            )

    def test_no_time(self) -> None:
        """A day without a time is refused."""
        with pytest.raises(InputError, match="assaulted_at: expected a date with a time"):
            vp.ISTVRecord(
                assaulted_at=dt.date(2026, 10, 2),  # type: ignore[arg-type]
                method="fist",
                location_type="street",
            )


class TestReturns:
    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ("2026-10-01", "2026-10-31"),
            ("2026-01-31", "2026-02-28"),
            ("2026-10-15", "2026-11-14"),
            ("2026-10-01", "2026-10-01"),
        ],
    )
    def test_month(self, start: str, end: str) -> None:
        """A month or less needs no explanation."""
        found = vp.read_istv({**HEADER, "period_start": start, "period_end": end}, [])

        assert dt.date.fromisoformat(end) == found.period_end

    @pytest.mark.parametrize(
        ("start", "end"), [("2026-10-01", "2026-11-01"), ("2026-10-15", "2026-11-15")]
    )
    def test_longer(self, start: str, end: str) -> None:
        """One day more needs an explanation."""
        header = {**HEADER, "period_start": start, "period_end": end}
        with pytest.raises(DocumentError, match="a period of a month at most, or an explanation"):
            vp.read_istv(header, [])
        late = vp.read_istv(header, [], explanation="The system was down.")
        assert "The system was down." == late.explanation

    def test_ends_before_it_begins(self) -> None:
        """A period does not end before it begins."""
        with pytest.raises(DocumentError, match="on or after period_start"):
            vp.read_istv({**HEADER, "period_end": "2026-09-30"}, [])

    def test_all_problems_at_once(self) -> None:
        """Everything that is wrong is named with its place, an element about a person among it."""
        with pytest.raises(DocumentError) as error:
            vp.read_istv(
                {"period_start": "soon", "period_end": "2026-10-31"},
                [{**ASSAULT, "assaulted_at": "late"}, {**ASSAULT, "patient": "Jo"}],
            )

        text = str(error.value)
        assert 3 == len(error.value.problems)
        assert "(header): site: expected a value" in text
        assert "(assaults[0]): assaulted_at: expected a time such as" in text
        assert "(assaults[1]): patient: not an element of the data set" in text

    def test_day_that_is_none(self) -> None:
        """A day that cannot be read is refused with an example."""
        with pytest.raises(DocumentError, match="period_start: expected a day such as 2026-10-01"):
            vp.read_istv({**HEADER, "period_start": "soon"}, [])


class TestTables:
    @pytest.mark.parametrize("by", [(), ("name",), ("site", "weekday"), ("method",) * 2])
    def test_by(self, by: tuple[str, ...]) -> None:
        """Nothing that singles out a place or a person can be counted by."""
        with pytest.raises(InputError, match="one or two of location_type, weekday"):
            vp.aggregate_istv([record()], by=by)

    @pytest.mark.parametrize("least", [0, 4, True, 4.0])
    def test_threshold_is_not_lowered(self, least: int) -> None:
        """Cells below 5 are never shown."""
        with pytest.raises(InputError, match="min_cell: expected 5 or more"):
            vp.aggregate_istv([record()], min_cell=least)

    def test_nothing_to_show(self) -> None:
        """Without a record there is no table."""
        assert () == vp.aggregate_istv([]).cells

    @pytest.mark.parametrize("by", [("weekday",), ("location_type", "weekday"), ("method",)])
    def test_homes(self, by: tuple[str, ...]) -> None:
        """Homes are in no table, so that two tables cannot be subtracted to find them."""
        pytest.importorskip("numpy")
        street = [record() for _ in range(8)]
        homes = [record("Private dwelling"), record("home"), record("7")]
        found = vp.aggregate_istv([*street, *homes], by=by, private_locations=["7"])

        assert vp.aggregate_istv(street, by=by).cells == found.cells
        assert not any("dwelling" in name or "home" in name for name, _ in found.cells)
        assert "homes" in found.left_out[0]

    def test_returns_are_added(self) -> None:
        """Returns of several sites are added up, and their sites are not shown."""
        pytest.importorskip("numpy")
        whole = vp.read_istv(HEADER, [ASSAULT] * 6)
        found = vp.aggregate_istv([whole, whole], by=["method"])

        assert ("method=fist", "12") in found.cells
        assert "RXX01" not in str(found)

    def test_order_of_days(self) -> None:
        """Days stand in the order of the week."""
        pytest.importorskip("numpy")
        rows = [record(hours=24 * n) for n in range(7) for _ in range(5)]
        names = [name for name, _ in vp.aggregate_istv(rows, by=["weekday"]).cells]

        assert "weekday=Monday" == names[0]
        assert "weekday=Sunday" == names[6]

    @settings(max_examples=25)
    @given(
        rows=st.lists(
            st.tuples(st.sampled_from(["street", "bar", "home"]), st.sampled_from([0, 24, 48])),
            max_size=40,
        ),
        least=st.integers(5, 8),
    )
    def test_nobody_is_alone(self, rows: list[tuple[str, int]], least: int) -> None:
        """No count from 1 to one less than the threshold is ever shown, and none can be derived."""
        pytest.importorskip("numpy")
        from safetykit.stats.disclosure import attack_by_linear_programming, make_table

        found = vp.aggregate_istv([record(w, hours=h) for w, h in rows], min_cell=least)
        shown = dict(found.cells)

        assert all(n in ("*", "0") or int(n) >= least for n in shown.values())
        assert not any("home" in name for name in shown)
        hidden = [name for name, n in shown.items() if n == "*"]
        if hidden and any(n != "*" for n in shown.values()):
            kept = [(w, record(w, hours=h).assaulted_at.weekday()) for w, h in rows if w != "home"]
            places, days = sorted({w for w, _ in kept}), sorted({d for _, d in kept})
            names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
            table = make_table(
                [[kept.count((w, d)) for d in days] for w in places],
                {"location_type": places, "weekday": [names[d] for d in days]},
            )
            assert () == attack_by_linear_programming(table, hidden, lowest=1).recovered
