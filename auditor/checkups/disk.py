"""Is there room for the store to grow and for queries that do not fit into memory?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from auditor.model.checkups import Health, Place, Remark

LEAST_BYTES = 500_000_000
# A store is written anew beside itself, and queries spill there.
TIMES_THE_STORE = 3


def look(place: Place) -> Iterator[Remark]:
    """One remark on the disk of the store."""
    folder = _nearest(place.db.absolute().parent)
    size = place.db.stat().st_size if place.db.is_file() else 0
    need, free = max(LEAST_BYTES, TIMES_THE_STORE * size), shutil.disk_usage(folder).free
    seen = f"{free / 1e9:.1f} GB free at {folder}"
    if free < need:
        yield Remark("disk", Health.BAD, seen, f"free {need / 1e9:.1f} GB, or name a store elsewhere with --db")
    else:
        yield Remark("disk", Health.FINE, seen)


def _nearest(folder: Path) -> Path:
    while not folder.is_dir():
        folder = folder.parent
    return folder


CHECKUP = look
