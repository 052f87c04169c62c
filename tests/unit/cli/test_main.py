"""The command line, as a person and as a program use it."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

for needed in ("click", "rich", "numpy", "jinja2", "vl_convert"):
    pytest.importorskip(needed)

from safetykit.cli import run

ROOT = Path(__file__).parents[3]
PLAN = ROOT / "examples/plans/city-of-london.yaml"
DATA = ROOT / "examples/data/city-of-london"
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Run a command line; return its exit status, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


class TestEvaluate:
    def test_main_job(self, shell: Shell, tmp_path: Path) -> None:
        """The main job prints page one, writes the page and says where it is."""
        page = tmp_path / "report.html"

        status, out, err = shell("evaluate", PLAN, "--data", DATA, "--html", page)

        assert 0 == status
        assert "13.54% (987 of 7,287)" in out
        assert f"The page is at {page}" in out
        assert not err
        assert page.read_text("utf-8").startswith("<!doctype html>")

    def test_without_a_day(self, shell: Shell) -> None:
        """Without --as-of the last complete month of the data is used, and printed."""
        _, out, _ = shell("evaluate", PLAN, "--data", DATA)

        assert "As of 2023-06-30" in out

    def test_with_a_day(self, shell: Shell) -> None:
        """A day inside the plan's time moves the months that are compared."""
        _, out, _ = shell("evaluate", PLAN, "--data", DATA, "--as-of", "2019-10-31")

        assert "As of 2019-10-31" in out
        assert "November 2018 to October 2019" in out

    def test_across_a_break(self, shell: Shell) -> None:
        """A break that is named is crossed, and the result says so."""
        _, out, _ = shell(
            "evaluate", PLAN, "--data", DATA, "--across", "pandemic", "--format", "json"
        )

        result = json.loads(out)["results"][0]
        assert "2019-11" == result["comparison"]["after"]["first"]
        assert any("because that was asked for by name" in note for note in result["notes"])

    def test_for_programs(self, shell: Shell, tmp_path: Path) -> None:
        """JSON on stdout is nothing but JSON, also when a page is written."""
        page = tmp_path / "report.html"

        status, out, err = shell(
            "evaluate", PLAN, "--data", DATA, "--format", "json", "--html", page
        )

        found = json.loads(out)

        assert 0 == status
        assert 5 == len(found["headline"])
        assert {"theft-from-the-person"} <= {r["indicator"] for r in found["results"]}
        assert str(page) in err

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("--data", "nowhere"), "nowhere"),
            (("--data", DATA, "--confidence", "95"), "95% is 0.95"),
            (("--data", DATA, "--as-of", "2011-01-01"), "The records run from 2016-01"),
            (
                ("--data", DATA, "--html", "/no/such/folder/page.html"),
                "There is no folder /no/such/folder.",
            ),
            (("--data", DATA, "--as-of", "soon"), "soon"),
            (("--data", DATA, "--across", "pandemik"), 'Did you mean "pandemic"'),
            (("--data", DATA, "--year-starts", "13"), "--year-starts: expected a month such as"),
            (("--data", DATA, "--data", DATA), "two of police-uk"),
            ((), "--data"),
        ],
    )
    def test_bad_input(self, shell: Shell, arguments: tuple[object, ...], words: str) -> None:
        """Bad input ends in one clear error on stderr, nothing on stdout, and status 2."""
        status, out, err = shell("evaluate", PLAN, *arguments)

        assert 2 == status
        assert not out
        assert words in err
        assert "Traceback" not in err

    def test_plan_that_is_not_there(self, shell: Shell, tmp_path: Path) -> None:
        """The nearest name is one that a plan may have."""
        (tmp_path / "nofile.py").write_text("", encoding="utf-8")
        (tmp_path / "no-such-file.yaml").write_text("", encoding="utf-8")
        _, _, err = shell("evaluate", tmp_path / "nofile.yaml", "--data", DATA)

        assert 'Did you mean "no-such-file.yaml"?' in err

    def test_page_is_whole_or_absent(self, shell: Shell, tmp_path: Path) -> None:
        """No half page is left behind when the evaluation fails."""
        page = tmp_path / "report.html"

        shell("evaluate", PLAN, "--data", tmp_path, "--html", page)

        assert [] == list(tmp_path.iterdir())


class TestVerify:
    def test_again(self, shell: Shell, tmp_path: Path) -> None:
        """A result is made again from the plan that it names; what differs is shown, with 1."""
        result = tmp_path / "result.json"
        _, out, _ = shell("evaluate", PLAN, "--data", DATA, "--format", "json")
        result.write_text(out, "utf-8")

        alike = shell("verify", result, "--data", DATA)
        result.write_text(out.replace('"count_before": 525', '"count_before": 526'), "utf-8")
        status, text, _ = shell("verify", result, "--data", DATA)
        _, data, _ = shell("verify", result, "--data", DATA, "--format", "json")

        assert 0 == alike[0]
        assert alike[1].startswith("The result came out alike.")
        assert 1 == status
        assert "results[1].comparison.count_before: saved 526, found 525" in text
        assert 525 == json.loads(data)["differences"][0]["found"]

    def test_frames(self, shell: Shell, tmp_path: Path) -> None:
        """A result that was read by one frame comes out alike when that frame is named again."""
        result = tmp_path / "result.json"
        frame = ("--frame", "cda-1998")
        _, out, _ = shell("evaluate", PLAN, "--data", DATA, *frame, "--format", "json")
        result.write_text(out, "utf-8")

        assert 0 == shell("verify", result, "--data", DATA, *frame)[0]
        assert 1 == shell("verify", result, "--data", DATA)[0]

    def test_difference_in_words(self, shell: Shell, tmp_path: Path) -> None:
        """Words that differ are shown as they are read, and none of them steers the terminal."""
        result = tmp_path / "result.json"
        _, out, _ = shell("evaluate", PLAN, "--data", DATA, "--format", "json")
        data = json.loads(out)
        data["headline"][0] = "“£5” \u202eor\x9b31m"
        result.write_text(json.dumps(data), "utf-8")

        _, text, _ = shell("verify", result, "--data", DATA)

        assert 'headline[0]: saved "“£5” \ufffdor\ufffd31m", found "Violence' in text

    @pytest.mark.parametrize("name", ["gone.yaml", 5, None])
    def test_plan_that_is_elsewhere(self, shell: Shell, tmp_path: Path, name: object) -> None:
        """Where the named plan is not there, the error says what to give."""
        result = tmp_path / "result.json"
        _, out, _ = shell("evaluate", PLAN, "--data", DATA, "--format", "json")
        data = json.loads(out)
        data["provenance"]["plan_file"] = name
        result.write_text(json.dumps(data), "utf-8")

        status, _, err = shell("verify", result, "--data", DATA)

        assert 2 == status
        assert "give --plan" in err


class TestAudit:
    def test_groups(self, shell: Shell) -> None:
        """Findings stand in groups with code, severity, place and hint; the caution comes first."""
        status, out, _ = shell("audit", PLAN)

        assert 1 == status
        assert "transcription that may be incomplete" in out.splitlines()[0]
        assert "SK-A201  notice  24 of 24 headline actions state no owner" in out
        assert "SK-A104  error" in out
        assert f"{PLAN}:" in out
        assert "Hint: " in out

    def test_families(self, shell: Shell) -> None:
        """Each family that has findings is a heading, once, and holds its findings."""
        _, out, _ = shell("audit", PLAN)
        lines = out.splitlines()
        heads = ["Numbers", "Accountability", "Golden thread"]

        assert [1, 1, 1] == [lines.count(head) for head in heads]
        assert lines.index("Accountability") < next(
            n for n, line in enumerate(lines) if line.startswith("SK-A201")
        )

    def test_one_frame(self, shell: Shell) -> None:
        """A frame that is named is the only one that the plan is read by."""
        _, out, _ = shell("audit", PLAN, "--frame", "cda-1998", "--format", "json")

        assert ["cda-1998"] == [frame["name"] for frame in json.loads(out)["frames"]]

    def test_for_programs(self, shell: Shell) -> None:
        """JSON holds an object with findings, each with code, severity, place, message and hint."""
        _, out, _ = shell("audit", PLAN, "--format", "json")

        findings = json.loads(out)["findings"]

        assert 100 < len(findings)
        assert all(
            {"code", "severity", "place", "message", "hint"} <= finding.keys()
            for finding in findings
        )
        assert all(finding["place"]["line"] for finding in findings)

    @pytest.mark.parametrize(
        ("threshold", "status"), [("error", 1), ("warning", 1), ("notice", 1), ("never", 0)]
    )
    def test_fail_on(self, shell: Shell, threshold: str, status: int) -> None:
        """The exit status says whether findings reach the threshold."""
        assert status == shell("audit", PLAN, "--fail-on", threshold)[0]

    def test_hostile_text(self, shell: Shell, tmp_path: Path) -> None:
        """Text that looks like markup of the terminal, or like `:100:`, is printed as it is."""
        hostile = tmp_path / "plan.yaml"
        title = "title: '[bold red]x[/] [link=file:///etc]y p.yaml:100:5'"
        hostile.write_text(
            PLAN.read_text("utf-8").replace("title: Safer City Partnership Strategy", title, 1),
            encoding="utf-8",
        )

        _, out, _ = shell("audit", hostile, "--fail-on", "never")

        assert "[bold red]x[/] [link=file:///etc]y p.yaml:100:5" == out.splitlines()[1]

    @pytest.mark.parametrize(
        ("before", "after", "words"),
        [
            ("title:", "titel:", 'Did you mean "title"?'),
            ("start: 2016-11", "start: 2016-13", "Months run from 01 to 12"),
            ("format: 1", "format: 99", "newer than this version"),
            ("id: violence\n", "id: asb\n", "is already that of"),
        ],
    )
    def test_bad_plan(
        self, shell: Shell, tmp_path: Path, before: str, after: str, words: str
    ) -> None:
        """A bad plan ends in its places and hints, and status 2."""
        bad = tmp_path / "bad.yaml"
        bad.write_text(PLAN.read_text("utf-8").replace(before, after, 1), encoding="utf-8")

        status, out, err = shell("audit", bad)

        assert (2, "") == (status, out)
        assert f"{bad}:" in err
        assert words in err


class TestCount:
    def test_table_is_a_source(self, shell: Shell, tmp_path: Path) -> None:
        """The table that count writes is a source that evaluate takes."""
        from safetykit.quantities import Month
        from safetykit.testing.police_uk import plan_street_rows, write_police_uk_tree

        folder, table = tmp_path / "records", tmp_path / "counts.csv"
        folder.mkdir()
        rng = random.Random(1)
        rows = plan_street_rows([Month(2017, 1), Month(2017, 2)], rng=rng)
        written = write_police_uk_tree(folder, rows, rng=rng)

        status, out, _ = shell("count", "police-uk", folder, "-o", table)

        assert 0 == status
        assert f"{written.rows:,} rows read" in out
        assert table.exists()
        assert table.with_suffix(".yaml").exists()

    def test_no_files(self, shell: Shell, tmp_path: Path) -> None:
        """A folder without record files is refused, and nothing is written."""
        status, _, err = shell("count", "police-uk", tmp_path, "-o", tmp_path / "counts.csv")

        assert 2 == status
        assert "holds no CSV" in err
        assert [] == list(tmp_path.iterdir())


class TestToolkit:
    def test_for_programs(self, shell: Shell) -> None:
        """The modules are listed as objects with name, title and version."""
        status, out, _ = shell("toolkit", "list", "--format", "json")

        modules = json.loads(out)

        assert 0 == status
        assert {"road_safety", "use_of_force", "fraud_prevention"} <= {m["name"] for m in modules}
        assert all(m["title"] and m["version"] for m in modules)

    def test_for_people(self, shell: Shell) -> None:
        """The modules are listed in a table."""
        _, out, _ = shell("toolkit", "list")

        assert "Police use of force" in out


class TestProcess:
    """What only a process of its own can show."""

    def call(self, *arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        """Run a command line in a process of its own."""
        command = [sys.executable, "-m", "safetykit", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]

    def test_no_noise(self) -> None:
        """In a pipe nothing is on stderr when all is well, not even progress."""
        done = self.call("evaluate", PLAN, "--data", DATA)

        assert 0 == done.returncode
        assert not done.stderr

    def test_closed_pipe(self) -> None:
        """A reader that goes away is no error."""
        command = f"{sys.executable} -m safetykit audit {PLAN} --fail-on never | head -1"
        piped = f"set -o pipefail; {command}"
        done = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, check=False)

        assert (0, "") == (done.returncode, done.stderr)

    def test_no_colour(self) -> None:
        """NO_COLOR and pipes give plain text."""
        done = self.call("audit", PLAN, env={**os.environ, "NO_COLOR": "1"})

        assert "\x1b" not in done.stdout

    def test_usage(self) -> None:
        """An unknown command is a matter of usage."""
        assert 2 == self.call("bogus").returncode
        assert 0 == self.call("--version").returncode
        assert 0 == self.call("--help").returncode
