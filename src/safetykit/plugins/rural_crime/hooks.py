"""What this module contributes to the toolkit."""

from __future__ import annotations

from safetykit.plugins.rural_crime.data import CONTENT
from safetykit.toolkit import content_hook

safetykit_facts = content_hook(CONTENT, "facts")
safetykit_routes = content_hook(CONTENT, "routes")
safetykit_fact_sheets = content_hook(CONTENT, "fact_sheets")
safetykit_taxonomies = content_hook(CONTENT, "taxonomies")
safetykit_glossary = content_hook(CONTENT, "glossary")
safetykit_indicators = content_hook(CONTENT, "indicators")
