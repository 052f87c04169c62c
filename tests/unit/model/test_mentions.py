"""Lists, cross-references and misprints, and what of a claim lets them be laid side by side."""

from __future__ import annotations

import pytest

from safetykit.errors import InputError
from safetykit.model import Claim, Id, ListedItem, Listing
from safetykit.quantities import Approx


@pytest.mark.parametrize("number", [0, -1])
def test_list_announced_with_no_items(number: int) -> None:
    """Nobody announces a list of nothing."""
    with pytest.raises(InputError, match=r"announced: expected a whole number from 1"):
        Listing(id=Id("a"), of="things", items=(), announced=number)


def test_list_of_one() -> None:
    """A list may be announced with one item."""
    one = Listing(id=Id("a"), of="things", items=(ListedItem(text="one"),), announced=1)

    assert 1 == one.announced


def test_amount_of_what_is_no_percentage() -> None:
    """Only a percentage amounts to a number."""
    with pytest.raises(InputError, match=r"value: .* a percentage, because amounts_to is given"):
        Claim(id=Id("a"), says="x", subject="x", value=Approx.parse("12"), amounts_to=Id("b"))
