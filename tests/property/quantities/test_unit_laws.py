"""Laws of units and quantities."""

from __future__ import annotations

import itertools
import pickle

import pint
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from safetykit.errors import InputError, UnitError
from safetykit.quantities import Quantity, check_unit
from safetykit.quantities.unit_text import COUNTED, NAMESPACED, PHYSICAL

WORDS = st.sampled_from(sorted({*COUNTED, *PHYSICAL}))
UNITS = st.recursive(
    WORDS,
    lambda inner: (
        st.builds("{} * {}".format, inner, inner)
        | st.builds("{} / ({})".format, inner, inner)
        | st.builds("({}) ** {}".format, inner, st.sampled_from([-2, -1, 2]))
    ),
    max_leaves=4,
)
NUMBERS = st.floats(-1e12, 1e12).filter(lambda n: n == 0 or abs(n) > 1e-12)
QUANTITIES = st.builds(Quantity, st.floats(allow_nan=False, allow_infinity=False), UNITS)


def host_registry() -> pint.UnitRegistry[float]:
    """Return a registry as a host application makes it, with the words of the field."""
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    for word in (*COUNTED, "GBP"):
        registry.define(f"{word} = [host_{word}]")
    return registry


REGISTRY = host_registry()


@given(UNITS)
def test_canonical_text_means_the_same(unit: str) -> None:
    """The canonical text is its own canonical text, and pint reads both alike."""
    canonical = check_unit(unit)

    assert canonical == check_unit(canonical)
    assert REGISTRY.Unit(unit).dimensionality == REGISTRY.Unit(canonical).dimensionality
    assert 1 == pytest.approx(REGISTRY.Quantity(1.0, unit).to(canonical).magnitude)


@given(st.text(alphabet="metresidnt *()/^-0123456789._[]{}'\"", max_size=30) | st.text())
@example("d.i")
def test_any_text_is_read_or_refused(text: str) -> None:
    """A text is a unit that pint understands, or an input error; nothing else happens.

    A word with a dot is a module's, and which of those there are the unit's text does not know.
    """
    try:
        unit = check_unit(text)
    except InputError:
        return

    assert REGISTRY.Unit(NAMESPACED.sub("metre", unit)) is not None


@given(QUANTITIES)
def test_text_and_pickle_round_trip(quantity: Quantity) -> None:
    """A quantity comes back from its text and from a pickle."""
    assert quantity == Quantity.parse(str(quantity))
    assert quantity == pickle.loads(pickle.dumps(quantity))


@given(NUMBERS, st.sampled_from(["metre", "kilometre", "mile"]), st.sampled_from(["metre", "mile"]))
def test_conversion_and_back(number: float, have: str, want: str) -> None:
    """A conversion and its reverse undo each other, and agree with the caller's own registry."""
    quantity = Quantity(number, have)
    there = quantity.to(want)

    assert number == pytest.approx(there.to(have).magnitude)
    assert there.magnitude == pytest.approx(quantity.to_pint(REGISTRY).to(want).magnitude)


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(COUNTED, 2)))
def test_what_is_counted_never_mixes(one: str, other: str) -> None:
    """No two kinds of things that are counted convert into each other."""
    with pytest.raises(UnitError, match="of the same kind"):
        Quantity(1, f"offence / {one}").to(f"offence / {other}")


@given(NUMBERS, NUMBERS.filter(bool))
def test_quotient_and_sum(a: float, b: float) -> None:
    """Magnitudes divide and add as numbers do."""
    rate = Quantity(a, "offence") / Quantity(b, "resident")

    assert Quantity(a / b, "offence / resident") == rate
    assert a + b == (Quantity(a, "offence") + Quantity(b, "offence")).magnitude
