"""Decimal marks, marks between thousands, and the order of day and month of a whole file, from its values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from auditor.ingesting import clocks
from auditor.ingesting.guessing.looks import (
    Cells,
    days_and_months,
    firsts_and_thirds,
    is_named,
    is_ordered,
    is_time,
    may_begin_with_year,
)
from auditor.ingesting.marks import Marks as InFile
from auditor.ingesting.marks import number_form
from auditor.ingesting.signs import bare_text

NUMERIC = re.compile(r"[+-]?\$?\d[\d.,'’ \u00a0\u202f]*")
STYLES = ((".", ""), (".", ","), (",", ""), (",", "."), (",", " "), (",", "\u00a0"), (",", "\u202f"),
          (".", "'"), (".", "’"), (".", " "), (".", "\u00a0"), (".", "\u202f"))  # fmt: skip
MOSTLY = 0.9
# A sum below the rows, or "about 300", does not make texts of a column of numbers.
LEAST_NUMBERS = 0.6


@dataclass(frozen=True, slots=True)
class Marks:
    """How the numbers of a file are written; `doubt` is a number that could be read in two ways ("" = there is none)."""

    decimal: str
    thousands: str
    doubt: str = ""

    def reads(self, text: str) -> bool:
        """Whether this is a number so written."""
        return bool(self._form.fullmatch(bare_text(text)))

    def value(self, text: str) -> str:
        """The number with a decimal point and no other marks."""
        bare = bare_text(text).replace("$", "")
        return (bare.replace(self.thousands, "") if self.thousands else bare).replace(self.decimal, ".")

    @property
    def _form(self) -> re.Pattern[str]:
        return _form(self.decimal, self.thousands)


@cache
def _form(decimal: str, thousands: str) -> re.Pattern[str]:
    return re.compile(number_form(InFile(decimal, thousands)))


def marks_of(columns: Sequence[Cells]) -> Marks:
    """The marks that read the most numbers; of equals, those under which fewest numbers have three decimals."""
    numbers = [text for cells in columns if _is_numeric(cells) for text in cells.texts if _is_number(text)]
    styles = [Marks(decimal, thousands) for decimal, thousands in STYLES]
    read = {style: sum(map(style.reads, numbers)) for style in styles}
    most = max(read.values())
    equals = [style for style in styles if read[style] == most]
    best = min(equals, key=lambda style: sum(_has_three_decimals(style, text) for text in numbers))
    return Marks(best.decimal, best.thousands, _doubt(best, equals, numbers))


def _is_numeric(cells: Cells) -> bool:
    return cells.share(_is_number) >= LEAST_NUMBERS and cells.share(is_time) < MOSTLY


def _is_number(text: str) -> bool:
    return NUMERIC.fullmatch(bare_text(text)) is not None


def _has_three_decimals(style: Marks, text: str) -> bool:
    return style.reads(text) and len(style.value(text).rpartition(".")[2]) == 3 and "." in style.value(text)


def _doubt(best: Marks, equals: Sequence[Marks], numbers: Sequence[str]) -> str:
    for style in equals:
        for text in numbers:
            if style.reads(text) and best.reads(text) and style.value(text) != best.value(text):
                return text
    return ""


def date_order_of(columns: Sequence[Cells]) -> tuple[str, str]:
    """The order of day and month, "iso" where none is needed, "column" where it cannot be told; and what it rests on."""
    texts = [text for cells in columns for text in cells.texts if is_ordered(text)]
    if not texts:
        named = any(is_named(text) for cells in columns for text in cells.texts)
        return ("named", "months are named") if named else ("iso", "")
    if all(map(may_begin_with_year, texts)) and not clocks.is_year_last(*firsts_and_thirds(texts)):
        return "column", "the year may stand first or last"
    first, second = days_and_months(texts)
    if first and second:
        return "column", f"{first} dates have the day first and {second} the month"
    if first or second:
        return ("dmy", f"{first} days above 12") if first else ("mdy", f"{second} days above 12")
    return "column", "no day is above 12"
