"""Plan files and plans: reading, writing, and the version of the format.

What belongs here: `load`, `loads`, `dump`, `dumps`, and the steps between versions of the format.
What does not: the reading of YAML as such (`serial`) and the classes (`model`).
"""

from safetykit.documents.plans import PLAN_FORMAT, dump, dumps, load, loads

__all__ = ["PLAN_FORMAT", "dump", "dumps", "load", "loads"]
