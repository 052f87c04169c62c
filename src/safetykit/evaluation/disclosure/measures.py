"""What may be shown of performance measures, which rest on partners' figures.

What belongs here: which sums a measure shows, and what is left of it where one of them is hidden.
What does not: which counts are hidden (`hiding`), and which denominators may be shown (`bases`).
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from safetykit.evaluation.disclosure import words
from safetykit.evaluation.disclosure.bases import published_bases
from safetykit.evaluation.disclosure.hiding import Hiding
from safetykit.evaluation.disclosure.windows import Periods, Place, Span
from safetykit.evaluation.measure_words import measure_sentence
from safetykit.evaluation.measured import MeasureFigure, MeasureResult, MeasureTarget
from safetykit.evaluation.measures import overall
from safetykit.evaluation.results import TargetStatus
from safetykit.records import Counts

__all__ = ["MeasureMask", "measure_sums", "unrounded"]


def measure_sums(found: MeasureResult, counts: Counts) -> Iterator[tuple[Place, Span]]:
    """Yield each sum that a measure shows, with its series; no periods for a series of its own."""
    if found.area is None:
        return
    title = found.measure.title
    periods = Periods.of(counts.series(title, area=found.area))
    figures = [figure for target in found.targets for figure in target.figures]
    for figure in (*figures, found.latest):
        if figure is not None and figure.count is not None:
            span = periods.whole(figure.window)
            yield (found.area, title), span if len(span) > 1 else frozenset()


def unrounded(found: MeasureResult) -> MeasureResult:
    """Return a measure that was made from rounded counts: a target that is a share is not judged.

    Its denominators are not published, so nothing of them is left.
    """
    why = words.rounded_share()
    targets = tuple(
        attrs.evolve(t, status=TargetStatus.CANNOT_TELL, reason=why)
        if t.target.value.percent and t.figures
        else t
        for t in found.targets
    )
    status, reason = overall(targets)
    return attrs.evolve(found, targets=targets, status=status, reason=reason)


@attrs.frozen(kw_only=True, eq=False)
class MeasureMask:
    """What may be shown of the measures of one source.

    Attributes:
        given: The counts with all their figures.
        hiding: What is hidden of them.
        threshold: Counts of 1 to the threshold less 1 are small.
    """

    given: Counts
    hiding: Hiding
    threshold: int

    def result(self, found: MeasureResult) -> MeasureResult:
        """Return what may be shown of a measure."""
        if found.area is None:
            return found
        place: Place = (found.area, found.measure.title)
        latest = self._figure(place, found.latest) if found.latest else None
        targets = tuple(self._target(place, target) for target in found.targets)
        status, reason = overall(targets)
        return attrs.evolve(
            found,
            latest=latest,
            targets=targets,
            status=status,
            reason=reason,
            sentence=measure_sentence(found.measure, found.state, latest, found.due),
        )

    def _figure(self, place: Place, figure: MeasureFigure) -> MeasureFigure:
        if self.hiding.shows(place, self._span(place, figure)):
            return figure
        return attrs.evolve(figure, count=None, base=None, share=None)

    def _target(self, place: Place, target: MeasureTarget) -> MeasureTarget:
        figures = tuple(self._figure(place, figure) for figure in target.figures)
        lost = target.target.value.percent and any(self._unbased(place, f) for f in figures)
        if figures == target.figures and not lost:
            return target
        return attrs.evolve(
            target,
            figures=figures,
            status=TargetStatus.CANNOT_TELL,
            reason=words.why_hidden(self.threshold),
        )

    def _span(self, place: Place, figure: MeasureFigure) -> Span:
        series = self.given.series(place[1], area=place[0])
        return Periods.of(series).whole(figure.window)

    def _unbased(self, place: Place, figure: MeasureFigure) -> bool:
        """Return whether a denominator of some months is stated and not shown."""
        shown = published_bases(self.given, self.hiding.hidden, threshold=self.threshold)
        stated = self.given.denominators
        if shown is None or stated is None:
            return False
        j, k = self.given.areas.index(place[0]), self.given.groups.index(place[1])
        at = sorted(self._span(place, figure))
        return bool((np.isfinite(stated[at, j, k]) & ~np.isfinite(shown[at, j, k])).any())
