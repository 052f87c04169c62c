"""Modules without code in a folder: what is found, and what is refused by name."""

import datetime as dt
import os
import time
from pathlib import Path

import pytest

from safetykit.content import Guide
from safetykit.errors import InputError, PluginError
from safetykit.toolkit import ModuleState, Offer, Toolkit, find_stale, list_content

DAY = dt.date(2026, 11, 22)
MANIFEST = """\
name = "acme_water"
title = "Water safety"
summary = "Cold water."
version = "1"
api = [1, 1]
jurisdictions = ["england"]
offers = ["facts", "routes", "guides"]
"""
SOURCES = """\
retrieved: 2026-11-22
sources:
  - {key: page, title: A page, publisher: Its owner}
"""
FACT = """\
  - key: acme_water.limit
    title: The limit
    value: 35
    kind: explanation
    jurisdictions: [england]
    valid_from: 2020-01-01
    status: in_force
    confidence: V
    sources: [page]
    review_by: 2027-01-01
"""
ROUTES = """\
routes:
  - {id: acme_water.emergency, label: Emergency, contact: "999", channel: phone, stage: emergency,
     jurisdictions: [england], confidence: V, sources: [page], review_by: 2026-01-01}
"""
GUIDES = """\
guides:
  - key: acme_water.guide
    title: Somebody is in the water
    jurisdictions: [england]
    review_by: 2027-01-01
    start: see
    questions:
      - {id: see, ask: Can you see them?, answers: [{label: "Yes", then: call}]}
    endings:
      - {id: call, title: Call, words: [Point at them.], facts: [acme_water.limit],
         routes: [acme_water.emergency]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of modules with one sound module in it."""
    content = tmp_path / "modules" / "acme_water" / "content"
    content.mkdir(parents=True)
    (content.parent / "module.toml").write_text(MANIFEST)
    (content / "sources.yaml").write_text(SOURCES)
    (content / "facts.yaml").write_text("facts:\n" + FACT)
    (content / "routes.yaml").write_text(ROUTES)
    (content / "guides.yaml").write_text(GUIDES)
    return tmp_path / "modules"


def of(folder: Path) -> Toolkit:
    """Return a toolkit of the modules of a folder, whatever is installed."""
    return Toolkit.discover(plugins=[], modules_dir=folder)


def reason(folder: Path) -> str:
    """Return why the one module of a folder cannot be used."""
    (fault,) = of(folder).faults
    assert "acme_water" == fault.plugin
    assert f"the folder {folder / 'acme_water'}" == fault.distribution
    return fault.reason


def test_sound(folder: Path) -> None:
    """A module without code answers like any other."""
    toolkit = of(folder)

    (guide,) = toolkit.guides(jurisdiction="england", as_of=DAY)

    assert isinstance(guide, Guide)
    assert ["acme_water.limit"] == [fact.key for fact in toolkit.facts()]
    assert ModuleState.REGISTERED is toolkit.module("acme_water").state
    assert () == toolkit.faults


def test_nothing_is_read_until_asked(folder: Path) -> None:
    """Broken content costs nothing until somebody asks for it, and only what was asked."""
    (folder / "acme_water" / "content" / "routes.yaml").write_text("routes: [\n")
    toolkit = of(folder)

    assert () == toolkit.faults
    assert 1 == len(toolkit.facts())
    with pytest.raises(ExceptionGroup) as caught:
        toolkit.routes()
    assert isinstance(caught.value.exceptions[0], PluginError)
    assert "routes.yaml:2" in str(caught.value.exceptions[0])


def test_beside_installed_modules(folder: Path) -> None:
    """The folder's modules stand beside the installed ones that are chosen."""
    toolkit = Toolkit.discover(plugins=["safetykit:road_safety"], modules_dir=folder)

    assert ["road_safety", "acme_water"] == [module.name for module in toolkit.modules]


def test_variable_chooses_installed_ones_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SAFETYKIT_PLUGINS=none leaves the folder, which was named in the call."""
    monkeypatch.setenv("SAFETYKIT_PLUGINS", "none")

    assert ["acme_water"] == [m.name for m in Toolkit.discover(modules_dir=folder).modules]


def test_name_of_an_installed_module(folder: Path) -> None:
    """A folder's module may not take an installed one's name; both owners are named."""
    (folder / "acme_water").rename(folder / "road_safety")
    manifest = folder / "road_safety" / "module.toml"
    manifest.write_text(MANIFEST.replace("acme_water", "road_safety"))

    toolkit = Toolkit.discover(plugins=["safetykit:road_safety"], modules_dir=folder)

    (fault,) = toolkit.faults
    assert () == toolkit.modules
    assert "safetykit and the folder" in fault.reason
    assert "another name" in fault.reason


def test_no_such_folder(tmp_path: Path) -> None:
    """A folder that is not there is an error of the caller."""
    with pytest.raises(InputError, match="modules_dir: expected a folder"):
        of(tmp_path / "nowhere")


def test_hidden_folders_and_files(folder: Path) -> None:
    """What starts with a full stop, and a file beside the modules, is passed over."""
    (folder / ".git").mkdir()
    (folder / "README.md").write_text("Our modules.")

    assert ["acme_water"] == [module.name for module in of(folder).modules]


@pytest.mark.parametrize("name", ["hooks.py", "content/hooks.py", "a.pth", "b.so", "c.PYC"])
def test_code(folder: Path, name: str) -> None:
    """A file of code is refused by name, wherever it stands."""
    (folder / "acme_water" / name).write_text("raise SystemExit\n")

    assert f"acme_water/{name}: a module in a folder holds data and no code" in reason(folder)


def test_link_to_a_file(folder: Path, tmp_path: Path) -> None:
    """A link out of the folder is refused by name, and not followed."""
    outside = tmp_path / "outside.yaml"
    outside.write_text("facts: []\n")
    file = folder / "acme_water" / "content" / "taxonomies.yaml"
    file.symlink_to(outside)

    assert "acme_water/content/taxonomies.yaml: it is a link" in reason(folder)


def test_link_to_a_folder(folder: Path, tmp_path: Path) -> None:
    """A module's folder, or its content, may not be a link either."""
    (folder / "acme_water").rename(tmp_path / "elsewhere")
    (folder / "acme_water").symlink_to(tmp_path / "elsewhere")

    assert "acme_water: it is a link" in reason(folder)


def test_link_inside(folder: Path, tmp_path: Path) -> None:
    """A folder inside a module may not be a link."""
    content = folder / "acme_water" / "content"
    content.rename(tmp_path / "content")
    content.symlink_to(tmp_path / "content")

    assert "acme_water/content: it is a link" in reason(folder)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"acme_water"', '"../acme_water"', "module.toml says name = '../acme_water'"),
        ('"acme_water"', '"other"', "and the folder 'acme_water'"),
        ("[1, 1]", "[2, 3]", "needs plugin API 2 to 3; this safetykit has 1"),
        (', "guides"]', "]", "guides.yaml: module.toml does not offer guides"),
        ('"guides"]', '"guides", "glossary"]', "glossary.yaml: there is no such file"),
        ('"guides"]', '"guides", "rules"]', "it offers rules, which takes code"),
        ("offers", "ofers", "unknown key"),
    ],
)
def test_manifest(folder: Path, old: str, new: str, words: str) -> None:
    """A manifest that the files do not bear out is refused."""
    (folder / "acme_water" / "module.toml").write_text(MANIFEST.replace(old, new))

    assert words in reason(folder)


def test_no_manifest(folder: Path) -> None:
    """A folder without a manifest is reported."""
    (folder / "acme_water" / "module.toml").unlink()

    assert "acme_water/module.toml: there is no such file" in reason(folder)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            MANIFEST.encode("utf-16"),
            "module.toml:1:1: byte 0xff is not UTF-8. Save the",
        ),
        (b"a = " + b"[" * 5_000, "module.toml: a value in it is too long or too deep"),
        (b"a = " + b"9" * 5_000, "module.toml: a value in it is too long or too deep"),
        (b"a = b", "module.toml: not TOML"),
    ],
    ids=["encoding", "depth", "length", "syntax"],
)
def test_manifest_that_cannot_be_read(folder: Path, content: bytes, words: str) -> None:
    """A manifest that is there and cannot be read is a fault of its module alone."""
    (folder / "acme_water" / "module.toml").write_bytes(content)

    assert words in reason(folder)


def test_mark_of_byte_order(folder: Path) -> None:
    """The mark with which some editors begin a file is no fault, in a manifest or a data file."""
    for file in (folder / "acme_water").rglob("*.*"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())

    toolkit = of(folder)

    assert ["acme_water.limit"] == [fact.key for fact in toolkit.facts()]
    assert () == toolkit.faults


def test_data_in_another_encoding(folder: Path) -> None:
    """A data file that is not UTF-8 is named, with the byte that is not."""
    file = folder / "acme_water" / "content" / "facts.yaml"
    file.write_bytes(("facts:\n" + FACT.replace("The limit", "Caf\u00e9")).encode("latin-1"))

    (fault,) = of(folder).report(Offer.FACTS).faults

    assert "content/facts.yaml:3:15: byte 0xe9 is not UTF-8. Save the file as UTF-8" in fault.reason


@pytest.mark.parametrize("place", ["facts.yaml", "content/more/facts.yaml"])
def test_data_file_in_another_place(folder: Path, place: str) -> None:
    """A data file where none is read is not passed over."""
    file = folder / "acme_water" / place
    file.parent.mkdir(exist_ok=True)
    file.write_text("facts: []\n")

    assert f"acme_water/{place}: it is not read where it stands. Move it" in reason(folder)


def test_module_in_the_place_of_a_folder_of_modules(folder: Path) -> None:
    """Whoever names a module is told to name the folder above it."""
    with pytest.raises(InputError, match=r"it is a module itself\. Name the folder above"):
        of(folder / "acme_water")


def test_misspelt_file(folder: Path) -> None:
    """A content file of an unknown name is not passed over."""
    content = folder / "acme_water" / "content"
    (content / "guide.yaml").write_text("guides: []\n")

    assert 'Did you mean "guides.yaml"' in reason(folder)


def test_huge_file(folder: Path) -> None:
    """A file over the limit is refused without being read."""
    with (folder / "acme_water" / "content" / "facts.yaml").open("r+b") as stream:
        os.truncate(stream.fileno(), 10_000_001)

    assert "over the size limit of 10,000,000 bytes" in reason(folder)


def test_very_many_files(folder: Path) -> None:
    """A folder of more files than a module has is refused."""
    notes = folder / "acme_water" / "notes"
    notes.mkdir()
    for number in range(200):
        (notes / f"{number}.md").touch()

    assert "more than 200 files" in reason(folder)


def test_all_faults_of_content_at_once(folder: Path) -> None:
    """Broken dates, overlaps, sources, nations, markup and links are in one report."""
    bad = (
        FACT.replace("    status", "    valid_to: 2019-01-01\n    status").replace("limit", "a")
        + FACT.replace("[page]", "[pages]").replace("limit", "b")
        + FACT.replace("[england]", "[uk]").replace("limit", "c")
        + FACT.replace("The limit", "<script>x</script>").replace("limit", "d")
        + FACT.replace("35", "'[x](javascript:x)'").replace("limit", "e")
        + FACT.replace("    sources: [page]\n", "").replace("limit", "f")
    )
    (folder / "acme_water" / "content" / "facts.yaml").write_text("facts:\n" + bad + FACT + FACT)

    report = of(folder).report(Offer.FACTS)

    (fault,) = report.faults
    assert () == report.answers
    for words in ("valid_from (2020", "'pages'", "one of england", "HTML", "run nothing",
                  "at least one source", "overlaps with"):  # fmt: skip
        assert words in fault.reason
    assert 7 <= fault.reason.count("facts.yaml:")


def test_five_thousand_facts(folder: Path) -> None:
    """A large module is read in seconds."""
    facts = "".join(FACT.replace("limit", f"limit_{number}") for number in range(5_000))
    (folder / "acme_water" / "content" / "facts.yaml").write_text("facts:\n" + facts)
    start = time.process_time()

    found = of(folder).facts()

    assert 5_000 == len(found)
    assert 15 > time.process_time() - start


def test_list_and_stale(folder: Path) -> None:
    """Everything is listed once, and what is past its review comes first by date."""
    toolkit = of(folder)

    listed = list_content(toolkit, as_of=DAY)
    late = find_stale(toolkit, as_of=dt.date(2027, 1, 2))

    kinds = [item.kind for item in listed.items]
    assert [Offer.FACTS, Offer.ROUTES, Offer.GUIDES] == kinds
    assert ["acme_water.emergency"] == [i.key for i in find_stale(toolkit, as_of=DAY).items]
    assert "acme_water.emergency" == late.items[0].key
    assert {Offer.FACTS, Offer.ROUTES, Offer.GUIDES} == {item.kind for item in late.items}
