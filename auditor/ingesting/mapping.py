"""Turns the columns of an export into the text of canonical columns, as SQL over the raw table.

Raw columns are c0, c1, …: what a header says never becomes part of a statement; it is bound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from auditor.engines.duckdb import Engine
from auditor.ingesting.apart_tests import apart_sql, role_sql
from auditor.ingesting.contradictions import contradiction
from auditor.ingesting.ledger_texts import accounting, found_in, hours_in, row_id, transaction_id
from auditor.ingesting.marks import Marks, number_form, squeezed
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.recognising import plain
from auditor.ingesting.sides import other_end, other_side, side, writers
from auditor.ingesting.signs import told_currency
from auditor.ingesting.statement_texts import as_utc, credit_or_debit, first_filled, from_epoch, from_ofx
from auditor.model.profiles import How, Profile, Source

LAST_PARENTHESES = r"(?s)^(.*)\(([^()]+)\)\s*$"
SEPARATOR = "chr(31)"
ANY_OTHER = "*"


@dataclass(slots=True)
class Mapped:
    """SQL texts by canonical column, the parameters they need, the reason of rows set apart, and what is left over."""

    texts: dict[str, str]
    params: dict[str, Any]
    apart: str
    digest: str
    extra: dict[str, str] = field(default_factory=dict)
    joints: dict[str, str] = field(default_factory=dict)
    role: str = "NULL"
    contradiction: str = "CAST(NULL AS VARCHAR)"


def places_of(header: Sequence[str]) -> dict[str, str]:
    """The raw column of each name; of a name that stands twice, the first."""
    places: dict[str, str] = {}
    for index, name in enumerate(header):
        places.setdefault(plain(name), f"c{index}")
    return places


def number_columns(profile: Profile, header: Sequence[str]) -> list[str]:
    """The raw columns that are read as numbers."""
    places = places_of(header)
    kinds = (How.NUMBER, How.NEGATED, How.CREDIT_DEBIT, How.ACCOUNTING)
    names = [name for source in profile.columns.values() if source.how in kinds for name in source.take]
    return [places[plain(name)] for name in names if plain(name) in places]


def is_told(source: Source, places: Mapping[str, str]) -> bool:
    """Whether a file with these columns has what the source is taken from, or the source needs none."""
    return not source.take or source.how is How.STATED or any(plain(name) in places for name in source.take)


def map_columns(profile: Profile, header: Sequence[str], clock: Mapping[str, str]) -> Mapped:
    """Map by name. `clock` gives the SQL of each CLOCK column, which depends on the dates of the file."""
    places = places_of(header)
    marks = Marks(profile.decimal, profile.thousands)
    mapped = Mapped({}, {"decimal": marks.decimal, "thousands": marks.thousands}, "NULL", "NULL")
    mapped.params["number_form"] = number_form(marks)
    mapped.digest = _digest([places[plain(name)] for name in profile.header])
    used: set[str] = set()
    # Who the other party is depends on the sign of the amount, so that this is read last.
    for column, source in sorted(profile.columns.items(), key=lambda one: one[1].how is How.OTHER_PARTY):
        taken = [places[plain(name)] for name in source.take if plain(name) in places]
        if not is_told(source, places):
            continue
        used.update(taken)
        mapped.texts[column] = clock.get(column) or _text(column, source, taken, mapped)
    _fill_currency(mapped, number_columns(profile, header))
    _derive_ids(profile, mapped, places)
    mapped.joints = _joints(profile, places, mapped)
    mapped.apart = apart_sql(profile.apart, places, mapped.texts, mapped.params)
    mapped.role = role_sql(profile.apart, mapped.apart, mapped.params)
    numbers, currency = number_columns(profile, header), mapped.texts.get("currency")
    mapped.contradiction = contradiction(profile, places, numbers, currency, mapped.params)
    left = [(name, f"c{index}") for index, name in enumerate(header) if f"c{index}" not in used]
    mapped.extra = _named(left)
    return mapped


def materialise(engine: Engine, mapped: Mapped, raw: RawRows) -> tuple[Mapped, RawRows]:
    """Work the texts out once, into the temporary table `mapped_rows`, so that typing sees plain columns."""
    texts = {column: f"t_{column}" for column in mapped.texts}
    joints = {name: f"j_{name}" for name in mapped.joints}
    parts = [f"{sql} AS {texts[column]}" for column, sql in mapped.texts.items()]
    parts += [f"{sql} AS {joints[name]}" for name, sql in mapped.joints.items()]
    parts += [f"{mapped.apart} AS apart_reason", f"{mapped.role} AS apart_role"]
    parts += [f"{mapped.contradiction} AS contradiction_code", *mapped.extra.values()]
    engine.execute(
        f"CREATE OR REPLACE TEMP TABLE mapped_rows AS SELECT {', '.join(parts)} FROM {raw.relation} ORDER BY rowid",
        {**raw.params, **mapped.params},
    )
    plain_columns = replace(mapped, texts=texts, joints=joints, apart="apart_reason", role="apart_role")
    plain_columns.contradiction = "contradiction_code"
    return plain_columns, replace(raw, relation="mapped_rows", params={})


def _text(column: str, source: Source, taken: list[str], mapped: Mapped) -> str:
    if source.how in OF_ONE:
        return OF_ONE[source.how](taken[0])
    match source.how:
        case How.VALUE:
            mapped.params[f"value_{column}"] = source.value
            return f"$value_{column}"
        case How.MAP:
            return _word(column, source, taken[0], mapped.params)
        case How.PERSON:
            return _person(taken) if len(taken) == len(source.take) else first_filled(taken)
        case How.OTHER_PARTY:
            return _other_party(taken, mapped.texts.get("amount"))
        case How.LAST_PARENTHESES:
            return f"nullif(regexp_extract({taken[0]}, '{LAST_PARENTHESES}', 2), '')"
        case How.BEFORE_PARENTHESES:
            return f"nullif(trim(regexp_extract({taken[0]}, '{LAST_PARENTHESES}', 1)), '')"
        case How.ROW_DIGEST:
            return mapped.digest
        case How.HOURS:
            return hours_in(taken)
        case How.CREDIT_DEBIT:
            return credit_or_debit(plain_number(taken[0]), _negated(plain_number(taken[-1])), taken[0])
        case How.FIRST:
            return first_filled(taken)
        case How.SIDE:
            mapped.params["stated_freelancer"] = None
            return side(taken[0])
        case How.OTHER_SIDE:
            mapped.params["stated_freelancer"] = None
            return other_side(taken)
        case How.OTHER_END:
            mapped.params["stated_freelancer"] = None
            return other_end(taken[0], taken[-1])
        case How.STATED:
            mapped.params.setdefault(f"stated_{source.value}", None)
            return taken[0] if taken else f"$stated_{source.value}"
        case How.PATTERN:
            mapped.params[f"pattern_{column}"] = source.value
            return found_in(taken, f"$pattern_{column}")
        case _:
            raise AssertionError("clock columns come from clocks.py")


def _fill_currency(mapped: Mapped, numbers: Sequence[str]) -> None:
    """Where a row names no currency, the sign in its amount does."""
    if numbers and "currency" in mapped.texts and not mapped.texts["currency"].startswith("$"):
        said = mapped.texts["currency"]
        mapped.texts["currency"] = f"coalesce(nullif(trim({said}), ''), {told_currency(numbers)})"


def _derive_ids(profile: Profile, mapped: Mapped, places: Mapping[str, str]) -> None:
    # Such an id is made of other columns, so that it comes last.
    for column, source in profile.columns.items():
        if source.how is How.TRANSACTION:
            mapped.texts[column] = transaction_id(mapped.texts, column, mapped.digest)
        if source.how is How.ROW_DIGEST:
            told = {name: places[plain(name)] for name in source.take}
            whole = {**mapped.texts, **writers(profile, places)}
            told = told or {name: text for name, text in whole.items() if name != column}
            # Where nothing is read of a row, as in a guess that knows no column, it is all that the header names.
            mapped.texts[column] = row_id(told or {name: places[plain(name)] for name in profile.header})


def _joints(profile: Profile, places: Mapping[str, str], mapped: Mapped) -> dict[str, str]:
    texts = {}
    for name, source in profile.joints.items():
        taken = [places[plain(item)] for item in source.take if plain(item) in places]
        # A file without that column has nothing to join by.
        texts[name] = _text(f"joint_{name}", source, taken, mapped) if taken else "CAST(NULL AS VARCHAR)"
    return texts


def _word(column: str, source: Source, taken: str, params: dict[str, Any]) -> str:
    cases = []
    others = taken
    for number, (word, meaning) in enumerate(source.words.items()):
        params[f"meaning_{column}_{number}"] = meaning
        means = f"nullif($meaning_{column}_{number}, '')"
        if word == ANY_OTHER:
            others = means
            continue
        params[f"word_{column}_{number}"] = word.lower()
        cases.append(f"WHEN $word_{column}_{number} THEN {means}")
    if not cases:
        return others
    return f"CASE lower(trim(coalesce({taken}, ''))) {' '.join(cases)} ELSE {others} END"


def plain_number(taken: str) -> str:
    """A number of the export with a decimal point and no other marks; what is no number there becomes no number here."""
    number = squeezed(taken)
    bare = f"replace(replace(replace({number}, '$', ''), $thousands, ''), $decimal, '.')"
    return f"CASE WHEN regexp_full_match({number}, $number_form) THEN {bare} ELSE '?' || {taken} END"


def _negated(number: str) -> str:
    return f"CASE WHEN starts_with({number}, '-') THEN substr({number}, 2) ELSE '-' || ({number}) END"


def _person(taken: list[str]) -> str:
    if len(taken) == 1:
        return f"nullif(trim({taken[0]}), '')"
    name, address = (f"nullif(trim({column}), '')" for column in taken[:2])
    both = f"CASE WHEN {name} <> {address} THEN {name} || ' <' || {address} || '>' END"
    return f"coalesce({both}, {first_filled(taken)})"


def _other_party(taken: list[str], amount: str | None) -> str:
    if len(taken) < len(("name", "sender", "receiver")) or amount is None:
        return _person(taken)
    name, sender, receiver = taken
    return f"CASE WHEN starts_with({amount}, '-') THEN {_person([name, receiver])} ELSE {_person([name, sender])} END"


# Texts that are made of one column alone.
OF_ONE: Mapping[How, Callable[[str], str]] = {
    How.COPY: str,
    How.TRANSACTION: str,
    How.NUMBER: plain_number,
    How.NEGATED: lambda taken: _negated(plain_number(taken)),
    How.ACCOUNTING: lambda taken: plain_number(accounting(taken)),
    How.UTC: as_utc,
    How.EPOCH: from_epoch,
    How.OFX_TIME: from_ofx,
}


def _digest(columns: list[str]) -> str:
    cells = ", ".join(f"coalesce({column}, '')" for column in columns)
    return f"md5(concat_ws({SEPARATOR}, {cells}))"


def _named(left: list[tuple[str, str]]) -> dict[str, str]:
    named: dict[str, str] = {}
    for name, column in left:
        label = name.strip() or f"column {int(column[1:]) + 1}"
        while label in named:
            label += " (again)"
        named[label] = column
    return named
