"""Guides: what a plan may not be, what stands in a guide, and walking one."""

import datetime as dt
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.content import (
    Ending,
    Guide,
    GuideQuestion,
    ModuleContent,
    Unknown,
    UnknownReason,
    find_verdicts,
    walk,
)
from safetykit.errors import DocumentError, InputError

DAY = dt.date(2026, 11, 22)
Spoil = Callable[[str, str, str], Path]


def guide(folder: Path, *, jurisdiction: str = "england", as_of: dt.date = DAY) -> Guide:
    """Return the one guide of a folder."""
    (found,) = ModuleContent("", folder=folder).guides_for(jurisdiction=jurisdiction, as_of=as_of)
    assert isinstance(found, Guide)
    return found


def refused(folder: Path) -> str:
    """Return what is said of the guides of a folder."""
    with pytest.raises(DocumentError) as caught:
        _ = ModuleContent("", folder=folder).guides
    return str(caught.value)


class TestWhatItShows:
    def test_emergency_first_always(self, content: Path) -> None:
        """Every ending starts with the emergency route, though no ending names it."""
        firsts = {ending.routes[0].id for ending in guide(content).endings}

        assert {"demo.emergency"} == firsts

    def test_expired_route(self, content: Path) -> None:
        """A route that has ended is not shown."""
        routes = [route.id for route in guide(content).endings[1].routes]

        assert ["demo.emergency", "demo.police"] == routes

    def test_unpublishable_fact(self, content: Path) -> None:
        """A fact that a person has yet to check is not shown."""
        facts = [fact.key for fact in guide(content).endings[0].facts]

        assert ["demo.limit"] == facts

    def test_fact_that_is_not_known_yet(self, content: Path) -> None:
        """A fact without a value on the day is said to be unknown."""
        ending = guide(content, as_of=dt.date(2019, 1, 1)).endings[0]

        assert () == ending.facts
        assert UnknownReason.BEFORE_FIRST_VALUE is ending.unknown[0].reason

    def test_sources_once(self, content: Path) -> None:
        """A guide names each source once."""
        assert ["page"] == [source.key for source in guide(content).sources]

    @pytest.mark.parametrize(("day", "late"), [("2027-01-01", False), ("2027-01-02", True)])
    def test_review_overdue(self, content: Path, day: str, late: bool) -> None:
        """A guide is overdue on the day after its review date."""
        assert late is guide(content, as_of=dt.date.fromisoformat(day)).review_overdue

    def test_other_nation(self, content: Path) -> None:
        """Another nation gets Unknown, never this nation's text."""
        content = ModuleContent("", folder=content)

        (found,) = content.guides_for(jurisdiction="scotland", as_of=DAY)

        assert isinstance(found, Unknown)
        assert UnknownReason.JURISDICTION_NOT_SUPPORTED is found.reason

    @pytest.mark.parametrize(
        ("day", "reason"),
        [
            ("2019-12-31", UnknownReason.BEFORE_FIRST_VALUE),
            ("2026-02-01", UnknownReason.NO_VALUE_ON_DATE),
        ],
    )
    def test_other_days(self, spoil: Spoil, day: str, reason: UnknownReason) -> None:
        """A guide may be limited to some days."""
        dates = "    valid_from: 2020-01-01\n    valid_to: 2026-01-31\n    start: first"
        content = ModuleContent("", folder=spoil("guides.yaml", "    start: first", dates))

        (found,) = content.guides_for(jurisdiction="england", as_of=dt.date.fromisoformat(day))

        assert isinstance(found, Unknown)
        assert reason is found.reason

    def test_emergency_route_that_has_ended(self, spoil: Spoil) -> None:
        """Without an emergency route on the day there is no guide."""
        old = "    stage: emergency\n"
        content = ModuleContent(
            "", folder=spoil("routes.yaml", old, f"{old}    valid_to: 2020-01-01\n")
        )

        (found,) = content.guides_for(jurisdiction="england", as_of=DAY)

        assert isinstance(found, Unknown)
        assert "no emergency route is known" in found.about

    def test_pickle(self, content: Path) -> None:
        """A guide survives a trip to another process."""
        found = guide(content)

        assert found == pickle.loads(pickle.dumps(found))


class TestWalk:
    def test_no_answer_yet(self, content: Path) -> None:
        """A walk starts with the first question."""
        here = walk(guide(content))

        assert isinstance(here, GuideQuestion)
        assert "Did it happen to you?" == here.ask

    def test_to_the_end(self, content: Path) -> None:
        """Answers lead to an ending."""
        here = walk(guide(content), ["Yes", "Yes"])

        assert isinstance(here, Ending)
        assert "Get help at once" == here.title

    def test_no_such_answer(self, content: Path) -> None:
        """An answer that the question lacks is named, with those that it has."""
        with pytest.raises(InputError, match=r'answers\[1\].*"Yes", "No".*got \'Maybe\''):
            walk(guide(content), ["Yes", "Maybe"])

    def test_answers_after_the_end(self, content: Path) -> None:
        """There is nothing to answer at an ending."""
        with pytest.raises(InputError, match='the walk ended at "others"'):
            walk(guide(content), ["No", "No"])

    def test_unknown_step(self, content: Path) -> None:
        """A step that is not there is an error with a suggestion."""
        with pytest.raises(InputError, match='Did you mean "second"'):
            guide(content).step("secnd")


class TestPlan:
    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("then: now", "then: nwo", r'guides.yaml:18:28 .*or ending has the id "nwo"'),
            ("start: first", "start: frist", 'no question has the id "frist"'),
            ("then: second", "then: others", 'no walk reaches "second"'),
            ("then: now", "then: first", "never ends: first → second → first"),
            ("id: others", "id: now", 'the id "now" stands here a second time'),
            ("[Leave if you can.]", "[]", 'the ending "now" has no words'),
            ("routes: [demo.police]", "routes: []", 'the ending "now" has no routes'),
            ('label: "No", then: others}\n      - id', 'label: "Yes", then: others}\n      - id',
             '"first" needs at least one answer, each label once'),
            ("demo.limit,", "demo.limt,", 'nothing called "demo.limt" among its facts.*demo.limit'),
            ("[demo.police]", "[demo.polic]", 'nothing called "demo.polic" among its routes'),
            ("[Leave if you can.]", "[You are safe.]", '"You are safe" passes a verdict'),
            ("[england]", "[wales]", "no emergency route is known in Wales"),
            ("review_by: 2027-01-01", "review_by: 2027-13-01", "Month must be in 1..12"),
        ],
    )  # fmt: skip
    def test_fault(self, spoil: Spoil, old: str, new: str, words: str) -> None:
        """What is wrong with a guide is said, with its place."""
        with pytest.raises(DocumentError, match=words):
            _ = ModuleContent("", folder=spoil("guides.yaml", old, new)).guides

    def test_all_at_once(self, spoil: Spoil) -> None:
        """Every fault of a guide is in one report."""
        spoil("guides.yaml", "then: now", "then: nwo")
        spoil("guides.yaml", "sources: [page]", "sources: [pages]")
        spoil("guides.yaml", "[Others can help.]", "[<b>Others</b> can help.]")
        spoil("guides.yaml", "routes: [demo.police]", "routes: []")

        words = refused(spoil("guides.yaml", "demo.limit", "demo.limt"))

        assert all(
            part in words
            for part in ("nwo", "'pages'", "'<b>'", "has no routes", "demo.limt", 'reaches "now"')
        )

    def test_no_endings(self, content: Path) -> None:
        """A guide without an ending is refused."""
        text = (content / "guides.yaml").read_text().partition("    endings:")[0]
        (content / "guides.yaml").write_text(text + "    endings: []\n")

        assert "there is no ending" in refused(content)

    def test_same_key_twice(self, content: Path) -> None:
        """Two guides of one key are refused."""
        text = (content / "guides.yaml").read_text()
        (content / "guides.yaml").write_text(text + text.removeprefix("guides:\n"))

        assert 'expected each id once, got "demo.guide"' in refused(content)


class TestVerdicts:
    @pytest.mark.parametrize(
        "text",
        ["You are safe.", "This is a scam.", "It's not genuine", "Safe", "Scam: yes",
         "He is guilty of it.", "The arrest was unlawful.", "You are probably over the limit."],
    )  # fmt: skip
    def test_found(self, text: str) -> None:
        """A verdict is found, with the reason against it."""
        assert [True] == [bool(reason) for _, reason in find_verdicts(text)]

    @pytest.mark.parametrize(
        "text",
        ["Call 101 if you are safe.", "Keep safe.", "Whether it is lawful is for a court.",
         "Move to a safe place.", "Signs of a scam", "Is this a scam?", "Where to report fraud"],
    )  # fmt: skip
    def test_passed(self, text: str) -> None:
        """Words that suppose, ask or advise are no verdict."""
        assert () == find_verdicts(text)
