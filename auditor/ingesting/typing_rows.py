"""From the texts of one input to typed rows: dates and numbers as this file writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError
from auditor.ingesting.casting import make_typed
from auditor.ingesting.clocks import clock_columns, own_days
from auditor.ingesting.mapping import map_columns, materialise, number_columns, places_of
from auditor.ingesting.marks import PLAIN, UNCLEAR, Marks, holds_commas, number_marks, told_marks, undecided
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.recognising import plain
from auditor.ingesting.signs import is_signed
from auditor.ingesting.stating import unstated
from auditor.model.profiles import How, Profile, Source
from auditor.model.tables import ColumnType, Table
from auditor.settings import IngestOptions

# The delimiter of spreadsheets in languages with decimal commas.
COMMAS = ";"
NUMBERS = (ColumnType.MONEY, ColumnType.NUMBER)


class Told(NamedTuple):
    """What the rows of a file told of it as a whole: their order of day and month ("" where none was needed), and the
    marks in their numbers ("" where the profile knows them), in these `columns` of a table or in all that the profile reads.
    """

    date_order: str = ""
    decimal: str = ""
    thousands: str = ""
    columns: tuple[str, ...] = ()


def type_rows(
    engine: Engine, table: Table, file: PlannedFile, raw: RawRows, options: IngestOptions, told: Told | None = None
) -> Told:
    """Make `typed` of raw rows; returns what the rows told. `told` is that of an earlier reading, for single rows of a file.

    Raises InputFileError when the order of day and month, or the currency, is not known.
    """
    if told:
        _type(engine, table, file, _as_told(file.profile, told), raw, options)
        return told
    profile = _with_marks(engine, file.profile, raw)
    found = Told(_type(engine, table, file, profile, raw, options))
    if file.delimiter and not (file.profile.is_canonical or file.profile.digest) and file.profile.decimal == ".":
        marks = _of_the_file(engine, file, raw)
        if marks:
            found = Told(found.date_order, *marks)
            _type(engine, table, file, _as_told(file.profile, found), raw, options)
    if file.profile.decimal == "column":
        found = found._replace(decimal=profile.decimal, thousands=profile.thousands)
    if file.profile.is_canonical:
        # The tables say 1234.56; a file that a spreadsheet saved in another language says 1.234,56 throughout.
        marks, columns = _other_marks(engine, table, raw, file.delimiter)
        if columns:
            found = Told(found.date_order, *marks, columns)
            _type(engine, table, file, _as_told(file.profile, found), raw, options)
    return found


def _of_the_file(engine: Engine, file: PlannedFile, raw: RawRows) -> Marks | None:
    """Other marks than those of the format, where the numbers of this file tell them: a spreadsheet wrote it anew.

    Asked where a number was not read, or where the delimiter is that of languages with decimal commas.
    """
    taken = number_columns(file.profile, raw.header)
    if not taken or not (file.delimiter == COMMAS or _is_unread(engine, "amount")):
        return None
    if file.delimiter == COMMAS and undecided(engine, raw.relation, raw.params, taken):
        marks = number_marks(engine, raw.relation, raw.params, taken)
        return marks if marks.decimal == "," else UNCLEAR
    if not _is_unread(engine, "amount"):
        return None
    marks = number_marks(engine, raw.relation, raw.params, taken)
    if marks.decimal == ",":
        return marks
    return UNCLEAR if marks == UNCLEAR and holds_commas(engine, raw.relation, raw.params, taken) else None


def _is_unread(engine: Engine, name: str) -> bool:
    return bool(engine.rows(f"SELECT 1 FROM typed WHERE {name}_unread LIMIT 1"))


def _as_told(profile: Profile, told: Told) -> Profile:
    numbers = {name: Source(How.NUMBER, (name,)) for name in told.columns}
    marked = replace(profile, columns={**profile.columns, **numbers})
    return replace(marked, decimal=told.decimal, thousands=told.thousands) if told.decimal else marked


def _other_marks(engine: Engine, table: Table, raw: RawRows, delimiter: str) -> tuple[Marks, tuple[str, ...]]:
    """The columns of a table's own file that are not written as the tables are, and how.

    All columns of money are written alike; one of hours or of feedback may differ where its own numbers say so. In JSON
    only columns with a comma count: a number that is no text there has a point before its decimals, whatever the language.
    """
    places = places_of(raw.header)
    numeric = {one.name: one.type for one in table.columns if one.type in NUMBERS and plain(one.name) in places}
    if not delimiter:
        numeric = {
            name: one
            for name, one in numeric.items()
            if holds_commas(engine, raw.relation, raw.params, [places[plain(name)]])
        }
    money = [name for name, kind in numeric.items() if kind is ColumnType.MONEY]
    if not any(_is_unread(engine, name) for name in numeric):
        taken = [places[plain(name)] for name in money]
        if money and delimiter == COMMAS and undecided(engine, raw.relation, raw.params, taken):
            return UNCLEAR, tuple(money)
        return PLAIN, ()

    def told(names: Iterable[str]) -> Marks | None:
        return told_marks(engine, raw.relation, raw.params, [places[plain(name)] for name in names])

    of_money = told(money) or told(numeric) or PLAIN
    found = {name: of_money if name in money else _own(told([name]), of_money) for name in numeric}
    found = {
        name: marks for name, marks in found.items() if marks != PLAIN or _is_signed(engine, raw, places[plain(name)])
    }
    if len({marks.decimal for marks in found.values()}) > 1:
        return UNCLEAR, tuple(found)
    return max(found.values(), key=lambda marks: marks.thousands, default=PLAIN), tuple(found)


def _is_signed(engine: Engine, raw: RawRows, taken: str) -> bool:
    """Whether some number of the column has a currency sign or brackets."""
    return bool(engine.rows(f"SELECT 1 FROM {raw.relation} WHERE {is_signed(taken)} LIMIT 1", raw.params))


def _own(told: Marks | None, of_money: Marks) -> Marks:
    """The marks of a column beside those of money: its own, where its numbers tell any."""
    return told if told and (told != UNCLEAR or of_money == PLAIN) else of_money


def _type(
    engine: Engine, table: Table, file: PlannedFile, profile: Profile, raw: RawRows, options: IngestOptions
) -> str:
    clock, params = _clocks(engine, file, profile, raw, options)
    if profile.is_canonical:
        clock = own_days(table, places_of(raw.header), options.date_order)
    mapped = map_columns(profile, raw.header, clock)
    mapped.params.update(params)
    _state(mapped.params, options)
    if not profile.is_canonical:
        mapped, raw = materialise(engine, mapped, raw)
    make_typed(engine, table, mapped, raw, options.timezone, profile.is_canonical)
    if profile.apart:
        # What cannot be read is no row of a known kind: it is judged, not set apart.
        unread = " OR ".join(f"{name}_unread" for name in ("paid_at", "amount"))
        engine.execute(f"UPDATE typed_rows SET apart = NULL, role = NULL WHERE apart IS NOT NULL AND ({unread})")
    return str(params.get("date_order", "")) if profile.date_order == "column" else ""


def _with_marks(engine: Engine, profile: Profile, raw: RawRows) -> Profile:
    taken = number_columns(profile, raw.header)
    if profile.decimal != "column" or not taken:
        return profile
    decimal, thousands = number_marks(engine, raw.relation, raw.params, taken)
    return replace(profile, decimal=decimal, thousands=thousands)


def _clocks(
    engine: Engine, file: PlannedFile, profile: Profile, raw: RawRows, options: IngestOptions
) -> tuple[dict[str, str], dict[str, Any]]:
    """The clock columns. Raises InputFileError with all at once that the user has still to say."""
    unsaid = list(unstated(file, options))
    try:
        clocks = clock_columns(engine, profile, raw.header, options.date_order, file.name)
    except InputFileError as error:
        remedy = "; and ".join((error.remedy, *(f"{problem} -> {remedy}" for problem, remedy in unsaid)))
        raise InputFileError(file.name, error.problem, remedy, error.line, error.column) from error
    if unsaid:
        problem, remedy = unsaid[0]
        more = (f"{other} -> {how}" for other, how in unsaid[1:])
        raise InputFileError(file.name, problem, "; and ".join((remedy, *more)))
    return clocks


def _state(params: dict[str, Any], options: IngestOptions) -> None:
    """Fill in what only the user can say of a file."""
    for name, said in (("stated_freelancer", options.freelancer), ("stated_currency", options.currency)):
        if name in params:
            params[name] = said
