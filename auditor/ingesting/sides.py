"""Who wrote a message, where an export names writers and not sides: the user says which of them is the freelancer. All SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.ingesting.statement_texts import first_filled
from auditor.model.profiles import CLIENT_BY_SIDE, How, Profile, plain

BY_SIDE = (How.SIDE, *CLIENT_BY_SIDE)


def side(writer: str) -> str:
    """The side of the writer; nothing where nobody is named."""
    return f"CASE WHEN trim({writer}) = '' THEN NULL WHEN {writer} = $stated_freelancer THEN 'freelancer' WHEN {writer} IS NOT NULL THEN 'client' END"


def other_end(writer: str, receiver: str) -> str:
    """The client of a message from one to another: who is not the freelancer; nothing where neither or both are."""
    return (
        f"CASE WHEN {writer} = {receiver} THEN NULL WHEN {writer} = $stated_freelancer THEN nullif(trim({receiver}), '')"
        f" WHEN {receiver} = $stated_freelancer THEN nullif(trim({writer}), '') END"
    )


def other_side(taken: Sequence[str]) -> str:
    """The client of each thread: the organisation, else the writer, of all who write in it beside the freelancer, if it is one.

    `taken` is the writer, then the thread (without one the whole file is one), then (where the export has it) the
    organisation of the writer.
    """
    writer, thread = taken[0], first_filled(taken[1:-1]) if len(taken) > 2 else taken[-1]
    client = first_filled([taken[-1], writer]) if len(taken) > 2 else writer
    others = f"CASE WHEN {writer} <> $stated_freelancer THEN {client} END"
    over = f"OVER (PARTITION BY {thread})" if len(taken) > 1 else "OVER ()"
    return f"CASE WHEN min({others}) {over} = max({others}) {over} THEN min({others}) {over} END"


def writers(profile: Profile, places: Mapping[str, str]) -> dict[str, str]:
    """Who wrote and read, by the column that follows from it and from who is said to be the freelancer: the row is the same
    whoever that is, and so is an id that is made of it."""
    by_side = {column: source for column, source in profile.columns.items() if source.how in BY_SIDE}
    told = {"freelancer_id": "''"} if by_side else {}
    for column, source in by_side.items():
        taken = [places[plain(name)] for name in source.take if plain(name) in places]
        told[column] = f"concat_ws(chr(31), {', '.join(taken)})" if taken else "''"
    return told
