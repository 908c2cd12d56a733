"""A private folder beside the store for what is too large to hold in memory; swept when an earlier run left one."""

from __future__ import annotations

import glob
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.engines.duckdb import Engine


@contextmanager
def spool_folder(engine: Engine) -> Iterator[Path]:
    """A folder that nobody else can read; gone afterwards. The store's lock makes those of earlier runs ours to sweep."""
    beside = engine.path.resolve().parent if engine.path else None
    prefix = f".{engine.path.name}-spool-" if engine.path else "auditor-spool-"
    if beside:
        for stale in beside.glob(f"{glob.escape(prefix)}*"):
            shutil.rmtree(stale, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=beside) as folder:
        yield Path(folder)
