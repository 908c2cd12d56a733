"""Zip archives: members by allow-list, within limits, unpacked to a private folder. A damaged archive is read not at all."""

from __future__ import annotations

import lzma
import mmap
import os
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from auditor.errors import InputFileError
from auditor.ingesting.discovering import IGNORED_NAMES, FoundFile
from auditor.ingesting.opening import MOST_RATIO, RATIO_COUNTS_FROM_BYTES
from auditor.model.places import is_data_name

MOST_MEMBERS = 1_000
MOST_BYTES = 16 << 30
# Small, so that little of a damaged member is not told to be sound.
BLOCK_BYTES = 1 << 16
PREFIX = "auditor-unpacked-"
LOCAL_HEADER = b"PK\x03\x04"
# What the standard reader raises for bytes that are no sound archive, by member, method and name.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The data files of an archive, each named `<archive>/<member>`, how many members of other kinds there were, and an
    error for each data file that is not taken.
    """

    files: tuple[FoundFile, ...]
    passed_over: int
    refused: tuple[InputFileError, ...] = ()


def private_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for unpacked members; those of processes that are gone are swept first."""
    for stale in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        number = stale.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdigit() and not Path("/proc", number).exists() and Path("/proc/self").exists():
            shutil.rmtree(stale, ignore_errors=True)
    return tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-")


def unpack(found: FoundFile, folder: Path) -> Unpacked:
    """Unpack the data files of a zip archive. Raises InputFileError when it is damaged, encrypted or beyond the limits."""
    try:
        with zipfile.ZipFile(found.path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            chosen = [member for member in members if _is_chosen(member.filename)]
            if len(chosen) > MOST_MEMBERS:
                problem = f"the archive has {len(chosen)} data files, more than {MOST_MEMBERS}"
                raise InputFileError(found.name, problem, "unpack it and name the folder")
            named = [member for member in chosen if _is_safe(member.filename)]
            refused = [_unsafe(found, member.filename) for member in chosen if member not in named]
            files: list[FoundFile] = []
            for member, name in zip(named, _told_apart(found, named), strict=True):
                # What is wrong with one member costs none of the others.
                try:
                    files.append(_read(name, found, archive, member, folder))
                except InputFileError as error:
                    refused.append(error)
    except DAMAGED as error:
        raise _damaged(found, _where(found)) from error
    except RuntimeError as error:
        problem = "the archive is encrypted, or packed in a way that is not known here"
        raise InputFileError(found.name, problem, "unpack it and name the folder") from error
    return Unpacked(tuple(files), len(members) - len(chosen), tuple(refused))


def _is_chosen(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__")) and part != ".." for part in parts)
    return is_data_name(name) and parts[-1] not in IGNORED_NAMES and not hidden


def _is_safe(name: str) -> bool:
    return name.isprintable() and "\\" not in name and _is_inside(name)


def _unsafe(found: FoundFile, name: str) -> InputFileError:
    problem = "the name of this member of the archive leads out of it or cannot be shown, so it was not read"
    shown = "".join(one if one.isprintable() else "?" for one in name)
    return InputFileError(f"{found.name}/{shown}", problem, "unpack it yourself and name the folder")


def _is_inside(name: str) -> bool:
    return not name.startswith("/") and not re.match(r"[A-Za-z]:", name) and ".." not in PurePosixPath(name).parts


def _told_apart(found: FoundFile, members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """The names of the members, as they are shown; an archive can hold several of one name, and each is accounted for."""
    times = Counter[str]()
    for member in members:
        times[member.filename] += 1
        number = times[member.filename]
        yield f"{found.name}/{member.filename}" + (f" ({number})" if number > 1 else "")


def _read(name: str, found: FoundFile, archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> FoundFile:
    """A member of the archive as a file of its own, whole or not at all."""
    # The member's own name never becomes a path.
    number = len(list(folder.iterdir()))
    suffixes = "".join(PurePosixPath(member.filename.lower()).suffixes[-2:])
    target = folder / f"{number}{suffixes}"
    lines = 0
    try:
        with archive.open(member) as source, target.open("xb") as sink:
            size = 0
            while block := source.read(BLOCK_BYTES):
                size, lines = size + len(block), lines + block.count(b"\n")
                too_large = size > RATIO_COUNTS_FROM_BYTES and size > MOST_RATIO * max(member.compress_size, 1)
                if too_large or size + _used(folder, target) > MOST_BYTES:
                    problem = "this member of the archive unpacks to far more than an export holds"
                    raise InputFileError(name, problem, "look at it before you unpack it yourself")
                sink.write(block)
    except DAMAGED as error:
        target.unlink(missing_ok=True)
        where = f"behind its line {lines}, its last good row" if lines else "and no row of it is known to be good"
        problem = f"this member of the archive is cut off or damaged {where}; nothing of it was loaded"
        raise InputFileError(name, problem, "download or copy the archive again") from error
    except InputFileError:
        target.unlink(missing_ok=True)
        raise
    return FoundFile(target, name, found.named, found.path)


def _used(folder: Path, but: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path != but)


def _damaged(found: FoundFile, where: str) -> InputFileError:
    problem = f"the archive is cut off or damaged{where}; nothing of it was loaded"
    return InputFileError(found.name, problem, "download or copy it again")


def _where(found: FoundFile) -> str:
    if not found.path.stat().st_size:
        return ""
    with found.path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return "".join(_last_good(data))


def _last_good(data: mmap.mmap) -> Iterator[str]:
    """Where a cut archive ends: its last member, and the last whole line in it."""
    place = data.rfind(LOCAL_HEADER)
    if place < 0 or len(data) < place + 30:
        return
    name_bytes, extra_bytes = (int.from_bytes(data[place + at : place + at + 2], "little") for at in (26, 28))
    begin = place + 30 + name_bytes + extra_bytes
    name = data[place + 30 : place + 30 + name_bytes].decode("utf-8", "replace")
    yield f" in {name if name.isprintable() else 'its last member'}"
    if int.from_bytes(data[place + 8 : place + 10], "little") == zipfile.ZIP_DEFLATED:
        lines = _lines(data, begin)
        yield f", whose last good row is line {lines}" if lines else ", of which no row is known to be good"


def _lines(data: mmap.mmap, begin: int) -> int:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    lines = 0
    for start in range(begin, len(data), 1 << 14):
        try:
            lines += unpacker.decompress(data[start : start + (1 << 14)]).count(b"\n")
        except zlib.error:
            break
    return lines
