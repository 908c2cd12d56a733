"""Values as CSV and JSON bytes: fixed order, LF line ends, no clock, so equal results give equal bytes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any

from auditor.model.cells import neutralise
from auditor.model.phrasing import cents

DOUBLE = '"'
# Made once: `dumps` makes a new encoder at each call.
_JSON = json.JSONEncoder(ensure_ascii=False)
_QUOTED = re.compile(r'[",\r\n]')

Row = Mapping[str, Any]


def money(amount: Decimal | None) -> str | None:
    """An amount with two decimals, as text: Decimal("2991") is "2991.00"."""
    return None if amount is None else str(cents(amount))


def day(value: date | None) -> str | None:
    """A date in ISO 8601."""
    return None if value is None else value.isoformat()


def moment(value: datetime) -> str:
    """A UTC time in ISO 8601 to the second: 2025-01-31T09:00:00Z."""
    return value.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def json_bytes(value: Any) -> bytes:
    """Indented JSON that ends with a line feed; text stays readable, keys stay in the order given."""
    return encoded(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def json_rows(rows: Iterable[Row]) -> bytes:
    """A JSON list with one object per line: the indenting encoder is ten times slower."""
    texts = map(_JSON.encode, rows)
    first = next(texts, None)
    if first is None:
        return b"[]\n"
    return _joined(chain(["[\n", first], (",\n" + text for text in texts), ["\n]\n"]))


def json_lines(rows: Iterable[Row]) -> bytes:
    """One JSON object per line."""
    return _joined(_JSON.encode(row) + "\n" for row in rows)


def csv_bytes(columns: Sequence[str], rows: Iterable[Row], numbers: frozenset[str] = frozenset()) -> bytes:
    """A CSV table with a header. Cells of columns outside `numbers` are neutralised (auditor.model.cells).

    None is an empty cell; lists and objects are written as JSON.
    """
    kinds = [(name, name in numbers) for name in columns]
    head = ",".join(map(_quoted, columns)) + "\n"
    return _joined(chain([head], (",".join([_cell(row[name], kind) for name, kind in kinds]) + "\n" for row in rows)))


def _cell(value: Any, number: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        value = _JSON.encode(value) if value else str(value)
    return str(value) if number else _text_cell(str(value))


@lru_cache(maxsize=4096)
def _text_cell(text: str) -> str:
    # Platforms, states, days and clauses come back a thousand times.
    return _quoted(neutralise(text))


def _quoted(cell: str) -> str:
    # The csv module leaves a lone carriage return unquoted when lines end with a line feed, and readers break there.
    return f'"{cell.replace(DOUBLE, DOUBLE * 2)}"' if _QUOTED.search(cell) else cell


def _joined(parts: Iterable[str]) -> bytes:
    # Part by part: of a marketplace, all rows, their text and its bytes would take a gigabyte side by side.
    whole = io.BytesIO()
    for part in parts:
        whole.write(encoded(part))
    return whole.getvalue()


def encoded(text: str) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 cannot hold, is written as its escape."""
    return text.encode("utf-8", "backslashreplace")
