"""Pages on fraud, neighbours, victims and attacks: help first, no verdict, nothing unchecked."""

import datetime as dt
import importlib
import re

import pytest

from safetykit.content import (
    Checklist,
    Ending,
    Explainer,
    Fact,
    FactSheet,
    Guide,
    Jurisdiction,
    ModuleContent,
    Stage,
    Unknown,
    publishable,
    walk,
)

DAY = dt.date(2026, 11, 22)
DAYS = (dt.date(2012, 1, 1), dt.date(2025, 12, 3), DAY)
MODULES = (
    "fraud_prevention",
    "antisocial_behaviour",
    "victims",
    "cyber_crime",
    "hate_crime",
    "vulnerability",
    "night_time_economy",
    "business_crime",
    "counter_terrorism",
    "reoffending",
    "rural_crime",
)
VERDICT = re.compile(
    r"\b(you|it|this|they) (will|would) (not )?(be|get|win|lose|qualify)|\bis (a scam|safe|genuine)"
    r"|\bnot (qualify|eligible)|\bscore\b",
    re.I,
)


def content_of(name: str) -> ModuleContent:
    """Return the content of a module."""
    data = importlib.import_module(f"safetykit.plugins.{name}.data")
    assert isinstance(data.CONTENT, ModuleContent)
    return data.CONTENT


@pytest.fixture(params=MODULES)
def content(request: pytest.FixtureRequest) -> ModuleContent:
    """Return the content of each module in turn."""
    return content_of(request.param)


def guides(content: ModuleContent, nation: str, day: dt.date = DAY) -> list[Guide]:
    """Return the guides that a module has for a nation on a day."""
    made = content.guides_for(jurisdiction=nation, as_of=day) if content.has("guides.yaml") else ()
    return [guide for guide in made if isinstance(guide, Guide)]


def printed(content: ModuleContent, nation: Jurisdiction, day: dt.date) -> set[Fact]:
    """Return every fact that any page of a module shows in a nation on a day."""
    shown = {fact for g in guides(content, nation, day) for e in g.endings for fact in e.facts}
    for sheet in content.fact_sheets(jurisdiction=nation, as_of=day):
        if isinstance(sheet, FactSheet):
            shown |= {fact for section in sheet.sections for fact in section.facts}
    if content.has("explainers.yaml"):
        for page in content.explainers_for(jurisdiction=nation, as_of=day):
            if isinstance(page, Explainer):
                shown |= {fact for question in page.questions for fact in question.facts}
        for listed in content.checklists_for(jurisdiction=nation, as_of=day):
            if isinstance(listed, Checklist):
                shown |= {fact for item in listed.items for fact in item.facts}
    return shown


@pytest.mark.parametrize("day", DAYS)
def test_unchecked_facts_reach_no_page(content: ModuleContent, day: dt.date) -> None:
    """What a person has yet to check is on no page, of any nation, on any day."""
    withheld = {fact for fact in content.book if not publishable(fact)}
    shown = {fact for nation in Jurisdiction for fact in printed(content, nation, day)}

    assert withheld
    assert not withheld & shown
    assert day != DAY or shown


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("nation", Jurisdiction)
def test_endings(content: ModuleContent, nation: Jurisdiction, day: dt.date) -> None:
    """Every ending says something, shows 999 first, and never an expired name."""
    for guide in guides(content, nation, day):
        for ending in guide.endings:
            brands = {route.brand for route in ending.routes}
            assert ending.words
            assert "999" == ending.routes[0].contact
            assert not VERDICT.search(" ".join((ending.title, *ending.words)))
            assert day <= dt.date(2025, 12, 3) or "Action Fraud" not in brands
            assert len({route.id for route in ending.routes}) == len(ending.routes)


def test_danger_is_asked_first(content: ModuleContent) -> None:
    """A guide that does not begin with the bank begins with danger, and yes leads to 999."""
    for guide in guides(content, "england"):
        if guide.key == "fraud_prevention.paid_already":
            continue
        ending = walk(guide, ["Yes"])
        assert isinstance(ending, Ending)
        assert "Call the police now" == ending.title
        assert all(route.emergency for route in ending.routes)


def test_words_hold_no_figures(content: ModuleContent) -> None:
    """A figure on a page is a dated fact; the words around it hold none."""
    for nation in Jurisdiction:
        words = [text for g in guides(content, nation) for e in g.endings for text in e.words]
        if content.has("explainers.yaml"):
            for page in content.explainers_for(jurisdiction=nation, as_of=DAY):
                if isinstance(page, Explainer):
                    words += [text for question in page.questions for text in question.words]
        assert not re.search(r"\d", " ".join(words))


def test_indicators(content: ModuleContent) -> None:
    """An indicator says what it cannot see; where more reporting is good, harm stands beside it."""
    keys = {indicator.key for indicator in content.indicators}

    assert keys
    for indicator in content.indicators:
        assert indicator.cannot_see
        assert not indicator.paired_with or indicator.paired_with in keys


def walked(module: str, key: str, answers: list[str], nation: str = "england") -> Ending:
    """Return where a walk of a guide ends."""
    (guide,) = [g for g in guides(content_of(module), nation) if g.key == f"{module}.{key}"]
    ending = walk(guide, answers)
    assert isinstance(ending, Ending)
    return ending


class TestAskedAsAResident:
    @pytest.mark.parametrize(
        ("nation", "there", "not_there"),
        [("england", "0300 123 2040", "x"), ("scotland", "101", "0300 123 2040")],
    )
    def test_i_have_paid_already(self, nation: str, there: str, not_there: str) -> None:
        """The bank comes before the report, and each nation has its own service."""
        ending = walked("fraud_prevention", "paid_already", ["Not yet"], nation)
        contacts = [route.contact for route in ending.routes]

        assert contacts.index("the number on the back of your card") < contacts.index(there)
        assert not_there not in contacts

    @pytest.mark.parametrize("nation", Jurisdiction)
    def test_somebody_to_talk_to_in_each_nation(self, nation: Jurisdiction) -> None:
        """Whoever was tricked out of money finds support beside the bank and the report."""
        ending = walked("fraud_prevention", "paid_already", ["Yes", "By bank transfer"], nation)

        assert Stage.SUPPORT in [route.stage for route in ending.routes]

    def test_my_mother_is_being_called(self) -> None:
        """Nothing given away yet: talk, warning signs, and whom to ask."""
        ending = walked("fraud_prevention", "my_mother_is_being_called", ["No", "No"])

        assert "fraud_prevention.courier" in [fact.key for fact in ending.facts]
        assert any("ring you before they pay" in text for text in ending.words)

    @pytest.mark.parametrize(
        ("how", "contact"),
        [("By e-mail", "report@phishing.gov.uk"), ("By text", "7726")],
    )
    def test_is_this_a_scam(self, how: str, contact: str) -> None:
        """The question is not answered; what to do with it is."""
        ending = walked("fraud_prevention", "is_this_a_scam", ["No", "No", how])

        assert contact in [route.contact for route in ending.routes]

    def test_a_sign_that_cannot_be_missed(self) -> None:
        """That a firm is on no list is said to prove nothing."""
        ending = walked("fraud_prevention", "is_this_a_scam", ["No", "No", "As an investment"])

        assert any("can still be a fraud" in text for text in ending.words)

    def test_noise_next_door(self) -> None:
        """Talk, a list, the council; and the duty of the council."""
        ending = walked(
            "antisocial_behaviour", "what_can_be_done", ["No", "No", "Not yet", "Noise"], "wales"
        )

        assert "antisocial_behaviour.noise.duty" in [fact.key for fact in ending.facts]
        assert "antisocial_behaviour.council" in [route.id for route in ending.routes]

    def test_when_can_i_ask_for_a_review(self) -> None:
        """Fewer reports are no bar, and the limits are shown with their caveats."""
        ending = walked(
            "antisocial_behaviour", "what_can_be_done", ["No", "No", "Yes, and it goes on"]
        )
        keys = {fact.key.rpartition(".")[2] for fact in ending.facts}

        assert {"max_complaints", "report_months", "window_months"} <= keys
        assert any("Ask even if you have made fewer reports" in text for text in ending.words)

    def test_harming_myself(self) -> None:
        """Whoever thinks of harming themselves is led to a person at once, not to a count."""
        ending = walked("antisocial_behaviour", "what_can_be_done", ["No", "Yes"])

        assert "Talk to somebody today" == ending.title
        assert "08 08 16 89 111" in [route.contact for route in ending.routes]

    def test_what_can_a_victim_expect(self) -> None:
        """After a report: the rights of that stage, and support."""
        ending = walked("victims", "what_can_i_expect", ["No", "I told the police"])
        keys = [fact.key for fact in ending.facts]

        assert {f"victims.right.{n}" for n in (2, 3, 4, 6, 7)} <= set(keys)
        assert "victims.update.days" not in keys

    @pytest.mark.parametrize(
        ("module", "nation"),
        [
            ("antisocial_behaviour", "scotland"),
            ("antisocial_behaviour", "northern_ireland"),
            ("victims", "scotland"),
            ("victims", "northern_ireland"),
        ],
    )
    def test_other_nations(self, module: str, nation: str) -> None:
        """The law of England and Wales is not shown elsewhere; the answer says where to look."""
        first, *others = content_of(module).guides_for(jurisdiction=nation, as_of=DAY)

        assert isinstance(first, Unknown)
        assert "Scotland" in first.where_to_check
        for guide in others:
            shown = [fact for ending in guide.endings for fact in ending.facts]
            assert all(nation in fact.jurisdictions for fact in shown)
