"""Takes quarantine.csv back after a person has repaired rows in it: what is sound now is loaded, the rest stays aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from auditor.engines.duckdb import Engine
from auditor.ingesting import csv_loading, json_loading, ledger, ofx_loading, ofx_statements, repairs
from auditor.ingesting.export_words import NO_CLIENT
from auditor.ingesting.filing import merge_rows, origin_of
from auditor.ingesting.freelancers import settle
from auditor.ingesting.joining import join, joint_warnings
from auditor.ingesting.lifting import ROWS_ASIDE, take_out
from auditor.ingesting.moved_lines import in_place
from auditor.ingesting.planning import tables
from auditor.ingesting.quarantine_files import Texts, saved_rows
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.remembering import remember
from auditor.ingesting.repaired_sources import Source, note_kind, recognised, source_of
from auditor.ingesting.repairs import Repair
from auditor.ingesting.running import IngestReport
from auditor.ingesting.scratch import spool_folder
from auditor.ingesting.staging import latest_event
from auditor.ingesting.typing_rows import Told, type_rows
from auditor.ingesting.warning import still_aside
from auditor.model.profiles import CLIENT_BY_SIDE, How
from auditor.model.results import FileAccount
from auditor.profiles.reading import all_profiles

COUNTS = ("physical_lines", "rows_read", "rows_loaded", "rows_updated", "rows_quarantined", "rows_known")
NO_ROW = "the text is no row any more -> write the row as one JSON object, with nothing around it"
ESCAPE = re.compile(r"\\x[0-9a-f]{2}")


class Said(NamedTuple):
    """What a person says now that was not said, or said otherwise, when the rows were set aside."""

    date_order: str | None = None
    freelancer: str | None = None


NOTHING_SAID = Said()


def retry(engine: Engine, inputs: Sequence[Path], said: Said = NOTHING_SAID) -> IngestReport:
    """Read repaired rows again. `inputs` are quarantine.csv files, or output folders that hold one.

    Raises UsageError for a path that is no such file. A row whose text is as it was stays where it is, but for one that
    may be sound by what is `said` now.
    """
    accounts: list[FileAccount] = []
    warnings: list[str] = []
    texts = in_place(engine, saved_rows(inputs), warnings)
    with spool_folder(engine) as folder:
        for source, rows in _changed(engine, texts, warnings, said):
            parts = [_again(engine, source, some, folder) for some in _readable_together(source, rows)]
            table = tables()[source.profile.table]
            warnings += still_aside(engine, source.planned(folder), table, source.file_no, [row.line for row in rows])
            accounts.append(replace(parts[0], **{name: sum(getattr(part, name) for part in parts) for name in COUNTS}))
    settle(engine, tables())
    join(engine)
    # What is said of a row already is not contradicted: texts of those are gone by now.
    if not accounts and texts:
        warnings.append(
            "no row of the quarantine was changed -> repair the text in column raw, and save the file as CSV"
        )
    return IngestReport(tuple(accounts), (*warnings, *joint_warnings(engine)))


def _changed(engine: Engine, texts: Texts, warnings: list[str], said: Said) -> Iterator[tuple[Source, list[Repair]]]:
    """The rows whose text was changed, by the file they came from. Takes out of `texts` those that it warns of."""
    sources: dict[int, list[Repair]] = {}
    gone: list[str] = []
    for (name, line), found in sorted(texts.items()):
        stored = engine.rows(
            f"""SELECT file_no, raw, bool_or(code = 'E125'), any_value(rows), count(*) // any_value(rows)
                FROM quarantine JOIN ({ROWS_ASIDE}) USING (file_no, line, raw)
                WHERE file = $name AND line = $line GROUP BY file_no, raw ORDER BY file_no""",
            {"name": name, "line": line},
        )
        # Files of one name, such as each month's: a text that stands as it was belongs to the row that had it.
        untouched = {raw for _, raw, *_ in stored}
        left = [row for row in stored if row[1] not in found] if len(stored) > 1 else stored
        changed = sorted({text for text in found if text not in untouched})
        if not stored:
            gone.append(f"{name}:{line}")
            del texts[name, line]
            continue
        texts_of = _of_each(left, changed, found)
        problem = _problem(left, changed, texts_of)
        if problem:
            warnings.append(f"{name}:{line}: {problem}")
            del texts[name, line]
        elif changed:
            # Several rows of one line, as JSON has them: which text was which makes no odds.
            found_here = [Repair(line, raw, text) for raw, text in texts_of]
            sources.setdefault(left[0][0], []).extend(found_here)
        elif said != NOTHING_SAID:
            for file_no, raw, times in _lacking(engine, name, line, said):
                sources.setdefault(file_no, []).extend([Repair(line, raw, raw)] * times)
    if gone:
        warnings.append(
            f"{f'{gone[0]} is' if len(gone) == 1 else f'{len(gone)} rows, the first {gone[0]}, are'} not in the quarantine of this store -> nothing is to be done for rows that were loaded meanwhile; else name the store with --db"
        )
    profiles = {(profile.name, profile.table): profile for profile in all_profiles(tables())}
    for file_no, rows in sources.items():
        source = _as_said(source_of(engine, file_no, profiles), said)
        readable = _readable(source, rows, warnings)
        if readable:
            yield recognised(source, readable), readable


def _lacking(engine: Engine, name: str, line: int, said: Said) -> list[tuple[Any, ...]]:
    """Rows of this place that lacked what is said now: their file, text, and how many they are."""
    return engine.rows(
        f"""SELECT file_no, raw, any_value(rows) FROM quarantine JOIN ({ROWS_ASIDE}) USING (file_no, line, raw)
            WHERE file = $name AND line = $line GROUP BY file_no, raw
            HAVING ($date_order AND bool_or(code = 'E201')) OR ($freelancer AND bool_or(starts_with(reason, $no_client)))
            ORDER BY file_no, raw""",
        {
            "name": name,
            "line": line,
            "date_order": said.date_order is not None,
            "freelancer": said.freelancer is not None,
            "no_client": NO_CLIENT,
        },
    )


def _as_said(source: Source, said: Said) -> Source:
    """The file as what is said now tells it: the order of its days, where its own did not tell another, and the writer
    who is the freelancer."""
    options = source.options
    if said.date_order is not None and not (source.told is not None and source.told.date_order):
        options = replace(options, date_order=said.date_order)
    if said.freelancer is not None and any(one.how in CLIENT_BY_SIDE for one in source.profile.columns.values()):
        options = replace(options, freelancer=said.freelancer)
    return replace(source, options=options)


def _readable(source: Source, rows: list[Repair], warnings: list[str]) -> list[Repair]:
    """The rows that can be read by themselves; it is said why others cannot."""
    if source.delimiter:
        return rows
    if source.is_ofx:
        problems = [(row, ofx_statements.unreadable(source.above, row)) for row in rows]
    else:
        problems = [(row, "" if repairs.holds_a_row(row.text) else NO_ROW) for row in rows]
    warnings += [f"{source.name}:{row.line}: {problem}" for row, problem in problems if problem]
    return [row for row, problem in problems if not problem]


def _readable_together(source: Source, rows: list[Repair]) -> Iterator[list[Repair]]:
    return (
        ofx_statements.readable_together(rows) if source.is_ofx else repairs.readable_together(source.delimiter, rows)
    )


def _of_each(left: Sequence[tuple[Any, ...]], changed: Sequence[str], found: Sequence[str]) -> list[tuple[str, str]]:
    """Each row's old text with its new one; none where nobody can say which text is which row's."""
    if len(left) == 1:
        ((_, raw, _, rows, faults),) = left
        # Rows that are equal and share a line: those whose text stands as it was were not repaired.
        rest = max(rows - found.count(raw) // faults, 1)
        if len(changed) == 1:
            return [(raw, changed[0])] * rest
        return [(raw, text) for text in changed] if len(changed) == rest else []
    if len(changed) != len(left):
        return []
    return [(row[1], text) for row, text in zip(left, changed, strict=True) for _ in range(row[3])]


def _problem(left: Sequence[tuple[Any, ...]], changed: Sequence[str], texts_of: Sequence[tuple[str, str]]) -> str:
    """Why changed texts of one place cannot be read again, with the remedy; "" where they can."""
    if not changed:
        return ""
    if not any(text.strip() for text in changed):
        return "the text of this row was taken out -> write it repaired, or leave it as it was; what is no row, such as a sum, is taken out of the export"
    files = {row[0] for row in left}
    if len(files) > 1:
        return f"{len(files)} files of this name have such a row -> repair those of one file at a time"
    if not texts_of:
        return f"the row stands there with {max(len(changed), 2)} different texts -> repair all its lines alike"
    no_text = {escape for _, raw, has_no_text, *_ in left if has_no_text for escape in ESCAPE.findall(raw)}
    if any(escape in text for text in changed for escape in no_text):
        return "it still holds bytes that are no text, shown as \\xNN -> write the letters that are meant"
    return ""


def _again(engine: Engine, source: Source, rows: list[Repair], folder: Path) -> FileAccount:
    table = tables()[source.profile.table]
    path = folder / ("repaired.csv" if source.delimiter else "repaired.ofx" if source.is_ofx else "repaired.jsonl")
    lines = (
        ofx_statements.write(path, source.above, rows)
        if source.is_ofx
        else repairs.write(path, source.delimiter, len(source.header), rows)
    )
    file = source.planned(path)
    told: list[Told] = []

    def use(raw: RawRows) -> None:
        kept = raw if source.profile.is_canonical else csv_loading.keep(engine, raw)
        told.append(type_rows(engine, table, file, kept, source.options, source.told))
        _count_on(engine, source)

    if source.delimiter:
        raw = csv_loading.load_resynced(engine, file, "", use, folder / "rows.csv")
    else:
        raw = ofx_loading.load(engine, file, "") if source.is_ofx else json_loading.load(engine, file, table, "")
        use(raw)
    raw = repairs.at_old_lines(raw, lines)
    with engine.transaction():
        take_out(engine, source.file_no, [(row.line, row.raw) for row in rows])
        origin = origin_of(engine, table, file, raw, source.options, source.file_no)
        account, _ = merge_rows(engine, table, file, raw, source.options, origin)
        remember(engine, table, file, raw, source.file_no, source.options.freelancer, rows)
        ledger.correct(engine, source.file_no, len(rows), account, latest_event(engine, table))
        if source.told is None:
            note_kind(engine, source, told[0])
    return replace(account, status="retried")


def _count_on(engine: Engine, source: Source) -> None:
    """Go on counting rows that say the same: the file may hold one that a repaired row is now equal to."""
    hows = {source.how for source in source.profile.columns.values()}
    if How.ROW_DIGEST in hows:
        base, behind = "regexp_replace(payment_id, '-[0-9]+$', '')", "'-'"
        own = "CAST(regexp_extract(payment_id, '([0-9]+)$', 1) AS BIGINT)"
    elif How.TRANSACTION in hows:
        base, behind, own = "payment_id", "'/'", "1"
    else:
        return
    engine.execute(
        f"""UPDATE typed_rows SET payment_id = {base} || {behind} || ({own} + counted.rows) FROM (
                SELECT one.rowid AS place, count(*) AS rows FROM typed_rows AS one JOIN payments AS stored
                ON stored.file_no = $file_no AND (stored.payment_id = {_of("one", base)} OR
                    (starts_with(stored.payment_id, {_of("one", base)} || {behind}) AND
                     regexp_full_match(substr(stored.payment_id, length({_of("one", base)}) + 2), '[0-9]+')))
                GROUP BY ALL) AS counted
            WHERE typed_rows.rowid = counted.place""",
        {"file_no": source.file_no},
    )


def _of(table: str, base: str) -> str:
    return base.replace("payment_id", f"{table}.payment_id")
