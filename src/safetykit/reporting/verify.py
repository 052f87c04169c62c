"""Making a result again and comparing: the same plan, the same records, the same numbers?

What belongs here: the comparison of a saved result with a new one. What does not: the evaluation
itself, and reading records.
"""

from __future__ import annotations

import datetime as dt
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from safetykit.errors import DocumentError, InputError, format_path
from safetykit.evaluation import Catalogue, Evaluation, evaluate
from safetykit.evaluation.disclosure import DisclosurePolicy, prepare
from safetykit.model import Plan
from safetykit.records import Counts
from safetykit.records.aggregate import require_due_days
from safetykit.reporting.data import evaluation_data
from safetykit.serial import PlainData, parse_plain, read_text

__all__ = [
    "Difference",
    "Verification",
    "asked_due_days",
    "asked_year_starts",
    "read_result",
    "verify",
]

MAX_BYTES: Final = 100_000_000
RELATIVE: Final = 1e-9
NOT_COMPARED: Final = {("provenance", "safetykit"), ("provenance", "plan_file")}
PARAMETERS: Final = ("as_of", "confidence", "across", "year_starts")
INPUTS: Final = "provenance.inputs"
PLAN: Final = "provenance.plan_sha256"


@attrs.frozen(kw_only=True)
class Difference:
    """One value of a saved result that came out otherwise.

    Attributes:
        path: Where it stands in the result, such as `results[0].value.value`.
        saved: What the saved result holds; None where it holds nothing there.
        found: What was found now; None likewise.
    """

    path: str
    saved: object
    found: object


@attrs.frozen(kw_only=True)
class Verification:
    """Whether a saved result could be made again.

    Attributes:
        differences: Every value that came out otherwise, inputs first.
        saved_version: The version of safetykit that made the saved result.
        version: The version that made it again.
        evaluation: The result as it came out now.
    """

    differences: tuple[Difference, ...]
    saved_version: str
    version: str
    evaluation: Evaluation = attrs.field(repr=False)

    @property
    def same_inputs(self) -> bool:
        """Whether the plan and the records are, by their hashes, the ones of the saved result."""
        return not any(d.path.startswith((INPUTS, PLAN)) for d in self.differences)

    @property
    def agrees(self) -> bool:
        """Whether nothing came out otherwise."""
        return not self.differences


def read_result(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Read an evaluation that `write_json` wrote.

    Raises:
        DocumentError: The file cannot be read, or holds no evaluation.
    """
    text = read_text(path, max_bytes=MAX_BYTES)
    data = parse_plain(text)
    made = data.get("provenance") if isinstance(data, dict) else None
    parameters = made.get("parameters") if isinstance(made, dict) else None
    if not isinstance(data, dict) or not isinstance(parameters, dict):
        hint = "Write one with safetykit evaluate ... --format json."
        raise DocumentError([text.problem("this is not the result of an evaluation.", hint=hint)])
    missing = [name for name in PARAMETERS if name not in parameters]
    if missing:
        message = f"the parameters of the evaluation lack {', '.join(missing)}."
        hint = "It may be of another version of safetykit."
        raise DocumentError([text.problem(message, hint=hint)])
    return data


def verify(
    saved: Mapping[str, Any],
    plan: Plan,
    records: Counts | Iterable[Counts],
    *,
    catalogue: Catalogue | None = None,
) -> Verification:
    """Evaluate a plan again with the parameters of a saved result, and compare.

    Args:
        saved: What `read_result` read.
        plan: The plan.
        records: The counts of its sources.
        catalogue: The rules of the audit; the built-in ones if None.

    Returns:
        What came out otherwise. Numbers agree up to a relative difference of 1e-9.

    Raises:
        InputError: A parameter of the saved result cannot be used, or the records do not hold what
            the plan asks of them.
    """
    asked = _arguments(saved["provenance"]["parameters"])
    days = asked_due_days(saved)
    again = evaluate(plan, records, catalogue=catalogue, due_days=days, **asked)
    found = evaluation_data(prepare(again, policy=_policy(saved)))
    differences = [Difference(path=p, saved=a, found=b) for p, a, b in _compare(dict(saved), found)]
    first = (INPUTS, PLAN)
    return Verification(
        differences=tuple(sorted(differences, key=lambda d: not d.path.startswith(first))),
        saved_version=str(saved["provenance"].get("safetykit", "unknown")),
        version=again.provenance.version,
        evaluation=again,
    )


def asked_due_days(saved: Mapping[str, Any]) -> int | None:
    """Return the days after which figures were due, if a saved result was made with such a choice.

    Args:
        saved: What `read_result` read.

    Raises:
        InputError: What stands there is no number of days.
    """
    parameters = saved["provenance"]["parameters"]
    if "due_days" not in parameters:
        return None
    try:
        days = int(parameters["due_days"])
    except (TypeError, ValueError) as error:
        raise _edited("provenance.parameters", str(error)) from error
    require_due_days(days, "provenance.parameters.due_days")
    return days


def asked_year_starts(saved: Mapping[str, Any]) -> int:
    """Return the first month of the year that a saved result counted from.

    Args:
        saved: What `read_result` read.

    Raises:
        InputError: What stands there is no month.
    """
    starts: int = _arguments(saved["provenance"]["parameters"])["year_starts"]
    return starts


def _policy(saved: Mapping[str, Any]) -> DisclosurePolicy:
    """Return how partners' figures were protected; by default where the result does not say.

    Raises:
        InputError: What stands there cannot be used.
    """
    asked = saved.get("disclosure") or {}
    if not isinstance(asked, Mapping):
        raise _edited("disclosure", asked)
    names = [name for name in ("threshold", "rounding") if asked.get(name) is not None]
    return DisclosurePolicy(**{name: asked[name] for name in names})


def _arguments(parameters: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return {
            "as_of": dt.date.fromisoformat(parameters["as_of"]),
            "confidence": float(parameters["confidence"]),
            "across": tuple(filter(None, str(parameters["across"]).split(", "))),
            "year_starts": int(parameters["year_starts"]),
        }
    except (TypeError, ValueError) as error:
        raise _edited("provenance.parameters", str(error)) from error


def _edited(place: str, got: object) -> InputError:
    expected, hint = "what an evaluation writes", "Was the saved result edited?"
    return InputError(place, got, expected, hint=hint)


def _compare(
    saved: PlainData, found: PlainData, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[str, object, object]]:
    """Yield each place at which two pieces of plain data differ."""
    if path in NOT_COMPARED:
        return
    if isinstance(saved, dict) and isinstance(found, dict):
        for key in dict.fromkeys([*saved, *found]):
            yield from _compare(saved.get(key), found.get(key), (*path, key))
    elif isinstance(saved, list) and isinstance(found, list):
        for i in range(max(len(saved), len(found))):
            old, new = (items[i] if i < len(items) else None for items in (saved, found))
            yield from _compare(old, new, (*path, i))
    elif not _same(saved, found):
        yield format_path(path), saved, found


def _same(saved: object, found: object) -> bool:
    numbers = (int, float)
    if isinstance(saved, numbers) and isinstance(found, numbers):
        return math.isclose(saved, found, rel_tol=RELATIVE, abs_tol=RELATIVE)
    return saved == found
