"""In which encoding a JSON file is written: UTF-8 as a rule, but what is no UTF-8 is told by its bytes, as in CSV."""

from __future__ import annotations

from pathlib import Path

from auditor.ingesting.encodings import SAMPLE_BYTES, UTF_8, guessed
from auditor.ingesting.opening import head, opened

BLOCK_BYTES = 1 << 22


def json_encoding(path: Path, name: str, declared: str | None) -> str:
    """A byte order mark decides, then what the user has `declared`, then the texts of the file with more than ASCII in them."""
    _, encoding = head(path, name, declared, may_guess=False)
    if declared or encoding != UTF_8:
        return encoding
    return guessed(_sample(path, name)) or UTF_8


def _sample(path: Path, name: str) -> bytes:
    """Texts between quotes, one a line, because a document may be a single line: one broken text must not speak for all."""
    texts: list[bytes] = []
    size = 0
    with opened(path, name) as stream:
        while size < SAMPLE_BYTES and (block := stream.read(BLOCK_BYTES)):
            if not block.isascii():
                # At its borders a block may cut a character.
                found = [text for text in block.split(b'"')[1:-1] or [block] if not text.isascii()]
                texts += found
                size += sum(map(len, found))
    return b"\n".join(texts)
