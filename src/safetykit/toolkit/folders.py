"""Finding modules of data alone in a folder: no Python, and nothing outside the folder.

What belongs here: what may stand in such a folder, and why a module in it cannot be used. Each
module is a folder with `module.toml` and `content/*.yaml`, which somebody can write who does not
program. What does not: reading the content; that waits until something is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from safetykit.content import ModuleContent
from safetykit.errors import DocumentError, InputError, Place, Problem, suggest
from safetykit.toolkit.calling import PluginFault, PluginStage
from safetykit.toolkit.content_hooks import CONTENT_FILES, ContentPlugin
from safetykit.toolkit.finding import Found, misfit
from safetykit.toolkit.manifest import MANIFEST, Manifest, parse_manifest_bytes

__all__ = ["find_folder_modules"]

MAX_FILES: Final = 200
MAX_BYTES: Final = 10_000_000
_CODE: Final = frozenset({".py", ".pyc", ".pyd", ".pyi", ".pyw", ".pyx", ".pth", ".so", ".dll"})
_KNOWN: Final = frozenset({*CONTENT_FILES.values(), "sources.yaml"})


def find_folder_modules(folder: str | os.PathLike[str]) -> tuple[Found, ...]:
    """Find the modules in a folder, sorted by name.

    Args:
        folder: A folder that holds a folder for each module. Those that start with a full stop are
            passed over.

    Returns:
        The modules; one that holds code, a link or a file that does not belong is at fault.

    Raises:
        InputError: There is no such folder, or it is a module itself.
    """
    top = Path(folder)
    if not top.is_dir():
        hint = "It holds a folder for each module, with module.toml and content/*.yaml inside."
        raise InputError("modules_dir", os.fspath(folder), "a folder", hint=hint)
    if (top / MANIFEST).is_file():
        hint = f"{MANIFEST} stands in it, so it is a module itself. Name the folder above."
        raise InputError("modules_dir", os.fspath(folder), "a folder of modules", hint=hint)
    inside = sorted(path for path in top.iterdir() if not path.name.startswith("."))
    return tuple(_found(path) for path in inside if path.is_dir() or path.is_symlink())


def _found(folder: Path) -> Found:
    manifest, problems = _manifest_of(folder)
    owner = f"the folder {folder}"
    fault = None
    if problems:
        refusal = DocumentError(problems)
        fault = PluginFault(
            plugin=folder.name,
            distribution=owner,
            stage=PluginStage.FOUND,
            reason=str(refusal),
            error=refusal,
        )
    content = ModuleContent(folder.name, folder=folder / "content")
    offers = manifest.offers if manifest else ()
    return Found(
        name=folder.name,
        distribution=owner,
        load=lambda: ContentPlugin(content, offers),
        manifest=manifest,
        fault=fault,
        folder=folder,
    )


def _manifest_of(folder: Path) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """Return what a folder says of itself, if it can be read, and all that is wrong with it."""
    if problems := tuple(_misplaced(folder)):
        return None, problems
    name = f"{folder.name}/{MANIFEST}"
    try:
        manifest = parse_manifest_bytes((folder / MANIFEST).read_bytes(), file=name)
    except DocumentError as error:
        return None, error.problems
    except OSError:
        hint = "Each module has one; it says what the module offers."
        return None, (_problem(name, "there is no such file.", hint),)
    return manifest, tuple(_untrue(folder, manifest))


def _misplaced(folder: Path) -> Iterator[Problem]:
    """Yield a problem for each thing in a module's folder that may not be there."""
    for number, path in enumerate(_inside(folder), start=1):
        name = path.relative_to(folder.parent).as_posix()
        if number > MAX_FILES:
            yield _problem(folder.name, f"it holds more than {MAX_FILES} files.")
            return
        if path.is_symlink():
            hint = "Put the file itself there; nothing outside the folder is read."
            yield _problem(name, "it is a link.", hint)
        elif path.suffix.lower() in _CODE:
            hint = "Remove it, or install the module as a package."
            yield _problem(name, "a module in a folder holds data and no code.", hint)
        elif path.is_file() and path.stat().st_size > MAX_BYTES:
            yield _problem(name, f"it is over the size limit of {MAX_BYTES:,} bytes.")
        elif path.name in _KNOWN and path.parent != folder / "content":
            yield _problem(name, "it is not read where it stands.", "Move it to content.")
        elif path.parent.name == "content" and path.name not in _KNOWN:
            hint = suggest(path.name, _KNOWN) or "Known here: " + ", ".join(sorted(_KNOWN)) + "."
            yield _problem(name, "no content file has this name.", hint)


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the folder if it is a link, and all that is in it, without following a link."""
    if folder.is_symlink():
        yield folder
        return
    for root, folders, names in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted((*names, *(f for f in folders if Path(root, f).is_symlink()))):
            yield Path(root, name)


def _untrue(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    """Yield a problem for each thing that the manifest says and the files do not bear out."""
    file = f"{folder.name}/{MANIFEST}"
    reason = misfit(manifest, folder.name, "the folder")
    if reason:
        yield _problem(file, reason)
    for offer in manifest.offers:
        if offer not in CONTENT_FILES:
            yield _problem(file, f"it offers {offer.value}, which takes code.", "Remove it.")
        elif not (folder / "content" / CONTENT_FILES[offer]).is_file():
            missing = f"{folder.name}/content/{CONTENT_FILES[offer]}"
            yield _problem(missing, f"there is no such file, and module.toml offers {offer.value}.")
    for offer, name in CONTENT_FILES.items():
        if offer not in manifest.offers and (folder / "content" / name).is_file():
            hint = f'Add "{offer.value}" to the offers, or remove the file.'
            message = f"module.toml does not offer {offer.value}."
            yield _problem(f"{folder.name}/content/{name}", message, hint)


def _problem(file: str, message: str, hint: str = "") -> Problem:
    return Problem(place=Place(file=file), message=message, hint=hint)
