"""The one dialect of YAML: the 1.2 core schema.

What belongs here: which words are null, true, false or a number, and the loader that knows it. What
does not: reading a text, and what is refused in it, which are in `yaml`.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

__all__ = ["CORE", "LOADER"]

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CORE: Final = {
    "tag:yaml.org,2002:null": (re.compile(r"(?:null|Null|NULL|~|)\Z"), ["~", "n", "N", ""]),
    "tag:yaml.org,2002:bool": (
        re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"),
        list("tTfF"),
    ),
    "tag:yaml.org,2002:int": (
        re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z"),
        list("-+0123456789"),
    ),
    "tag:yaml.org,2002:float": (
        re.compile(
            r"(?:[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
            r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\Z"
        ),
        list("-+0123456789."),
    ),
}


class _Loader(_Base):  # type: ignore[misc]  # the C loader has no types
    """Compose nodes by the core schema."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, (_pattern, _first) in CORE.items():
    for _char in _first:
        _Loader.yaml_implicit_resolvers.setdefault(_char, []).append((_tag, _pattern))
LOADER: Final[type[yaml.SafeLoader]] = _Loader
