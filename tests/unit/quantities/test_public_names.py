"""Names that are loaded when they are first used, and are like others all the same."""

from __future__ import annotations

import pickle

import pytest

from safetykit import model, quantities


def test_names_are_found_in_every_way() -> None:
    """A star import and dir() give the names that the package lists."""
    found: dict[str, object] = {}
    exec("from safetykit.quantities import *", found)

    assert set(quantities.__all__) == set(found) - {"__builtins__"}
    assert set(quantities.__all__) == set(dir(quantities))


def test_unknown_name() -> None:
    """A misspelt name is an AttributeError."""
    with pytest.raises(AttributeError, match="no attribute 'Mnoth'"):
        quantities.Mnoth  # type: ignore[attr-defined]  # noqa: B018


def test_marking_is_one_class() -> None:
    """The marking of a plan and that of a source are the same, and survive pickling."""
    marking = quantities.Marking.OFFICIAL_SENSITIVE

    assert model.Marking is quantities.Marking
    assert marking is pickle.loads(pickle.dumps(marking))
