"""What this module contributes to the toolkit."""

from __future__ import annotations

from typing import Final

from safetykit.plugins.evidence.data import CONTENT
from safetykit.toolkit import content_hook

safetykit_evidence: Final = content_hook(CONTENT, "evidence")
