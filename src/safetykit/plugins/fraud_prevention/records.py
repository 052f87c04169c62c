"""The sources from which indicators of fraud are counted, with where their series break.

What belongs here: descriptions, as data. What does not: reading files; a table of these figures is
read as a partner's figures are.
"""

from __future__ import annotations

from typing import Final

from safetykit.quantities import Month
from safetykit.records import Break, DataSource, Travel

__all__ = ["CRIME_SURVEY", "REPORT_FRAUD"]

_NOTICE: Final = (
    "Serious Fraud Office, launch notice, December 2025; Comms Council UK, January 2026"
)

REPORT_FRAUD: Final = DataSource(
    name="report-fraud",
    title="Reports of fraud and cyber crime to Report Fraud, and to Action Fraud before it",
    publisher="City of London Police",
    url="https://www.reportfraud.police.uk",
    licence="not stated where it was seen",
    attribution="",
    travel=Travel.PARTNER,
    unit="report",
    cannot_see=(
        "Fraud that nobody reported, which is most of it.",
        "Reports in Scotland: they go to Police Scotland.",
        "Frauds that a bank dealt with alone.",
    ),
    breaks=(
        Break(
            code="report-fraud-begins",
            title="Report Fraud takes over from Action Fraud",
            start=Month(2025, 12),
            reason="The service, its questions and the way reports are put together changed.",
            source=_NOTICE,
        ),
        Break(
            code="report-fraud-launch",
            title="The public launch of Report Fraud",
            start=Month(2026, 1),
            reason="A campaign told people to report, so more may have done so.",
            source=_NOTICE,
        ),
    ),
)
"""Reports to the national service of England, Wales and Northern Ireland."""

CRIME_SURVEY: Final = DataSource(
    name="csew",
    title="Crime Survey for England and Wales",
    publisher="Office for National Statistics",
    url="https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice",
    licence="Open Government Licence v3.0",
    attribution="Contains public sector information licensed under the Open Government Licence "
    "v3.0",
    travel=Travel.ALREADY_PUBLIC,
    unit="person",
    cannot_see=(
        "Businesses, and people who do not live in households.",
        "Small areas with any precision.",
        "Crimes that people did not notice or do not tell.",
    ),
)
"""The survey that asks people what happened to them, reported or not."""
