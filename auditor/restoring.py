"""Files that are put back when what replaced them turns out to be worth nothing: all new, or all as it was.

The old ones are kept beside themselves as second names of the same bytes, which take no room on a full disk.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

KEPT = ".auditor-kept-"


@contextmanager
def restored_on_failure(files: Iterable[Path]) -> Iterator[None]:
    """When anything is raised in here, each of these files is what it was before; one that was not there is gone.

    On a file system without second names nothing can be put back.
    """
    wanted = sorted(files)
    absent = {path for path in wanted if not path.exists()}
    kept: dict[Path, Path] = {}
    try:
        _keep(wanted, kept)
        yield
    except BaseException:
        for path in wanted:
            if path in kept or path in absent:
                _put_back(path, kept.get(path))
        raise
    finally:
        for copy in kept.values():
            with suppress(OSError):
                copy.unlink(missing_ok=True)


@contextmanager
def gone_on_success(places: Iterable[Path]) -> Iterator[None]:
    """These files and folders are away in here; they are gone afterwards, or back where anything is raised."""
    away: dict[Path, Path] = {}
    try:
        for place in places:
            if place.exists():
                copy = place.with_name(f"{_mine()}{secrets.token_hex(8)}")
                # Where nothing can be renamed no outputs can be written either, which is told then.
                with suppress(OSError):
                    place.rename(copy)
                    away[place] = copy
        yield
    except BaseException:
        for place, copy in away.items():
            with suppress(OSError):
                copy.rename(place)
        raise
    for copy in away.values():
        with suppress(OSError):
            _take_away(copy)


def sweep_kept(folder: Path) -> None:
    """Remove what a killed run kept; what this one keeps stays."""
    for stale in sorted(folder.glob(f"{KEPT}*")):
        if not stale.name.startswith(_mine()):
            _take_away(stale)


def _take_away(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _mine() -> str:
    return f"{KEPT}{os.getpid()}-"


def _keep(files: Iterable[Path], kept: dict[Path, Path]) -> None:
    for path in files:
        if path.is_file():
            copy = path.with_name(f"{_mine()}{secrets.token_hex(8)}")
            with suppress(OSError):
                os.link(path, copy)
                kept[path] = copy


def _put_back(path: Path, copy: Path | None) -> None:
    with suppress(OSError):
        if copy is None:
            path.unlink(missing_ok=True)
        elif not path.exists() or not path.samefile(copy):
            # Not by renaming: that is what may have failed.
            path.unlink(missing_ok=True)
            os.link(copy, path)
