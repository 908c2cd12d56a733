"""How many processors and how much memory there are, and whether time zones are known."""

from __future__ import annotations

import os
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from auditor.crew import cores
from auditor.model.checkups import Health, Place, Remark
from auditor.model.phrasing import count as counted

LEAST_MEMORY_BYTES = 2_000_000_000


def look(place: Place) -> Iterator[Remark]:
    """Remarks on processors and memory, and on time zones."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    seen = f"{counted(cores(), 'processor')}, {memory / 1e9:.1f} GB of memory"
    if memory < LEAST_MEMORY_BYTES:
        yield Remark("machine", Health.NOTE, seen, "large audits will use the disk and take longer")
    else:
        yield Remark("machine", Health.FINE, seen)
    try:
        ZoneInfo("Europe/Berlin")
    except ZoneInfoNotFoundError:
        yield Remark("time zones", Health.BAD, "no zone is known", "pip install tzdata")
    else:
        yield Remark("time zones", Health.FINE, "known")


CHECKUP = look
