"""Sentences that claim too much, and sentences that do not."""

from __future__ import annotations

import pytest

from safetykit.evaluation import OverclaimKind, find_overclaims

CAUSE, SAFETY, BLAME = OverclaimKind.CAUSE, OverclaimKind.SAFETY, OverclaimKind.BLAME
PROOF, RANK, NO_BASE = OverclaimKind.PROOF, OverclaimKind.RANK, OverclaimKind.NO_BASE

REFUSED = [
    ("The patrols caused the fall in burglary.", CAUSE),
    ("Burglary fell thanks to the plan.", CAUSE),
    ("The rise is due to the new bars.", CAUSE),
    ("Fewer bicycles were stolen because of the new racks.", CAUSE),
    ("As a result of the scheme, 40 fewer were recorded.", CAUSE),
    ("As a direct result of the scheme, 40 fewer were recorded.", CAUSE),
    ("The campaign led to a sharp fall.", CAUSE),
    ("Lighting was responsible for the drop.", CAUSE),
    ("The plan reduced violent crime.", CAUSE),
    ("Wardens have prevented many thefts.", CAUSE),
    ("The partnership has cut burglary.", CAUSE),
    ("The intervention worked.", CAUSE),
    ("Patrols have made a difference.", CAUSE),
    ("The strategy had an effect on theft.", CAUSE),
    ("The fall is attributable to the cameras.", CAUSE),
    ("The City is safe.", SAFETY),
    ("Streets are now safer.", SAFETY),
    ("Residents were made safer.", SAFETY),
    ("It is the safest borough.", SAFETY),
    ("There is no danger here.", SAFETY),
    ("The park is dangerous.", SAFETY),
    ("The police failed to act.", BLAME),
    ("This shows the failure of the council.", BLAME),
    ("The board should have known.", BLAME),
    ("The rise is the fault of the partnership.", BLAME),
    ("The service was poorly managed.", BLAME),
    ("Victims were let down.", BLAME),
    ("This proves that patrols help.", PROOF),
    ("Burglary will definitely fall.", PROOF),
    ("There is no doubt about it.", PROOF),
    ("It guarantees fewer thefts.", PROOF),
    ("The City is the worst of all.", RANK),
    ("It ranks third of nine.", RANK),
    ("It is at the bottom of the table.", RANK),
    ("Its rate is higher than any other.", RANK),
    ("Burglary fell by 30%.", NO_BASE),
    ("Burglary fell by 30 per cent.", NO_BASE),
]
ALLOWED = [
    "Theft: 525 recorded before and 930 after, a rise of 77% (between 45% and 117%).",
    "These records cannot say why, or what would have happened without the plan.",
    "Nobody can say what caused it.",
    "Being outside is a reason to ask, and says nothing of why.",
    "“We made the City safe” is what the plan says.",
    "The plan states 3.54%, third by size; the records give 13.54% (987 of 7,287).",
    "Round about, the change beyond like places is 12 events: both fit that.",
    "Such counts fall back by themselves, and that fall is in the figure.",
    "The target is at most -20% as a change; the records give between −55% and −44%.",
    "The Safer City Partnership met in May.",
]


@pytest.mark.parametrize(("sentence", "kind"), REFUSED, ids=[s for s, _ in REFUSED])
def test_refused(sentence: str, kind: OverclaimKind) -> None:
    """A sentence that claims too much is found, with what could be said instead."""
    found = find_overclaims(sentence)

    assert kind in [claim.kind for claim in found]
    assert all(claim.reason and claim.instead for claim in found)


@pytest.mark.parametrize("sentence", ALLOWED)
def test_allowed(sentence: str) -> None:
    """A sentence with its base, or that denies a claim, or quotes one, is left alone."""
    assert () == find_overclaims(sentence)


def test_each_sentence_has_its_own_base() -> None:
    """A count in one sentence is no base for a percentage in another."""
    found = find_overclaims("It was 525 of 7,000 before. It then rose by 77%.")

    assert ["It then rose by 77%."] == [claim.words for claim in found]
