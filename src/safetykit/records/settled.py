"""Sums over whole sets of files, kept so that a refresh adds up only the files that are new.

What belongs here: `Settled`, how it is made from files, and how it becomes bytes and is read again.
What does not: where the bytes are kept; see `cache`.

Only files that need no second look are settled: every row counts, states one force, and states the
month that the file's name does. What such a file adds does not depend on any other file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from safetykit.records.query import Values

__all__ = ["Bytes", "Member", "Settled", "SettledFile", "bytes_of", "members_of", "smallest"]

Bytes: TypeAlias = bytes | memoryview
Member: TypeAlias = tuple[str, str]
_SUMS: Final = ("by_force", "filled", "recorded", "measured")


@attrs.frozen(kw_only=True)
class SettledFile:
    """A file whose rows are in the sums: what else is said of it.

    Attributes:
        sha256: Of its bytes.
        month: The month of its name and of all its rows, as "2017-10".
        rows: How many there are.
        force: The force that recorded all of them.
        different: How many identities differ.
        identities: How many rows carry one.
    """

    sha256: str
    month: str
    rows: int
    force: str
    different: int
    identities: int

    @property
    def member(self) -> Member:
        """By what the file is known: its bytes, and the month of its name."""
        return self.sha256, self.month


@attrs.frozen(kw_only=True, eq=False)
class Settled:
    """The sums of some files.

    Attributes:
        files: The files.
        months: Their months, sorted.
        forces: Their forces, sorted.
        groups: The categories of their rows, sorted.
        places: The code and the district of each place with a row, sorted.
        rows: Rows of each month, of shape (groups, places).
        by_force: Rows of shape (months, forces, groups).
        filled: Rows that carry an identity, of shape (forces, groups).
        recorded: Rows of shape (forces, places).
        measured: The sums of each measure.
    """

    files: tuple[SettledFile, ...]
    months: tuple[str, ...]
    forces: tuple[str, ...]
    groups: tuple[str, ...]
    places: tuple[Values, ...]
    rows: tuple[npt.NDArray[Any], ...]
    by_force: npt.NDArray[Any]
    filled: npt.NDArray[Any]
    recorded: npt.NDArray[Any]
    measured: npt.NDArray[np.float64]

    def parts(self) -> Iterator[Bytes]:
        """Yield the sums as bytes: a line with the files, one with the names, and the arrays."""
        yield json.dumps([attrs.astuple(file) for file in self.files]).encode() + b"\n"
        arrays = [smallest(array) for array in (*self.rows, *(getattr(self, n) for n in _SUMS))]
        districts = sorted({district for _, district in self.places})
        at = {district: i for i, district in enumerate(districts)}
        names = {
            "months": self.months,
            "forces": self.forces,
            "groups": self.groups,
            "codes": [code for code, _ in self.places],
            "districts": districts,
            "district": [at[district] for _, district in self.places],
            "arrays": [(array.dtype.str, array.shape) for array in arrays],
        }
        yield json.dumps(names).encode() + b"\n"
        yield from map(bytes_of, arrays)

    @classmethod
    def parse(cls, body: bytes, start: int) -> Settled:
        """Read what `parts` gave, from `start` on; the caller has made sure that it is whole."""
        first = body.index(b"\n", start)
        second = body.index(b"\n", first + 1)
        files, names = json.loads(body[start:first]), json.loads(body[first:second])
        arrays: list[npt.NDArray[Any]] = []
        position = second + 1
        for dtype, shape in names["arrays"]:
            size = int(np.prod(shape, dtype=np.int64))
            flat = np.frombuffer(body, dtype=dtype, count=size, offset=position)
            arrays.append(flat.reshape(shape))
            position += flat.nbytes
        months = len(names["months"])
        districts = [names["districts"][i] for i in names["district"]]
        return cls(
            files=tuple(_file(facts) for facts in files),
            months=tuple(names["months"]),
            forces=tuple(names["forces"]),
            groups=tuple(names["groups"]),
            places=tuple(zip(names["codes"], districts, strict=True)),
            rows=tuple(arrays[:months]),
            **dict(zip(_SUMS, arrays[months:], strict=True)),
        )


def members_of(line: bytes) -> frozenset[Member]:
    """Return the files that the first line of the bytes of `Settled` names; none if it is torn."""
    try:
        return frozenset((str(facts[0]), str(facts[1])) for facts in json.loads(line))
    except (ValueError, TypeError, LookupError):
        return frozenset()


def smallest(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return whole numbers of 0 or more in the smallest type that holds them."""
    if array.dtype.kind == "f" and not (array == np.floor(array)).all():
        return array
    if array.min(initial=0) < 0 or array.max(initial=0) >= 1 << 53:
        return array
    return array.astype(np.min_scalar_type(int(array.max(initial=0))), copy=False)


def bytes_of(array: npt.NDArray[Any]) -> memoryview:
    """Return the bytes of an array, without a copy if they are in order."""
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data


def _file(facts: Sequence[Any]) -> SettledFile:
    sha256, month, rows, force, different, identities = facts
    return SettledFile(
        sha256=sha256,
        month=month,
        rows=rows,
        force=force,
        different=different,
        identities=identities,
    )
