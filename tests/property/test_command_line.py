"""Whatever is in a file, the command line ends with a status that is documented, and a sentence."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

import pytest

for needed in ("click", "rich", "numpy", "openpyxl", "python_calamine", "ruamel.yaml"):
    pytest.importorskip(needed)

from hypothesis import example, given, settings
from hypothesis import strategies as st

from safetykit.cli import run

ROOT = Path(__file__).parents[2]
CITY = str(ROOT / "examples/plans/city-of-london.yaml")
DATA = str(ROOT / "examples/data/city-of-london")
MAPPING = """\
source: {name: calls, title: T, publisher: P, url: u, licence: l, attribution: a, travel: partner}
period: {columns: [Month], format: month}
area: {value: Testshire}
group: {column: Kind}
"""
ODD = "odd file"
EXAMPLES = max(8, settings().max_examples // 8)
COUNT = ("-o", "out.csv")
COMMANDS = {
    "audit": ("audit", ODD),
    "diff": ("diff", CITY, ODD),
    "format": ("format", ODD, "--check"),
    "convert": ("convert", ODD, "out.json", "--replace"),
    "evaluate": ("evaluate", CITY, "--data", ODD),
    "verify": ("verify", ODD, "--data", DATA),
    "returns read": ("returns", "read", ODD, "--plan", CITY),
    "returns chase": ("returns", "chase", CITY, "--updates", ODD, "--as-of", "2020-01-01"),
    "count returns": ("count", "returns", ODD, "--as-of", "2020-01-01", *COUNT),
    "count table": ("count", "table", ODD, "--mapping", "mapping.yaml", *COUNT),
    "mapping": ("count", "table", CITY, "--mapping", ODD, *COUNT),
    "police-uk": ("count", "police-uk", ODD, "--no-cache", *COUNT),
    "use-of-force": ("count", "use-of-force", ODD, *COUNT),
    "recorded-crime-csp": ("count", "recorded-crime-csp", ODD, *COUNT),
    "stop-search": ("count", "stop-search", ".", *COUNT),
    "outcomes": ("count", "outcomes", ".", *COUNT),
    "stats19": ("count", "stats19", ".", *COUNT),
}
NAMES = (
    *("odd.yaml", "odd.json", "odd.csv", "odd.xlsx", "odd.ods", "odd.parquet", "odd.zip", "odd"),
    "2018-01-essex-street.csv",
    "2018-01-essex-outcomes.csv",
    "2018-01-essex-stop-and-search.csv",
    "dft-road-casualty-statistics-collision-2014.csv",
    "police-use-of-force-apr2018-mar2019-tables.xlsx",
    "policeforceareatables.csv",
)
SCRAPS = (
    *(
        "format: 1\n",
        "id: a\n",
        "- ",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "&a *a\n",
        "\t",
        "\n",
        "\0",
        "\ufeff",
    ),
    *("Month,Crime type\n", "2024-01,Assault\n", '"', "1e999", "-9" * 40, "9999-12-31", "'", "<a>"),
    *("accident_index,accident_severity,date,local_authority_district\n", "a,1,31/02/2014,2\n"),
    *('{"format": 1, "provenance": {}}', '{"results": []}', "PK\x03\x04", "PAR1", "\ud83d\ude00"),
)
TEXTS = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=8), max_size=12).map("".join)
BYTES = st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
PREFIXED = st.tuples(
    st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"\xff\xfe", b"\x1f\x8b"]), BYTES
)


def call(arguments: tuple[str, ...]) -> tuple[int, str]:
    """Run a command line; return its status and what it wrote to stderr."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(arguments)
    return status, err.getvalue()


@pytest.mark.parametrize("command", COMMANDS)
@given(name=st.sampled_from(NAMES), content=PREFIXED.map(b"".join))
@settings(max_examples=EXAMPLES)
def test_any_file(command: str, name: str, content: bytes) -> None:
    """A file of any bytes, under any name, costs a sentence and never a traceback."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path(name).write_bytes(content)
        Path("mapping.yaml").write_text(MAPPING, "utf-8")
        words = tuple(name if word == ODD else word for word in COMMANDS[command])
        status, err = call(words)

    assert status in {0, 1, 2, 3}, err
    assert "Traceback" not in err
    assert status != 2 or err.strip()


@given(words=st.lists(st.sampled_from(["audit", "--format", "--as-of", "0", "-o", "\0", "count"])))
@example(words=["audit", "\0"])
@example(words=["audit", "--html", "\0"])
@example(words=["count", "-o", "\0"])
@settings(max_examples=EXAMPLES)
def test_any_words(words: list[str]) -> None:
    """Any order of words is usage, good or bad."""
    status, err = call(tuple(words))

    assert status in {0, 2}, err
    assert "Traceback" not in err
