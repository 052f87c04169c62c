"""Strict reading and writing of YAML and JSON, for every kind of document.

What belongs here: the one YAML dialect (`read_plain`), places in a text (`Text.place`), the one
converter between plain data and attrs classes (`structure`, `unstructure`), and atomic writing
(`write_text`, `write_bytes`). Cells of workbooks are in `sheets`. What does not: any class that is
read; they live on the floors above.
"""

from safetykit.serial.atomic import write_bytes, write_text
from safetykit.serial.comments import Comment, find_comments
from safetykit.serial.convert import PlainData, structure, unstructure
from safetykit.serial.dump import dump_json, dump_yaml
from safetykit.serial.text import Text, decode_text, read_text
from safetykit.serial.yaml import parse_plain, parse_with_problems

__all__ = [
    "Comment",
    "PlainData",
    "Text",
    "decode_text",
    "dump_json",
    "dump_yaml",
    "find_comments",
    "parse_plain",
    "parse_with_problems",
    "read_text",
    "structure",
    "unstructure",
    "write_bytes",
    "write_text",
]
