"""Dated, sourced content as data: facts, routes to help, and the pages that are made of them.

What belongs here: the types of content, the rules that keep it honest (intervals that do not
overlap, sources, review dates, what may be printed), and reading it from a package's files. What
does not: any fact of a subject; those live in the modules of the toolkit, as data files.

A jurisdiction and a date are always asked for. Where the answer is not known, it is `Unknown`.
"""

from safetykit.content.book import FactBook
from safetykit.content.checklist import (
    Checklist,
    ChecklistItem,
    ChecklistPlan,
    ItemPlan,
    make_checklist,
)
from safetykit.content.choice import parse_choice, require_date
from safetykit.content.explainer import (
    ExplainedQuestion,
    Explainer,
    ExplainerPlan,
    QuestionPlan,
    make_explainer,
)
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
from safetykit.content.glossary import GlossaryTerm
from safetykit.content.guide import (
    Ending,
    EndingPlan,
    Guide,
    GuideAnswer,
    GuidePlan,
    GuideQuestion,
    make_guide,
    walk,
)
from safetykit.content.indicator import IndicatorDefinition, IndicatorPolarity
from safetykit.content.intervention import EffectDirection, OutcomeRating, RatedIntervention
from safetykit.content.module import ModuleContent
from safetykit.content.publication import publication_blocks, publishable
from safetykit.content.reading import (
    read_checklist_plans,
    read_content,
    read_evidence,
    read_explainer_plans,
    read_fact_book,
    read_glossary,
    read_guide_plans,
    read_indicators,
    read_routes,
    read_sheet_plans,
    read_taxonomies,
)
from safetykit.content.report_section import ReportSection, ReportTable
from safetykit.content.route import Channel, Route, Stage, current_routes
from safetykit.content.sheet import (
    FactSheet,
    Section,
    SectionPlan,
    SheetPlan,
    make_fact_sheet,
    make_fact_sheets,
)
from safetykit.content.taxonomy import Taxonomy, Term, taxonomy_at
from safetykit.content.unknown import Unknown, UnknownReason
from safetykit.content.verdicts import VERDICTS, Verdict, find_verdicts

__all__ = [
    "VERDICTS",
    "Channel",
    "Checklist",
    "ChecklistItem",
    "ChecklistPlan",
    "Citation",
    "Confidence",
    "EffectDirection",
    "Ending",
    "EndingPlan",
    "ExplainedQuestion",
    "Explainer",
    "ExplainerPlan",
    "Fact",
    "FactBook",
    "FactKind",
    "FactSheet",
    "FactValue",
    "GlossaryTerm",
    "Guide",
    "GuideAnswer",
    "GuidePlan",
    "GuideQuestion",
    "IndicatorDefinition",
    "IndicatorPolarity",
    "ItemPlan",
    "Jurisdiction",
    "LegalStatus",
    "ModuleContent",
    "OutcomeRating",
    "QuestionPlan",
    "RatedIntervention",
    "ReportSection",
    "ReportTable",
    "Route",
    "Section",
    "SectionPlan",
    "SheetPlan",
    "Stage",
    "Taxonomy",
    "Term",
    "Unknown",
    "UnknownReason",
    "Verdict",
    "current_routes",
    "find_verdicts",
    "make_checklist",
    "make_explainer",
    "make_fact_sheet",
    "make_fact_sheets",
    "make_guide",
    "parse_choice",
    "parse_jurisdiction",
    "publication_blocks",
    "publishable",
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
    "require_date",
    "taxonomy_at",
    "walk",
]
