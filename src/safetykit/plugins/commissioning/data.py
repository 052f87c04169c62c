"""The data files of this module."""

from __future__ import annotations

from typing import Final

from safetykit.content import ModuleContent

__all__ = ["CONTENT"]

CONTENT: Final = ModuleContent(__package__)
