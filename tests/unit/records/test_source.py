"""What a source says of itself."""

from __future__ import annotations

import attrs
import pytest

from safetykit.errors import InputError
from safetykit.quantities import Month
from safetykit.records import POLICE_UK, Break, DataSource, Travel
from safetykit.serial import structure, unstructure


def test_built_in_source_states_its_licence() -> None:
    """Figures of data.police.uk are public and carry the words that the licence asks for."""
    assert Travel.ALREADY_PUBLIC is POLICE_UK.travel
    assert "Open Government Licence v3.0" in POLICE_UK.attribution
    assert len(POLICE_UK.categories) == 14


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"travel": "partner"}, r"expected a Travel, got 'partner'\. Write Travel\.PARTNER"),
        ({"marking": "OFFICIAL-SENSITIVE"}, r"marking: expected a Marking.*OFFICIAL_SENSITIVE"),
    ],
)
def test_what_protection_turns_on_is_never_a_text(parts: dict[str, str], words: str) -> None:
    """A text that reads like a member would pass, and nothing of a partner's would be hidden."""
    with pytest.raises(InputError, match=words):
        attrs.evolve(POLICE_UK, **parts)  # type: ignore[arg-type] - the mistake is the test


@pytest.mark.parametrize(
    "word", ["Fraud", "Prevent", "Domestic abuse", "Hate crime", "night-time", "British Transport"]
)
def test_built_in_source_says_what_it_cannot_see(word: str) -> None:
    """What plans promise and these files cannot show is named."""
    assert any(word in sentence for sentence in POLICE_UK.cannot_see)


def test_pandemic_is_a_known_break() -> None:
    """The restrictions in England run from March 2020 to July 2021, with a source."""
    pandemic = next(known for known in POLICE_UK.breaks if known.code == "pandemic")

    assert (Month(2020, 3), Month(2021, 7)) == (pandemic.start, pandemic.end)
    assert pandemic.source


@pytest.mark.parametrize(
    ("category", "month", "used"),
    [
        ("Burglary", Month(2010, 12), True),
        ("Drugs", Month(2011, 8), False),
        ("Drugs", Month(2011, 9), True),
        ("Public disorder and weapons", Month(2013, 4), True),
        ("Public disorder and weapons", Month(2013, 5), False),
        ("Violent crime", Month(2013, 4), True),
        ("Bicycle theft", Month(2013, 4), False),
        ("Hovering", Month(2013, 4), True),
    ],
)
def test_category_has_a_life(category: str, month: Month, used: bool) -> None:
    """A category was used in the months of its life; one without a life in all."""
    assert used is POLICE_UK.used(category, month)


def test_former_category_is_known() -> None:
    """A category that is no longer in use is still one of the source's."""
    assert POLICE_UK.knows("Violent crime")
    assert POLICE_UK.knows("Burglary")
    assert not POLICE_UK.knows("Hovering")


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [
        (Month(2019, 1), Month(2020, 2), False),
        (Month(2019, 1), Month(2020, 3), True),
        (Month(2021, 7), Month(2022, 3), True),
        (Month(2021, 8), Month(2022, 3), False),
    ],
)
def test_break_touches_a_stretch(first: Month, last: Month, touched: bool) -> None:
    """A break touches the stretches that hold one of its months."""
    pandemic = next(known for known in POLICE_UK.breaks if known.code == "pandemic")

    assert touched is pandemic.touches(first, last)


def test_break_that_ends_before_it_starts() -> None:
    """Start and end of a break are in order."""
    with pytest.raises(InputError, match=r"break.end: expected a month from 2020-03 on"):
        Break(
            code="x",
            title="X",
            start=Month(2020, 3),
            end=Month(2020, 2),
            reason="none",
            source="none",
        )


def test_source_survives_a_document() -> None:
    """A source is written into the table of counts and read back."""
    assert POLICE_UK == structure(unstructure(POLICE_UK), DataSource)


def test_break_splits_months_that_it_lies_inside() -> None:
    """A change for good splits no months that begin with it or later; a stretch splits its own."""
    pandemic, regrouped = (
        next(known for known in POLICE_UK.breaks if known.code == code)
        for code in ("pandemic", "categories-2013")
    )

    assert regrouped.splits(Month(2013, 4), Month(2013, 5))
    assert not regrouped.splits(Month(2013, 5), Month(2019, 12))
    assert not regrouped.splits(Month(2012, 1), Month(2013, 4))
    assert pandemic.splits(Month(2020, 4), Month(2020, 5))
    assert not pandemic.splits(Month(2022, 1), Month(2023, 1))
