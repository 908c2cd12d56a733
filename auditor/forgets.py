"""The way of `auditor forget`: who, from which stores, what is left elsewhere, and the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from auditor import __version__, ingesting, pruning, publishing
from auditor.engines.duckdb import Engine
from auditor.errors import UsageError
from auditor.forgetting import Erased, erase, left_sentence, named, older_than
from auditor.forgetting.places import beside, holding, output_places, words
from auditor.model.phrasing import count as counted
from auditor.printing import safe

PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to erase (a client, or all without a trace for `keep_days` days before `as_of`) and from where."""

    client: str | None
    keep_days: int | None
    as_of: date
    db: Path
    backups: tuple[Path, ...]
    outputs: bool
    dry_run: bool

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
    """Outputs of an earlier run: the files that still name the erased, and whether they were removed."""

    place: Path
    names: tuple[str, ...]
    removed: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased where. `unopened` are files beside the store that look like copies of it and are none to open."""

    at: datetime
    asked: Asked
    stores: tuple[tuple[Path, Erased], ...]
    unopened: tuple[Path, ...]
    outputs: tuple[OutputFolder, ...]


def forget(asked: Asked) -> Receipt:
    """Erase from the store and its copies, then write their files anew. Raises UsageError for a client that nobody knows."""
    at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    copies, unopened = beside(asked.db)
    done: list[tuple[Path, Erased]] = []
    outputs: list[OutputFolder] = []
    for store in dict.fromkeys((asked.db, *copies, *asked.backups)):
        erased, found = _erase_from(store, asked, at)
        if erased is not None:
            done.append((store, erased))
            outputs += found
    if not done and asked.client is not None:
        raise UsageError(
            f"{asked.client}: no such client in {asked.db} or its copies -> 'auditor eligibility' lists them all"
        )
    return Receipt(at, asked, tuple(done), tuple(unopened), tuple(_removed(outputs, asked)))


def _erase_from(store: Path, asked: Asked, at: datetime) -> tuple[Erased | None, list[OutputFolder]]:
    if not store.exists():
        raise UsageError(f"{store}: there is no store here -> name it with --db, and copies with --backup")
    with Engine.open(store, wait_seconds=PATIENCE_SECONDS) as engine:
        clients = _clients(engine, asked)
        if not clients and asked.limit is None:
            return None, []
        try:
            with engine.transaction():
                erased = erase(engine, clients, asked.reason, at, asked.limit, ingesting.near_payers(engine))
                found = _outputs(engine)
                if asked.dry_run:
                    raise _RehearsalError
        except _RehearsalError:
            return erased, found
    Engine.rewrite(store, PATIENCE_SECONDS)
    return erased, found


class _RehearsalError(Exception):
    """Takes back what a rehearsal did."""


def _clients(engine: Engine, asked: Asked) -> list[str]:
    if asked.limit is not None:
        return older_than(engine, asked.limit, asked.as_of)
    return named(engine, asked.client or "")


def _outputs(engine: Engine) -> list[OutputFolder]:
    sought, names = words(engine), publishing.output_names()
    places = [place for place in output_places(engine) if publishing.is_output_folder(place)]
    found = [OutputFolder(place, tuple(holding(place, names, sought)), removed=False) for place in places]
    return [one for one in found if one.names]


def _removed(outputs: list[OutputFolder], asked: Asked) -> Iterator[OutputFolder]:
    for one in {one.place: one for one in outputs}.values():
        remove = asked.outputs and not asked.dry_run
        if remove:
            pruning.remove_output(one.place)
        yield OutputFolder(one.place, one.names, remove)


def as_record(receipt: Receipt) -> dict[str, object]:
    """The receipt for programs and archives: who was erased is in it as digests only."""
    return {
        "erased_at": f"{receipt.at.isoformat()}Z",
        "auditor": __version__,
        "reason": receipt.asked.reason,
        "rehearsal": receipt.asked.dry_run,
        "stores": [
            {
                "store": str(store),
                "deleted": {table: count for table, count in one.deleted.items() if count},
                "salt": one.salt,
                "subjects": list(one.subjects),
                "exports": list(one.exports),
                "payments_perhaps_theirs": [list(found) for found in one.payers],
                "left_in_rows_of_others": [list(found) for found in one.mentions],
            }
            for store, one in receipt.stores
        ],
        "not_opened": [str(path) for path in receipt.unopened],
        "outputs": [
            {"folder": str(one.place), "files": list(one.names), "removed": one.removed} for one in receipt.outputs
        ],
    }


def as_text(receipt: Receipt) -> Iterator[str]:
    """The receipt for people: what was done, then what is left to do."""
    verb = "would be erased" if receipt.asked.dry_run else "erased"
    for store, one in receipt.stores:
        counts = ", ".join(f"{count} of {table}" for table, count in one.deleted.items() if count) or "nothing"
        yield safe(f"{store}: {counted(len(one.subjects), 'client')} {verb}; rows: {counts}.")
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
    for path in receipt.unopened:
        yield safe(
            f"left: {path} looks like a copy of the store and cannot be opened -> delete it, or unpack it and name it with --backup"
        )
    for output in receipt.outputs:
        done = (
            "removed"
            if output.removed
            else "left: name them; write them anew with 'auditor report', or remove them with --outputs"
        )
        yield safe(f"{output.place}: {', '.join(output.names)}: {done}")
