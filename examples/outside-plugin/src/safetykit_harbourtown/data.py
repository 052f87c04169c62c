"""The data files of this module."""

from typing import Final

from safetykit.content import ModuleContent

__all__ = ["CONTENT"]

CONTENT: Final = ModuleContent("safetykit_harbourtown")
