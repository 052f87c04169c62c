"""The one dialect, and what it refuses."""

from __future__ import annotations

import time

import pytest

from safetykit.errors import DocumentError
from safetykit.serial import Text, parse_plain, parse_with_problems

# many signs that a hostile text nests with; each must end in one refusal, not in a crash
NESTED = {
    "brackets": "[" * 100_000,
    "closed brackets": "[" * 101 + "]" * 101,
    "objects of JSON": '{"a":' * 101 + "1" + "}" * 101,
    "very deep JSON": '{"a":' * 90_000 + "1" + "}" * 90_000,
    "deep duplicate in JSON": '{"a":' * 150 + '{"c":1,"c":2}' + "}" * 150,
    "indentation": "\n".join(" " * i + "a:" for i in range(150)),
    "lists in mappings at one indentation": "\n".join(
        f"{' ' * i}a:\n{' ' * i}- " for i in range(60)
    ),
    "hyphens": "- " * 3000 + "x",
    "hyphens with two spaces": "-  " * 3000 + "x",
    "hyphens with a tab": "- \t" * 3000 + "x",
    "questions": "? " * 3000 + "x",
    "questions and hyphens": "? - " * 3000 + "x",
    "values of questions": "? a\n" + ": - " + "- ? " * 2000 + "x",
    "behind a bare return": "a: 1\r" + "- " * 3000,
}


def read(content: str) -> object:
    """Read a text of a file called f."""
    return parse_plain(Text(content=content, file="f"))


@pytest.mark.parametrize(
    ("expected", "content"),
    [
        ({"a": "no", "b": "12:30", "c": "2017-10-31"}, "a: no\nb: 12:30\nc: 2017-10-31"),
        ({"a": 17, "b": 15, "c": 31, "d": "1_000"}, "a: 017\nb: 0o17\nc: 0x1F\nd: 1_000"),
        ([1.0, 0.5, 1e5, 5e-324, -0.25], "- 1.\n- .5\n- 1e5\n- 5e-324\n- -0.25"),
        ([True, False, None, None, None], "- true\n- FALSE\n- null\n- ~\n-"),
        ({"~": 1, "true": 2, "3": 4}, "~: 1\ntrue: 2\n3: 4"),
        ({"<<": {"a": 1}}, "<<: {a: 1}"),
        ({"a": "NaN", "b": "Infinity"}, "a: NaN\nb: Infinity"),
        ({"a": 1, "b": 2}, "a: 1\r\nb: 2\r\n"),
        ({"a": 1, "b": 2}, "a: 1\rb: 2"),
        ({"a": 1}, "\ufeffa: 1"),
        ({"a": 1}, '\ufeff{"a": 1}'),
        ({"a": [1]}, ' \n{"a": [1]}'),
        ({"a": 1}, '{"a": 1,} # flow YAML'),
        ({"a": "\U0001f600"}, '{"a": "\\ud83d\\ude00"}'),
        ({"a": "\\ud83d\\ude00"}, '{"a": "\\\\ud83d\\\\ude00"}'),
        ({"a": "hi! & bye * [x]"}, "a: hi! & bye * [x]"),
        ({"a": "NaN"}, '{"a": "NaN",}'),
        ({"a": "x\x7f\x85\u2028"}, '{"a": "x\x7f\x85\u2028"}'),
        ({"a": "x\ny\n", "b": "c d\n"}, "a: |\n  x\n  y\nb: >\n  c\n  d\n"),
        (None, ""),
        (None, "# nothing\n"),
        (None, "---\n...\n"),
    ],
)
def test_dialect(expected: object, content: str) -> None:
    """The core schema of YAML 1.2, and JSON, are read as they stand."""
    found = read(content)

    assert expected == found
    assert repr(expected) == repr(found)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a: 1\na: 2", r'^f:2:1 \(a\): the key "a" stands here twice\. Remove one of the two\.'),
        ('{"b": [{"a": 1, "a": 2}]}', r'^f:1:17 \(b\[0\]\.a\): the key "a" stands here twice'),
        ("1: 3\n'1': 4", r"^f:2:1 .*stands here twice"),
        ("? [a]\n: b", r"^f:1:3: a key must be a word, not a list or a mapping\."),
        ("{{a: 1}: 2}", r"^f:1:2: a key must be a word"),
        ("a: &x 1", r"^f:1:4: anchors \(&name\) are not allowed\. .*in quotes: \"&x\"\."),
        ("- &x 1\n- *x", r"f:2:3: aliases \(\*name\) are not allowed\. Write the value out\."),
        (
            "a: !!python/object/apply:os.system ['ls']",
            r"^f:1:4: tags \(tag:yaml.org,2002:python/object/apply:os.system\) are not allowed",
        ),
        ("a: !b c", r"^f:1:4: tags \(!b\) are not allowed\. Write the plain value\."),
        ("a: ! b", r"^f:1:4: tags \(!\) are not allowed"),
        ("%YAML 1.1\n---\na: no", r"^f:1:1: directives \(%YAML, %TAG\) are not allowed"),
        ("\ufeff%TAG ! tag:x,2000:\n---\na: 1", r"directives \(%YAML, %TAG\) are not allowed"),
        ("a: 1\n---\nb: 2", r'^f:2:1: not YAML: found another document.*second "---"'),
        ("a: 1\n...\nb: 2", r'^f:3:1: not YAML: .*second "---"'),
        ('{"a": 1}{"b": 2}', r'^f:1:9: not YAML: .*second "---"'),
        ("a:\n\tb: 1", r"^f:2:1: not YAML: .*Tabs cannot indent YAML: use spaces\."),
        ("a: 1\rb:\r\tc: 1", r"^f:3:1: not YAML: .*Tabs cannot indent YAML"),
        ("a: b: c", r"^f:1:5: not YAML: .*A text with a colon needs quotes\."),
        ("a: [1, 2", r"^f:.*not YAML: "),
        ("a: {b: 1\nc: 2", r"a quote, a bracket or a brace that is not closed"),
        ("- a: 1\n b: 2", r"indented unlike its neighbours"),
        ('a: "b', r"^f:1:6: not YAML: found unexpected end of stream\."),
        ("a: @b", r"^f:1:4: not YAML: found character that cannot start any token\."),
        ("a: 1\nb: \x00", r"^f:2: a character that YAML does not allow"),
        ("a: \x07", r"^f:1: a character that YAML does not allow"),
        ('{"\x7f": "\x85", "a": 1, "a": 2}', r'^f:1:30 \(a\): the key "a" stands here twice'),
        ("a: 1\nb: x\ud800", r"^f:2:5: half a surrogate pair, which is not a character\."),
        ('{"a": "\\ud800"}', r"^f:1:10: .*Half a surrogate pair is not a character\."),
        ('a: "\\ud800"', r"^f:1:7: .*Half a surrogate pair is not a character\."),
    ],
)
def test_refused(content: str, reason: str) -> None:
    """What the dialect refuses is one clear error with its place."""
    with pytest.raises(DocumentError, match=reason):
        read(content)


@pytest.mark.parametrize(
    "number",
    [".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.INF", "-.Inf", "1e999", "-1e999"],
)
def test_numbers_that_are_not_finite(number: str) -> None:
    """Every spelling of nan and of the infinities is refused where it stands."""
    with pytest.raises(DocumentError, match=r"^f:2:4 \(b\): .* is not a number that a document"):
        read(f"a: 1\nb: {number}")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000 + ".5"])
def test_numbers_that_json_does_not_know(number: str) -> None:
    """JSON refuses them too, with a short message."""
    with pytest.raises(
        DocumentError, match=r"^f:1:7 \(a\): .{1,42} is not a number that"
    ) as caught:
        read(f'{{"a": {number}}}')

    assert 1 == len(caught.value.problems)


@pytest.mark.parametrize("content", ["a:  {}", '{"a": {}}', "a: 0x{}", "a:  -{}"])
def test_very_long_digits(content: str) -> None:
    """A number of thousands of digits is refused, and one of hundreds is read."""
    with pytest.raises(DocumentError, match=r"^f:1:\d \(a\): the number has too many digits\."):
        read(content.replace("{}", "9" * 5000, 1))


def test_hundreds_of_digits() -> None:
    """Numbers of up to 400 digits are read alike in both notations."""
    number = "9" * 400

    assert {"a": int(number)} == read(f"a: {number}") == read(f'{{"a": {number}}}')


@pytest.mark.parametrize("content", NESTED.values(), ids=NESTED)
def test_deep_nesting(content: str) -> None:
    """However a text nests, it is refused with a place, and soon."""
    started = time.process_time()

    with pytest.raises(DocumentError, match=r"^f:\d+:\d+: (nested more than 100 levels|not YAML)"):
        read(content)

    assert 5 > time.process_time() - started


@pytest.mark.parametrize(
    "content", ["[" * 100 + "]" * 100, "\n".join(" " * i + "a:" for i in range(100)), "- " * 100]
)
def test_a_hundred_levels_are_read(content: str) -> None:
    """A hundred levels are allowed, in any notation."""
    depth, value = 0, read(content)
    while isinstance(value, dict | list) and value:
        depth, value = depth + 1, next(iter(value.values() if isinstance(value, dict) else value))

    assert depth >= 99


@pytest.mark.parametrize(
    "content",
    [
        "[" + ",".join(["1"] * 100_000) + "]",
        "[" + ",".join(["1"] * 100_000) + ",]",
        "- 1\n" * 100_000,
    ],
)
def test_long_lists(content: str) -> None:
    """A list of 100,000 items is read in seconds."""
    started = time.process_time()

    assert [1] * 100_000 == read(content)
    assert 20 > time.process_time() - started


@pytest.mark.parametrize(
    "content",
    [
        "\n".join(f"k{i}: .nan" for i in range(20_000)),
        "k: 1\n" * 20_000,
        "- &x 1\n" + "- *x\n" * 20_000,
    ],
)
def test_long_lists_of_problems(content: str) -> None:
    """Twenty thousand problems are all reported, in seconds and in order."""
    started = time.process_time()

    with pytest.raises(DocumentError, match=r"^f:") as caught:
        read(content)

    lines = [problem.place.line or 0 for problem in caught.value.problems]
    assert 19_999 <= len(lines)
    assert sorted(lines) == lines
    assert 20 > time.process_time() - started


def test_size_limit() -> None:
    """A text over the limit is refused before it is parsed."""
    with pytest.raises(DocumentError, match=r"^f: is over the size limit of 10 bytes\."):
        parse_plain(Text(content="é" * 6, file="f"), max_bytes=10)


def test_what_can_be_read_beside_the_problems() -> None:
    """Data and problems come together for callers that look for more."""
    data, problems = parse_with_problems(Text(content="a: 1\na: 2\nb: x"))

    assert {"a": 2, "b": "x"} == data
    assert ['2:1 (a): the key "a" stands here twice. Remove one of the two.'] == [
        str(problem) for problem in problems
    ]


@pytest.mark.parametrize(
    ("expected", "path"),
    [
        ("f:2:3 (a.b)", ("a", "b")),
        ("f:4:5 (c[1])", ("c", 1)),
        ("f:4:6 (c[1].d)", ("c", 1, "d")),
        ("f:4:5 (c[1].zzz)", ("c", 1, "zzz")),
        ("f:3:1 (c[9])", ("c", 9)),
        ("f:5:3", ()),
    ],
)
def test_places(expected: str, path: tuple[str | int, ...]) -> None:
    """A path has the place of its key or item, or of the nearest one above that exists."""
    text = Text(content="a:\n  b: 1\nc:\n  - 1\n", file="f")
    if "d" in path or "zzz" in path:
        text = Text(content="a:\n  b: 1\nc: [1,\n    {d: 1}]\n", file="f")
    if not path:
        text = Text(content="\n\n\n\n  a: 1", file="f")
    if path == ("c", 1):
        text = Text(content="a:\nc:\n  - 1\n  - 2\n", file="f")

    assert expected == str(text.place(path))


@pytest.mark.parametrize(
    "content", ["", "a: [", "? [1]\n: 2", "\ud800", "-  " * 5000 + "x", "\x00"]
)
def test_place_in_a_text_that_cannot_be_read(content: str) -> None:
    """A place in a broken text has its path alone, or the beginning."""
    place = Text(content=content).place(("a", "b"))

    assert "a.b" == place.path
    assert place.line in {None, 1}


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ('{"id": "a"\n "title": "b"}', r"^plan\.json:2:2: not JSON: expecting ',' delimiter\."),
        ('{"id": tru\n', r"^plan\.json:1:8: not JSON: expecting value\."),
        ("[1, 2", r"^plan\.json:1:6: not JSON: .*a bracket that is missing"),
    ],
)
def test_a_file_that_calls_itself_json(content: str, match: str) -> None:
    """A file named .json is called no JSON, with the place; it is not spoken to as YAML."""
    with pytest.raises(DocumentError, match=match):
        parse_plain(Text(content=content, file="plan.json"))
    with pytest.raises(DocumentError, match="not YAML"):
        parse_plain(Text(content=content, file="plan.yaml"))


def test_json_that_only_yaml_refuses() -> None:
    """What is JSON and refused for another reason is still told as what it is."""
    with pytest.raises(DocumentError, match=r"^plan\.json:1:10"):
        parse_plain(Text(content='{"a": 1, "a": 2}', file="plan.json"))
