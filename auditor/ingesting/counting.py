"""One pass over the bytes of a CSV file: whether its records are sound, and how many, by no CSV reader's word.

The same cut into records serves the slow path; here it only counts, and stops at the first thing that is not as in a
plain file, because then the slow path must read it anyway.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from auditor.ingesting.opening import BOM, opened
from auditor.ingesting.places import Numbers, RowLines
from auditor.ingesting.windows import Cut, Window

WINDOW_BYTES = 1 << 22


@dataclass(frozen=True, slots=True)
class ByteCounts:
    """What the bytes of a plain CSV file say: every record has `width` fields, and ends as the first one does.

    `rows` are the lines of the records below the header (blank lines left out), `longest_bytes` the longest of them.
    """

    size_bytes: int
    physical_lines: int
    width: int
    rows: RowLines
    longest_bytes: int


def sha256_of(path: Path) -> str:
    """The hash of the file as it lies on the disk, packed or not."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def count(path: Path, name: str, delimiter: str) -> ByteCounts | None:
    """Read the whole file once; None for a file that is not plain, or not sound. Raises InputFileError when it is cut off."""
    scan = _Scan(ord(delimiter))
    with opened(path, name) as stream:
        block = stream.read(WINDOW_BYTES)
        held, mark = b"", block.startswith(BOM)
        while True:
            window = Window(held + (block.removeprefix(BOM) if mark else block), ord(delimiter), final=not block)
            mark = False
            taken = scan.take(window)
            if taken is None:
                return None
            held = window.data[taken:]
            if window.final:
                break
            # A record that fills the window: the next one is twice as long.
            block = stream.read(WINDOW_BYTES if taken else max(WINDOW_BYTES, len(held)))
    return scan.finish()


class _Scan:
    """What the windows so far say."""

    def __init__(self, delimiter: int) -> None:
        self.delimiter = delimiter
        self.lines = self.records = self.width = self.longest = self.ending = self.size_bytes = 0
        self.header = b""
        self.parts: list[RowLines] = []

    def take(self, window: Window) -> int | None:
        """How much of the window is read; None when something in it is not as in a plain file."""
        cut = window.cut(0)
        whole = len(window.data) if window.final else cut.tail
        if not self._is_plain(window, cut):
            return None
        filled = cut.ends > cut.starts
        starts, ends = cut.starts[filled], cut.ends[filled]
        widths = cut.widths[filled]
        if not self.header and len(starts):
            self.header = window.data[int(starts[0]) : int(ends[0])]
            starts, ends, widths = starts[1:], ends[1:], widths[1:]
        if len(starts) and not self._is_even(window, starts, ends, widths):
            return None
        lines = window.lines_before(starts) + self.lines + 1
        self.parts.append(RowLines.of(lines, self.records))
        self.records += len(starts)
        self.lines += int(window.lines_before(np.array([whole]))[0])
        self.size_bytes += whole
        return whole

    def _is_plain(self, window: Window, cut: Cut) -> bool:
        if b"\0" in window.data or np.any(cut.misquoted) or (window.final and cut.tail < len(window.data)):
            return False
        return self._is_text(window, cut) and self._ends_alike(window, cut)

    def _is_text(self, window: Window, cut: Cut) -> bool:
        if window.data.isascii():
            return True
        try:
            window.data[: len(window.data) if window.final else cut.tail].decode()
        except UnicodeDecodeError:
            return False
        return True

    def _ends_alike(self, window: Window, cut: Cut) -> bool:
        # A CR that is no half of CR LF is for the slow path, also inside of quotes.
        pairs = np.count_nonzero(window.line_nexts - window.line_ends == 2) if b"\r" in window.data else 0
        half = not window.final and window.data.endswith(b"\r")
        if window.data.count(b"\r") - half != pairs:
            return False
        sizes = np.append(cut.starts[1:], cut.tail) - cut.ends
        sizes = sizes[sizes > 0]
        self.ending = self.ending or (int(sizes[0]) if len(sizes) else 0)
        return bool(np.all(sizes == self.ending))

    def _is_even(self, window: Window, starts: Numbers, ends: Numbers, widths: Numbers) -> bool:
        lengths = ends - starts
        self.width = self.width or int(widths[0])
        self.longest = max(self.longest, int(lengths.max()))
        if np.any(widths != self.width):
            return False
        # A line that repeats the header is no row.
        may_repeat = window.data.startswith(self.header) or window.data.find(b"\n" + self.header) >= 0
        return not (may_repeat and self._repeats(window, starts, lengths))

    def _repeats(self, window: Window, starts: Numbers, lengths: Numbers) -> bool:
        alike = starts[lengths == len(self.header)].tolist()
        return any(window.data[start : start + len(self.header)] == self.header for start in alike)

    def finish(self) -> ByteCounts:
        return ByteCounts(self.size_bytes, self.lines, self.width, RowLines.joined(self.parts), self.longest)
