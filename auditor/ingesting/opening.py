"""Opens an input file as UTF-8 bytes, whether it is packed or not and whatever its encoding is."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from auditor.errors import InputFileError
from auditor.ingesting.encodings import UTF_8, Recoded, guessed, has_one_byte_each, is_all_utf8, is_utf8, marked

BLOCK_BYTES = 1 << 22
GZIP = zlib.MAX_WBITS | 16
BOM = b"\xef\xbb\xbf"
HEAD_BYTES = 1 << 20
# Measured with zip at level 9 on 100,000 and 200,000 rows: with ids 25-110 times; without ids, all columns constant but a day
# that changes every 60 rows, 242; the very same row throughout, 257. One byte that repeats is packed 1,030 times, which is
# all that deflate can: so the limit stands between these. What unpacks to less than the size below does no harm.
MOST_RATIO = 600
RATIO_COUNTS_FROM_BYTES = 4 << 20


def is_packed(path: Path) -> bool:
    """Whether the name says gzip."""
    return path.suffix.lower() == ".gz"


@contextmanager
def opened(path: Path, name: str, encoding: str = UTF_8) -> Iterator[BinaryIO]:
    """The unpacked bytes of a file, as UTF-8. Raises InputFileError, with `name`, when it cannot be read or is cut off."""
    try:
        with gzip.open(path, "rb") if is_packed(path) else path.open("rb") as stream:
            packed_bytes = path.stat().st_size if is_packed(path) else 0
            plain = cast(BinaryIO, Limited(stream, packed_bytes, name) if packed_bytes else stream)
            yield plain if is_utf8(encoding) else cast(BinaryIO, Recoded(plain, encoding))
    except EOFError as error:
        _, last = _sound_lines(path)
        problem = f"the archive is cut off before its end; {last_good(last)}, and nothing of it was loaded"
        raise InputFileError(name, problem, "download or copy the file again", last) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        last, reached = _sound_lines(path)
        beyond = (
            f" (what follows unpacks as far as line {reached}, and a byte of it is wrong)" if reached > last else ""
        )
        problem = f"the archive is damaged; {last_good(last)}{beyond}, and nothing of it was loaded"
        if not (last or reached):
            problem = "this is no gzip file, or it is damaged from its start"
        raise InputFileError(name, problem, "download or copy the file again", last) from error
    except PermissionError as error:
        raise InputFileError(name, "the file may not be read", "allow reading it") from error
    except OSError as error:
        raise InputFileError(
            name, f"the file cannot be read ({error.strerror})", "check the disk and the path"
        ) from error


class Limited:
    """A packed stream that does not unpack to far more than any export would."""

    def __init__(self, stream: gzip.GzipFile | BinaryIO, packed_bytes: int, name: str) -> None:
        self._stream, self._packed_bytes, self._name, self._size = stream, packed_bytes, name, 0

    def read(self, size: int = -1) -> bytes:
        """Like the stream's own. Raises InputFileError beyond the limit."""
        block = self._stream.read(size)
        self._size += len(block)
        if self._size > RATIO_COUNTS_FROM_BYTES and self._size > MOST_RATIO * self._packed_bytes:
            problem = f"the archive unpacks to more than {MOST_RATIO} times its size"
            raise InputFileError(self._name, problem, "look at it before you unpack it yourself")
        return block


def last_good(lines: int) -> str:
    """What is said of an archive of which so many whole lines can be unpacked."""
    return f"its last good row is line {lines}" if lines else "no row of it is known to be good"


def _sound_lines(path: Path) -> tuple[int, int]:
    """How many whole lines of a broken gzip file stand in parts whose check sums hold, and how many can be unpacked at all."""
    unpacker, sound, lines, data = zlib.decompressobj(GZIP), 0, 0, b""
    with path.open("rb") as stream:
        while data or (data := stream.read(1 << 14)):
            before = unpacker.copy()
            try:
                lines += unpacker.decompress(data).count(b"\n")
            except zlib.error:
                # A block that holds the error gives nothing of what stands before it: so byte by byte, from the block's start.
                return sound, lines + sum(part.count(b"\n") for part in _until_it_breaks(before, data))
            data = unpacker.unused_data
            if unpacker.eof:
                unpacker, sound = zlib.decompressobj(GZIP), lines
    return sound, lines


def is_utf8_instead(path: Path, name: str, declared: str) -> bool:
    """Whether all of a file is text in UTF-8, with more than ASCII in it, though another encoding is `declared` for it.

    Raises InputFileError when the file cannot be read to its end.
    """
    if is_utf8(declared) or not has_one_byte_each(declared):
        return False
    with opened(path, name) as stream:
        return is_all_utf8(stream)


def _until_it_breaks(unpacker: Any, data: bytes) -> Iterator[bytes]:
    with suppress(zlib.error):
        for place in range(len(data)):
            yield unpacker.decompress(data[place : place + 1])


def head(path: Path, name: str, declared: str | None = None, may_guess: bool = True) -> tuple[str, str]:
    """The start of a file as text, and its encoding as far as that start tells; bad bytes are marked.

    A byte order mark decides; else what the user has `declared`; else UTF-8, unless the bytes speak against it.
    """
    with opened(path, name) as stream:
        start = stream.read(HEAD_BYTES)
    encoding = marked(start) or declared or (guessed(start) if may_guess else "") or UTF_8
    return start.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding
