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


def remove_output(place: Path) -> None:
    """Remove the files that an audit wrote into this folder, and the folder if nothing else is in it."""
    # The marker last: what is left of a removal that failed is still known for what it is.
    for name in sorted(publishing.output_names(), key=lambda name: name == publishing.MARKER):
        with suppress(OSError):
            (place / name).unlink(missing_ok=True)
    for folder in (place / publishing.PRIVATE, place):
        with suppress(OSError):
            folder.rmdir()
