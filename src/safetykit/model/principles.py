"""What a plan stands for and how it is to be read: values, conduct, boundaries, content."""

from __future__ import annotations

from enum import StrEnum

import attrs

from safetykit.model.ids import Id, id_field
from safetykit.model.sources import Passage
from safetykit.quantities import PartialDate

__all__ = ["ContentItem", "ContentKind", "ContextEvent", "Principle", "PrincipleKind"]


class PrincipleKind(StrEnum):
    """What kind of statement it is; a slogan is content and never a claim."""

    VALUE = "value"
    PRINCIPLE = "principle"
    CONDUCT = "commitment of conduct"
    BOUNDARY = "boundary"
    SLOGAN = "slogan"
    DEFINITION = "definition"
    NEED = "statement of need"


@attrs.frozen(kw_only=True)
class Principle:
    """A value, a rule of conduct, a boundary of powers, a slogan, a definition or a need."""

    id: Id = id_field()
    title: str
    kind: PrincipleKind
    text: str = ""
    passage: Passage | None = None


class ContentKind(StrEnum):
    """What kind of material a toolkit holds."""

    MODULE = "module"
    SOURCE = "source"
    FACT_SHEET = "fact sheet"
    STANCE = "stance"


@attrs.frozen(kw_only=True)
class ContentItem:
    """A piece of material in the plan: a module, a source that it uses, a stance that it takes."""

    id: Id = id_field()
    title: str
    kind: ContentKind
    about: str = ""
    items: tuple[str, ...] = ()
    passage: Passage | None = None


@attrs.frozen(kw_only=True)
class ContextEvent:
    """Something outside the plan that it answers to."""

    id: Id = id_field()
    title: str
    when: PartialDate | None = None
    note: str = ""
    passage: Passage | None = None
