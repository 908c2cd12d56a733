"""The same bytes read in another way: what an earlier reading made of them is taken back.

An edited profile can name other ids, other dates, even another table, and a corrected option other days or another
currency. Merged by key, both readings would stand in the store side by side; so the earlier one goes to `superseded`,
whole, before the new one is merged.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.engines.duckdb import Engine
from auditor.ingesting.superseding import supersede_apart, supersede_stored
from auditor.model.profiles import OWN_MARK, Profile
from auditor.model.tables import Table
from auditor.settings import IngestOptions

REPLACED = "file_no IN (SELECT file_no FROM ledger WHERE status = 'replaced')"
READ_BY = "coalesce(json_extract_string(options, '$.profile'), profile)"


# Where the options of a reading say the order of day and month, and the currency (ledger.reading): both are parts of keys.
_SAID = "json_extract_string(json_extract_string(options, '$.read'), '{0}')"
CORRECTED = " OR ".join(
    f"{_SAID.replace('{0}', place)} <> ${name}" for name, place in (("date_order", "$[1]"), ("currency", "$[5]"))
)
PART = "coalesce(json_extract_string(options, '$.part'), '')"


def withdraw(
    engine: Engine, tables: Mapping[str, Table], profile: Profile, sha256: str, part: str, options: IngestOptions
) -> None:
    """Take back the rows that the same bytes gave by another profile, where either of the two is the user's own, or by
    another order of dates or currency that the user had said.

    `part` names the list, in a document of several; the other ones, and other tables by shipped profiles, stay.
    """
    own, table = bool(profile.digest), profile.table
    earlier = {"sha256": sha256, "part": part, "identity": profile.identity, "own": own, "table": table}
    said = {"date_order": options.date_order, "currency": options.currency}
    which = f"""sha256 = $sha256 AND status = 'loaded' AND {PART} = $part AND CASE WHEN {READ_BY} <> $identity
        THEN contains({READ_BY}, '{OWN_MARK}') OR ($own AND table_name = $table) ELSE {CORRECTED} END"""
    earlier |= said
    if not engine.rows(f"SELECT 1 FROM ledger WHERE {which} LIMIT 1", earlier):
        return
    engine.execute(f"UPDATE ledger SET status = 'replaced' WHERE {which}", earlier)
    for one in tables.values():
        supersede_stored(engine, one, REPLACED)
    supersede_apart(engine, REPLACED)
    engine.execute(f"DELETE FROM quarantine WHERE {REPLACED}")
    # The file must be opened again when the earlier profile comes back.
    read = "SELECT json_extract_string(options, '$.read') FROM ledger WHERE status = 'replaced'"
    engine.execute(f"DELETE FROM seen_files WHERE sha256 = $sha256 AND reading IN ({read})", earlier)
