"""Open a dataframe of any library, group its rows once, and hand the groups over as tuples.

What belongs here: finding columns by name, asking the library, and the check that no row was lost.
What does not: what to group by.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

import attrs
import narwhals.stable.v2 as nw
from narwhals.stable.v2.dtypes import DType

from safetykit.errors import InputError, suggest
from safetykit.records.frames.columns import flag
from safetykit.records.frames.kinds import LIBRARIES
from safetykit.records.grids import clean

__all__ = ["Group", "OpenFrame", "digest_of", "open_frame", "require_all"]

Group: TypeAlias = tuple[Any, ...]
_SEPARATOR: Final = "\x1f"
_TITLES: Final = {
    "dask": "Dask",
    "duckdb": "DuckDB",
    "polars": "Polars",
    "pyarrow": "PyArrow",
    "pyspark": "PySpark",
}


@attrs.frozen(kw_only=True, eq=False)
class OpenFrame:
    """A frame, its library, and the name and type of each column by its cleaned name."""

    rows: nw.LazyFrame[Any]
    library: str
    columns: Mapping[str, tuple[str, DType]]

    @property
    def kind(self) -> str:
        """What it is, in words: "a frame of Polars"."""
        return f"a frame of {_TITLES.get(self.library, self.library)}"

    def column(self, wanted: str) -> tuple[str, DType]:
        """Return the name and the type of a column that the frame was opened for."""
        return self.columns[clean(wanted)]

    def group(
        self,
        keys: Sequence[nw.Expr],
        *,
        sums: Sequence[nw.Expr] = (),
        different: nw.Expr | None = None,
    ) -> list[Group]:
        """Group the rows once.

        Args:
            keys: Texts to group by; none of them may have gaps.
            sums: What to add up in each group.
            different: Texts of which to count the different ones in each group; blank is none.

        Returns:
            For each group its keys, its number of rows, its sums and its different texts.

        Raises:
            InputError: The library refuses to read the rows.
        """
        k, s = _named("k", keys), _named("s", sums)
        added = [nw.col(name).sum() for name in s]
        with self._reading():
            if different is None:
                columns = self.rows.with_columns(**k, **s).select(*k, *s)  # constants too
                grouped = columns.group_by(*k).agg(nw.len().alias("n"), *added)
                return _answers(grouped.select(*k, "n", *s), self.library)
            # Not n_unique: of Dask, Narwhals adds up the different values of each partition.
            columns = self.rows.with_columns(**k, **s, d=different).select(*k, *s, "d")
            once = columns.group_by(*k, "d").agg(nw.len().alias("n"), *added)
            marked = once.with_columns(d=flag(nw.col("d") != ""))
            grouped = marked.group_by(*k).agg(nw.col("n").sum(), *added, nw.col("d").sum())
            return _answers(grouped.select(*k, "n", *s, "d"), self.library)

    def length(self) -> int:
        """Return the number of rows, asked for on its own."""
        with self._reading():
            return int(_answers(self.rows.select(nw.len().alias("n")), self.library)[0][0])

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Translate what a library says when it cannot read the rows."""
        try:
            yield
        except Exception as error:
            words = str(error).partition("\n")[0]
            hint = "Look at the step that makes it: a lazy frame is only read now."
            got = f"rows that cannot be read ({words})"
            raise InputError(self.kind, got, "rows that can be read", hint=hint) from error


def _named(letter: str, parts: Sequence[nw.Expr]) -> dict[str, nw.Expr]:
    return {f"{letter}{i}": part for i, part in enumerate(parts)}


def _answers(question: nw.LazyFrame[Any], library: str) -> list[Group]:
    """Take the rows from the library itself, where Narwhals would want PyArrow for it."""
    native: Any = question.to_native()
    if library == "duckdb":
        return list(native.fetchall())
    if library == "pyspark":
        return [tuple(row) for row in native.collect()]
    if library == "polars":
        return list(native.collect(engine="streaming").rows())
    return list(question.collect().rows())


def open_frame(frame: object, wanted: Iterable[str]) -> OpenFrame:
    """Open a frame that has some columns.

    Args:
        frame: A dataframe.
        wanted: The columns that it must have, each once, by their cleaned names.

    Raises:
        InputError: It is no dataframe, or lacks a column.
    """
    try:
        opened: Any = nw.from_native(frame)
        rows = opened.lazy()
        schema = rows.collect_schema()
    except TypeError as error:
        raise InputError("frame", type(frame).__name__, f"a dataframe of {LIBRARIES}") from error
    except Exception as error:
        words = str(error).partition("\n")[0]
        hint = "Look at the step that makes it."
        got = f"columns that cannot be read ({words})"
        raise InputError("frame", got, "a dataframe", hint=hint) from error
    names = [clean(name) for name in schema]
    for column in dict.fromkeys(clean(name) for name in wanted):
        if names.count(column) != 1:
            times = f"{names.count(column)} columns of this name among: {', '.join(names[:40])}"
            hint = suggest(column, names) or "Is this the table that the mapping describes?"
            raise InputError("frame", times, f'one column "{column}"', hint=hint)
    columns = {clean(name): (name, kind) for name, kind in schema.items()}
    return OpenFrame(rows=rows, library=rows.implementation.value, columns=columns)


def digest_of(groups: Iterable[Group]) -> str:
    """Return the SHA-256 of groups, in hexadecimal digits: in any order, of any library."""
    lines = sorted(_SEPARATOR.join(map(_written, group)) for group in groups)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _written(part: object) -> str:
    return f"{part:.6f}" if isinstance(part, float) else str(part)


def require_all(frame: OpenFrame, groups: Sequence[Group], place: int) -> int:
    """Hold the rows of groups against the number of rows, and return it.

    Args:
        frame: The frame.
        groups: Its groups.
        place: Where the number of rows stands in a group.

    Raises:
        InputError: They differ.
    """
    found, expected = sum(int(group[place]) for group in groups), frame.length()
    if found != expected:
        got = f"{found:,} rows in groups and {expected:,} in all"
        hint = "Is it still being written? Keep it in memory or in a table, and count again."
        raise InputError("frame", got, "a frame that stays as it is", hint=hint)
    return expected
