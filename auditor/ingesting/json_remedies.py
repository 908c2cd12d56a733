"""What to do about each fault of a JSON row."""

from __future__ import annotations

from auditor.ingesting.json_causes import COMMENT, ZERO
from auditor.ingesting.json_values import Fault

WHERE = "in private/quarantine.csv or in the export"
BY_CODE = {
    "E125": "write the letters that are meant",
    "E130": "write it as JSON",
    "E131": 'write the row as an object such as {"payment_id": "p1"} that says something',
    "E132": "keep one of the two",
    "E133": "write the number that is meant, or null",
    "E134": "write the character that is meant in its place",
    "E136": "write the row with less nesting",
    "E204": "write the id as a text or a number",
}
# Behind the end of a document, or where it was cut off, nothing is to be repaired by itself.
OF_ENDS = {
    "text stands behind the end of the row": f"leave one object, with nothing before or behind it, {WHERE}",
    "this stands behind the end of the document": "take it out, or put it into the list above the end, in the export",
    "the document ends": "the export is cut off: export it again",
}
# How what Python's reader says begins, and which mark is to be put right.
BY_PROBLEM = {
    "a comma is missing": "put a comma before it",
    "a comma stands": "take that comma out",
    "a value was expected here": "take out the mark that stands there, or write the value that is missing",
    "a key was expected": "write a key in double quotes and a colon before the value",
    f"this is no JSON ({COMMENT}": "take the comment out",
    f"this is no JSON ({ZERO}": "write the number without it, or put an id into double quotes",
    "this is no JSON (the character U+": "take that character out",
    "this is no JSON (Expecting property name": "write keys in double quotes, and no comma before the closing bracket",
    "this is no JSON (Expecting ':'": "write a colon between key and value",
    "this is no JSON (Expecting ','": "write a comma between members, and \\\" for a quote inside of a text",
    "this is no JSON (Invalid control character": "close the text with a double quote where one is missing, which is likely at a line break; else write line breaks as \\n and tabs as \\t inside of texts",
    "this is no JSON (Invalid \\": "write a backslash as \\\\",
    "this is no JSON (Unterminated string": "close the text with a double quote",
    "this is no JSON (Extra data": "leave one object, with nothing before or behind it",
    "this is no JSON (Illegal trailing comma": "take out the comma before the closing bracket",
    "this is no JSON (Expecting value": "put texts into double quotes, write numbers as 12.5, and true, false or null else",
}  # fmt: skip


def with_remedy(fault: Fault) -> str:
    """The fault as it is shown: its code, what is wrong, and what to do about it."""
    code, problem = fault
    if code == "E135":
        return f"{code} {problem} -> {_first(OF_ENDS, problem, OF_ENDS['the document ends'])}"
    what = _first(BY_PROBLEM, problem, BY_CODE[code]) if code == "E130" else BY_CODE[code]
    named = ", or name the file's encoding with --encoding NAME" if code == "E125" else ""
    # Nothing is loaded of a row whose text was taken out: that only the export can say.
    named = ", or take it out of the export" if code == "E131" else named
    return f"{code} {problem} -> {what}, {WHERE}{named}"


def _first(by_start: dict[str, str], problem: str, otherwise: str) -> str:
    return next((what for start, what in by_start.items() if problem.startswith(start)), otherwise)
