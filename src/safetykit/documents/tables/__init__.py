"""Plans as tables: a workbook with a sheet for each collection, and a CSV of the actions.

What belongs here: which tables a plan has (told by the classes of the model), and reading and
writing them. A workbook is lossless: reading it gives back an equal plan. A CSV holds the actions
alone, and says what it leaves out. What does not belong here: YAML and JSON (`plans`).
"""

from safetykit.documents.tables.actions_csv import (
    Basics,
    CsvReading,
    dropped_by_csv,
    read_actions_csv,
    write_actions_csv,
)
from safetykit.documents.tables.converting import Conversion, convert
from safetykit.documents.tables.plan_book import read_plan_book, write_plan_book

__all__ = [
    "Basics",
    "Conversion",
    "CsvReading",
    "convert",
    "dropped_by_csv",
    "read_actions_csv",
    "read_plan_book",
    "write_actions_csv",
    "write_plan_book",
]
