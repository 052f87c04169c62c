"""The libraries of dataframes that counting is held to, and how each makes a frame of rows."""

from __future__ import annotations

import atexit
import datetime as dt
import shutil
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

import pytest

Rows = Mapping[str, Sequence[Any]]
NEEDS = {
    "pandas": ("pandas",),
    "polars": ("polars",),
    "polars-lazy": ("polars",),
    "pyarrow": ("pyarrow",),
    "duckdb": ("duckdb",),
    "dask": ("dask", "pandas", "pyarrow"),
    "pyspark": ("pyspark",),
}
BACKENDS = [
    pytest.param(name, marks=pytest.mark.slow) if name == "pyspark" else name for name in NEEDS
]


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The name of a library; the test runs once for each."""
    return str(request.param)


@pytest.fixture
def frame_of(backend: str) -> Callable[[Rows], Any]:
    """Return the maker of frames of a library."""
    return lambda rows: make_frame(backend, rows)


def make_frame(backend: str, rows: Rows) -> Any:
    """Return a frame of some columns, or skip the test and say what is not installed."""
    if missing := [module for module in NEEDS[backend] if find_spec(module) is None]:
        pytest.skip(f"NOT RUN: {', '.join(missing)} is not installed; `nox -s frames` installs it")
    if backend == "pyspark" and shutil.which("java") is None:
        pytest.skip("NOT RUN: PySpark needs a Java runtime; apt has default-jre-headless")
    return _MAKERS[backend](rows)


def _pandas(rows: Rows) -> Any:
    import pandas

    return pandas.DataFrame({name: list(values) for name, values in rows.items()})


def _polars(rows: Rows) -> Any:
    import polars

    return polars.DataFrame({name: list(values) for name, values in rows.items()})


def _pyarrow(rows: Rows) -> Any:
    import pyarrow

    return pyarrow.table({name: list(values) for name, values in rows.items()})


def _dask(rows: Rows) -> Any:
    import dask.dataframe

    return dask.dataframe.from_pandas(_pandas(rows), npartitions=2)


def _duckdb(rows: Rows) -> Any:
    import duckdb

    connection = duckdb.connect()
    columns = ", ".join(f'"{name}" {_kind(values, 0)}' for name, values in rows.items())
    connection.execute(f"CREATE TABLE rows ({columns})")
    if given := list(zip(*rows.values(), strict=True)):
        marks = ", ".join("?" * len(rows))
        connection.executemany(f"INSERT INTO rows VALUES ({marks})", given)
    return connection.table("rows")


def _pyspark(rows: Rows) -> Any:
    schema = ", ".join(f"`{name}` {_kind(values, 1)}" for name, values in rows.items())
    return _session().createDataFrame(list(zip(*rows.values(), strict=True)), schema)


def _session() -> Any:
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        # Compiling each question takes longer than answering it for a few rows.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false",
    }
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    atexit.register(session.stop)
    return session


def _kind(values: Sequence[Any], which: int) -> str:
    """Return the type of a column in the words of DuckDB or of Spark."""
    first = next((value for value in values if value is not None), "")
    kinds = {
        str: ("VARCHAR", "string"),
        int: ("BIGINT", "bigint"),
        float: ("DOUBLE", "double"),
        bool: ("BOOLEAN", "boolean"),
        dt.date: ("DATE", "date"),
        dt.datetime: ("TIMESTAMP", "timestamp"),
    }
    return kinds[type(first)][which]


_MAKERS = {
    "pandas": _pandas,
    "polars": _polars,
    "polars-lazy": lambda rows: _polars(rows).lazy(),
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
    "dask": _dask,
    "pyspark": _pyspark,
}
