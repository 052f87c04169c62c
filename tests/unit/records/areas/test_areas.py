"""Look-ups of codes, editions of boundaries, and sums over areas."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import attrs
import numpy as np
import pytest

from safetykit.errors import DocumentError, InputError
from safetykit.quantities import Month, month_range
from safetykit.records import POLICE_UK, AreaKey, AreaRule, Counts
from safetykit.records.areas import (
    UNPLACED,
    AreaLevel,
    AreaLookup,
    Vintage,
    boundary_changes,
    carry_over,
    check_vintages,
    codes_by_month,
    read_lookup,
    roll_up,
    vintage_of,
)

# Made up: A1 stays; B1 is split into B2 and B3; C1 and D1 merge into C2; E1 and F1 are redrawn.
CHANGES = """\
LSOA11CD,LSOA11NM,CHGIND,LSOA21CD,LSOA21NM,LAD22CD,LAD22NM
A1,North 1,U,A1,North 1,X1,Northton
B1,North 2,S,B2,North 2A,X1,Northton
B1,North 2,S,B3,North 2B,X1,Northton
C1,South 1,M,C2,South 1,X2,Southton
D1,South 2,M,C2,South 1,X2,Southton
E1,South 3,X,E2,South 3,X2,Southton
E1,South 3,X,F2,South 4,X2,Southton
F1,South 4,X,F2,South 4,X2,Southton
"""
RULE = AreaRule.CODED_TO_AREA


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Return a writer of files."""

    def write(text: str, name: str = "lookup.csv") -> Path:
        path = tmp_path / name
        data = text.encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        return path

    return write


@pytest.fixture
def lookup(save: Callable[..., Path]) -> AreaLookup:
    """The made-up look-up."""
    return read_lookup(save("\ufeff" + CHANGES.replace("\n", "\r\n")))


def by_area(**values: list[int]) -> Counts:
    """Return counts of one category by area."""
    table = np.array(list(values.values()), dtype=np.int64).T[:, :, None]
    return Counts(
        source=POLICE_UK,
        months=month_range(Month(2021, 1), Month(2021, 1) + (len(table) - 1)),
        areas=tuple(AreaKey(RULE, name.replace("_", " ")) for name in values),
        groups=("Burglary",),
        values=table,
        reported=np.ones_like(table, dtype=np.bool_),
    )


def figures(counts: Counts) -> dict[str, list[int]]:
    """Return the values by the names of the areas."""
    return {a.name: counts.values[:, i, 0].tolist() for i, a in enumerate(counts.areas)}


def test_columns_are_found_by_name(lookup: AreaLookup, save: Callable[..., Path]) -> None:
    """The level and its year are read off the column, in either way of writing it."""
    other = read_lookup(save("ltla24_code,csp24_code,pfa24_name,pfa24_code\nA,B,P,C\n", "b.csv.gz"))

    assert ["lsoa 2011", "lsoa 2021", "district 2022"] == [str(level) for level in lookup.levels]
    assert ["district 2024", "csp 2024", "police area 2024"] == [str(x) for x in other.levels]
    assert AreaLevel("district", 2022) == lookup.level("district") == lookup.level("district 2022")
    assert ("P", "B") == (
        other.name(other.level("police area"), "C"),
        other.name(other.level("csp"), "B"),
    )


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("lsoa", r"There are several: lsoa 2011, lsoa 2021"),
        ("distrikt", r'Did you mean "district"'),
    ],
)
def test_level_that_is_not_one(lookup: AreaLookup, text: str, match: str) -> None:
    """A level that is not there, or twice, is refused with what there is."""
    with pytest.raises(InputError, match=match):
        lookup.level(text)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Code,Name\nA,B\n", r"codes of too few levels \(found: none\)"),
        ("", r"too few levels"),
        ("LSOA11CD,LSOA11NM\nA,B\n", r"found: lsoa 2011"),
        ("LSOA11CD,LAD17CD,LSOA11CD\nA,B,C\n", r"two columns with the codes of lsoa 2011"),
        ("LSOA11CD,LAD17CD\nA,B,C\n", r"lookup.csv:2: has 3 fields and not 2"),
        ("LSOA11CD,LAD17CD,LAD17NM\nA,B,C\nD,B,E\n", r"lookup.csv:3: B is called E here and C"),
        ('LSOA11CD,LAD17CD\n"A,B\n', r"lookup.csv: is no CSV"),
    ],
)
def test_file_that_is_no_lookup(save: Callable[..., Path], text: str, match: str) -> None:
    """An error names the file, the line and what was found."""
    with pytest.raises(DocumentError, match=match):
        read_lookup(save(text))


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is absent, damaged or not UTF-8 is refused by name."""
    with pytest.raises(DocumentError, match=r"gone.csv: cannot be read"):
        read_lookup(tmp_path / "gone.csv")
    (tmp_path / "bad.csv.gz").write_bytes(b"\x1f\x8b12345")
    with pytest.raises(DocumentError, match=r"is a damaged archive"):
        read_lookup(tmp_path / "bad.csv.gz")
    (tmp_path / "latin.csv").write_bytes(b"LSOA11CD,LAD17CD\n\xe9,B\n")
    with pytest.raises(DocumentError, match=r"is not UTF-8"):
        read_lookup(tmp_path / "latin.csv")


@pytest.mark.parametrize("name", ["big.csv", "bomb.csv.gz"])
def test_file_that_is_too_large(
    save: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A file is bounded before it is read, and an archive while it is unpacked."""
    monkeypatch.setattr("safetykit.records.areas.lookups.MAX_BYTES", 100)
    with pytest.raises(DocumentError, match=r"is over the (size )?limit of 100 bytes"):
        read_lookup(save(CHANGES.splitlines()[0] + "\n" + "A,B,C,D,E,F,G\n" * 1000, name))


def test_blank_codes_and_lines(save: Callable[..., Path]) -> None:
    """A row without a code places nothing; a blank line is none."""
    lookup = read_lookup(save("LSOA11CD,LAD17CD\nA,X\n\nB,\n,X\n"))

    assert {"A": frozenset("X")} == lookup.above(*lookup.levels)
    assert frozenset("AB") == lookup.codes(lookup.level("lsoa"))


def test_what_became_of_areas(lookup: AreaLookup) -> None:
    """Each earlier area is unchanged, split, merged or redrawn."""
    assert {"A1": "U", "B1": "S", "C1": "M", "D1": "M", "E1": "X", "F1": "X"} == {
        code: change.value for code, change in boundary_changes(lookup).items()
    }


def test_marks_that_contradict_the_codes(save: Callable[..., Path]) -> None:
    """A file whose marks and codes disagree is not trusted with either."""
    path = save(CHANGES.replace("A1,North 1,U", "A1,North 1,M"))
    with pytest.raises(InputError, match=r"1 areas whose mark says otherwise, such as A1"):
        boundary_changes(read_lookup(path))


@pytest.mark.parametrize(
    ("codes", "vintage"),
    [
        (["A1", ""], Vintage.EITHER),
        (["A1", "B1"], Vintage.OLDER),
        (["A1", "C2", "Z9"], Vintage.NEWER),
        (["B1", "C2"], Vintage.MIXED),
        ([], Vintage.EITHER),
    ],
)
def test_edition_of_codes(lookup: AreaLookup, codes: list[str], vintage: Vintage) -> None:
    """Codes that did not change say nothing of their edition."""
    assert vintage == vintage_of(codes, lookup).vintage


def test_editions_that_mix(lookup: AreaLookup) -> None:
    """Two editions inside a month, and one after the other, are two findings."""
    first = Month(2021, 1)
    within, between = check_vintages(
        {first: ["A1", "B1"], first + 1: ["B1", "D1", "C2"], first + 2: ["C2"]}, lookup
    )

    assert (first + 1,) == within.months
    assert "in 2021-02 there are 2 of the one and 1 of the other" in within.message
    assert (first, first + 2) == between.months
    assert not check_vintages({first: ["A1", "B1"], first + 1: ["A1"]}, lookup)


def test_codes_of_counts() -> None:
    """An area without a row in a month is not among the month's; a rule may be chosen."""
    counts = by_area(A1=[1, 0], C2=[0, 3])
    months = counts.months

    assert {months[0]: {"A1"}, months[1]: {"C2"}} == codes_by_month(counts)
    assert {months[0]: set(), months[1]: set()} == codes_by_month(
        counts, rule=AreaRule.AS_PUBLISHED
    )


def test_lookup_with_one_edition(save: Callable[..., Path]) -> None:
    """Editions are compared by a look-up that has both."""
    one = read_lookup(save("LSOA11CD,LAD17CD\nA,B\n"))
    with pytest.raises(
        InputError, match=r"expected two editions of lsoa, got 'lsoa 2011, district"
    ):
        vintage_of(["A"], one)


def test_counts_carried_over(lookup: AreaLookup) -> None:
    """Unchanged areas stay, merged ones add up, and codes of the later edition stay as they are."""
    carried = carry_over(by_area(A1=[1, 2], C1=[3, 4], D1=[5, 6], C2=[0, 9], Z9=[1, 1]), lookup)

    assert {"A1": [1, 2], "C2": [8, 19], "Z9": [1, 1]} == figures(carried)
    assert ("--carry-over", "lsoa 2021", "--lookup", "lookup.csv") == carried.parameters[:4]


def test_merged_area_of_which_a_part_has_no_row(lookup: AreaLookup) -> None:
    """A sum that may lack a part says so; with all parts, or codes of the later edition, not."""
    (absent,) = carry_over(by_area(C1=[3]), lookup).quality

    assert ("SK-DQ-parts-absent", "C2") == (absent.code, absent.area)
    assert "1 of its 2 parts has no row in the counts, such as D1" in absent.message
    assert () == carry_over(by_area(C1=[3], D1=[5]), lookup).quality
    assert () == carry_over(by_area(C1=[3, 0], C2=[0, 9]), lookup).quality


def test_counts_that_cannot_be_split(lookup: AreaLookup) -> None:
    """A split area is refused, or kept under its old code where that is asked for."""
    counts = by_area(A1=[1], B1=[7], E1=[2])
    with pytest.raises(
        InputError, match=r"2 that were split or redrawn, such as B1, E1.*keep_split"
    ):
        carry_over(counts, lookup)
    carried = carry_over(counts, lookup, keep_split=True)

    assert {"A1": [1], "B1 (2011 boundaries)": [7], "E1 (2011 boundaries)": [2]} == figures(carried)
    assert ("SK-DQ-boundary-change", 9) == (carried.quality[0].code, carried.quality[0].rows)


def test_sums_of_districts(lookup: AreaLookup) -> None:
    """Small areas of either edition add up to their districts; the rule stays theirs."""
    rolled = roll_up(by_area(A1=[1, 2], B3=[3, 0], C1=[5, 5], E2=[0, 1]), lookup, to="district")

    assert {"Northton": [4, 2], "Southton": [5, 6]} == figures(rolled)
    assert {RULE} == {area.rule for area in rolled.areas}
    assert ("--roll-up", "district 2022") == rolled.parameters[:2]


def test_no_row_is_left_out(lookup: AreaLookup) -> None:
    """Codes that the look-up does not know are an area of their own, with a finding."""
    rolled = roll_up(by_area(A1=[1], Q7=[4], Q8=[2]), lookup, to="district")
    unknown, absent = rolled.quality

    assert {"Northton": [1], UNPLACED: [6]} == figures(rolled)
    assert ("SK-DQ-unknown-area", 6) == (unknown.code, unknown.rows)
    assert "2 areas with 6 rows are not in lookup.csv: Q7, Q8" in unknown.message
    assert ("SK-DQ-parts-absent", "Northton") == (absent.code, absent.area)
    assert "1 of its 2 parts has no row in the counts, such as B1" in absent.message


def test_sums_by_name(lookup: AreaLookup) -> None:
    """Counts whose areas go by names are summed by them."""
    rolled = roll_up(by_area(North_1=[1], South_2=[2]), lookup, to="district", by="name")

    assert {"Northton": [1], "Southton": [2]} == figures(rolled)


def test_two_areas_of_one_name(save: Callable[..., Path]) -> None:
    """Larger areas that share a name keep their codes."""
    twins = read_lookup(save("LAD17CD,CSP17CD,CSP17NM\nA,X,Newport\nB,Y,Newport\n"))

    assert {"Newport (X)": [1], "Newport (Y)": [2]} == figures(
        roll_up(by_area(A=[1], B=[2]), twins, to="csp")
    )


def test_sum_with_an_unknown_part(lookup: AreaLookup) -> None:
    """A sum is not reported where a part is not; a known one is provisional where a part is."""
    counts = by_area(A1=[1, 2], B1=[3, 0], C1=[1, 1])
    flags = [[[True], [True], [True]], [[True], [False], [True]]]
    provisional = [[[False], [True], [False]], [[True], [False], [False]]]
    bases = [[[10.0], [20.0], [5.0]], [[10.0], [np.nan], [5.0]]]
    rolled = roll_up(
        attrs.evolve(counts, reported=flags, provisional=provisional, denominators=bases),
        lookup,
        to="district",
    )

    assert [[True, True], [False, True]] == rolled.reported[:, :, 0].tolist()
    assert {"Northton": [4, 0], "Southton": [1, 1]} == figures(rolled)
    assert [[True, False], [False, False]] == rolled.provisional[:, :, 0].tolist()
    assert rolled.denominators is not None
    assert [30.0, 5.0] == rolled.denominators[0, :, 0].tolist()
    assert np.isnan(rolled.denominators[1, 0, 0])


def test_areas_of_two_rules(lookup: AreaLookup) -> None:
    """Figures of two rules overlap and are never added; one is chosen by name."""
    counts = by_area(A1=[1], B1=[3])
    mixed = attrs.evolve(counts, areas=(AreaKey(AreaRule.RECORDED_BY_FORCE, "A1"), counts.areas[1]))
    with pytest.raises(InputError, match=r"rule: expected areas of one rule.*they do not add"):
        roll_up(mixed, lookup, to="district")

    assert {"Northton": [3]} == figures(roll_up(mixed, lookup, to="district", rule=RULE))
    with pytest.raises(
        InputError, match=r"rule: expected a rule of the counts: coded_to_area, rec"
    ):
        roll_up(mixed, lookup, to="district", rule=AreaRule.AS_PUBLISHED)


def test_area_in_two_larger_ones(lookup: AreaLookup) -> None:
    """A count is never split between two areas."""
    with pytest.raises(
        InputError, match=r"1 areas that lie in several, such as B1.*cannot be split"
    ):
        roll_up(by_area(A1=[1], B1=[3]), lookup, to="lsoa 2021")


def test_lookup_of_another_place(lookup: AreaLookup) -> None:
    """A look-up that knows none of the areas is the wrong one."""
    with pytest.raises(InputError, match=r"no area that the look-up knows.*Are the areas named by"):
        roll_up(by_area(Q7=[4]), lookup, to="district")
