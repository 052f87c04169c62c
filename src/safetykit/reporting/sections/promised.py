"""What was promised: for how long, what leads to what, the headline actions, how firmly."""

from __future__ import annotations

from collections.abc import Iterator

from safetykit.evaluation import (
    ThreadDiagram,
    ThreadKind,
    ThreadNode,
    strength_counts,
    thread_diagram,
)
from safetykit.model import Action, Plan, Strength
from safetykit.quantities import PartialDate, Period
from safetykit.reporting.blocks import (
    Block,
    Branch,
    Column,
    Listing,
    Paragraph,
    Part,
    PartKind,
    Role,
    Table,
    Tree,
)
from safetykit.reporting.kinds.words import as_heading, word_of
from safetykit.reporting.numbers import write_count, write_date, write_day, write_range, write_side
from safetykit.reporting.texts import Texts

__all__ = ["promised"]


def promised(plan: Plan, texts: Texts) -> Part:
    """Return the section on what the plan promises, in the order of the plan."""
    blocks: list[Block] = [Paragraph(text=_opening(plan, texts))]
    if plan.vision:
        blocks.append(Paragraph(text=texts.say("Its vision: “{words}”", words=plan.vision)))
    blocks += _strengths(plan, texts)
    blocks += _actions(plan, texts)
    blocks += _thread(thread_diagram(plan), texts)
    return Part(title=texts.say("What was promised"), key="promised", blocks=tuple(blocks))


def _opening(plan: Plan, texts: Texts) -> str:
    priorities = texts.say_number(
        len(plan.priorities), "It names {n} priority.", "It names {n} priorities."
    )
    actions = texts.say_number(
        len(plan.headline_actions),
        "{n} headline action stands under them.",
        "{n} headline actions stand under them.",
    )
    return f"{_time(plan.period.period, texts)} {priorities} {actions}"


def _time(period: Period, texts: Texts) -> str:
    """Say for when the plan is, as far as the text held says it."""
    first, last = (
        _spelt(side, texts) if side and side.known else "" for side in (period.start, period.end)
    )
    if first and last:
        span = first if first == last else write_range(first, last, texts)
        return texts.say("The plan is for {period}.", period=span)
    if first:
        return texts.say("The plan is for the time from {start} on.", start=first)
    if last:
        return texts.say("The plan is for the time up to {end}.", end=last)
    return texts.say("The text held does not say for when the plan is.")


def _spelt(date: PartialDate, texts: Texts) -> str:
    """Return a day or a month in words; anything less sure as it is written."""
    if date.earliest is not None and date.earliest == date.latest:
        return write_day(date.earliest, texts)
    return write_side(date, texts)


def _strengths(plan: Plan, texts: Texts) -> Iterator[Block]:
    """Yield how firmly the commitments are made, firmest first."""
    counts = {strength: n for strength, n in strength_counts(plan).items() if n}
    total = sum(counts.values())
    if not total:
        return
    meanings = _meanings(texts)
    rows = tuple(
        (
            meanings[s],
            texts.say("{n} of {total}", n=write_count(n, texts), total=write_count(total, texts)),
        )
        for s, n in counts.items()
    )
    columns = (
        Column(title=texts.say("The partners ...")),
        Column(title=texts.say("Commitments"), number=True),
    )
    yield Table(
        caption=texts.say("How firmly the commitments of the headline actions are made"),
        columns=columns,
        rows=rows,
    )


def _meanings(texts: Texts) -> dict[Strength, str]:
    return {
        Strength.WILL: texts.say("will do it"),
        Strength.INTENDS: texts.say("intend to do it"),
        Strength.SUPPORTS: texts.say("support others who do it"),
        Strength.EXPLORES: texts.say("explore whether to do it"),
        Strength.LOBBIES: texts.say("ask others to do it"),
        Strength.ASPIRES: texts.say("hope for it"),
    }


def _actions(plan: Plan, texts: Texts) -> Iterator[Block]:
    """Yield the headline actions with who answers for them, how firmly, and by when.

    What no action has is said in one sentence, and is no column of empty words.
    """
    if not plan.headline_actions:
        return
    titles = tuple(action.title for action in plan.headline_actions)
    known = [(head, cells) for head, cells, _ in _facets(plan, texts) if any(cells)]
    unheld = texts.say("not in the text held")
    columns = ((texts.say("Headline action"), titles), *known)
    yield Table(
        caption=texts.say("The headline actions, as the text held states them"),
        columns=tuple(Column(title=head) for head, _ in columns),
        rows=tuple(
            tuple(cell or unheld for cell in row)
            for row in zip(*(cells for _, cells in columns), strict=True)
        ),
    )
    for _, cells, words in _facets(plan, texts):
        if not any(cells):
            yield Paragraph(text=words, role=Role.MINOR)


def _facets(plan: Plan, texts: Texts) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield what is told of the headline actions: its head, the cells, and words for none at all.

    A cell is empty where the text held does not state it.
    """
    actions, meanings = plan.headline_actions, _meanings(texts)
    names = {organisation.id: organisation.name for organisation in plan.organisations}
    yield (
        texts.say("Who answers for it"),
        tuple(names[action.owner] if action.owner else "" for action in actions),
        texts.say("In the text held, none of them says who answers for it."),
    )
    yield (
        texts.say("The partners ..."),
        tuple(meanings[action.firmest] if action.commitments else "" for action in actions),
        texts.say("In the text held, none of them says how firmly it is promised."),
    )
    yield (
        texts.say("By when"),
        tuple("; ".join(write_date(due, texts) for due in _dates(action)) for action in actions),
        texts.say("In the text held, none of them says by when."),
    )


def _dates(action: Action) -> tuple[PartialDate, ...]:
    return tuple(dict.fromkeys(milestone.due for milestone in action.milestones))


def _thread(diagram: ThreadDiagram, texts: Texts) -> Iterator[Block]:
    """Yield the golden thread as lists in lists, and what hangs on no thread."""
    tied = [node for node in diagram.nodes if not node.loose]
    loose = [node for node in diagram.nodes if node.loose]
    blocks: list[Block] = []
    if tied:
        words = texts.say("What stands inside another leads from it, as far as the plan says so.")
        thread = (
            Paragraph(text=words, role=Role.MINOR),
            Tree(branches=_branches(diagram, texts)),
        )
        title = texts.say("The golden thread, from priorities to actions")
        blocks.append(Part(title=title, key="tree", blocks=thread, kind=PartKind.DETAILS))
    if loose:
        words = texts.say_number(
            len(loose),
            "{n} thing of the plan leads nowhere, and nothing leads to it:",
            "{n} things of the plan lead nowhere, and nothing leads to them:",
        )
        items = tuple(_label(node, texts) for node in loose)
        blocks += [Paragraph(text=words), Listing(items=items, compact=True)]
    if blocks:
        title = texts.say("What leads to what")
        yield Part(title=title, key="thread", blocks=tuple(blocks), kind=PartKind.GROUP)


def _branches(diagram: ThreadDiagram, texts: Texts) -> tuple[Branch, ...]:
    nodes = {node.id: node for node in diagram.nodes}
    below: dict[str, list[str]] = {}
    for link in diagram.links:
        below.setdefault(link.source, []).append(link.target)
    reached = {link.target for link in diagram.links}
    shown: set[str] = set()

    def grow(name: str) -> Branch:
        again = name in shown and name in below
        shown.add(name)
        if again:
            words = texts.say("{thing} (shown above)", thing=_label(nodes[name], texts))
            return Branch(text=words)
        branches = tuple(map(grow, below.get(name, ())))
        return Branch(text=_label(nodes[name], texts), branches=branches)

    roots = [n for n in diagram.nodes if n.id not in reached and not n.loose]
    first = sorted(roots, key=lambda node: node.kind is not ThreadKind.PRIORITY)
    return tuple(grow(node.id) for node in first)


def _label(node: ThreadNode, texts: Texts) -> str:
    return f"{as_heading(word_of(node.kind, texts))}: {node.title}"
