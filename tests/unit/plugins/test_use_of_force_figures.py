"""Decisions on force and figures of force: what can be compared, and never a verdict."""

import datetime as dt
from decimal import Decimal

import pytest

pytest.importorskip("numpy")

from safetykit.content import Unknown
from safetykit.errors import InputError
from safetykit.plugins import use_of_force as uof

DAY = dt.date(2026, 11, 22)


class TestDecisionModel:
    TEXTS = {stage.value: f"About {stage.value}." for stage in uof.NDMStage}

    def test_six_elements(self) -> None:
        """Six elements, the code first, each with a source."""
        found = uof.decision_model("wales", DAY)

        assert not isinstance(found, Unknown)
        assert list(uof.NDMStage) == [stage for stage, _ in found]
        assert all(fact.sources for _, fact in found)

    @pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
    def test_other_nations(self, nation: str) -> None:
        """It is not answered for other nations."""
        assert isinstance(uof.decision_model(nation, DAY), Unknown)

    def test_a_cycle_with_a_hub(self) -> None:
        """Every element leads on to the next and round again, and the code is linked with each."""
        links = uof.decision_model_links()
        after = {first: last for first, last in links if uof.NDMStage.CODE not in (first, last)}
        walk = [uof.NDMStage.INFORMATION]
        for _ in range(5):
            walk.append(after[walk[-1]])

        assert walk[0] is walk[-1]
        assert 5 == len(set(walk))
        assert 5 == sum(first is uof.NDMStage.CODE for first, _ in links)

    def test_rationale(self) -> None:
        """A rationale holds words for all six, and nothing else."""
        kept = uof.NDMRationale(**self.TEXTS)

        assert ["About powers."] == [kept.of(uof.NDMStage.POWERS)]
        assert set(self.TEXTS) == set(kept.__slots__) - {"__weakref__"}

    def test_rationale_with_a_gap(self) -> None:
        """An element without words is refused by name."""
        with pytest.raises(InputError, match=r"words for all six elements, got \['options'\]"):
            uof.NDMRationale(**{**self.TEXTS, "options": "  "})


class TestFigures:
    def total(self, year: int, value: int, unit: str = "records") -> uof.YearTotal:
        """Return the total of a year."""
        return uof.YearTotal(year_ending_march=year, value=value, unit=unit)  # type: ignore[arg-type]

    @pytest.mark.parametrize("year", [2018, 2019, 2020])
    def test_experimental_years(self, year: int) -> None:
        """A base from the experimental years is refused, unless the caveat is asked for."""
        old, new = self.total(year, 100), self.total(2022, 150)

        with pytest.raises(InputError, match="when figures became official"):
            uof.year_change(old, new)
        assert (
            "not a rise in force" in uof.year_change(old, new, recording_improved=True).caveats[0]
        )

    def test_official_years(self) -> None:
        """From the year ending March 2021 no caveat is needed."""
        change = uof.year_change(self.total(2021, 200), self.total(2022, 150))

        assert (Decimal("-25.0"), ()) == (change.percent, change.caveats)

    def test_tactics_are_no_records(self) -> None:
        """Totals of tactics are not compared with totals of records, or called incidents."""
        with pytest.raises(InputError, match="neither counts incidents"):
            uof.year_change(self.total(2021, 1), self.total(2022, 1, "tactics"))
        with pytest.raises(InputError, match="unit: expected one of records"):
            self.total(2021, 1, "incidents")

    def test_refused(self) -> None:
        """Years in the wrong order, a base of 0, a year before recording, a part of a record."""
        with pytest.raises(InputError, match="a year after 2022"):
            uof.year_change(self.total(2022, 1), self.total(2022, 1))
        with pytest.raises(InputError, match="a base above 0"):
            uof.year_change(self.total(2021, 0), self.total(2022, 1))
        with pytest.raises(InputError, match="Recording began on 1 April 2017"):
            self.total(2017, 1)
        with pytest.raises(InputError, match="a whole number, 0 or more"):
            self.total(2021, -1)

    def test_groups(self) -> None:
        """Each group is set against the comparator, on a base that is named, with an interval."""
        (found,) = uof.disproportionality(
            {"a": 40, "b": 100}, {"a": 200, "b": 1000}, comparator="b", base="encounters"
        )

        assert ("a", "b", "encounters") == (found.group, found.comparator, found.rate.base)
        assert 2.0 == pytest.approx(found.rate.ratio.value)
        assert found.rate.ratio.low < 2 < found.rate.ratio.high
        assert not found.small
        assert "as the officer perceived it" in found.caveats[0]

    @pytest.mark.parametrize(("count", "small"), [(4, True), (5, False)])
    def test_small_numbers(self, count: int, small: bool) -> None:
        """A count below five is marked, so that it is withheld from the public."""
        (found,) = uof.disproportionality(
            {"a": count, "b": 100}, {"a": 50, "b": 1000}, comparator="b", base="encounters"
        )

        assert small is found.small

    def test_base_is_required(self) -> None:
        """The base must be named, and be one that is known."""
        with pytest.raises(TypeError, match="base"):
            uof.disproportionality({"a": 1}, {"a": 1}, comparator="a")  # type: ignore[call-arg]
        with pytest.raises(InputError, match="base: expected one of"):
            uof.disproportionality(
                {"a": 1, "b": 1},
                {"a": 1, "b": 1},
                comparator="b",
                base="everybody",  # type: ignore[arg-type]
            )

    def test_groups_that_do_not_fit(self) -> None:
        """The groups of counts and base are the same, and hold the comparator."""
        with pytest.raises(InputError, match="the same groups as the counts"):
            uof.disproportionality({"a": 1}, {"b": 1}, comparator="a", base="encounters")
        with pytest.raises(InputError, match="comparator: expected one of a"):
            uof.disproportionality({"a": 1}, {"a": 1}, comparator="b", base="encounters")
