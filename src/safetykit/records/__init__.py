"""Records that others publish, turned into counts by month, area and category.

What belongs here: the sources that safetykit reads, their counts, and what is odd about them. What
does not: rates, intervals or any judgement; they are made from counts on the floors above.

The public names are loaded when they are first used: who reads street-level crime needs no reader
of workbooks, and to load them all would take longer than to add a month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from safetykit._late import late_names
from safetykit.extras import need

need("numpy", wanted_by="safetykit.records")  # asked for first, so that its absence is explained

if TYPE_CHECKING:
    from safetykit.records.aggregate import PARTNER_FIGURES, read_aggregate, write_template
    from safetykit.records.cache import Cache
    from safetykit.records.compare import compare_vintages
    from safetykit.records.counts import AreaKey, AreaRule, Counts, FileRecord, Progress, Series
    from safetykit.records.frames import count_frame
    from safetykit.records.mapping import (
        AreaColumn,
        Filter,
        GroupColumn,
        Layout,
        Measure,
        PeriodColumns,
        Rename,
        TableMapping,
        Total,
        read_mapping,
    )
    from safetykit.records.periods import PeriodFormat
    from safetykit.records.police_uk import read_police_uk
    from safetykit.records.populations import (
        Denominator,
        Population,
        Populations,
        read_populations,
    )
    from safetykit.records.quality import QualityCode, QualityFinding
    from safetykit.records.read import read_records
    from safetykit.records.source import POLICE_UK, Break, CategoryLife, DataSource, Travel
    from safetykit.records.sources.outcomes import OUTCOMES, read_outcomes
    from safetykit.records.sources.recorded_crime_csp import (
        RECORDED_CRIME_CSP,
        read_recorded_crime_csp,
    )
    from safetykit.records.sources.stats19 import STATS19, read_stats19, read_stats19_adjusted
    from safetykit.records.sources.stop_search import STOP_SEARCH, read_stop_search
    from safetykit.records.sources.use_of_force import USE_OF_FORCE, read_use_of_force
    from safetykit.records.sums import Sums
    from safetykit.records.survey import SurveyResult, read_survey
    from safetykit.records.table import read_counts, write_counts
    from safetykit.records.tables import read_table

__all__ = [
    "OUTCOMES",
    "PARTNER_FIGURES",
    "POLICE_UK",
    "RECORDED_CRIME_CSP",
    "STATS19",
    "STOP_SEARCH",
    "USE_OF_FORCE",
    "AreaColumn",
    "AreaKey",
    "AreaRule",
    "Break",
    "Cache",
    "CategoryLife",
    "Counts",
    "DataSource",
    "Denominator",
    "FileRecord",
    "Filter",
    "GroupColumn",
    "Layout",
    "Measure",
    "PeriodColumns",
    "PeriodFormat",
    "Population",
    "Populations",
    "Progress",
    "QualityCode",
    "QualityFinding",
    "Rename",
    "Series",
    "Sums",
    "SurveyResult",
    "TableMapping",
    "Total",
    "Travel",
    "compare_vintages",
    "count_frame",
    "read_aggregate",
    "read_counts",
    "read_mapping",
    "read_outcomes",
    "read_police_uk",
    "read_populations",
    "read_recorded_crime_csp",
    "read_records",
    "read_stats19",
    "read_stats19_adjusted",
    "read_stop_search",
    "read_survey",
    "read_table",
    "read_use_of_force",
    "write_counts",
    "write_template",
]

_HOMES: Final = {
    "aggregate": ("PARTNER_FIGURES", "read_aggregate", "write_template"),
    "cache": ("Cache",),
    "compare": ("compare_vintages",),
    "counts": ("AreaKey", "AreaRule", "Counts", "FileRecord", "Progress", "Series"),
    "frames": ("count_frame",),
    "mapping": (
        "AreaColumn",
        "Filter",
        "GroupColumn",
        "Layout",
        "Measure",
        "PeriodColumns",
        "Rename",
        "TableMapping",
        "Total",
        "read_mapping",
    ),
    "periods": ("PeriodFormat",),
    "police_uk": ("read_police_uk",),
    "populations": ("Denominator", "Population", "Populations", "read_populations"),
    "quality": ("QualityCode", "QualityFinding"),
    "read": ("read_records",),
    "source": ("Break", "CategoryLife", "DataSource", "POLICE_UK", "Travel"),
    "sources.outcomes": ("OUTCOMES", "read_outcomes"),
    "sources.recorded_crime_csp": ("RECORDED_CRIME_CSP", "read_recorded_crime_csp"),
    "sources.stats19": ("STATS19", "read_stats19", "read_stats19_adjusted"),
    "sources.stop_search": ("STOP_SEARCH", "read_stop_search"),
    "sources.use_of_force": ("USE_OF_FORCE", "read_use_of_force"),
    "sums": ("Sums",),
    "survey": ("SurveyResult", "read_survey"),
    "table": ("read_counts", "write_counts"),
    "tables": ("read_table",),
}

if not TYPE_CHECKING:  # to a type checker, a name that is not listed is an error
    __getattr__, __dir__ = late_names(__name__, _HOMES, __all__)
