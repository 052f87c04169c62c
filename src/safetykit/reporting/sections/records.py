"""The records: what cannot be seen in them, their quality, their licences, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from safetykit.evaluation.breaks import known_breaks
from safetykit.quantities import month_range
from safetykit.reporting.blocks import Block, Listing, Paragraph, Part, PartKind, Role, Terms
from safetykit.reporting.numbers import UNREPORTED, write_count, write_level, write_month
from safetykit.reporting.passages import join
from safetykit.reporting.periods import list_months
from safetykit.reporting.texts import Texts

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation
    from safetykit.evaluation.disclosure import Publishable
    from safetykit.records import Break

__all__ = ["made", "quality", "unseen", "unseen_by_source"]


def unseen(evaluation: Evaluation, texts: Texts) -> Part:
    """Return the section on what nobody can learn from these data, each limit once."""
    title = texts.say("What cannot be seen in these data")
    limits = unseen_by_source(evaluation)
    if not limits:
        blocks: tuple[Block, ...] = (Paragraph(text=texts.say("No records were read.")),)
    elif len(evaluation.sources) == 1:
        blocks = (Listing(items=tuple(map(texts.in_english, evaluation.unseen))),)
    else:
        groups = enumerate(limits.items())
        blocks = tuple(_limits(names, items, number, texts) for number, (names, items) in groups)
    return Part(title=title, key="unseen", blocks=blocks)


def unseen_by_source(evaluation: Evaluation) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the limits of the data by the titles of the sources that have them, each once."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for limit in evaluation.unseen:
        names = tuple(s.title for s in evaluation.sources if limit in s.cannot_see)
        found[names] = (*found.get(names, ()), limit)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _limits(names: tuple[str, ...], items: tuple[str, ...], number: int, texts: Texts) -> Part:
    """Return what cannot be seen in the sources of these names."""
    title = texts.in_english("; ".join(names))
    blocks = (Listing(items=tuple(map(texts.in_english, items))),)
    return Part(title=title, key=f"u-{number}", blocks=blocks, kind=PartKind.GROUP)


def quality(ready: Publishable, texts: Texts) -> Part:
    """Return the section on the sources, their licences, cautions, and what is odd about them."""
    evaluation = ready.evaluation
    blocks: list[Block] = [Paragraph(text=texts.in_english(text)) for text in ready.cautions]
    blocks += [
        Paragraph(
            text=texts.in_english(f"{s.title}, {s.publisher}. {s.attribution} ({s.licence}).")
        )
        for s in evaluation.sources
    ]
    rows = evaluation.provenance.rows_read
    if rows:
        words = texts.say_number(
            rows,
            "{n} row was read; {aside} were set aside.",
            "{n} rows were read; {aside} were set aside.",
            aside=write_count(evaluation.provenance.rows_set_aside, texts),
        )
        blocks.append(Paragraph(text=words))
    said = dict.fromkeys((q.message, str(q.code)) for q in evaluation.quality)
    notes = tuple(join(" ", (texts.in_english(words), f"[{code}]")) for words, code in said)
    if notes:
        blocks.append(Listing(items=notes))
    blocks += _written(evaluation, texts)
    title = texts.say("The records and their quality")
    return Part(title=title, key="quality", blocks=tuple(blocks))


def _written(evaluation: Evaluation, texts: Texts) -> Iterator[Part]:
    """Yield where each known break that splits the records is written down, if there is one."""
    found = known_breaks(evaluation.records).values()
    breaks = dict.fromkeys(known for several in found for known in several)
    if breaks:
        say = texts.in_english
        pairs = tuple(
            (join(", ", (say(b.title), _stretch(b, texts))), say(b.source)) for b in breaks
        )
        title = texts.say("Where the known breaks are written down")
        yield Part(title=title, key="breaks", blocks=(Terms(pairs=pairs),), kind=PartKind.GROUP)


def _stretch(known: Break, texts: Texts) -> str:
    if known.end is None:
        return texts.say("from {month} on", month=list_months((known.start,), texts))
    return list_months(month_range(known.start, known.end), texts)


def made(evaluation: Evaluation, texts: Texts) -> Part:
    """Return the section on methods, and on what would make the same report again."""
    origin = evaluation.provenance
    asked = ((name, value or UNREPORTED) for name, value in origin.parameters)
    terms = ((texts.say("Plan"), origin.plan_file or evaluation.plan.id), *asked)
    blocks: list[Block] = [Paragraph(text=_methods(evaluation, texts)), Terms(pairs=terms)]
    if origin.inputs:
        blocks.append(_hashes(origin.inputs, texts))
    note = texts.say("`safetykit verify` makes a saved result again and compares.")
    blocks.append(Paragraph(text=note, role=Role.MINOR))
    title = texts.say("How this report was made")
    return Part(title=title, key="made", blocks=tuple(blocks))


def _methods(evaluation: Evaluation, texts: Texts) -> str:
    return texts.say(
        "By safetykit {version} from the plan and the records named here. Intervals are at "
        "{level}% confidence and allow for overdispersion where the "
        "months vary by more than chance. Limits of usual variation are those of an XmR chart on "
        "counts divided by their month's usual share. Months up to {month} lie inside the plan's "
        "time and on the day of the evaluation; later months are drawn and not judged.",
        version=evaluation.provenance.version,
        level=write_level(evaluation.confidence, texts),
        month=write_month(evaluation.assessed_to, texts),
    )


def _hashes(inputs: tuple[tuple[str, str], ...], texts: Texts) -> Part:
    """Return the files that were read, each with the beginning of its hash."""
    title = texts.say_number(len(inputs), "{n} file and its hash", "{n} files and their hashes")
    items = tuple(f"{name} {digest[:16]}" for name, digest in inputs)
    listing = Listing(items=items, compact=True)
    return Part(title=title, key="n-inputs", blocks=(listing,), kind=PartKind.DETAILS)
