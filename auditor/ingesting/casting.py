"""SQL that makes typed values of texts: first the form, then the cast, so that nothing is guessed or rounded."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.engines.duckdb import Engine
from auditor.ingesting.mapping import Mapped
from auditor.ingesting.no_times import why_sql
from auditor.ingesting.raw_rows import RawRows
from auditor.model.profiles import JOINTS
from auditor.model.tables import Column, ColumnType, Table

NOTHING = "CAST(NULL AS VARCHAR)"
DAY = r"\d{4}-\d\d-\d\d"
HOUR = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,6}0*)?)?"
DAY_FORM = DAY
LOCAL_FORM = rf"{DAY}[Tt ]{HOUR}"
UTC_FORM = rf"{DAY}[T ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{{1,6}}0*)?Z"
OFFSET_FORM = rf"{DAY}[Tt ]{HOUR} ?([Zz]|[+-](0\d|1[0-4])(:?[0-5]\d)?)"
# The basic form of ISO 8601, without marks; narrow, because a number may look like a day.
BASIC_DAY = r"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
BASIC_FORM = (
    rf"{BASIC_DAY}([Tt]([01]\d|2[0-3]):?[0-5]\d(:?[0-5]\d([.,]\d{{1,6}}0*)?)?([Zz]|[+-](0\d|1[0-4])(:?[0-5]\d)?)?)?"
)
DAY_CHARACTERS = 10


def make_typed(engine: Engine, table: Table, mapped: Mapped, raw: RawRows, timezone: str, is_own_table: bool) -> None:
    """Make the temporary view `typed` of all rows: row_no, each canonical column, `<time>_precision`, `<column>_unread`
    where a text had not the form of its type, `<time>_no_time` (why), `extra`, `apart` (a reason) and `role` for rows that are no income, `contradiction` (a code), and the joints that the export has."""
    parts = [f"{mapped.apart} AS apart", f"{mapped.role} AS role", f"{_extra(mapped)} AS extra"]
    parts.append(f"{mapped.contradiction} AS contradiction")
    parts += [f"nullif(trim({mapped.joints[name]}), '') AS {name}" for name in JOINTS if name in mapped.joints]
    for column in table.columns:
        parts += _parts(column, mapped.texts.get(column.name))
    # Why a time was not read is asked of the few that were not: with their texts at hand, behind all other columns.
    times = table.times
    texts = "".join(f", {mapped.texts.get(name) or NOTHING} AS {name}_text" for name in times)
    whys = "".join(
        f", {why_sql(f'{name}_unread', f'{name}_text', LOCAL_FORM, is_own_table)} AS {name}_no_time" for name in times
    )
    left = f"* EXCLUDE ({', '.join(f'{name}_text' for name in times)})" if times else "*"
    params = {**raw.params, **mapped.params, "timezone": timezone, "is_utc": timezone == "UTC"}
    for number, label in enumerate(mapped.extra):
        params[f"label_{number}"] = label
    # Rows are kept in the order of the file, so that the row number of the table is that of the file.
    engine.execute("DROP VIEW IF EXISTS typed")
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE typed_rows AS
            SELECT {left}{whys} FROM (SELECT {", ".join(parts)}{texts} FROM {raw.relation})""",
        params,
    )
    engine.execute("CREATE TEMP VIEW typed AS SELECT rowid AS row_no, * FROM typed_rows")


def _extra(mapped: Mapped) -> str:
    if not mapped.extra:
        return "CAST(NULL AS VARCHAR)"
    pairs = ", ".join(f"$label_{number}::VARCHAR, {column}" for number, column in enumerate(mapped.extra.values()))
    # Merging into an empty object leaves out the columns that are empty in this row.
    return f"nullif(json_merge_patch('{{}}', json_object({pairs}))::VARCHAR, '{{}}')"


def _parts(column: Column, text: str | None) -> list[str]:
    source = text or NOTHING
    name = column.name
    if column.type is ColumnType.TIME:
        value, precision = _time(source), f"CASE WHEN {_is_day(source)} THEN 'day' ELSE 'second' END"
        precise = f"CASE WHEN {name} IS NOT NULL THEN {precision} END AS {name}_precision"
        return [f"{value} AS {name}", precise, _unread(name, source)]
    if column.type in (ColumnType.MONEY, ColumnType.NUMBER):
        return [f"{_number(column, source)} AS {name}", _unread(name, source)]
    if column.type is ColumnType.BOOL:
        cases = f"CASE lower(trim({source})) WHEN 'true' THEN true WHEN 'false' THEN false END"
        return [f"{cases} AS {name}", _unread(name, source)]
    return [f"{_PLAIN[column.type].format(source)} AS {name}"]


_PLAIN: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "nullif({}, '')",
    ColumnType.ID: "nullif({}, '')",
    ColumnType.ENUM: "nullif(lower(trim({})), '')",
    ColumnType.CURRENCY: "nullif(upper(trim({})), '')",
}


def _unread(name: str, source: str) -> str:
    return f"({name} IS NULL AND trim({source}) <> '') IS TRUE AS {name}_unread"


def _is_day(source: str) -> str:
    # Of what was read, a day alone is the shortest in either form.
    return f"length(trim({source})) <= {DAY_CHARACTERS}"


def _time(source: str) -> str:
    text = f"trim({source})"
    return f"""CASE
    WHEN regexp_full_match({text}, '{UTC_FORM}') THEN TRY_CAST({text} AS TIMESTAMP)
    {_marked(text)}
    WHEN regexp_full_match({text}, '{BASIC_FORM}') THEN CASE {_marked(_with_marks(text))} END
  END"""


def _marked(text: str) -> str:
    """The cases of a text in the extended form, with its marks."""
    # One form for the cast: T, points, seconds; an offset only goes through TIMESTAMPTZ, as TIMESTAMP drops it.
    unified = f"replace(replace(upper(regexp_replace({text}, '^(.{{10}}) ', '\\1T')), ',', '.'), ' ', '')"
    full = f"regexp_replace({unified}, '^(.{{10}}T..:..)([^:]|$)', '\\1:00\\2')"
    local = f"TRY_CAST({full} AS TIMESTAMP)"
    # A time in the hour that summer time leaves out comes back as another one: it never was.
    zoned = f"({local} AT TIME ZONE $timezone)"
    existing = f"CASE WHEN {zoned} AT TIME ZONE $timezone = {local} THEN {zoned} AT TIME ZONE 'UTC' END"
    return f"""WHEN regexp_full_match({text}, '{DAY_FORM}') THEN TRY_CAST({text} AS TIMESTAMP)
    WHEN regexp_full_match({text}, '{LOCAL_FORM}') THEN
      CASE WHEN $is_utc THEN {local} ELSE {existing} END
    WHEN regexp_full_match({text}, '{OFFSET_FORM}') THEN TRY_CAST({full} AS TIMESTAMPTZ) AT TIME ZONE 'UTC'"""


def _with_marks(text: str) -> str:
    day = f"regexp_replace({text}, '^(....)(..)(..)', '\\1-\\2-\\3')"
    minutes = f"regexp_replace({day}, '([Tt])(\\d\\d)(\\d\\d)', '\\1\\2:\\3')"
    return f"regexp_replace({minutes}, '([Tt]..:..)(\\d\\d)', '\\1:\\2')"


def _number(column: Column, source: str) -> str:
    whole = column.digits - column.decimals
    form = rf"[+-]?\d{{1,{whole}}}(\.\d{{1,{column.decimals}}}0*)?"
    cast = f"TRY_CAST(trim({source}) AS DECIMAL({column.digits}, {column.decimals}))"
    return f"CASE WHEN regexp_full_match(trim({source}), '{form}') THEN {cast} END"
