"""One account: rules see all freelancers as one, and what they find is given back to the freelancer whose row it hangs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from auditor.auditing.evidence import row_of
from auditor.auditing.supposing import ONE_ACCOUNT
from auditor.engines.duckdb import Engine

# Whose row a mark names, by the tables as they are.
KEYS = {"messages": "message_id", "payments": "payment_id", "contracts": "contract_id", "reports": "report_id"}
WHOSE = " UNION ALL ".join(
    f"SELECT w.mark, min(t.freelancer_id) FROM marked AS w INNER JOIN {table} AS t ON w.row_table = '{table}' AND w.row_id = t.{key} GROUP BY w.mark"
    for table, key in KEYS.items()
)
# Where a client was last in touch, as stated: who is one account stated it once.
STATED = """SELECT client_id, max_by(freelancer_id, {'at': coalesce(last_contact_at, TIMESTAMP '1900-01-01'), 'id': freelancer_id})
    FROM relationships GROUP BY client_id"""
# Whose rows name no platform at all; as one account they lie where the others work.
UNNAMED = " EXCEPT ".join(
    (
        "SELECT client_id, freelancer_id FROM freelancer_place WHERE platform IS NULL",
        "SELECT client_id, freelancer_id FROM contracts WHERE coalesce(nullif(trim(platform), ''), profile_platform, '') <> ''",
        *(
            f"SELECT client_id, freelancer_id FROM {table} WHERE coalesce(profile_platform, '') <> ''"
            for table in ("payments", "messages", "relationships", "reports")
        ),
    )
)
# Every freelancer of the account stands in each of its relationships with that client, and where no platform is named.
STANDING = """SELECT q.platform, f.client_id, f.freelancer_id FROM freelancer_place AS f INNER JOIN pair AS q ON f.client_id = q.client_id
    UNION SELECT '', client_id, freelancer_id FROM freelancer_place"""
SOMEBODY = "SELECT client_id, min(freelancer_id) FROM freelancer_place GROUP BY client_id"


@dataclass(frozen=True, slots=True)
class Owners:
    """Who is who behind ONE_ACCOUNT: `known` are the relationships of its freelancers, `unnamed` whose rows name no platform,
    `stated` who stated something of a client, `somebody` a freelancer of each client."""

    engine: Engine
    known: frozenset[tuple[str, str, str]]
    unnamed: frozenset[tuple[str, str]]
    stated: Mapping[str, str]
    somebody: Mapping[str, str]

    def give_back(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of a rule that saw ONE_ACCOUNT as those of the freelancers.

        A row is that of its anchor's freelancer, and keeps the platform that this one's rows name, so that a finding is
        the same one whether freelancers are one account or not.
        """
        rows = frame.rows(named=True)
        marks = [[self._true_mark(mark) for mark in row["evidence"]] for row in rows]
        whose = _whose(self.engine, marks) if rows else {}
        owners = [
            self._owner(row["client_id"], own, whose) if row["freelancer_id"] == ONE_ACCOUNT else row["freelancer_id"]
            for row, own in zip(rows, marks, strict=True)
        ]
        platforms = [
            "" if (row["client_id"], owner) in self.unnamed else row["platform"]
            for row, owner in zip(rows, owners, strict=True)
        ]
        return frame.with_columns(
            pl.Series("platform", platforms, pl.String),
            pl.Series("freelancer_id", owners, pl.String),
            pl.Series("evidence", marks, pl.List(pl.String)),
        )

    def _owner(self, client: str, marks: Sequence[str], whose: Mapping[str, str]) -> str:
        found = (whose[row_of(mark)] for mark in marks if row_of(mark) in whose)
        return next(found, self.somebody.get(client, ONE_ACCOUNT))

    def _true_mark(self, mark: str) -> str:
        """A mark of a statement by the freelancer who made it, for one that names the account."""
        table, _, row_id = mark.partition(":")
        client = row_id.removesuffix(f"/{ONE_ACCOUNT}")
        if table != "relationships" or client == row_id or client not in self.stated:
            return mark
        return f"relationships:{client}/{self.stated[client]}"


def owners(engine: Engine) -> Owners:
    """Who stands behind ONE_ACCOUNT; call it when its shapes are made and the tables are again as they are."""
    return Owners(
        engine,
        frozenset(engine.rows(STANDING)),
        frozenset(engine.rows(UNNAMED)),
        dict(engine.rows(STATED)),
        dict(engine.rows(SOMEBODY)),
    )


def _whose(engine: Engine, marks: Sequence[Sequence[str]]) -> dict[str, str]:
    """The freelancer of each marked row."""
    named = sorted({row_of(mark) for own in marks for mark in own})
    parts = [mark.partition(":") for mark in named]
    engine.execute("CREATE OR REPLACE TEMP TABLE marked (mark VARCHAR, row_table VARCHAR, row_id VARCHAR)")
    columns = {"mark": named, "row_table": [one[0] for one in parts], "row_id": [one[2] for one in parts]}
    engine.append("marked", pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))
    found = dict(engine.rows(WHOSE))
    keys = engine.rows("SELECT 'relationships:' || client_id || '/' || freelancer_id, freelancer_id FROM relationships")
    return {**found, **dict(keys)}
