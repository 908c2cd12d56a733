"""The text of a JSON document, seen through a window that moves on and grows only where one value is larger than it."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

WINDOW_BYTES = 1 << 20
LONGEST_INDENT = 1_000
FAR = 1 << 14
NEAR_SCAN = 1 << 13
BLANK = re.compile(r"[ \t\r\n]*")
LINE_END = re.compile(r"\r\n|\n|\r")


class JsonText:
    """Characters of a stream of UTF-8 bytes. `at` is the place in `held` that is read next, `line` its physical line.

    `end_is_told` once somebody has said that the document is cut off. Bytes that are no UTF-8 stand as lone surrogates, so that the bytes can be had again.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self.held, self.at, self.line, self.ended = "", 0, 1, False
        self._half_end, self.ends_with_a_line = False, True
        self.end_is_told = False
        # The brackets around what is read now.
        self.open_ones: list[str] = []
        # How far the end of a broken value is looked for by its brackets first: some rows farther than the last one went.
        self.reach = NEAR_SCAN
        self.fill()
        self.held = self.held.removeprefix("\ufeff")

    def fill(self) -> None:
        """Read on: as much again as is held. What was read before `at` is let go of, but for the indent of the line."""
        self._let_go()
        block = self._stream.read(max(WINDOW_BYTES, len(self.held)))
        self.ended = not block
        self.held += self._decoder.decode(block, final=not block)

    def near(self) -> None:
        """Let go of much that was read: whoever tells a fault counts the lines before it from the start of what is held."""
        if self.at > FAR:
            self._let_go()

    def _let_go(self) -> None:
        begin = max(self.held.rfind(mark, 0, self.at) for mark in "\r\n") + 1
        begin = max(begin, self.at - LONGEST_INDENT)
        self.held, self.at = self.held[begin:], self.at - begin

    def peek(self) -> str:
        """The next character that is no blank, "" at the end; blanks before it are passed."""
        while True:
            match = BLANK.match(self.held, self.at)
            self.pass_to(match.end() if match else self.at)
            if self.at < len(self.held) or self.ended:
                return self.held[self.at : self.at + 1]
            self.fill()

    def hold(self, characters: int) -> None:
        """See to it that the next so many characters are held, or what is left of them; nothing is passed."""
        while len(self.held) - self.at < characters and not self.ended:
            self.fill()

    def ahead(self, characters: int) -> str:
        """The next so many characters, or what is left of them; nothing is passed."""
        self.hold(characters)
        return self.held[self.at : self.at + characters]

    def pass_to(self, place: int) -> str:
        """Go on to `place` and return what lies before it; lines are counted."""
        text = self.held[self.at : place]
        if text:
            # CR LF that lies on both sides of a border is one line end.
            self.line += len(LINE_END.findall(text)) if "\r" in text else text.count("\n")
            self.line -= self._half_end and text[0] == "\n"
            self._half_end = text[-1] == "\r"
            self.ends_with_a_line = text[-1] in "\r\n"
        self.at = place
        return text

    def rest_of_line(self) -> str:
        """The text up to the end of the line, which is passed."""
        while True:
            match = LINE_END.search(self.held, self.at)
            if match or self.ended:
                return self.pass_to(match.start() if match else len(self.held))
            self.fill()
