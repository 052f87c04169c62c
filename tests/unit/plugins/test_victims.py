"""Victims: rights of their nation and day, nobody turned away, nothing that gives them away."""

import ast
import datetime as dt
from pathlib import Path

import pytest

from safetykit.content import Channel, Fact, Jurisdiction, Unknown, UnknownReason, publishable
from safetykit.errors import InputError
from safetykit.plugins import victims as vic
from safetykit.plugins.victims.data import CONTENT

DAY = dt.date(2026, 11, 22)


class TestRights:
    @pytest.mark.parametrize("nation", ["england", "wales"])
    def test_twelve(self, nation: str) -> None:
        """The Code of 2021 has twelve rights, numbered, each in plain words and sourced."""
        found = vic.rights(nation, DAY)

        assert not isinstance(found, Unknown)
        assert list(range(1, 13)) == [one.number for one in found]
        assert all(one.fact.sources and one.plain().endswith(".") for one in found)

    def test_first_day(self) -> None:
        """The twelve rights are not those of the Code before 1 April 2021."""
        before = vic.rights("england", dt.date(2021, 3, 31))

        assert isinstance(before, Unknown)
        assert UnknownReason.BEFORE_FIRST_VALUE is before.reason
        assert not isinstance(vic.rights("england", dt.date(2021, 4, 1)), Unknown)
        assert isinstance(vic.rights("england", dt.date(2019, 1, 1)), Unknown)

    @pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
    def test_other_nations(self, nation: str) -> None:
        """The Code of England and Wales is not shown elsewhere."""
        for found in (
            vic.rights(nation, DAY),
            vic.right(nation, DAY, 6),
            vic.standing(nation, DAY, "harmed"),
            vic.complaint_route(nation, DAY),
        ):
            assert isinstance(found, Unknown)
            assert UnknownReason.JURISDICTION_NOT_SUPPORTED is found.reason

    def test_one_right(self) -> None:
        """The seventh right is a statement in one's own words."""
        found = vic.right("wales", DAY, 7)

        assert isinstance(found, vic.Right)
        assert 7 == found.number
        assert "victim personal statement" in found.plain()

    @pytest.mark.parametrize("number", [0, 13, "6"])
    def test_no_such_right(self, number: object) -> None:
        """There is no other right."""
        with pytest.raises(InputError, match="a right from 1 to 12"):
            vic.right("england", DAY, number)  # type: ignore[arg-type]


class TestStanding:
    @pytest.mark.parametrize("connection", list(vic.Connection))
    def test_nobody_is_turned_away(self, connection: vic.Connection) -> None:
        """Whatever the connection, support can be asked for, and no report is needed."""
        found = vic.standing("england", DAY, connection)

        assert isinstance(found, vic.Standing)
        assert "You can ask for support" in found.words[-1]
        assert isinstance(found.report_needed, Fact)

    @pytest.mark.parametrize("connection", ["saw", "born", "child"])
    def test_newer_law(self, connection: str) -> None:
        """Whether the wider definition of 2024 has begun is not guessed."""
        found = vic.standing("england", DAY, connection)

        assert isinstance(found, vic.Standing)
        assert isinstance(found.answer, Unknown)
        assert UnknownReason.COMMENCEMENT_UNKNOWN is found.answer.reason
        assert "Ask a support service" in found.words[0]

    def test_harmed(self) -> None:
        """Who was harmed counts under the Code of 2021."""
        found = vic.standing("wales", DAY, "harmed")

        assert isinstance(found, vic.Standing)
        assert isinstance(found.answer, Fact)


class TestSupport:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("need", vic.Need)
    def test_emergency_first(self, nation: Jurisdiction, need: vic.Need) -> None:
        """Emergency first, whatever the need; in danger, no page that somebody may see."""
        for danger in (False, True):
            found = vic.support_routes(nation, DAY, need, danger=danger)

            assert found[0].emergency
            assert "999" == found[0].contact
            assert not danger or Channel.WEB not in [route.channel for route in found]

    @pytest.mark.parametrize(
        ("nation", "need", "contact"),
        [
            ("england", "crime", "08 08 16 89 111"),
            ("scotland", "crime", "0800 160 1985"),
            ("wales", "domestic_abuse", "0808 80 10 800"),
            ("england", "complaint", "0345 015 4033"),
        ],
    )
    def test_by_nation(self, nation: str, need: str, contact: str) -> None:
        """Each nation has its own lines, and no other nation's."""
        found = vic.support_routes(nation, DAY, need)

        assert contact in [route.contact for route in found]
        others = {n for n in Jurisdiction if n != nation} - {Jurisdiction.WALES}
        if nation == "scotland":
            for other in others:
                assert contact not in [r.contact for r in vic.support_routes(other, DAY, need)]

    def test_number_that_nobody_rang(self) -> None:
        """A helpline that a person has yet to ring is held and not given out."""
        given = {
            route.contact
            for nation in Jurisdiction
            for need in vic.Need
            for route in vic.support_routes(nation, DAY, need)
        }

        assert "0808 2000 247" not in given
        assert "0808 2000 247" in [route.contact for route in CONTENT.routes]

    def test_complaint(self) -> None:
        """First the body, then the Ombudsman; the days are those of the Code."""
        found = vic.complaint_route("england", DAY)

        assert isinstance(found, vic.ComplaintSteps)
        assert "tell the body itself" == found.steps[0].value.text
        assert 10 == found.steps[1].value.require_number()
        assert "Ombudsman" in found.steps[2].value.text
        assert any("yet to be checked" in text for text in found.caveats)
        ids = [route.id for route in found.routes]
        assert ids.index("victims.body") < ids.index("victims.ombudsman")


class TestUnchecked:
    def test_time_limits_of_the_code(self) -> None:
        """The time limits inside the Code were seen on no page, and are on no sheet."""
        held = {fact.key: fact for fact in CONTENT.book}

        for key in ("victims.update.days", "victims.update.days_enhanced", "victims.enhanced"):
            assert not publishable(held[key])

    @pytest.mark.parametrize("nation", ["england", "wales"])
    def test_sheet(self, nation: str) -> None:
        """The sheet shows publishable facts, and how to leave it unseen stands first."""
        (sheet,) = CONTENT.fact_sheets(jurisdiction=nation, as_of=DAY)

        assert not isinstance(sheet, Unknown)
        assert all(publishable(fact) for part in sheet.sections for fact in part.facts)
        assert "Close the page" in " ".join(sheet.sections[0].words)


def test_nothing_gives_somebody_away() -> None:
    """No code of the module logs, prints, writes or sends, and no address carries a number."""
    folder = Path(str(CONTENT.folder)).parent
    banned = {"logging", "smtplib", "socket", "http", "urllib", "requests", "webbrowser"}
    for file in folder.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {
            alias.name.partition(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        calls = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert not banned & names, file
        assert not {"print", "open"} & calls, file
    for route in CONTENT.routes:
        if route.channel is Channel.WEB:
            assert not any(mark.isdigit() or mark in "?#" for mark in route.contact)
