"""One pass over the bytes of a file: its hash, and counts that do not depend on any CSV reader.

Quotes decide what is structure: a newline or delimiter counts only outside of them, which is exact for well-formed CSV
and shows where a file is not. Everything is done on whole blocks, never byte by byte in Python.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from auditor.errors import InputFileError
from auditor.ingesting.opening import BLOCK_BYTES, BOM, opened

QUOTE, NEWLINE, RETURN = 34, 10, 13
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ByteCounts:
    """What the bytes of a CSV file say.

    `starts` are the byte offsets of its records (blank lines left out, the header is record 0), `ends` where their text
    ends, `lines` their 1-based physical lines. `bare_quote_line` and `newline_fault_line` are 0 when there is none.
    """

    sha256: str
    size_bytes: int
    physical_lines: int
    delimiters: int
    starts: Numbers
    ends: Numbers
    lines: Numbers
    open_quote: bool
    bare_quote_line: int
    newline_fault_line: int

    @property
    def records(self) -> int:
        """Number of records, the header included."""
        return len(self.starts)

    @property
    def longest_bytes(self) -> int:
        """Length of the longest record."""
        return int((self.ends - self.starts).max()) if self.records else 0


def sha256_of(path: Path) -> str:
    """The hash of the file as it lies on the disk, packed or not."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def count(path: Path, name: str, delimiter: str) -> ByteCounts:
    """Read the whole file once. Raises InputFileError for bytes that are no UTF-8, for NUL bytes and for a cut archive."""
    packed = path.suffix.lower() == ".gz"
    scan = _Scan(name, ord(delimiter), hashlib.sha256())
    with opened(path, name) as stream:
        scan.skip_mark(stream.read(len(BOM)))
        while block := stream.read(BLOCK_BYTES):
            scan.feed(block)
    return scan.finish(sha256_of(path) if packed else None)


@dataclass(slots=True)
class _Scan:
    name: str
    delimiter: int
    digest: hashlib._Hash
    offset: int = 0
    newlines: int = 0
    delimiters: int = 0
    inside: int = 0
    last: int = NEWLINE
    last_closed: bool = False
    first: int = 0
    bare_quote_line: int = 0
    newline_fault_line: int = 0
    ends: list[Numbers] = field(default_factory=list)
    next_lines: list[Numbers] = field(default_factory=list)
    returns: list[npt.NDArray[np.bool_]] = field(default_factory=list)
    decoder: codecs.IncrementalDecoder = field(default_factory=lambda: codecs.getincrementaldecoder("utf-8")())

    def skip_mark(self, opening: bytes) -> None:
        """Take the first bytes of the file; a byte order mark is hashed, but is no content."""
        if opening == BOM:
            self.digest.update(BOM)
            self.offset = self.first = len(BOM)
        elif opening:
            self.feed(opening)

    def feed(self, block: bytes) -> None:
        """Count one block, whatever it cuts in two."""
        self.digest.update(block)
        self._check_text(block)
        data = np.frombuffer(block, np.uint8)
        quotes = data == QUOTE
        parity = np.cumsum(quotes, dtype=np.uint8)
        if self.inside:
            parity += np.uint8(1)
        inside = (parity & 1).view(np.bool_)
        before = np.concatenate((np.array([self.last], np.uint8), data[:-1]))
        breaks = np.flatnonzero(data == NEWLINE)
        self._check_quotes(data, before, quotes, inside, breaks)
        self._check_returns(data, before, inside, breaks)
        self._take_breaks(before, inside, breaks)
        self.delimiters += int(np.count_nonzero((data == self.delimiter) & ~inside))
        self.newlines += len(breaks)
        self.inside, self.last, self.offset = int(inside[-1]), int(data[-1]), self.offset + len(block)
        self.last_closed = bool(quotes[-1] and not inside[-1])

    def _check_text(self, block: bytes) -> None:
        if b"\0" in block:
            line = self.newlines + block.count(b"\n", 0, block.index(b"\0")) + 1
            raise InputFileError(self.name, "the file has NUL bytes", "export it again as UTF-8 text", line)
        if block.isascii() and not self.decoder.getstate()[0]:
            return
        held = len(self.decoder.getstate()[0])
        try:
            self.decoder.decode(block)
        except UnicodeDecodeError as error:
            place = max(error.start - held, 0)
            line = self.newlines + block.count(b"\n", 0, place) + 1
            problem = f"byte {self.offset + place + 1} of the file is no UTF-8"
            raise InputFileError(self.name, problem, "save the file as UTF-8", line) from error

    def _check_quotes(
        self,
        data: npt.NDArray[np.uint8],
        before: npt.NDArray[np.uint8],
        quotes: npt.NDArray[np.bool_],
        inside: npt.NDArray[np.bool_],
        breaks: Numbers,
    ) -> None:
        # A quote opens after a delimiter or a line end, or right after one that closed (an escaped quote).
        if self.bare_quote_line:
            return
        places = np.flatnonzero(quotes)
        opening = places[inside[places]]
        previous = before[opening]
        bad = opening[(previous != self.delimiter) & (previous != NEWLINE) & (previous != QUOTE)]
        after = places[~inside[places]] + 1
        after = after[after < len(data)]
        if self.last_closed:
            after = np.concatenate((np.zeros(1, after.dtype), after))
        following = data[after]
        fits = (following == self.delimiter) | (following == NEWLINE) | (following == RETURN) | (following == QUOTE)
        wrong = np.concatenate((bad, after[~fits]))
        if len(wrong):
            self.bare_quote_line = self.newlines + int(np.searchsorted(breaks, wrong.min())) + 1

    def _check_returns(
        self,
        data: npt.NDArray[np.uint8],
        before: npt.NDArray[np.uint8],
        inside: npt.NDArray[np.bool_],
        breaks: Numbers,
    ) -> None:
        # A lone carriage return outside of quotes ends a line for some readers and not for others.
        if self.newline_fault_line:
            return
        after = np.flatnonzero((before == RETURN) & (data != NEWLINE) & ~inside & (data != QUOTE))
        if len(after):
            self.newline_fault_line = self.newlines + int(np.searchsorted(breaks, after[0])) + 1

    def _take_breaks(self, before: npt.NDArray[np.uint8], inside: npt.NDArray[np.bool_], breaks: Numbers) -> None:
        kept = np.flatnonzero(~inside[breaks])
        places = breaks[kept]
        returned = before[places] == RETURN
        self.ends.append(places.astype(np.int64) + self.offset)
        self.next_lines.append(kept.astype(np.int64) + self.newlines + 2)
        self.returns.append(returned)

    def finish(self, packed_sha256: str | None) -> ByteCounts:
        if self.decoder.getstate()[0]:
            problem = "the last character of the file is cut off"
            raise InputFileError(self.name, problem, "save the file as UTF-8", self.newlines + 1)
        breaks = np.concatenate([np.zeros(0, np.int64), *self.ends])
        returned = np.concatenate([np.zeros(0, np.bool_), *self.returns])
        starts = np.concatenate((np.array([self.first], np.int64), breaks + 1))
        lines = np.concatenate((np.ones(1, np.int64), *self.next_lines))
        ends = np.concatenate((breaks - returned, np.array([self.offset], np.int64)))
        filled = ends > starts
        return ByteCounts(
            sha256=packed_sha256 or self.digest.hexdigest(),
            size_bytes=self.offset,
            physical_lines=self.newlines + (0 if self.last == NEWLINE else 1),
            delimiters=self.delimiters,
            starts=starts[filled],
            ends=ends[filled],
            lines=lines[filled],
            open_quote=bool(self.inside),
            bare_quote_line=self.bare_quote_line,
            newline_fault_line=self.newline_fault_line or _mixed(returned, lines),
        )


def _mixed(returned: npt.NDArray[np.bool_], lines: Numbers) -> int:
    """The first line that ends in another way than the first one, or 0."""
    if not len(returned) or returned.all() or not returned.any():
        return 0
    return int(lines[np.flatnonzero(returned != returned[0])[0]])


def first_uneven_line(path: Path, name: str, delimiter: str, counts: ByteCounts, width: int) -> int:
    """The line of the first record that has not `width` columns, 0 when all have. Reads the file again."""
    with opened(path, name) as stream:
        for start, end, line in zip(counts.starts[1:], counts.ends[1:], counts.lines[1:], strict=True):
            stream.seek(int(start))
            parts = stream.read(int(end - start)).split(b'"')
            if sum(part.count(delimiter.encode()) for part in parts[::2]) != width - 1:
                return int(line)
    return 0
