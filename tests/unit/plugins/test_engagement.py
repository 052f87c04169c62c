"""Taking part: no promise that cannot be kept, points answered, children and visits guarded."""

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given
from hypothesis import strategies as st

from safetykit.content import Guide, Jurisdiction, Unknown, UnknownReason, publishable
from safetykit.errors import DocumentError, InputError
from safetykit.plugins import engagement as en
from safetykit.plugins.engagement.data import CONTENT

DAY = dt.date(2026, 11, 22)


def asked(**more: Any) -> en.Engagement:
    """Return a survey by a council, changed as said."""
    given_: dict[str, Any] = {
        "title": "Lights in the park",
        "level": "consult",
        "promise": "consult",
        "audience": "the street",
        "methods": ("survey",),
        "decision_owner": "council",
    }
    return en.Engagement(**(given_ | more))


class TestPromises:
    @pytest.mark.parametrize("owner", ["PCC", "commissioner", "council", "police", "shared"])
    def test_empower(self, owner: str) -> None:
        """Only the public can be promised the decision, and only where it is theirs."""
        with pytest.raises(InputError, match=r"promise: expected a promise that the .* can keep"):
            asked(promise="empower", decision_owner=owner)

    def test_collaborate(self) -> None:
        """A commissioner who decides alone does not collaborate."""
        with pytest.raises(InputError, match="needs a decision that is shared or public"):
            asked(promise="collaborate", decision_owner="pcc")

    @pytest.mark.parametrize(
        ("promise", "owner"), [("empower", "residents"), ("collaborate", "shared")]
    )
    def test_kept(self, promise: str, owner: str) -> None:
        """Promises that the one who decides can keep are taken."""
        found = asked(level=promise, promise=promise, decision_owner=owner)

        assert promise == found.promise

    def test_level_above_promise(self) -> None:
        """A level above the promise is named, and so is influence that nobody shows."""
        codes = [found.code for found in asked(level="involve").audit()]

        assert ["promise", "influence"] == codes

    def test_influence_shown(self) -> None:
        """Who names what was decided otherwise has shown influence."""
        found = asked(level="involve", promise="involve", influence=("The hours changed.",))

        assert () == found.audit()

    @pytest.mark.parametrize(
        ("answered", "self_selected", "short"),
        [(29, False, True), (30, False, False), (30, True, True), (None, True, False)],
    )
    def test_sample(self, answered: int | None, self_selected: bool, short: bool) -> None:
        """Fewer than 30, or those who chose to answer, are not the residents."""
        found = asked(answered=answered, self_selected=self_selected).audit()

        assert short is any("cannot be said what residents think" in one.words for one in found)

    def test_not_told(self) -> None:
        """Who closed and told nobody is asked for a day; nobody is told before the close."""
        closed = dt.date(2026, 3, 1)

        assert ["feedback"] == [found.code for found in asked(closed_on=closed).audit()]
        with pytest.raises(InputError, match="on or after closed_on"):
            asked(closed_on=closed, fed_back_on=dt.date(2026, 2, 28))


class TestFeedback:
    @pytest.mark.parametrize(
        ("told", "day", "in_time"),
        [
            ("2026-05-30", "2026-11-22", True),
            ("2026-05-31", "2026-11-22", False),
            (None, "2026-05-30", None),
            (None, "2026-05-31", False),
            ("2026-05-30", "2026-05-29", None),
        ],
    )
    def test_ninety_days(self, told: str | None, day: str, in_time: bool | None) -> None:
        """The day after the close is day 1, and the ninetieth is in time."""
        one = asked(
            closed_on=dt.date(2026, 3, 1), fed_back_on=dt.date.fromisoformat(told) if told else None
        )
        found = en.feedback_loop_ok(one, dt.date.fromisoformat(day))

        assert in_time is found.in_time
        assert dt.date(2026, 5, 30) == found.due

    def test_no_close(self) -> None:
        """Without a close nothing is due."""
        assert en.feedback_loop_ok(asked(), DAY).in_time is None

    @pytest.mark.parametrize("days", [0, True, 1.5])
    def test_days(self, days: int) -> None:
        """A standard is a whole number of days."""
        with pytest.raises(InputError, match="within_days: expected a whole number of days"):
            en.feedback_loop_ok(asked(), DAY, within_days=days)


class TestAnswers:
    def test_account(self) -> None:
        """What was done, what was not and why, and what is open, all stand in the account."""
        found = en.account(
            [
                en.Point(said="Light the path", outcome="done", did="six lamps since May"),
                en.Point(said="Close the bar", outcome="not_done", why="the law does not let us"),
                en.Point(said="More buses", outcome="open"),
            ]
        )

        assert 2 == found.answered
        assert found.changed_something
        assert "2 of 3 points have an answer." == str(found).splitlines()[0]
        assert "You said: Close the bar. We did not do it. the law does not let us." in str(found)
        assert "not answered it yet" in str(found)

    @pytest.mark.parametrize("outcome", ["not_done", "partly", "for_others"])
    def test_reason(self, outcome: str) -> None:
        """Whoever did not do it says why."""
        with pytest.raises(InputError, match="a reason, because the outcome is"):
            en.Point(said="Close the bar", outcome=outcome, did="something")

    @pytest.mark.parametrize("outcome", ["done", "will_do"])
    def test_what(self, outcome: str) -> None:
        """Whoever did it says what."""
        with pytest.raises(InputError, match="did: expected what was done, or will be"):
            en.Point(said="Light the path", outcome=outcome)

    def test_empty(self) -> None:
        """A point says something."""
        with pytest.raises(InputError, match="said: expected what people said"):
            en.Point(said=" ", outcome="open")

    def test_contradiction(self) -> None:
        """One point cannot be both done and open."""
        with pytest.raises(DocumentError, match="the same point has the outcomes open and done"):
            en.account(
                [
                    en.Point(said="Light the path", outcome="open"),
                    en.Point(said="light  the path", outcome="done", did="lamps"),
                ]
            )


class TestSamples:
    AGES = {"under 25": 300, "25 to 64": 500, "65 and over": 200}

    def test_shares(self) -> None:
        """Shares and differences are exact."""
        found = en.representativeness(
            {"under 25": 10, "25 to 64": 40, "65 and over": 10},
            self.AGES,
            by="age",
            self_selected=False,
        )

        assert Fraction(1, 6) - Fraction(3, 10) == found.groups[0].difference
        assert found.may_say_residents
        assert "were drawn" in found.words

    def test_self_selected(self) -> None:
        """Those who chose to answer do not speak for residents."""
        found = en.representativeness(
            {"under 25": 900, "25 to 64": 900}, self.AGES, by="age", self_selected=True
        )

        assert not found.may_say_residents
        assert ("65 and over",) == found.missing

    def test_too_few(self) -> None:
        """Below 30 there are no shares at all; at 30 there are."""
        few = en.representativeness(
            {"under 25": 9, "25 to 64": 20}, self.AGES, by="age", self_selected=False
        )
        enough = en.representativeness(
            {"under 25": 10, "25 to 64": 20}, self.AGES, by="age", self_selected=False
        )

        assert all(group.share is None for group in few.groups)
        assert "too few" in few.words
        assert Fraction(1, 3) == enough.groups[0].share

    @given(st.lists(st.integers(0, 60), min_size=3, max_size=3))
    def test_small_groups_stay_hidden(self, counts: list[int]) -> None:
        """No group of 1 to 4 is shown, and a single one cannot be worked out from the sum."""
        sample = dict(zip(self.AGES, counts, strict=True))
        found = en.representativeness(sample, self.AGES, by="age", self_selected=True)
        shown = [group.answered for group in found.groups if group.answered is not None]
        hidden = [n for n, group in zip(counts, found.groups, strict=True) if not group.answered]

        assert all(n == 0 or n >= 5 for n in shown)
        if found.answered >= 30 and any(0 < n < 5 for n in counts):
            assert 1 < sum(n > 0 for n in hidden) or 1 == sum(n > 0 for n in counts)

    def test_refused(self) -> None:
        """A group that nobody lives in, a half person and an empty place are refused."""
        with pytest.raises(InputError, match="sample: expected a group of the population"):
            en.representativeness({"under 26": 1}, self.AGES, by="age", self_selected=True)
        with pytest.raises(InputError, match="a whole number, 0 or more"):
            en.representativeness({"under 25": -1}, self.AGES, by="age", self_selected=True)
        with pytest.raises(InputError, match="people in at least one group"):
            en.representativeness({}, {"all": 0}, by="age", self_selected=True)


class TestConsultations:
    @staticmethod
    def held(**more: Any) -> en.Consultation:
        """Return a consultation of 28 days."""
        given_: dict[str, Any] = {
            "about": "Lights",
            "opened_on": dt.date(2026, 3, 1),
            "closed_on": dt.date(2026, 3, 28),
            "window_days": 28,
        }
        return en.Consultation(**(given_ | more))

    def test_window(self) -> None:
        """Both days count: 1 to 28 March are 28 days, and one fewer is refused."""
        assert 28 == self.held().days
        with pytest.raises(InputError, match="at least the 28 days that people were told"):
            self.held(closed_on=dt.date(2026, 3, 27))
        with pytest.raises(InputError, match="on or after opened_on"):
            self.held(closed_on=dt.date(2026, 2, 28))

    def test_four_principles(self) -> None:
        """Each principle is seen, not seen, or cannot be told; time never is."""
        full = self.held(
            choices=("six lamps", "none"),
            papers=("costs",),
            considered_in="report 12",
            decided_on=dt.date(2026, 5, 1),
        )
        found = en.gunning_check("wales", DAY, full)

        assert not isinstance(found, Unknown)
        assert list(en.Principle) == [check.principle for check in found]
        seen = [check.seen for check in found]
        assert [en.Seen.SEEN, en.Seen.SEEN, en.Seen.CANNOT_TELL, en.Seen.SEEN] == seen
        assert all(publishable(check.fact) for check in found)

    @pytest.mark.parametrize(
        ("more", "principle", "seen"),
        [
            ({"decided_on": dt.date(2026, 3, 28)}, "formative", "not seen"),
            ({"decided_on": dt.date(2026, 3, 29)}, "formative", "cannot be told"),
            ({}, "reasons", "not seen"),
            ({}, "considered", "cannot be told"),
            ({"decided_on": dt.date(2026, 5, 1)}, "considered", "not seen"),
        ],
    )
    def test_not_seen(self, more: dict[str, Any], principle: str, seen: str) -> None:
        """A decision before the close, no papers and no report are named."""
        found = en.gunning_check("england", DAY, self.held(**more))

        assert not isinstance(found, Unknown)
        assert {principle: seen}.items() <= {c.principle: c.seen for c in found}.items()

    def test_other_nations(self) -> None:
        """What courts of England and Wales say is not carried over."""
        found = en.gunning_check("scotland", DAY, self.held())

        assert isinstance(found, Unknown)
        assert UnknownReason.JURISDICTION_NOT_SUPPORTED is found.reason


class TestRoles:
    def test_ages(self) -> None:
        """A cadet is 13 to 18; a year under or over is refused."""
        roles = en.volunteer_roles("england", DAY)
        assert not isinstance(roles, Unknown)
        cadet = roles[1]

        assert (13, 18) == (cadet.require_age(13), cadet.require_age(18))
        with pytest.raises(InputError, match="13 or older for Volunteer police cadet"):
            cadet.require_age(12)
        with pytest.raises(InputError, match="18 or younger"):
            cadet.require_age(19)

    @pytest.mark.parametrize("missing", ["guardian_consent", "safeguarding_lead", "checks"])
    def test_children(self, missing: str) -> None:
        """A role that children can take has consent, checks and a safeguarding lead."""
        given_: dict[str, Any] = {
            "name": "Junior cadet",
            "min_age": 10,
            "max_age": 13,
            "checks": ("vetted",),
            "guardian_consent": True,
            "safeguarding_lead": True,
        }
        assert en.VolunteerRole(**given_)
        with pytest.raises(InputError, match=f"{missing}: expected an answer of yes, because chil"):
            en.VolunteerRole(**(given_ | {missing: () if missing == "checks" else False}))

    def test_impossible_ages(self) -> None:
        """Nobody is older than the oldest and younger than the youngest."""
        with pytest.raises(InputError, match="max_age: expected an age of 18 or more"):
            en.VolunteerRole(
                name="Leader",
                min_age=18,
                max_age=17,
                checks=(),
                guardian_consent=False,
                safeguarding_lead=False,
            )

    def test_no_field_gives_somebody_away(self) -> None:
        """No type has a field for a name of a person, a contact, an address or a meeting place."""
        for kind in (en.VolunteerRole, en.ICVVisit, en.Point, en.Engagement):
            fields = {field.name for field in kind.__attrs_attrs__}  # type: ignore[attr-defined]
            assert not {"contact", "email", "phone", "address", "venue", "place", "time"} & fields

    def test_other_nations(self) -> None:
        """Ages of schemes elsewhere are not guessed."""
        assert isinstance(en.volunteer_roles("northern_ireland", DAY), Unknown)


class TestCustodyVisits:
    def test_ordinary(self) -> None:
        """Two who come unannounced and are let in at once have made a visit."""
        visit = en.ICVVisit(on=DAY, visitors=2, people_offered=5, people_agreed=3, people_seen=3)

        assert visit is visit.validate()

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"visitors": 1}, "visitors: expected 2 or more, got 1"),
            ({"announced": True}, "visits come without a warning"),
            ({"police_among_visitors": True}, "they cannot visit"),
            ({"accompanied": False}, "by custody staff"),
            ({"saw_interview": True}, "interviews are not visited"),
            ({"minutes_waited": -1}, "minutes_waited: expected 0 or more"),
            ({"minutes_waited": 9}, "delay_reason: expected danger"),
            ({"people_seen": 1}, "no more than agreed"),
            (
                {
                    "minutes_waited": 9,
                    "delay_reason": en.DelayReason.DANGER,
                    "delay_authorised_by": en.Rank.SERGEANT,
                    "delay_recorded": True,
                },
                "expected an inspector or above",
            ),
        ],
    )
    def test_refused(self, more: dict[str, Any], words: str) -> None:
        """A visit outside the scheme is refused, and it is said why."""
        with pytest.raises(DocumentError, match=words):
            en.ICVVisit(**({"on": DAY, "visitors": 2} | more)).validate()

    def test_delay(self) -> None:
        """Danger, an inspector's word and a written note: then the wait is within the scheme."""
        assert en.ICVVisit(
            on=DAY,
            visitors=2,
            minutes_waited=9,
            delay_reason=en.DelayReason.DANGER,
            delay_authorised_by=en.Rank.INSPECTOR,
            delay_recorded=True,
        ).validate()

    def test_all_at_once(self) -> None:
        """Every problem of a visit is listed."""
        with pytest.raises(DocumentError) as error:
            en.ICVVisit(on=DAY, visitors=1, announced=True).validate()

        assert 2 == len(error.value.problems)


class TestPages:
    @pytest.mark.parametrize("nation", Jurisdiction)
    @pytest.mark.parametrize("wish", en.Wish)
    def test_emergency_first(self, nation: Jurisdiction, wish: en.Wish) -> None:
        """Whatever somebody wants, 999 comes first."""
        assert "999" == en.take_part_routes(nation, DAY, wish)[0].contact

    def test_what_did_you_do(self) -> None:
        """Somebody who heard nothing is told what to ask, and in how many days to expect it."""
        (guide,) = CONTENT.guides_for(jurisdiction="england", as_of=DAY)
        assert isinstance(guide, Guide)
        ending = next(one for one in guide.endings if one.id == "nothing")

        assert "What will you not do, and why?" in " ".join(ending.words)
        assert "engagement.foi.days" in [fact.key for fact in ending.facts]
        assert ending.routes[0].emergency

    def test_wording_of_others(self) -> None:
        """The names of the levels stand here; the goals and promises of IAP2 do not."""
        words = " ".join(
            path.read_text(encoding="utf-8").lower()
            for path in CONTENT.folder.iterdir()  # type: ignore[attr-defined]
            if path.name.endswith(".yaml")
        )

        assert "iap2" in words
        for theirs in ("balanced and objective", "we will implement", "keep you informed"):
            assert theirs not in words

    def test_unchecked(self) -> None:
        """Checks that nobody has confirmed, and a law that is only announced, are not printed."""
        held = {fact.key: fact for fact in CONTENT.book}

        assert not publishable(held["engagement.role.dbs"])
        assert not publishable(held["engagement.commissioner.until"])
