"""Counter-terrorism: emergency first, nobody assessed, exact tiers, referrals no target."""

import datetime as dt
import inspect

import pytest

from safetykit.content import (
    Ending,
    Explainer,
    Fact,
    FactSheet,
    Guide,
    Jurisdiction,
    Taxonomy,
    Unknown,
    publishable,
    walk,
)
from safetykit.errors import InputError
from safetykit.plugins import counter_terrorism as ct
from safetykit.plugins.counter_terrorism.data import CONTENT

DAY = dt.date(2026, 11, 22)


class TestRoutes:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("role", ct.Role)
    def test_emergency_first(self, nation: Jurisdiction, role: ct.Role) -> None:
        """Emergency first; in danger a person answers on every route."""
        assert "999" == ct.referral_route(role, nation, DAY)[0].contact
        for route in ct.referral_route(role, nation, DAY, danger=True):
            assert route.needs_no_form

    def test_staff(self) -> None:
        """Staff use the way of their workplace, the public the site of the police."""
        staff = [route.id for route in ct.referral_route("staff", "england", DAY)]
        public = [route.id for route in ct.referral_route("public", "england", DAY)]

        assert "counter_terrorism.safeguarding_lead" in staff
        assert "counter_terrorism.act_early_web" not in staff
        assert "counter_terrorism.act_early_web" in public

    @pytest.mark.parametrize("number", ["0800 011 3764", "0800 789 321"])
    def test_helplines_nobody_rang(self, number: str) -> None:
        """Helplines are held until somebody has rung them."""
        given = {r.contact for role in ct.Role for r in ct.referral_route(role, "england", DAY)}

        assert number in {route.contact for route in CONTENT.routes}
        assert number not in given


class TestNobodyIsAssessed:
    @pytest.mark.parametrize("word", ["a boy of 14", "islamist", "high risk", None])
    def test_word_about_a_person(self, word: object) -> None:
        """A word about a person is refused, and not repeated."""
        with pytest.raises(InputError, match="Nothing here assesses, scores or labels") as caught:
            ct.referral_route(word, "england", DAY)  # type: ignore[arg-type]
        assert "(not repeated)" == caught.value.got

    def test_no_argument_for_a_person(self) -> None:
        """No public function has an argument in which a person or an ideology could stand."""
        allowed = {"role", "jurisdiction", "as_of", "danger", "expected_attendance"}
        for name in ct.__all__:
            public = getattr(ct, name)
            if inspect.isfunction(public):
                assert set(inspect.signature(public).parameters) <= allowed

    def test_no_threat_level(self) -> None:
        """The threat level changes, and is not held."""
        words = " ".join(f"{fact.title} {fact.value}".lower() for fact in CONTENT.book)

        assert "substantial" not in words
        assert "severe" not in words


class TestDuty:
    @pytest.mark.parametrize(
        ("day", "words"),
        [(dt.date(2023, 12, 30), "drawn into"), (dt.date(2023, 12, 31), "becoming terrorists")],
    )
    def test_guidance(self, day: dt.date, words: str) -> None:
        """The guidance of 2023 holds from the last day of that year."""
        found = ct.prevent_duty("england", day)

        assert isinstance(found, Fact)
        assert words in found.value.text

    def test_elsewhere(self) -> None:
        """Scotland's duty and Northern Ireland's are not guessed."""
        assert isinstance(ct.prevent_duty("scotland", DAY), Unknown)
        assert isinstance(ct.prevent_authorities("northern_ireland", DAY), Unknown)
        assert isinstance(ct.prevent_authorities("wales", dt.date(2020, 1, 1)), Unknown)

    def test_authorities(self) -> None:
        """Seven sectors have the duty."""
        found = ct.prevent_authorities("wales", DAY)

        assert isinstance(found, Taxonomy)
        assert 7 == len(found.terms)

    def test_channel_is_voluntary(self) -> None:
        """Somebody must agree to the help; in Scotland the panels have another name."""
        voluntary, *rest = ct.channel("england", DAY)

        assert isinstance(voluntary, Fact)
        assert voluntary.value.text.startswith("no;")
        assert 2 == len(rest)
        assert all(isinstance(answer, Unknown) for answer in ct.channel("scotland", DAY))


class TestMartynsLaw:
    @pytest.mark.parametrize(
        ("people", "tier"),
        [
            (0, "none"),
            (150, "none"),
            (199, "none"),
            (200, "standard"),
            (799, "standard"),
            (800, "enhanced"),
        ],
    )
    @pytest.mark.parametrize("nation", Jurisdiction)
    def test_tier(self, people: int, tier: str, nation: Jurisdiction) -> None:
        """Below 200 none, from 200 standard, from 800 enhanced; and it has not begun."""
        found = ct.martyns_law_tier(people, nation, DAY)

        assert isinstance(found, ct.PremisesTier)
        assert tier == found.tier.value
        assert isinstance(found.begun, Unknown)

    @pytest.mark.parametrize("people", [-1, 200.0, "200", True])
    def test_not_a_number_of_people(self, people: object) -> None:
        """People are counted in whole numbers."""
        with pytest.raises(InputError, match="expected_attendance: expected a whole number"):
            ct.martyns_law_tier(people, "england", DAY)  # type: ignore[arg-type]

    @pytest.mark.parametrize("day", [dt.date(2025, 4, 2), dt.date(2027, 4, 3)])
    def test_no_answer(self, day: dt.date) -> None:
        """Before the Act there was no tier; when it may have begun, somebody must look."""
        assert isinstance(ct.martyns_law_tier(900, "england", day), Unknown)

    def test_limits_reach_no_page(self) -> None:
        """What is not in force is on no page."""
        limits = [f for f in CONTENT.book if f.key.startswith("counter_terrorism.premises.")]

        assert 2 == sum(not publishable(fact) for fact in limits)


def test_sheet_is_balanced() -> None:
    """The sheet says that a faith, a look or a view proves nothing."""
    (sheet,) = CONTENT.fact_sheets(jurisdiction="england", as_of=DAY)

    assert isinstance(sheet, FactSheet)
    words = " ".join(text for section in sheet.sections for text in section.words)
    assert "A faith, a look or a view" in words
    assert "To ask is not to accuse" in words


class TestGuide:
    """What somebody reads who is worried about somebody, or saw something."""

    def ending(self, answer: str) -> Ending:
        """Return where the walk of somebody ends for whom it can wait."""
        (guide,) = CONTENT.guides_for(jurisdiction="england", as_of=DAY)
        assert isinstance(guide, Guide)
        found = walk(guide, ["No", answer])
        assert isinstance(found, Ending)
        return found

    @pytest.mark.parametrize(
        ("answer", "routes"),
        [
            ("Somebody whom I know is changing", ["police", "act_early_web"]),
            ("Somebody with whom I work", ["police", "safeguarding_lead"]),
            ("Something that I saw or heard", ["police", "act_web"]),
            ("Something online", ["police", "online_material"]),
            ("It is about me or my child", ["police", "body"]),
        ],
    )
    def test_whom_to_tell(self, answer: str, routes: list[str]) -> None:
        """Each worry has its own way, after 999; no number that nobody has rung is shown."""
        shown = [route.id.partition(".")[2] for route in self.ending(answer).routes]

        assert ["emergency", *routes] == shown

    def test_no_sign(self) -> None:
        """That a faith, a look or a view is no sign stands before the first question."""
        (guide,) = CONTENT.guides_for(jurisdiction="wales", as_of=DAY)
        assert isinstance(guide, Guide)

        assert any("no sign of anything" in words for words in guide.intro)

    def test_nobody_is_sent_after_anybody(self) -> None:
        """Whoever saw something is told not to follow, and not to ask around."""
        assert any(
            "Do not follow" in words for words in self.ending("Something that I saw or heard").words
        )

    @pytest.mark.parametrize("nation", ["scotland", "northern_ireland"])
    def test_other_nations(self, nation: str) -> None:
        """Prevent as it is in England and Wales is explained nowhere else."""
        (page,) = CONTENT.explainers_for(jurisdiction=nation, as_of=DAY)

        assert isinstance(page, Unknown)

    def test_referrals_are_no_success(self) -> None:
        """The explainer says that neither more nor fewer referrals is good."""
        (page,) = CONTENT.explainers_for(jurisdiction="england", as_of=DAY)
        assert isinstance(page, Explainer)
        (asked,) = [q for q in page.questions if "referrals" in q.ask]

        assert any("Neither more nor fewer" in words for words in asked.words)
