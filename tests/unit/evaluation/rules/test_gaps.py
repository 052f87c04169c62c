"""References to parts that are not there, and values that are lost. Needs no numpy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safetykit.evaluation import Check, Severity
from safetykit.model import (
    Action,
    AgeRange,
    Cohort,
    CohortKind,
    ContentItem,
    ContentKind,
    CrossReference,
    Id,
    Milestone,
    NotHeld,
    Passage,
    Plan,
    Schedule,
    Status,
    Transcription,
)
from safetykit.quantities import PartialDate, Period

MakePlan = Callable[..., Plan]
Find = Callable[[Plan, str], Check]


@pytest.mark.parametrize(
    ("parts", "severity", "words"),
    [
        ({"expects": "a model", "holds": "a timetable"}, Severity.WARNING, "a timetable."),
        ({"expects": "a model", "holds": "A model"}, None, ""),
        ({"expects": "a model"}, None, ""),
        ({"expects": "a model", "status": Status.NOT_HELD}, Severity.NOTICE, "to hold a model: n"),
        ({"status": Status.ABSENT}, Severity.NOTICE, "The text leads to annex A: absent."),
    ],
)
def test_cross_reference(
    make_plan: MakePlan,
    find: Find,
    parts: dict[str, str],
    severity: Severity | None,
    words: str,
) -> None:
    """A reference leads to what is said to stand there."""
    one = CrossReference(id=Id("r"), to="annex A", **parts)  # type: ignore[arg-type]  # of a table
    check = find(make_plan(cross_references=(one,)), "SK-A143")

    assert ([severity] if severity else []) == [f.severity for f in check.findings]
    assert all(words in finding.message for finding in check.findings)


def test_part_not_held(make_plan: MakePlan, find: Find) -> None:
    """A part that the transcription does not hold is a notice, where it stands in the file."""
    held = Transcription(document="D", note="N", not_held=(NotHeld(title="Appendix 1: actions"),))
    (finding,) = find(make_plan(transcription=held), "SK-A143").findings

    assert "Appendix 1: actions: not in the text held." == finding.message
    assert "transcription.not_held[0]" == finding.place.path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as set out in Annex B", ["annex b"]),
        ("see table 3 and figure 2", ["figure 2", "table 3"]),
        ("see annexe B", ["annex b"]),
        ("see annex A", []),  # the timetable bears its name
        ("see appendix 1", []),  # not held, and said so
        ("see table 7", []),  # in a passage
        ("see chart 1", []),  # a content item
        ("a figure of 20", []),
        ("above the national figure 12 for each 1,000", []),
        ("The table 4 stood on", []),
        ("It rose (figure 2).", ["figure 2"]),
        ("Figure 2 and figure 3", ["figure 2", "figure 3"]),
        ("put on the table", []),
        ("an annex a day", []),
    ],
)
def test_part_that_is_named_in_passing(
    make_plan: MakePlan, find: Find, text: str, found: list[str]
) -> None:
    """A part that some sentence names is looked for among the parts that are held."""
    plan = make_plan(
        vision=text,
        transcription=Transcription(
            document="D", note="N", not_held=(NotHeld(title="Appendix 1: actions"),)
        ),
        schedules=(Schedule(id=Id("s"), title="Year one (annex A)", period=Period()),),
        content=(
            ContentItem(id=Id("c"), title="Chart 1", kind=ContentKind.SOURCE),
            ContentItem(
                id=Id("t"), title="T", kind=ContentKind.SOURCE, passage=Passage(section="Table 7")
            ),
        ),
    )
    findings = [f for f in find(plan, "SK-A143").findings if "leads to" in f.message]

    assert [f"The text leads to {part}, which is not among the parts held." for part in found] == [
        finding.message for finding in findings
    ]
    assert {"vision"} >= {finding.place.path for finding in findings}


def test_values_that_are_lost(make_plan: MakePlan, find: Find) -> None:
    """Each lost value is found under the object that holds it; an absent one is not lost."""
    lost = AgeRange(low_status=Status.ILLEGIBLE, high_status=Status.ABSENT)
    due = PartialDate.parse("unknown")
    plan = make_plan(
        cohorts=(Cohort(id=Id("young"), title="Young", kind=CohortKind.VICTIM, age=lost),),
        actions=(
            Action(
                id=Id("map"),
                title="Map",
                commitments=(),
                milestones=(Milestone(what="first map", due=due, status=Status.NOT_HELD),),
            ),
        ),
    )
    check = find(plan, "SK-A147")

    assert ["map", "young"] == sorted(finding.subject for finding in check.findings)
    assert "A value of “first map” is not in the text held." in {
        finding.message for finding in check.findings
    }
    assert check.checked > len(check.findings)


def test_lost_part_is_counted_once(make_plan: MakePlan, find: Find) -> None:
    """A reference to a part that is not held is found as a reference, and not as a value too."""
    one = CrossReference(id=Id("r"), to="annex A", status=Status.NOT_HELD)
    plan = make_plan(cross_references=(one,))

    assert 1 == len(find(plan, "SK-A143").findings)
    assert () == find(plan, "SK-A147").findings
