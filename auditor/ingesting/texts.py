"""Which bytes of a window are no text: NUL bytes, and bytes that are no UTF-8."""

from __future__ import annotations

import numpy as np

from auditor.ingesting.windows import Places, Window


def nul_places(window: Window) -> Places:
    """Where NUL bytes stand."""
    return np.flatnonzero(window.bytes == 0) if b"\0" in window.data else np.zeros(0, np.int64)


def unread_places(window: Window) -> Places:
    """The first byte of each physical line that is no UTF-8. An unfinished last line is left out."""
    whole = int(window.line_nexts[-1]) if len(window.line_nexts) else 0
    if _is_text(window.data[:whole]):
        return np.zeros(0, np.int64)
    lines = np.unique(window.lines_before(np.flatnonzero(window.bytes[:whole] >= 128)))
    starts = np.concatenate((np.zeros(1, np.int64), window.line_nexts))[lines]
    spans = zip(starts.tolist(), window.line_ends[lines].tolist(), strict=True)
    return np.array([place for start, end in spans if (place := _first_unread(window.data, start, end)) >= 0], np.int64)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _first_unread(data: bytes, start: int, end: int) -> int:
    try:
        data[start:end].decode()
    except UnicodeDecodeError as error:
        return start + error.start
    return -1
