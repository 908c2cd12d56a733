"""SQL that cannot be parsed, in one line: where it stands in the rule's file, which words stand there, what to do."""

from __future__ import annotations

import re
from typing import Any

import sqlglot.errors

BEGINNINGS = {"SELECT", "WITH"}
# Texts, quoted names and remarks: what is open at the end of the file swallowed all that followed.
OPENINGS = re.compile(
    r"--[^\n]*|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\$\$.*?\$\$|/\*.*?\*/|(?P<open>'|\"|\$\$|/\*)", re.DOTALL
)
FIRST_WORD = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/|\()*(?P<word>\w+)?", re.DOTALL)
BEFORE, AFTER = 30, 30


def told(sql: str, error: Exception) -> str:
    """One sentence on SQL that cannot be parsed; lines and columns count from 1 in the whole file."""
    if isinstance(error, RecursionError):
        return "cannot be parsed: brackets are nested too deep -> take them apart"
    first = FIRST_WORD.match(sql)
    if first and first["word"] and first["word"].upper() not in BEGINNINGS:
        place = first.start("word")
        return _said(sql, place, f"{first['word']} stands where a rule begins with SELECT or WITH", "correct that word")
    if isinstance(error, sqlglot.errors.ParseError) and error.errors:
        return _misplaced(sql, error.errors[0])
    for one in OPENINGS.finditer(sql):
        if one["open"]:
            return _said(sql, one.start(), f"{one['open']} opens here and does not end", "close it")
    return "cannot be parsed -> correct the SQL behind the front matter"


def _misplaced(sql: str, found: dict[str, Any]) -> str:
    word = str(found["highlight"] or "")
    lines = sql.splitlines(keepends=True)
    place = max(0, sum(map(len, lines[: found["line"] - 1])) + found["col"] - len(word))
    said = str(found["description"])
    wanted = re.fullmatch(r"Expecting (\S+)", said)
    if "Unexpected" not in said and not sql[place + len(word) :].strip(" \t\r\n;"):
        return _said(sql, place, f"the SQL ends with {word}, and something is missing", "write what belongs behind it")
    what = f"{wanted[1]} is missing before {word}" if wanted else f"{word} does not fit what stands before it"
    return _said(sql, place, what, "correct it, or the words before it")


def _said(sql: str, place: int, what: str, remedy: str) -> str:
    begin = sql.rfind("\n", 0, place) + 1
    end = sql.find("\n", place)
    line, column = sql[begin : end if end >= 0 else len(sql)], place - begin
    left, right = max(0, column - BEFORE), min(len(line), column + AFTER)
    words = f"{'…' if left else ''}{line[left:right].strip()}{'…' if right < len(line) else ''}"
    number = sql.count("\n", 0, place) + 1
    return f"line {number}, column {column + 1}: cannot be parsed: {what}, in “{words}” -> {remedy}"
