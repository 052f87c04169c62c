"""Optional imports."""

from __future__ import annotations

import importlib

import pytest

from safetykit.errors import MissingExtraError
from safetykit.extras import EXTRA_OF, need


def test_installed_module_is_returned() -> None:
    """A module that is there is imported, by its dotted name."""
    import json.decoder

    assert json.decoder is need("json.decoder", wanted_by="This test")


PARTS = (
    ("hypothesis.strategies", "test"),
    ("openpyxl.worksheet.datavalidation", "xlsx"),
    ("ruamel.yaml", "format"),
    ("scipy.optimize", "evaluate"),
    ("nowhere.inside", "all"),
)


@pytest.mark.parametrize(("module", "extra"), [*EXTRA_OF.items(), *PARTS])
def test_missing_module_names_its_extra(
    module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that is missing is an error that names the extra to install."""

    def refuse(name: str) -> None:
        raise ModuleNotFoundError(name=name.partition(".")[0])

    monkeypatch.setattr(importlib, "import_module", refuse)

    with pytest.raises(MissingExtraError, match=rf"This test needs {module}: .*\[{extra}\]") as e:
        need(module, wanted_by="This test")

    assert (module, extra, "This test") == (e.value.module, e.value.extra, e.value.wanted_by)


def test_a_broken_module_is_not_called_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """A module that is there but lacks what it imports raises its own error."""
    from pathlib import Path

    Path(str(tmp_path), "broken_extra.py").write_text("import nowhere_at_all\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(ModuleNotFoundError, match="nowhere_at_all") as caught:
        need("broken_extra", wanted_by="This test")

    assert not isinstance(caught.value, MissingExtraError)
