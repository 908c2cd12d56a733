"""How much of the machine the engine may take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MEMORY_MB = 2000


@dataclass(frozen=True, slots=True)
class Resources:
    """`memory_mb` in megabytes of a million bytes: what needs more goes to the disk beside the store. `threads` None: one
    per core."""

    memory_mb: int = MEMORY_MB
    threads: int | None = None

    def statements(self) -> Iterator[str]:
        """The settings of a connection, as SET takes them."""
        yield self._memory(self.memory_mb)
        if self.threads is not None:
            yield f"threads = {self.threads}"

    def memory_statement(self, most_mb: int | None = None) -> str:
        """The limit of memory, or `most_mb` where that is less."""
        return f"SET {self._memory(min(self.memory_mb, most_mb or self.memory_mb))}"

    def _memory(self, megabytes: int) -> str:
        return f"memory_limit = '{megabytes}MB'"


DEFAULT = Resources()
