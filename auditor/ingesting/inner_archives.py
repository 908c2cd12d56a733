"""Archives inside an archive: they are named, and not unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from auditor.errors import InputFileError
from auditor.ingesting.discovering import FoundFile
from auditor.model.places import ARCHIVE_SUFFIX, kind_suffix


def inner_archives(found: FoundFile) -> tuple[InputFileError, ...]:
    """An error for each archive in the archive `found`, which was unpacked without one."""
    with zipfile.ZipFile(found.path) as archive:
        names = [member.filename for member in archive.infolist() if not member.is_dir()]
    return tuple(
        InputFileError(
            f"{found.name}/{name if name.isprintable() else '?'}",
            "an archive inside an archive is not unpacked",
            f"unpack {found.name} and name the folder",
            table="",
        )
        for name in names
        if kind_suffix(Path(name)) == ARCHIVE_SUFFIX and not _is_hidden(name)
    )


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__")) for part in PurePosixPath(name).parts)
