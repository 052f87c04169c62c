"""The exceptions and warnings that safetykit raises, and places in documents.

What belongs here: the exception family, the warnings, and `Place`, which says where in a document
something is. What does not: anything that imports another module of safetykit.

```text
SafetyKitError
├─ InputError (ValueError)          field, got, expected, hint
│  ├─ UnitError                     text, wanted
│  └─ DocumentError                 problems: tuple[Problem, ...]
│     └─ SchemaVersionError         found, newest_known
├─ AnalysisError (RuntimeError)     method, reason, hint
├─ PluginError (RuntimeError)       plugin, stage, reason
└─ MissingExtraError (ImportError)  module, extra, wanted_by
SafetyKitWarning (UserWarning)
├─ DataWarning
├─ AssumptionWarning
└─ PluginWarning
SafetyKitDeprecationWarning (DeprecationWarning)
```

Every error has a stable `code`, keeps its data in attributes, and pickles.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

import attrs

__all__ = [
    "AnalysisError",
    "AssumptionWarning",
    "DataWarning",
    "DocumentError",
    "InputError",
    "MissingExtraError",
    "Place",
    "PluginError",
    "PluginWarning",
    "Problem",
    "SafetyKitDeprecationWarning",
    "SafetyKitError",
    "SafetyKitWarning",
    "SchemaVersionError",
    "UnitError",
    "format_path",
    "parse_path",
    "suggest",
]


def suggest(word: str, known: Iterable[str]) -> str:
    """Return a sentence that names the known word nearest to `word`, or an empty text.

    Examples:
        >>> suggest("ownr", ["owner", "title"])
        'Did you mean "owner"?'
        >>> suggest("lower", ["lower is better", "higher is better"])
        'Did you mean "lower is better"?'
        >>> suggest("zebra", ["owner", "title"])
        ''
    """
    words = list(known)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    if not near and word:
        longer = [candidate for candidate in words if candidate.startswith(f"{word} ")]
        near = longer if len(longer) == 1 else []
    return f'Did you mean "{near[0]}"?' if near else ""


_BARE: Final = re.compile(r"[A-Za-z_][\w-]*")
_STEP: Final = re.compile(r'\.?([A-Za-z_][\w-]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]')


def format_path(steps: Sequence[str | int]) -> str:
    """Write a path as in code.

    Examples:
        >>> format_path(("actions", 3, "owner"))
        'actions[3].owner'
        >>> format_path(("where", "Crime type"))
        'where["Crime type"]'
    """
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _BARE.fullmatch(step):
            text += f".{step}" if text else step
        else:
            escaped = step.replace("\\", "\\\\").replace('"', '\\"')
            text += f'["{escaped}"]'
    return text


def parse_path(text: str) -> tuple[str | int, ...]:
    """Read a path that `format_path` wrote.

    Examples:
        >>> parse_path("actions[3].owner")
        ('actions', 3, 'owner')
    """
    steps: list[str | int] = []
    for match in _STEP.finditer(text):
        if match[2] is not None:
            steps.append(int(match[2]))
        else:
            steps.append(match[1] or re.sub(r"\\(.)", r"\1", match[3]))
    return tuple(steps)


@attrs.frozen(kw_only=True)
class Place:
    """Where in a document something is: file, line and column (from 1), and path.

    The path is written as in code: `actions[3].owner`. In a spreadsheet, `sheet` and `cell` stand
    for line and column. Parts that are not known are None or empty.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """Return `file:line:column (path)` or `file!sheet!cell (path)`, without what is unknown."""
        mark = "!" if self.sheet or self.cell else ":"
        parts = (self.file, self.sheet, self.cell, self.line, self.column)
        spot = mark.join(str(part) for part in parts if part)
        if spot and self.path:
            return f"{spot} ({self.path})"
        return spot or self.path or "unknown place"


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong in a document: where, what, and what to try."""

    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return one line: place, message, hint."""
        return f"{self.place}: {self.message}{' ' + self.hint if self.hint else ''}"


class SafetyKitError(Exception):
    """The root of every exception that safetykit raises on purpose."""

    code: ClassVar[str] = "SK-000"


class InputError(SafetyKitError, ValueError):
    """A value that the caller passed cannot be used."""

    code: ClassVar[str] = "SK-IN-001"
    field: str
    got: object
    expected: str
    hint: str

    def __init__(self, field: str, got: object, expected: str, *, hint: str = "") -> None:
        super().__init__(field, got, expected, hint)
        self.field, self.got, self.expected, self.hint = field, got, expected, hint

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by the arguments, the keyword-only one among them."""
        args = (self.field, self.got, self.expected)
        return _rebuild, (type(self), args, {"hint": self.hint}), self.__dict__

    def __str__(self) -> str:
        """Return the field, what was expected and what was got, the hint and the code."""
        tail = f" {self.hint}" if self.hint else ""
        return f"{self.field}: expected {self.expected}, got {_show(self.got)}.{tail} [{self.code}]"


class UnitError(InputError):
    """A unit is unknown, or two units cannot be combined."""

    code: ClassVar[str] = "SK-UN-001"


class DocumentError(InputError):
    """A document cannot be read; `problems` lists everything that is wrong in it."""

    code: ClassVar[str] = "SK-DOC-001"
    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        file = next((p.place.file for p in self.problems if p.place.file), "document")
        super().__init__(file, f"{len(self.problems)} problem(s)", "a valid document")
        Exception.__init__(self, self.problems)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by the problems."""
        return _rebuild, (type(self), (self.problems,), {}), self.__dict__

    def __str__(self) -> str:
        """Return one line for each problem, and the code."""
        lines = [str(problem) for problem in self.problems] or ["the document cannot be read."]
        return "\n".join(lines) + f" [{self.code}]"


class SchemaVersionError(DocumentError):
    """A document is of a newer format than this version of safetykit knows."""

    code: ClassVar[str] = "SK-DOC-002"
    found: int
    newest_known: int

    def __init__(self, found: int, newest_known: int, *, place: Place) -> None:
        self.found, self.newest_known = found, newest_known
        message = f"format {found} is newer than this version of safetykit knows ({newest_known})."
        super().__init__([Problem(place=place, message=message, hint="Upgrade safetykit.")])

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by the two versions and the place."""
        place = {"place": self.problems[0].place}
        return _rebuild, (type(self), (self.found, self.newest_known), place), self.__dict__


class AnalysisError(SafetyKitError, RuntimeError):
    """A method cannot answer with the data that it was given."""

    code: ClassVar[str] = "SK-AN-001"
    method: str
    reason: str
    hint: str

    def __init__(self, method: str, reason: str, *, hint: str = "") -> None:
        super().__init__(method, reason, hint)
        self.method, self.reason, self.hint = method, reason, hint

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by the arguments, the keyword-only one among them."""
        args = (self.method, self.reason)
        return _rebuild, (type(self), args, {"hint": self.hint}), self.__dict__

    def __str__(self) -> str:
        """Return the method, the reason, the hint and the code."""
        tail = f"{'' if self.reason.endswith('.') else '.'} {self.hint}" if self.hint else ""
        return f"{self.method}: {self.reason}{tail} [{self.code}]"


class PluginError(SafetyKitError, RuntimeError):
    """A plugin cannot be found, loaded or registered, or raised when it was called."""

    code: ClassVar[str] = "SK-PL-001"
    plugin: str
    stage: str
    reason: str

    def __init__(self, plugin: str, stage: str, reason: str) -> None:
        super().__init__(plugin, stage, reason)
        self.plugin, self.stage, self.reason = plugin, stage, reason

    def __str__(self) -> str:
        """Return the plugin, the stage, the reason and the code."""
        return f"plugin {self.plugin!r}, {self.stage}: {self.reason} [{self.code}]"


class MissingExtraError(SafetyKitError, ImportError):
    """A job needs a library that comes with an extra of safetykit."""

    code: ClassVar[str] = "SK-EX-001"
    module: str
    extra: str
    wanted_by: str

    def __init__(self, module: str, extra: str, wanted_by: str) -> None:
        super().__init__(module, extra, wanted_by)
        self.module, self.extra, self.wanted_by = module, extra, wanted_by

    def __str__(self) -> str:
        """Return what is missing, for what, and the command that installs it."""
        return (
            f'{self.wanted_by} needs {self.module}: install it with pip install "safetykit'
            f'[{self.extra}]" [{self.code}]'
        )


class SafetyKitWarning(UserWarning):
    """The root of safetykit's warnings."""


class DataWarning(SafetyKitWarning):
    """Something about the data limits what can be said of them."""


class AssumptionWarning(SafetyKitWarning):
    """An assumption of a method does not hold, or could not be checked."""


class PluginWarning(SafetyKitWarning):
    """A plugin was skipped; the others go on."""


class SafetyKitDeprecationWarning(DeprecationWarning):
    """A name or an argument will go; the text says what replaces it, and when."""


_MAX_SHOWN: Final = 200


def _show(value: object) -> str:
    """Return the value as Python writes it, cut where it is long."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001  # an error that cannot be shown hides what went wrong
        return f"a value of type {type(value).__name__}"
    return text if len(text) <= _MAX_SHOWN else f"{text[: _MAX_SHOWN - 3]}..."


def _rebuild(
    kind: type[SafetyKitError], args: tuple[object, ...], kwargs: dict[str, object]
) -> SafetyKitError:
    return kind(*args, **kwargs)
