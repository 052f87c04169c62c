"""Results that show themselves in a notebook, without an import before they are shown."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

for needed in ("numpy", "jinja2", "vl_convert", "IPython"):
    pytest.importorskip(needed)

from IPython.core.interactiveshell import InteractiveShell

import safetykit
from safetykit.model import Marking
from safetykit.reporting import notebook

NAME = "safetykit.reporting.notebook"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A shell of IPython that keeps its history nowhere and has loaded the extension."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        made = InteractiveShell()
        made.history_manager.enabled = False
        made.run_line_magic("load_ext", NAME)
        yield made
        made.history_manager.end_session()


def shown(shell: Any, value: object) -> str | None:
    """Return the HTML with which a value shows itself."""
    data, _ = shell.display_formatter.format(value)
    found: str | None = data.get("text/html")
    return found


def test_a_plan(shell: Any, city: safetykit.Evaluation) -> None:
    """A plan shows what it promises."""
    found = shown(shell, city.plan) or ""

    assert "Safer City Partnership Strategy" in found
    assert "24 headline actions stand under them." in found


def test_a_marked_plan(shell: Any, city: safetykit.Evaluation) -> None:
    """A protective marking stands at the top and at the bottom of what a plan shows."""
    plan = attrs.evolve(city.plan, marking=Marking.OFFICIAL_SENSITIVE)

    assert 2 == (shown(shell, plan) or "").count(">OFFICIAL-SENSITIVE<")


def test_an_audit(shell: Any, city: safetykit.Evaluation) -> None:
    """An audit shows what must be read first, before its findings."""
    found = shown(shell, city.audit) or ""

    assert found.index("transcription that may be incomplete") < found.index("SK-A")


def test_an_evaluation_with_its_charts(shell: Any, city: safetykit.Evaluation) -> None:
    """An evaluation shows every chart, and its ids are its own in the notebook."""
    found = shown(shell, city) or ""
    ids = set(re.findall(r'id="([^"]+)"', found))

    assert len(city.results) == found.count("<svg")
    assert 1 == len({name.split("-")[0] for name in ids})
    assert not ids & set(re.findall(r'id="([^"]+)"', shown(shell, city.audit) or ""))
    assert "<script" not in found


def test_an_estimate(shell: Any, city: safetykit.Evaluation) -> None:
    """One estimate shows its interval, level and method; a batch shows itself as text."""
    one = city["robbery"].value
    batch = safetykit.Estimate(value=[1.0, 2.0], low=[0.0, 1.0], high=[2.0, 3.0], method="made")

    assert "(interval " in (shown(shell, one) or "")
    assert one.method in (shown(shell, one) or "")
    assert None is shown(shell, batch)


def test_unload(shell: Any, city: safetykit.Evaluation) -> None:
    """The extension can be taken out again."""
    shell.run_line_magic("unload_ext", NAME)
    without = shown(shell, city.audit)
    shell.run_line_magic("load_ext", NAME)

    assert None is without
    assert None is not shown(shell, city.audit)


def test_no_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a notebook the call says where it belongs."""
    monkeypatch.setattr("IPython.get_ipython", lambda: None)
    with pytest.raises(safetykit.InputError, match="Call it in a notebook"):
        notebook.register()


def test_loading_is_cheap() -> None:
    """To load the extension imports no numpy, no template engine and no charts."""
    code = f"import sys, {NAME}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert not {"numpy", "jinja2", "vl_convert", "IPython", "docx"} & set(done.stdout.split())


def test_where_types_live() -> None:
    """Every type that is named to IPython exists under that name."""
    import importlib

    for module, name in notebook.SHOWN:
        assert module == getattr(importlib.import_module(module), name).__module__
