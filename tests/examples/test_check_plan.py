"""The check of a pull request: SARIF that code hosts read, and Markdown that holds no markup."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("hypothesis")
jsonschema = pytest.importorskip("jsonschema")

import attrs
from hypothesis import given, settings

import safetykit
from safetykit.errors import Place
from safetykit.evaluation import Severity
from safetykit.testing import strategies

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "examples" / "plans" / "lincolnshire-community-safety.yaml"


def load_script() -> ModuleType:
    """Import the example."""
    path = ROOT / "examples" / "apps" / "check_plan.py"
    spec = importlib.util.spec_from_file_location("check_plan_example", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SCRIPT = load_script()
TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
NUMBER = {"type": "integer", "minimum": 1}
SARIF = {  # what SARIF 2.1.0 (OASIS, 27 March 2020) asks of the parts that we write: 3.13 to 3.30
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "semanticVersion": {"pattern": r"^\d+\.\d+\.\d+"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": {
                                                    "properties": {"level": LEVEL}
                                                },
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "level", "locations"],
                            "properties": {
                                "message": TEXT,
                                "level": LEVEL,
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                                "locations": {
                                    "type": "array",
                                    "minItems": 1,
                                    "items": {
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation", "region"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "required": ["uri"],
                                                        "properties": {
                                                            "uri": {"pattern": r"^[^\s\\]+$"}
                                                        },
                                                    },
                                                    "region": {
                                                        "required": ["startLine"],
                                                        "properties": {
                                                            "startLine": NUMBER,
                                                            "startColumn": NUMBER,
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def require_sarif(report: dict[str, Any]) -> None:
    """Require the essentials of the format, and that every result names a rule that is there."""
    jsonschema.validate(report, SARIF)
    (run,) = report["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert rules[result["ruleIndex"]]["help"]["text"]


def test_plan_of_the_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each finding has its line, rule, level and help, and the status says if one weighs enough."""
    target = tmp_path / "plan.sarif"

    status = SCRIPT.main([str(PLAN), "--sarif", str(target), "--fail-on", "warning"])

    report = json.loads(target.read_text(encoding="utf-8"))
    require_sarif(report)
    results = report["runs"][0]["results"]
    found = safetykit.audit(safetykit.load(PLAN)).findings
    lines = {r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in results}
    assert status == 1
    assert len(results) == len(found)
    assert lines == {finding.place.line or 1 for finding in found}
    assert "1 warning" in capsys.readouterr().out


def test_broken_plan_is_reported_with_its_lines(tmp_path: Path) -> None:
    """A plan that cannot be read has a result for each problem, on its line."""
    plan = tmp_path / "a plan.yaml"
    plan.write_text("format: 1\nid: x\ntitel: A plan\n", encoding="utf-8")
    sarif, markdown = tmp_path / "x.sarif", tmp_path / "x.md"

    status = SCRIPT.main([str(plan), "--sarif", str(sarif), "--markdown", str(markdown)])

    report = json.loads(sarif.read_text(encoding="utf-8"))
    require_sarif(report)
    third = [r for r in report["runs"][0]["results"] if "titel" in r["message"]["text"]]
    location = third[0]["locations"][0]["physicalLocation"]
    assert status == 1
    assert location["region"]["startLine"] == 3
    assert location["artifactLocation"]["uri"].endswith("a%20plan.yaml")
    assert third[0]["ruleId"] == "SK-DOC-001"
    assert "| error |" in markdown.read_text(encoding="utf-8")


def test_plan_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file is said to be missing, and nothing is called sound."""
    assert SCRIPT.main([str(tmp_path / "none.yaml")]) in (1, 2)
    assert "none.yaml" in "".join(capsys.readouterr())


@settings(deadline=None, max_examples=10)
@given(plan=strategies.plans(holding=["actions"]), text=strategies.texts(max_size=30))
def test_any_plan_makes_a_report(plan: safetykit.Plan, text: str) -> None:
    """Whatever a plan holds, the report keeps its form, and the comment keeps its columns."""
    hostile = attrs.evolve(plan.actions[0], title=f"{text}|<img src=x>\n# [a](javascript:b) @all")
    plan = attrs.evolve(plan, actions=(hostile, *plan.actions[1:]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yaml"
        path.write_text(safetykit.dumps(plan), encoding="utf-8")
        results = SCRIPT.check_plan(path)

    require_sarif(SCRIPT.to_sarif(results))
    markdown = SCRIPT.to_markdown(results, [path])
    rows = [line for line in markdown.split("\n") if line.startswith("|")]
    assert all(row.count("|") == 5 for row in rows)
    assert not re.search(r"<img|\]\(|@all|javascript:", markdown)


def test_same_finding_keeps_its_fingerprint() -> None:
    """A finding that moves to another line is recognised, and another finding is not."""

    def mark(line: int, message: str) -> str:
        place = Place(file="plan.yaml", line=line, path="actions[0]")
        result = SCRIPT.Result(
            rule="SK-A001",
            title="t",
            severity=Severity.NOTICE,
            place=place,
            message=message,
            help="h",
        )
        (run,) = SCRIPT.to_sarif([result])["runs"]
        return str(run["results"][0]["partialFingerprints"]["safetykit/v1"])

    assert mark(3, "one") == mark(4, "one")
    assert mark(3, "one") != mark(3, "two")
