"""Time reading outcomes, searches and road collisions by arrays against reading them row by row.

The other side is the plain reading that the laws of these sources are held against
(`row_by_row.py` and `row_by_row_stats19.py` in `tests/property/records`), as all of it was done
before. Each run is a process of its own, the sides take turns, and both must find the same values.
The table shows the medians of the seconds that passed and of the seconds that processors worked,
the highest memory, and the ratio of both sides. Imports count.

    python benchmarks/sources.py --write /tmp/sources --scale 0.25
    python benchmarks/sources.py /tmp/sources [--runs 3] [--arrays]

At scale 1 there are 12 million outcomes and 1.2 million searches of 43 forces and 24 months, and a
million collisions with 1.3 million casualties. `--arrays` leaves the plain reading out.

A folder of other people's files is read if it holds folders whose names begin with one of the
sources' names: `outcomes`, `searches`, `collisions`, `casualties`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

FORCES = 43
MONTHS = 24
OUTCOMES = 11_600
SEARCHES = 1_160
COLLISIONS = 1_000_000
OUTCOME_HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Outcome type"
)
OUTCOME_TYPES = (
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Formal action is not in the public interest",
    "Further investigation is not in the public interest",
    "Offender given a caution",
    "Suspect charged",
    "Local resolution",
    "Action to be taken by another organisation",
)
SEARCH_HEADER = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)
SEARCH_OBJECTS = ("Controlled drugs", "Offensive weapons", "Stolen goods", "Firearms", "")
SEARCH_OUTCOMES = ("A no further action disposal", "Arrest", "Community resolution")
READERS = {
    "outcomes": ("read_outcomes", {}),
    "searches": ("read_stop_search", {}),
    "collisions": ("read_stats19", {}),
    "casualties": ("read_stats19", {"by": "casualty severity"}),
}


def write_file(path: Path, header: str, lines: Iterator[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8", newline="")


def outcomes(force: str, month: str, rows: int, rng: np.random.Generator) -> Iterator[str]:
    """One row in ten is of a crime that has a row already."""
    digits = rng.bytes(32 * rows).hex()
    crime = np.where(rng.random(rows) < 0.1, rng.integers(rows, size=rows), np.arange(rows))
    area, kind = rng.integers(815, size=rows), rng.integers(len(OUTCOME_TYPES), size=rows)
    for c, a, k in zip(crime.tolist(), area.tolist(), kind.tolist(), strict=True):
        place = f"-1.{a:05d},52.{a:05d},On or near Road {a},E01{a:06d},District {a:04d}A"
        yield (
            f"{digits[64 * c : 64 * c + 64]},{month},{force},{force},"
            f"{place if a else ',,No Location,,'},{OUTCOME_TYPES[k]}"
        )


def searches(month: str, rows: int, rng: np.random.Generator) -> Iterator[str]:
    second = rng.integers(28 * 86_400, size=rows)
    kind, outcome = rng.integers(5, size=rows), rng.integers(3, size=rows)
    for s, k, o in zip(second.tolist(), kind.tolist(), outcome.tolist(), strict=True):
        day, rest = divmod(s, 86_400)
        clock = f"{rest // 3_600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"
        yield (
            f"Person search,{month}-{day + 1:02d}T{clock}+00:00,,,{'51.5' if s % 9 else ''},0.1,"
            f"Male,18-24,White,White,An Act (section 1),{SEARCH_OBJECTS[k]},{SEARCH_OUTCOMES[o]},"
            "True,False"
        )


def collisions(rows: int, hurt: np.ndarray, rng: np.random.Generator) -> Iterator[str]:
    day, place = rng.integers(3_650, size=rows), rng.integers(1, 34, size=rows)
    first = np.datetime64("2014-01-01")
    days = [str(first + n).split("-") for n in range(3_650)]
    for i, (d, p, n) in enumerate(zip(day.tolist(), place.tolist(), hurt.tolist(), strict=True)):
        year, month, number = days[d]
        yield f"20{i:09d},{1 + i % 3},2,{n},{number}/{month}/{year},-1,E090000{p:02d},0.25,0.75"


def casualties(hurt: np.ndarray) -> Iterator[str]:
    for i, n in enumerate(hurt.tolist()):
        for k in range(n):
            yield f"20{i:09d},{k + 1},{1 + k % 2},1,{1 + (i + k) % 3},9,0.1,0.9"


def write_all(folder: Path, scale: float) -> None:
    for number in range(FORCES):
        rng = np.random.default_rng(number)
        for n in range(MONTHS):
            month = f"{2022 + n // 12}-{n % 12 + 1:02d}"
            start = f"{month}/{month}-force-{number:02d}"
            rows = outcomes(f"Force {number:02d} Police", month, round(OUTCOMES * scale), rng)
            write_file(folder / "outcomes" / f"{start}-outcomes.csv", OUTCOME_HEADER, rows)
            rows = searches(month, round(SEARCHES * scale), rng)
            path = folder / "searches" / f"{start}-stop-and-search.csv"
            write_file(path, SEARCH_HEADER, rows)
    rng = np.random.default_rng(0)
    hurt = 1 + rng.poisson(0.3, round(COLLISIONS * scale))
    header = (
        "collision_index,collision_severity,number_of_vehicles,number_of_casualties,date,"
        "local_authority_district,local_authority_ons_district,collision_adjusted_severity_serious,"
        "collision_adjusted_severity_slight"
    )
    rows = collisions(len(hurt), hurt, rng)
    write_file(folder / "collisions" / "collisions.csv", header, rows)
    header = (
        "collision_index,casualty_reference,vehicle_reference,casualty_class,casualty_severity,"
        "casualty_type,casualty_adjusted_severity_serious,casualty_adjusted_severity_slight"
    )
    write_file(folder / "casualties" / "casualties.csv", header, casualties(hurt))
    same = folder / "casualties" / "collisions.csv"
    same.unlink(missing_ok=True)
    same.symlink_to(folder / "collisions" / "collisions.csv")


def plain(kind: str) -> Any:
    name = "row_by_row_stats19" if READERS[kind][0] == "read_stats19" else "row_by_row"
    path = Path(__file__).parents[1] / "tests" / "property" / "records" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def one_side(side: str, kind: str, folder: Path) -> None:
    """Read once, and print what it took and what came out."""
    start = time.perf_counter()
    if side == "arrays":
        import safetykit.records as readers
    else:
        readers = plain(kind)
    name, how = READERS[kind]
    counts = getattr(readers, name)(folder, **how)
    wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    words = repr((counts.values.tolist(), counts.areas, counts.groups, counts.quality))
    digest = hashlib.sha256(words.encode()).hexdigest()[:12]
    print(
        wall,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        counts.rows_read,
        digest,
        counts.rows_set_aside,
    )


def run(side: str, kind: str, folder: Path) -> list[str]:
    command = [sys.executable, __file__, str(folder), "--side", side, "--kind", kind]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def compare(kind: str, folder: Path, sides: list[str], runs: int) -> None:
    found: dict[str, list[list[str]]] = {side: [] for side in sides}
    for _ in range(runs):
        for side in sides:
            found[side].append(run(side, kind, folder))
    if len({one[4] for every in found.values() for one in every}) != 1:
        raise SystemExit(f"{folder}: the sides do not find the same")
    medians = {}
    for side, every in found.items():
        passed, worked = (statistics.median(float(one[i]) for one in every) for i in (0, 1))
        medians[side] = passed, worked
        memory = max(float(one[2]) for one in every)
        print(
            f"{folder.name:<46}{side:<8}{int(every[0][3]):>12,} rows {passed:8.2f} s "
            f"{worked:8.2f} s of work {memory:7,.0f} MB"
        )
    if len(sides) == 2:
        rows, arrays = medians["rows"], medians["arrays"]
        print(f"{'':<46}ratio {rows[0] / arrays[0]:.1f}, of work {rows[1] / arrays[1]:.1f}")


def kind_of(folder: Path) -> str | None:
    return next((kind for kind in READERS if folder.name.startswith(kind)), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--scale", type=float, default=0.25)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--arrays", action="store_true")
    parser.add_argument("--side")
    parser.add_argument("--kind")
    args = parser.parse_args()
    if args.write:
        write_all(args.write, args.scale)
    elif args.side:
        one_side(args.side, args.kind, args.folder)
    else:
        sides = ["arrays"] if args.arrays else ["rows", "arrays"]
        for folder in sorted(path for path in args.folder.iterdir() if path.is_dir()):
            if kind := kind_of(folder):
                compare(kind, folder, sides, args.runs)


if __name__ == "__main__":
    main()
