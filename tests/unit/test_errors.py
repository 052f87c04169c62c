"""The exception family, its texts, and places in documents."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from safetykit import errors
from safetykit.errors import (
    AnalysisError,
    AssumptionWarning,
    DataWarning,
    DocumentError,
    InputError,
    MissingExtraError,
    Place,
    PluginError,
    PluginWarning,
    Problem,
    SafetyKitDeprecationWarning,
    SafetyKitError,
    SafetyKitWarning,
    SchemaVersionError,
    UnitError,
    format_path,
    parse_path,
    suggest,
)

PLACE = Place(file="plan.yaml", line=3, column=5, path="actions[0].owner")
PROBLEM = Problem(place=PLACE, message="there is no such owner.", hint="Name one.")
ERRORS = [
    SafetyKitError("anything"),
    InputError("length", -3, "a length above 0", hint="Is it swapped?"),
    UnitError("unit", "furlong", "a known unit"),
    DocumentError([PROBLEM, Problem(place=Place(line=9), message="odd.")]),
    SchemaVersionError(9, 1, place=PLACE),
    AnalysisError("rate", "there are no counts.", hint="Give some."),
    PluginError("fraud", "load", "it raised"),
    MissingExtraError("numpy", "evaluate", "Rates"),
]
FAMILY = [
    (InputError, SafetyKitError, ValueError),
    (UnitError, InputError, ValueError),
    (DocumentError, InputError, ValueError),
    (SchemaVersionError, DocumentError, ValueError),
    (AnalysisError, SafetyKitError, RuntimeError),
    (PluginError, SafetyKitError, RuntimeError),
    (MissingExtraError, SafetyKitError, ImportError),
    (SafetyKitWarning, UserWarning, Warning),
    (DataWarning, SafetyKitWarning, UserWarning),
    (AssumptionWarning, SafetyKitWarning, UserWarning),
    (PluginWarning, SafetyKitWarning, UserWarning),
    (SafetyKitDeprecationWarning, DeprecationWarning, Warning),
]
each_error = pytest.mark.parametrize("error", ERRORS, ids=lambda e: type(e).__name__)


@pytest.mark.parametrize(("kind", "parent", "builtin"), FAMILY)
def test_family(kind: type, parent: type, builtin: type) -> None:
    """Each class has its parent and the built-in that a Python user would expect."""
    assert issubclass(kind, parent)
    assert issubclass(kind, builtin)


def test_family_is_tested_in_full() -> None:
    """Every exception that the module names stands in the table and in the list of samples."""
    public = {getattr(errors, name) for name in errors.__all__}
    named = {k for k in public if isinstance(k, type) and issubclass(k, BaseException)}

    assert {row[0] for row in FAMILY} | {SafetyKitError} == named
    assert {k for k in named if issubclass(k, SafetyKitError)} == {type(e) for e in ERRORS}


def test_codes_are_unique() -> None:
    """No two errors share a code, and each code has the form of the family."""
    codes = [type(error).code for error in ERRORS]

    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"SK(-[A-Z]+)?-\d{3}", code) for code in codes)


@each_error
@pytest.mark.parametrize("again", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy])
def test_copy_and_pickle_keep_everything(error: SafetyKitError, again) -> None:
    """An error comes back with its class, words, arguments, attributes and notes."""
    error = copy.copy(error)
    error.add_note("raised by a test")

    other = again(error)

    assert type(error) is type(other)
    assert str(error) == str(other)
    assert error.args == other.args
    assert error.__dict__ == other.__dict__
    assert other.__notes__[-1] == "raised by a test"


@each_error
def test_words_end_in_the_code(error: SafetyKitError) -> None:
    """The text of every error but the root's ends in its code."""
    if type(error) is not SafetyKitError:
        assert str(error).endswith(f"[{error.code}]")


def test_input_error_says_what_was_expected_and_got() -> None:
    """The text holds the field, what was expected, what was got, and the hint."""
    with pytest.raises(
        InputError,
        match=r"^length: expected a length above 0, got -3\. Is it swapped\? \[SK-IN-001\]$",
    ):
        raise ERRORS[1]


def test_analysis_error_without_hint() -> None:
    """Without a hint the text goes from the reason to the code."""
    with pytest.raises(AnalysisError, match=r"^rate: no counts\. \[SK-AN-001\]$"):
        raise AnalysisError("rate", "no counts.")


def test_plugin_error_names_plugin_and_stage() -> None:
    """The text names the plugin, the stage and the reason."""
    with pytest.raises(PluginError, match=r"^plugin 'fraud', load: it raised \[SK-PL-001\]$"):
        raise ERRORS[6]


def test_missing_extra_says_how_to_install() -> None:
    """The text holds the command that installs the extra."""
    with pytest.raises(
        MissingExtraError,
        match=r'^Rates needs numpy: install it with pip install "safetykit\[evaluate\]"',
    ):
        raise ERRORS[7]


def test_document_error_lists_every_problem() -> None:
    """Each problem has a line of its own."""
    with pytest.raises(
        DocumentError,
        match=r"^plan\.yaml:3:5 \(actions\[0\]\.owner\): there is no such owner\. Name one\.\n"
        r"9: odd\. \[SK-DOC-001\]$",
    ) as caught:
        raise ERRORS[3]

    assert "plan.yaml" == caught.value.field


def test_document_error_without_problems_still_says_something() -> None:
    """An error that was given no problem has words all the same."""
    with pytest.raises(DocumentError, match=r"^the document cannot be read\. \[SK-DOC-001\]$"):
        raise DocumentError([])


def test_newer_format_is_named() -> None:
    """The text names both versions, and what to do."""
    with pytest.raises(
        SchemaVersionError,
        match=r"format 9 is newer than this version of safetykit knows \(1\)\. Upgrade safetykit\.",
    ):
        raise ERRORS[4]


def test_a_long_value_is_cut() -> None:
    """A value of a million letters does not fill the terminal."""
    text = str(InputError("title", "x" * 1_000_000, "a title"))

    assert 300 > len(text)
    assert "xxx..." in text


def test_a_value_that_cannot_be_shown() -> None:
    """A value whose repr raises does not hide the error."""

    class Odd:
        def __repr__(self) -> str:
            raise RuntimeError

    assert "x: expected a number, got a value of type Odd. [SK-IN-001]" == str(
        InputError("x", Odd(), "a number")
    )
    assert "a value of type int" in str(InputError("x", 10**5000, "a number"))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("unknown place", Place()),
        ("f", Place(file="f")),
        ("f:3", Place(file="f", line=3)),
        ("f:3:5 (a.b)", Place(file="f", line=3, column=5, path="a.b")),
        ("a.b", Place(path="a.b")),
    ],
)
def test_place_leaves_out_what_is_not_known(words: str, place: Place) -> None:
    """A place shows what is known of it."""
    assert words == str(place)


@pytest.mark.parametrize(
    "steps",
    [
        (),
        ("a",),
        ("a", 3, "b"),
        (0, 1, "x"),
        ("", "a b", 'say "hi"', "back\\slash", 'end\\"', "line\nbreak", "]["),
        ("3", "-a", "a-b", "_x", "é", "Ünïcode"),
    ],
)
def test_path_round_trip(steps: tuple[str | int, ...]) -> None:
    """A path that was written is read back, whatever its keys hold."""
    assert steps == parse_path(format_path(steps))


def test_suggest_the_nearest_word_or_nothing() -> None:
    """The nearest word is named only if it is near."""
    assert 'Did you mean "title"?' == suggest("titel", ["owner", "title"])
    assert "" == suggest("zebra", ["owner", "title"])
    assert "" == suggest("", [])
