"""Cuts an OFX file into its transactions: bytes from <STMTTRN> to </STMTTRN>, and beside them what belongs to none.

The marks may be written in any case, with blanks, attributes or a prefix (<ofx:STMTTRN id="7">). What is told of the account
and the currency stands above the transactions of each statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from auditor.ingesting.ofx_counting import REACH, counted
from auditor.ingesting.ofx_leaves import BLANKS, unescaped

BLOCK_BYTES = 1 << 20
# A transaction longer than this is handed out in parts: what holds it would not fit into memory with the rest.
LONGEST = 1 << 25
LONGEST_COMMENT = 1 << 20
NAMES = rb"STMTTRN|BANKTRANLIST|(?:CC|INV)?STMTRS|CURDEF|ACCTID|OFX"
MARK = re.compile(rb"<\s*+(/?)\s*+(?:[\w.\-]++:)?(" + NAMES + rb")(?![\w.:\-])[^<>]{0,1000}+>?|(<!--)", re.IGNORECASE)
VALUE = re.compile(rb"[^<]{0,1000}+")
LEAF = re.compile(rb"<\s*+(?:[\w.\-]++:)?(?:TRNTYPE|TRNAMT|DTPOSTED|FITID)[\s>]", re.IGNORECASE)
TEXT = re.compile(rb"\s*+[^\s<]")
NO_END = "the transaction has no end before the next one"
NO_START = "this belongs to a transaction that has no beginning"


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one transaction, its line, and what stood above it: currency and account. `fault` is empty when it is whole.

    `is_counted` is false for what no mark of a transaction stands for.
    """

    line: int
    data: bytes
    currency: str
    account: str
    fault: str = ""
    is_counted: bool = True


class Cutter:
    """Reads a stream once. After the last piece, `line` is the number of physical lines, `size` that of bytes."""

    def __init__(self) -> None:
        self.line, self.size, self.commented, self.is_ended = 1, 0, 0, False
        self._held, self._at, self._counted = b"", 0, 0
        self._half_end, self._ends_with_a_line = False, True
        # What is held back begins here: a transaction, or what stands between two of them. -1: nothing.
        self._start = -1
        self._is_open = self._is_in_list = self._is_cut = self._was_opened = self._is_without_close = False
        self._currency = self._account = ""

    def pieces(self, stream: BinaryIO) -> Iterator[Piece]:
        """All transactions in order, and what is left over between them."""
        while True:
            block = stream.read(BLOCK_BYTES)
            self.size += len(block)
            self._held += block
            self._is_without_close = False
            yield from self._marks(final=not block)
            if not block:
                yield from self._flush(len(self._held))
                self._count_to(len(self._held))
                self.line -= self._ends_with_a_line
                return
            if self._start >= 0 and len(self._held) - self._start > LONGEST:
                was_open = self._is_open
                yield from self._flush(self._at)
                self._start, self._is_open, self._is_cut = self._at, was_open, was_open
            self._let_go(self._start if self._start >= 0 else self._at)

    def _let_go(self, end: int) -> None:
        self._count_to(end)
        self._held = self._held[end:]
        self._at, self._counted = self._at - end, 0
        self._start -= end if self._start >= 0 else 0

    def _marks(self, final: bool) -> Iterator[Piece]:
        for mark in MARK.finditer(self._held, self._at):
            if mark.start() < self._at:
                continue
            end = self._end_of(mark, final)
            if end < 0:
                self._at = mark.start()
                return
            self._at = end
            if mark[3]:
                yield from self._comment(mark.start(), end)
            else:
                yield from self._mark(mark, end)
        if not final:
            # A mark may be cut by the border.
            last = self._held.rfind(b"<", self._at)
            self._at = last if last >= 0 and len(self._held) - last <= REACH else len(self._held)

    def _end_of(self, mark: re.Match[bytes], final: bool) -> int:
        """Where the mark ends, with the comment or the value that it begins; -1 when that has not come yet."""
        end = mark.end()
        if mark[3] and not self._is_open:
            close = -1 if self._is_without_close else self._held.find(b"-->", end)
            if close >= 0:
                return close + 3
            # What is not found once is not looked for again behind every other beginning.
            self._is_without_close = True
            return end if final or len(self._held) - end > LONGEST_COMMENT else -1
        if mark[2] and mark[2].upper() in (b"CURDEF", b"ACCTID") and not mark[1]:
            value = VALUE.match(self._held, end)
            end = value.end() if value else end
        return end if final or end < len(self._held) else -1

    def _mark(self, mark: re.Match[bytes], end: int) -> Iterator[Piece]:
        is_end, name = bool(mark[1]), mark[2].upper()
        if name == b"STMTTRN":
            yield from self._transaction(mark, is_end)
        elif name in (b"CURDEF", b"ACCTID"):
            if not self._is_open and not self._is_in_list:
                yield from self._flush(mark.start())
                self._start = end
            if not (is_end or self._is_open):
                said = self._held[mark.end() : end].decode("utf-8", "replace")
                text = unescaped(said).strip(BLANKS)
                self._currency, self._account = (text, self._account) if name == b"CURDEF" else (self._currency, text)
        else:
            yield from self._flush(mark.start())
            self._is_in_list = name == b"BANKTRANLIST" and not is_end
            # A transaction that lost its mark may stand anywhere, in no list too, and behind an end that tore it in two.
            self._start = end
            self.is_ended = name == b"OFX" and is_end
            if name != b"BANKTRANLIST":
                self._currency = self._account = ""

    def _transaction(self, mark: re.Match[bytes], is_end: bool) -> Iterator[Piece]:
        if not is_end:
            yield from self._flush(mark.start())
            self._start, self._is_open = mark.start(), True
        else:
            if self._is_open:
                yield self._piece(mark.end(), NO_END if self._is_cut else "")
            else:
                self._start = mark.start() if self._start < 0 else self._start
                yield self._piece(mark.end(), NO_START, not self._was_opened)
            self._start, self._is_open, self._is_cut = mark.end(), False, False
        self._was_opened = not is_end

    def _comment(self, start: int, end: int) -> Iterator[Piece]:
        if not self._is_open and self._held[end - 3 : end] == b"-->":
            yield from self._flush(start)
            inside = counted(self._held[start:end], self._was_opened)
            self.commented += inside.total
            self._was_opened = inside.is_open
            self._start = end

    def _flush(self, end: int) -> Iterator[Piece]:
        """What is held back and ends here without an end of its own."""
        if self._is_open:
            yield self._piece(end, NO_END)
        elif self._start >= 0 and _is_left_over(self._held, self._start, end, self._is_in_list):
            yield self._piece(end, NO_START, False)
        self._start, self._is_open, self._is_cut = -1, False, False

    def _piece(self, end: int, fault: str, is_counted: bool = True) -> Piece:
        text = self._held[self._start : end]
        data = text if self._is_open else text.lstrip()
        self._count_to(end - len(data))
        return Piece(
            self.line,
            _without_line_end(data) if fault else data,
            self._currency,
            self._account,
            fault,
            is_counted and not self._is_cut,
        )

    def _count_to(self, end: int) -> None:
        """Count the physical lines before `end`; CR LF that lies on both sides of a border is one line end."""
        text = self._held[self._counted : end]
        if text:
            self.line += text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")
            self.line -= self._half_end and text.startswith(b"\n")
            self._half_end = text.endswith(b"\r")
            self._ends_with_a_line = text.endswith((b"\n", b"\r"))
            self._counted = end


def _is_left_over(held: bytes, start: int, end: int, is_in_list: bool) -> bool:
    """Whether this holds what only a transaction says, or text where a list has tags: its mark was lost."""
    return bool((is_in_list and TEXT.match(held, start, end)) or LEAF.search(held, start, end))


def _without_line_end(data: bytes) -> bytes:
    """Without what stands behind the last line; blanks at its end stay."""
    bare = data.rstrip()
    blanks = data[len(bare) :]
    return bare + blanks[: min(place if (place := blanks.find(mark)) >= 0 else len(blanks) for mark in (b"\r", b"\n"))]
