"""The part of a module's page that lists rated interventions, with how each rating is known."""

from __future__ import annotations

from collections.abc import Iterable

from safetykit.content import OutcomeRating, RatedIntervention
from safetykit.reporting.markdown import escape

DETAILS = ("mechanism", "moderators", "implementation", "economics")


def evidence_section(evidence: Iterable[RatedIntervention]) -> list[str]:
    """Return the interventions as Markdown lines; nothing where there are none."""
    found = sorted(evidence, key=lambda item: item.title.casefold())
    if not found:
        return []
    lines = [
        "## Rated interventions",
        "",
        "Ratings stand side by side as their owners made them; where they disagree neither is "
        "preferred.",
        "An outcome is a harm: what reduces it helps, and what increases it does harm.",
        "",
    ]
    for item in found:
        lines += [f"### {escape(item.title)}", "", f"`{item.key}`: {escape(item.what)}", ""]
        for rating in item.ratings:
            lines += [f"- {escape(_rating(rating))}", *_details(rating)]
        lines.append("")
    return lines


def _rating(rating: OutcomeRating) -> str:
    joint = ". " if rating.size[:1].isupper() else ", "
    size = f"{joint}{rating.size.removesuffix('.')}" if rating.size else ""
    scale = rating.scale[:1].upper() + rating.scale[1:]
    known = "read" if rating.confidence.seen else "general knowledge, not looked up"
    source = f"{rating.source.title}, {rating.source.publisher}"
    return (
        f"{rating.outcome}: {rating.effect}{size}. {scale}; evidence: {rating.strength}. "
        f"Source: {source} ({known})."
    )


def _details(rating: OutcomeRating) -> list[str]:
    words = [(name, getattr(rating, name)) for name in DETAILS]
    return [f"  - {name}: {escape(text)}" for name, text in words if text]
