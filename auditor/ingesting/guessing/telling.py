"""A guess in words for a person, and as data for a program."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.ingesting.describing import source_record
from auditor.ingesting.guessing.proposal import Guess, Proposed
from auditor.ingesting.guessing.writing import DELIMITERS
from auditor.model.phrasing import count
from auditor.model.profiles import Apart, How

COMPUTED = (
    "confidence of a column = 1 - (1 - name) x (1 - values), times the share of the rows looked at that the reader can "
    "read, less where another column would do nearly as well; of a table: the mean of its required columns, less where "
    "another table fits nearly as well"
)


def guess_lines(guess: Guess, file: Path, written: Path, known_as: str) -> Iterator[str]:
    """What is proposed, what is missing, what only a person can say, and how to use it."""
    profile = guess.profile
    if known_as:
        yield (
            f"{guess.file}: its header is that of the profile {known_as}, by which it is read without --profile; what follows is"
            " needed only where that reads the rows wrongly"
        )
    yield f"{guess.file}: {profile.table}, {guess.table_confidence:.2f} sure (next best: {guess.runner_up})"
    yield (
        f"  {count(guess.rows_looked_at, 'row')} looked at; delimiter: {DELIMITERS.get(guess.delimiter, guess.delimiter)}; "
        f"encoding: {guess.encoding}; lines above the header: {guess.lines_above}"
    )
    yield (
        f"  decimal mark: {_mark(profile.decimal)}; between thousands: {_mark(profile.thousands)}; "
        f"date order: {profile.date_order}{f' ({guess.date_order_by})' if guess.date_order_by else ''}"
    )
    width = max((len(one.column) for one in guess.columns), default=0)
    yield from (f"  {one.column:{width}}  {one.confidence:.2f}  {_column(one)}" for one in guess.columns)
    yield from (f"  kept apart: {rule.reason}, where {_where(rule)}" for rule in profile.apart)
    yield from (f"  missing: {one.column} -> add {one.remedy}" for one in guess.missing)
    if guess.left:
        yield f"  left over, kept beside: {', '.join(guess.left)}"
    yield from (f"  to decide: {said}" for said in guess.undecided)
    yield f"written: {written} -> read it, edit what is wrong, then:"
    own, export = shlex.quote(str(written)), shlex.quote(str(file))
    yield f"  auditor profiles check {own} --sample {export}"
    yield f"  auditor audit {export} --profile {own}"


def _where(rule: Apart) -> str:
    words = " or ".join(f"'{word}'" for word in rule.words)
    return f"{rule.columns[0]} is {words or rule.test}" + (", but for refunds" if rule.spares_refunds else "")


def _mark(mark: str) -> str:
    return f"'{mark}'" if mark else "none"


def _column(one: Proposed) -> str:
    said = f"{_how(one)} ({one.because.value})"
    return f"{said}; check: {one.check}" if one.check else said


def _how(one: Proposed) -> str:
    if one.source.how is How.VALUE:
        return f"always '{one.source.value}'"
    if one.source.how is How.STATED:
        return f"as --{one.source.value} says"
    if one.source.how is How.ROW_DIGEST:
        return "made of the whole row"
    return f"{one.source.how.value.replace('_', ' ')} of {', '.join(one.source.take)}"


def guess_record(guess: Guess, written: Path, known_as: str) -> dict[str, Any]:
    """The same as data."""
    profile = guess.profile
    return {
        "file": guess.file,
        "known_as": known_as or None,
        "table": profile.table,
        "confidence": round(guess.table_confidence, 2),
        "next_best": guess.runner_up,
        "rows_looked_at": guess.rows_looked_at,
        "delimiter": guess.delimiter or None,
        "encoding": guess.encoding,
        "lines_above": guess.lines_above,
        "decimal": profile.decimal,
        "thousands": profile.thousands,
        "date_order": profile.date_order,
        "columns": [_column_record(one) for one in guess.columns],
        "apart": [{"reason": rule.reason, "test": rule.test, "columns": list(rule.columns)} for rule in profile.apart],
        "missing": [{"column": one.column, "remedy": one.remedy} for one in guess.missing],
        "left": list(guess.left),
        "undecided": list(guess.undecided),
        "confidence_is": COMPUTED,
        "written": str(written),
    }


def _column_record(one: Proposed) -> dict[str, Any]:
    said = {"confidence": round(one.confidence, 2), "because": one.because.value, "check": one.check}
    return {"column": one.column, **source_record(one.source), **said}
