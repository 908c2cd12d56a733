"""CSV cells that a spreadsheet would take for a formula, and the way back.

A text cell that begins with one of = + - @, a tab, a carriage return, a line feed, or a full-width form of the first
four, gets one apostrophe in front. So that the way back is exact, a cell that already begins with apostrophes and then
one of these characters gets one more. Number columns and JSON files are left alone.
"""

from __future__ import annotations

import re

PREFIX = "'"
_STARTS = "=+\\-@\t\r\n＝＋－＠"
_DANGEROUS = re.compile(f"'*[{_STARTS}]")
_NEUTRALISED = re.compile(f"'+[{_STARTS}]")


def neutralise(text: str) -> str:
    """The cell as it may be written to a CSV file: no spreadsheet runs it."""
    return PREFIX + text if _DANGEROUS.match(text) else text


def restore(cell: str) -> str:
    """The text that `neutralise` was given: restore(neutralise(text)) == text for every text."""
    return cell[1:] if _NEUTRALISED.match(cell) else cell
