"""What is said of numbers that were set aside because the file writes them in two ways, or in one that has two meanings."""

from __future__ import annotations

from auditor.engines.duckdb import Engine
from auditor.ingesting.mapping import number_columns, places_of
from auditor.ingesting.marks import both_marks
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.typing_rows import Told
from auditor.model.profiles import plain
from auditor.model.results import FileAccount

WRITE = " private/quarantine.csv and load {0} with 'auditor ingest --retry-quarantine private/quarantine.csv'"


def number_warnings(
    engine: Engine, file: PlannedFile, raw: RawRows, account: FileAccount, file_no: int, told: Told
) -> tuple[str, ...]:
    """How to decide what the numbers of a file mean; nothing where its marks are known or none of its numbers was set aside."""
    if told.decimal != "?" or not account.rows_quarantined:
        return ()
    ((unread,),) = engine.rows(
        "SELECT count(DISTINCT line) FROM quarantine WHERE file_no = $file_no AND code = 'E202'", {"file_no": file_no}
    )
    if not unread:
        return ()
    places = places_of(raw.header)
    taken = [places[plain(name)] for name in told.columns] or number_columns(file.profile, raw.header)
    mixed = both_marks(engine, raw.relation, raw.params, taken) if taken else None
    if mixed:
        return (_of_both(account.path, *mixed),)
    if unread == 1:
        return (
            f"{account.path}: a number that can be read in two ways, as 1.240 can, is set aside -> write it as 1240.00 or 1.24 in"
            + WRITE.format("it"),
        )
    return (
        f"{account.path}: numbers such as 1.240 can be read in two ways, nothing in the file tells which, and they are set aside"
        """ -> put decimal = "," (or ".") into a profile of your own, as 'auditor profiles guess FILE' writes one, and name it"""
        " with --profile",
    )


def _of_both(path: str, point: str, comma: str, unclear: str) -> str:
    more = f", and so are those that can be read in both ways, as {unclear}" if unclear else ""
    return (
        f"{path}: some numbers have a decimal comma, as {comma}, and others a decimal point, as {point}; those with a comma are set"
        f" aside{more} -> write them with a decimal point and no other mark, as 1240.00, in" + WRITE.format("them")
    )
