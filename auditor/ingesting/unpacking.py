"""Archives among the inputs: their members become files, in one private folder, and what is said of each is kept by archive."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.errors import InputFileError
from auditor.ingesting.archives import private_folder, unpack
from auditor.ingesting.discovering import FoundFile
from auditor.ingesting.inner_archives import inner_archives
from auditor.ingesting.refusals import Refusal
from auditor.ingesting.seen import KnownFile, Seen, stamp_of
from auditor.ingesting.seen_archives import OpenedArchive, seen_archive


class Unpacking:
    """The archives of one plan. `folder` is made when the first one is opened; those that are `seen` stay closed."""

    def __init__(self, seen: Seen) -> None:
        self.folder: TemporaryDirectory[str] | None = None
        self._seen = seen
        self._said: dict[Path, list[str]] = {}
        self._opened: dict[Path, tuple[str, str]] = {}

    def members(self, found: FoundFile, known: list[KnownFile], refused: list[Refusal]) -> tuple[FoundFile, ...]:
        """The data files in an archive that must be read; what is known or refused of it goes to those lists."""
        said = self._said.setdefault(found.path, [])
        before = seen_archive(found.path, found.name, self._seen)
        if before:
            known += before.known
            refused += before.refused
            said += before.said
            return ()
        self._opened[found.path] = found.name, stamp_of(found.path)
        self.folder = self.folder or private_folder()
        try:
            unpacked = unpack(found, Path(self.folder.name))
        except InputFileError as error:
            refused.append(Refusal(found.path, found.name, str(error), error.table))
            return ()
        inner = inner_archives(found)
        for one in (*unpacked.refused, *inner):
            refused.append(Refusal(found.path, one.file, str(one), one.table))
        others = unpacked.passed_over - len(inner)
        if not (unpacked.files or unpacked.passed_over or unpacked.refused):
            said.append(f"{found.name}: the archive is empty -> download or copy it again")
        if others:
            files = (
                "1 file in it is no data file and was"
                if others == 1
                else f"{others} files in it are no data files and were"
            )
            said.append(f"{found.name}: {files} not read")
        return unpacked.files

    def said_of(self, member: FoundFile, others: list[str]) -> list[str]:
        """Where to put what is said of a member: to its archive; of a file that is none, to `others`."""
        return self._said[member.archive] if member.archive else others

    def all_said(self) -> list[str]:
        """What is said of all archives, in their order."""
        return [line for lines in self._said.values() for line in lines]

    def archives(self) -> tuple[OpenedArchive, ...]:
        """The archives that were opened."""
        return tuple(
            OpenedArchive(path, name, stamp, tuple(self._said[path])) for path, (name, stamp) in self._opened.items()
        )
