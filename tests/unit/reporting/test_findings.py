"""Findings on a page: what could be done first, and what is said once of many things."""

from __future__ import annotations

import re
from typing import Any

import attrs
import pytest

pytest.importorskip("numpy")

import safetykit
from safetykit.errors import Place
from safetykit.evaluation import Check, Family, Finding, Severity
from safetykit.reporting.blocks import Listing, Paragraph, Part, Table
from safetykit.reporting.sections.judged import findings
from safetykit.reporting.sections.remedies import MAX_ROWS, remedies
from safetykit.reporting.sections.repeated import MIN_ALIKE, finding_blocks
from safetykit.reporting.texts import load_texts

TEXTS = load_texts()


def finding(title: str, line: int = 1, **parts: Any) -> Finding:
    """Return a finding on a thing with a title."""
    known: dict[str, Any] = {
        "code": "SK-A201",
        "severity": Severity.NOTICE,
        "place": Place(file="plan.yaml", line=line, column=1, path=f"actions[{line}]"),
        "subject": f"a-{line}",
        "message": f"“{title}” states no owner in the text held.",
        "hint": "Name who answers for it.",
    }
    return Finding(**(known | parts))


def words(found: tuple[object, ...]) -> list[str]:
    """Return the texts of paragraphs and listings, in order."""
    texts: list[str] = []
    for block in found:
        texts += [block.text] if isinstance(block, Paragraph) else []
        texts += block.items if isinstance(block, Listing) else []
    return texts


def test_the_same_of_many_things_is_said_once() -> None:
    """Three findings in the same words are one sentence, and each thing with its place."""
    found = finding_blocks([finding(t, n) for n, t in enumerate("ABC", 1)], TEXTS)

    assert [
        "Of each of these 3: “…” states no owner in the text held. Name who answers for it. "
        "(plan.yaml)",
        "A (1:1 (actions[1]))",
        "B (2:1 (actions[2]))",
        "C (3:1 (actions[3]))",
    ] == words(found)
    assert [True] == [block.compact for block in found if isinstance(block, Listing)]


def test_a_few_findings_stand_whole() -> None:
    """Two findings in the same words are not folded, and each has its file."""
    assert [
        "“A” states no owner in the text held. Name who answers for it. "
        "(plan.yaml:1:1 (actions[1]))",
        "“B” states no owner in the text held. Name who answers for it. "
        "(plan.yaml:2:1 (actions[2]))",
    ] == words(finding_blocks([finding("A", 1), finding("B", 2)], TEXTS))


@pytest.mark.parametrize("part", ["hint", "settled_by", "message"])
def test_what_differs_is_not_folded(part: str) -> None:
    """Findings with another hint, another way to settle them or other words stay apart."""
    other = {"hint": "Ask.", "settled_by": "The annex.", "message": "“C” has no date."}
    found = [finding("A", 1), finding("B", 2), finding("C", 3, **{part: other[part]})]

    assert 3 == len(words(finding_blocks(found, TEXTS)))


def test_things_in_several_files_keep_their_file() -> None:
    """A place says its file wherever the findings are not all in one."""
    away = Place(file="annex.yaml", line=9, column=1)
    found = [finding("A", 1), finding("B", 2), finding("C", 3, place=away)]

    assert "C (annex.yaml:9:1)" == words(finding_blocks(found, TEXTS))[-1]


def test_no_finding_is_lost(city: safetykit.Evaluation) -> None:
    """Each thing that a check found fault with, and each place, stands in the blocks of its check.

    What a finding names first is taken out of the shared words; all else is in them.
    """
    for check in city.audit.checks:
        said = "\n".join(words(finding_blocks(check.findings, TEXTS)))
        for found in check.findings:
            named = re.search("“([^”]*)”", found.message)
            gapped = found.message.replace(named[1], "…", 1) if named else found.message
            place = attrs.evolve(found.place, file=None)
            assert found.message in said or (named and named[1] in said and gapped in said)
            assert str(place) in said
            assert found.settled_by in said


def test_a_page_says_less_often_what_is_the_same(city: safetykit.Evaluation) -> None:
    """The City's 254 findings need fewer than half as many words as they have."""
    short = sum(
        len(" ".join(words(finding_blocks(check.findings, TEXTS)))) for check in city.audit.checks
    )
    full = sum(len(f"{f.message} {f.hint} {f.settled_by} {f.place}") for f in city.audit.findings)

    assert short < full / 2
    assert MIN_ALIKE > 2


def rows(part: Part | None, number: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table of a part."""
    assert part is not None
    return [block for block in part.blocks if isinstance(block, Table)][number].rows


def test_what_would_settle_most_comes_first(city: safetykit.Evaluation) -> None:
    """One annex would settle more than half of the City's findings, and the counts add up."""
    settling = rows(remedies(city.audit, TEXTS), 0)

    assert ("The text of Appendix 1: implementation plan", "145") == settling[0]
    assert len(city.audit.findings) == sum(int(number) for _, number in settling)


def test_the_gravest_first_and_then_the_most(city: safetykit.Evaluation) -> None:
    """Errors stand before warnings and warnings before notices; the rest is counted."""
    held = remedies(city.audit, TEXTS)
    found = rows(held, 1)
    weights = [row[2] for row in found]

    assert MAX_ROWS == len(found)
    assert sorted(weights, key=[s.value for s in Severity].index) == weights
    assert ("error", "notice") == (weights[0], weights[-1])
    assert "41 of 43 actions" == next(row[1] for row in found if row[2] == "notice")
    assert held is not None
    assert any("things could be done" in text for text in words(held.blocks))


def test_each_remedy_is_the_hint_of_its_findings(city: safetykit.Evaluation) -> None:
    """The table gives no advice of its own."""
    hints = {f"{f.hint}\n[{f.code}]" for f in city.audit.findings}

    assert {row[0] for row in rows(remedies(city.audit, TEXTS), 1)} <= hints


def test_one_check_with_two_hints_is_counted_apart(city: safetykit.Evaluation) -> None:
    """Each hint has its own number; what settles them, if nobody named it, is counted too."""
    found = (finding("A"), finding("B"), finding("C", hint="Ask.", severity=Severity.WARNING))
    check = Check(
        code="SK-A201",
        title="state no owner",
        family=Family.ACCOUNTABILITY,
        of="headline actions",
        checked=9,
        findings=found,
    )
    part = remedies(attrs.evolve(city.audit, checks=(check,)), TEXTS)

    assert (
        ("Ask.\n[SK-A201]", "1 of 9 headline actions", "warning"),
        ("Name who answers for it.\n[SK-A201]", "2 of 9 headline actions", "notice"),
    ) == rows(part, 1)
    assert (("Not named", "3"),) == rows(part, 0)


def test_nothing_found_nothing_to_do(city: safetykit.Evaluation) -> None:
    """Without a finding there is no such part."""
    assert None is remedies(attrs.evolve(city.audit, checks=()), TEXTS)


def test_families_without_a_finding_stand_together(city: safetykit.Evaluation) -> None:
    """A family has a heading of its own only where something was found in it."""
    groups = [p for p in findings(city.audit, TEXTS).blocks if isinstance(p, Part)]
    found = {f.name for c in city.audit.checks if c.findings for f in (c.family,)}
    clear = {c.family.value.capitalize() for c in city.audit.checks} - {
        Family[name].value.capitalize() for name in found
    }
    *_, last = groups

    assert len(found) == sum(p.key.startswith("f-") for p in groups) - 1
    assert "Where nothing was found" == last.title
    assert clear == {p.title.split(":")[0] for p in last.blocks if isinstance(p, Part)}
