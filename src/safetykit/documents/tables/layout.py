"""Which tables a plan has, told by the classes of the model: a new field is a new column.

Lists of objects are tables of their own, whose rows name the object that they belong to. An object
within an object becomes columns with a dotted name, `passage.page`. The few fields that fit neither
way are columns that hold JSON.
"""

from __future__ import annotations

import datetime as dt
import functools
import types
from enum import StrEnum
from typing import Any, Final, Union, get_args, get_origin

import attrs

from safetykit.model import Plan

__all__ = ["PLAN", "Column", "Content", "Table", "plan_tables"]

PLAN: Final = "plan"
MAX_NAME: Final = 31  # characters of a sheet's name
Child = tuple[tuple[str, ...], type, bool]  # path, class, required


class Content(StrEnum):
    """What a column holds."""

    TEXT = "a text"
    LIST = "one text on each line"
    INTEGER = "a whole number"
    NUMBER = "a number"
    BOOL = "yes or no"
    DATE = "a date"
    JSON = "json: and the value as JSON"
    OBJECT = "json:{}, where all its columns are blank, or nothing"


@attrs.frozen(kw_only=True)
class Column:
    """A column: its header, the path of its values within a row's object, and what they are.

    `rare` columns are written only where they are needed.
    """

    path: tuple[str, ...]
    content: Content
    required: bool = False
    rare: bool = False

    @property
    def name(self) -> str:
        """The header."""
        return ".".join(self.path)


@attrs.frozen(kw_only=True)
class Table:
    """A table: where its objects stand in the plan, its columns, and the table it belongs to.

    A `required` list is there, if only empty, in every object of the table that it belongs to.
    """

    path: tuple[str, ...]
    columns: tuple[Column, ...]
    parent: tuple[str, ...] = ()
    required: bool = False

    @property
    def name(self) -> str:
        """The name of the sheet: the path, or its end where it is too long."""
        return (".".join(self.path) or PLAN)[-MAX_NAME:].lstrip(".")

    @property
    def key(self) -> str:
        """The header of the column that names the object to which a row belongs, if any."""
        return f"{self.parent[-1]}.id" if self.parent else ""

    def column(self, name: str) -> Column | None:
        """Return the column with a header."""
        return next((column for column in self.columns if column.name == name), None)


@functools.cache
def plan_tables() -> tuple[Table, ...]:
    """Return the tables of a plan, each behind the one it belongs to; the first is the plan."""
    tables: list[Table] = []
    _add_table(tables, Plan, (), ())
    return tuple(tables)


def _add_table(
    tables: list[Table],
    kind: type,
    path: tuple[str, ...],
    parent: tuple[str, ...],
    *,
    required: bool = False,
) -> None:
    columns: list[Column] = []
    children: list[Child] = []
    _walk(kind, (), columns, children, owns_tables=not path or "id" in attrs.fields_dict(kind))
    tables.append(Table(path=path, columns=tuple(columns), parent=parent, required=required))
    for steps, child, is_required in children:
        _add_table(tables, child, path + steps, path, required=is_required)


def _walk(
    kind: type,
    steps: tuple[str, ...],
    columns: list[Column],
    children: list[Child],
    *,
    owns_tables: bool,
) -> None:
    attrs.resolve_types(kind)
    for field in attrs.fields(kind):
        if field.metadata.get("transient"):
            continue
        path, wanted = (*steps, field.name), _inner(field.type)
        required = field.default is attrs.NOTHING and not steps
        item = _inner(get_args(wanted)[0]) if get_origin(wanted) is tuple else None
        if item is not None and _is_object(item) and owns_tables:
            children.append((path, item, required))
        elif _is_object(wanted):
            columns.append(Column(path=path, content=Content.OBJECT, rare=True))
            _walk(wanted, path, columns, children, owns_tables=owns_tables)
        else:
            content = _content(wanted, item)
            rare = content is Content.JSON
            columns.append(Column(path=path, content=content, required=required, rare=rare))


def _inner(kind: Any) -> Any:
    """Return the type without None."""
    if get_origin(kind) in (Union, types.UnionType):
        kinds = [arg for arg in get_args(kind) if arg is not type(None)]
        return _inner(kinds[0]) if len(kinds) == 1 else kind
    return getattr(kind, "__supertype__", kind)


def _is_object(kind: Any) -> bool:
    return attrs.has(kind) and not _is_worded(kind)


def _is_worded(kind: Any) -> bool:
    return isinstance(kind, type) and (hasattr(kind, "parse") or issubclass(kind, str))


def _content(kind: Any, item: Any) -> Content:
    if item is not None:
        return Content.LIST if _is_worded(item) else Content.JSON
    plain = {
        int: Content.INTEGER,
        float: Content.NUMBER,
        bool: Content.BOOL,
        dt.date: Content.DATE,
    }
    return Content.TEXT if _is_worded(kind) else plain.get(kind, Content.JSON)
