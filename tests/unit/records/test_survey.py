"""Tables of survey results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from safetykit.errors import DocumentError, InputError
from safetykit.quantities import Period
from safetykit.records.survey import SurveyResult, parse_share, read_survey

TABLE = (
    "area,measure,wording,mode,population,fieldwork,share,base,design_effect,low,high,"
    "weighting,source,note\n"
    'Lincoln,Feels safe,"How safe do you feel? Very, fairly",online,adults 16+,'
    '2026-01..2026-03,62%,"1,204",1.8,,,age and sex,Town survey,\n'
    'Lincoln,Feels safe,"How safe do you feel? Very, fairly",online,adults 16+,'
    "2026-07-01,0.585,402,,53.1%,63.9%,age and sex,Town survey,late\n"
)


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str], Path]:
    """Return a writer of a table."""

    def write(text: str) -> Path:
        path = tmp_path / "survey.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_lines_become_results(save: Callable[[str], Path]) -> None:
    """Each line keeps all that its precision rests on."""
    first, second = read_survey(save(TABLE))

    assert (0.62, 0.005, 1204, 1.8) == (
        first.share,
        first.rounding,
        first.base,
        first.design_effect,
    )
    assert "2026-01 to 2026-03" == str(first.fieldwork)
    assert (0.585, 0.0005, None, 0.531, 0.639) == (
        second.share,
        second.rounding,
        second.design_effect,
        second.low,
        second.high,
    )
    assert ("late", "age and sex") == (second.note, second.weighting)


@pytest.mark.parametrize(
    ("text", "share", "rounding"),
    [
        ("62%", 0.62, 0.005),
        ("62.4 %", 0.624, 0.0005),
        ("0%", 0.0, 0.005),
        ("100%", 1.0, 0.005),
        ("0.62", 0.62, 0.005),
        (".5", 0.5, 0.05),
        ("1.0", 1.0, 0.05),
        ("0.00", 0.0, 0.005),
    ],
)
def test_share(text: str, share: float, rounding: float) -> None:
    """A share is a percentage with its sign, or a number with a point."""
    assert (share, pytest.approx(rounding)) == parse_share(text)


@pytest.mark.parametrize("text", ["62", "1", "0", "101%", "1.2", "-3%", "n/a", "62,5%", "٦٢%"])
def test_share_that_could_mean_two_things(text: str) -> None:
    """What is not surely a share is refused."""
    with pytest.raises(InputError, match=r"share: expected a share such as 62% or 0.62"):
        parse_share(text)


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ("62%", "62", r"survey.csv:2 \(share\): .*62 and 1 could mean two things"),
        ("62%", "", r":2 \(share\): expected a text here"),
        ('"1,204"', "many", r":2 \(base\): expected a whole number of people, unweighted"),
        ('"1,204"', "0", r":2 \(base\): expected 1 or more people"),
        ("1.8", "-1", r":2 \(design effect\): expected a number above 0.*factor squared"),
        ("1.8", "0", r":2 \(design effect\): expected a number above 0"),
        ("63.9%", "", r":3 \(low\): expected both ends"),
        ("0.585", "0.685", r":3 \(share\): expected a share inside its interval"),
        ("2026-07-01", "lately", r":3 \(fieldwork\): expected a date"),
        (",late", ",late,more", r":3: has 15 fields and not 14"),
        ("source,note", "source,remark", r"no column is called remark"),
        ("wording", "words", r'there is no column wording.*"words"'),
        ("mode", "area", r"there are two columns area"),
        ('"How safe', '"Ho"w safe', r"is no line of CSV"),
    ],
)
def test_table_that_does_not_fit(
    save: Callable[[str], Path], old: str, new: str, match: str
) -> None:
    """An error names file, line and column."""
    with pytest.raises(DocumentError, match=f"(?s){match}"):
        read_survey(save(TABLE.replace(old, new, 1)))


def test_table_without_a_result(save: Callable[[str], Path]) -> None:
    """An empty table is an error."""
    with pytest.raises(DocumentError, match="holds no result"):
        read_survey(save(TABLE.splitlines()[0]))


def test_result_in_percent() -> None:
    """A share of 62 is a slip of the pen."""
    asked = {"area": "a", "measure": "b", "wording": "c", "population": "d", "source": "e"}
    with pytest.raises(InputError, match=r"a share from 0 to 1.*62% is 0.62"):
        SurveyResult(**asked, fieldwork=Period(), share=62.0)


def mopac(path: Path) -> tuple[SurveyResult, ...]:
    """Read a table of public perceptions as it was published."""
    return read_survey(
        path,
        columns={
            "area": "Borough",
            "measure": "Measure",
            "wording": "Measure",
            "fieldwork": "Date",
            "share": "Proportion",
        },
        constants={"population": "adults aged 16 and over", "source": "MOPAC, as published"},
    )


def test_other_peoples_headers(save: Callable[[str], Path]) -> None:
    """A table with headers of its own is read by naming them; other columns are left alone."""
    path = save(
        "\ufeffMeasure,Date,Other,Borough,Proportion\nGood job,December 2014,x,Lambeth,62%\n"
    )
    (result,) = mopac(path)

    assert ("Lambeth", "Good job", 0.62, None) == (
        result.area,
        result.wording,
        result.share,
        result.base,
    )
    assert "December 2014" == str(result.fieldwork.start)
    with pytest.raises(DocumentError, match="there is no column Proportion"):
        mopac(save("Measure,Date,Borough,Share\na,b,c,d\n"))
    with pytest.raises(InputError, match=r'columns: .*Did you mean "population"'):
        read_survey(path, constants={"populaton": "adults"})


@pytest.mark.shared
def test_public_perceptions_as_published(shared: Callable[[str], Path]) -> None:
    """Lambeth's table, with its mark of byte order and its percentages, is read whole."""
    folder = shared("csew-and-perceptions") / "mopac"
    results = mopac(folder / "Voice Trend_Full Data_data_Lambeth.csv")
    lines = (folder / "Voice Trend_Full Data_data_Lambeth.csv").read_text("utf-8-sig").splitlines()

    assert len(lines) - 1 == len(results)
    assert {"Lambeth"} == {result.area for result in results}
    assert (0.62, "December 2014") == (results[0].share, str(results[0].fieldwork.start))


def test_interval_with_its_ends_swapped(save: Callable[[str], Path]) -> None:
    """Ends that are one rounding apart in the wrong order are still in the wrong order."""
    text = (
        "area,measure,wording,population,fieldwork,share,low,high,source\n"
        "Lambeth,Good job,w,adults,2026-01,62%,63%,61%,s\n"
    )
    with pytest.raises(DocumentError, match=r":2 \(high\): expected an end from 0\.63 on"):
        read_survey(save(text))


def test_share_that_is_there_twice(save: Callable[[str], Path]) -> None:
    """Two shares of one question at one time contradict each other; of two waves they do not."""
    header = "area,measure,wording,population,fieldwork,share,source\n"
    line = "Lambeth,Good job,w,adults,2026-01,62%,s\n"
    with pytest.raises(DocumentError, match=r":3: Good job, Lambeth, is there twice: see line 2"):
        read_survey(save(header + line + line.replace("62%", "63%")))

    assert 2 == len(read_survey(save(header + line + line.replace("2026-01", "2026-04"))))
