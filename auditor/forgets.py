"""The way of `auditor forget`: who, from which stores, what is left elsewhere, and the receipt."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from auditor.clearing import erase_from, settled
from auditor.errors import StoreError, UsageError
from auditor.forgetting import Erased
from auditor.forgetting.places import beside
from auditor.receipts import Asked, OutputFolder, Receipt, as_record, as_text

__all__ = ["Asked", "Receipt", "as_record", "as_text", "forget"]


def forget(asked: Asked) -> Receipt:
    """Erase from the store and its copies, then write their files anew. Raises UsageError for a client that nobody knows."""
    at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    copies, unopened = beside(asked.db)
    for store in (asked.db, *asked.backups):
        if not store.exists():
            raise UsageError(f"{store}: there is no store here -> name it with --db, and copies with --backup")
    done: list[tuple[Path, Erased]] = []
    outputs: list[OutputFolder] = []
    for store in dict.fromkeys((asked.db, *copies, *asked.backups)):
        # Copies that were kept before an update are removed when the file of their store is written anew.
        if not store.exists():
            continue
        try:
            erased, found = erase_from(store, asked, at)
        except StoreError:
            # Who asked for the store is not left without a receipt because a copy is locked or damaged: it is in the receipt.
            if store not in copies or store in asked.backups:
                raise
            unopened.append(store)
            continue
        if erased is not None:
            done.append((store, erased))
            outputs += found
    if not done and asked.client is not None:
        raise UsageError(
            f"{asked.client}: no such client in {asked.db} or its copies -> 'auditor eligibility' lists them all"
        )
    return Receipt(at, asked, tuple(done), tuple(unopened), tuple(settled(outputs, asked)))
