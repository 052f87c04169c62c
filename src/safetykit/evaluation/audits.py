"""Auditing a plan: every rule of the catalogue, in order, and what must be read first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from safetykit.evaluation.catalogue import Catalogue, CatalogueRule
from safetykit.evaluation.evidence import match
from safetykit.evaluation.findings import Audit
from safetykit.evaluation.frame_readings import read_frame
from safetykit.evaluation.frames import Frame, choose_frames
from safetykit.model import Plan

__all__ = ["audit", "preamble"]


def audit(
    plan: Plan,
    *,
    as_of: dt.date,
    frames: Sequence[str | Frame] = (),
    catalogue: Catalogue | None = None,
) -> Audit:
    """Ask whether a plan can be held to account: no outcome data are needed.

    Args:
        plan: The plan.
        as_of: The day for which its bodies and dates are judged, usually `plan.as_of`.
        frames: Frames of law and guidance to read the plan by, as they are or by name; if none is
            given, those of the catalogue that speak of plans of this kind in this nation.
        catalogue: The rules to apply and what they ask; the built-in ones if None.

    Returns:
        The findings with the questions that they answer. The same plan and day always give the
        same audit.

    Raises:
        InputError: A frame is named that the catalogue does not have.

    Examples:
        >>> import safetykit
        >>> plan = safetykit.load("examples/plans/city-of-london.yaml")
        >>> found = audit(plan, as_of=plan.as_of)
        >>> print(found.check("SK-A201").summary)
        24 of 24 headline actions state no owner in the text held.
    """
    held = catalogue or Catalogue.built_in()
    if frames:
        held = attrs.evolve(held, frames=choose_frames(frames, held.frames))
    rules = [r.over(held) if isinstance(r, CatalogueRule) else r for r in held.rules]
    readings = [read_frame(plan, frame, as_of=as_of) for frame in held.frames]
    return Audit(
        plan=plan.id,
        title=plan.title,
        as_of=as_of,
        preamble=preamble(plan),
        checks=tuple(check for rule in rules for check in rule(plan, as_of=as_of)),
        frames=tuple(reading for reading in readings if frames or reading.speaks_of),
        evidence=match(plan, held.evidence) if held.evidence else (),
        marking=plan.marking,
    )


def preamble(plan: Plan) -> tuple[str, ...]:
    """Return what must be read before any finding on a plan: what was audited, and what not."""
    if plan.transcription is None:
        return (f"An audit of the text of “{plan.title}”, not of the organisations behind it.",)
    held = [f"{part.title}: not in the text held." for part in plan.transcription.not_held]
    first = (
        "This is an audit of a transcription that may be incomplete. It is not an assessment of "
        f"{plan.partnership.name} or of any organisation in it."
    )
    return (first, *held)
