"""Finds the input files of the paths named, and gives each a name that outputs may show."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import UsageError
from auditor.model.places import OUTPUT_MARKER, is_input_name, kind_suffix

IGNORED_NAMES = frozenset({"truth.jsonl"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to look at. `name` is its path below the folder named (its file name when it was named itself);
    `archive` is the archive that a member was unpacked from."""

    path: Path
    name: str
    named: bool
    archive: Path | None = None

    @property
    def suffix(self) -> str:
        """The suffix that tells the kind, without .gz."""
        return kind_suffix(self.path)


def find(inputs: Sequence[Path]) -> tuple[FoundFile, ...]:
    """All files with a data suffix below the inputs, and all files named, once each, sorted by name.

    Raises UsageError for a path that does not exist.
    """
    seen: dict[Path, tuple[Path, Path | None]] = {}
    for given in sorted(inputs, key=lambda path: (not path.is_dir(), str(path))):
        for path, folder in _below(given):
            seen.setdefault(path.resolve(), (path, folder))
    found = [(path, folder) for path, folder in seen.values()]
    names = _names(found)
    files = [FoundFile(path, name, folder is None) for (path, folder), name in zip(found, names, strict=True)]
    return tuple(sorted(files, key=lambda file: file.name))


def _below(given: Path) -> Iterator[tuple[Path, Path | None]]:
    if given.is_dir():
        yield from ((path, given) for path in _walk(given))
    elif given.is_file():
        yield given, None
    elif given.exists():
        raise UsageError(f"{given}: this is no file that can be read twice -> write it to a file, and name that")
    else:
        raise UsageError(f"{given}: there is no such file or folder -> check the path")


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder, onerror=_unreadable):
        if OUTPUT_MARKER in files:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if not name.startswith(".") and name not in IGNORED_NAMES and _is_data(path):
                yield path


def passed_over(inputs: Sequence[Path]) -> tuple[str, ...]:
    """What lies below the folders named, looks like exports and is not read, a line each with its remedy."""
    said = []
    for given in (path for path in inputs if path.is_dir()):
        for place, folders, files in os.walk(given):
            if OUTPUT_MARKER in files:
                folders.clear()
                continue
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            paths = [Path(place, name) for name in (*folders, *sorted(files)) if not name.startswith(".")]
            said += [f"{_shown(str(path.relative_to(given)))}: {why}" for path in paths if (why := _why_not(path))]
    return tuple(said)


def _why_not(path: Path) -> str:
    if path.is_dir():
        # A folder that holds the link would be read again and again.
        inside = path.resolve() in (place.resolve() for place in path.parents)
        return LINKED if path.is_symlink() and not inside else ""
    if not is_input_name(path.name) or path.is_file():
        return ""
    return DANGLING if path.is_symlink() else NO_FILE


LINKED = "this is a link to a folder and was not followed -> name that folder too if its files are to be read"
DANGLING = "this link leads to no file, so that nothing of it was read -> put the file there, or take the link away"
NO_FILE = "this is no file that can be read twice and was passed over -> write it to a file"


def _unreadable(error: OSError) -> None:
    raise UsageError(f"{error.filename}: this folder cannot be read -> allow reading it, or name the files beside it")


def _is_data(path: Path) -> bool:
    return is_input_name(path.name) and path.is_file()


def _names(found: list[tuple[Path, Path | None]]) -> list[str]:
    names = [path.relative_to(folder).as_posix() if folder else path.name for path, folder in found]
    for name in {name for name in names if names.count(name) > 1}:
        alike = [index for index, other in enumerate(names) if other == name]
        # Equal names below different folders: shown from the folder that both lie in.
        shared = os.path.commonpath([found[index][0].resolve().parent for index in alike])
        for index in alike:
            names[index] = found[index][0].resolve().relative_to(shared).as_posix()
    return [_shown(name) for name in names]


def _shown(name: str) -> str:
    """A name whose bytes are no UTF-8, as text."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
