"""Removes the outputs of runs that are no longer kept: files that the auditor wrote, in folders that it named."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from auditor import publishing


def remove_outputs(old: Iterable[tuple[str, Path | None]]) -> list[Path]:
    """Empty and remove the folder of each (run id, place) that is named after its run; return those folders.

    A folder that the user named with --out belongs to its latest run and stays, and so does every file of others.
    """
    removed = []
    for run_id, place in old:
        if place is not None and place.name == run_id and publishing.is_output_folder(place):
            remove_output(place)
            removed.append(place)
    return removed


def remove_output(place: Path) -> list[str]:
    """Remove the files that an audit wrote into this folder, and the folder if nothing else is in it; return their names.

    A receipt of what was erased stays: it is what the user shows later, and names nobody.
    """
    removed = [name for name in outputs_in(place) if _unlink(place / name)]
    # The marker last: what is left is still known for what it is, a receipt too.
    if not outputs_in(place) and not publishing.receipts_in(place):
        _unlink(place / publishing.MARKER)
    for folder in (place / publishing.PRIVATE, place):
        with suppress(OSError):
            folder.rmdir()
    return removed


def outputs_in(place: Path) -> list[str]:
    """The names of the files in this folder that an audit wrote, the marker and receipts left out."""
    names = publishing.output_names() - {publishing.MARKER}
    return sorted(name for name in names if (place / name).is_file())


def _unlink(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
