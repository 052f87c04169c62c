"""What CONTRIBUTING.md says of the checks is what noxfile.py holds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def sessions() -> set[str]:
    """Return the names of the sessions, as they are typed after `nox -s`."""
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    found = set()
    for function in tree.body:
        for mark in getattr(function, "decorator_list", ()):
            named = {k.arg: ast.literal_eval(k.value) for k in getattr(mark, "keywords", ())}
            if "nox.session" in ast.unparse(mark):
                found.add(named.get("name", function.name))
    return found


def test_table_lists_every_session_and_no_other() -> None:
    """Whoever adds a check tells people of it, in the row that names it."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert sessions() == set(re.findall(r"^\| `nox -s ([\w-]+)` \|", text, re.M))


def test_every_check_is_called_somewhere() -> None:
    """`.ci/run` and the workflow call sessions that are there, and between them every check."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    called = set(re.findall(r"^check .* (?:with_tools|in_own_environment) ([\w-]+)", script, re.M))
    for names in re.findall(r"run: nox -s ([\w -]+)$", workflow, re.M):
        called.update(names.split())

    assert sessions() == called | {"texts"}  # which checks nothing
