"""What a site says once for all its pages: the nation, the day, and what to do with stale content.

What belongs here: the settings, the toolkit of a build, and the files on which a page depends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging

from safetykit.content import Jurisdiction, parse_jurisdiction
from safetykit.errors import InputError, SafetyKitError
from safetykit.evaluation import Catalogue
from safetykit.reporting.texts import SOURCE_LANGUAGE, Texts, load_texts
from safetykit.toolkit import Toolkit

__all__ = [
    "STALE_CHOICES",
    "add_settings",
    "as_of",
    "catalogue_of",
    "instead",
    "jurisdiction",
    "module_files",
    "spoken_as",
    "stale",
    "texts_of",
    "toolkit_of",
    "warn",
]

STALE_CHOICES: Final = ("mark", "warn", "refuse")
_LOGGER: Final = logging.getLogger(__name__)


def add_settings(app: Sphinx) -> None:
    """Declare the settings of `conf.py`; a change of one rebuilds the pages."""
    app.add_config_value("safetykit_jurisdiction", "england", "env", types=(str,))
    app.add_config_value("safetykit_as_of", None, "env", types=(str, dt.date, type(None)))
    app.add_config_value("safetykit_modules_dir", None, "env", types=(str, type(None)))
    app.add_config_value("safetykit_stale", "mark", "env", types=(str,))
    app.connect("config-inited", _check)


def _check(_: Sphinx, config: Config) -> None:
    """Refuse settings that cannot be used, before anything is built."""
    if config.safetykit_stale not in STALE_CHOICES:
        expected = ", ".join(STALE_CHOICES)
        raise ConfigError(f"safetykit_stale: expected {expected}; got {config.safetykit_stale!r}")
    try:
        parse_jurisdiction(config.safetykit_jurisdiction)
        _day(config.safetykit_as_of)
    except (SafetyKitError, ValueError) as error:
        raise ConfigError(f"safetykit_jurisdiction or safetykit_as_of: {error}") from error


def _day(value: str | dt.date | None) -> dt.date:
    if value is None:
        return dt.datetime.now(tz=dt.UTC).date()
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)


def jurisdiction(env: BuildEnvironment, given: str | None = None) -> Jurisdiction:
    """Return the nation that a directive names, or the site's.

    Raises:
        InputError: It names none.
    """
    return parse_jurisdiction(given or env.config.safetykit_jurisdiction)


def as_of(env: BuildEnvironment, given: str | None = None) -> dt.date:
    """Return the day that a directive names, or the site's, or that of the build.

    Raises:
        ValueError: It is no day.
    """
    return _day(given or env.config.safetykit_as_of)


def stale(env: BuildEnvironment) -> str:
    """Return what to do with content that is past its review: mark, warn or refuse."""
    return str(env.config.safetykit_stale)


def toolkit_of(env: BuildEnvironment) -> Toolkit:
    """Return the modules at hand; they are found once for a build and process."""
    domain: Any = env.get_domain("safetykit")
    if domain.toolkit is None:
        folder = env.config.safetykit_modules_dir
        found = Toolkit.discover(modules_dir=Path(env.srcdir, folder) if folder else None)
        domain.toolkit = found
    return cast(Toolkit, domain.toolkit)


def catalogue_of(env: BuildEnvironment) -> Catalogue:
    """Return what an audit has at hand; the page is made again when a module changes any of it."""
    toolkit = toolkit_of(env)
    for module in toolkit.modules:
        for path in module_files(env, module.name):
            env.note_dependency(path)
    return toolkit.catalogue()


def module_files(env: BuildEnvironment, name: str) -> Iterator[str]:
    """Yield the files of a module's content, so that a page is made again when one changes."""
    module = toolkit_of(env).module(name)
    if module.folder is not None:
        yield from (str(path) for path in sorted(module.folder.rglob("*")) if path.is_file())
        return
    for place in _places(module.package):
        patterns = ("module.toml", "content/*.yaml")
        yield from (str(path) for p in patterns for path in sorted(Path(place).glob(p)))


def _places(package: str) -> list[str]:
    """Return the folders of an installed package, which is not imported."""
    try:
        found = find_spec(package)
    except (ImportError, ValueError):  # the package above it is not there, or is none
        return []
    return list(found.submodule_search_locations or ()) if found else []


def texts_of(env: BuildEnvironment) -> Texts:
    """Return the fixed words in the language of the site, or in English if there are none in it."""
    try:
        return load_texts(_language(env))
    except InputError:
        return load_texts()


def spoken_as(env: BuildEnvironment, made: list[nodes.Node]) -> list[nodes.Node]:
    """Return nodes, marked as English on a site in a language of which there are no fixed words.

    Where there are, each part is marked by itself: see `spoken` of `handout_nodes`.
    """
    if _language(env) != SOURCE_LANGUAGE and texts_of(env).is_english:
        for node in made:
            if isinstance(node, nodes.Element):
                node["classes"].append(f"language-{SOURCE_LANGUAGE}")
    return made


def _language(env: BuildEnvironment) -> str:
    """Return the language of the site; English of any country is that of the fixed words."""
    given = str(env.config.language or SOURCE_LANGUAGE).replace("_", "-")
    return SOURCE_LANGUAGE if given.partition("-")[0] == "en" else given


def instead(
    env: BuildEnvironment, error: Exception, subtype: str, *, location: str | None
) -> list[nodes.Node]:
    """Warn of each problem, and return what stands on the page in place of the content."""
    problems = error.exceptions if isinstance(error, ExceptionGroup) else (error,)
    for problem in problems:
        warn(str(problem), subtype, location=location)
    words = texts_of(env).say("This part could not be made; the warnings of the build say why.")
    return spoken_as(env, [nodes.paragraph("", words, classes=["safetykit-unknown"])])


def warn(message: str, subtype: str, *, location: str | None = None) -> None:
    """Warn in a build, by a type that `suppress_warnings` can name: `safetykit.stale`."""
    _LOGGER.warning(message, type="safetykit", subtype=subtype, location=location)
