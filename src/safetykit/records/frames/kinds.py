"""Which objects are dataframes, told without importing any library of dataframes.

What belongs here: `refuse_frame`, for functions that take paths and want to refuse a frame in
plain words. What does not: opening a frame; see `opening`.
"""

from __future__ import annotations

from typing import Final

from safetykit.errors import InputError

__all__ = ["LIBRARIES", "is_frame", "refuse_frame"]

LIBRARIES: Final = "Polars, pandas, PyArrow, DuckDB, Dask or PySpark"
_ROOTS: Final = ("_duckdb", "dask", "duckdb", "narwhals", "pandas", "polars", "pyarrow", "pyspark")
_NAMES: Final = ("DataFrame", "DuckDBPyRelation", "LazyFrame", "Table")


def is_frame(value: object) -> bool:
    """Return whether a value is a dataframe of a library that `count_frame` takes.

    Examples:
        >>> is_frame("records.csv")
        False
    """
    made = ((kind.__module__.partition(".")[0], kind.__name__) for kind in type(value).__mro__)
    return any(root in _ROOTS and name in _NAMES for root, name in made)


def refuse_frame(value: object, field: str) -> None:
    """Refuse a dataframe where a path or counts are asked for: only a mapping says what it means.

    Args:
        value: What was passed.
        field: The name of the argument.

    Raises:
        InputError: It is a dataframe.
    """
    if is_frame(value):
        hint = "Count it first: safetykit.records.count_frame(frame, mapping), or POLICE_UK for it."
        library = type(value).__module__.partition(".")[0].lstrip("_")
        raise InputError(field, f"a dataframe of {library}", "counts, or a path", hint=hint)
