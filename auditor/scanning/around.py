"""What stands around messages in their thread: what was said just before them, and the language in which people talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

STEPS_BEFORE, STEPS_AFTER = 3, 2


@dataclass(slots=True)
class Around:
    """The threads of a batch, each put in order when it is first asked about.

    `table` has columns row, thread, sender, sent_at, id; `bodies` the texts by row.
    """

    table: pl.DataFrame
    bodies: pl.Series
    _threads: dict[str, list[int]] = field(default_factory=dict)
    _places: dict[int, int] = field(default_factory=dict)

    def load(self, rows: Sequence[int]) -> None:
        """Puts the threads of these rows in order, all at once, but for those that are."""
        named = self.table["thread"].gather(sorted(set(rows))).drop_nulls().unique()
        threads = [one for one in named if one not in self._threads]
        if not threads:
            return
        ordered = self.table.filter(pl.col("thread").is_in(threads)).sort(
            "thread", "sent_at", pl.col("id").str.len_chars(), "id", nulls_last=True
        )
        for thread, found in ordered.group_by("thread", maintain_order=True).agg("row").iter_rows():
            self._threads[thread] = found
            self._places.update((row, at) for at, row in enumerate(found))

    def place(self, row: int) -> int:
        """How many messages of its thread, which was loaded, came before this one."""
        return self._places[row]

    def before(self, rows: Sequence[int]) -> list[int]:
        """Rows of the messages just before the first of `rows` in its thread, anybody's, the nearest last."""
        order, first, _ = self._place(rows)
        return order[max(0, first - STEPS_BEFORE) : first]

    def after(self, rows: Sequence[int]) -> list[int]:
        """Rows of the messages just after the last of `rows` in its thread, anybody's, in order."""
        order, _, last = self._place(rows)
        return order[last + 1 : last + STEPS_AFTER + 1]

    def talk(self, rows: Sequence[int]) -> str:
        """The messages around and between `rows` as one text."""
        order, first, last = self._place(rows)
        return "\n".join(self.bodies[row] for row in order[max(0, first - STEPS_BEFORE) : last + STEPS_AFTER + 1])

    def _place(self, rows: Sequence[int]) -> tuple[list[int], int, int]:
        order = self._threads[self.table["thread"][rows[0]]]
        return order, self._places[rows[0]], self._places[rows[-1]]
