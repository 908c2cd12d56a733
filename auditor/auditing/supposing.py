"""What if: supposed rows beside those of the store, in temporary views that hide its tables; the store is not changed.

Every later question to the same engine sees the views, so that shapes and dates are reckoned as for real rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from auditor import rooms
from auditor.auditing.ruling import make
from auditor.auditing.shapes import read_shapes
from auditor.engines.duckdb import Engine

# Under one account all freelancers of the store are this one party.
ONE_ACCOUNT = "all freelancers"
# In place of the id of a message that was never sent.
SUPPOSED = "the supposed message"
PLACED = ("contracts", "payments", "messages", "relationships", "reports")
OWNED = (*PLACED, "quarantine")
# The shape that tells where a row belongs whose export names no platform.
PLACE = "pair_place"


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed of some relationships: a message on a day, and the end of all open contracts on a day."""

    message_on: date | None = None
    contract_ends_on: date | None = None

    @property
    def words(self) -> str:
        """What is supposed, as a clause: a message were sent on 2026-12-01."""
        parts = (
            f"a message were sent on {self.message_on}" if self.message_on else "",
            f"the open contracts ended on {self.contract_ends_on}" if self.contract_ends_on else "",
        )
        return " and ".join(part for part in parts if part)

    @property
    def latest(self) -> date | None:
        """The first day on which all of it has happened: on the day of its end a contract still counts as active."""
        after = self.contract_ends_on + timedelta(days=1) if self.contract_ends_on else None
        return max((day for day in (self.message_on, after) if day), default=None)


@contextmanager
def one_account(engine: Engine) -> Iterator[None]:
    """Inside, the engine sees all freelancers of the store as one party, ONE_ACCOUNT."""
    store = _store(engine)
    _place_freelancers(engine)
    for table in OWNED:
        engine.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS {_as_one(store, table)}")
    try:
        yield
    finally:
        for table in OWNED:
            engine.execute(f"DROP VIEW IF EXISTS temp.{table}")


def suppose(engine: Engine, supposed: Supposed, keys: Sequence[tuple[str, str, str]], as_one: bool = False) -> None:
    """Let the engine see `supposed` for the relationships `keys` (platform, client_id, freelancer_id).

    The shapes must have been made: open contracts that are inferred from payments stand in them alone. `as_one` says
    that the keys are those of ONE_ACCOUNT.
    """
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE supposed_pair (platform VARCHAR, client_id VARCHAR, freelancer_id VARCHAR)"
    )
    for platform, client, freelancer in keys:
        engine.execute("INSERT INTO supposed_pair VALUES ($p, $c, $f)", {"p": platform, "c": client, "f": freelancer})
    store = _store(engine)
    contracts, messages = (
        _as_one(store, table) if as_one else f"SELECT * FROM {store}.main.{table}"
        for table in ("contracts", "messages")
    )
    if supposed.contract_ends_on:
        _end_contracts(engine, contracts, supposed.contract_ends_on)
    if supposed.message_on:
        _add_message(engine, messages, supposed.message_on)


def _place_freelancers(engine: Engine) -> None:
    """Where each freelancer works with each client, while they are still apart: merged, nobody could say it any more."""
    (shape,) = (one for one in read_shapes(rooms.sql_folder() / "views") if one.name == PLACE)
    make(engine, "freelancer_place", shape.sql, {})


def _as_one(store: str, table: str) -> str:
    one = f"'{ONE_ACCOUNT}' AS freelancer_id"
    if table not in PLACED:
        return f"SELECT * REPLACE ({one}) FROM {store}.main.{table}"
    return f"""SELECT t.* REPLACE ({one}, coalesce(q.platform, t.profile_platform) AS profile_platform)
        FROM {store}.main.{table} AS t LEFT JOIN freelancer_place AS q
            ON t.client_id = q.client_id AND t.freelancer_id = q.freelancer_id"""


def _end_contracts(engine: Engine, contracts: str, day: date) -> None:
    # Open contracts that are inferred have no row that could end: they get one.
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE supposed_contracts AS
           SELECT s.contract_id, s.client_id, s.freelancer_id, s.started_at, 'day' AS started_at_precision, s.platform
           FROM contract_span AS s SEMI JOIN supposed_pair AS k USING (platform, client_id, freelancer_id)
           WHERE s.inferred AND s.ended_at IS NULL"""
    )
    engine.execute("CREATE OR REPLACE TEMP TABLE supposed_end AS SELECT cast($day AS DATE) AS ended_on", {"day": day})
    engine.execute(
        f"""CREATE OR REPLACE TEMP VIEW contracts AS
            WITH every AS ({contracts} UNION ALL BY NAME SELECT * FROM supposed_contracts),
            judged AS (
                SELECT c.*, e.ended_on,
                       k.client_id IS NOT NULL AND cast(c.started_at AS DATE) <= e.ended_on
                       AND (c.ended_at IS NULL OR cast(c.ended_at AS DATE) > e.ended_on) AS ends
                FROM every AS c CROSS JOIN supposed_end AS e
                LEFT JOIN (SELECT DISTINCT client_id, freelancer_id FROM supposed_pair) AS k
                    ON c.client_id = k.client_id AND c.freelancer_id = k.freelancer_id)
            SELECT * EXCLUDE (ends, ended_on) REPLACE (
                CASE WHEN ends THEN cast(ended_on AS TIMESTAMP) ELSE ended_at END AS ended_at,
                CASE WHEN ends THEN 'day' ELSE ended_at_precision END AS ended_at_precision)
            FROM judged"""
    )


def _add_message(engine: Engine, messages: str, day: date) -> None:
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE supposed_messages AS
           SELECT $row AS message_id, client_id, freelancer_id, 'freelancer' AS sender, '' AS body,
                  cast($day AS TIMESTAMP) AS sent_at, 'day' AS sent_at_precision, platform AS profile_platform
           FROM supposed_pair""",
        {"day": day, "row": SUPPOSED},
    )
    engine.execute(
        f"CREATE OR REPLACE TEMP VIEW messages AS {messages} UNION ALL BY NAME SELECT * FROM supposed_messages"
    )


def _store(engine: Engine) -> str:
    ((name,),) = engine.rows("SELECT current_database()")
    return '"' + str(name).replace('"', '""') + '"'
