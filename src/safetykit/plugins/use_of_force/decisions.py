"""The National Decision Model, and a place to write down a rationale by its six elements.

What belongs here: the elements, how they hang together, and free text for each. What does not: a
verdict on a decision; no type here has a place for one.
"""

from __future__ import annotations

import datetime as dt
import itertools
from enum import StrEnum
from typing import Final

import attrs

from safetykit.content import Fact, Jurisdiction, Unknown
from safetykit.errors import InputError
from safetykit.plugins.use_of_force.data import CONTENT

__all__ = ["NDMRationale", "NDMStage", "decision_model", "decision_model_links"]


class NDMStage(StrEnum):
    """The elements of the model. The code stands at the centre and the others in a circle."""

    CODE = "code"
    INFORMATION = "information"
    ASSESSMENT = "assessment"
    POWERS = "powers"
    OPTIONS = "options"
    ACTION = "action"


_CIRCLE: Final = tuple(stage for stage in NDMStage if stage is not NDMStage.CODE)


def decision_model(
    jurisdiction: Jurisdiction | str, as_of: dt.date
) -> tuple[tuple[NDMStage, Fact], ...] | Unknown:
    """Return the elements of the model in our words, each with its source.

    Args:
        jurisdiction: England or Wales.
        as_of: The day.

    Returns:
        Each element with its fact; or `Unknown`.
    """
    found: list[tuple[NDMStage, Fact]] = []
    for stage in NDMStage:
        key = f"use_of_force.ndm.{stage}"
        answer = CONTENT.book.at(key, jurisdiction=jurisdiction, as_of=as_of)
        if isinstance(answer, Unknown):
            return attrs.evolve(answer, about="the National Decision Model")
        found.append((stage, answer))
    return tuple(found)


def decision_model_links() -> tuple[tuple[NDMStage, NDMStage], ...]:
    """Return which element leads to which: a circle, and the code linked with each both ways.

    Examples:
        >>> (NDMStage.ACTION, NDMStage.INFORMATION) in decision_model_links()
        True
    """
    circle = itertools.pairwise((*_CIRCLE, _CIRCLE[0]))
    hub = ((NDMStage.CODE, stage) for stage in _CIRCLE)
    back = ((stage, NDMStage.CODE) for stage in _CIRCLE)
    return (*circle, *hub, *back)


@attrs.frozen(kw_only=True)
class NDMRationale:
    """What an officer wrote on each element of the model. It has no field for a verdict.

    In a fast incident the elements may run together: the same words may then stand for several.
    """

    code: str
    information: str
    assessment: str
    powers: str
    options: str
    action: str

    def __attrs_post_init__(self) -> None:
        blank = [stage.value for stage in NDMStage if not self.of(stage).strip()]
        if blank:
            hint = "Where an element ran together with another, say so in words."
            raise InputError("rationale", blank, "words for all six elements", hint=hint)

    def of(self, stage: NDMStage) -> str:
        """Return what was written on an element."""
        return str(getattr(self, stage.value))
