"""How the documentation is built: `sphinx-build -W docs docs/_build/html`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

import safetykit

project = "safetykit"
author = "The safetykit developers"
copyright = author
release = version = safetykit.__version__
language = "en-GB"

extensions = [
    "sphinx.ext.autodoc",
    "myst_parser",
    "accessible",
    "api_pages",
    "content_reference",
    "safetykit.sphinxext",
    "listings",
    "plan_reference",
    "public_pages",
    "signatures",
    "toolkit_pages",
]
exclude_patterns = ["_build", "_generated", "_ext"]
default_role = "code"
nitpicky = True
nitpick_ignore_regex = [
    ("py:class", r"(.*\.)?[A-Z](_co)?"),  # type variables
    ("py:class", r"(safetykit\.\w+\.\w+\.)?_\w+"),  # private protocols and aliases in signatures
]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
myst_number_code_blocks = []

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True  # a source of records by its name, not its whole description
add_module_names = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = "safetykit"
html_static_path = ["_static"]
html_css_files = ["safetykit.css"]
html_favicon = "_static/icon.svg"
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {"top_of_page_buttons": []}
