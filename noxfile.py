"""Every check of the project, each runnable alone: `nox -s lint`, `nox -s tests`, and so on.

`nox` without a name runs the checks that gate a change. `.ci/run` runs the same ones.
"""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["lint", "contracts", "types", "tests", "frames", "bare", "docs", "build"]

CONSTRAINTS = ("-c", "constraints.txt")
SIDE_BY_SIDE = ("-n", "auto", "--dist", "loadfile")  # the examples of a page need each other


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format and spelling."""
    session.install(*CONSTRAINTS, "ruff", "codespell")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("codespell")


@nox.session
def texts(session: nox.Session) -> None:
    """Write the template of the fixed texts of reports, for translators."""
    session.install(*CONSTRAINTS, "babel")
    folders = ("src/safetykit/reporting", "src/safetykit/sphinxext")
    options = ("--no-location", "--sort-output", "--no-wrap", "--omit-header")
    keywords = ("-k", "say", "-k", "say_number:2,3", "-k", "say_word:1c,2")
    template = f"{folders[0]}/locale/safetykit.pot"
    session.run("pybabel", "extract", *keywords, *options, "-o", template, *folders)


@nox.session
def contracts(session: nox.Session) -> None:
    """Check that every module imports from the floors below it."""
    session.install(*CONSTRAINTS, ".", "import-linter")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the source, strictly."""
    session.install(*CONSTRAINTS, ".[test,lint,docs]", "nox")
    session.run("mypy")


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests, doctests and documentation examples with every extra installed."""
    session.install("-e", ".[test]")
    session.run("pytest", *SIDE_BY_SIDE, *session.posargs)


@nox.session
def frames(session: nox.Session) -> None:
    """Count the same rows in every library of dataframes, PySpark in local mode among them."""
    session.install(*CONSTRAINTS, "-e", ".[frames-test]")
    _need_program(session, ("java",), "default-jre-headless", why="PySpark needs a Java runtime")
    folder = "tests/contract/frames"
    session.run("pytest", folder, "-m", "slow or not slow", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Open reports, handouts and hostile pages in Chromium, as people do."""
    session.install(*CONSTRAINTS, "-e", ".[browser]")
    _need_chromium(session)
    session.run("pytest", "tests/browser/made", "-m", "browser", *session.posargs)


@nox.session
def site(session: nox.Session) -> None:
    """Build the documentation, and open every page of it in Chromium, one browser for each core."""
    session.install(*CONSTRAINTS, "-e", ".[browser]")
    _need_chromium(session)
    with tempfile.TemporaryDirectory() as folder:
        built = os.environ.get("SAFETYKIT_SITE", folder)
        if built == folder:
            session.run("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", folder)
        asked = ("tests/browser/site", "-m", "browser", "-n", "auto", "--dist", "worksteal", "-v")
        session.run("pytest", *asked, *session.posargs, env={"SAFETYKIT_SITE": built})


def _need_chromium(session: nox.Session) -> None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    _need_program(session, names, "chromium", "fonts-liberation", why="Playwright needs Chromium")


def _need_program(session: nox.Session, names: tuple[str, ...], *packages: str, why: str) -> None:
    """Install a program where apt can; the tests that lack it say that they were not run."""
    if any(map(shutil.which, names)):
        return
    command = ("apt-get", "install", "--yes", "--quiet", *packages)
    prefix = () if os.geteuid() == 0 else ("sudo", "--non-interactive")
    if shutil.which("apt-get") and (not prefix or shutil.which("sudo")):
        session.run(*prefix, *command, external=True, success_codes=range(256))
    if not any(map(shutil.which, names)):
        session.warn(f"NOT RUN: {why}, and none could be installed")


@nox.session
def bare(session: nox.Session) -> None:
    """Run what a bare install can do: plans, audit, toolkit."""
    session.install(".", "pytest", "pytest-randomly", "pytest-xdist")
    folders = ("tests/unit", "tests/contract", "tests/repo")
    session.run("pytest", *folders, *SIDE_BY_SIDE, *session.posargs)


@nox.session
def oldest(session: nox.Session) -> None:
    """Run the unit tests with the lowest versions of the dependencies that are promised."""
    with tempfile.TemporaryDirectory() as folder:
        lowest = Path(folder) / "lowest.txt"
        lowest.write_text("\n".join(_lowest("evaluate", "report", "cli", "xlsx", "format")))
        session.install("-c", str(lowest), ".[test]")
    folders = ("tests/unit", "tests/published")
    session.run("pytest", *folders, "-W", "default", *SIDE_BY_SIDE, *session.posargs)


def _lowest(*extras: str) -> list[str]:
    """Return each dependency of pyproject.toml pinned to the version that it must at least be."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    plain = [line.partition(";")[0].strip() for line in wanted]
    return [line.replace(">=", "==") for line in plain if ">=" in line]


@nox.session
def built(session: nox.Session) -> None:
    """Run the unit tests against the wheel, where the sources cannot be imported."""
    session.install(*CONSTRAINTS, "build")
    with tempfile.TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "--outdir", folder, silent=True)
        wheel = next(Path(folder).glob("*.whl"))
        session.install(f"{wheel}[test]")
        for part in ("tests", "examples", "docs", "pyproject.toml", "conftest.py"):
            source, target = Path(part), Path(folder) / "away" / part
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("_build"))
            else:
                target.parent.mkdir(exist_ok=True)
                shutil.copy(source, target)
        with session.chdir(Path(folder) / "away"):
            session.run("pytest", "tests/unit", "tests/contract", *SIDE_BY_SIDE, *session.posargs)


NATIONS = ("england", "wales", "scotland", "northern_ireland")


@nox.session
def template(session: nox.Session) -> None:
    """Start a module of each kind from the wheel, install it, and run its tests and its check."""
    _start_modules(session, [("--no-strategies",), (), ("--kind", "data")])


@nox.session
def plugins(session: nox.Session) -> None:
    """Start a module for every choice of the template; see `template`."""
    kinds = (("--no-strategies",), (), ("--kind", "data"))
    _start_modules(session, [(*kind, "--jurisdiction", n) for kind in kinds for n in NATIONS])


def _start_modules(session: nox.Session, choices: list[tuple[str, ...]]) -> None:
    """Start a module for each choice, in an environment that knows the wheel and no source."""
    session.install(*CONSTRAINTS, "build")
    with tempfile.TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "--wheel", "--outdir", folder, silent=True)
        session.install(f"{next(Path(folder).glob('*.whl'))}[cli,template]", "pytest")
        for number, choice in enumerate(choices):
            name, made = f"place_{number}", Path(folder) / f"place-{number}"
            session.run("safetykit", "toolkit", "new", name, "-o", str(made), *choice)
            where = ["--modules-dir", str(made / "modules")] if "data" in choice else []
            if not where:
                session.install(f"{made}[test]")
            with session.chdir(made):
                session.run("pytest", "-q")
                session.run("safetykit", "toolkit", "check", name, *where)


@nox.session(name="outside-plugin")
def outside_plugin(session: nox.Session) -> None:
    """Install the example of a plugin beside the built library, and run its own tests."""
    session.install(*CONSTRAINTS, "build")
    with tempfile.TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "--wheel", "--outdir", folder, silent=True)
        wheel = next(Path(folder).glob("*.whl"))
        session.install(*CONSTRAINTS, f"{wheel}[evaluate]", "pytest", "hypothesis", "hatchling")
        session.install("--no-deps", "examples/outside-plugin")
        with session.chdir("examples/outside-plugin"):
            session.run("pytest", "-q", "-p", "no:cacheprovider")


UNTYPED_GROUND = ("safetykit.sphinxext.",)  # docutils, whose classes it builds on, has no types


@nox.session
def verifytypes(session: nox.Session) -> None:
    """Check that every public name has a type that every type checker agrees on."""
    session.install(*CONSTRAINTS, "pyright", ".[test]", "sphinx")
    env = {"PYTHONPATH": str(Path("src").resolve())}
    asked = ("--verifytypes", "safetykit", "--ignoreexternal", "--outputjson")
    said = session.run("pyright", *asked, env=env, silent=True, success_codes=[0, 1])
    symbols = json.loads(str(said)[str(said).index("{") :])["typeCompleteness"]["symbols"]
    bad = [
        symbol["name"]
        for symbol in symbols
        if symbol["isExported"]
        and (not symbol["isTypeKnown"] or symbol["isTypeAmbiguous"])
        and not symbol["name"].startswith(UNTYPED_GROUND)
    ]
    if bad:
        session.error("no type that every checker agrees on:\n" + "\n".join(sorted(bad)))
    session.log(f"{len(symbols)} names have a type that every checker agrees on")


@nox.session
def licences(session: nox.Session) -> None:
    """List the licences of all that an installation with every extra brings."""
    session.install(*CONSTRAINTS, ".[all]", "pip-licenses")
    session.run("pip-licenses", "--format=markdown", "--with-system", *session.posargs)


@nox.session(name="property-long")
def property_long(session: nox.Session) -> None:
    """Try the laws on many more examples; for the night."""
    session.install("-e", ".[test]")
    env = {"HYPOTHESIS_PROFILE": "nightly"}
    folders = ("tests/property", "tests/unit/serial")
    asked = ("-m", "slow or not slow", *SIDE_BY_SIDE)
    session.run("pytest", *folders, *asked, *session.posargs, env=env)


MAKE_RECORDS = """
import random, sys
from pathlib import Path
from safetykit.quantities import Month, month_range
from safetykit.testing import plan_street_rows, write_police_uk_tree

chance = random.Random(1)
rows = plan_street_rows(month_range(Month(2020, 1), Month(2024, 12)), rng=chance, max_rows=200)
write_police_uk_tree(Path(sys.argv[1]), rows, rng=chance)
"""


@nox.session
def bench(session: nox.Session) -> None:
    """Run the benchmarks on a folder of records, `-- DIR`, or on made-up ones."""
    session.install("-e", ".[bench]")
    with tempfile.TemporaryDirectory() as folder:
        if not session.posargs:
            session.run("python", "-c", MAKE_RECORDS, folder, silent=True)
        for script in sorted(Path("benchmarks").glob("*.py")):
            session.run("python", str(script), *(session.posargs or [folder]))


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    session.install(*CONSTRAINTS, ".[docs]")
    out = session.posargs[0] if session.posargs else "docs/_build/html"
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", out)


@nox.session
def build(session: nox.Session) -> None:
    """Build the wheel and the source distribution, and check what is inside."""
    session.install(*CONSTRAINTS, "build")
    with tempfile.TemporaryDirectory() as folder:
        session.run("python", "-m", "build", "--outdir", folder, silent=True)
        wheel, source = (next(Path(folder).glob(name)) for name in ("*.whl", "*.tar.gz"))
        with zipfile.ZipFile(wheel) as archive:
            _check_wheel(session, set(archive.namelist()))
        with tarfile.open(source) as tar:
            names = {name.partition("/")[2] for name in tar.getnames()}
        for name in ("README.md", "LICENSE", "src/safetykit/py.typed"):
            if name not in names:
                session.error(f"the source distribution lacks {name}")
        session.log(f"{wheel.name} and {source.name} hold what they should")


def _check_wheel(session: nox.Session, names: set[str]) -> None:
    """Compare the wheel with the source tree: all of it, and nothing else."""
    src = Path("src")
    files = {p.relative_to(src).as_posix() for p in src.rglob("*") if p.is_file()}
    wanted = {name for name in files if "__pycache__" not in name}
    inside = {name for name in names if ".dist-info/" not in name}
    if missing := sorted(wanted - inside):
        session.error(f"the wheel lacks {', '.join(missing)}")
    if extra := sorted(inside - wanted):
        session.error(f"the wheel holds what is not in src: {', '.join(extra)}")
    kinds = {"safetykit/py.typed", "safetykit/plugins/road_safety/module.toml"}
    if not kinds <= inside:
        session.error(f"the wheel lacks {', '.join(sorted(kinds - inside))}")
