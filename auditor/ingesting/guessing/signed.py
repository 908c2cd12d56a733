"""What the signs of amounts say of the rest of a row: fees written below zero, and money that was given back.

Only here rows are looked at as rows: a fee that is given back has the other sign, and stands beside a negative amount.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from auditor.ingesting.guessing.naming import normal, says
from auditor.ingesting.guessing.proposal import Because, Proposed
from auditor.ingesting.guessing.sampling import Sample
from auditor.ingesting.guessing.sources import words_source
from auditor.ingesting.guessing.statements import TYPES
from auditor.ingesting.guessing.words import known_words
from auditor.ingesting.mapping import ANY_OTHER
from auditor.ingesting.signs import bare_text
from auditor.model.profiles import How, Source
from auditor.model.tables import Table

REFUNDS = Path(__file__).with_name("refunds.toml")
NUMBERS = (How.NUMBER, How.NEGATED)
MOST_WORDS, LONGEST_WORD = 30, 60
SURENESS = {True: 0.6, False: 0.45}
MIXED = "some fees of money that came are negative and some are not: those below zero are set aside"
BACK = "rows with these words and an amount below zero are taken for money given back, and taken off the income"


def read_signs(sample: Sample, table: Table, columns: tuple[Proposed, ...]) -> tuple[Proposed, ...]:
    """The proposals of payments anew: `fee` by its signs, and `kind` where words say that money was given back."""
    found = {one.column: one for one in columns}
    amount, fee = found.get("amount"), found.get("fee")
    if table.name != "payments":
        return columns
    is_read = amount is not None and amount.source.how in NUMBERS
    amounts = _column(sample, amount.source.take[0]) if amount is not None and is_read else ("",) * len(sample.rows)
    if fee is not None and fee.source.how in NUMBERS:
        cells = zip(_column(sample, fee.source.take[0]), amounts, strict=True)
        found["fee"] = _fee(fee, [cell for cell, paid in cells if not _below(paid)])
    kind = _kind(sample, table, found, amounts)
    if kind is not None:
        found["kind"] = kind
    return tuple(found[name] for name in table.names if name in found)


def given_back(kind: Proposed | None) -> tuple[str, frozenset[str]]:
    """The column by which refunds are known, and its words for them in lower case; "" and none where there is none."""
    if kind is None or not kind.source.take:
        return "", frozenset()
    words = {word.lower() for word, meaning in kind.source.words.items() if meaning == "refund"}
    return kind.source.take[0], frozenset((*words, "refund"))


def leaves_negative(sample: Sample, amount: str, kind: Proposed | None) -> bool:
    """Whether some row below zero is none that was given back."""
    column, words = given_back(kind)
    texts = _column(sample, column) if column else ("",) * len(sample.rows)
    pairs = zip(_column(sample, amount), texts, strict=True)
    return any(_below(number) and text.lower() not in words for number, text in pairs)


def _column(sample: Sample, name: str) -> tuple[str, ...]:
    place = [one.strip() for one in sample.header].index(name)
    return tuple(row[place].strip() for row in sample.rows)


def _below(text: str) -> bool:
    return bare_text(text).startswith("-") and _is_some(text)


def _is_some(text: str) -> bool:
    return any(character in "123456789" for character in text)


def _fee(fee: Proposed, cells: list[str]) -> Proposed:
    below = [_below(cell) for cell in cells if _is_some(cell)]
    how = How.NEGATED if below and all(below) else How.NUMBER
    check = MIXED if any(below) and not all(below) else ""
    return replace(fee, source=Source(how, fee.source.take), check="; ".join(filter(None, (fee.check, check))))


def _kind(sample: Sample, table: Table, proposed: Mapping[str, Proposed], amounts: tuple[str, ...]) -> Proposed | None:
    """The kind with the words for refunds in it; nothing where no row below zero has such a word."""
    known = proposed.get("kind")
    numbers = {name for one in proposed.values() if one.source.how in NUMBERS for name in one.source.take}
    names = [name for index in sample.usable if (name := sample.header[index].strip()) not in numbers]
    best: tuple[tuple[bool, int, int], str, list[str]] | None = None
    for name in known.source.take if known is not None else names:
        cells = _column(sample, name)
        words = sorted({cell for cell, paid in zip(cells, amounts, strict=True) if _below(paid) and says_back(cell)})
        rank = (_says_kind(name), sum(cell in words for cell in cells), -len(set(cells)))
        if words and len(set(cells)) <= MOST_WORDS and (best is None or rank > best[0]):
            best = rank, name, words
    if best is None:
        return None
    (is_named, _, _), name, words = best
    texts = {cell.lower() for cell in _column(sample, name) if cell}
    back = {word.lower(): "refund" for word in words}
    if known is not None:
        source, check = words_source(table.column("kind"), name, texts, table.name, _new(back, known))
        return replace(known, source=source, check="; ".join(filter(None, (_said(words), check))))
    known_here = {word: meaning for word, meaning in known_words(table.name, "kind").items() if word in texts}
    told = {**known_here, **back, ANY_OTHER: ""}
    return Proposed("kind", Source(How.MAP, (name,), words=told), SURENESS[is_named], Because.VALUES, _said(words))


def _new(back: Mapping[str, str], known: Proposed) -> dict[str, str]:
    return {word: meaning for word, meaning in back.items() if word not in {"refund", *known.source.words}}


def _said(words: list[str]) -> str:
    return f"{BACK}: {', '.join(repr(word) for word in words)}"


def _says_kind(name: str) -> bool:
    return normal(name) in TYPES or says(name, "kind") > 0


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in tomllib.loads(REFUNDS.read_text(encoding="utf-8")).items()}


def says_back(text: str) -> bool:
    """Whether the words of a cell say that money was given back; a text with figures in it is no word of a list."""
    plain = text.lower()
    if len(text) > LONGEST_WORD or any(character.isdigit() for character in text):
        return False
    return any(word in plain for word in _words()["says"]) and not any(word in plain for word in _words()["but_not"])
