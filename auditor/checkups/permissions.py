"""May the auditor write where it must, and may nobody else read what it wrote?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from auditor.model.checkups import Health, Place, Remark


def look(place: Place) -> Iterator[Remark]:
    """Remarks on the folders of the store and of reports, and on who can read them."""
    faults = [*_writing(place.db.absolute().parent, "--db"), *_writing(place.reports.absolute(), "--out")]
    faults += [*_reading(place.db), *_reading(place.db.with_name(f"{place.db.name}.lock"))]
    faults += [one for path in sorted(place.reports.glob("*/private")) for one in _reading(path)]
    yield from faults or [
        Remark("permissions", Health.FINE, "folders can be written, and nobody else can read the store")
    ]


def _writing(folder: Path, option: str) -> Iterator[Remark]:
    nearest = folder
    while not nearest.exists():
        nearest = nearest.parent
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        yield Remark("permissions", Health.BAD, f"{nearest} cannot be written", f"name another place with {option}")


def _reading(path: Path) -> Iterator[Remark]:
    if not path.exists():
        return
    others = path.stat().st_mode & 0o077
    if others:
        mode = "700" if path.is_dir() else "600"
        yield Remark(
            "permissions", Health.NOTE, f"{path}: others on this machine can read it", f"chmod {mode} '{path}'"
        )


CHECKUP = look
