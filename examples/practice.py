"""Made-up records with which the guides can be followed by whoever has none of their own.

    python examples/practice.py PAGE

writes what a guide begins with into the folder in which you are. PAGE is `records` (use your own
records), `sources` (several sources), `verify` (verify a saved result), `intervention` (evaluate an
intervention) or `places` (compare with places like yours). Every place and figure is made up, and
`made-up.txt` beside them says so. Files of your own are never written over.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.quantities import Month, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts, write_counts
from safetykit.testing import plan_street_rows, write_police_uk_tree

MARK = "made-up.txt"
WRITTEN = ("downloads", "callouts.csv", "counts.csv", "counts.yaml")


def write_downloads(folder: Path, *, most: int) -> random.Random:
    """Write four years of street-level crime of Testshire, at most so many rows for each kind."""
    rng = random.Random(5)  # noqa: S311 - figures that anybody can make again
    rows = plan_street_rows(month_range(Month(2022, 1), Month(2025, 12)), rng=rng, max_rows=most)
    (folder / "downloads").mkdir(exist_ok=True)
    write_police_uk_tree(folder / "downloads", rows, rng=rng)
    return rng


CALLOUTS = """\
Call-outs to assaults,,,,
Year,Month,District,Kind,Call-outs
2024,January,Testborough,assault,12
2024,January,Otherborough,assault,"1,030"
2024,January,All districts,assault,"1,042"
2024,February,Testborough,assault,NA
2024,February,Otherborough,assault,9
2024,February,Otherborough,fall,3
"""


def write_records(folder: Path) -> list[str]:
    """Write a folder of downloads, and a small table of a partner."""
    write_downloads(folder, most=40)
    (folder / "callouts.csv").write_text(CALLOUTS, encoding="utf-8")
    return ["downloads", "callouts.csv"]


def write_sources(folder: Path) -> list[str]:
    """Write a folder of downloads, and four years of a partner's call-outs."""
    rng = write_downloads(folder, most=30)
    rows = ["Month,District,Kind,Call-outs"]
    for month in month_range(Month(2022, 1), Month(2025, 12)):
        rows.append(f"{month},Testborough,assault,{rng.randint(20, 40)}")
    (folder / "callouts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return ["downloads", "callouts.csv"]


def write_verify(folder: Path) -> list[str]:
    """Write a small folder of downloads."""
    write_downloads(folder, most=6)
    return ["downloads"]


def write_intervention(folder: Path) -> list[str]:
    """Write the burglaries of six places, a quarter fewer in one of them from 2024 on."""
    rng = np.random.default_rng(7)
    months = month_range(Month(2022, 1), Month(2025, 12))
    season = 1 + 0.2 * np.sin(np.arange(len(months)) * np.pi / 6)
    mean = season[:, None] * np.array([120.0, 110.0, 130.0, 115.0, 90.0, 95.0])
    mean[[month >= Month(2024, 1) for month in months], 0] *= 0.75
    places = ("Northton", "Southham", "Eastbury", "Westford", "Ringwick", "Farley")
    return _write_burglaries(folder, months, places, rng.poisson(mean))


def write_places(folder: Path) -> list[str]:
    """Write the burglaries of a place and of six others like it."""
    rng = np.random.default_rng(3)
    months = month_range(Month(2023, 1), Month(2025, 12))
    mean = np.array([31.0, 18.0, 22.0, 26.0, 15.0, 24.0, 20.0])
    places = ("Northton", "Ashton", "Barwick", "Colne", "Denby", "Elland", "Fulford")
    return _write_burglaries(folder, months, places, rng.poisson(np.tile(mean, (len(months), 1))))


def _write_burglaries(
    folder: Path, months: Sequence[Month], places: Sequence[str], values: npt.NDArray[np.int64]
) -> list[str]:
    counts = Counts(
        source=attrs.evolve(POLICE_UK, breaks=()),
        months=tuple(months),
        areas=tuple(AreaKey(AreaRule.CODED_TO_AREA, place) for place in places),
        groups=("Burglary",),
        values=values[:, :, None],
        reported=np.ones((*values.shape, 1), dtype=bool),
    )
    write_counts(counts, folder / "counts.csv")
    return ["counts.csv", "counts.yaml"]


PAGES: dict[str, Callable[[Path], list[str]]] = {
    "records": write_records,
    "sources": write_sources,
    "verify": write_verify,
    "intervention": write_intervention,
    "places": write_places,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write what a guide begins with, say what was written, and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("page", choices=sorted(PAGES), help="the guide that you want to follow")
    asked = parser.parse_args(arguments)
    folder = Path.cwd()
    taken = [name for name in WRITTEN if (folder / name).exists()]
    if taken and not (folder / MARK).exists():
        print(f"{', '.join(taken)}: not made by this program. Go to an empty folder.")
        return 2
    (folder / MARK).write_text("The records here are made up, to practise with.\n", "utf-8")
    print(f"Made up, to practise with: {', '.join(PAGES[asked.page](folder))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
