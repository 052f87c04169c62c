"""Records that others publish, turned into counts by month, area and category.

What belongs here: the sources that safetykit reads, their counts, and what is odd about them. What
does not: rates, intervals or any judgement; they are made from counts on the floors above.
"""

from safetykit.records.counts import AreaKey, AreaRule, Counts, FileRecord, Progress, Series
from safetykit.records.quality import QualityCode, QualityFinding
from safetykit.records.source import POLICE_UK, Break, CategoryLife, DataSource, Travel

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
]
