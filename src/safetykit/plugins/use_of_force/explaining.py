"""The explainer of this module, for one nation on one day."""

from __future__ import annotations

import datetime as dt

from safetykit.content import Explainer, Jurisdiction, Unknown
from safetykit.plugins.use_of_force.data import CONTENT

__all__ = ["explainer"]


def explainer(jurisdiction: Jurisdiction | str, as_of: dt.date) -> Explainer | Unknown:
    """Return what residents ask about police use of force, with sourced answers.

    Args:
        jurisdiction: England or Wales.
        as_of: The day.

    Returns:
        The explainer; or `Unknown`, which names where to look, for another nation.

    Examples:
        >>> page = explainer("wales", dt.date(2026, 11, 22))
        >>> page.questions[0].ask
        'Why can the police use force?'
    """
    (page,) = CONTENT.explainers_for(jurisdiction=jurisdiction, as_of=as_of)
    return page
