"""Strategies for the objects of a plan, and for whole plans in which every reference leads home.

What belongs here: one walk over the fields of the model's classes, so that a field that is added to
a class is drawn without a word here. What does not: values without parts; those are in `values`.

A plan is drawn in two steps: first which objects it has, with their ids, and then what stands in
them, so that a reference can be drawn from what is there.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, Final, TypeAlias, TypeVar, cast, get_args, get_origin

import attrs
from hypothesis import strategies as st

from safetykit.errors import InputError
from safetykit.model import AgeRange, Claim, Id, Plan, ScheduledItem
from safetykit.model.ids import REFERS_TO
from safetykit.quantities import (
    Approx,
    Money,
    Month,
    PartialDate,
    Period,
    Quantity,
    Quarter,
    Threshold,
    check_unit,
)
from safetykit.testing.strategies.values import (
    approximations,
    ids,
    money,
    months,
    partial_dates,
    periods,
    quantities,
    quarters,
    texts,
    thresholds,
    units,
)

__all__ = ["objects", "plans"]

T = TypeVar("T")
Tree: TypeAlias = dict[str, list[tuple[str, "Tree"]]]  # field → (id or nothing, what is inside)
Refs: TypeAlias = Callable[[str], st.SearchStrategy[Id]]

_CORE: Final = ("organisations", "priorities", "actions", "indicators", "claims")
_MOST_FILLED: Final = 3
_RICH: Final = st.sampled_from([False, False, False, True])  # one object in four is well filled
_MOST_KINDS: Final = 6
_MOST_TARGETS: Final = 2
_MOST_OF_A_KIND: Final = 3
_VALUES: Final[Mapping[object, Callable[[], st.SearchStrategy[Any]]]] = {
    str: texts,
    bool: st.booleans,
    int: lambda: st.integers(1, 12),
    Id: ids,
    dt.date: lambda: st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31)),
    Approx: approximations,
    Money: money,
    Month: months,
    PartialDate: partial_dates,
    Period: periods,
    Quantity: quantities,
    Quarter: quarters,
    Threshold: thresholds,
}
_NEED_PERCENT: Final = ("share_of", "whole", "change", "amounts_to")


def objects(kind: type[T]) -> st.SearchStrategy[T]:
    """Draw objects of a class of the model, most of them with few optional fields filled.

    References name ids at random: outside a plan they lead nowhere.

    Args:
        kind: A class of `safetykit.model`; for whole plans see `plans`.

    Raises:
        InputError: It is not a class whose fields are known.

    Examples:
        >>> from hypothesis import find
        >>> from safetykit.model import Priority
        >>> find(objects(Priority), lambda priority: True)
        Priority(id='first', title='Street lighting', also_called=(), objectives=(), scope=(), \
context=(), leads=(), topics=(), passage=None)
    """
    if kind is Plan:
        return plans()  # type: ignore[return-value]  # T is Plan
    if not attrs.has(kind):
        raise InputError("kind", kind, "a class of safetykit.model")
    return _object(kind, lambda _: ids())


@st.composite
def plans(draw: st.DrawFn, *, holding: Iterable[str] = ()) -> Plan:
    """Draw valid plans: ids are unique, and every reference leads to an object of its kind.

    Args:
        draw: Given by Hypothesis.
        holding: Collections of which each plan holds at least one object, such as "actions".

    Raises:
        InputError: A plan has no such collection of objects with ids.
    """
    wanted = tuple(holding)
    for name in wanted:
        if name not in _nested(Plan):
            expected = "one of " + ", ".join(_nested(Plan))
            raise InputError("holding", name, expected)
    tree = _draw_tree(draw, Plan, wanted, {})
    known: dict[str, list[str]] = {}
    _gather(tree, known)

    def refs(collection: str) -> st.SearchStrategy[Id]:
        names = [Id(name) for name in known.get(collection, ())]
        return st.sampled_from(names) if names else st.nothing()

    plan: Plan = _fill(draw, Plan, refs, "plan", tree)
    return plan


@st.composite
def _object(draw: st.DrawFn, kind: Any, refs: Refs) -> Any:
    return _fill(draw, kind, refs, None, {})


@functools.cache
def _fields(kind: Any) -> dict[str, attrs.Attribute[Any]]:
    attrs.resolve_types(kind)
    found = [field for field in attrs.fields(kind) if field.init]
    return {field.name: field for field in found if not field.metadata.get("transient")}


@functools.cache
def _nested(kind: Any) -> dict[str, Any]:
    """Return the fields of a class that lead to objects with ids, and the classes of those."""
    found = {}
    for name, field in _fields(kind).items():
        inner = [arg for arg in (field.type, *get_args(field.type)) if attrs.has(arg)]
        if inner and ("id" in _fields(inner[0]) or _nested(inner[0])):
            found[name] = inner[0]
    return found


@functools.cache
def _targets(kind: Any) -> frozenset[str]:
    """Return the collections to which objects of a class refer, or values inside them."""
    found = set()
    for field in _fields(kind).values():
        found |= {field.metadata[REFERS_TO]} if field.metadata.get(REFERS_TO) else set()
        inner = [arg for arg in (field.type, *get_args(field.type)) if attrs.has(arg)]
        found |= {target for each in inner if each is not kind for target in _targets(each)}
    return frozenset(found)


def _draw_tree(draw: st.DrawFn, kind: Any, wanted: Iterable[str], seen: dict[str, int]) -> Tree:
    """Draw which objects with ids there are in an object, and in those."""
    nested = _nested(kind)
    must = [n for n in nested if n in wanted or _fields(kind)[n].default is attrs.NOTHING]
    may = [name for name in nested if name not in must]
    more = [name for name in may if name in _CORE and draw(st.booleans())]
    more += draw(_some_of(tuple(name for name in may if name not in _CORE), _MOST_KINDS))
    told = {target for name in (*must, *more) for target in _targets(nested[name])}
    lacking = tuple(name for name in may if name in told and name not in more)
    more += draw(_some_of(lacking, _MOST_TARGETS))  # so that there is something to refer to
    tree: Tree = {}
    for name in (name for name in nested if name in (*must, *more)):
        many = get_origin(_fields(kind)[name].type) is tuple
        for _ in range(draw(st.integers(1, _MOST_OF_A_KIND)) if many else 1):
            inner = _draw_tree(draw, nested[name], (), seen)
            tree.setdefault(name, []).append((_name(name, nested[name], seen), inner))
    return tree


@functools.cache
def _some_of(names: tuple[str, ...], most: int) -> st.SearchStrategy[list[str]]:
    if not names:
        return st.just([])
    return st.lists(st.sampled_from(names), unique=True, max_size=most)


@functools.cache
def _most_of(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Return lists of half of the names at least."""
    if not names:
        return st.just([])
    return st.lists(st.sampled_from(names), unique=True, min_size=len(names) // 2)


def _name(collection: str, kind: Any, seen: dict[str, int]) -> str:
    """Return an id that stands nowhere else; nothing for an object without one."""
    if "id" not in _fields(kind):
        return ""
    seen[collection] = seen.get(collection, 0) + 1
    one = {"priorities": "priority"}.get(collection, collection.removesuffix("s"))
    return f"{one.replace('_', '-')}-{seen[collection]}"


def _gather(tree: Tree, known: dict[str, list[str]]) -> None:
    for collection, found in tree.items():
        for name, inner in found:
            if name:
                known.setdefault(collection, []).append(name)
            _gather(inner, known)


def _fill(draw: st.DrawFn, kind: Any, refs: Refs, name: str | None, tree: Tree) -> Any:
    """Draw an object: the fields that it must have, those in the tree, and a few others."""
    fields = _fields(kind)
    given: dict[str, Any] = {} if name is None or "id" not in fields else {"id": Id(name)}
    for part, found in tree.items():
        inner = _nested(kind)[part]
        built = tuple(_fill(draw, inner, refs, child, below) for child, below in found)
        given[part] = built if get_origin(fields[part].type) is tuple else built[0]
    blank = [n for n in fields if n not in given and (name is None or n not in _nested(kind))]
    needed = [n for n in blank if fields[n].default is attrs.NOTHING]
    spare = [n for n in blank if n not in needed]
    links = [n for n in spare if _can_link(fields[n], refs)]
    choices = (*spare, *links, *links)  # links are drawn most often
    more = draw(_most_of(tuple(spare)) if draw(_RICH) else _some_of(choices, _MOST_FILLED))
    for part in (n for n in blank if n in (*needed, *more)):
        strategy = _field(kind, fields[part], refs)
        if not strategy.is_empty:
            given[part] = draw(strategy)
    return kind(**_consistent(draw, kind, given))


def _can_link(field: attrs.Attribute[Any], refs: Refs) -> bool:
    """Whether a field refers to a collection that holds something."""
    collection = field.metadata.get(REFERS_TO, "")
    return bool(collection) and not refs(collection).is_empty


def _field(kind: Any, field: attrs.Attribute[Any], refs: Refs) -> st.SearchStrategy[Any]:
    """Return what may stand in a field; nothing, if it refers to a collection that is empty."""
    if (kind, field.name) == (ScheduledItem, "quarter"):
        return st.integers(1, 4)
    if cast(object, field.converter) is check_unit:
        return _units()
    if collection := field.metadata.get(REFERS_TO):
        one = refs(collection)
        return _tuples(one) if get_origin(field.type) is tuple else one
    return _of_type(field.type, refs)


@functools.cache
def _value(kind: Any) -> st.SearchStrategy[Any]:
    """Return the one strategy of a value without parts: to build it anew for each takes long."""
    return _VALUES[kind]()


_units = functools.cache(units)


def _of_type(kind: Any, refs: Refs) -> st.SearchStrategy[Any]:
    if kind in _VALUES:
        return _value(kind)
    if get_origin(kind) is tuple:
        return _tuples(_of_type(get_args(kind)[0], refs))
    if attrs.has(kind):
        return _whole(kind, refs)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    known = [arg for arg in get_args(kind) if arg is not type(None)]
    return st.one_of(*(_of_type(arg, refs) for arg in known))


def _whole(kind: Any, refs: Refs) -> st.SearchStrategy[Any]:
    """Return objects for a field; none, if each must refer to something that is not there."""
    needed = [f for f in _fields(kind).values() if f.default is attrs.NOTHING]
    targets = [f.metadata[REFERS_TO] for f in needed if f.metadata.get(REFERS_TO)]
    if any(refs(target).is_empty for target in targets):
        return st.nothing()
    return _object(kind, refs)


def _tuples(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    if one.is_empty:
        return st.just(())
    return st.lists(one, max_size=_MOST_OF_A_KIND).map(tuple)


def _consistent(draw: st.DrawFn, kind: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an object so that they do not contradict each other."""
    is_share = kind is Claim and any(given.get(name) for name in _NEED_PERCENT)
    if is_share and not given["value"].percent:
        given["value"] = draw(approximations(percent=True))
    if kind is AgeRange and given.get("low") and given.get("high"):
        given["low"], given["high"] = sorted((given["low"], given["high"]))
    return given
