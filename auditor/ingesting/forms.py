"""What the fields of a CSV row can be told by, column by column: enough to see that they stand in their places."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from auditor.ingesting.validating import currencies
from auditor.model.profiles import How, Profile, Source, plain
from auditor.model.tables import Column, ColumnType, Table

DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?|[A-Za-z]{3,9} \d{1,2}, \d{4}")
HOUR = re.compile(r"\d{1,2}:\d\d(:\d\d)?([.,]\d+)?( ?[AaPp][Mm])?")
NUMBER = re.compile(r"\(?[+-]?[^\w\s,;]{0,2}[+-]?\d[\d.,'\u2019\u00a0\u202f ]*\)?")
ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+")
READ_AS_NUMBERS = (How.NUMBER, How.NEGATED, How.CREDIT_DEBIT, How.ACCOUNTING, How.EPOCH)


@dataclass(frozen=True, slots=True)
class Form:
    """What the values of a column look like. `closed` values never hold a delimiter; of `words`, they are one."""

    kind: str = "text"
    words: frozenset[str] = frozenset()

    @property
    def is_closed(self) -> bool:
        """Whether a value tells that it stands in its place, and that none before it was cut in two."""
        return self.kind in ("day", "hour", "word")

    def fits(self, text: str) -> bool:
        """Whether the text, which is not empty, can be such a value."""
        match self.kind:
            case "day":
                return bool(DAY.fullmatch(text))
            case "hour":
                return bool(HOUR.fullmatch(text))
            case "number":
                return bool(NUMBER.fullmatch(text))
            case "word":
                return text.casefold() in self.words
            case _:
                return True


def forms_of(profile: Profile, table: Table, header: Sequence[str]) -> tuple[Form, ...]:
    """The form of each column of a header; a column that the profile does not read is text."""
    told: dict[str, Form] = {}
    for name, source in profile.columns.items():
        for place, taken in enumerate(source.take):
            told.setdefault(plain(taken), _form(table.column(name), source, place))
    return tuple(told.get(plain(name), Form()) for name in header)


def _form(column: Column, source: Source, place: int) -> Form:
    if source.how is How.CLOCK:
        return Form(("day", "hour", "text")[place])
    if source.how in READ_AS_NUMBERS:
        return Form("number")
    if source.how is How.MAP:
        return Form("word", frozenset(word.casefold() for word in source.words))
    if source.how not in (How.COPY, How.UTC, How.STATED):
        return Form()
    if column.type is ColumnType.ENUM:
        return Form("word", frozenset(column.allowed))
    if column.type is ColumnType.CURRENCY:
        return _currency()
    return Form(KINDS.get(column.type, "text"))


@cache
def _currency() -> Form:
    return Form("word", frozenset(code.casefold() for code in currencies()))


KINDS: Mapping[ColumnType, str] = {
    ColumnType.TIME: "day",
    ColumnType.MONEY: "number",
    ColumnType.NUMBER: "number",
    ColumnType.ID: "id",
}


def fields_of(record: bytes, delimiter: str) -> list[str]:
    """The fields of one record, without blanks around them; cut at every delimiter where its quotes are not in order."""
    text = record.decode("utf-8", "replace")
    try:
        read = next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error:
        read = text.split(delimiter)
    return [field.strip() for field in read]


def is_row(fields: Sequence[str], forms: Sequence[Form]) -> bool:
    """Whether a line beside the rows of a file is one of them: as many fields as these, or one that is what its column is."""
    if len(fields) == len(forms) > 1 and sum(map(bool, fields)) > 1:
        return True
    told = zip(fields, forms, strict=False)
    return any(form.kind in ("day", "number") and field and form.fits(field) for field, form in told)


def stand_in_place(fields: Sequence[str], forms: Sequence[Form]) -> bool:
    """Whether no field of a row can be a piece of the one before it, though the row has empty fields behind the last column.

    All that have a form must fit. A delimiter inside of a text, or of a number, moves what stands behind it; so behind
    the last field that tells its place only ids, addresses and nothing may stand, and in the last column anything.
    """
    told = [(field, form) for field, form in zip(fields, forms, strict=False)]
    if not all(form.fits(field) for field, form in told if field):
        return False
    last = max((place for place, (field, form) in enumerate(told) if field and form.is_closed), default=None)
    return last is not None and all(_is_whole(field, form) for field, form in told[last + 1 : -1])


def _is_whole(field: str, form: Form) -> bool:
    return not field or bool(ADDRESS.fullmatch(field)) or (form.kind == "id" and not re.search(r"\s", field))
