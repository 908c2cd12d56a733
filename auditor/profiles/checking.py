"""What is wrong with a profile that a person wrote: each problem with its key, its line and what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from auditor.model.profiles import CANONICAL, plain
from auditor.model.tables import Table
from auditor.profiles.checking_columns import clock_problems, column_problems, joint_problems
from auditor.profiles.places import line_of, lines_of_keys
from auditor.profiles.problems import Problem, shown
from auditor.profiles.reading import OPTIONAL, TESTS

NEEDED: Mapping[str, type] = {"title": str, "table": str, "header": list, "columns": dict}
KNOWN = (*NEEDED, "optional", "key", "apart", "joints", "beats", "but_not", *OPTIONAL)
# Marks that are part of a number, or that mean something in the form of numbers.
FORBIDDEN_MARKS = tuple("0123456789+-$^]\\")
WORDS: Mapping[type, str] = {str: "text", list: "list", dict: "table"}
EXAMPLES: Mapping[type, str] = {str: '"…"', list: '["…", "…"]', dict: "a section with lines name = { … }"}
ORDERS = ("iso", "dmy", "mdy", "named", "column")
APART_KEYS = ("reason", "test", "columns", "words", "role", "spares_refunds")


@dataclass(frozen=True, slots=True)
class Checked:
    """The content of a profile file, and all that is wrong with it."""

    data: Mapping[str, Any]
    problems: tuple[Problem, ...]


def check(name: str, text: str, tables: Mapping[str, Table]) -> Checked:
    """All problems of a profile file, in the order of its lines."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Checked({}, (Problem("", f"this is no TOML: {error}", "repair that place"),))
    lines = lines_of_keys(text)
    found = [replace(one, line=line_of(one.key, lines)) for one in _problems(name, data, tables)]
    return Checked(data, tuple(sorted(found, key=lambda one: one.line)))


def _problems(name: str, data: Mapping[str, Any], tables: Mapping[str, Table]) -> Iterator[Problem]:
    if name == CANONICAL:
        yield Problem("", f"a profile of your own cannot be called {CANONICAL}", "give the file another name")
    yield from _shape(data)
    table = tables.get(str(data.get("table")))
    if "table" in data and table is None:
        yield Problem("table", f"there is no table {shown(data['table'])}", f"name one of {', '.join(tables)}")
    header = data.get("header")
    if not isinstance(header, list):
        return
    if not all(isinstance(one, str) for one in header):
        yield Problem("header", "a name in header is no text", f"write it as {EXAMPLES[list]}")
        return
    yield from _header(header)
    optional = data.get("optional", [])
    if not isinstance(optional, list) or not all(isinstance(one, str) for one in optional):
        yield Problem("optional", "optional is no list of names", f"write it as {EXAMPLES[list]}")
        return
    yield from _marks(data)
    if isinstance(data.get("columns"), dict) and optional:
        yield from clock_problems(data["columns"], [name for name in header if name not in optional])
    header = [*header, *optional]
    if table is not None and isinstance(data.get("columns"), dict):
        yield from column_problems(data["columns"], header, table)
        yield from _key(data.get("key", []), data["columns"], table)
    yield from _apart(data.get("apart", []), header)
    yield from joint_problems(data.get("joints", {}), header)
    for key in ("beats", "but_not"):
        if not isinstance(data.get(key, []), list):
            yield Problem(key, f"{key} is no list", f"write it as {EXAMPLES[list]}")


def _shape(data: Mapping[str, Any]) -> Iterator[Problem]:
    for key, kind in NEEDED.items():
        if key not in data:
            yield Problem(key, f"{key} is missing", f"add {key}; 'auditor profiles show NAME' shows how others have it")
        elif not isinstance(data[key], kind):
            yield Problem(key, f"{key} is no {WORDS[kind]}", f"write it as {EXAMPLES[kind]}")
    for key in data:
        if key not in KNOWN:
            yield Problem(key, f"there is no such key as {shown(key)}", f"use one of {', '.join(KNOWN)}")
    for key in ("platform", "note", "wrapper", "form"):
        if not isinstance(data.get(key, ""), str):
            yield Problem(key, f"{key} is no text", f"write it as {EXAMPLES[str]}")
    if not isinstance(data.get("client_given", True), bool):
        yield Problem("client_given", "client_given is neither true nor false", "write true or false")


def _header(header: list[str]) -> Iterator[Problem]:
    if not header:
        yield Problem("header", "header is empty", "list the columns that a file must have to be read so")
    names = [plain(name) for name in header]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Problem("header", f"{shown(name)} stands twice in header", "list each column once")


def _marks(data: Mapping[str, Any]) -> Iterator[Problem]:
    decimal, thousands = data.get("decimal", "."), data.get("thousands", "")
    if not isinstance(decimal, str) or decimal not in (".", ",", "column"):
        yield Problem(
            "decimal", f"decimal is {shown(decimal)}", 'write "." or ",", or "column" to let the numbers tell it'
        )
    if not isinstance(thousands, str) or len(thousands) > 1 or thousands in FORBIDDEN_MARKS:
        yield Problem("thousands", f"thousands is {shown(thousands)}", 'write one mark, such as "," or ".", or ""')
    elif decimal == thousands:
        yield Problem(
            "thousands", f"decimal and thousands are both {shown(decimal)}", "let one of them be another mark"
        )
    order = data.get("date_order", "iso")
    if order not in ORDERS:
        yield Problem("date_order", f"date_order is {shown(order)}", f"write one of {', '.join(ORDERS)}")


def _key(key: object, columns: Mapping[str, Any], table: Table) -> Iterator[Problem]:
    if not isinstance(key, list):
        yield Problem("key", "key is no list", 'write it as ["payment_id", "paid_at"]')
        return
    for name in key:
        if name not in table.names:
            yield Problem("key", f"{shown(name)} is no column of {table.name}", f"use some of {', '.join(table.names)}")
        elif name not in columns and name not in table.required:
            yield Problem("key", f"{shown(name)} is part of the key, and is not read", "add it to [columns]")


def _apart(rules: object, header: list[str]) -> Iterator[Problem]:
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        yield Problem("apart", "apart is no list of sections", "begin each of them with [[apart]]")
        return
    for number, rule in enumerate(rules, start=1):
        yield from _rule(f"apart {number}", rule, header)


def _rule(place: str, rule: Mapping[str, Any], header: list[str]) -> Iterator[Problem]:
    for key in rule:
        if key not in APART_KEYS:
            yield Problem(f"{place}.{key}", f"there is no such key as {shown(key)}", f"use {', '.join(APART_KEYS)}")
    if not isinstance(rule.get("reason"), str) or not rule.get("reason"):
        yield Problem(f"{place}.reason", "reason is missing", 'say why these rows are no income: reason = "…"')
    test, columns, words = rule.get("test"), rule.get("columns"), rule.get("words", [])
    if test not in TESTS:
        yield Problem(f"{place}.test", f"there is no test {shown(test)}", f"use one of {', '.join(TESTS)}")
    if not isinstance(columns, list) or not columns:
        yield Problem(f"{place}.columns", "columns is missing", 'name export columns: columns = ["…"]')
        return
    for name in columns:
        if not isinstance(name, str) or plain(name) not in map(plain, header):
            yield Problem(f"{place}.columns", f"{shown(name)} does not stand in header", "add it to header")
    if rule.get("role", "") not in ("", "fee"):
        yield Problem(f"{place}.role", f"there is no role {shown(rule['role'])}", 'write "fee", or leave it out')
    if not isinstance(rule.get("spares_refunds", False), bool):
        yield Problem(f"{place}.spares_refunds", "spares_refunds is neither true nor false", "write true or false")
    if test in ("contains", "begins", "in", "not_in") and (not isinstance(words, list) or not words):
        yield Problem(f"{place}.words", f"the test {test} needs words", 'add words = ["…"]')
