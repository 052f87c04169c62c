"""What this module contributes to the toolkit."""

from __future__ import annotations

from typing import Final

from safetykit.plugins.rural_crime.data import CONTENT
from safetykit.toolkit import content_hook

safetykit_facts: Final = content_hook(CONTENT, "facts")
safetykit_routes: Final = content_hook(CONTENT, "routes")
safetykit_fact_sheets: Final = content_hook(CONTENT, "fact_sheets")
safetykit_taxonomies: Final = content_hook(CONTENT, "taxonomies")
safetykit_guides: Final = content_hook(CONTENT, "guides")
safetykit_explainers: Final = content_hook(CONTENT, "explainers")
safetykit_checklists: Final = content_hook(CONTENT, "checklists")
safetykit_glossary: Final = content_hook(CONTENT, "glossary")
safetykit_indicators: Final = content_hook(CONTENT, "indicators")
