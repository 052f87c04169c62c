"""What a module contributes beside content: units, rules of the audit, methods of evaluation.

What belongs here: the types that such a contribution has, and the words that name it. What does
not: content, which is a floor below, and any contribution.
"""

from __future__ import annotations

import datetime as dt
import pkgutil
import re
from collections.abc import Callable, Iterable
from typing import Any, Final, cast

import attrs

from safetykit.content import Citation
from safetykit.errors import InputError, MissingExtraError, PluginError
from safetykit.evaluation import Check, Rule
from safetykit.model import Plan
from safetykit.quantities import check_unit
from safetykit.toolkit.describing import describe

__all__ = ["AuditRule", "EvaluationMethod", "UnitDefinition"]

_UNIT: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_CODE: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z0-9_.-]+")


@attrs.frozen(kw_only=True)
class UnitDefinition:
    """A thing that a module counts: a dimension of its own, never a multiple of another unit.

    Attributes:
        name: The module and the thing, in the singular: `road_safety.session`.
        meaning: What counts as one, in a sentence.
        sources: What says so.
    """

    name: str = attrs.field()
    meaning: str
    sources: tuple[Citation, ...] = ()

    @name.validator
    def _check_name(self, _: attrs.Attribute[str], value: str) -> None:
        if not _UNIT.fullmatch(value):
            hint = 'Write it like "road_safety.session".'
            raise InputError("name", value, "the module's name, a full stop and a word", hint=hint)
        check_unit(value)


@attrs.frozen(kw_only=True)
class AuditRule:
    """A rule of the audit with the codes that its findings may carry.

    Attributes:
        codes: The codes, each of which starts with the name of the module and a full stop.
        title: What the rule asks, in a few words.
        check: The rule itself: a function of a plan and a day.
        owner: The module that it comes from; the host fills it in.
    """

    codes: tuple[str, ...] = attrs.field()
    title: str
    check: Rule
    owner: str = ""

    @codes.validator
    def _check_codes(self, _: attrs.Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
        if not value or not all(_CODE.fullmatch(code) for code in value):
            hint = 'Write them like "road_safety.casualties".'
            raise InputError("codes", list(value), "at least one code of the module", hint=hint)

    def __call__(self, plan: Plan, *, as_of: dt.date) -> Iterable[Check]:
        """Return the checks of the rule.

        Raises:
            PluginError: The rule failed, or answered with a code that it does not declare.
        """
        try:
            checks = tuple(self.check(plan, as_of=as_of))
        except (Exception, SystemExit) as error:  # a rule may not end the audit
            raise self._fault(f"failed: {describe(error)}") from error
        for check in checks:
            if not isinstance(check, Check):
                raise self._fault(f"answered with {type(check).__name__} in it; expected Check.")
            if check.code not in self.codes:
                raise self._fault(f"answered with the undeclared code {check.code}.")
        return checks

    def _fault(self, what: str) -> PluginError:
        return PluginError(self.owner or "unknown", "called", f"its rule {self.codes[0]} {what}")


@attrs.frozen(kw_only=True)
class EvaluationMethod:
    """A method of evaluation, found by name.

    Attributes:
        key: Its name, which starts with the name of the module.
        title: What it is called.
        question: The question that it answers.
        assumptions: What must hold for its answer to mean anything.
        source: Where the method is published.
        function: Where the method is, as `module:name`; its docstring gives shapes and units.
    """

    key: str = attrs.field()
    title: str
    question: str
    assumptions: tuple[str, ...]
    source: str
    function: str

    @key.validator
    def _check_key(self, _: attrs.Attribute[str], value: str) -> None:
        if not _CODE.fullmatch(value):
            hint = 'Write it like "road_safety.speed_change".'
            raise InputError("key", value, "the module's name, a full stop and a word", hint=hint)

    def load(self) -> Callable[..., Any]:
        """Import the method, and what it needs.

        Raises:
            PluginError: There is no such function.
        """
        try:
            found = pkgutil.resolve_name(self.function)
        except MissingExtraError:
            raise
        except (Exception, SystemExit) as error:  # importing it runs its code
            reason = f"no function is at {self.function}: {describe(error)}"
            raise PluginError(self.key.partition(".")[0], "called", reason) from error
        if not callable(found):
            reason = f"what is at {self.function} is no function."
            raise PluginError(self.key.partition(".")[0], "called", reason)
        return cast(Callable[..., Any], found)
