"""From the texts of one input to typed rows: dates and numbers as this file writes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError
from auditor.ingesting.casting import make_typed
from auditor.ingesting.clocks import clock_columns
from auditor.ingesting.mapping import map_columns, materialise, number_columns
from auditor.ingesting.marks import PLAIN, number_marks
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.recognising import plain
from auditor.model.profiles import How, Profile, Source
from auditor.model.tables import ColumnType, Table
from auditor.settings import IngestOptions

NUMBERS = (ColumnType.MONEY, ColumnType.NUMBER)


def type_rows(engine: Engine, table: Table, file: PlannedFile, raw: RawRows, options: IngestOptions) -> str | None:
    """Make `typed` of raw rows; returns the order of day and month where the rows had to tell it.

    Raises InputFileError when that order, or the currency, is not known.
    """
    order = _type(engine, table, file, _with_marks(engine, file.profile, raw), raw, options)
    if file.profile.is_canonical and _has_unread_numbers(engine, table):
        # The tables say 1234.56; a file that a spreadsheet saved in another language says 1.234,56 throughout.
        marked = _with_marks(engine, _with_numbers(file.profile, table), raw)
        if (marked.decimal, marked.thousands) != PLAIN:
            _type(engine, table, file, marked, raw, options)
    return order


def _type(
    engine: Engine, table: Table, file: PlannedFile, profile: Profile, raw: RawRows, options: IngestOptions
) -> str | None:
    clock, params = clock_columns(engine, profile, raw.header, options.date_order, file.name)
    mapped = map_columns(profile, raw.header, clock)
    mapped.params.update(params)
    _state(mapped.params, file, options)
    if not profile.is_canonical:
        mapped, raw = materialise(engine, mapped, raw)
    make_typed(engine, table, mapped, raw, options.timezone)
    return params.get("date_order") if profile.date_order == "column" else None


def _has_unread_numbers(engine: Engine, table: Table) -> bool:
    unread = [f"{column.name}_unread" for column in table.columns if column.type in NUMBERS]
    return bool(unread) and bool(engine.rows(f"SELECT 1 FROM typed WHERE {' OR '.join(unread)} LIMIT 1"))


def _with_numbers(profile: Profile, table: Table) -> Profile:
    numbers = {column.name: Source(How.NUMBER, (column.name,)) for column in table.columns if column.type in NUMBERS}
    return replace(profile, columns={**profile.columns, **numbers}, decimal="column")


def _with_marks(engine: Engine, profile: Profile, raw: RawRows) -> Profile:
    taken = number_columns(profile, raw.header)
    if profile.decimal != "column" or not taken:
        return profile
    decimal, thousands = number_marks(engine, raw.relation, raw.params, taken)
    return replace(profile, decimal=decimal, thousands=thousands)


def _state(params: dict[str, Any], file: PlannedFile, options: IngestOptions) -> None:
    """Fill in what only the user can say of a file. Raises InputFileError when it is needed and was not said."""
    if "stated_freelancer" in params:
        if options.freelancer is None:
            problem = "the messages name their writers, and not which of them the freelancer is"
            raise InputFileError(file.name, problem, "say it with --freelancer and that user's id")
        params["stated_freelancer"] = options.freelancer
    if "stated_currency" in params:
        names = {plain(column) for column in file.header}
        has_column = any(plain(name) in names for name in file.profile.columns["currency"].take)
        if options.currency is None and not has_column:
            remedy = "say it with --currency, for example --currency EUR"
            raise InputFileError(file.name, "the file does not say in which currency its amounts are", remedy)
        params["stated_currency"] = options.currency
