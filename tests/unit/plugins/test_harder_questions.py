"""What residents of each nation ask when it is serious, and where the guides lead them.

A walk ends with 999, with somebody for that trouble in that nation, and with no route of another.
"""

import datetime as dt
import importlib
from pathlib import Path

import pytest

from safetykit.content import (
    Ending,
    FactSheet,
    Guide,
    Jurisdiction,
    ModuleContent,
    Unknown,
    walk,
)
from safetykit.toolkit import Toolkit

DAY = dt.date(2026, 11, 22)
ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = Jurisdiction


def content_of(name: str) -> ModuleContent:
    """Return the content of a bundled module."""
    data = importlib.import_module(f"safetykit.plugins.{name}.data")
    assert isinstance(data.CONTENT, ModuleContent)
    return data.CONTENT


def walked(key: str, nation: Jurisdiction, answers: list[str]) -> Ending:
    """Return where a resident of a nation ends."""
    module = key.partition(".")[0]
    made = content_of(module).guides_for(jurisdiction=nation, as_of=DAY)
    (guide,) = [page for page in made if isinstance(page, Guide) and page.key == key]
    ending = walk(guide, answers)
    assert isinstance(ending, Ending)
    return ending


def contacts(ending: Ending) -> list[str]:
    """Return how the routes of an ending are reached, in order."""
    return [route.contact for route in ending.routes]


def facts(ending: Ending) -> set[str]:
    """Return the keys of the facts of an ending, without the name of the module."""
    return {fact.key.partition(".")[2] for fact in ending.facts}


class TestSearched:
    KEY = "use_of_force.searched"

    @pytest.mark.parametrize("nation", [ENGLAND, WALES])
    def test_a_child_was_strip_searched(self, nation: Jurisdiction) -> None:
        """Who had to be there, what is written down, and where to complain."""
        ending = walked(self.KEY, nation, ["No", "A child", "Yes or not sure"])

        assert {"search.child_adult", "search.record", "video.retention"} <= facts(ending)
        assert "https://www.policeconduct.gov.uk/complaints/reviews-and-appeals" in contacts(ending)

    def test_section_60(self) -> None:
        """It needs no suspicion; what must be said and written down is the same."""
        ending = walked(self.KEY, WALES, ["No", "Me", "They said it was under section 60"])

        assert {"search.section_60", "search.told", "search.record"} == facts(ending)

    def test_rules_that_were_only_proposed(self) -> None:
        """What was proposed in 2024 is held, and stands on no page."""
        found = content_of("use_of_force").book.at(
            "use_of_force.search.child_2024", jurisdiction=ENGLAND, as_of=DAY
        )

        assert isinstance(found, Unknown)


class TestPoliceComplaintElsewhere:
    def test_scotland(self) -> None:
        """After the final answer: three months, and the Commissioner's own page."""
        ending = walked("use_of_force.complain_scotland", SCOTLAND, ["No", "Yes"])
        (months,) = [fact for fact in ending.facts if fact.unit]

        assert "3 months" == months.amount
        assert ["999", "https://pirc.scot/complaint-handling-reviews/"] == contacts(ending)

    def test_northern_ireland(self) -> None:
        """The Ombudsman from the start, within one year."""
        answers = ["No", "Not yet, or I have not complained"]
        ending = walked("use_of_force.complain_northern_ireland", NORTHERN_IRELAND, answers)
        (years,) = [fact for fact in ending.facts if fact.unit]

        assert "1 year" == years.amount
        assert ["999", "0300 123 2989"] == contacts(ending)

    @pytest.mark.parametrize("nation", [SCOTLAND, NORTHERN_IRELAND])
    def test_no_law_of_england(self, nation: Jurisdiction) -> None:
        """The sheet shows how to complain there, and no power or defence of elsewhere."""
        (sheet,) = content_of("use_of_force").fact_sheets(jurisdiction=nation, as_of=DAY)
        assert isinstance(sheet, FactSheet)
        keys = {fact.key for part in sheet.sections for fact in part.facts}

        assert {"Complaining, and by when"} == {part.title for part in sheet.sections}
        assert all(key.startswith("use_of_force.complaint.") for key in keys)


class TestThoughtsOfSuicide:
    @pytest.mark.parametrize(
        ("nation", "contact"),
        [(ENGLAND, "111"), (WALES, "111"), (SCOTLAND, "111"), (NORTHERN_IRELAND, "0808 808 8000")],
    )
    @pytest.mark.parametrize(
        ("british", "elsewhere", "answers"),
        [
            (
                "vulnerability.worried_about_somebody",
                "vulnerability.worried_in_scotland_or_northern_ireland",
                ["No", "No", "S"],
            ),
            (
                "antisocial_behaviour.what_can_be_done",
                "antisocial_behaviour.in_scotland_or_northern_ireland",
                ["No", "Yes"],
            ),
            ("cyber_crime.pictures", "cyber_crime.pictures", ["No", "Yes"]),
        ],
    )
    def test_a_service_for_it(
        self,
        british: str,
        elsewhere: str,
        answers: list[str],
        nation: Jurisdiction,
        contact: str,
    ) -> None:
        """999 first, and then a crisis service of that nation: in every guide that asks."""
        key = british if nation in (ENGLAND, WALES) else elsewhere
        who = "Somebody who" if key == british else "Somebody"
        steps = [f"{who} may harm themselves" if step == "S" else step for step in answers]
        shown = contacts(walked(key, nation, steps))

        assert "999" == shown[0]
        assert contact in shown


class TestAbuse:
    @pytest.mark.parametrize(
        ("nation", "contact"),
        [
            (ENGLAND, "https://www.nationaldahelpline.org.uk"),
            (WALES, "0808 80 10 800"),
            (SCOTLAND, "0800 027 1234"),
            (NORTHERN_IRELAND, "0808 802 1414"),
        ],
    )
    def test_a_partner_threatens_to_share_pictures(
        self, nation: Jurisdiction, contact: str
    ) -> None:
        """The police, and those who help with abuse in that nation."""
        answers = ["No", "No", "An adult", "A partner or somebody I was with"]
        ending = walked("cyber_crime.pictures", nation, answers)

        assert ["999", "101"] == contacts(ending)[:2]
        assert contact in contacts(ending)
        assert any("do not go" in words.lower() for words in ending.words)

    @pytest.mark.parametrize(
        ("nation", "status"),
        [(ENGLAND, "England and Wales"), (SCOTLAND, "Scotland"), (NORTHERN_IRELAND, "not known")],
    )
    def test_law_on_pictures(self, nation: Jurisdiction, status: str) -> None:
        """Each law is shown in its own nation; where none was read, that is said."""
        answers = ["No", "No", "An adult", "A partner or somebody I was with"]
        ending = walked("cyber_crime.pictures", nation, answers)
        sources = {source.key for fact in ending.facts for source in fact.sources}

        assert (status == "England and Wales") is ("soa_66b" in sources)
        assert (status == "Scotland") is ("abusive_behaviour_2016" in sources)
        assert (status == "not known") is bool(ending.unknown)

    @pytest.mark.parametrize("nation", Jurisdiction)
    def test_one_sign_of_danger_is_enough(self, nation: Jurisdiction) -> None:
        """Choking or stalking leads to the police and to those who help with abuse."""
        suffix = (
            "worried_about_somebody"
            if nation in (ENGLAND, WALES)
            else "worried_in_scotland_or_northern_ireland"
        )
        ending = walked(f"vulnerability.{suffix}", nation, ["No", "Yes or I think so"])

        assert ["999", "999", "101"] == contacts(ending)[:3]
        assert any("domestic_abuse" in route.situations for route in ending.routes)


class TestMoney:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("how", ["By card", "As coins or tokens online"])
    def test_a_false_investment(self, nation: Jurisdiction, how: str) -> None:
        """Bank first, then the report of that nation, and a warning of the next trick."""
        ending = walked("fraud_prevention.paid_already", nation, ["Yes", how])
        shown = [route.id.partition(".")[2] for route in ending.routes]
        report = "police_scotland" if nation is SCOTLAND else "report_fraud_phone"

        assert shown.index("bank_card") < shown.index(report)
        assert {"card", "ombudsman"} <= facts(ending)
        assert any("fee" in words for words in ending.words)


class TestNextDoor:
    def test_the_landlord_does_nothing(self) -> None:
        """In England the Housing Ombudsman comes after the landlord's own complaints team."""
        answers = ["No", "No", "Yes, and my landlord does nothing"]
        key = "antisocial_behaviour.what_can_be_done"

        assert "https://www.housing-ombudsman.org.uk" in contacts(walked(key, ENGLAND, answers))
        assert "https://www.housing-ombudsman.org.uk" not in contacts(walked(key, WALES, answers))

    @pytest.mark.parametrize("nation", Jurisdiction)
    def test_a_drone(self, nation: Jurisdiction) -> None:
        """The police, and the words not to bring it down."""
        known = nation in (ENGLAND, WALES)
        suffix = "what_can_be_done" if known else "in_scotland_or_northern_ireland"
        told = ["Not yet"] if known else []
        ending = walked(f"antisocial_behaviour.{suffix}", nation, ["No", "No", *told, "A drone"])

        assert "101" in contacts(ending)
        assert ending.words[0].startswith("Do not throw or shoot at it.")


class TestOnTheRoad:
    @pytest.mark.parametrize("nation", [ENGLAND, WALES, SCOTLAND])
    @pytest.mark.parametrize("what", ["One that drove off or had no insurance", "An e-scooter"])
    def test_nobody_insured(self, nation: Jurisdiction, what: str) -> None:
        """The police, and the bureau that looks at such claims."""
        ending = walked("road_safety.after_a_crash", nation, ["No", what])

        assert ["999", "101"] == contacts(ending)[:2]
        assert "crash.uninsured" in facts(ending)

    def test_hours_to_report(self) -> None:
        """A driver who gave no name has at most 24 hours."""
        what = "A car or another vehicle that gave its details"
        ending = walked("road_safety.after_a_crash", SCOTLAND, ["No", what])
        (hours,) = [fact for fact in ending.facts if fact.unit]

        assert "at most 24 hours" == hours.amount


@pytest.mark.parametrize("nation", Jurisdiction)
def test_robbed_again(nation: Jurisdiction) -> None:
    """A shop robbed before is told to say so, and a person attacked finds support."""
    again = walked("business_crime.again", nation, ["No", "It is not the first time"])
    hurt = walked("business_crime.again", nation, ["No", "Somebody was threatened or attacked"])

    assert ["999", "101"] == contacts(again)
    assert any(route.stage.value == "support" for route in hurt.routes)


@pytest.mark.parametrize(
    ("nation", "strand"),
    [(ENGLAND, "disability"), (SCOTLAND, "age"), (NORTHERN_IRELAND, "political opinion")],
)
def test_hate_online(nation: Jurisdiction, strand: str) -> None:
    """Keep the proof, and report it; what it can be about is of that nation."""
    ending = walked("hate_crime.how_do_i_report", nation, ["No", "It was online"])
    (strands,) = [fact for fact in ending.facts if fact.key == "hate_crime.strands"]

    assert {"101", "0800 555 111"} <= set(contacts(ending))
    assert strand in strands.value.text


SAFETY = (
    "antisocial_behaviour",
    "business_crime",
    "counter_terrorism",
    "cyber_crime",
    "fraud_prevention",
    "hate_crime",
    "night_time_economy",
    "rural_crime",
    "use_of_force",
    "victims",
    "violence_prevention",
    "vulnerability",
)


@pytest.mark.parametrize("nation", Jurisdiction)
@pytest.mark.parametrize("name", SAFETY)
def test_subjects_that_every_nation_has(name: str, nation: Jurisdiction) -> None:
    """Where somebody may be harmed, each nation has a sheet with more than the emergency."""
    (sheet,) = content_of(name).fact_sheets(jurisdiction=nation, as_of=DAY)

    assert isinstance(sheet, FactSheet)
    assert {"emergency", "report"} <= {route.stage.value for route in sheet.routes}


def test_a_page_that_is_not_there_says_where_to_go() -> None:
    """What is not covered names somebody, and never only "that nation"."""
    toolkit = Toolkit.built_in()
    missing = [
        page.where_to_check
        for nation in Jurisdiction
        for kind in (toolkit.fact_sheets, toolkit.guides)
        for page in kind(jurisdiction=nation, as_of=DAY)
        if isinstance(page, Unknown)
    ]

    assert missing
    assert [] == [where for where in missing if not where or "that nation" in where]


NATIONS_PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "limits-and-misuse.md"


@pytest.mark.parametrize("column", [(1, SCOTLAND), (2, NORTHERN_IRELAND)])
def test_what_each_nation_gets_is_documented(column: tuple[int, Jurisdiction]) -> None:
    """The table of the page on limits says which modules have a sheet and a guide there."""
    place, nation = column
    table = NATIONS_PAGE.read_text("utf-8").partition("## What each nation gets")[2]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if "`" in line]
    said = {row[0].strip("`"): row[place] for row in rows if len(row) == 3}
    toolkit = Toolkit.built_in()

    def shown(name: str, kind: type[FactSheet] | type[Guide]) -> bool:
        own = toolkit.only(name)
        made = own.fact_sheets if kind is FactSheet else own.guides
        return any(isinstance(page, kind) for page in made(jurisdiction=nation, as_of=DAY))

    assert {info.name for info in toolkit.modules} - {"evidence"} == set(said)
    assert {name for name, words in said.items() if "sheet" in words} == {
        name for name in said if shown(name, FactSheet)
    }
    assert {name for name, words in said.items() if "guide" in words} == {
        name for name in said if shown(name, Guide)
    }
