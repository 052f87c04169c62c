"""Options that several commands share have one name and one help; where they are is a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

for needed in ("click", "rich"):
    pytest.importorskip(needed)

import click

from safetykit.cli.main import cli

MODULES = {"evaluate", "audit", "verify", "sheet", "pack", "toolkit list", "toolkit show"}
MODULES |= {"toolkit stale"}
WHERE = {
    "--modules-dir": MODULES | {"toolkit check"},
    "--strict": MODULES,
    "--frame": {"evaluate", "audit", "verify"},
    "--jurisdiction": {"sheet", "pack", "toolkit new"},
    "--as-of": {
        *("evaluate", "audit", "returns chase", "returns report", "count returns", "sheet"),
        *("pack", "toolkit show", "toolkit stale", "toolkit check"),
    },
}
MAY_DIFFER = {
    "--period",
    "--plan",
    "--by",
    "--title",
    "--year-starts",
    "--jurisdiction",
    "--data",
    "--area",
}


def leaves(command: click.Command, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Return each command that is no group, with its name."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path, command
        return
    for name, child in inner.items():
        yield from leaves(child, f"{path} {name}".strip())


ALL = dict(leaves(cli))


@pytest.mark.parametrize("option", WHERE)
def test_where_an_option_is(option: str) -> None:
    """The commands that take an option are those of the table."""
    found = {name for name, c in ALL.items() if any(option in p.opts for p in c.params)}

    assert WHERE[option] == found


def test_every_answer_has_a_format() -> None:
    """Every command prints its answer as text or as JSON; a schema is JSON always."""
    without = {n for n, c in ALL.items() if not any("--format" in p.opts for p in c.params)}

    assert {"schema"} == without


def test_one_name_has_one_help() -> None:
    """An option of one name says the same everywhere, but for its day and what it writes."""
    words: dict[str, set[str]] = defaultdict(set)
    for command in ALL.values():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                text = re.sub(r"; if not said, .*", "", (parameter.help or "").rstrip("."))
                words[parameter.opts[-1]].add(text)

    differing = {name for name, texts in words.items() if len(texts) > 1}
    assert {"--output"} == differing - MAY_DIFFER


def test_every_option_is_explained() -> None:
    """No option is without a help."""
    bare = [
        f"{name} {parameter.opts[-1]}"
        for name, command in ALL.items()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]

    assert not bare


def test_help_fits_the_list() -> None:
    """The first sentence of each command stands in the list of commands uncut, 80 columns wide."""
    margin = 6
    cut = [
        f"{path} {name}"
        for path, group in groups(cli)
        for name, command in group.commands.items()
        if command.get_short_help_str(80 - margin - max(map(len, group.commands))).endswith("...")
        or not command.help
    ]

    assert not cut


def groups(command: click.Group, path: str = "safetykit") -> Iterator[tuple[str, click.Group]]:
    """Return each group of commands."""
    yield path, command
    for name, child in command.commands.items():
        if isinstance(child, click.Group):
            yield from groups(child, f"{path} {name}")
