"""In which encoding a file is written: its byte order mark, what the user says, or what its bytes show."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from auditor.ingesting.western import is_plain_western, is_western

UTF_8 = "utf-8"
WINDOWS = "windows-1252"
# The longer marks first: that of UTF-32 begins like that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE_BYTES = 1 << 16
BLOCK_BYTES = 1 << 20
BROKEN = "auditor.broken"
HALF = 0xDC00
LONGEST_HELD_BYTES = 1 << 24
LINE_END = re.compile(rb"\r\n|\r|\n")
LINE_END_KEPT = re.compile(rb"(\r\n|\r|\n)")
# What a character of more than one byte begins with in UTF-8; without one, no line need be looked at.
MORE_BYTES = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")


def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    """Windows-1252 leaves five bytes open, which the web reads as control characters; elsewhere each byte becomes half a
    character, which is no text and can be turned back.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    if error.encoding in ("cp1252", "charmap"):
        return bad.decode("latin-1"), error.end
    return "".join(chr(HALF + byte) for byte in bad), error.end


codecs.register_error(BROKEN, _mark_broken)


def marked(start: bytes) -> str:
    """The encoding that the first bytes of a file tell, else ""."""
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    # Without a mark, UTF-16 of Western text has a NUL in every second byte.
    head = start[: min(len(start) & ~1, 4096)]
    if len(head) >= 8:
        for encoding, nuls, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
            # A few characters, such as the Chinese one, have a NUL in the other byte.
            if nuls.count(0) * 10 > len(nuls) * 8 and others.count(0) * 20 <= len(others):
                return encoding
    return ""


def is_utf8(encoding: str) -> bool:
    """Whether the bytes of such a file can be read as they stand."""
    return encoding in (UTF_8, "utf-8-sig")


def read_as(name: str, encoding: str) -> str:
    """What a person should know of a file whose encoding its bytes have shown."""
    return f"{name}: read as {encoding}, as its bytes show -> if letters look wrong, name it with --encoding"


def guessed(start: bytes) -> str:
    """UTF-8, or Windows-1252 where the bytes are no UTF-8, a detector of encodings agrees and the text can be meant so; else ""."""
    lines = [line for line in start.splitlines() if not line.isascii()]
    others = [line for line in lines if not holds_utf8(line)]
    if 2 * len(others) <= len(lines):
        return UTF_8
    sample = b"\n".join(others)[:SAMPLE_BYTES]
    text = sample.decode("cp1252", "replace")
    if is_plain_western(text) and is_western(text):
        return WINDOWS
    # Loaded here: it is needed for a file in a hundred, and takes a while.
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=["cp1252", "cp1250", "cp1251", "cp1253", "cp1254"]).best()
    if best is not None and (best.encoding == "cp1252" or str(best) == text) and is_western(text):
        return WINDOWS
    return ""


def holds_utf8(line: bytes) -> bool:
    """Whether these bytes are text in UTF-8."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def has_one_byte_each(encoding: str) -> bool:
    """Whether each byte is a character of its own in this encoding, and ASCII is ASCII: then text in UTF-8 can be told from it."""
    ascii_bytes = bytes(range(32, 127))
    try:
        alone = all(bytes([byte, 97]).decode(encoding, "replace")[1:] == "a" for byte in range(128, 256))
        return alone and ascii_bytes.decode(encoding) == ascii_bytes.decode()
    except UnicodeError:
        return False


def is_all_utf8(stream: BinaryIO) -> bool:
    """Whether there is more than ASCII in a stream, and all of it is text in UTF-8."""
    decoder, plain = codecs.getincrementaldecoder(UTF_8)(), True
    try:
        while block := stream.read(BLOCK_BYTES):
            plain = plain and block.isascii()
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return not plain


class Recoded:
    """A stream of bytes in another encoding, handed out as UTF-8.

    Where each byte is a character, a line that is text in UTF-8 is taken as such; `utf8_lines` are the numbers of those
    lines, from 1 on.
    """

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(BROKEN)
        self._held = b""
        self._begun = self._ended = False
        self._by_line = has_one_byte_each(encoding)
        self._line_start, self._lines = b"", 0
        self.utf8_lines: set[int] = set()

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes of UTF-8; all that is left when negative."""
        parts, length = [self._held], len(self._held)
        while not self._ended and (size < 0 or length < size):
            parts.append(self._next())
            length += len(parts[-1])
        whole = b"".join(parts)
        cut = len(whole) if size < 0 else size
        self._held = whole[cut:]
        return whole[:cut]

    def _next(self) -> bytes:
        block = self._stream.read(BLOCK_BYTES)
        self._ended = not block
        text = self._by_lines(block) if self._by_line else self._decoder.decode(block, final=not block)
        if not self._begun and text:
            self._begun, text = True, text.removeprefix("\ufeff")
        return text.encode("utf-8", "surrogatepass")

    def _by_lines(self, block: bytes) -> str:
        """The text of all lines that end in this block; of one that does not end in it for long, what there is."""
        known = self._line_start + block
        cut = len(known) if self._ended else _behind_last_line(known)
        if len(known) - cut > LONGEST_HELD_BYTES:
            cut = len(known)
        whole, self._line_start = known[:cut], known[cut:]
        before, self._lines = self._lines, self._lines + len(LINE_END.findall(whole))
        if not MORE_BYTES.search(whole):
            return self._decoder.decode(whole, final=self._ended)
        parts = []
        # Every second piece is a line end.
        for place, piece in enumerate(LINE_END_KEPT.split(whole)):
            is_other = not piece.isascii() and holds_utf8(piece)
            parts.append(piece.decode() if is_other else self._decoder.decode(piece))
            if is_other:
                self.utf8_lines.add(before + place // 2 + 1)
        return "".join(parts)


def _behind_last_line(known: bytes) -> int:
    # A carriage return at the very end may be half a line end.
    end = len(known) - known.endswith(b"\r")
    return max(known.rfind(b"\n", 0, end), known.rfind(b"\r", 0, end)) + 1


def original(text: bytes, encoding: str) -> bytes:
    """The bytes of a line as they stand in the file, from its UTF-8."""
    if is_utf8(encoding):
        return text
    characters = text.decode("utf-8", "surrogatepass")
    try:
        return characters.encode(encoding)
    except UnicodeEncodeError:
        return b"".join(_bytes(character, encoding) for character in characters)


def kept(text: bytes, encoding: str) -> tuple[str, bytes | None]:
    """A line of UTF-8 as it is shown, bytes that are no text spelt out, and its bytes in the file where they are others."""
    if is_utf8(encoding):
        return text.decode("utf-8", "backslashreplace"), None if holds_utf8(text) else text
    exact = original(text, encoding)
    return (text.decode() if holds_utf8(text) else exact.decode(encoding, "backslashreplace")), exact


def _bytes(character: str, encoding: str) -> bytes:
    if HALF <= ord(character) <= HALF + 0xFF:
        return bytes([ord(character) - HALF])
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return character.encode("latin-1", "replace")
