"""One page for each toolkit module of safetykit, made from what the module itself says.

What belongs here: the manifest, the routes and the facts that may stand on a public page. What
does not: any text of a subject; a page says nothing that the module does not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from evidence_section import evidence_section
from pages import write_pages
from sphinx.application import Sphinx

from safetykit.content import (
    Channel,
    Citation,
    Confidence,
    Fact,
    Jurisdiction,
    RatedIntervention,
    Route,
    publishable,
)
from safetykit.reporting.markdown import escape
from safetykit.toolkit import ModuleInfo, Offer, Toolkit

DISTRIBUTION = "safetykit"
KNOWN_FROM = {
    Confidence.VERIFIED: "seen on a page of the body that owns the fact",
    Confidence.SECONDARY: "seen on somebody else's page",
    Confidence.SEED: "stated in a plan",
    Confidence.GENERAL_SURE: "general knowledge, near certain",
    Confidence.GENERAL: "general knowledge, likely",
    Confidence.GENERAL_SHAKY: "general knowledge, shaky",
}


def module_page(
    module: ModuleInfo,
    facts: Iterable[Fact],
    routes: Iterable[Route],
    *,
    as_of: dt.date,
    evidence: Iterable[RatedIntervention] = (),
) -> str:
    """Return the page of a module as Markdown."""
    offers = ", ".join(offer.value.replace("_", " ") for offer in module.offers)
    lines = [
        f"# {escape(module.title)}",
        "",
        escape(module.summary),
        "",
        f"Content version {module.version}; built on {_day(as_of)}.",
        f"It speaks of {_nations(module.jurisdictions)}, and offers {offers}.",
        f"Its functions are in {{py:mod}}`safetykit.plugins.{module.name}`.",
        "",
        "This is general information, not legal advice, and it holds for the nation and the days "
        "that are stated.",
        "",
        *_route_section(tuple(routes), as_of),  # whoever needs help finds it first
        *evidence_section(evidence),
    ]
    held = tuple(facts)
    lines += ["## Facts", ""] if held else []
    shown = [fact for fact in held if publishable(fact)]
    keys = dict.fromkeys(fact.key for fact in shown)
    for key in keys:
        lines += _fact_section([fact for fact in shown if fact.key == key], as_of)
    lines += _withheld(len(held) - len(shown), "fact")
    return "\n".join([*lines, ""])


def _fact_section(facts: list[Fact], as_of: dt.date) -> list[str]:
    lines = [f"### {escape(facts[0].title)}", "", f"`{facts[0].key}`", ""]
    for fact in facts:
        value = _value(fact)
        end = f"to {_day(fact.valid_to)}" if fact.valid_to else "with no known end"
        sources = "; ".join(_source(source) for source in fact.sources)
        lines += [f"{escape(value)} ({_nations(fact.jurisdictions)})"]
        lines += [
            f": From {_day(fact.valid_from)} {end}; {fact.status.value.replace('_', ' ')}.",
            f": Source: {sources}; {KNOWN_FROM[fact.confidence]}.",
            f": To be reviewed by {_day(fact.review_by)}.",
        ]
        lines += [f": {escape(caveat)}" for caveat in fact.caveats_on(as_of)]
        lines.append("")
    return lines


def _value(fact: Fact) -> str:
    """Return a value with its unit, as a reader expects it: `£100`, `5 working days`."""
    if fact.unit == "GBP":
        return f"£{fact.value}"
    count, per, base = fact.unit.partition(" per ")
    plural = {"person": "people"}.get(count, f"{count}s") if count else ""
    unit = count if fact.value.number == 1 else plural
    return f"{fact.value} {unit}{per}{base}".strip()


def _route_section(routes: tuple[Route, ...], as_of: dt.date) -> list[str]:
    if not routes:
        return []
    now = [r for r in routes if any(r.covers(nation, as_of) for nation in r.jurisdictions)]
    shown = sorted(
        (route for route in now if publishable(route)),
        key=lambda route: (route.stage.rank, route.order, route.id),
    )
    lines = ["## Routes to help", ""]
    for route in shown:
        ended = f"; until {_day(route.valid_to)} only" if route.valid_to else ""
        lines += [
            f"{escape(route.label)} ({_nations(route.jurisdictions)})",
            f": {_contact(route)}{'; ' + escape(route.hours) if route.hours else ''}{ended}",
        ]
        lines += [f": {escape(route.notes)}"] if route.notes else []
        lines.append("")
    return lines + _withheld(len(now) - len(shown), "route")


def _contact(route: Route) -> str:
    contact = escape(route.contact)
    return f"<{route.contact}>" if route.channel is Channel.WEB else f"**{contact}**"


def _withheld(number: int, noun: str) -> list[str]:
    if not number:
        return []
    one = number == 1
    some = f"{number} more {noun} is" if one else f"{number} more {noun}s are"
    which = "it" if one else "them"
    return [f"{some} held and not shown, because a person has yet to check {which}.", ""]


def _source(source: Citation) -> str:
    name = f"{escape(source.title)}, {escape(source.publisher)}"
    text = f"[{name}](<{source.url}>)" if source.url else name
    return f"{text}, read {_day(source.retrieved)}"


def _nations(nations: Iterable[Jurisdiction]) -> str:
    words = [nation.words for nation in nations]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def write_module_pages(app: Sphinx) -> None:
    """Write the page of each module that is part of safetykit, and a list of them."""
    toolkit = Toolkit.discover()
    modules = [m for m in toolkit.modules if m.distribution == DISTRIBUTION]
    facts = toolkit.report(Offer.FACTS)
    routes = toolkit.report(Offer.ROUTES)
    evidence = toolkit.report(Offer.EVIDENCE)
    facts.unwrap()
    routes.unwrap()
    evidence.unwrap()
    as_of = dt.datetime.now(tz=dt.UTC).date()
    pages: dict[str, str] = {}
    for module in modules:
        mine = [item for name, item in facts.answers if name == module.name]
        ways = [item for name, item in routes.answers if name == module.name]
        pages[f"{module.name}.md"] = module_page(
            module,
            [item for item in mine if isinstance(item, Fact)],
            [item for item in ways if isinstance(item, Route)],
            as_of=as_of,
            evidence=[
                item
                for name, item in evidence.answers
                if name == module.name and isinstance(item, RatedIntervention)
            ],
        )
    pages["index.md"] = _list(modules)
    write_pages(Path(app.srcdir) / "reference" / "modules", pages)


def _list(modules: Iterable[ModuleInfo]) -> str:
    """Return the page that leads to the modules, with what each of them is."""
    held = tuple(modules)
    lines = [
        "# Toolkit modules",
        "",
        "Each page is made from the data of its module, and shows what may be published.",
        "Its name is what a command takes, as in `safetykit sheet road_safety`.",
        "",
    ]
    for module in held:
        title = f"[{escape(module.title)}]({module.name}.md)"
        lines += [f"{title}, `{module.name}`", f": {escape(module.summary)}", ""]
    tree = ["```{toctree}", ":hidden:", "", *(module.name for module in held), "```", ""]
    return "\n".join([*lines, *tree])


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the pages to the build."""
    app.connect("builder-inited", write_module_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
