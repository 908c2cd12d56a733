"""Queries of sql/ that are no rules, in Spark's SQL: they are compiled as rules are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from auditor import compiling, rooms, rules
from auditor.model.policies import Policy


def asked(
    folder: str, name: str, reads: Sequence[str], policy: Policy, as_of: date, values: Mapping[str, Any] | None = None
) -> str:
    """The query of `sql/FOLDER/NAME.sql`; the shapes that it reads must have been made when it is run."""
    sql = (rooms.sql_folder() / folder / f"{name}.sql").read_text(encoding="utf-8")
    return said(name, sql, reads, policy, as_of, values).rules[name]


def said(
    name: str, sql: str, reads: Sequence[str], policy: Policy, as_of: date, values: Mapping[str, Any] | None = None
) -> compiling.Together:
    """A query in DuckDB's words, with the shapes that it reads, in the order in which they read each other."""
    form = replace(next(iter(rules.shipped().values())), rule_id=name, reads=tuple(reads), sql=sql)
    return compiling.compile_together({name: form}, "spark", policy, {name: values or {}}, as_of)
