"""Evaluate a plan on street-level crime that stands in an Apache Spark session.

    python examples/spark_national_run.py FOLDER [PLAN]

FOLDER holds files of data.police.uk as published, one folder for each month. On a cluster the
session is there already, and `rows` is whatever table holds the records: `evaluate_on` stays as it
is. Only groups by month, district and crime type leave Spark. Needs the extra `spark`
and a Java runtime.
"""

from __future__ import annotations

import sys
from typing import Any

import safetykit
from safetykit.records import POLICE_UK, count_frame

try:
    from pyspark.sql import SparkSession
except ImportError:
    sys.exit('This needs PySpark: pip install ".[spark]" in the folder of safetykit.')

PLAN = "examples/plans/city-of-london.yaml"


def evaluate_on(rows: Any, plan: safetykit.Plan) -> Any:
    """Count the rows of a dataframe, of Spark or any other, and evaluate a plan on the counts."""
    counts = count_frame(rows, POLICE_UK)
    print(f"{counts.rows_read:,} rows read, {counts.rows_set_aside:,} set aside.")
    return safetykit.evaluate(plan, counts)


def main(folder: str, plan: str = PLAN) -> None:
    """Evaluate a plan on the files of a folder, in a session of this machine."""
    spark = SparkSession.builder.appName("safetykit").getOrCreate()
    rows = spark.read.csv(f"{folder}/*/*-street.csv*", header=True)
    evaluation = evaluate_on(rows, safetykit.load(plan))
    for indicator in evaluation.plan.indicators:
        print(evaluation[indicator.id].sentence)
    spark.stop()


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except safetykit.SafetyKitError as error:
        sys.exit(str(error))
