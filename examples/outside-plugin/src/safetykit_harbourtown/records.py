"""Where Harbourtown's figures come from. Importing this needs safetykit's extra `evaluate`."""

from typing import Final

from safetykit.records import DataSource, Travel

__all__ = ["WHARF_LOG"]

WHARF_LOG: Final = DataSource(
    name="harbourtown-wharf-log",
    title="Log of the wharf wardens",
    publisher="Harbourtown Council",
    url="https://example.org/harbourtown/wharf-log",
    licence="Not published",
    attribution="Harbourtown Council",
    travel=Travel.PARTNER,
    unit="incident",
    categories=("Theft from a boat", "Damage to a boat"),
    cannot_see=("Boats whose owners do not tell the wardens.",),
)
