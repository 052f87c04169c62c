"""The contract that every toolkit module keeps, as a class of tests to subclass.

What belongs here: one test for each rule. What does not: the rules, which are in
`safetykit.toolkit.checks`, and anything that only one module must keep.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, ClassVar

import pytest

from safetykit.errors import InputError
from safetykit.model import Plan
from safetykit.testing.named import draw_named
from safetykit.toolkit import Toolkit, checks

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
        import_seconds: How long the import of the module may take, beyond safetykit itself, in a
            fresh interpreter.
        import_without: Libraries that the import may not load.
        plans: Plans of your own on which rules and parts of reports are tried beside two invented
            ones: a rule that asks only about quays is tried by a plan that has one.
    """

    module: ClassVar[str] = ""
    as_of: ClassVar[dt.date | None] = None
    modules_dir: ClassVar[Path | str | None] = None
    import_seconds: ClassVar[float] = checks.MAX_IMPORT_SECONDS
    import_without: ClassVar[frozenset[str]] = checks.HEAVY_LIBRARIES
    plans: ClassVar[tuple[Plan, ...]] = ()

    def make_toolkit(self) -> Toolkit:
        """Return a toolkit of this module alone; override it if it is found in another way."""
        if self.modules_dir is not None:
            folder = Toolkit.discover(plugins=(), modules_dir=self.modules_dir)
            return folder.only(self.module)
        return Toolkit.discover(plugins=[self.module])

    def test_manifest_is_true(self) -> None:
        """What module.toml says is what the hooks do, in the nations that it names."""
        self._keep(checks.check_manifest_is_true)

    def test_files_are_valid(self) -> None:
        """Every data file can be read, and names only facts and sources that are there."""
        self._keep(checks.check_files_are_valid)

    def test_content_is_valid(self) -> None:
        """Every hook answers without a fault, for every nation and on any day."""
        self._keep(checks.check_content_is_valid)

    def test_every_day_is_answered(self) -> None:
        """Pages can be asked for on any day; what was not known then is said to be unknown."""
        self._keep(checks.check_every_day_is_answered)

    def test_names_start_with_the_module(self) -> None:
        """Keys of two modules cannot collide."""
        self._keep(checks.check_names_start_with_the_module)

    def test_facts_do_not_overlap(self) -> None:
        """No two facts contradict each other."""
        self._keep(checks.check_facts_do_not_overlap)

    def test_units_have_numbers(self) -> None:
        """A number with a unit is exact."""
        self._keep(checks.check_units_have_numbers)

    def test_facts_are_sourced(self) -> None:
        """Facts, routes and lists name a source, or a person is to check them."""
        self._keep(checks.check_facts_are_sourced)

    def test_content_is_in_date(self) -> None:
        """Nothing should have been reviewed before `as_of`."""
        self._keep(checks.check_content_is_in_date)

    def test_indicators_name_their_sources(self) -> None:
        """Indicators misspell no data source, and name the measures that they are paired with."""
        self._keep(checks.check_indicators_name_their_sources)

    def test_emergency_comes_first(self) -> None:
        """Whoever looks for help sees first what to do in danger."""
        self._keep(checks.check_emergency_comes_first)

    def test_every_walk_ends(self) -> None:
        """Every walk through a guide ends in words and whom to turn to."""
        self._keep(checks.check_every_walk_ends)

    def test_nothing_expired_is_shown(self) -> None:
        """No page shows a route or a fact that does not hold there and then."""
        self._keep(checks.check_nothing_expired_is_shown)

    def test_pages_pass_no_verdict(self) -> None:
        """No page says that somebody is safe, guilty, or within the law."""
        self._keep(checks.check_pages_pass_no_verdict)

    def test_pages_show_what_was_checked(self) -> None:
        """No page shows what a person has yet to check."""
        self._keep(checks.check_pages_show_what_was_checked)

    def test_sheet_words_are_sourced(self) -> None:
        """Words lean on a source or a fact, and figures are dated facts."""
        self._keep(checks.check_sheet_words_are_sourced)

    def test_words_are_sentences(self) -> None:
        """No paragraph is a part of a sentence, as a comma in YAML's brackets makes it."""
        self._keep(checks.check_words_are_sentences)

    def test_answers_pickle(self) -> None:
        """Every answer can be handed to another process."""
        self._keep(checks.check_answers_pickle)

    def test_rules_run(self) -> None:
        """Rules and parts of reports bear a whole plan, an empty one, and those of `plans`."""
        self._keep(checks.check_rules_run, plans=self.plans)

    def test_methods_load(self) -> None:
        """Methods can be imported, and state their assumptions and source."""
        self._keep(checks.check_methods_load)

    def test_strategies_make_something(self) -> None:
        """The strategies that module.toml names are there, and make something."""
        self._keep(checks.check_strategies_make_something, draw=draw_named)

    def test_public_names_are_described(self) -> None:
        """Public names are listed, there, documented and typed."""
        self._keep(checks.check_public_names_are_described)

    def test_no_nation_or_day_is_guessed(self) -> None:
        """Who asks a public function names the nation and the day."""
        self._keep(checks.check_no_nation_or_day_is_guessed)

    def test_examples_run(self) -> None:
        """The scripts that module.toml names, and the examples in docstrings, run."""
        self._keep(checks.check_examples_run)

    def test_import_is_quick(self) -> None:
        """Importing the module takes little, and loads no heavy library."""
        self._keep(
            checks.check_import_is_quick, seconds=self.import_seconds, heavy=self.import_without
        )

    def test_no_network_is_touched(self) -> None:
        """Neither importing the module nor asking it touches the network."""
        self._keep(checks.check_no_network_is_touched)

    def _keep(self, check: checks.ModuleCheck, **more: Any) -> None:
        """Run a check: fail with every problem, one on a line, and skip what cannot be run here."""
        __tracebackhide__ = True
        found = check(_toolkit_of(type(self)), as_of=self._day(), **more)
        if found.passed is None:
            pytest.skip(found.detail)
        if not found.passed:
            raise AssertionError("\n".join(found.problems))

    def _day(self) -> dt.date:
        if self.as_of is None:
            hint = "Write as_of = dt.date(2026, 11, 22) in the class."
            raise InputError(f"{type(self).__name__}.as_of", None, "a date", hint=hint)
        return self.as_of


_toolkits: dict[type[ModuleContract], Toolkit] = {}


def _toolkit_of(kind: type[ModuleContract]) -> Toolkit:
    """Return the toolkit of a class of tests, made once: its content is read from files."""
    if not kind.module:
        hint = 'Write module = "my_partnership" in the class.'
        raise InputError(f"{kind.__name__}.module", "", "the name of a module", hint=hint)
    if kind not in _toolkits:
        _toolkits[kind] = kind().make_toolkit()
    return _toolkits[kind]
