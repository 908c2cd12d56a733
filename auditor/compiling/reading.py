"""What a warehouse's dialect says otherwise than DuckDB, as data: one TOML file each in `dialects/`, found by folder.

Each construct (a file of `constructs/`) stands in one of three places: in `[phrases]` as it is said there, in `same` where
sqlglot's own translation is right, or in `[refused]` with the reason why it cannot be said.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import sqlglot
from sqlglot import exp

from auditor import rooms
from auditor.errors import RoomError, UsageError

Tree = TypeVar("Tree", bound=exp.Expr)
FOLDER = Path(__file__).resolve().parent / "dialects"
FIELDS = {
    "about",
    "sqlglot",
    "same",
    "phrases",
    "refused",
    "types",
    "names",
    "made",
    "before",
    "after",
    "after_table",
    "text_order",
    "years",
}


class UnsayableError(Exception):
    """The dialect has no words for a construct; the message is the reason that its file gives."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One warehouse: `sqlglot` is what the library calls it; `types` maps DuckDB's types to its own where they differ.

    `made` is how a shape NAME is made of its query. `names` are names of columns to be quoted there. `before` is SQL ahead of all views, `after` a clause that ends each query
    and `after_table` one that ends each CREATE TABLE; `text_order` a clause that makes texts sort by their code points;
    `years` the first and last year of its days, where they do not reach from 1 to 9999.
    """

    name: str
    about: str
    sqlglot: str
    same: frozenset[str]
    phrases: Mapping[str, str]
    refused: Mapping[str, str]
    types: Mapping[str, str]
    names: frozenset[str]
    made: str
    before: str
    after: str
    after_table: str
    text_order: str
    years: tuple[int, ...]

    def leaves(self, construct: str) -> bool:
        """Whether sqlglot's own translation of the construct is right. Raises UnsayableError where nothing is."""
        if construct in self.refused:
            raise UnsayableError(self.refused[construct])
        return construct in self.same

    def phrase(self, construct: str, operands: Mapping[str, exp.Expr]) -> exp.Expr:
        """The construct as this dialect says it; words in capitals that name an operand stand for it."""
        said = sqlglot.parse_one(f"SELECT {self.phrases[construct]}", read=self.sqlglot).expressions[0]
        found: exp.Expr = filled(exp.Tuple(expressions=[said]), operands).expressions[0]
        return found


def filled(tree: Tree, operands: Mapping[str, exp.Expr]) -> Tree:
    """The tree with every column that is named like an operand replaced by it."""
    for column in list(tree.find_all(exp.Column)):
        if column.name in operands:
            column.replace(operands[column.name].copy())
    return tree


def names() -> tuple[str, ...]:
    """The dialects that rules are compiled to."""
    return tuple(rooms.files(FOLDER, ".toml"))


def read(name: str) -> Dialect:
    """One dialect. Raises UsageError for one that there is not, RoomError for a file that is not whole."""
    files = rooms.files(FOLDER, ".toml")
    if name not in files:
        raise UsageError(f"{name}: no dialect that rules are compiled to -> use one of {', '.join(files)}")
    told = tomllib.loads(files[name].read_text(encoding="utf-8"))
    if unknown := sorted(set(told) - FIELDS):
        raise RoomError(f"{files[name]}: unknown keys {', '.join(unknown)} -> use {', '.join(sorted(FIELDS))}")
    return Dialect(
        name=name,
        about=told["about"],
        sqlglot=told.get("sqlglot", name),
        same=frozenset(told.get("same", ())),
        phrases=told.get("phrases", {}),
        refused=told.get("refused", {}),
        types=told.get("types", {}),
        names=frozenset(told.get("names", ())),
        made=told.get("made", "CREATE OR REPLACE VIEW NAME AS"),
        before=told.get("before", ""),
        after=told.get("after", ""),
        after_table=told.get("after_table", ""),
        text_order=told.get("text_order", ""),
        years=tuple(told.get("years", ())),
    )
