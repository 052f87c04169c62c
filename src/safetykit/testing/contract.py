"""The contract that every toolkit module keeps, as a class of tests to subclass.

What belongs here: one test for each rule. What does not: the rules, which are in `module_rules` and
`package_rules`, and anything that only one module must keep.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.util
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

import pytest

from safetykit.content import ModuleContent
from safetykit.errors import InputError
from safetykit.testing import module_rules, package_rules
from safetykit.toolkit import Toolkit

__all__ = ["ModuleContract"]


class ModuleContract:
    """Tests of one toolkit module; pytest collects a subclass whose name starts with `Test`.

    ```python
    class TestHarbourtown(ModuleContract):
        module = "harbourtown"
        as_of = dt.date(2026, 11, 22)
    ```

    The same class tests the modules that come with safetykit. A test that fails names every item
    that is at fault.

    Attributes:
        module: The name of the module, as its entry point gives it; `distribution:name` where two
            distributions share a name.
        as_of: The day for which pages are asked, and on which nothing may be past its review. Give
            `dt.date.today()` if your tests should fail on the day on which content goes stale.
        modules_dir: The folder of a module of data alone, which has no entry point.
        import_seconds: How long the import of the package may take, in a fresh interpreter.
        import_without: Libraries that the import may not load.
    """

    module: ClassVar[str] = ""
    as_of: ClassVar[dt.date | None] = None
    modules_dir: ClassVar[Path | str | None] = None
    import_seconds: ClassVar[float] = 3.0
    import_without: ClassVar[frozenset[str]] = frozenset(
        {"numpy", "scipy", "pint", "yaml", "cattrs", "duckdb", "pandas", "hypothesis", "pytest"}
    )

    def make_toolkit(self) -> Toolkit:
        """Return a toolkit of this module alone; override it if it is found in another way."""
        if self.modules_dir is not None:
            folder = Toolkit.discover(plugins=(), modules_dir=self.modules_dir)
            return folder.only(self.module)
        return Toolkit.discover(plugins=[self.module])

    def find_package(self) -> str:
        """Return the package of the module; nothing for a module of data alone."""
        return "" if self.modules_dir is not None else package_rules.package_of(self.module)

    def find_content(self) -> ModuleContent | None:
        """Return the data files of the module, if it has any."""
        short = self.module.rpartition(":")[2]
        if self.modules_dir is not None:
            return ModuleContent(short, folder=Path(self.modules_dir) / short / "content")
        package = self.find_package()
        has_files = bool(package) and (files(package) / "content").is_dir()
        return ModuleContent(package) if has_files else None

    def test_found_without_fault(self) -> None:
        """The module is found, and answers every hook that it offers."""
        self._keep(module_rules.found_without_fault)

    def test_manifest_is_true(self) -> None:
        """What module.toml says is what the hooks do, in the nations that it names."""
        self._keep(module_rules.manifest_true)

    def test_content_is_valid(self) -> None:
        """Every data file can be read, and names only facts and sources that are there."""
        content = self.find_content()
        _require(str(problem) for problem in (content.problems() if content else ()))

    def test_keys_start_with_the_name(self) -> None:
        """Keys of two modules cannot collide."""
        self._keep(module_rules.keys_named)

    def test_facts_are_sourced(self) -> None:
        """Facts, routes and lists name a source, or a person is to check them."""
        self._keep(module_rules.facts_sourced)

    def test_facts_agree(self) -> None:
        """No two facts contradict each other, and a number with a unit is exact."""
        self._keep(module_rules.facts_agree)

    def test_nothing_is_past_its_review(self) -> None:
        """Nothing should have been reviewed before `as_of`."""
        self._keep(module_rules.in_date)

    def test_emergency_comes_first(self) -> None:
        """Whoever looks for help sees first what to do in danger."""
        self._keep(module_rules.emergency_first)

    def test_nothing_expired_is_shown(self) -> None:
        """No page shows a route or a fact that does not hold there and then."""
        self._keep(module_rules.nothing_expired)

    def test_only_what_is_publishable_is_shown(self) -> None:
        """No page shows what a person has yet to check."""
        self._keep(module_rules.only_publishable)

    def test_figures_are_dated(self) -> None:
        """A figure on a fact sheet is a dated fact; the words around it hold none."""
        self._keep(module_rules.figures_dated)

    def test_words_are_sourced(self) -> None:
        """Our own words lean on a source or a fact, and an unknown says where to look."""
        self._keep(module_rules.words_sourced)

    def test_no_page_passes_a_verdict(self) -> None:
        """No page says that somebody is safe, guilty, or within the law."""
        self._keep(module_rules.no_verdicts)

    def test_every_walk_ends(self) -> None:
        """Every walk through a guide ends in words and whom to turn to."""
        self._keep(module_rules.every_walk_ends)

    def test_every_day_is_answered(self) -> None:
        """Pages can be asked for on any day; what was not known then is said to be unknown."""
        self._keep(module_rules.every_day_answered)

    def test_indicators_have_sources(self) -> None:
        """Indicators misspell no data source, and name the measures that they are paired with."""
        if importlib.util.find_spec("numpy") is None:
            pytest.skip("data sources need the extra `evaluate`")
        self._keep(module_rules.indicators_have_sources)

    def test_rules_answer(self) -> None:
        """Rules of the audit answer a whole plan."""
        self._keep(module_rules.rules_answer)

    def test_methods_load(self) -> None:
        """Methods can be imported, and state their assumptions and source."""
        if importlib.util.find_spec("numpy") is None:
            pytest.skip("methods may need the extra `evaluate`")
        self._keep(module_rules.methods_load)

    def test_answers_are_picklable(self) -> None:
        """Every answer can be handed to another process."""
        self._keep(module_rules.answers_pickle)

    def test_no_nation_or_day_is_guessed(self) -> None:
        """Who asks a public function names the nation and the day."""
        _require(package_rules.nation_required(self._package()))

    def test_public_names_are_documented_and_typed(self) -> None:
        """Public names are listed, there, documented and typed."""
        _require(package_rules.names_documented(self._package()))

    def test_import_is_cheap(self) -> None:
        """Importing the package takes little, and loads no heavy library."""
        _require(
            package_rules.import_cheap(
                self._package(),
                self._measured(),
                heavy=self.import_without,
                seconds=self.import_seconds,
            )
        )

    def test_no_network_is_touched(self) -> None:
        """Neither importing the module nor asking it touches the network."""
        _require(package_rules.no_network(self._package(), self._measured()))

    def _keep(self, rule: Any) -> None:
        __tracebackhide__ = True
        _require(rule(_toolkit_of(type(self)), self._day()))

    def _day(self) -> dt.date:
        if self.as_of is None:
            hint = "Write as_of = dt.date(2026, 11, 22) in the class."
            raise InputError(f"{type(self).__name__}.as_of", None, "a date", hint=hint)
        return self.as_of

    def _package(self) -> str:
        return self.find_package() or pytest.skip("a module of data alone has no package")

    def _measured(self) -> dict[str, Any]:
        return _measure(self._package(), self.module, self._day().isoformat())


_toolkits: dict[type[ModuleContract], Toolkit] = {}


def _toolkit_of(kind: type[ModuleContract]) -> Toolkit:
    """Return the toolkit of a class of tests, made once: its content is read from files."""
    if not kind.module:
        hint = 'Write module = "my_partnership" in the class.'
        raise InputError(f"{kind.__name__}.module", "", "the name of a module", hint=hint)
    if kind not in _toolkits:
        _toolkits[kind] = kind().make_toolkit()
    return _toolkits[kind]


_measure = functools.cache(package_rules.measure_import)


def _require(problems: Iterable[str]) -> None:
    """Fail with every problem, one on a line."""
    __tracebackhide__ = True
    found = list(dict.fromkeys(problems))
    if found:
        raise AssertionError("\n".join(found))
