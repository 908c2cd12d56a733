"""What was erased where, for archives and for people: the receipt of `auditor forget` and of `audit --keep-days`."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from auditor import __version__, publishing
from auditor.forgetting import Erased, left_sentence
from auditor.model.phrasing import count as counted
from auditor.model.visible import safe


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to erase (a client, or all without a trace for `keep_days` days before `as_of`) and from where."""

    client: str | None
    keep_days: int | None
    as_of: date
    db: Path
    backups: tuple[Path, ...] = ()
    outputs: bool = False
    dry_run: bool = False

    @property
    def limit(self) -> date | None:
        """The first day that is kept."""
        return None if self.keep_days is None else self.as_of - timedelta(days=self.keep_days)

    @property
    def reason(self) -> str:
        """What the receipt says of why."""
        return "asked for" if self.limit is None else f"nothing since {self.limit}"


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """Outputs of an earlier run: `names` are the files that name the erased, `unread` those that cannot be looked into and
    of which nothing tells whom they name; `removed` are all files that were taken away, `left` those that are still there,
    files of others included, `gone` says that the folder went too."""

    place: Path
    names: tuple[str, ...]
    unread: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased where. `unopened` are files beside the store that look like copies of it and are none to open."""

    at: datetime
    asked: Asked
    stores: tuple[tuple[Path, Erased], ...]
    unopened: tuple[Path, ...]
    outputs: tuple[OutputFolder, ...]


def as_record(receipt: Receipt) -> dict[str, object]:
    """The receipt for programs and archives: who was erased is in it as digests only."""
    return {
        "erased_at": f"{receipt.at.isoformat()}Z",
        "auditor": __version__,
        "reason": receipt.asked.reason,
        "rehearsal": receipt.asked.dry_run,
        "stores": [_store(store, one) for store, one in receipt.stores],
        "not_opened": [str(path) for path in receipt.unopened],
        "outputs": [_folder(one) for one in receipt.outputs],
    }


def _store(store: Path, one: Erased) -> dict[str, object]:
    return {
        "store": str(store),
        "deleted": {table: count for table, count in one.deleted.items() if count},
        "salt": one.salt,
        "subjects": list(one.subjects),
        "exports": list(one.exports),
        "payments_perhaps_theirs": [list(found) for found in one.payers],
        "left_in_rows_of_others": [list(found) for found in one.mentions],
    }


def _folder(one: OutputFolder) -> dict[str, object]:
    return {
        "folder": str(one.place),
        "files": list(one.names),
        "not_looked_into": list(one.unread),
        "removed": bool(one.removed) and not set(one.names) & set(one.left),
        "removed_files": list(one.removed),
        "folder_removed": one.gone,
        "left": list(one.left),
    }


def write(out: Path, run_id: str, text: str) -> Path:
    """Write the receipt of what a run erased beside its outputs, whole or not at all. Raises PublishError."""
    final = out / publishing.PRIVATE / f"{publishing.RECEIPT}{run_id}.json"
    temporary = final.with_name(f"{publishing.TEMPORARY}{secrets.token_hex(8)}")
    try:
        with os.fdopen(
            os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as target:
            target.write(text)
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(final)
    except OSError as error:
        raise publishing.PublishError(
            f"{final}: {error.strerror or error}; clients were erased, and this is their receipt -> free space, and audit "
            "again: it is written then"
        ) from error
    return final


def as_text(receipt: Receipt) -> Iterator[str]:
    """The receipt for people: what was done, then what is left to do."""
    verb = "would be erased" if receipt.asked.dry_run else "erased"
    for store, one in receipt.stores:
        counts = ", ".join(f"{count} of {table}" for table, count in one.deleted.items() if count) or "nothing"
        yield safe(f"{store}: {counted(len(one.subjects), 'client')} {verb}; rows: {counts}.")
        yield from _left_of(one)
    for path in receipt.unopened:
        yield safe(
            f"left: {path} looks like a copy of the store and cannot be opened -> delete it, or unpack it and name it with --backup"
        )
    for output in receipt.outputs:
        yield from map(safe, _told(output, receipt.asked.dry_run))


def _left_of(one: Erased) -> Iterator[str]:
    for subject in one.subjects:
        yield f"  sha256({one.salt} + client id) = {subject}"
    for table, column, count in one.mentions:
        yield safe(f"  left in {table}.{column}: {counted(count, 'row')} of others with their name")
    for found in one.payers:
        yield safe(f"  left: {left_sentence(*found)}")
    for export in one.exports:
        yield safe(
            f"  left: the export {export} still holds them: an audit that reads it anew, once it has changed, brings "
            "them back, into this store as into a new one -> take their rows out of it; until then run 'auditor forget' "
            "again after each audit that says so"
        )


def _told(one: OutputFolder, rehearsed: bool) -> Iterator[str]:
    if one.removed:
        verb = "would be removed" if rehearsed else "removed"
        whole = ", the whole folder" if one.gone else ""
        yield f"{one.place}: {', '.join(one.removed)}: {verb}{whole} ({counted(len(one.removed), 'file')})"
        if one.left:
            yield f"{one.place}: {', '.join(one.left)}: left{_why_left(one)}"
    elif one.names:
        yield (
            f"{one.place}: {', '.join(one.names)}: left: name them; write them anew with 'auditor report', or remove "
            "them with --outputs"
        )
    if one.unread and not set(one.unread) & set(one.removed):
        yield (
            f"{one.place}: {', '.join(one.unread)}: left, not looked into: its text cannot be searched, and nothing beside "
            "it tells whom it names -> open it, and delete it if it names them"
        )


def _why_left(one: OutputFolder) -> str:
    if set(one.names) & set(one.left):
        return ": could not all be removed -> delete them yourself"
    return ": no output of an audit, or a receipt of what was erased"
