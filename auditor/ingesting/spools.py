"""Things kept in their order in little memory, however many they are."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

HELD_BYTES = 1 << 24


class Spool:
    """What was put into it; beyond some megabytes it lies in an unnamed file in `folder`, which goes with the last that knows it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = SpooledTemporaryFile(HELD_BYTES, dir=str(folder) if folder else None)  # noqa: SIM115
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def _put(self, one: Any) -> None:
        pickle.dump(one, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def _all(self) -> Iterator[Any]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)
