"""Strategies for content: facts, routes to help, terms, definitions and ratings.

What belongs here: content that the library accepts, publishable or not. What does not: content with
faults, which a test writes itself, and pages (`pages`).
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from hypothesis import strategies as st

from safetykit.content import (
    Channel,
    Citation,
    Confidence,
    EffectDirection,
    Fact,
    FactBook,
    FactKind,
    FactValue,
    GlossaryTerm,
    IndicatorDefinition,
    IndicatorPolarity,
    Jurisdiction,
    LegalStatus,
    OutcomeRating,
    RatedIntervention,
    Route,
    Stage,
    Taxonomy,
    Term,
    Unknown,
    UnknownReason,
)
from safetykit.quantities import Bound, PartialDate
from safetykit.testing.strategies.values import texts

__all__ = [
    "DAY",
    "REVIEW",
    "SENTENCES",
    "citations",
    "content_keys",
    "fact_books",
    "fact_values",
    "facts",
    "glossary_terms",
    "indicator_definitions",
    "jurisdictions",
    "rated_interventions",
    "routes",
    "taxonomies",
    "unknowns",
]

DAY: Final = dt.date(2026, 4, 1)
REVIEW: Final = dt.date(2027, 4, 1)
_DAYS: Final = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31)) | st.just(DAY)
SENTENCES: Final = st.sampled_from(
    ["Call somebody you trust.", "Keep what you were sent.", "Ask on a number you found yourself."]
)
_PUBLISHED: Final = st.sampled_from(["2024", "2024-02", "2024-02-21"]).map(PartialDate.parse)
_SAID: Final = st.just("") | SENTENCES
_SEEN: Final = [confidence for confidence in Confidence if confidence.seen]
_HELD: Final = [LegalStatus.IN_FORCE, LegalStatus.SUPERSEDED, LegalStatus.REPEALED]
_AMOUNTS: Final = st.sampled_from(["", "GBP", "month", "person", "milligram per 100 ml of blood"])
_CONTACTS: Final = {
    Channel.PHONE: ("101",),
    Channel.TEXT: ("7726",),
    Channel.EMAIL: ("report@example.org",),
    Channel.WEB: ("https://example.org/report",),
    Channel.IN_PERSON: ("The town hall.",),
    Channel.NUMBER_ON_CARD: ("On the back of your card.",),
}


def jurisdictions() -> st.SearchStrategy[tuple[Jurisdiction, ...]]:
    """Draw the nations that content is for: at least one, each once."""
    return st.lists(st.sampled_from(Jurisdiction), min_size=1, unique=True).map(tuple)


def content_keys(module: str = "harbourtown") -> st.SearchStrategy[str]:
    """Draw keys of a module's content.

    Args:
        module: The name of the module, with which each key starts.
    """
    rest = st.sampled_from(["limit", "days"]) | st.from_regex(
        r"[a-z][a-z0-9_]{0,8}", fullmatch=True
    )
    return rest.map(lambda word: f"{module}.{word}")


def citations() -> st.SearchStrategy[Citation]:
    """Draw citations of pages, with their whole address or none."""
    return st.builds(
        Citation,
        key=st.sampled_from(["first_page", "second_page"]),
        title=texts(),
        publisher=texts(),
        retrieved=st.dates(dt.date(2020, 1, 1), DAY),
        published=st.none() | _PUBLISHED,
        url=st.sampled_from(["", "https://example.org/page"]),
        licence=st.sampled_from(["", "Open Government Licence v3"]),
    )


def fact_values() -> st.SearchStrategy[FactValue]:
    """Draw exact numbers and words."""
    numbers = st.integers(0, 200).map(str) | st.decimals(0, 200, places=1).map(str)
    return (numbers | st.sampled_from(["Within a month", "The council"])).map(FactValue.parse)


@st.composite
def facts(draw: st.DrawFn, *, module: str = "harbourtown") -> Fact:
    """Draw facts, past and present: half that may be published, and half of any sort.

    Args:
        draw: Given by Hypothesis.
        module: The name of the module, with which keys start.
    """
    first, of_any_sort = draw(_DAYS), draw(st.booleans())
    confidence = draw(st.sampled_from(Confidence if of_any_sort else _SEEN))
    sources = tuple(draw(st.lists(citations(), min_size=1 if confidence.seen else 0, max_size=2)))
    value = draw(fact_values())
    return Fact(
        key=draw(content_keys(module)),
        title=draw(texts()),
        value=value,
        unit="" if value.number is None else draw(_AMOUNTS),
        kind=draw(st.sampled_from(FactKind)),
        jurisdictions=draw(jurisdictions()),
        valid_from=first,
        valid_to=draw(st.none() | st.integers(0, 4000).map(lambda days: _later(first, days))),
        status=draw(st.sampled_from(LegalStatus if of_any_sort else _HELD)),
        confidence=confidence,
        review_by=draw(st.dates(dt.date(2027, 1, 1), dt.date(2029, 1, 1))),
        sources=sources,
        bound=draw(st.none() | st.sampled_from(Bound)),
        caveats=tuple(draw(st.lists(texts(), max_size=1))),
        check_by_person=not sources or (of_any_sort and draw(st.booleans())),
        where_to_check=draw(st.sampled_from(["", "The law of that nation."])),
    )


def _later(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days)


def fact_books(*, module: str = "harbourtown") -> st.SearchStrategy[FactBook]:
    """Draw facts that do not contradict each other: each key once."""
    return st.lists(facts(module=module), max_size=4, unique_by=lambda fact: fact.key).map(
        lambda found: FactBook(facts=tuple(found))
    )


@st.composite
def routes(draw: st.DrawFn, *, module: str = "harbourtown") -> Route:
    """Draw ways to help, of every channel and stage.

    Args:
        draw: Given by Hypothesis.
        module: The name of the module, with which ids start.
    """
    channel = draw(st.sampled_from(Channel))
    first = draw(st.none() | _DAYS)
    last = draw(st.none() | st.integers(0, 4000).map(lambda n: _later(first or DAY, n)))
    brand = draw(st.sampled_from(["", "", "Old Line"]))
    return Route(
        id=draw(content_keys(module)),
        label=draw(texts()),
        contact=draw(st.sampled_from(_CONTACTS[channel])),
        channel=channel,
        stage=draw(st.sampled_from(Stage)),
        jurisdictions=draw(jurisdictions()),
        confidence=draw(st.sampled_from(Confidence)),
        review_by=REVIEW,
        sources=tuple(draw(st.lists(citations(), min_size=1, max_size=2))),
        valid_from=first,
        valid_to=last,
        order=draw(st.integers(0, 9)),
        situations=tuple(draw(st.lists(st.sampled_from(["noise", "fraud"]), unique=True))),
        hours=draw(st.sampled_from(["", "day and night"])),
        notes=draw(_SAID),
        brand=brand,
        becomes="New Line" if brand and last else "",
        check_by_person=draw(st.booleans()),
    )


def glossary_terms() -> st.SearchStrategy[GlossaryTerm]:
    """Draw terms with their meanings."""
    words = st.sampled_from(["threshold", "case review", "cuckooing"])
    return st.builds(
        GlossaryTerm,
        term=words,
        meaning=SENTENCES,
        jurisdictions=jurisdictions(),
        sources=st.lists(citations(), min_size=1, max_size=2).map(tuple),
        review_by=st.just(REVIEW),
        valid_from=st.none() | st.just(DAY),
        valid_to=st.none() | st.just(REVIEW),
    )


@st.composite
def taxonomies(draw: st.DrawFn, *, module: str = "harbourtown") -> Taxonomy:
    """Draw lists of terms, as somebody published them."""
    codes = draw(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True))
    return Taxonomy(
        key=draw(content_keys(module)),
        title=draw(texts()),
        jurisdictions=draw(jurisdictions()),
        terms=tuple(Term(code=code, label=draw(texts()), note=draw(_SAID)) for code in codes),
        confidence=draw(st.sampled_from(Confidence)),
        review_by=REVIEW,
        sources=(draw(citations()),),
        valid_from=draw(st.none() | st.just(DAY)),
        valid_to=draw(st.none() | st.just(REVIEW)),
        caveats=tuple(draw(st.lists(SENTENCES, max_size=1))),
        check_by_person=draw(st.booleans()),
    )


@st.composite
def indicator_definitions(
    draw: st.DrawFn, *, module: str = "harbourtown", source: str = "police-uk"
) -> IndicatorDefinition:
    """Draw definitions of indicators; those where more reporting is good are paired.

    Args:
        draw: Given by Hypothesis.
        module: The name of the module, with which the key starts.
        source: The name of the data source.
    """
    polarity = draw(st.sampled_from(IndicatorPolarity))
    more = polarity is IndicatorPolarity.MORE_REPORTING
    return IndicatorDefinition(
        key=draw(content_keys(module)),
        title=draw(texts()),
        source=source,
        unit=draw(st.sampled_from(["offence", "percent", "person", "GBP"])),
        polarity=polarity,
        basis=draw(st.sampled_from(["", "resident", "household"])),
        paired_with=f"{module}.harm" if more else "",
        groups=tuple(draw(st.lists(st.sampled_from(["Burglary", "Drugs"]), unique=True))),
        activity_driven=draw(st.booleans()),
        note=draw(_SAID),
        cannot_see=tuple(draw(st.lists(SENTENCES, max_size=2))),
        sources=(draw(citations()),),
    )


@st.composite
def rated_interventions(draw: st.DrawFn, *, module: str = "harbourtown") -> RatedIntervention:
    """Draw interventions with ratings of one or two scales, which may disagree."""
    rating = st.builds(
        OutcomeRating,
        outcome=st.sampled_from(["burglary", "violence"]),
        effect=st.sampled_from(EffectDirection),
        strength=st.sampled_from(["strong", "moderate", "limited"]),
        scale=st.sampled_from(["One toolkit", "Another toolkit"]),
        jurisdictions=jurisdictions(),
        source=citations(),
        confidence=st.sampled_from(Confidence),
        review_by=st.just(REVIEW),
        size=_SAID,
        mechanism=_SAID,
        moderators=_SAID,
        implementation=_SAID,
        economics=_SAID,
    )
    return RatedIntervention(
        key=draw(content_keys(module)),
        title=draw(texts()),
        what=draw(SENTENCES),
        ratings=tuple(draw(st.lists(rating, min_size=1, max_size=2))),
        names=tuple(draw(st.lists(texts(), max_size=1))),
    )


def unknowns() -> st.SearchStrategy[Unknown]:
    """Draw answers that are not known, each with its reason."""
    return st.builds(
        Unknown,
        about=texts(),
        reason=st.sampled_from(UnknownReason),
        jurisdiction=st.sampled_from(Jurisdiction),
        as_of=_DAYS,
        where_to_check=texts(),
    )
