"""Time reading plans, strictly, against reading the same bytes without any strictness.

JSON: the strict converter, and all of `loads`, against cattrs' own structuring of the same classes
(no strict hooks, no reference check), with pydantic and msgspec beside it where they are installed.
YAML: the strict reader, and all of `loads`, against `yaml.load` with the C safe loader on the same
text. Both sides run in turn in one process; the ratios are of medians.

    python benchmarks/plans.py [--plans 100] [--runs 5]
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import cattrs
import yaml

from safetykit.documents import dumps, loads
from safetykit.model import Plan
from safetykit.quantities import Approx, Month, PartialDate
from safetykit.serial import Text, parse_plain, structure


def make_plan(n_objects: int) -> Plan:
    """Make a plan of about so many objects: actions of two commitments each, and claims."""
    n = max(n_objects // 5, 1)
    data: dict[str, Any] = {
        "format": 1,
        "id": "plan",
        "title": "A plan",
        "area": {"name": "Testborough"},
        "partnership": {"name": "A partnership"},
        "period": {"period": {"start": "2020-04", "end": "2023-03"}},
        "dated": "2020",
        "organisations": [{"id": f"o-{i}", "name": f"Body {i}"} for i in range(n)],
        "actions": [
            {
                "id": f"a-{i}",
                "title": f"Action {i} of the plan",
                "owner": f"o-{i}",
                "commitments": [
                    {"what": "do one thing", "strength": "will"},
                    {"what": "do another thing", "strength": "intends"},
                ],
            }
            for i in range(n)
        ],
        "claims": [
            {"id": f"c-{i}", "says": "A figure.", "subject": f"s-{i}", "value": f"about {i + 1:,}"}
            for i in range(n)
        ],
    }
    return loads(json.dumps(data))


def plain_converter() -> cattrs.Converter:
    """Return cattrs as it comes, told only how to read words that hold values."""
    converter = cattrs.Converter()
    for kind in (Approx, Month, PartialDate):
        converter.register_structure_hook(kind, lambda value, to: to.parse(str(value)))
    return converter


def without_format(text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text)
    del data["format"]
    return data


def others(text: str) -> dict[str, Callable[[], object]]:
    """Return what pydantic and msgspec make of the same bytes, as plain checked data."""
    found: dict[str, Callable[[], object]] = {}
    try:
        import pydantic

        adapter = pydantic.TypeAdapter(dict[str, Any])
        found["pydantic, any keys"] = lambda: adapter.validate_json(text)
    except ModuleNotFoundError:
        pass
    try:
        import msgspec

        found["msgspec, any keys"] = lambda: msgspec.json.decode(text, type=dict[str, Any])
    except ModuleNotFoundError:
        pass
    return found


def medians(jobs: dict[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Run the jobs in turn, once to warm up; return the median of each, in seconds."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for run in range(runs + 1):
        for name, job in jobs.items():
            gc.collect()
            start = time.perf_counter()
            job()
            if run:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def show(title: str, found: dict[str, float], base: str) -> None:
    print(f"\n{title}")
    for name, seconds in found.items():
        print(f"{name:<44} {seconds * 1000:9.1f} ms {seconds / found[base]:7.2f} x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=100)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    plan = make_plan(300)
    text, plain = dumps(plan, format="json"), plain_converter()

    def many(job: Callable[[], object]) -> Callable[[], object]:
        return lambda: [job() for _ in range(args.plans)]

    jobs = {
        "cattrs as it comes": many(lambda: plain.structure(without_format(text), Plan)),
        "the strict converter": many(lambda: structure(without_format(text), Plan)),
        "loads": many(lambda: loads(text)),
        **{name: many(job) for name, job in others(text).items()},
    }
    title = f"{args.plans} JSON plans of about 300 objects, {len(text):,} bytes each"
    show(title, medians(jobs, args.runs), "cattrs as it comes")

    words = dumps(plan)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yamls = {
        "yaml.load, C safe loader": many(lambda: yaml.load(words, Loader=loader)),
        "the strict reader": many(lambda: parse_plain(Text(content=words))),
        "loads": many(lambda: loads(words)),
    }
    show("The same as YAML", medians(yamls, args.runs), "yaml.load, C safe loader")

    sizes = {n: dumps(make_plan(n), format="json") for n in (3_000, 30_000)}
    large = medians({f"loads, {n:,} objects": lambda n=n: loads(sizes[n]) for n in sizes}, 3)
    show("Linear in objects (10 times the objects)", large, "loads, 3,000 objects")


if __name__ == "__main__":
    main()
