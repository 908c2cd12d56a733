"""Progress on standard error, drawn only for a person at a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Timer

from auditor.settings import Progress, Settings, no_progress

PATIENCE_SECONDS = 1.0


def watched(settings: Settings) -> AbstractContextManager[Progress]:
    """A Progress: bars when standard error is a terminal and nobody asked for quiet, else nothing."""
    return watched_by(settings.progress and not settings.quiet)


@contextmanager
def watched_by(wanted: bool) -> Iterator[Progress]:
    """Yield a Progress that draws where it is wanted and a person can see it."""
    if not wanted or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    bars = Bars(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=Console(stderr=True))
    tasks: dict[str, TaskID] = {}

    def draw(step: str, share: float) -> None:
        if step not in tasks:
            tasks[step] = bars.add_task(step, total=1.0)
        bars.update(tasks[step], completed=share)

    # What is done within a second needs no bar.
    later = Timer(PATIENCE_SECONDS, bars.start)
    later.daemon = True
    later.start()
    try:
        yield draw
    finally:
        later.cancel()
        later.join()
        bars.stop()
