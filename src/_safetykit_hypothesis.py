"""What Hypothesis loads when it is imported: strategies that are found when a type is asked for.

What belongs here: which type has which strategy, and waiting until the type exists. What does not:
the strategies, which are in `strategies` and are imported when the first value is drawn.

Hypothesis runs `register` in every process that imports it, whether or not it uses safetykit. So
this file stands beside the package and imports nothing of it. A strategy is registered when the
module that holds its type is imported, which costs a look-up in a set for each import until then.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["STRATEGIES", "register"]

OBJECTS: Final = "*"
STRATEGIES: Final[dict[str, dict[str, str]]] = {
    "safetykit.quantities": {
        "Approx": "approximations",
        "Money": "money",
        "Month": "months",
        "PartialDate": "partial_dates",
        "Period": "periods",
        "Quantity": "quantities",
        "Quarter": "quarters",
        "Threshold": "thresholds",
    },
    "safetykit.model": {"Plan": "plans", OBJECTS: "objects"},
    "safetykit.content": {
        "Checklist": "checklists",
        "Citation": "citations",
        "Explainer": "explainers",
        "Fact": "facts",
        "FactBook": "fact_books",
        "FactSheet": "fact_sheets",
        "FactValue": "fact_values",
        "GlossaryTerm": "glossary_terms",
        "Guide": "guides",
        "GuidePlan": "guide_plans",
        "IndicatorDefinition": "indicator_definitions",
        "RatedIntervention": "rated_interventions",
        "Route": "routes",
        "Taxonomy": "taxonomies",
        "Unknown": "unknowns",
    },
    "safetykit.records": {
        "AreaKey": "area_keys",
        "Counts": "counts",
        "DataSource": "data_sources",
        "Series": "series",
    },
    "safetykit.stats": {"CheckResult": "check_results", "Estimate": "estimates"},
    "safetykit.evaluation": {"Audit": "audits"},
    "safetykit.evaluation.answer": {"Evaluation": "evaluations"},
}
"""The strategy of each type, by the module that holds it; `*` is for all other attrs classes."""


def register() -> None:
    """Register strategies of the types that exist, and of the others as soon as they do."""
    waiting = set()
    for name in STRATEGIES:
        module = sys.modules.get(name)
        if module is None or getattr(module.__spec__, "_initializing", False):
            waiting.add(name)
        else:
            _register(module)
    if waiting and not any(isinstance(finder, _Watcher) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Watcher(waiting))


def _register(module: ModuleType) -> None:
    """Register the strategies of the types that a module holds."""
    from hypothesis import strategies as st

    named = STRATEGIES[module.__name__]
    kinds = {name: getattr(module, name) for name in named if name != OBJECTS}
    if OBJECTS in named:
        public = {name: getattr(module, name) for name in module.__all__}
        kinds |= {name: kind for name, kind in public.items() if hasattr(kind, "__attrs_attrs__")}
    for name, kind in kinds.items():
        st.register_type_strategy(kind, _Late(named.get(name, named.get(OBJECTS, ""))))


class _Late:
    """A strategy that is looked up when it is first needed."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, kind: type[Any]) -> SearchStrategy[Any]:
        strategies = importlib.import_module("safetykit.testing.strategies")
        make = getattr(strategies, self.name)
        found: SearchStrategy[Any] = make(kind) if self.name == "objects" else make()
        return found


class _Watcher:
    """A finder that finds nothing itself: it sees a module being imported, and registers after."""

    def __init__(self, waiting: set[str]) -> None:
        self.waiting = waiting

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return what the other finders find, with a loader that registers afterwards."""
        if name not in self.waiting:
            return None
        for finder in sys.meta_path:
            if finder is not self and hasattr(finder, "find_spec"):
                spec = finder.find_spec(name, path, target)
                if spec is not None and spec.loader is not None:
                    spec.loader = _Loader(spec.loader, self)  # type: ignore[assignment]  # as one
                    return spec
        return None

    def done(self, module: ModuleType) -> None:
        """Register the types of a module, and watch no longer than necessary."""
        self.waiting.discard(module.__name__)
        if not self.waiting and self in sys.meta_path:
            sys.meta_path.remove(self)
        _register(module)


class _Loader:
    """A module's own loader, which says when the module is there."""

    def __init__(self, inner: Any, watcher: _Watcher) -> None:
        self._inner, self._watcher = inner, watcher

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def exec_module(self, module: ModuleType) -> None:
        """Let the module's own loader run it, give it back its loader, and register."""
        if module.__spec__ is not None:
            module.__spec__.loader = self._inner
        module.__loader__ = self._inner
        self._inner.exec_module(module)
        self._watcher.done(module)
