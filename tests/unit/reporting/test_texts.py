"""The fixed texts of the faces: their catalogue, their template, and what they claim."""

from __future__ import annotations

from pathlib import Path

import pytest

import safetykit.reporting
from safetykit.errors import InputError
from safetykit.evaluation import find_overclaims
from safetykit.reporting.texts import LOCALE, load_texts

HERE = Path(safetykit.reporting.__file__).parent
KEYWORDS = {"say": None, "say_number": (2, 3), "say_word": ((1, "c"), 2)}


def messages() -> set[tuple[str, ...]]:
    """Return every fixed text that the shipped template holds, plurals together."""
    pofile = pytest.importorskip("babel.messages.pofile")
    with (LOCALE / "safetykit.pot").open("rb") as file:
        found = pofile.read_po(file)
    return {m.id if isinstance(m.id, tuple) else (m.id,) for m in found if m.id}


def test_the_template_is_current() -> None:
    """The shipped template holds the texts of the code: no more and no fewer."""
    extract = pytest.importorskip("babel.messages.extract").extract_from_dir
    folders = (HERE, HERE.parent / "sphinxext")
    python = [("**.py", "python")]
    found = [m for f in folders for m in extract(str(f), method_map=python, keywords=KEYWORDS)]
    texts = {m if isinstance(m, tuple) else (m,) for _, _, m, _, _ in found}

    assert texts == messages(), "run `nox -s texts`"


def test_no_fixed_text_claims_too_much() -> None:
    """No text of a face names a cause, blames, ranks, proves or promises safety."""
    claimed = [
        (claim.kind, text)
        for several in messages()
        for text in several
        for claim in find_overclaims(text)
    ]

    assert [] == claimed


def test_a_text_with_values() -> None:
    """Values stand where the text names them, and braces in a value are only braces."""
    assert "Evaluated for {x}" == load_texts().say("Evaluated for {day}", day="{x}")


@pytest.mark.parametrize(("number", "said"), [(0, "0 rows"), (1, "1 row"), (1200, "1,200 rows")])
def test_a_number_of_things(number: int, said: str) -> None:
    """One of a thing has words of its own, and numbers have commas."""
    assert said == load_texts().say_number(number, "{n} row", "{n} rows")


@pytest.mark.parametrize("language", ["cy", "en_GB", "../../etc", "", "EN"])
def test_a_language_without_a_catalogue(language: str) -> None:
    """It is refused, with those that there are."""
    with pytest.raises(InputError, match=r"a language with a catalogue.*There are: en-GB"):
        load_texts(language)


def test_a_language_with_a_catalogue(tmp_path: Path) -> None:
    """Texts come from the catalogue of the language, and the language is said."""
    mofile = pytest.importorskip("babel.messages.mofile")
    catalog = pytest.importorskip("babel.messages.catalog").Catalog(locale="cy")
    catalog.add("Indicators", "Dangosyddion")
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "safetykit.mo").open("wb") as file:
        mofile.write_mo(file, catalog)
    texts = load_texts("cy", folder=tmp_path)

    assert ("cy", "Dangosyddion") == (texts.language, texts.say("Indicators"))
