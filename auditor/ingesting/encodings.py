"""In which encoding a file is written: its byte order mark, what the user says, or what its bytes show."""

from __future__ import annotations

import codecs
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
    if sum(map(holds_utf8, lines)) * 2 >= len(lines):
        return UTF_8
    sample = b"\n".join(lines)[:SAMPLE_BYTES]
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


class Recoded:
    """A stream of bytes in another encoding, handed out as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(BROKEN)
        self._held = b""
        self._begun = self._ended = False

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
        text = self._decoder.decode(block, final=not block)
        if not self._begun and text:
            self._begun, text = True, text.removeprefix("\ufeff")
        return text.encode("utf-8", "surrogatepass")


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
