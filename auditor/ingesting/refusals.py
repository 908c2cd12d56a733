"""Files that cannot be taken, and what is said when there are no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

SHOWN_REASONS = 5


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be taken, why, and the table whose rows it may hold ("" = none that is known here);
    `sha256` is that of its bytes where they are not to be read for it."""

    path: Path
    name: str
    message: str
    table: str = "unknown"
    sha256: str = ""


def nothing_found(inputs: Sequence[Path], refused: Sequence[Refusal]) -> Sequence[str]:
    """Why there is nothing to audit, with the reasons of the first files, line by line."""
    where = ", ".join(str(path) for path in inputs)
    if not refused:
        return [
            f"{where}: there is no file to audit -> name CSV, TSV, JSON, JSON Lines or OFX files (.gz and .zip too), or a folder with them"
        ]
    first = "no file could be recognised, or read to its end -> see what each needs ('auditor profiles list' shows what can be read):"
    reasons = [f"  {refusal.message}" for refusal in islice(refused, SHOWN_REASONS)]
    more = [f"  and {len(refused) - SHOWN_REASONS} more"] if len(refused) > SHOWN_REASONS else []
    return [first, *reasons, *more]
