"""Write a made-up national tree of street crime, for the benchmarks of reading.

Forty-three forces, a file for each month, 35,000 small areas, 14 crime types: at scale 1 about 13
million rows and 2.7 GB. The same arguments always write the same bytes.

    python benchmarks/national.py DIR [--scale 0.1] [--months 24] [--parquet FILE]
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

FORCES = 43
AREAS_PER_FORCE = 814
AREAS_PER_DISTRICT = 90
ROWS_PER_FILE = 12_600
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
KINDS = {
    "Anti-social behaviour": 0.16,
    "Bicycle theft": 0.01,
    "Burglary": 0.05,
    "Criminal damage and arson": 0.08,
    "Drugs": 0.03,
    "Other crime": 0.02,
    "Other theft": 0.08,
    "Possession of weapons": 0.01,
    "Public order": 0.08,
    "Robbery": 0.02,
    "Shoplifting": 0.07,
    "Theft from the person": 0.02,
    "Vehicle crime": 0.06,
    "Violence and sexual offences": 0.31,
}
OUTCOMES = (
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Under investigation",
    "Court result unavailable",
)


def places_of(force: int, rng: np.random.Generator) -> list[str]:
    """The middle of a row for each small area of a force, and for rows that are coded to none."""
    found = []
    for i in range(AREAS_PER_FORCE):
        code = force * AREAS_PER_FORCE + i
        district = f"District {force:02d}-{i // AREAS_PER_DISTRICT}"
        name = f"{district} {i % AREAS_PER_DISTRICT:03d}{'ABCDE'[i % 5]}"
        east, north = -3 + 4 * rng.random(), 51 + 4 * rng.random()
        street = f"On or near Road {code % 977}"
        found.append(f"{east:.6f},{north:.6f},{street},E01{code:06d},{name}")
    return [*found, ",,No Location,,"]


def write_file(path: Path, force: int, month: str, rows: int, places: list[str]) -> None:
    rng = np.random.default_rng([force, int(month.replace("-", ""))])
    name = f"Force {force:02d} Police"
    weights = rng.dirichlet(np.full(AREAS_PER_FORCE, 2.0))
    where = rng.choice(len(places), rows, p=[*(0.98 * weights), 0.02])
    share = np.array(list(KINDS.values()))
    kind = rng.choice(len(KINDS), rows, p=share / share.sum())
    outcome = rng.integers(len(OUTCOMES), size=rows)
    digits = rng.bytes(32 * rows).hex()
    kinds = list(KINDS)
    middle = f",{month},{name},{name},"
    ends = [[f",{k},{o if i else ''}," for o in OUTCOMES] for i, k in enumerate(kinds)]
    lines = [
        (digits[64 * i : 64 * i + 64] if k else "") + middle + places[p] + ends[k][o]
        for i, (p, k, o) in enumerate(
            zip(where.tolist(), kind.tolist(), outcome.tolist(), strict=True)
        )
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8", newline="")


def month_name(number: int) -> str:
    return f"{2022 + number // 12}-{number % 12 + 1:02d}"


def write_tree(folder: Path, *, scale: float = 1.0, months: int = 24, first: int = 0) -> None:
    """Write the months from `first` up to `months` of all forces."""
    rows = round(ROWS_PER_FILE * scale)
    for force in range(FORCES):
        places = places_of(force, np.random.default_rng(force))
        for number in range(first, months):
            month = month_name(number)
            path = folder / month / f"{month}-force-{force:02d}-street.csv"
            write_file(path, force, month, rows, places)


def write_parquet(folder: Path, path: Path) -> None:
    """Write all rows of a tree into one Parquet file."""
    import duckdb

    connection: Any = duckdb.connect()
    connection.execute(
        f"""COPY (SELECT * FROM read_csv('{folder}/*/*-street.csv', all_varchar = true,
            header = true)) TO '{path}' (FORMAT parquet)"""
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--parquet", type=Path)
    args = parser.parse_args()
    write_tree(args.folder, scale=args.scale, months=args.months)
    if args.parquet:
        write_parquet(args.folder, args.parquet)


if __name__ == "__main__":
    main()
