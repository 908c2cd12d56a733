"""Files of the ledger that have rows in quarantine, and of what kind one is whose first sound rows are the repaired ones."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from auditor.engines.duckdb import Engine
from auditor.ingesting.choosing import Choice
from auditor.ingesting.json_lists import JsonList
from auditor.ingesting.json_rows import line_rows
from auditor.ingesting.ofx_statements import Statement
from auditor.ingesting.planning import PlannedFile, tables
from auditor.ingesting.repairs import LINE_END, Repair
from auditor.ingesting.typing_rows import Told
from auditor.ingesting.unread_lists import NAME as UNREAD
from auditor.ingesting.unread_lists import is_unread, unread_list
from auditor.model.profiles import OWN_MARK, Profile
from auditor.profiles.own import same_profile
from auditor.profiles.reading import all_profiles
from auditor.settings import IngestOptions


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the ledger that has rows in quarantine: how it was read, so that a row of it can be read again; `told` is
    None where nothing was known of its rows until some were repaired."""

    file_no: int
    name: str
    profile: Profile
    header: tuple[str, ...]
    delimiter: str
    options: IngestOptions
    told: Told | None
    above: tuple[Statement, ...] = ()
    part: str = ""

    @property
    def is_ofx(self) -> bool:
        """Whether its rows are transactions of OFX, which take their currency from what stands above them."""
        return self.profile.form == "ofx"

    def planned(self, path: Path) -> PlannedFile:
        """Repaired rows, lying at `path`, as a file of the same kind."""
        return PlannedFile(path, self.name, self.profile, self.header, self.delimiter, encoding_declared=True)


def source_of(engine: Engine, file_no: int, profiles: dict[tuple[str, str], Profile]) -> Source:
    """The file with this number. Raises UsageError when the person's own profile, by which it was read, was edited since."""
    ((name, profile, table, text),) = engine.rows(
        "SELECT path, profile, table_name, options FROM ledger WHERE file_no = $file_no", {"file_no": file_no}
    )
    read: dict[str, Any] = json.loads(text)
    options = IngestOptions(**{**read["options"], "more_profiles": ()})
    date_order, decimal, thousands, columns = read["told"]
    told = Told(date_order, decimal, thousands, tuple(columns))
    options = replace(options, date_order=told.date_order or options.date_order)
    known = profiles.get((profile, table)) if OWN_MARK not in read["profile"] else None
    known = unread_list(read["header"]) if profile == UNREAD else known
    found = known or same_profile(read["profile"], options.profile, tables())
    above = tuple(Statement(*one) for one in read.get("above", ()))
    return Source(
        file_no, name, found, tuple(read["header"]), read["delimiter"], options, told, above, read.get("part", "")
    )


def recognised(source: Source, rows: Sequence[Repair]) -> Source:
    """The file as its repaired rows tell it, where none of its rows could be read before; else as it is."""
    if not is_unread(source.profile) or source.part:
        return source
    told = JsonList("")
    for row in rows:
        for found in line_rows(BytesIO(LINE_END.sub(" ", row.text).encode("utf-8", "surrogatepass"))):
            if not isinstance(found, int) and not found.faults:
                told.look(found)
    matched = Choice.of(all_profiles(tables()), (), tables()).match_json(told.keys, told.flat_keys)
    return replace(source, profile=matched[0][0], header=matched[0][1], told=None) if matched else source


def note_kind(engine: Engine, source: Source, told: Told) -> None:
    """Keep in the ledger what the repaired rows told of their file. To be called in the transaction of their merge."""
    ((text,),) = engine.rows("SELECT options FROM ledger WHERE file_no = $file_no", {"file_no": source.file_no})
    layout = {**json.loads(text), "profile": source.profile.identity, "header": list(source.header), "told": told}
    table = {"table": source.profile.table, "file_no": source.file_no}
    engine.execute(
        "UPDATE ledger SET profile = $profile, table_name = $table, options = $options WHERE file_no = $file_no",
        {**table, "profile": source.profile.name, "options": json.dumps(layout, sort_keys=True)},
    )
    engine.execute("UPDATE quarantine SET table_name = $table WHERE file_no = $file_no", table)
