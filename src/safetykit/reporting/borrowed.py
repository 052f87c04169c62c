"""What a face in another language says, at its top, of the parts that are in English.

What belongs here: the one sentence for each kind of face. What does not: marking the parts; that
is done where each is shown, with `Texts.in_english`.
"""

from __future__ import annotations

from safetykit.reporting.texts import Texts

__all__ = ["content_in_english", "details_in_english", "sentences_in_english"]


def sentences_in_english(texts: Texts) -> str:
    """Return the sentence for a report; empty in English."""
    if texts.is_english:
        return ""
    return texts.say("The sentences on the plan and on its figures are in English.")


def content_in_english(texts: Texts) -> str:
    """Return the sentence for a page of toolkit content; empty in English."""
    if texts.is_english:
        return ""
    return texts.say("The content of this page is in English.")


def details_in_english(texts: Texts) -> str:
    """Return the sentence for a list of what was asked, returned or checked; empty in English."""
    if texts.is_english:
        return ""
    return texts.say("The details of each line are in English.")
