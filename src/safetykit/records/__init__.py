"""Records that others publish, turned into counts by month, area and category.

What belongs here: the sources that safetykit reads, their counts, and what is odd about them. What
does not: rates, intervals or any judgement; they are made from counts on the floors above.
"""

# ruff: noqa: E402  numpy is asked for first, so that its absence is explained.

from safetykit.extras import need

need("numpy", wanted_by="safetykit.records")

from safetykit.records.counts import AreaKey, AreaRule, Counts, FileRecord, Progress, Series
from safetykit.records.police_uk import read_police_uk
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.read import read_records
from safetykit.records.source import POLICE_UK, Break, CategoryLife, DataSource, Travel
from safetykit.records.table import read_counts, write_counts

__all__ = [
    "POLICE_UK",
    "AreaKey",
    "AreaRule",
    "Break",
    "CategoryLife",
    "Counts",
    "DataSource",
    "FileRecord",
    "Progress",
    "QualityCode",
    "QualityFinding",
    "Series",
    "Travel",
    "read_counts",
    "read_police_uk",
    "read_records",
    "write_counts",
]
