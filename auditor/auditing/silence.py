"""Says which sources fell silent: what came steadily and then stopped is missing, whoever did not ask for it."""

from __future__ import annotations

from typing import Any

import polars as pl

# Until then somebody should look; what has been silent for longer is still named, but calls nobody every night.
ALARM_DAYS = 90


def silent_sentences(sources: pl.DataFrame, *, lately: bool) -> tuple[str, ...]:
    """One sentence for each row of sql/report/silent_sources.sql: of whom, of what, for how long, and what was usual.

    `lately`: those that fell silent within the last 90 days, else the others.
    """
    sources = sources.filter((pl.col("silent_days") <= ALARM_DAYS) == lately)
    return tuple(
        f"no {row['kind']} of freelancer {row['freelancer_id']}{_where(row)} for {row['silent_days']} days "
        f"(the last on {row['last_on']}), in the eight weeks before that never more than {row['usual_days']} apart -> see whether the export still arrives"
        for row in sources.iter_rows(named=True)
    )


def _where(row: dict[str, Any]) -> str:
    if row["is_outside"]:
        return " outside the platforms"
    return f" on {row['platform']}" if row["platform"] else ""
