"""Frames of law and guidance: what each asks of which plans, where, from when, and who is exempt.

What belongs here: the types of a frame, reading the bundled ones from their data files, and
choosing among them. What does not: looking for what a frame asks in a plan (`frame_readings`). A
frame is data; no rule of law is code.

Nothing here is legal advice, and nothing finds that a duty was kept or broken.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence
from enum import StrEnum
from importlib.resources import files
from typing import Final

import attrs

from safetykit.content import Citation, Confidence, Jurisdiction, read_content
from safetykit.errors import InputError, suggest
from safetykit.model import BodyKind, InstrumentKind, PlanKind

__all__ = [
    "Frame",
    "FrameExemption",
    "Requirement",
    "SeenBy",
    "bundled_frames",
    "choose_frames",
]

FILES: Final = (
    "police_and_crime_plan.yaml",
    "crime_and_disorder.yaml",
    "serious_violence.yaml",
    "prevent.yaml",
    "specified_information.yaml",
)


class SeenBy(StrEnum):
    """How a typed plan shows what a frame asks for."""

    OBJECTIVES = "has objectives"
    TARGETS = "has performance targets"
    MEASURES = "says what is measured"
    PURSUERS = "names who pursues each priority"
    RESOURCES = "states resources"
    GRANTS = "states grants"
    DOCUMENT = "names a document"
    CONSULTATION = "names a consultation"
    ENGAGEMENT = "says how the public takes part"
    MEMBERS = "names bodies of each kind"
    SUBJECT = "takes a subject up"
    NOWHERE = "cannot be seen in a plan"


@attrs.frozen(kw_only=True)
class Requirement:
    """One thing that a frame asks for, paraphrased.

    Attributes:
        id: A short name, unique in its frame.
        what: What is asked for, to stand after "asks for".
        provision: The section, regulation or part of the guidance.
        seen_by: How a plan shows it.
        words: For a document or a subject, the words that name it; any one will do.
        bodies: For members, the kinds of body.
        jurisdictions: The nations in which it holds; those of the frame if empty.
        valid_from: The first day for which the library vouches for it.
        valid_to: The last day; None if no end is known.
        confidence: How it is known.
        check_by_person: Whether a person must check it first.
    """

    id: str
    what: str
    provision: str
    seen_by: SeenBy
    valid_from: dt.date
    confidence: Confidence
    sources: tuple[Citation, ...] = ()
    words: tuple[str, ...] = ()
    bodies: tuple[BodyKind, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()
    valid_to: dt.date | None = None
    check_by_person: bool = False
    note: str = ""

    def __attrs_post_init__(self) -> None:
        needs = {SeenBy.DOCUMENT: "words", SeenBy.SUBJECT: "words", SeenBy.MEMBERS: "bodies"}
        field = needs.get(self.seen_by)
        if field and not getattr(self, field):
            raise InputError(f"{self.id}.{field}", [], f'at least one, to see "{self.seen_by}"')
        if not self.sources and (self.confidence.seen or not self.check_by_person):
            hint = "General knowledge may go without, if it says check_by_person: true."
            raise InputError(f"{self.id}.sources", [], "at least one source", hint=hint)

    def covers(self, jurisdiction: Jurisdiction, as_of: dt.date) -> bool:
        """Whether it holds in a nation on a day."""
        ended = self.valid_to is not None and self.valid_to < as_of
        here = not self.jurisdictions or jurisdiction in self.jurisdictions
        return here and self.valid_from <= as_of and not ended


@attrs.frozen(kw_only=True)
class FrameExemption:
    """That an area is outside a frame, or outside some of what it asks for, and by what.

    Attributes:
        who: Who is exempt, in words.
        area_codes: The codes of the areas, as open data write them.
        requirements: The ids of what does not hold there; all of them if empty.
        why: Why, in a sentence.
    """

    who: str
    area_codes: tuple[str, ...]
    why: str
    confidence: Confidence
    sources: tuple[Citation, ...] = ()
    requirements: tuple[str, ...] = ()

    def frees(self, area_code: str, requirement: str) -> bool:
        """Whether an area need not do what a requirement asks for."""
        return area_code in self.area_codes and (
            not self.requirements or requirement in self.requirements
        )


@attrs.frozen(kw_only=True)
class Frame:
    """A law, an order or a guidance that asks something of plans.

    Attributes:
        name: What a caller names it by: "pcp-2011".
        kind: What kind of text it is.
        jurisdictions: The nations in which it holds.
        binds: The kinds of plan that it speaks of.
        valid_from: The first day for which the library vouches for it.
        valid_to: The last day; None if no end is known.
        review_by: The day by which it is to be looked up again.
    """

    name: str
    title: str
    kind: InstrumentKind
    jurisdictions: tuple[Jurisdiction, ...]
    binds: tuple[PlanKind, ...]
    valid_from: dt.date
    review_by: dt.date
    requirements: tuple[Requirement, ...]
    exemptions: tuple[FrameExemption, ...] = ()
    valid_to: dt.date | None = None
    caveats: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        ids = [requirement.id for requirement in self.requirements]
        if len(set(ids)) < len(ids):
            raise InputError(f"{self.name}.requirements", ids, "each id once")
        for name in (name for exemption in self.exemptions for name in exemption.requirements):
            if name not in ids:
                hint = suggest(name, ids)
                raise InputError(f"{self.name}.exemptions", name, "a requirement's id", hint=hint)


@attrs.frozen(kw_only=True)
class _FrameFile:
    frames: tuple[Frame, ...]


@functools.cache
def bundled_frames() -> tuple[Frame, ...]:
    """Return the frames that the library carries, read from its data files."""
    folder = files("safetykit.evaluation") / "frames_data"
    return tuple(frame for name in FILES for frame in read_content(folder, name, _FrameFile).frames)


def choose_frames(frames: Iterable[str | Frame], known: Sequence[Frame]) -> tuple[Frame, ...]:
    """Return the frames that a caller asks for, by name or as they are.

    Args:
        frames: Names of known frames, or frames.
        known: The frames at hand.

    Raises:
        InputError: A name is not that of a known frame.
    """
    by_name = {frame.name: frame for frame in known}
    return tuple(frame if isinstance(frame, Frame) else _named(frame, by_name) for frame in frames)


def _named(name: str, known: dict[str, Frame]) -> Frame:
    if name in known:
        return known[name]
    listed = f"The known frames are {', '.join(known) or 'none'}."
    hint = f"{suggest(name, known)} {listed}".strip()
    raise InputError("frames", name, "a frame that the catalogue has", hint=hint)
