"""Any dataframe, by a mapping that says what its columns mean.

What belongs here: the group-by that a mapping asks for, and the way from its groups to the rows
that `tallies` gathers. What does not: what a label or a word for a figure means; `tallies` says it
for files and frames alike.

Plain whole numbers are added up by the library. A figure written in any other way, such as "8,801
[p]" or "..", stands in its group as it is, so that the code that reads files can judge it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs
import narwhals.stable.v2 as nw

from safetykit.records.counts import Counts, Progress
from safetykit.records.frames.columns import (
    PLAIN,
    decimal_of,
    figure_of,
    flag,
    period_of,
    text_of,
)
from safetykit.records.frames.opening import (
    Group,
    OpenFrame,
    digest_of,
    open_frame,
    require_all,
)
from safetykit.records.frames.spellings import Spelling, one_spelling
from safetykit.records.grids import Grid, clean
from safetykit.records.mapping import TableMapping
from safetykit.records.tables import counts_of_tally
from safetykit.records.tallied import RowGroup
from safetykit.records.tallies import tally_groups

__all__ = ["count_mapped"]


def count_mapped(
    frame: object, mapping: TableMapping, report: Callable[[Progress], None]
) -> Counts:
    """Count a frame by a mapping; see `count_frame`."""
    opened = open_frame(frame, mapping.columns)
    report(Progress(0, 1, f"counting {opened.kind}"))
    question = _Question(opened, mapping)
    groups = question.ask()
    rows = require_all(opened, groups, question.place_of_rows)
    digest = digest_of(groups)
    grid = Grid(name=opened.kind, sha256=digest, header=question.header, rows=iter(()))
    counts = counts_of_tally(
        tally_groups(grid, mapping, question.row_groups(groups)), mapping, grid
    )
    return attrs.evolve(
        counts,
        files=(),
        rows_read=rows,
        quality=tuple(attrs.evolve(finding, file=None) for finding in counts.quality),
        parameters=("count_frame", mapping.source.name, opened.kind, "sha256", digest),
    )


class _Question:
    """What a mapping asks of a frame, and where each answer stands in a group."""

    def __init__(self, frame: OpenFrame, mapping: TableMapping) -> None:
        self.frame, self.mapping = frame, mapping
        self.header = tuple(clean(column) for column in mapping.columns)
        self.labels = tuple(dict.fromkeys(clean(column) for column in _labels(mapping)))
        figures = dict.fromkeys(clean(column) for column in _figures(mapping))
        self.figures = tuple(column for column in figures if column not in self.labels)
        self.distinct = clean(mapping.measure.column) if mapping.measure.kind == "distinct" else ""
        self.base = clean(mapping.measure.denominator)
        self.place_of_rows = max(1, len(self.labels) + len(self.figures))

    def ask(self) -> list[Group]:
        """Group the rows; where different values are counted, each label in one spelling."""
        if not self.distinct or not self.labels:
            return self._group(self._label_texts())
        texts = self._label_texts()
        spellings = one_spelling(self.mapping, self.labels, self.frame.group(texts))
        return self._group([_spelt(text, own) for text, own in zip(texts, spellings, strict=True)])

    def _label_texts(self) -> list[nw.Expr]:
        period = self.mapping.period
        parts = [clean(column) for column in _labels(self.mapping)]
        sole = clean(period.columns[0]) if len(period.columns) == 1 else ""
        sole = sole if parts.count(sole) == 1 else ""  # another part wants the text as it stands
        return [
            period_of(*self.frame.column(label), period.format)
            if label == sole
            else text_of(*self.frame.column(label))
            for label in self.labels
        ]

    def _group(self, labels: Sequence[nw.Expr]) -> list[Group]:
        figures = [figure_of(*self.frame.column(name)) for name in self.figures]
        sums = [figure.value for figure in figures]
        different = None
        if self.distinct:
            text = text_of(*self.frame.column(self.distinct))
            different = text.str.replace_all(r"\s+", " ").str.strip_chars()
            sums.append(flag(different == ""))
        if self.base:
            base = decimal_of(*self.frame.column(self.base))
            sums += [base.value, base.missing]
        keys = [*labels, *(figure.word for figure in figures)] or [nw.lit("")]
        return self.frame.group(keys, sums=sums, different=different)

    def row_groups(self, groups: Sequence[Group]) -> Iterator[RowGroup]:
        """Yield the groups as rows that say the same."""
        at = {column: i for i, column in enumerate(self.header)}
        for group in groups:
            yield self._row_group(group, at)

    def _row_group(self, group: Group, at: Mapping[str, int]) -> RowGroup:
        rest = iter(group[self.place_of_rows :])
        rows = int(next(rest))
        # where labels are those of the header, so are all cells: then the rows repeat it
        cells: list[object] = list(self.header) if self.labels else [""] * len(self.header)
        for label, text in zip(self.labels, group, strict=False):
            cells[at[label]] = text
        sums = {}
        for name, word in zip(self.figures, group[len(self.labels) :], strict=False):
            value = int(next(rest))
            if word == PLAIN:
                sums[at[name]] = value
                cells[at[name]] = ""
            else:
                cells[at[name]] = word[1:]
        blanks = int(next(rest)) if self.distinct else 0
        base, missing = (float(next(rest)), int(next(rest))) if self.base else (0.0, 0)
        if self.distinct:
            sums[at[self.distinct]] = int(next(rest))
        return RowGroup(
            cells=cells, rows=rows, sums=sums, blanks=blanks, base=base, base_missing=missing
        )


def _labels(mapping: TableMapping) -> Iterator[str]:
    yield from mapping.period.columns
    totals = (*mapping.area.totals, *mapping.group.totals)
    named = (mapping.area.column, mapping.group.column, *(total.within for total in totals))
    yield from filter(None, named)
    yield from (test.column for test in mapping.where)


def _figures(mapping: TableMapping) -> Iterator[str]:
    if mapping.measure.kind == "sum":
        yield from filter(None, (mapping.measure.column, *mapping.group.columns))
        if mapping.group.columns:
            yield from (total.label for total in mapping.group.totals)


def _spelt(text: nw.Expr, spellings: Sequence[Spelling]) -> nw.Expr:
    for one in spellings:
        text = nw.when(text.is_in(one.others)).then(nw.lit(one.kept)).otherwise(text)
    return text
