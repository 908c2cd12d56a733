"""Whose rows those are that name no freelancer: the store's only one, else `me`. Decided when all files are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from auditor.engines.duckdb import Engine
from auditor.model.phrasing import count
from auditor.model.visible import visible

NOBODY_NAMED = "me"
# How many payments and messages of `freelancer` are with clients whose contracts belong to another one.
SPLIT = """WITH others AS (
        SELECT DISTINCT client_id, freelancer_id FROM contracts WHERE freelancer_given AND freelancer_id <> $freelancer),
    own AS (
        SELECT client_id, 'payment' AS what FROM payments WHERE freelancer_id = $freelancer
        UNION ALL SELECT client_id, 'message' AS what FROM messages WHERE freelancer_id = $freelancer)
    SELECT min(o.freelancer_id) AS other, count(DISTINCT o.freelancer_id) AS several, count(DISTINCT w.client_id) AS clients,
           count(CASE WHEN w.what = 'payment' THEN 1 END) AS payments, count(CASE WHEN w.what = 'message' THEN 1 END) AS messages
    FROM own AS w JOIN others AS o ON w.client_id = o.client_id
    WHERE NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.freelancer_id = $freelancer)"""


def stand_in(engine: Engine, tables: Iterable[str]) -> str:
    """The freelancer for rows that name none, as the store stands now."""
    named = " UNION ".join(
        f"SELECT DISTINCT freelancer_id FROM {table} WHERE freelancer_given" for table in sorted(tables)
    )
    rows = engine.rows(f"SELECT freelancer_id FROM ({named}) LIMIT 2")
    return str(rows[0][0]) if len(rows) == 1 else NOBODY_NAMED


def settle(engine: Engine, tables: Iterable[str]) -> None:
    """Give all rows that name no freelancer the one that the whole store speaks for."""
    names = sorted(tables)
    chosen = stand_in(engine, names)
    with engine.transaction():
        for table in names:
            engine.execute(
                f"""UPDATE {table} SET freelancer_id = $chosen
                    WHERE NOT freelancer_given AND freelancer_id IS DISTINCT FROM $chosen""",
                {"chosen": chosen},
            )
        _join_statements(engine)


def _join_statements(engine: Engine) -> None:
    # A statement with the freelancer named and one without may turn out to be about the same relationship.
    last = """row_number() OVER (PARTITION BY client_id, freelancer_id
                                 ORDER BY l.latest_event DESC NULLS LAST, r.file_no DESC, r.source_line DESC)"""
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE doubled AS
            SELECT r.row_key, r.file_no FROM relationships r LEFT JOIN ledger l USING (file_no) QUALIFY {last} > 1"""
    )
    engine.execute(
        """INSERT INTO superseded
           SELECT 'relationships', row_key, file_no, source_file, source_line, to_json(r)::VARCHAR
           FROM relationships r SEMI JOIN doubled USING (row_key, file_no)"""
    )
    engine.execute(
        """DELETE FROM relationships WHERE EXISTS
           (SELECT 1 FROM doubled d WHERE d.row_key = relationships.row_key AND d.file_no = relationships.file_no)"""
    )


def unnamed_warnings(engine: Engine, tables: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each file whose other rows are known as one freelancer's, while those that name nobody stand for another.

    Nothing is moved: of a row that is new nobody has said whose it is.
    """
    return unnamed_sentences(engine.rows(unnamed(tables)))


def unnamed(tables: Iterable[str]) -> str:
    """SQL of such files: path, first line, how many rows, what they are, for whom they stand, whose the others are."""
    rows = " UNION ALL ".join(
        f"""SELECT file_no, '{table.removesuffix("s")}' AS what, source_line, freelancer_id FROM {table}
            WHERE NOT freelancer_given"""
        for table in sorted(tables)
    )
    return f"""SELECT l.path, min(r.source_line) AS first_line, count(*) AS several, r.what, r.freelancer_id, l.known_of
        FROM ({rows}) AS r JOIN (
            SELECT file_no, path, json_extract_string(options, '$.known_of') AS known_of FROM ledger) AS l ON r.file_no = l.file_no
        WHERE r.freelancer_id <> l.known_of GROUP BY l.path, l.file_no, r.what, r.freelancer_id, l.known_of
        ORDER BY l.path, first_line, several, r.what, r.freelancer_id, l.known_of"""


def unnamed_sentences(rows: Iterable[Sequence[Any]]) -> tuple[str, ...]:
    """What the rows of `unnamed` say."""
    return tuple(
        f"{path}:{line}: {count(number, what)} that {'names' if number == 1 else 'name'} no freelancer"
        f" {'counts' if number == 1 else 'count'} for {visible(stand_in)}, but rows of this file are known as those of {visible(whose)}"
        f" -> if all of them are, audit this file again with --freelancer {visible(whose)}"
        for path, line, number, what, stand_in, whose in rows
    )


def split_warnings(engine: Engine, freelancer: str | None) -> tuple[str, ...]:
    """A sentence where `freelancer` was given to rows that name nobody while the contracts of their clients name another one.

    Such rows may be the other one's: nothing is moved, since an agency may mean it so.
    """
    if freelancer is None:
        return ()
    return split_sentences(engine.rows(SPLIT, {"freelancer": freelancer}), freelancer)


def split_sentences(rows: Iterable[Sequence[Any]], freelancer: str) -> tuple[str, ...]:
    """What the row of SPLIT says."""
    ((other, several, clients, payments, messages),) = rows
    if several != 1:
        return ()
    told = " and ".join(
        count(number, word) for number, word in ((payments, "payment"), (messages, "message")) if number
    )
    return (
        f"the contracts of {count(clients, 'client')} belong to freelancer {visible(other)}, but {told} with them to "
        f"{visible(freelancer)}: each is judged alone -> where both are one person, audit again with --freelancer {visible(other)}",
    )
