"""A handout as one HTML page: no script, no other file, and a print style for A4."""

from __future__ import annotations

from safetykit.content import Channel, Route
from safetykit.reporting.handouts.handout import Handout
from safetykit.reporting.handouts.words import HandoutWords, page_title
from safetykit.reporting.markup import template_environment
from safetykit.reporting.texts import Texts, load_texts

__all__ = ["address_of", "handout_html", "render"]


def handout_html(handout: Handout) -> str:
    """Return a handout as a whole page.

    Raises:
        MissingExtraError: The `report` extra is not installed.
    """
    texts = load_texts(handout.language)
    title = page_title(handout.title, handout.jurisdiction, texts)
    return render("handout.html.j2", texts, handout=handout, title=title)


def render(template: str, texts: Texts, **given: object) -> str:
    """Return a template of this package, filled; all that is given is escaped."""
    words = HandoutWords(texts=texts)
    text: str = (
        template_environment()
        .get_template(template)
        .render(words=words, address=address_of, **given)
    )
    return text


def address_of(route: Route) -> str:
    """Return where a link to a route leads; empty if it is no address."""
    number = route.contact.replace(" ", "")
    return {
        Channel.PHONE: f"tel:{number}",
        Channel.TEXT: f"sms:{number}",
        Channel.EMAIL: f"mailto:{route.contact}",
        Channel.WEB: route.contact,
    }.get(route.channel, "")
