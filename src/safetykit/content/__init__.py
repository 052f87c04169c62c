"""Dated, sourced content as data: facts, routes to help, fact sheets and taxonomies.

What belongs here: the types of content, the rules that keep it honest (intervals that do not
overlap, sources, review dates, what may be printed), and reading it from a package's files. What
does not: any fact of a subject; those live in the modules of the toolkit, as data files.

A jurisdiction and a date are always asked for. Where the answer is not known, it is `Unknown`.
"""

from safetykit.content.book import FactBook
from safetykit.content.choice import parse_choice, require_date
from safetykit.content.fact import (
    Citation,
    Confidence,
    Fact,
    FactKind,
    FactValue,
    Jurisdiction,
    LegalStatus,
    parse_jurisdiction,
)
from safetykit.content.module import ModuleContent
from safetykit.content.publication import publication_blocks, publishable
from safetykit.content.reading import (
    read_content,
    read_fact_book,
    read_routes,
    read_sheet_plans,
    read_taxonomies,
)
from safetykit.content.route import Channel, Route, Stage, current_routes
from safetykit.content.sheet import (
    FactSheet,
    Section,
    SectionPlan,
    SheetPlan,
    make_fact_sheet,
    make_fact_sheets,
)
from safetykit.content.taxonomy import Taxonomy, Term
from safetykit.content.unknown import Unknown, UnknownReason

__all__ = [
    "Channel",
    "Citation",
    "Confidence",
    "Fact",
    "FactBook",
    "FactKind",
    "FactSheet",
    "FactValue",
    "Jurisdiction",
    "LegalStatus",
    "ModuleContent",
    "Route",
    "Section",
    "SectionPlan",
    "SheetPlan",
    "Stage",
    "Taxonomy",
    "Term",
    "Unknown",
    "UnknownReason",
    "current_routes",
    "make_fact_sheet",
    "make_fact_sheets",
    "parse_choice",
    "parse_jurisdiction",
    "publication_blocks",
    "publishable",
    "read_content",
    "read_fact_book",
    "read_routes",
    "read_sheet_plans",
    "read_taxonomies",
    "require_date",
]
