"""The texts of the questions that are put to the engine: expressions of its SQL.

What belongs here: the words for a column, a hash, a measure, a filter, with every name and text
quoted, and how they are put together. What does not: asking; see `engine`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from safetykit.records.query import TIME, Between, Filled, Measure, Query, Values, Where

__all__ = [
    "beside_keys",
    "condition_of",
    "filled_text_of",
    "hash_of",
    "identity_of",
    "known_by_hash",
    "literal",
    "measure_of",
    "name_of",
    "named",
    "numbered",
    "numbers_by_hash",
    "quoted",
    "select",
    "text_of",
    "unclean",
]


def text_of(column: str, days: Values = ()) -> str:
    """Return a column as text; null for a blank. See `RowQuery` for `days`."""
    text = f"{name_of(column)}::VARCHAR"
    if column in days:
        length = f"if(substr({text}, 12, 2) = '23', 13, 10)"
        return f"if(regexp_full_match({text}, {quoted(TIME)}), left({text}, {length}), {text})"
    return text


def filled_text_of(column: str, days: Values = ()) -> str:
    """Return a column as text; an empty one for a blank."""
    return f"coalesce({text_of(column, days)}, '')"


def hash_of(columns: Values, days: Values = ()) -> str:
    """Return a hash of the texts of some columns."""
    return f"hash({', '.join(text_of(column, days) for column in columns)})"


def identity_of(column: str) -> str:
    """Return a hash of the text of a column, and 0 for a blank."""
    return f"if({filled_text_of(column)} = '', 0::UBIGINT, {hash_of((column,))})"


def unclean(column: str) -> str:
    """Return whether a text may have blanks to take out, or marks, or letters beyond ASCII."""
    text = filled_text_of(column)
    marks = f"starts_with({text}, {quoted(chr(39))}) OR ends_with({text}, ']')"
    return f"contains({text}, ' ') OR {marks} OR strlen({text}) <> length({text})"


def _number(column: str) -> str:
    # Without concat, the engine reads the column as numbers at once and refuses one that is none.
    return f"try_cast(concat({text_of(column)}, '') AS DOUBLE)"


def measure_of(measure: Measure) -> str:
    """Return what a row adds to a measure."""
    if isinstance(measure, Filled):
        return f"({filled_text_of(measure.column)} <> '')"
    if isinstance(measure, Between):
        bounds = f"{measure.low!r} AND {measure.high!r}"
        return f"coalesce({_number(measure.column)} BETWEEN {bounds}, false)"
    return f"coalesce({_number(measure.column)}, 0)"


def known_by_hash(measure: Measure, hashed: Sequence[str]) -> bool:
    """Return whether the hash of a column, which is 0 for a blank, answers a measure."""
    return isinstance(measure, Filled) and measure.column in hashed


def condition_of(where: Where) -> str:
    """Return whether a filter lets a row through."""
    values = ", ".join(quoted(value) for value in where.values)
    return f"({filled_text_of(where.column)} IN ({values}))"


def beside_keys(query: Query, *, several: bool) -> dict[str, str]:
    """Return what a query needs of each row of a file or several beside its keys, by name."""
    hashed = [one.column for one in query.distinct]
    asked = {"file": "file_index::UINTEGER"} if several else {}
    for i, measure in enumerate(query.measures):
        if not known_by_hash(measure, hashed):
            asked[f"m{i}"] = measure_of(measure)
    asked |= {f"d{i}": identity_of(column) for i, column in enumerate(hashed)}
    if query.where:
        asked["kept"] = " AND ".join(condition_of(one) for one in query.where)
    return asked


def numbered(key: Values, source: str) -> str:
    """Return the question for the values of a key: `h`, a hash; `n`, from 0; `v0`, `v1`, texts.

    Blanks are filled afterwards: columns as they are cost a third.
    """
    names = [f"c{j}" for j in range(len(key))]
    texts = named({name: text_of(column) for name, column in zip(names, key, strict=True)})
    filled = named({f"v{j}": filled_text_of(name) for j, name in enumerate(names)})
    number = f"{hash_of(tuple(names))} AS h, row_number() OVER () - 1 AS n"
    return select(f"{number}, {filled}", f"({select(f'DISTINCT {texts}', source)})")


def numbers_by_hash(i: int, *, table: str, count: int) -> str:
    """Return the question for the numbers `k0` behind hashes `h0`, in the fewest bytes for each."""
    kind = "UTINYINT" if count <= 1 << 8 else "USMALLINT" if count <= 1 << 16 else "UINTEGER"
    return select(f"h AS h{i}, n::{kind} AS k{i}", table)


def select(what: str, source: str) -> str:
    """Return a question for something of a table, or of another question."""
    return f"SELECT {what} FROM {source}"  # noqa: S608  # names are quoted by `name_of`, texts by `quoted`, and paths are parameters


def named(texts: Mapping[str, str]) -> str:
    """Return expressions, each with the name of what it gives."""
    return ", ".join(f"{text} AS {name}" for name, text in texts.items())


def name_of(column: str) -> str:
    """Return the name of a column, quoted."""
    return '"' + column.replace('"', '""') + '"'


def quoted(text: str) -> str:
    """Return a text as a value, quoted."""
    return "'" + text.replace("'", "''") + "'"


def literal(path: str) -> str:
    """Return a path in which no letter is read as a pattern."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in path)
