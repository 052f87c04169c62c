"""Standardised rates and ratios against Fay and Feuer (1997) and UKHSA's fixtures.

Each case of `cases/rates.json` names its source and carries its tolerance.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from safetykit.stats.rates import directly_standardised_rate, indirectly_standardised_ratio

CASES = json.loads((Path(__file__).parent / "cases" / "rates.json").read_text("utf-8"))


def cases(method: str) -> list[Any]:
    """Return the cases of a method, each under its own name."""
    return [pytest.param(case, id=case["id"]) for case in CASES if case["method"] == method]


def close(case: dict[str, Any], *names: str) -> Any:
    """Return the expected numbers of these names, null as nan, with the case's tolerance."""
    numbers = [case["expected"][name] for name in names]
    rel, absolute = (case["tolerance"].get(kind) for kind in ("rel", "abs"))
    given = [math.nan if number is None else number for number in numbers]
    return pytest.approx(given, rel=rel, abs=absolute, nan_ok=True)


def reported(counts: list[float | None]) -> list[float]:
    """Return counts in which null is "not reported"."""
    return [math.nan if count is None else count for count in counts]


@pytest.mark.parametrize("case", cases("direct_standardised_rate_dobson"))
def test_rate_of_dobson(case: dict[str, Any]) -> None:
    """The rates of PHEindicatormethods, and none below 10 events."""
    given = case["inputs"] | {"count": reported(case["inputs"]["count"])}
    min_events = given.pop("min_total_count", None)

    found, wider = (
        directly_standardised_rate(**given, confidence=level, min_events=min_events, missing="zero")
        for level in (0.95, 0.998)
    )

    names = ["value", "lower95", "upper95"]
    assert close(case, *names) == [found.value, found.low, found.high]
    if "lower998" in case["expected"]:
        assert close(case, "lower998", "upper998") == [wider.low, wider.high]


@pytest.mark.parametrize("case", cases("direct_standardised_rate_gamma"))
@pytest.mark.parametrize(("method", "suffix"), [("gamma", "gamma"), ("dobson", "dobson_byar")])
def test_rate_of_fay_and_feuer(case: dict[str, Any], method: Any, suffix: str) -> None:
    """Births with Down's syndrome (Fleiss 1981), as in epitools' ageadjust.direct."""
    found = directly_standardised_rate(**case["inputs"], method=method)

    names = ["value", f"lower95_{suffix}", f"upper95_{suffix}"]
    assert close(case, *names) == [found.value, found.low, found.high]


@pytest.mark.parametrize("case", cases("indirect_standardised_ratio"))
def test_indirectly_standardised_ratio(case: dict[str, Any]) -> None:
    """PHEindicatormethods: Byar's limits, exact ones below 10; a missing band counts as none."""
    given = case["inputs"] | {"count": reported(case["inputs"]["count"])}

    found = indirectly_standardised_ratio(**given, missing="zero")

    estimate = found.estimate
    assert close(case, "observed", "expected") == [found.observed, found.expected]
    assert close(case, "ratio", "lower95", "upper95") == [
        estimate.value,
        estimate.low,
        estimate.high,
    ]
