"""Who wrote a message, where an export names writers and not sides: the user says which of them is the freelancer. All SQL."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.ingesting.statement_texts import first_filled


def side(writer: str) -> str:
    """The side of the writer; nothing where nobody is named."""
    return f"CASE WHEN trim({writer}) = '' THEN NULL WHEN {writer} = $stated_freelancer THEN 'freelancer' WHEN {writer} IS NOT NULL THEN 'client' END"


def other_side(taken: Sequence[str]) -> str:
    """The client of each thread: the organisation, else the writer, of all who write in it beside the freelancer, if it is one.

    `taken` is the writer, then the thread, then (where the export has it) the organisation of the writer.
    """
    writer, thread = taken[0], first_filled(taken[1:-1]) if len(taken) > 2 else taken[-1]
    client = first_filled([taken[-1], writer]) if len(taken) > 2 else writer
    others = f"CASE WHEN {writer} <> $stated_freelancer THEN {client} END"
    over = f"OVER (PARTITION BY {thread})"
    return f"CASE WHEN min({others}) {over} = max({others}) {over} THEN min({others}) {over} END"
