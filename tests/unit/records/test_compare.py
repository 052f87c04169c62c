"""Two editions of the same records."""

from __future__ import annotations

from pathlib import Path

import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import QualityCode, read_police_uk
from safetykit.records.compare import compare_vintages
from safetykit.records.sources.outcomes import OUTCOMES


def test_revised_figures_are_found(tree: Path) -> None:
    """A row that becomes another type in the second download is one more and one fewer."""
    before = read_police_uk(tree)
    path = tree / "2017-02" / "2017-02-testshire-street.csv"
    path.write_bytes(path.read_bytes().replace(b",Robbery,", b",Drugs,", 1))
    found = compare_vintages(before, read_police_uk(tree))

    assert {("Drugs", 1), ("Robbery", 1)} == {(one.group, one.rows) for one in found}
    assert {(Month(2017, 2),)} == {one.months for one in found}
    assert {QualityCode.REVISED} == {one.code for one in found}


def test_editions_that_are_the_same(tree: Path) -> None:
    """Nothing is found where nothing changed, though one edition has a month less."""
    counts = read_police_uk(tree)

    assert () == compare_vintages(read_police_uk(tree / "2017-02"), counts)


def test_category_of_one_edition_alone(tree: Path) -> None:
    """A category that the first edition had no row of went from none to some."""
    before = read_police_uk(tree)
    path = tree / "2017-02" / "2017-02-testshire-street.csv"
    path.write_bytes(path.read_bytes().replace(b",Robbery,", b",Hovering,", 1))
    found = {one.group: one for one in compare_vintages(before, read_police_uk(tree))}

    assert "2017-02 from 0 to 1" in found["Hovering"].message


def test_editions_that_do_not_overlap(tree: Path) -> None:
    """Editions without a month in common cannot be compared."""
    first, second = (read_police_uk(tree / month) for month in ("2017-01", "2017-02"))
    with pytest.raises(InputError, match="expected editions that overlap"):
        compare_vintages(first, second)


def test_editions_of_other_sources(tree: Path) -> None:
    """Crimes are not compared with outcomes."""
    import attrs

    counts = read_police_uk(tree)
    with pytest.raises(InputError, match="expected two editions of the same records"):
        compare_vintages(counts, attrs.evolve(counts, source=OUTCOMES))
