"""Reading content from the data files of a module, through the strict reader.

What belongs here: files to types. The files stand in one folder: `sources.yaml` lists the
citations, and the other files name them by key. A package in a zip file is read as well. What does
not: the checks of plain data, which are in `plain`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, TypeVar

from safetykit.content.book import FactBook
from safetykit.content.checklist import ChecklistPlan
from safetykit.content.explainer import ExplainerPlan
from safetykit.content.fact import Fact
from safetykit.content.glossary import GlossaryTerm
from safetykit.content.guide import GuidePlan
from safetykit.content.indicator import IndicatorDefinition
from safetykit.content.intervention import RatedIntervention
from safetykit.content.plain import cite, find_markup, find_unknown_names
from safetykit.content.publication import publishable
from safetykit.content.route import Route
from safetykit.content.shapes import (
    ChecklistFile,
    EvidenceFile,
    ExplainerFile,
    FactFile,
    GlossaryFile,
    GuideFile,
    IndicatorFile,
    RouteFile,
    SheetFile,
    SourceFile,
    TaxonomyFile,
    overlap_problems,
)
from safetykit.content.sheet import SheetPlan
from safetykit.content.taxonomy import Taxonomy
from safetykit.errors import DocumentError, Place, Problem, parse_path

if TYPE_CHECKING:
    from safetykit.serial import Text

__all__ = [
    "read_checklist_plans",
    "read_content",
    "read_evidence",
    "read_explainer_plans",
    "read_fact_book",
    "read_glossary",
    "read_guide_plans",
    "read_indicators",
    "read_routes",
    "read_sheet_plans",
    "read_taxonomies",
]

T = TypeVar("T")


def read_content(
    folder: Traversable,
    name: str,
    kind: type[T],
    *,
    known: Mapping[str, Iterable[str]] | None = None,
    single_source: bool = False,
) -> T:
    """Read one content file as an attrs class.

    Every `sources` list in the file names keys of the folder's `sources.yaml`; the citations
    themselves take their place. Texts hold no HTML, and links lead to pages.

    Args:
        folder: The folder of the content: `importlib.resources.files("package") / "content"`.
        name: The file in the folder, such as `facts.yaml`.
        kind: The attrs class of the whole file.
        known: The names that exist, by the key of the lists that hold them, such as `facts`.
        single_source: Whether a text under `source` is the key of a citation as well.

    Returns:
        The content.

    Raises:
        DocumentError: The file cannot be read, or anything in it does not fit; each with a place.
    """
    from safetykit.serial import parse_plain, structure

    text = _text(folder, name)
    data = parse_plain(text)
    problems = find_markup(data, text)
    citations, unfit = _citations(folder)
    problems += cite(data, citations, text, single=single_source)
    problems += find_unknown_names(data, known or {}, text)
    try:
        content = structure(data, kind, text)
    except DocumentError as error:
        problems += error.problems
    if unfit or problems:
        raise DocumentError([*unfit, *sorted(problems, key=_by_place)])
    return content


def read_fact_book(folder: Traversable) -> FactBook:
    """Read `facts.yaml`; facts that overlap are refused.

    Examples:
        >>> from importlib.resources import files
        >>> folder = files("safetykit.plugins.road_safety") / "content"

        >>> book = read_fact_book(folder)
        >>> import datetime as dt
        >>> at = {"jurisdiction": "scotland", "as_of": dt.date(2026, 11, 1)}
        >>> print(book.at("road_safety.drink_drive.breath", **at).amount)
        22 micrograms per 100 ml of breath
    """
    try:
        return FactBook(facts=read_content(folder, "facts.yaml", FactFile).facts)
    except DocumentError as error:
        known = {(problem.place.path, problem.message) for problem in error.problems}
        more = [p for p in _overlaps(folder) if (p.place.path, p.message) not in known]
        raise DocumentError(sorted((*error.problems, *more), key=_by_place)) from error


def read_routes(folder: Traversable) -> tuple[Route, ...]:
    """Read `routes.yaml`; an id stands once.

    Examples:
        >>> from importlib.resources import files
        >>> folder = files("safetykit.plugins.road_safety") / "content"

        >>> routes = read_routes(folder)
        >>> print(routes[0].contact, "-", routes[0].stage)
        999 - emergency
    """
    return read_content(folder, "routes.yaml", RouteFile).routes


def read_sheet_plans(
    folder: Traversable, *, facts: Iterable[str] | None = None
) -> tuple[SheetPlan, ...]:
    """Read `fact_sheets.yaml`; with the keys of the facts, a section that names another is refused.

    Args:
        folder: The folder of the content.
        facts: The keys of the facts that sections may name; None if that is not to be checked.
    """
    known = {} if facts is None else {"facts": facts}
    return read_content(folder, "fact_sheets.yaml", SheetFile, known=known).fact_sheets


def read_taxonomies(folder: Traversable) -> tuple[Taxonomy, ...]:
    """Read `taxonomies.yaml`; a key stands once."""
    return read_content(folder, "taxonomies.yaml", TaxonomyFile).taxonomies


def read_guide_plans(
    folder: Traversable, *, facts: Iterable[str], routes: Iterable[Route]
) -> tuple[GuidePlan, ...]:
    """Read `guides.yaml`; an ending names facts and routes of the module, and help is at hand.

    Args:
        folder: The folder of the content.
        facts: The keys of the facts that endings may name.
        routes: The routes that they may name; one for emergencies is needed in every nation.

    Raises:
        DocumentError: Anything does not fit, or a nation has no emergency route; each with a place.
    """
    held = tuple(routes)
    known = {"facts": facts, "routes": [route.id for route in held]}
    plans = read_content(folder, "guides.yaml", GuideFile, known=known).guides
    helped = {n for r in held if r.emergency and publishable(r) for n in r.jurisdictions}
    text = _text(folder, "guides.yaml")
    problems = [
        text.problem(
            f"no emergency route is known in {nation.words}.",
            path=("guides", index, "jurisdictions"),
            hint="Add one to routes.yaml; every ending shows it first.",
        )
        for index, plan in enumerate(plans)
        for nation in plan.jurisdictions
        if nation not in helped
    ]
    if problems:
        raise DocumentError(problems)
    return plans


def read_explainer_plans(folder: Traversable, *, facts: Iterable[str]) -> tuple[ExplainerPlan, ...]:
    """Read `explainers.yaml`; an answer names facts of the module."""
    known = {"facts": facts}
    return read_content(folder, "explainers.yaml", ExplainerFile, known=known).explainers


def read_checklist_plans(folder: Traversable, *, facts: Iterable[str]) -> tuple[ChecklistPlan, ...]:
    """Read `checklists.yaml`; an item names facts of the module."""
    known = {"facts": facts}
    return read_content(folder, "checklists.yaml", ChecklistFile, known=known).checklists


def read_glossary(folder: Traversable) -> tuple[GlossaryTerm, ...]:
    """Read `glossary.yaml`; a term has one meaning in a nation."""
    return read_content(folder, "glossary.yaml", GlossaryFile).glossary


def read_indicators(folder: Traversable) -> tuple[IndicatorDefinition, ...]:
    """Read `indicators.yaml`; a key stands once."""
    return read_content(folder, "indicators.yaml", IndicatorFile).indicators


def read_evidence(folder: Traversable) -> tuple[RatedIntervention, ...]:
    """Read `evidence.yaml`; a key stands once."""
    file = read_content(folder, "evidence.yaml", EvidenceFile, single_source=True)
    return file.interventions


def _overlaps(folder: Traversable) -> list[Problem]:
    """Return the overlaps among those facts of a broken file that are sound by themselves."""
    from safetykit.serial import parse_plain, structure

    try:
        text = _text(folder, "facts.yaml")
        data = parse_plain(text)
    except DocumentError:
        return []  # the file as a whole is broken, and that has been said
    cite(data, _citations(folder)[0], text)
    items = data.get("facts") if isinstance(data, dict) else None
    sound: dict[int, Fact] = {}
    for index, item in enumerate(items if isinstance(items, list) else ()):
        try:
            sound[index] = structure({"facts": [item]}, FactFile).facts[0]
        except DocumentError:
            continue
    return [
        text.problem(problem.message, path=parse_path(problem.place.path), hint=problem.hint)
        for problem in overlap_problems(tuple(sound.values()), tuple(sound))
    ]


def _by_place(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0


def _text(folder: Traversable, name: str) -> Text:
    from safetykit.serial import decode_text

    file = f"{folder.name}/{name}"
    try:
        raw = (folder / name).read_bytes()
    except OSError as error:
        message = "cannot be read from the package."
        hint = "Is the file listed in the package's data?"
        problem = Problem(place=Place(file=file), message=message, hint=hint)
        raise DocumentError([problem]) from error
    return decode_text(raw, file=file)


def _citations(folder: Traversable) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Return the folder's citations as plain data by key, or what is wrong with them."""
    if not (folder / "sources.yaml").is_file():
        return {}, []
    try:
        return _read_citations(_text(folder, "sources.yaml")), []
    except DocumentError as error:
        return None, list(error.problems)


def _read_citations(text: Text) -> dict[str, Any]:
    """Return citations as plain data by key; the day of reading is shared."""
    from safetykit.serial import parse_plain, structure

    data = parse_plain(text)
    problems = find_markup(data, text)
    if isinstance(data, Mapping) and isinstance(data.get("sources"), list):
        shared = {"retrieved": data.get("retrieved")}
        items = [shared | item if isinstance(item, dict) else item for item in data["sources"]]
        data = {**data, "sources": items}
    try:
        keys = [source.key for source in structure(data, SourceFile, text).sources]
    except DocumentError as error:
        problems += error.problems
    if problems:
        raise DocumentError(sorted(problems, key=_by_place))
    return dict(zip(keys, data["sources"], strict=True))
