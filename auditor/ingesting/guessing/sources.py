"""How a column that was found is to be read: as it stands, as a number, by a clock, by a table of words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from auditor.ingesting.guessing.assigning import Given
from auditor.ingesting.guessing.companions import Companions
from auditor.ingesting.guessing.fitting import main_time
from auditor.ingesting.guessing.looks import Cells, is_epoch, is_iso
from auditor.ingesting.guessing.naming import normal
from auditor.ingesting.guessing.words import needed
from auditor.ingesting.mapping import LAST_PARENTHESES
from auditor.model.profiles import How, Source
from auditor.model.tables import Column, ColumnType, Table

SHOWN_WORDS = 8
NONE: Mapping[str, str] = MappingProxyType({})
IN_PARENTHESES = re.compile(LAST_PARENTHESES)


@dataclass(frozen=True, slots=True)
class Found:
    """The columns of a file, and which of them go along with others."""

    table: Table
    cells: Mapping[int, Cells]
    names: Mapping[int, str]
    companions: Companions


def source_of(column: Column, given: Given, found: Found) -> tuple[Source, str]:
    """How the column is read, and what a person should check of it ("" = nothing)."""
    name, cells = found.names[given.index], found.cells[given.index]
    if column.type is ColumnType.TIME:
        return _time(column, name, cells, found), ""
    if column.type in (ColumnType.MONEY, ColumnType.NUMBER):
        return Source(How.NUMBER, (name,)), ""
    if column.type is ColumnType.ENUM:
        return words_source(column, name, cells.unlike, found.table.name)
    if column.name == "counterparty" and found.companions.address is not None:
        return Source(How.PERSON, (name, found.names[found.companions.address])), ""
    if column.name == "client_id" and " " in "".join(cells.texts):
        return Source(How.COPY, (name,)), "names stand in it, no ids: the same client must always be written alike"
    if column.type is ColumnType.ID and cells.share(IN_PARENTHESES.match) == 1:
        return Source(How.LAST_PARENTHESES, (name,)), "the id in the last parentheses is taken"
    return Source(How.COPY, (name,)), ""


def _time(column: Column, name: str, cells: Cells, found: Found) -> Source:
    clock, zone = found.companions.clock, found.companions.zone
    if column.name == main_time(found.table) and clock is not None:
        more = [clock] if zone is None else [clock, zone]
        return Source(How.CLOCK, (name, *(found.names[index] for index in more)))
    if cells.share(is_epoch) == 1:
        return Source(How.EPOCH, (name,))
    is_local = cells.share(lambda text: is_iso(text) and not text.endswith("Z")) == 1
    if is_local and "utc" in normal(name).split():
        return Source(How.UTC, (name,))
    return Source(How.COPY if cells.share(is_iso) == 1 else How.CLOCK, (name,))


def words_source(
    column: Column, name: str, texts: Collection[str], table: str, more: Mapping[str, str] = NONE
) -> tuple[Source, str]:
    """The words of a column translated; `more` are words in lower case of which somebody else knows the meaning."""
    words, unknown = needed(texts, column.allowed, table, column.name)
    words |= more
    unknown = [word for word in unknown if word not in words]
    check = ""
    if unknown:
        shown = ", ".join(f'"{word}"' for word in unknown[:SHOWN_WORDS])
        check = f"say in words what these mean ({', '.join(column.allowed)}): {shown}"
    return (Source(How.MAP, (name,), words=words) if words else Source(How.COPY, (name,))), check
