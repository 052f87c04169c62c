"""What reviews say of the actions: harm first and loudly, then every rating beside its scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from safetykit.content import OutcomeRating
from safetykit.evaluation import ActionEvidence, EvidenceJoin
from safetykit.reporting.blocks import (
    Block,
    Column,
    Listing,
    Paragraph,
    Part,
    PartKind,
    Role,
    Table,
)
from safetykit.reporting.texts import Texts

__all__ = ["evidence", "harm_warnings"]


def evidence(joined: Sequence[ActionEvidence], texts: Texts) -> Part | None:
    """Return the section on what reviews say of the plan's actions.

    Args:
        joined: The actions with what they are joined to.
        texts: The language.

    Returns:
        The section; None if the catalogue held no rated intervention.
    """
    if not joined:
        return None
    blocks: list[Block] = [
        *(Paragraph(text=words, role=Role.WARNING) for words in harm_warnings(joined, texts)),
        Paragraph(text=_opening(joined, texts)),
    ]
    rated = [(item, join) for item in joined for join in item.joins if join.ratings]
    if rated:
        blocks += [_table(rated, texts), _details(rated, texts)]
    if disputes := tuple(_disputes(rated, texts)):
        blocks.append(Listing(items=disputes))
    title = texts.say("What reviews say of the actions")
    return Part(title=title, key="evidence", blocks=tuple(blocks))


def _opening(joined: Sequence[ActionEvidence], texts: Texts) -> str:
    return texts.say_number(
        len(joined),
        "{gaps} of {n} action is joined to no rated intervention that is known here. That is no "
        "evidence that it does not work. A join by words is a suggestion: a person decides whether "
        "the action is one of these.",
        "{gaps} of {n} actions are joined to no rated intervention that is known here. That is no "
        "evidence that they do not work. A join by words is a suggestion: a person decides whether "
        "the action is one of these.",
        gaps=sum(item.is_gap for item in joined),
    )


def harm_warnings(joined: Iterable[ActionEvidence], texts: Texts) -> Iterator[str]:
    """Yield a warning for each rating of an action that says that harm increases."""
    for item in joined:
        for join in item.joins:
            for rating in join.harmful:
                yield texts.say(
                    "Warning: a review found harm. Action “{action}”, as {intervention} ({by}): "
                    "{outcome} increases, by {scale}: {strength}.",
                    action=item.action.title,
                    intervention=join.intervention.title,
                    by=join.by.value,
                    outcome=rating.outcome,
                    scale=rating.scale,
                    strength=rating.strength,
                )


def _table(rated: Sequence[tuple[ActionEvidence, EvidenceJoin]], texts: Texts) -> Table:
    heads = (
        texts.say("Action"),
        texts.say("Rated intervention"),
        texts.say("Outcome"),
        texts.say("What the review says"),
        texts.say("How strong, on whose scale"),
    )
    rows = tuple(
        (
            item.action.title,
            f"{join.intervention.title}\n({join.by.value})",
            rating.outcome,
            rating.effect.value + (f": {rating.size}" if rating.size else ""),
            f"{rating.strength}\n{rating.scale}",
        )
        for item, join in rated
        for rating in join.ratings
    )
    caption = texts.say("Actions beside what reviews say of interventions like them")
    return Table(caption=caption, columns=tuple(Column(title=h) for h in heads), rows=rows)


def _details(rated: Sequence[tuple[ActionEvidence, EvidenceJoin]], texts: Texts) -> Part:
    found = dict.fromkeys((join.intervention.title, r) for _, join in rated for r in join.ratings)
    return Part(
        title=texts.say("How the interventions are thought to work, and the sources"),
        key="n-evidence",
        blocks=(Listing(items=tuple(_rating(title, r, texts) for title, r in found)),),
        kind=PartKind.DETAILS,
    )


def _rating(title: str, rating: OutcomeRating, texts: Texts) -> str:
    parts = (
        (texts.say("How: {words}", words=rating.mechanism), rating.mechanism),
        (texts.say("Where and for whom: {words}", words=rating.moderators), rating.moderators),
        (texts.say("What it takes: {words}", words=rating.implementation), rating.implementation),
        (texts.say("Costs: {words}", words=rating.economics), rating.economics),
    )
    said = (text for text, there in parts if there)
    return " ".join((f"{title}, {rating.outcome}.", *said, _source(rating, texts)))


def _source(rating: OutcomeRating, texts: Texts) -> str:
    return texts.say("Source: {source}.", source=rating.source.title)


def _disputes(rated: Sequence[tuple[ActionEvidence, EvidenceJoin]], texts: Texts) -> Iterator[str]:
    for item, join in rated:
        for dispute in join.disagreements:
            sides = "; ".join(f"{r.effect.value} ({r.scale})" for r in dispute.ratings)
            yield texts.say(
                "Scales do not agree on {intervention} and {outcome}, for “{action}”: {sides}. "
                "They stand side by side.",
                intervention=join.intervention.title,
                outcome=dispute.outcome,
                action=item.action.title,
                sides=sides,
            )
