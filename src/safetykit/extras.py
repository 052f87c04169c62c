"""Optional imports, with an error that names the extra to install.

What belongs here: `need`, and nothing else. Call it inside the function that needs the library.
"""

from __future__ import annotations

import importlib
from typing import Any, Final

from safetykit.errors import MissingExtraError

__all__ = ["need"]

EXTRA_OF: Final = {  # by the first part of the name
    "numpy": "evaluate",
    "scipy": "evaluate",
    "duckdb": "evaluate",
    "narwhals": "evaluate",
    "jinja2": "report",
    "markupsafe": "report",
    "vl_convert": "report",
    "ruamel": "format",
    "click": "cli",
    "rich": "cli",
    "docx": "docx",
    "IPython": "notebook",
    "openpyxl": "xlsx",
    "python_calamine": "xlsx",
    "weasyprint": "pdf",
    "babel": "languages",
    "copier": "template",
    "hypothesis": "test",
    "sphinx": "docs",
}


def need(module: str, *, wanted_by: str) -> Any:
    """Import an optional module, or raise an error that says which extra to install.

    Args:
        module: The dotted name of the module, one that an extra of safetykit provides.
        wanted_by: What the caller is doing, as the start of a sentence: "Reading records".

    Returns:
        The module.

    Raises:
        MissingExtraError: The module is not installed.

    Examples:
        >>> need("json", wanted_by="This example").dumps([1])
        '[1]'
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        library = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != library:
            raise
        raise MissingExtraError(module, EXTRA_OF.get(library, "all"), wanted_by) from error
