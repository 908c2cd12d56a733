"""Lines above the header of a CSV file: a title, a remark, what names the delimiter; and rows, which are never thrown away."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.ingesting.forms import fields_of, is_row
from auditor.ingesting.pieces import BrokenLine, Layout
from auditor.ingesting.windows import Window

ABOVE = ("E126", "the line stands above the header, and is a row by its fields")


def rows_above(window: Window, above: int, begin: int, layout: Layout) -> tuple[int, list[BrokenLine]]:
    """How many of the `above` lines are rows, and these; a row can fill several lines. The header begins at `begin`."""
    rows = [(line, lines, data) for line, lines, data in _records(window, above, begin) if _is_row(data, layout)]
    return sum(lines for _, lines, _ in rows), [BrokenLine(line + 1, data, (ABOVE,)) for line, _, data in rows]


def _is_row(data: bytes, layout: Layout) -> bool:
    return is_row(fields_of(data, layout.delimiter), layout.forms)


def _records(window: Window, above: int, begin: int) -> Iterator[tuple[int, int, bytes]]:
    """(line, number of lines, bytes) of what stands above; by physical lines where the quotes are not in order there."""
    cut = window.cut(0)
    spans = [(start, end) for start, end in zip(cut.starts.tolist(), cut.ends.tolist(), strict=True) if start < begin]
    in_order = window.base_at(begin) == 0 and not cut.misquoted[: len(spans)].any()
    line = 0
    while line < above:
        start, last = (int(window.line_nexts[line - 1]) if line else 0), line
        if in_order:
            end = next(end for first, end in spans if first == start)
            last = int(window.line_ends.searchsorted(end))
        yield line, last - line + 1, window.data[start : int(window.line_ends[last])]
        line = last + 1
