"""Directives that show a plan, what an audit finds in it, and what records say of it."""

from __future__ import annotations

import abc
import datetime as dt
import os
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from safetykit.documents import load
from safetykit.errors import SafetyKitError
from safetykit.evaluation import Audit, Check, ThreadKind, audit
from safetykit.model import Plan, Status
from safetykit.reporting.borrowed import sentences_in_english
from safetykit.reporting.kinds.words import as_heading, word_of
from safetykit.reporting.numbers import write_period
from safetykit.reporting.passages import join
from safetykit.reporting.texts import Texts
from safetykit.sphinxext import settings
from safetykit.sphinxext.domain import domain_of, note_object
from safetykit.sphinxext.handout_nodes import paragraph, section

if TYPE_CHECKING:
    from safetykit.evaluation import Evaluation
    from safetykit.evaluation.disclosure import Publishable

__all__ = ["PLAN_DIRECTIVES", "PlanDirective"]

MAX_FINDINGS: Final = 8
REPORTS: Final = "safetykit-reports"


class PlanDirective(SphinxDirective, abc.ABC):
    """What the directives on plans share: a file, a day, and errors as warnings."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "as-of": directives.unchanged_required,
        "data": directives.unchanged_required,
        "findings": directives.nonnegative_int,
    }

    def run(self) -> list[nodes.Node]:
        """Return the nodes, or a warning in their place; a build never ends in a traceback."""
        try:
            return self.make(load(self.path(self.arguments[0])))
        except (SafetyKitError, ValueError, OSError, ExceptionGroup) as error:
            return settings.instead(self.env, error, "plan", location=self.get_location())

    @property
    def texts(self) -> Texts:
        """The fixed words of the site."""
        return settings.texts_of(self.env)

    @abc.abstractmethod
    def make(self, plan: Plan) -> list[nodes.Node]:
        """Return the nodes for a plan."""

    def path(self, name: str) -> Path:
        """Return a file beside the page, or from the top of the sources with a leading slash.

        The page is made again when it changes.
        """
        relative, absolute = self.env.relfn2path(name)
        place = Path(absolute)
        members = sorted(place.rglob("*")) if place.is_dir() else [place]
        for member in members:
            self.env.note_dependency(str(member))
        del relative
        return _from_here(place)

    def day(self, plan: Plan) -> dt.date:
        """Return the day that is asked for, or the plan's own."""
        given = self.options.get("as-of")
        return dt.date.fromisoformat(given) if given else plan.as_of


class ShowPlan(PlanDirective):
    """A plan: whose it is, for when, its priorities with their actions, and its indicators."""

    def make(self, plan: Plan) -> list[nodes.Node]:
        """Return the plan in short."""
        anchor = nodes.make_id(f"plan-{plan.id}")
        note_object(self.env, "plan", plan.id, anchor)
        words = self.texts.say(
            "{plan}: {whose}, for {area}, {period}.",
            plan=plan.title,
            whose=plan.partnership.name,
            area=plan.area.name,
            period=write_period(plan.period.period, self.texts),
        )
        about = paragraph(words)
        about["ids"].append(anchor)
        found: list[nodes.Node] = [about]
        if plan.transcription:
            first = audit(plan, as_of=self.day(plan)).preamble[0]
            found.append(paragraph(self.texts.in_english(first)))
        kind = as_heading(word_of(ThreadKind.PRIORITY, self.texts))
        found += [
            section(f"{kind}: {p.title}", f"{plan.id}-{p.id}", self._actions(plan, p.id))
            for p in plan.priorities
        ]
        return [*found, *self._indicators(plan)]

    def _actions(self, plan: Plan, priority: str) -> Iterable[nodes.Node]:
        listed = nodes.bullet_list()
        for action in plan.actions:
            if priority in action.priorities:
                listed += nodes.list_item("", paragraph(action.title))
        if listed.children:
            return [listed]
        return [paragraph(self.texts.say("The text held states no action."))]

    def _indicators(self, plan: Plan) -> list[nodes.Node]:
        listed = nodes.bullet_list()
        for indicator in plan.indicators:
            anchor = nodes.make_id(f"indicator-{plan.id}-{indicator.id}")
            note_object(self.env, "indicator", f"{plan.id}.{indicator.id}", anchor)
            words = f"{indicator.title}: {indicator.group} ({indicator.source})"
            listed += nodes.list_item("", paragraph(words), ids=[anchor])
        if not listed.children:
            return []
        return [section(self.texts.say("Indicators"), f"indicators-{plan.id}", [listed])]


class ShowAudit(PlanDirective):
    """What an audit of a plan finds, grouped, with its denominators and no score."""

    def make(self, plan: Plan) -> list[nodes.Node]:
        """Return the findings by family."""
        catalogue = settings.catalogue_of(self.env)
        found = audit(plan, as_of=self.day(plan), catalogue=catalogue)
        made = [*self._preamble(found), *self._families(plan, found)]
        return settings.spoken_as(self.env, made)

    def _preamble(self, found: Audit) -> list[nodes.Node]:
        day, said = found.as_of.isoformat(), map(self.texts.in_english, found.preamble)
        words = self.texts.say("Audited for {day}. There is no overall score.", day=day)
        return [*_borrowed(self.texts), *map(paragraph, said), paragraph(words)]

    def _families(self, plan: Plan, found: Audit) -> list[nodes.Node]:
        order = list(dict.fromkeys(check.family for check in found.checks))
        checks = sorted(
            (c for c in found.checks if c.findings), key=lambda c: order.index(c.family)
        )
        return [
            section(
                as_heading(word_of(family, self.texts)),
                f"audit-{plan.id}-{family.value}",
                [node for check in members for node in self._check(check)],
            )
            for family, members in groupby(checks, key=lambda c: c.family)
        ]

    def _check(self, check: Check) -> list[nodes.Node]:
        limit = self.options.get("findings", MAX_FINDINGS)
        listed = nodes.bullet_list()
        for finding in check.findings[:limit]:
            listed += nodes.list_item("", paragraph(self.texts.in_english(finding.message)))
        if (more := len(check.findings) - limit) > 0:
            listed += nodes.list_item("", paragraph(self.texts.say("and {n} more.", n=more)))
        words = join(" ", (self.texts.in_english(check.summary), f"[{check.code}]"))
        summary = paragraph(words, classes=["safetykit-check"])
        return [summary, listed] if listed.children else [summary]


class ShowEvaluation(PlanDirective):
    """What records say of a plan: page one, each indicator in a sentence, and the whole report."""

    def make(self, plan: Plan) -> list[nodes.Node]:
        """Return page one, the indicators, and a link to the report as a page of its own."""
        from safetykit.evaluation.disclosure import prepare

        ready = prepare(self._evaluate(plan), public=True)  # a site is for anybody
        found, say = ready.evaluation, self.texts.in_english
        made = [
            *_marking(ready.marking),
            *_borrowed(self.texts),
            paragraph(say(found.audit.preamble[0])),
            self._headline(found),
            *self._indicators(plan, found),
            *(paragraph(say(caution)) for caution in ready.cautions),
            *self._report(plan, ready),
            *_marking(ready.marking),
        ]
        return settings.spoken_as(self.env, made)

    def _evaluate(self, plan: Plan) -> Evaluation:
        """Return the plan evaluated on the records that the directive names."""
        from safetykit.evaluation import evaluate
        from safetykit.records import read_records

        if "data" not in self.options:
            raise ValueError(":data: names the records, or a table of counts, to evaluate on")
        places = [self.path(name) for name in self.options["data"].split()]
        given = self.options.get("as-of")
        return evaluate(
            plan,
            [read_records(place) for place in places],
            as_of=dt.date.fromisoformat(given) if given else None,
            catalogue=settings.catalogue_of(self.env),
        )

    def _headline(self, found: Evaluation) -> nodes.Node:
        listed = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        for sentence in found.headline:
            listed += nodes.list_item("", paragraph(self.texts.in_english(sentence)))
        return listed

    def _indicators(self, plan: Plan, found: Evaluation) -> list[nodes.Node]:
        made: list[nodes.Node] = []
        for result in found.results:
            name = f"{plan.id}.{result.indicator.id}"
            status = word_of(result.status, self.texts)
            words = (
                self.texts.in_english(result.sentence),
                self.texts.say("Target: {status}.", status=status),
                self.texts.in_english(result.reason),
            )
            part = section(result.indicator.title, f"result-{name}", map(paragraph, words))
            note_object(self.env, "indicator", name, part["ids"][0])
            made.append(part)
        if any(result.indicator.status is not Status.STATED for result in found.results):
            note = self.texts.say("Indicators are illustrative where the plan names none.")
            made.insert(0, paragraph(note))
        return made

    def _report(self, plan: Plan, ready: Publishable) -> list[nodes.Node]:
        """Write the whole report beside the site, where the site is HTML, and link to it."""
        builder = domain_of(self.env).builder
        if builder is None or builder.format != "html":
            return []
        from safetykit.reporting import write_html

        folder = Path(builder.outdir, REPORTS)
        folder.mkdir(parents=True, exist_ok=True)
        write_html(ready, folder / f"{plan.id}.html", language=self.texts.language)
        target = builder.get_relative_uri(self.env.docname, "index")
        top = target.rpartition("/")[0]
        uri = f"{top}/{REPORTS}/{plan.id}.html" if top else f"{REPORTS}/{plan.id}.html"
        words = self.texts.say("The whole report, with charts")
        link = nodes.reference("", words, refuri=uri, internal=True)
        return [nodes.paragraph("", "", link)]


def _from_here(place: Path) -> Path:
    """Return a path without the folders above the build: a site shows it in findings."""
    try:
        return Path(os.path.relpath(place))
    except ValueError:  # another drive
        return place


def _borrowed(texts: Texts) -> list[nodes.Node]:
    """Return what says that sentences are in English, on a page in another language."""
    words = sentences_in_english(texts)
    return [paragraph(words)] if words else []


def _marking(marking: str) -> list[nodes.Node]:
    """Return the protective marking, if there is one."""
    return [paragraph(marking)] if marking else []


PLAN_DIRECTIVES: Final[dict[str, type[SphinxDirective]]] = {
    "plan": ShowPlan,
    "audit": ShowAudit,
    "evaluation": ShowEvaluation,
}
