"""An audit to which nothing has happened since the last: the same files, options, day and program, and its outputs stand as they are.

The marker of an output folder is sealed when an audit would say the same again: with one hash over what was asked, and
over size, times and inode of the files that were read, of the store and of the outputs. Whatever changes one of them
breaks the seal, and then the audit is made.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import __version__, rooms
from auditor.model import places
from auditor.model.resources import DEFAULT
from auditor.settings import Settings

if TYPE_CHECKING:
    from auditor.model.results import AuditResult

SEAL = b"sealed "


def asked(settings: Settings) -> str:
    """What an audit is asked and reads, as one hash; call it before anything is read. Empty where each has to be made."""
    if not settings.inputs or settings.out is None or settings.engine != "duckdb":
        return ""
    # Whoever wants files read again, people told or clients erased has asked for more than outputs.
    if settings.verify or settings.notify or settings.keep_days or settings.pdf or settings.about:
        return ""
    plain = replace(settings, progress=True, quiet=False, brief=False, wait_seconds=0.0, resources=DEFAULT)
    named = [settings.policy, settings.rates, settings.rules, settings.baseline, *settings.ingest.named_profiles]
    beside = [line for one in named if one for line in _below(Path(one), every=True)]
    read = [line for one in settings.inputs for line in _below(one, every=False)]
    return _hash([__version__, repr(astuple(plain)), str(Path.cwd()), *_program(), *beside, "", *read])


def stands(settings: Settings) -> bool:
    """Whether the outputs in the settings' folder are what an audit by them would write now, but for its id and times."""
    if not (settings.out and (settings.out / places.OUTPUT_MARKER).is_file()):
        return False
    with suppress(OSError):
        *_, last = (settings.out / places.OUTPUT_MARKER).read_bytes().splitlines() or [b""]
        told = asked(settings)
        return bool(told) and last == SEAL + _seal(settings, told).encode()
    return False


def seal(settings: Settings, told: str, result: AuditResult) -> None:
    """Seal the outputs of an audit if another one would say the same; call it while nobody else may write to the store.

    Without the seal, as on a full disk, the next audit is made.
    """
    if not told or not says_the_same_again(result):
        return
    assert settings.out is not None
    marker = settings.out / places.OUTPUT_MARKER
    temporary = marker.with_name(f"{places.TEMPORARY}{secrets.token_hex(8)}")
    with suppress(OSError):
        line = SEAL + _seal(settings, told).encode() + b"\n"
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as target:
                target.write(places.OUTPUT_MARKER_TEXT + line)
            temporary.replace(marker)
        finally:
            temporary.unlink(missing_ok=True)


def says_the_same_again(result: AuditResult) -> bool:
    """Whether the next audit of the same store says what this one did: what is new in one is new no longer in the next."""
    is_quiet = not (result.new or result.resolved or result.moved or result.erased)
    is_known = not any(one.rows_loaded or one.rows_updated for one in result.files)
    last = result.last_policy
    is_alike = result.last_as_of == result.as_of and last is not None and last.sha256 == result.policy.sha256
    # A rule that took too long may have the time tomorrow.
    return is_quiet and is_known and is_alike and not result.failed


def _seal(settings: Settings, told: str) -> str:
    assert settings.out is not None
    store = sorted(
        one for one in settings.db.parent.iterdir() if one.name.startswith(settings.db.name) and one.is_file()
    )
    outputs = [one for folder in (settings.out, settings.out / places.PRIVATE) for one in sorted(folder.iterdir())]
    written = [one for one in outputs if one.is_file() and one.name != places.OUTPUT_MARKER]
    return _hash([told, *map(_stamp, store), "", *map(_stamp, written)])


def _below(place: Path, *, every: bool) -> Iterator[str]:
    """A line for each file at a path or below it, but for outputs: all of them, or those that could be read as data."""
    if not place.is_dir():
        yield _stamp(place)
        return
    for folder, folders, files in os.walk(place):
        if places.OUTPUT_MARKER in files:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # A link to a folder is not followed, which is said.
        yield from (_stamp(Path(folder, name)) for name in folders if Path(folder, name).is_symlink())
        yield from (_stamp(Path(folder, name)) for name in sorted(files) if every or places.is_input_name(name))


def _program() -> Iterator[str]:
    """A line for each file of the program: one that was edited may judge otherwise."""
    package = Path(__file__).resolve().parent
    for place in dict.fromkeys((package, rooms.sql_folder())):
        for folder, folders, files in os.walk(place):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            yield from (_stamp(Path(folder, name)) for name in sorted(files))


def _stamp(path: Path) -> str:
    """A path with size, times in nanoseconds and inode of what lies there; the path alone where nothing does."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return f"{path} -"
    return f"{path} {found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_ino}"


def _hash(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
