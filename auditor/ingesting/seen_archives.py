"""Archives that have not changed since they were read: what was told of their members then is told again, unopened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor import __version__
from auditor.ingesting import ledger
from auditor.ingesting.refusals import Refusal
from auditor.ingesting.seen import KnownFile, Seen, is_seen
from auditor.model.results import FileAccount

PART = "#"


@dataclass(frozen=True, slots=True)
class OpenedArchive:
    """An archive that was unpacked: its place, its stamp before that, and what is said of it (a line each)."""

    path: Path
    name: str
    stamp: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeenArchive:
    """What an archive was found to hold: members whose bytes are known, refused ones, and what was said."""

    known: tuple[KnownFile, ...]
    refused: tuple[Refusal, ...]
    said: tuple[str, ...]


def seen_archive(path: Path, name: str, seen: Seen) -> SeenArchive | None:
    """What was told of the archive, where it has not changed since and is called the same; else None."""
    text = is_seen(path, seen)
    record = json.loads(text) if text else {}
    # Another version may read what this one refused, and messages begin with the name.
    if record.get("version") != __version__ or record.get("name") != name:
        return None
    return SeenArchive(
        tuple(KnownFile(path, member, sha256) for member, sha256 in record["known"]),
        tuple(Refusal(path, *values) for values in record["refused"]),
        tuple(record["said"]),
    )


def told_of(archive: OpenedArchive, accounts: Sequence[FileAccount]) -> str:
    """What this run told of the archive, as the text to remember; "" when it was refused whole, or its members cannot be known again."""
    if any(one.path == archive.name for one in accounts):
        return ""
    members = [one for one in accounts if one.path.startswith(f"{archive.name}/")]
    sound = [one for one in members if one.status != "refused"]
    refused = [(one.path, one.message, one.table, one.sha256) for one in members if one.status == "refused"]
    known = dict.fromkeys((ledger.file_of(one.path), one.sha256) for one in sound)
    return json.dumps(
        {"version": __version__, "name": archive.name, "known": [*known], "refused": refused, "said": archive.said}
    )
