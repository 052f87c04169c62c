"""The JSON Schema of results: what `write_json` writes, for programs that read it.

The schema is shipped as `schema/result-1.json`; a test holds every result against it.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

__all__ = ["result_schema"]


def result_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an evaluation or an audit as JSON."""
    text = files("safetykit.reporting").joinpath("schema", "result-1.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
