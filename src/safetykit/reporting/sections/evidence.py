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
from safetykit.reporting.kinds.words import word_of
from safetykit.reporting.numbers import write_count
from safetykit.reporting.passages import join
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
    rated = [(item, found) for item in joined for found in item.joins if found.ratings]
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
        gaps=write_count(sum(item.is_gap for item in joined), texts),
    )


def harm_warnings(joined: Iterable[ActionEvidence], texts: Texts) -> Iterator[str]:
    """Yield a warning for each rating of an action that says that harm increases."""
    for item in joined:
        for found in item.joins:
            for rating in found.harmful:
                yield texts.say(
                    "Warning: a review found harm. Action “{action}”, as {intervention} ({by}): "
                    "{outcome} increases, by {scale}: {strength}.",
                    action=item.action.title,
                    intervention=texts.in_english(found.intervention.title),
                    by=word_of(found.by, texts),
                    outcome=texts.in_english(rating.outcome),
                    scale=texts.in_english(rating.scale),
                    strength=texts.in_english(rating.strength),
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
            _named(found, texts),
            texts.in_english(rating.outcome),
            _effect(rating, texts),
            texts.in_english(f"{rating.strength}\n{rating.scale}"),
        )
        for item, found in rated
        for rating in found.ratings
    )
    caption = texts.say("Actions beside what reviews say of interventions like them")
    return Table(caption=caption, columns=tuple(Column(title=h) for h in heads), rows=rows)


def _named(found: EvidenceJoin, texts: Texts) -> str:
    """Return an intervention, and how the action is joined to it."""
    return join("\n", (texts.in_english(found.intervention.title), f"({word_of(found.by, texts)})"))


def _effect(rating: OutcomeRating, texts: Texts) -> str:
    """Return which way an outcome goes, and how far."""
    size = (texts.in_english(rating.size),) if rating.size else ()
    return join(": ", (word_of(rating.effect, texts), *size))


def _details(rated: Sequence[tuple[ActionEvidence, EvidenceJoin]], texts: Texts) -> Part:
    found = dict.fromkeys((held.intervention.title, r) for _, held in rated for r in held.ratings)
    return Part(
        title=texts.say("How the interventions are thought to work, and the sources"),
        key="n-evidence",
        blocks=(Listing(items=tuple(_rating(title, r, texts) for title, r in found)),),
        kind=PartKind.DETAILS,
    )


def _rating(title: str, rating: OutcomeRating, texts: Texts) -> str:
    of = texts.in_english
    parts = (
        (texts.say("How: {words}", words=of(rating.mechanism)), rating.mechanism),
        (texts.say("Where and for whom: {words}", words=of(rating.moderators)), rating.moderators),
        (
            texts.say("What it takes: {words}", words=of(rating.implementation)),
            rating.implementation,
        ),
        (texts.say("Costs: {words}", words=of(rating.economics)), rating.economics),
    )
    said = (text for text, there in parts if there)
    return join(" ", (of(f"{title}, {rating.outcome}."), *said, _source(rating, texts)))


def _source(rating: OutcomeRating, texts: Texts) -> str:
    return texts.say("Source: {source}.", source=texts.in_english(rating.source.title))


def _disputes(rated: Sequence[tuple[ActionEvidence, EvidenceJoin]], texts: Texts) -> Iterator[str]:
    for item, found in rated:
        for dispute in found.disagreements:
            sides = join("; ", (_side(rating, texts) for rating in dispute.ratings))
            yield texts.say(
                "Scales do not agree on {intervention} and {outcome}, for “{action}”: {sides}. "
                "They stand side by side.",
                intervention=texts.in_english(found.intervention.title),
                outcome=texts.in_english(dispute.outcome),
                action=item.action.title,
                sides=sides,
            )


def _side(rating: OutcomeRating, texts: Texts) -> str:
    scale = texts.in_english(rating.scale)
    return texts.say("{effect} ({scale})", effect=word_of(rating.effect, texts), scale=scale)
