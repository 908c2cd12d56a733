"""One query in a dialect's words: constructs, types, far days and names, each by the dialect's file."""

from __future__ import annotations

import re
from datetime import date

import sqlglot
import sqlglot.errors
from sqlglot import exp

from auditor import rooms
from auditor.compiling import literals
from auditor.compiling.construct import Construct
from auditor.compiling.reading import Dialect, UnsayableError

FIRST_YEAR, LAST_YEAR = 1, 9999
PLACES = re.compile(r"\([\d, ]+\)")


def say(tree: exp.Expr, dialect: Dialect) -> str:
    """The query's text; the tree is changed. Raises UnsayableError that names what the dialect has no words for."""
    constructs: dict[str, Construct] = rooms.discover("auditor.compiling.constructs", "CONSTRUCT")
    # The inner ones first, so that an operand is in its final words; and what a phrase brings along is looked at by nobody.
    for node in reversed(list(tree.walk(bfs=True))):
        for name, construct in constructs.items():
            if (operands := construct.match(node)) is not None:
                said = construct.said(name, node, operands, dialect)
                if said is not node:
                    node.replace(said)
                break
    for cast in list(tree.find_all(exp.Cast)):
        _within(cast, dialect)
        cast.set("to", kind(cast.to, dialect))
    for word in tree.find_all(exp.Identifier):
        if word.this.lower() in dialect.names:
            word.set("quoted", True)
    return text(tree, dialect)


def text(tree: exp.Expr, dialect: Dialect) -> str:
    """The tree as SQL. Raises UnsayableError where sqlglot knows that the dialect cannot say it."""
    try:
        return tree.sql(dialect.sqlglot, pretty=True, comments=False, unsupported_level=sqlglot.ErrorLevel.RAISE)
    except sqlglot.errors.UnsupportedError as error:
        raise UnsayableError(str(error)) from error


def kind(kind_of: exp.DataType, dialect: Dialect) -> exp.DataType:
    """A type in the dialect's words; its places are kept where the dialect's word has none of its own."""
    # What a phrase says is in the dialect's words already.
    said = dialect.types.get(kind_of.this.value) if isinstance(kind_of.this, exp.DataType.Type) else None
    if said is None:
        return kind_of
    places = PLACES.search(kind_of.sql("duckdb"))
    return exp.DataType.build(said.replace("PLACES", places[0] if places else ""), dialect=dialect.sqlglot)


def _within(cast: exp.Cast, dialect: Dialect) -> None:
    """The first and the last day that there can be stand for "always" and "never"; not every warehouse reaches them."""
    day = literals.day_of(cast)
    if day is not None and dialect.years:
        years = {FIRST_YEAR: dialect.years[0], LAST_YEAR: dialect.years[1]}
        near = date(years.get(day.year, day.year), day.month, day.day)
        cast.set("this", exp.Literal.string(near.isoformat()))
