"""Whether a file is OFX, and in which encoding it is written: its head says one, which its bytes may contradict."""

from __future__ import annotations

import re
from pathlib import Path

from auditor.errors import InputFileError
from auditor.ingesting.encodings import SAMPLE_BYTES, UTF_8, guessed, holds_utf8, is_utf8
from auditor.ingesting.opening import head, opened

BLOCK_BYTES = 1 << 20
OFX = re.compile(r"<\s*+(?:[\w.\-]++:)?OFX[\s>]", re.IGNORECASE)
# OFX 1.x: CHARSET:1252; 2.x: <?xml encoding="ISO-8859-1"?>.
CHARSET = re.compile(r"""\bCHARSET\s*[:=]\s*["']?([\w\-]+)|<\?xml[^>]*\bencoding\s*=\s*["']([\w\-]+)""", re.IGNORECASE)
CHARSETS = {
    "1250": "windows-1250", "1251": "windows-1251", "1252": "windows-1252", "1253": "windows-1253", "1254": "windows-1254",
    "1257": "windows-1257", "8859-1": "iso-8859-1", "8859-2": "iso-8859-2", "8859-15": "iso-8859-15", "932": "cp932",
    "shift_jis": "cp932", "936": "gbk", "gb2312": "gbk", "gbk": "gbk", "950": "big5", "big5": "big5", "949": "cp949", "euc-kr": "cp949",
}  # fmt: skip


def ofx_encoding(path: Path, name: str, declared: str | None) -> str:
    """The encoding of an OFX file: a mark, what the user has `declared`, what most of its bytes show, what its head says.

    Many banks say 1252 and write UTF-8. Raises InputFileError when this is no OFX file.
    """
    text, encoding = head(path, name, declared, may_guess=False)
    if not OFX.search(text):
        raise InputFileError(name, "this is no OFX file", "export it again as OFX or CSV", 1)
    if declared or not is_utf8(encoding):
        return encoding
    odd, sound, sample = _texts(path, name)
    if not odd or sound * 2 >= odd:
        return encoding
    said = CHARSET.search(text)
    word = (said[1] or said[2]).lower() if said else ""
    return CHARSETS.get(re.sub("^(?:windows|cp|iso)-?", "", word)) or guessed(sample) or UTF_8


def _texts(path: Path, name: str) -> tuple[int, int, bytes]:
    """How many texts between tags hold more than ASCII, how many of these are UTF-8, and a sample of them."""
    odd, sound, sample, held = 0, 0, b"", b""
    with opened(path, name) as stream:
        while True:
            block = stream.read(BLOCK_BYTES)
            texts = (held + block).split(b"<")
            # A file may be one line. The last text goes on behind the border.
            held = texts.pop() if block and len(texts[-1]) < BLOCK_BYTES else b""
            for text in [one for one in texts if not one.isascii()]:
                odd, sound = odd + 1, sound + holds_utf8(text)
                sample += text + b"\n" if len(sample) < SAMPLE_BYTES else b""
            if not block:
                return odd, sound, sample
