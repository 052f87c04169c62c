"""What a face may show: an evaluation that has been through the disclosure rules.

What belongs here: the type that faces ask for, and the one function that makes it. What does not:
how figures are hidden; that is in `protection`.
"""

from __future__ import annotations

from typing import Final

import attrs

from safetykit.errors import InputError
from safetykit.evaluation.answer import Evaluation
from safetykit.evaluation.disclosure.marking import highest_marking, require_release
from safetykit.evaluation.disclosure.policy import DisclosurePolicy
from safetykit.evaluation.disclosure.protection import protect
from safetykit.evaluation.results import IndicatorResult
from safetykit.quantities import Marking, Month
from safetykit.records import Travel

__all__ = ["Publishable", "prepare"]

SMALL_NUMBERS: Final = (
    "The figures are public at this detail and are shown as published. Small numbers vary by "
    "chance and are read with caution."
)


@attrs.frozen(kw_only=True)
class Publishable:
    """An evaluation of which every figure, sentence and note may be shown.

    Made by `prepare`. Where a figure is hidden, what would show it is not there: a
    comparison, a rate or a target's comparison is None or absent, its sentence says why in words,
    and hidden months are not reported in the series. A face can therefore show all that it finds.

    Attributes:
        evaluation: The evaluation to show. For public figures it is the one that was given; for
            partners' figures one that was made again from the published figures alone. Its
            `records` are tables that may be written, too: hidden counts are not reported there.
        policy: How partners' figures were protected.
        cautions: What must stand near the figures, in whole sentences; at least one.
        marking: The protective marking, to be shown at top and bottom; empty if there is none.
        released_by: The post that decided that it may be shown to anybody; empty if none did.
        hidden: The ids of indicators with the months whose figure is hidden, to be marked as
            suppressed in tables and charts, and not as unreported.
    """

    evaluation: Evaluation
    policy: DisclosurePolicy
    cautions: tuple[str, ...]
    marking: str = ""
    released_by: str = ""
    hidden: tuple[tuple[str, tuple[Month, ...]], ...] = ()

    def hidden_months(self, result: IndicatorResult) -> frozenset[Month]:
        """Return the months of an indicator that are hidden."""
        return frozenset(dict(self.hidden).get(result.indicator.id, ()))


def prepare(
    result: Evaluation | Publishable,
    *,
    policy: DisclosurePolicy | None = None,
    public: bool = False,
    released_by: str = "",
) -> Publishable:
    """Return what a face may show of an evaluation; every face calls this first.

    Figures that are public already are shown as published, with a caution, and nothing claims to
    protect them. Figures of partners are protected: months, totals, changes, rates, charts and
    sentences are made again from figures that may be published.

    Args:
        result: An evaluation, or what this function returned for one, which is returned as it is.
        policy: How partners' figures are protected; the default if None. Publish one evaluation
            under one policy: two versions of a table tell more than either.
        public: Whether the face is meant for anybody, such as a sheet for residents. Then an
            evaluation marked OFFICIAL-SENSITIVE is refused.
        released_by: The post, not the name, of who decided that a marked evaluation may be shown
            to anybody; the page keeps its marking.

    Returns:
        What may be shown.

    Raises:
        InputError: It is marked, is meant for anybody, and nobody decided that it may be; or it
            was prepared already, with another policy.
        MissingExtraError: It has figures of partners, and SciPy is not installed.
    """
    if isinstance(result, Publishable):
        _require_same(result, policy)
        if public and not result.released_by:
            require_release(Marking(result.marking or Marking.OFFICIAL), released_by=released_by)
        return attrs.evolve(result, released_by=released_by) if released_by else result
    marking = highest_marking((result.plan.marking, *(s.marking for s in result.sources)))
    if public:
        require_release(marking, released_by=released_by)
    chosen = policy or DisclosurePolicy()
    ready = _prepared(result, chosen)
    return attrs.evolve(ready, marking=marking.value if marking else "", released_by=released_by)


def _prepared(result: Evaluation, chosen: DisclosurePolicy) -> Publishable:
    travels = {source.travel for source in result.sources}
    public_words = (SMALL_NUMBERS,) if Travel.ALREADY_PUBLIC in travels else ()
    if Travel.PARTNER not in travels:
        return Publishable(evaluation=result, policy=chosen, cautions=public_words)
    found = protect(result, chosen)
    return Publishable(
        evaluation=found.evaluation,
        policy=chosen,
        cautions=(*found.cautions, *public_words),
        hidden=found.hidden,
    )


def _require_same(ready: Publishable, policy: DisclosurePolicy | None) -> None:
    if policy is not None and policy != ready.policy:
        hint = "Give the evaluation itself: two protections of it would tell more than one."
        raise InputError("policy", str(policy), "the policy it was prepared with", hint=hint)
