"""Comparing editions: what changed is said in the words of the field, with both places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from safetykit.documents import load, loads
from safetykit.documents.changes import Change, ChangeKind
from safetykit.documents.diff import compare
from safetykit.documents.matching import SIMILAR, likeness

PLANS = Path(__file__).parents[3] / "examples" / "plans"
BASE = """\
format: 1
id: plan
title: A plan
area: {name: Here}
partnership:
  name: Partners
  members: [{organisation: police, status: statutory}]
period:
  period: {start: "2017", end: "2018"}
dated: October 2017
vision: Safe streets
organisations:
  - {id: police, name: Police}
  - {id: council, name: City Council}
priorities:
  - id: theft
    title: Theft
    scope: [shops, streets]
    objectives:
      - {id: less-theft, wordings: [{text: Make theft rarer for all}]}
  - {id: asb, title: Anti-social behaviour}
actions:
  - id: patrols
    title: Patrol the streets at night
    priorities: [theft]
    owner: police
    commitments:
      - {what: send officers out each night, strength: will}
      - {what: publish the routes of patrols, strength: intends, condition: where possible}
    milestones: [{what: first patrol, due: 2017-12}]
indicators:
  - id: thefts
    title: Thefts
    source: police-uk
    group: theft
    polarity: lower is better
    baseline: {period: {start: "2016", end: "2016"}, value: 200}
    targets: [{direction: at most, value: 150, by: 2018}]
claims:
  - {id: figure, says: Two hundred thefts, subject: thefts, value: 200}
"""


def only(old: str, new: str) -> Change:
    """Return the only change that replacing a text makes."""
    assert old in BASE
    (change,) = compare(loads(BASE), loads(BASE.replace(old, new))).changes
    return change


@pytest.mark.parametrize(
    ("old", "new", "kind", "sentence"),
    [
        (
            "strength: will",
            "strength: explores",
            ChangeKind.WEAKENED,
            'The commitment "send officers out each night" of the action "Patrol the streets at '
            'night" was weakened from "will" to "explores".',
        ),
        (
            "strength: intends",
            "strength: will",
            ChangeKind.STRENGTHENED,
            'The commitment "publish the routes of patrols" of the action "Patrol the streets at '
            'night" was strengthened from "intends" to "will".',
        ),
        (
            "strength: will",
            "strength: will, condition: if funds allow",
            ChangeKind.WEAKENED,
            'The commitment "send officers out each night" of the action "Patrol the streets at '
            'night" was weakened: it now holds on the condition "if funds allow".',
        ),
        (
            ", condition: where possible",
            "",
            ChangeKind.STRENGTHENED,
            'The commitment "publish the routes of patrols" of the action "Patrol the streets at '
            'night" was strengthened: it no longer depends on the condition "where possible".',
        ),
        (
            "where possible",
            "where safe",
            ChangeKind.REWORDED,
            'The commitment "publish the routes of patrols" of the action "Patrol the streets at '
            'night" depended on the condition "where possible"; it now depends on "where safe".',
        ),
        (
            "value: 150, by: 2018",
            "value: 180, by: 2019",
            ChangeKind.GOALPOSTS,
            'The target of the indicator "Thefts" was "at most 150 by 2018"; it is now "at most '
            '180 by 2019".',
        ),
        (
            "direction: at most",
            "status: inferred, direction: at least",
            ChangeKind.GOALPOSTS,
            'The target of the indicator "Thefts" was "at most 150 by 2018"; it is now "at least '
            '150 by 2018 (inferred)".',
        ),
        (
            "    targets: [{direction: at most, value: 150, by: 2018}]\n",
            "",
            ChangeKind.GOALPOSTS,
            'The target of the indicator "Thefts" was "at most 150 by 2018"; it is now not stated.',
        ),
        (
            'start: "2016", end: "2016"}, value: 200',
            'start: "2015", end: "2015"}, value: 250',
            ChangeKind.GOALPOSTS,
            'The baseline of the indicator "Thefts" was "2016 to 2016, 200"; it is now "2015 to '
            '2015, 250".',
        ),
        (
            "due: 2017-12",
            "due: 2018-06",
            ChangeKind.GOALPOSTS,
            'The due of the milestone "first patrol" of the action "Patrol the streets at night" '
            'was "2017-12"; it is now "2018-06".',
        ),
        (
            "owner: police",
            "owner: council",
            ChangeKind.OWNER,
            'The owner of the action "Patrol the streets at night" was "Police"; it is now "City '
            'Council".',
        ),
        (
            "    owner: police\n",
            "",
            ChangeKind.OWNER,
            'The owner of the action "Patrol the streets at night" was "Police"; it is now not '
            "stated.",
        ),
        (
            "priorities: [theft]",
            "priorities: [asb]",
            ChangeKind.MOVED,
            'The action "Patrol the streets at night" stood under "Theft"; it now stands under '
            '"Anti-social behaviour".',
        ),
        (
            "thefts, value: 200",
            "thefts, value: over 200",
            ChangeKind.CLAIM,
            'The claim "Two hundred thefts", value: before "200", now "over 200".',
        ),
        (
            "Patrol the streets",
            "Walk the streets",
            ChangeKind.REWORDED,
            'The action "Walk the streets at night", title: before "Patrol the streets at night", '
            'now "Walk the streets at night".',
        ),
        (
            "Make theft rarer for all",
            "Make theft rarer",
            ChangeKind.REWORDED,
            'The objective "Make theft rarer", wordings: before "Make theft rarer for all", now '
            '"Make theft rarer".',
        ),
        (
            "[shops, streets]",
            "[homes, shops]",
            ChangeKind.REWORDED,
            'The priority "Theft", scope: before "streets", now "homes".',
        ),
        (
            "vision: Safe streets",
            "vision: Safe homes",
            ChangeKind.REWORDED,
            'The plan, vision: before "Safe streets", now "Safe homes".',
        ),
        (
            'end: "2018"',
            'end: "2020"',
            ChangeKind.OTHER,
            'The time of the plan, period: before "2017 to 2018", now "2017 to 2020".',
        ),
        (
            "status: statutory",
            "status: associate",
            ChangeKind.OTHER,
            'The membership "Police" of the partnership, status: before "statutory", now '
            '"associate".',
        ),
    ],
)
def test_one_change(old: str, new: str, kind: ChangeKind, sentence: str) -> None:
    """One thing that differs is one change, of its kind, in one sentence."""
    change = only(old, new)

    assert (kind, sentence) == (change.kind, change.sentence)


def test_places() -> None:
    """A change knows where it stands in both documents."""
    old = loads(BASE)
    new = loads("# a line more\n" + BASE.replace("strength: will", "strength: explores"))

    (change,) = compare(old, new).changes

    assert "28:46 (actions[0].commitments[0].strength)" == str(change.place_before)
    assert "29:46 (actions[0].commitments[0].strength)" == str(change.place_after)


def test_commitment_added() -> None:
    """A promise that is new within an action is added, and stands in one document only."""
    line = "      - {what: publish the routes of patrols, strength: intends, "
    more = "      - {what: buy lamps, strength: will}\n"

    change = only(line, more + line)

    assert ChangeKind.ADDED is change.kind
    assert "buy lamps, will" == change.after
    assert "" == change.before
    assert change.place_before is None
    assert 'commitment "buy lamps" of the action "Patrol the streets at night"' == change.subject


def test_title_finds_what_the_id_does_not() -> None:
    """An object with another id and a like title is the same one, and references to it too."""
    new = BASE.replace("id: theft\n", "id: thieving\n").replace("[theft]", "[thieving]")

    assert () == compare(loads(BASE), loads(new)).changes


def test_title_too_unlike() -> None:
    """An object with another id and another title is another object."""
    new = BASE.replace("{id: asb, title: Anti-social behaviour}", "{id: fraud, title: Fraud}")

    diff = compare(loads(BASE), loads(new))

    assert ['priority "Fraud"'] == [c.subject for c in diff.of_kind(ChangeKind.ADDED)]
    assert ["Anti-social behaviour"] == [c.before for c in diff.of_kind(ChangeKind.DROPPED)]
    assert {ChangeKind.DROPPED: 1, ChangeKind.ADDED: 1} == diff.counts
    assert SIMILAR > likeness("Fraud", "Anti-social behaviour")
    assert 0 == likeness("", "Fraud")


def test_objective_under_another_priority() -> None:
    """An objective that stands under another priority has moved."""
    objective = (
        "    objectives:\n      - {id: less-theft, wordings: [{text: Make theft rarer for all}]}\n"
    )
    new = BASE.replace(objective, "").replace(
        "  - {id: asb, title: Anti-social behaviour}\n",
        "  - id: asb\n    title: Anti-social behaviour\n" + objective,
    )

    (change,) = compare(loads(BASE), loads(new)).changes

    assert (ChangeKind.MOVED, "Theft", "Anti-social behaviour") == (
        change.kind,
        change.before,
        change.after,
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[shops, streets]", "[streets, shops]"),
        ("title: Theft\n", "title: Theft\n    passage: {page: '3'}\n"),
        ("dated: October 2017\n", "dated: October 2017\ntranscription: {document: d, note: n}\n"),
        ("title: Thefts\n", "title: Thefts\n    note: A remark\n"),
    ],
)
def test_what_is_no_change(old: str, new: str) -> None:
    """Orders, pages, notes and transcriptions are not what a plan says."""
    assert () == compare(loads(BASE), loads(BASE.replace(old, new))).changes


def test_transcriptions_are_cautioned_about() -> None:
    """A gap of a text that is not wholly held is never called a gap of the plan without a word."""
    held = "transcription: {document: d, note: n, not_held: [{title: Appendix 1}]}\n"

    diff = compare(loads(BASE), loads(BASE + held))

    assert [
        "The newer edition is a transcription that may be incomplete (not held: Appendix 1): what "
        "it lacks may be a gap of the text held, not of the plan."
    ] == list(diff.cautions)


def test_predecessor() -> None:
    """The plan of 2017 says that it keeps the four priorities before it: none is called dropped."""
    old = load(PLANS / "leicestershire-predecessor.yaml")
    new = load(PLANS / "leicestershire-2017.yaml")

    diff, back = compare(old, new), compare(new, old)

    assert [priority.title for priority in old.priorities] == [
        change.before for change in diff.of_kind(ChangeKind.KEPT)
    ]
    assert 4 == len(back.of_kind(ChangeKind.KEPT))
    assert () == diff.of_kind(ChangeKind.DROPPED)
    assert 2 == len(diff.cautions)


def test_values_of_every_sort_have_words() -> None:
    """Lists of parts, yes and no, and parts with parts are told in words."""
    leads = "title: Theft\n    leads: [{organisation: police, on: [shops, streets]}]\n"
    group = "\ngroups: [{id: g, name: Board, planned: true}]\n"
    plain = "\ngroups: [{id: g, name: Board}]\n"

    change: Any = only("title: Theft\n", leads)
    (planned,) = compare(loads(BASE + plain), loads(BASE + group)).changes

    assert (ChangeKind.OWNER, "Police, shops, streets") == (change.kind, change.after)
    assert ("no", "yes") == (planned.before, planned.after)


def test_one_partner_for_each() -> None:
    """Of two that are like a third, the one that is more like it is the same one."""
    priority = "{id: asb, title: Anti-social behaviour}"
    two = "{id: b, title: Anti-social behaviours}\n  - {id: c, title: Antisocial behaviours}"

    diff = compare(loads(BASE), loads(BASE.replace(priority, two)))

    assert ["Antisocial behaviours"] == [c.after for c in diff.of_kind(ChangeKind.ADDED)]
    assert ["Anti-social behaviours"] == [c.after for c in diff.of_kind(ChangeKind.REWORDED)]


def test_kinds_seen_from_the_newer_edition() -> None:
    """What was added is, the other way round, dropped; what was reworded stays reworded."""
    assert ChangeKind.DROPPED is ChangeKind.ADDED.mirror
    assert ChangeKind.WEAKENED is ChangeKind.STRENGTHENED.mirror
    assert ChangeKind.REWORDED is ChangeKind.REWORDED.mirror
