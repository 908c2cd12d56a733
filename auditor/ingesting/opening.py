"""Opens an input file as UTF-8 bytes, whether it is packed or not and whatever its encoding is."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from auditor.errors import InputFileError
from auditor.ingesting.encodings import UTF_8, Recoded, guessed, is_utf8, marked

BLOCK_BYTES = 1 << 22
BOM = b"\xef\xbb\xbf"
HEAD_BYTES = 1 << 20


def is_packed(path: Path) -> bool:
    """Whether the name says gzip."""
    return path.suffix.lower() == ".gz"


@contextmanager
def opened(path: Path, name: str, encoding: str = UTF_8) -> Iterator[BinaryIO]:
    """The unpacked bytes of a file, as UTF-8. Raises InputFileError, with `name`, when it cannot be read or is cut off."""
    try:
        with gzip.open(path, "rb") if is_packed(path) else path.open("rb") as stream:
            plain = cast(BinaryIO, stream)
            yield plain if is_utf8(encoding) else cast(BinaryIO, Recoded(plain, encoding))
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


def head(path: Path, name: str, declared: str | None = None) -> tuple[str, str]:
    """The start of a file as text, and its encoding as far as that start tells; bad bytes are marked.

    A byte order mark decides; else what the user has `declared`; else UTF-8, unless the bytes speak against it.
    """
    with opened(path, name) as stream:
        start = stream.read(HEAD_BYTES)
    encoding = marked(start) or declared or guessed(start) or UTF_8
    return start.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding
