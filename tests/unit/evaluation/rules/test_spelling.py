"""Names that look like one name, and names that do not."""

from __future__ import annotations

import pytest

from safetykit.evaluation.rules.spelling import content_words, doubled_word, same_words, slip


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("value of money", "Value for Money", "a small word"),
        ("Lincolnshrie Police", "Lincolnshire Police", "“lincolnshrie” and “lincolnshire”"),
        ("non-statuary partners", "non-statutory partners", "“statuary” and “statutory”"),
        ("Goverment", "Government", "“goverment” and “government”"),
        ("Anti-social behaviour", "anti social behaviour", ""),  # the same words
        ("Crime prevention", "Crime preventing", ""),  # another ending
        ("Victim Service", "Victim Services", ""),
        ("North Board", "South Board", ""),
        ("Team A", "Team B", ""),
        ("Ward 12345", "Ward 12346", ""),
        ("Crime prevention", "Prevention of crime", ""),  # another order
        ("Police", "Fire", ""),
        ("Health Board", "Health and Care Board", ""),
        ("of the", "for the", ""),
    ],
)
def test_slip(one: str, other: str, how: str) -> None:
    """A small word or a letter within a long word is a slip, either way round."""
    assert (how != "") == (slip(other, one) != "")
    assert how == slip(one, other)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Violence Reduction Unit Unit", "unit"),
        ("that That", "that"),
        ("unit, union", ""),
        ("Group 4 4", ""),
        ("", ""),
    ],
)
def test_doubled_word(text: str, word: str) -> None:
    """A word twice running is found, in whatever case."""
    assert word == doubled_word(text)


def test_words_are_compared_without_marks() -> None:
    """Capitals, hyphens and an ampersand make no other words."""
    assert same_words("Anti-Social Behaviour", "anti social behaviour")
    assert same_words("Crime & Disorder", "crime and disorder")
    assert not same_words("Value for money", "Value of money")
    assert ("crime", "disorder") == content_words("The crime and the disorder")
