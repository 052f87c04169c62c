"""Canonical layout: what changes, what stays, and what is refused."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from safetykit.documents import load
from safetykit.documents.layout import format_file, format_text
from safetykit.errors import DocumentError, MissingExtraError
from safetykit.serial import Text

pytest.importorskip("ruamel.yaml", reason="the format extra is not installed")
PLANS = sorted((Path(__file__).parents[3] / "examples" / "plans").glob("*.yaml"))


def laid_out(content: str) -> str:
    """Return a text in canonical layout."""
    return format_text(Text(content=content))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n- 1\n-   2\n", "a:\n  - 1\n  - 2\n"),
        ("a:\n    b:   1\n", "a:\n  b: 1\n"),
        ("a: [1,2,  {b: 3}]\n", "a: [1, 2, {b: 3}]\n"),
        ("a: '12:30'\nb: 12:30\nc: 2017-10-31\n", "a: '12:30'\nb: 12:30\nc: 2017-10-31\n"),
        ("a: 0x1F\nb: 1e3\nc: 007\nd: ~\n", "a: 0x1F\nb: 1e3\nc: 007\nd: ~\n"),
        ("a:\nb: [x, null]\nc: {d: }\n", "a: null\nb: [x, null]\nc: {d: null}\n"),
        ("---\nz: 1\na: 2\n", "z: 1\na: 2\n"),
        ("a: |\n  \n    x\n      y\n", "a: |2\n\n  x\n    y\n"),
        ("a: |\n  x\n    \n  y\n", "a: |\n  x\n    \n  y\n"),
        ("a: one\n  two\n", "a: one two\n"),
        ("a: >-\n    one\n    two\n", "a: >-\n  one\n  two\n"),
        ("# top\n\n\na: 1   # end\n# tail\n", "# top\n\n\na: 1   # end\n# tail\n"),
        (
            "a: # one\n- {b: 1} # two\n# three\n- c: 1\n  d: 2\n",
            "a: # one\n  - {b: 1} # two\n# three\n  - c: 1\n    d: 2\n",
        ),
        ('{"b":1,"a":[2.0]}', '{\n  "b": 1,\n  "a": [\n    2.0\n  ]\n}\n'),
        ('{"a": "one\n  two"}', '{\n  "a": "one two"\n}\n'),
        ("a: " + "word " * 30 + "end\n", "a: " + "word " * 30 + "end\n"),
    ],
)
def test_layout(before: str, after: str) -> None:
    """One way to indent; values as they stood; an empty value as null; texts keep their lines."""
    assert after == laid_out(before)
    assert after == laid_out(after)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_examples_are_canonical(path: Path) -> None:
    """The plans of the examples are in the layout that we ask of others."""
    assert not format_file(path, write=False)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a: 1\na: 2\n", r'^2:1 \(a\): the key "a" stands here twice'),
        ("a: &x 1\n", "anchors"),
        ("a: .nan\n", "is not a number"),
        ("", "there is no mapping of keys to values"),
        ("# nothing\n", "there is no mapping"),
        ("- a\n", "there is no mapping"),
        (
            "a: 1\nb: [1, # one\n  2] # two\n",
            r"^2:8: a comment within \[ \] or \{ \}, or behind \| or >, would be lost\. Put it on",
        ),
    ],
)
def test_refused(content: str, reason: str) -> None:
    """What the strict reader refuses is refused, and so is what would lose a comment."""
    with pytest.raises(DocumentError, match=reason):
        laid_out(content)


def test_file_is_changed_once(tmp_path: Path) -> None:
    """A file is written when its layout is another one, and means what it meant."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + PLANS[0].read_bytes().replace(b"\n", b"\r\n"))
    before = load(path)

    assert format_file(path, write=False)
    assert b"\r\n" in path.read_bytes()
    assert format_file(path)
    assert not format_file(path)
    assert before == load(path)
    assert PLANS[0].read_bytes() == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("outputs", "reason"),
    [
        (["a: 2\n", "a: 2\n"], "cannot be changed without a change of meaning"),
        (["a: 1\n", "a: 1\n"], "a comment would be lost"),
        ([f"a: {n}\n" for n in range(9)], "no stable layout was found"),
    ],
)
def test_a_writer_that_errs(
    outputs: list[str], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the writer does, a change of meaning and a lost comment are never written."""
    rest = iter(outputs)
    monkeypatch.setattr("safetykit.documents.layout._lay_out", lambda *_: next(rest))

    with pytest.raises(DocumentError, match=reason):
        laid_out("a: 1 # why\n")


def test_a_writer_that_cannot_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the writer's own reader refuses is told as an error of the document."""
    from ruamel.yaml.error import YAMLError

    class Refusing:
        def load(self, content: str) -> Any:
            raise YAMLError(f"odd {content}")

        def dump(self, data: Any, stream: Any) -> None:
            """Write nothing."""

    monkeypatch.setattr("safetykit.documents.layout._writer", lambda: Refusing)

    with pytest.raises(DocumentError, match=r"cannot be laid out: odd a: 1\."):
        laid_out("a: 1\n")


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library the error names the extra; JSON needs none."""
    real = importlib.import_module

    def lack(name: str) -> Any:
        if name.startswith("ruamel"):
            raise ModuleNotFoundError(name=name)
        return real(name)

    monkeypatch.setattr(importlib, "import_module", lack)

    with pytest.raises(MissingExtraError, match=r"Formatting a plan needs ruamel.*\[format\]"):
        laid_out("a: 1\n")
    assert {"a": 1} == json.loads(laid_out('{"a":1}'))
