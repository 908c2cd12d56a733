"""Statements that count for no platform, because the two work on several and the statement does not say which is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from auditor.engines.duckdb import Engine

# What can be true of one platform alone, and what shows which it is.
WHAT = {
    "exit_fee_paid_on": (
        "the fee was paid to",
        "load the payment of the fee, with kind conversion_fee and its contract_id",
    ),
    "left_on": ("was left", "load the row by a profile of your own that names its platform (--profile FILE)"),
}
UNPLACED = """
SELECT r.source_file, r.source_line, r.client_id, string_agg(DISTINCT s.platform, ', ' ORDER BY s.platform) AS platforms
FROM relationships AS r
INNER JOIN pair_platform AS s ON r.client_id = s.client_id AND r.freelancer_id = s.freelancer_id
WHERE {column} IS NOT NULL AND coalesce(r.profile_platform, '') = '' AND s.platforms > 1
GROUP BY r.source_file, r.source_line, r.client_id
ORDER BY r.source_file, r.source_line, r.client_id
"""


def unplaced_sentences(engine: Engine) -> tuple[str, ...]:
    """One sentence for each such statement: file, line, column, client, platforms, remedy. The shapes have to be there."""
    return sentences_of(engine.rows)


def sentences_of(rows: Callable[[str], Iterable[Sequence[Any]]]) -> tuple[str, ...]:
    """The same of any engine; `rows` asks it."""
    return tuple(
        f"{file}:{line}: column {column}: {client} works with you on {platforms}, and it is not said which of them {which}: "
        f"it counts for none -> {remedy}"
        for column, (which, remedy) in WHAT.items()
        for file, line, client, platforms in rows(UNPLACED.format(column=f"r.{column}"))
    )
