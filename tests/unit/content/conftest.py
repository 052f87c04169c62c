"""A small module of content with one file of each kind, in a folder that a test may spoil."""

from collections.abc import Callable
from pathlib import Path

import pytest

FILES = {
    "sources.yaml": """\
retrieved: 2026-11-22
sources:
  - {key: page, title: A page, publisher: Its owner, published: 2025-12}
""",
    "facts.yaml": """\
facts:
  - key: demo.limit
    title: The limit
    value: 35
    kind: threshold
    jurisdictions: [england]
    valid_from: 2020-01-01
    status: in_force
    confidence: V
    sources: [page]
    review_by: 2027-01-01
  - key: demo.shaky
    title: A rumour
    value: 7
    kind: threshold
    jurisdictions: [england]
    valid_from: 2020-01-01
    status: in_force
    confidence: G-
    check_by_person: true
    review_by: 2027-01-01
""",
    "routes.yaml": """\
routes:
  - id: demo.police
    label: Police
    contact: "101"
    channel: phone
    stage: report
    jurisdictions: [england, wales]
    confidence: V
    sources: [page]
    review_by: 2027-01-01
  - id: demo.old
    label: An old number
    contact: "102"
    channel: phone
    stage: report
    jurisdictions: [england]
    valid_to: 2021-01-01
    confidence: V
    sources: [page]
    review_by: 2027-01-01
  - id: demo.emergency
    label: Emergency
    contact: "999"
    channel: phone
    stage: emergency
    jurisdictions: [england]
    confidence: V
    sources: [page]
    review_by: 2027-01-01
""",
    "guides.yaml": """\
guides:
  - key: demo.guide
    title: What to do about a thing
    jurisdictions: [england]
    review_by: 2027-01-01
    intro: [A few questions.]
    start: first
    questions:
      - id: first
        ask: Did it happen to you?
        help: To somebody else counts as no.
        answers:
          - {label: "Yes", then: second}
          - {label: "No", then: others}
      - id: second
        ask: Is it still going on?
        answers:
          - {label: "Yes", then: now}
          - {label: "No", then: others}
    endings:
      - id: now
        title: Get help at once
        words: [Leave if you can.]
        facts: [demo.limit, demo.shaky]
        routes: [demo.police]
        sources: [page]
      - id: others
        title: Where to turn
        words: [Others can help.]
        routes: [demo.old, demo.police]
""",
    "explainers.yaml": """\
explainers:
  - key: demo.explainer
    title: The limit explained
    jurisdictions: [england]
    review_by: 2027-01-01
    questions:
      - {ask: What is the limit?, words: [It is a number.], facts: [demo.limit, demo.shaky]}
""",
    "checklists.yaml": """\
checklists:
  - key: demo.checklist
    title: Before you set out
    for_whom: drivers
    jurisdictions: [england]
    review_by: 2027-01-01
    items:
      - {id: look, text: Look both ways., why: Others may come., facts: [demo.limit, demo.shaky]}
""",
    "glossary.yaml": """\
glossary:
  - {term: KSI, meaning: Killed or seriously injured., jurisdictions: [england], sources: [page],
     review_by: 2027-01-01}
""",
    "indicators.yaml": """\
indicators:
  - {key: demo.reports, title: Reports, source: police-uk, groups: [Robbery], unit: reports,
     polarity: more-reporting-is-good, basis: residents, paired_with: demo.harm, sources: [page]}
  - {key: demo.harm, title: Harm, source: police-uk, unit: offence, polarity: lower,
     cannot_see: [What nobody reports.], sources: [page]}
""",
    "evidence.yaml": """\
interventions:
  - key: demo.lighting
    title: Street lighting
    what: Brighter lamps.
    names: [lamps]
    ratings:
      - {outcome: burglary, effect: reduces, strength: strong, scale: One, jurisdictions: [england],
         source: page, confidence: V, review_by: 2027-01-01}
      - {outcome: burglary, effect: no effect, strength: weak, scale: Two, jurisdictions: [england],
         source: page, confidence: V2, review_by: 2027-01-01}
""",
}

Spoil = Callable[[str, str, str], Path]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a folder with one valid file of each kind."""
    folder = tmp_path / "content"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def spoil(content: Path) -> Spoil:
    """Return a function that replaces a text in a file, and gives the folder."""

    def replace(name: str, old: str, new: str) -> Path:
        text = (content / name).read_text()
        assert old in text
        (content / name).write_text(text.replace(old, new))
        return content

    return replace
