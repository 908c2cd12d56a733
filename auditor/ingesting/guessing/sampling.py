"""The first rows of a file of unknown make: its delimiter, its header and a bounded number of rows as text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from auditor.errors import InputFileError
from auditor.ingesting.discovering import FoundFile
from auditor.ingesting.headers import LINES_ABOVE, SEPARATOR_LINE, Heading, csv_headings
from auditor.ingesting.json_cells import cell, flat, wrapper_of
from auditor.ingesting.json_lists import is_lines, json_lists, rows_of
from auditor.ingesting.opening import HEAD_BYTES, head, opened
from auditor.ingesting.recognising import plain
from auditor.model.places import CSV_SUFFIXES, JSON_SUFFIXES

SAMPLE_ROWS = 500
SURPLUS = 4
MOSTLY_NAMED = 0.6


@dataclass(frozen=True, slots=True)
class Sample:
    """The start of a file: `rows` as wide as `header`; `delimiter` is "" for JSON, where `wrapper` is the key of the
    object that is the row, and `lists_beside` are lists of the document that were not looked at."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ""
    encoding: str = "utf-8"
    lines_above: int = 0
    wrapper: str = ""
    lists_beside: tuple[str, ...] = ()

    def cells(self, index: int) -> tuple[str, ...]:
        """The filled cells of a column, trimmed."""
        texts = (row[index].strip() for row in self.rows)
        return tuple(text for text in texts if text)

    @property
    def usable(self) -> tuple[int, ...]:
        """Columns that a profile can name: those with a name, the first of each."""
        first: dict[str, int] = {}
        for index, name in enumerate(self.header):
            first.setdefault(plain(name), index)
        return tuple(index for name, index in first.items() if name)


def take_sample(found: FoundFile, encoding: str | None = None) -> Sample:
    """The start of the file. Raises InputFileError for a file that is empty, binary, or of another kind."""
    if found.suffix in JSON_SUFFIXES:
        return _json(found, encoding)
    if found.suffix not in CSV_SUFFIXES:
        kinds = ", ".join(sorted(CSV_SUFFIXES | JSON_SUFFIXES))
        raise InputFileError(found.name, "a profile is guessed for tables only", f"name one of {kinds}", table="")
    text, known = head(found.path, found.name, encoding)
    headings = csv_headings(text, found.suffix, found.name)
    if "\0" in headings[0].names[0]:
        raise InputFileError(found.name, "the file is binary (it has NUL bytes)", "export it as CSV or JSON", 1)
    best = max(_parsed(text, headings), key=_worth, default=None)
    if best is None or not best.rows:
        raise InputFileError(found.name, "no rows stand below the header", "export a time in which something happened")
    return Sample(found.name, best.heading.names, best.rows, best.heading.delimiter, known, best.heading.lines_above)


def _json(found: FoundFile, declared: str | None) -> Sample:
    encoding, lists = json_lists(found, declared)
    lists = [one for one in lists if one.sound] or lists
    chosen = max(lists, key=lambda one: one.rows)
    if not chosen.sound:
        problem = f"no row can be read: {chosen.fault}"
        raise InputFileError(found.name, problem, "repair a row, or export it again", chosen.line)
    start, _ = head(found.path, found.name, encoding)
    with opened(found.path, found.name, encoding) as stream:
        rows = rows_of(stream, is_lines(found.suffix, start), found.name)
        mine = (
            row.value.value for row in rows if not isinstance(row, int) and row.part == chosen.part and not row.faults
        )
        values = list(islice(mine, SAMPLE_ROWS))
    wrapper = wrapper_of(values[0])
    flattened = [flat(value, wrapper) for value in values]
    cells = tuple(tuple(cell(row.get(key)) or "" for key in chosen.flat_keys) for row in flattened)
    more = tuple(one.part for one in lists if one is not chosen)
    return Sample(found.name, chosen.flat_keys, cells, encoding=encoding, wrapper=wrapper, lists_beside=more)


@dataclass(frozen=True, slots=True)
class _Parsed:
    """The file under one delimiter; `even_share` of the lines below the header are as wide as it is."""

    heading: Heading
    rows: tuple[tuple[str, ...], ...]
    even_share: float


def _parsed(text: str, headings: Sequence[Heading]) -> Iterator[_Parsed]:
    """The file under each delimiter, from the first line on that names about as many columns as most lines have."""
    for delimiter in dict.fromkeys(heading.delimiter for heading in headings):
        records = list(islice(_records(text, delimiter), SAMPLE_ROWS + LINES_ABOVE))
        widths = Counter(len(record) for record in records)
        usual = widths.most_common(1)[0][0] if records else 0
        fitting = (one for one in headings if one.delimiter == delimiter and _is_header(one.names, usual))
        heading = next(fitting, None)
        if heading:
            place = next(at for at, record in enumerate(records) if tuple(record) == heading.names)
            even = [_fitted(record, heading.names) for record in records[place + 1 :] if len(record) == usual]
            share = len(even) / max(len(records) - place - 1, 1)
            yield _Parsed(heading, tuple(even[:SAMPLE_ROWS]), share)


def _is_header(names: Sequence[str], usual: int) -> bool:
    # Some exports put delimiters without names behind the header, or behind the rows.
    named = sum(1 for name in names if name.strip())
    return len(names) >= usual - SURPLUS and usual * MOSTLY_NAMED <= named <= usual and bool(named)


def _fitted(record: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple((*record, *("" for _ in names))[: len(names)])


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    said = SEPARATOR_LINE.match(text)
    rows = csv.reader(io.StringIO(text[said.end() if said else 0 :], newline=""), delimiter=delimiter)
    before: list[str] = []
    try:
        for record in rows:
            if before:
                yield before
            before = record
    except csv.Error:
        return
    # Where the start of the file is all that was read, its last record may be half of one.
    if before and len(text) < HEAD_BYTES // 4:
        yield before


def _worth(parsed: _Parsed) -> tuple[float, int]:
    return parsed.even_share * (1 - 1 / (len(parsed.heading.names) + 1)), len(parsed.rows)
