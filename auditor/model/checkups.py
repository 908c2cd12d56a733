"""What a look at the installation finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Health(StrEnum):
    """How something stands: fine, worth knowing, or in the way of an audit."""

    FINE = "fine"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was looked at: its name, how it stands, what was seen, and what to do ("" when nothing)."""

    about: str
    health: Health
    seen: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: the store, and the folder that reports are written to."""

    db: Path
    reports: Path
