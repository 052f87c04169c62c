"""What to count in files of records, and what comes out: a query and its group tables.

What belongs here: the question and the shape of the answer, for every source and every format of
file. What does not: asking it (`engine`, `grouping`, `counting`), or what a column means.

One query asks for all that the indicators of a run need. The engine answers it in one pass; after
that nothing is larger than the number of groups.

    query = Query(
        keys=(("Month", "Reported by"), ("LSOA code", "LSOA name"), ("Crime type",)),
        measures=(Filled("Crime ID"),),
        distinct=(Distinct("Crime ID", by=("Reported by",)),),
    )
    tables = count_files(files, query)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.errors import InputError

__all__ = [
    "TIME",
    "Between",
    "Distinct",
    "Filled",
    "GroupTable",
    "Measure",
    "Query",
    "RowQuery",
    "Sum",
    "Where",
]

Values: TypeAlias = tuple[str, ...]
Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
TIME: Final = (  # since 1970 the clocks in London show UTC, or an hour more
    r"(?:19[7-9]\d|2\d{3})-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\+00:00)?"
)


@attrs.frozen
class Where:
    """Count only the rows whose column holds one of some values; a blank field is an empty text."""

    column: str
    values: tuple[str, ...]


@attrs.frozen
class Filled:
    """Of each group, the rows in which a column is not blank."""

    column: str


@attrs.frozen
class Sum:
    """Of each group, the sum of a column of numbers; a field that is no number adds nothing."""

    column: str


@attrs.frozen
class Between:
    """Of each group, the rows in which a column holds a number from `low` to `high`."""

    column: str
    low: float
    high: float


Measure: TypeAlias = Filled | Sum | Between


@attrs.frozen
class Distinct:
    """Of each file, how many values of a column differ and how many rows have one; blank is none.

    `by` names columns of one key, by whose values the file's rows are told apart; none for all
    rows together. Values are compared by a 64-bit hash: that any two of 12 million differ and
    are taken for one happens less than once in 100,000 runs.
    """

    column: str
    by: Values = ()


@attrs.frozen(kw_only=True)
class Query:
    """A question to files of records.

    Attributes:
        keys: By what to group. Each key is a tuple of columns whose combinations are few, such as
            the code and the name of an area; columns that vary on their own are keys of their own.
        where: Which rows to count; all if there is none. Rows left out are still reconciled.
        measures: What to add up in each group, beside its rows.
        distinct: What to count different values of.
    """

    keys: tuple[Values, ...]
    where: tuple[Where, ...] = ()
    measures: tuple[Measure, ...] = ()
    distinct: tuple[Distinct, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.keys or not all(self.keys):
            raise InputError("query.keys", self.keys, "one or more keys of one or more columns")
        for distinct in self.distinct:
            if distinct.by and not any(set(distinct.by) <= set(key) for key in self.keys):
                raise InputError("query.distinct.by", distinct.by, "columns of one of the keys")

    @property
    def columns(self) -> Values:
        """The columns that a file must have, each once."""
        asked = [column for key in self.keys for column in key]
        asked += [part.column for part in (*self.where, *self.measures, *self.distinct)]
        return tuple(dict.fromkeys(asked))


@attrs.frozen(kw_only=True, eq=False)
class GroupTable:
    """The groups of one file.

    Attributes:
        values: For each key of the query, the values of its columns, by code. Tables of one run
            share it; a file need not hold all of them.
        codes: Codes of shape (groups, keys): row i of it says which group i is.
        rows: How many rows each of the groups has.
        measures: Of shape (groups, measures); whole numbers but for sums of fractions.
        distinct: For each `Distinct`, by the values of its columns: how many values differ, and
            how many rows have one.
        rows_seen: All rows of the file, those included that `where` left out.
    """

    values: tuple[list[Values], ...]
    codes: npt.NDArray[np.int32]
    rows: Ints
    measures: Floats
    distinct: tuple[Mapping[Values, tuple[int, int]], ...]
    rows_seen: int


@attrs.frozen(kw_only=True)
class RowQuery:
    """What to know of each row of some files, where groups do not say enough.

    Attributes:
        keys: By what rows are told apart; see `Query`. There may be none.
        days: Those of their columns that hold timestamps in UTC. One of the form `TIME` stands for
            its day, or for its hour if that is the last, which in London may be in the next day:
            `2018-08-31T22:59:59` for `2018-08-31`, `2018-08-31T23:13:35` for `2018-08-31T23`.
        identities: Columns whose texts are compared, within a file and across files, by a hash as
            in `Distinct`.
        whole: Whether whole rows are compared as well, within a file.
    """

    keys: tuple[Values, ...] = ()
    days: Values = ()
    identities: Values = ()
    whole: bool = False

    @property
    def columns(self) -> Values:
        """The columns that a file must have, each once."""
        asked = [column for key in self.keys for column in key]
        return tuple(dict.fromkeys((*asked, *self.identities)))
