"""The contract of a construct: a piece of SQL that warehouses say in different ways, and how it is put into their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlglot import exp

from auditor.compiling.reading import Dialect, UnsayableError

Operands = Mapping[str, exp.Expr]
Match = Callable[[exp.Expr], Operands | None]
Say = Callable[[str, exp.Expr, Operands, Dialect], exp.Expr]


def by_phrase(name: str, node: exp.Expr, operands: Operands, dialect: Dialect) -> exp.Expr:
    """The dialect's phrase with its operands put in."""
    return dialect.phrase(name, operands)


@dataclass(frozen=True, slots=True)
class Construct:
    """`about` names it in a refusal; `match` returns its operands by their names in phrases, None for any other node."""

    about: str
    match: Match
    say: Say = by_phrase

    def said(self, name: str, node: exp.Expr, operands: Operands, dialect: Dialect) -> exp.Expr:
        """The node in the dialect's words. Raises UnsayableError with the construct's name."""
        try:
            return node if dialect.leaves(name) else self.say(name, node, operands, dialect)
        except UnsayableError as error:
            raise UnsayableError(f"{self.about}: {error}") from error
