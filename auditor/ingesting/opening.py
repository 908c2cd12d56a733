"""Opens an input file as plain bytes, whether it is packed or not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from auditor.errors import InputFileError

BLOCK_BYTES = 1 << 22
BOM = b"\xef\xbb\xbf"
FOREIGN_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def is_packed(path: Path) -> bool:
    """Whether the name says gzip."""
    return path.suffix.lower() == ".gz"


@contextmanager
def opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """The unpacked bytes of a file. Raises InputFileError, with `name`, when it cannot be read or is cut off."""
    try:
        with gzip.open(path, "rb") if is_packed(path) else path.open("rb") as stream:
            yield cast(BinaryIO, stream)
    except EOFError as error:
        raise InputFileError(
            name, "the archive is cut off before its end", "download or copy the file again"
        ) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise InputFileError(
            name, "this is no gzip file, or it is damaged", "download or copy the file again"
        ) from error
    except PermissionError as error:
        raise InputFileError(name, "the file may not be read", "allow reading it") from error
    except OSError as error:
        raise InputFileError(
            name, f"the file cannot be read ({error.strerror})", "check the disk and the path"
        ) from error


def head(path: Path, name: str, limit_bytes: int = 1 << 20) -> bytes:
    """The first bytes of a file. Raises InputFileError for a file that is no UTF-8 text at its start."""
    with opened(path, name) as stream:
        start = stream.read(limit_bytes)
    for mark, encoding in FOREIGN_MARKS.items():
        if start.startswith(mark):
            raise InputFileError(name, f"the text is {encoding}, not UTF-8", "save it as UTF-8", 1)
    if b"\0" in start:
        raise InputFileError(name, "the file is binary (it has NUL bytes)", "export it as CSV or JSON, in UTF-8", 1)
    return start.removeprefix(BOM)


def decoded_head(path: Path, name: str) -> str:
    """The start of a file as text; a character cut by the limit is left out, other bad bytes are marked."""
    return head(path, name).decode("utf-8", errors="replace")
