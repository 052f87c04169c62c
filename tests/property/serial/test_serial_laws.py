"""Laws of reading and writing plain data, paths and texts."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from safetykit.errors import DocumentError, InputError, format_path, parse_path
from safetykit.serial import Text, dump_json, dump_yaml, parse_plain, read_text

ODD = "\0\x07\t\n\r\x7f\x85\xa0\u2028\u2029\ufeff\ufffe\uffff\U0001f600 '\"\\:#-?[]{}&*!|>%@`~,.=<0"
TEXTS = (
    st.text(max_size=20)
    | st.text(alphabet=ODD, max_size=12)
    | st.sampled_from(["", "no", "1e5", "0o17", "12:30", "<<", "=", "null", ".inf", "NaN", "_1"])
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
PLAIN = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(PLAIN)
def test_plain_data_come_back(data: Any) -> None:
    """What is written as YAML or JSON is read back the same, to the kind of each number."""
    for dump in (dump_yaml, dump_json):
        again = parse_plain(Text(content=dump(data)))

        assert data == again
        assert repr(data) == repr(again)


@given(st.text(alphabet=st.characters()) | st.text(alphabet=st.characters(categories=["Cs", "Lu"])))
def test_texts_come_back_or_are_refused(text: str) -> None:
    """A text that no document can hold is refused; its meaning never changes."""
    for dump in (dump_yaml, dump_json):
        try:
            content = dump({"a": text})
        except InputError:
            assert any("\ud800" <= letter <= "\udfff" for letter in text)
            continue

        assert {"a": text} == parse_plain(Text(content=content))


MARKS = "-?:,[]{}#&*!|>'\"%@` \t\n\rab01.~eE+\\u\x85"


@given(st.text(alphabet=MARKS, max_size=60) | st.text(max_size=40) | PLAIN.map(dump_yaml))
def test_any_text_is_read_or_refused(content: str) -> None:
    """A text is plain data that can be written again, or a document error with a place."""
    try:
        data = parse_plain(Text(content=content, file="f"))
    except DocumentError as error:
        places = [(problem.place.file, bool(problem.place.line)) for problem in error.problems]
        data = None
    else:
        places = [("f", True)]

    assert {("f", True)} == set(places)

    assert data == parse_plain(Text(content=dump_yaml(data)))
    assert data == parse_plain(Text(content=dump_json(data)))


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory: Any, raw: bytes) -> None:
    """A file is a text without NUL and bare returns, or a document error with a line."""
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(raw)
    try:
        text = read_text(path)
    except DocumentError as error:
        content, lines = "", [problem.place.line or 0 for problem in error.problems]
    else:
        content, lines = text.content, [1]

    assert all(lines)
    assert not {"\0", "\r"} & set(content)


@given(st.lists(st.text(max_size=8) | st.integers(0, 99), max_size=5))
def test_paths_come_back(steps: list[str | int]) -> None:
    """A path that was written is read back, whatever its keys hold."""
    assert tuple(steps) == parse_path(format_path(steps))


@given(PLAIN, st.lists(TEXTS | st.integers(0, 4), max_size=4))
def test_every_path_has_a_place(data: Any, path: list[str | int]) -> None:
    """Whatever the path, a place is found, and the path of it is the one asked for."""
    text = Text(content=dump_yaml(data))
    place = text.place(path)

    assert format_path(path) == place.path
    assert 1 <= (place.line or 0) <= text.content.count("\n") + 1
