"""Pages of the documentation that are made from the code read as if somebody had written them."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("sphinx")
pytest.importorskip("numpy")

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ext(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Made]]:
    """Import modules of the documentation, and forget them again."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    yield Made
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(ROOT / "docs")):
            del sys.modules[name]


class Made:
    """The modules that make pages, by name."""

    @staticmethod
    def load(name: str) -> ModuleType:
        """Return one of them."""
        return importlib.import_module(name)


def test_array_types_have_the_names_that_people_write(ext: type[Made]) -> None:
    """What NumPy spells out in three lines is called ArrayLike and NDArray."""
    import numpy as np
    from numpy.typing import ArrayLike, NDArray
    from sphinx.util.inspect import stringify_annotation

    short = ext.load("signatures").shorten

    assert short(stringify_annotation(ArrayLike, "smart")) == "~numpy.typing.ArrayLike"
    assert (
        short(stringify_annotation(NDArray[np.float64], "smart"))
        == "~numpy.typing.NDArray[~numpy.float64]"
    )


def test_default_of_a_field_is_its_value(ext: type[Made]) -> None:
    """No reader learns what attrs calls its defaults inside."""
    from safetykit.stats.rates import FunnelLimits

    shorten = ext.load("signatures").shorten
    text = "assumptions: tuple[str, ...] = attr_dict['assumptions'].default"

    assert shorten(text, FunnelLimits) == "assumptions: tuple[str, ...] = ()"


def test_ratings_end_with_one_full_stop(ext: type[Made]) -> None:
    """A size that is a sentence of its own is not followed by a second full stop."""
    from safetykit.toolkit import Offer, Toolkit

    section = ext.load("evidence_section").evidence_section
    held = Toolkit.built_in().report(Offer.EVIDENCE).items
    lines = [line for line in section(held) if line.startswith("- ")]
    before = [line.partition("; evidence: ")[0] for line in lines]

    assert lines
    assert [] == [words for words in before if re.search(r"\.\.|\. [a-z]", words)]


def test_what_has_a_page_is_held_to_the_snapshot(ext: type[Made]) -> None:
    """What the reference describes cannot change unseen, modules that stand alone among them."""
    snapshot = (ROOT / "tests/repo/public_api.txt").read_text("utf-8")

    shown = [name for name in ext.load("api_pages").public_packages() if name != "safetykit"]

    assert "safetykit.stats.overdispersion" in shown
    assert [] == [name for name in shown if f"\n{name}." not in snapshot]


MOST_FIELDS_WITHOUT_WORDS = 98  # of today: lower it when you can


def test_fields_of_a_plan_are_explained(ext: type[Made]) -> None:
    """Whoever writes a plan reads of nearly every field what belongs in it."""
    page = ext.load("plan_reference").plan_file(ROOT / "examples/plans")
    rows = re.findall(r"^\| `(\w+)` \| .*? \| (?:needed\. ?)?(.*) \|$", page, re.M)
    silent = [name for name, words in rows if not words]

    assert len(rows) > 400
    assert MOST_FIELDS_WITHOUT_WORDS >= len(silent)
    assert not {"id", "title", "actions", "priorities", "vision"} & set(silent)
