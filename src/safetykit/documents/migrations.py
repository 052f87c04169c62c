"""The versions of the format of documents, and the steps from each to the next.

What belongs here: `PLAN_FORMAT`, and one small function for each step, which takes plain data and
returns plain data. What does not: the classes of the model, which know the newest format alone.

A step sees a whole plan or a file that a plan includes, so it must not expect a key to be there.
Documents are upgraded while they are read; a file is never rewritten because of it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Final

import attrs

from safetykit.errors import InputError, Place, SchemaVersionError
from safetykit.serial import PlainData

__all__ = ["PLAN_FORMAT", "PLAN_UPGRADES", "Upgrades", "upgrade", "upgrades_from"]

PLAN_FORMAT: Final = 1
Step = Callable[[PlainData], PlainData]


@attrs.frozen
class Upgrades:
    """The steps of one kind of document, from each version of its format to the next.

    Examples:
        >>> upgrades = Upgrades(newest=2)
        >>> @upgrades.upgrades_from(1)
        ... def name_the_title(data):
        ...     data["title"] = data.pop("name")
        ...     return data
        >>> upgrades.upgrade({"name": "A plan"}, 1)
        {'title': 'A plan'}
    """

    newest: int
    _steps: dict[int, Step] = attrs.field(factory=dict, init=False)

    def upgrades_from(self, version: int) -> Callable[[Step], Step]:
        """Register the step from a version to the next; its function may change its argument.

        Raises:
            InputError: There is such a step already, or no such version before the newest.
        """
        if version in self._steps or not 1 <= version < self.newest:
            expected = f"a version before {self.newest} that has no step yet"
            raise InputError("version", version, expected)

        def register(step: Step) -> Step:
            self._steps[version] = step
            return step

        return register

    def upgrade(self, data: PlainData, found: int, *, place: Place | None = None) -> PlainData:
        """Return the data of a document in the newest format; the argument stays as it is.

        Args:
            data: The document without the key `format`.
            found: The version of its format.
            place: Where that version stands, for the error.

        Raises:
            SchemaVersionError: The document is newer than this version of safetykit knows.
            InputError: A step is missing, which is a fault of safetykit.
        """
        if found > self.newest:
            raise SchemaVersionError(found, self.newest, place=place or Place(path="format"))
        if found == self.newest:
            return data
        data = copy.deepcopy(data)
        for version in range(found, self.newest):
            if version not in self._steps:
                raise InputError("format", version, "a version with a step to the next")
            data = self._steps[version](data)
        return data


PLAN_UPGRADES: Final = Upgrades(newest=PLAN_FORMAT)
upgrades_from: Final = PLAN_UPGRADES.upgrades_from
upgrade: Final = PLAN_UPGRADES.upgrade
