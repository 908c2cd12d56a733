"""A guess as a profile file: one line per column, with the confidence of it and what to check beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from auditor.ingesting.guessing.proposal import USUAL_WRAPPER, Guess, Proposed
from auditor.model.profiles import Apart, How, Source

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "": "none, it is JSON"}
SHOWN_NAME = 120


def profile_text(guess: Guess) -> str:
    """The TOML of the profile, to be read and edited by a person."""
    parts = [_top(guess), _columns(guess), *map(_apart, guess.profile.apart)]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _top(guess: Guess) -> Iterator[str]:
    profile = guess.profile
    yield f"# Proposed by 'auditor profiles guess' for {_said(guess.file)}: {guess.rows_looked_at} rows were looked at."
    yield "# The number behind a line is how sure it is (0-1), then what it rests on and what to check. Edit what is wrong,"
    yield "# then: auditor profiles check THIS.toml --sample THE_EXPORT, and: auditor audit THE_EXPORT --profile THIS.toml"
    yield f"title = {_text(profile.title)}"
    yield f"table = {_text(profile.table)}  # {guess.table_confidence:.2f}; next best: {guess.runner_up}"
    yield "# Columns that a file must have to be read so:"
    yield f"header = {_list(profile.header)}"
    if profile.wrapper != USUAL_WRAPPER:
        yield f"wrapper = {_text(profile.wrapper)}  # the object inside of each element that is the row"
    if profile.key:
        yield f"key = {_list(profile.key)}  # the ids repeat: a row is known by all of these"
    yield f"decimal = {_text(profile.decimal)}"
    yield f"thousands = {_text(profile.thousands)}"
    for said in guess.undecided:
        yield f"# TO DECIDE: {_said(said)}"
    rests_on = f"  # {guess.date_order_by}" if guess.date_order_by else ""
    yield f"date_order = {_text(profile.date_order)}{rests_on}"
    yield '# platform = "…"  # the marketplace of these rows, where the export does not say it'
    yield f"# delimiter: {DELIMITERS.get(guess.delimiter, guess.delimiter)}; encoding: {guess.encoding}"
    if guess.left:
        yield f"# Kept beside (`extra`), read as nothing: {', '.join(map(_text, guess.left))}"


def _columns(guess: Guess) -> Iterator[str]:
    yield "[columns]"
    for one in guess.columns:
        yield f"{one.column} = {source_text(one.source)}  # {_because(one)}"
    for missing in guess.missing:
        yield f"# missing: {missing.column}; every row needs it -> {_said(missing.remedy)}"


def _because(one: Proposed) -> str:
    said = f"{one.confidence:.2f}, {one.because.value}"
    return f"{said}; check: {_said(one.check)}" if one.check else said


def source_text(source: Source) -> str:
    """How a column is read, as an inline table."""
    parts = [] if source.how is How.COPY else [f"how = {_text(source.how.value)}"]
    if source.take:
        parts.append(f"take = {_list(source.take)}")
    if source.how in (How.VALUE, How.STATED):
        parts.append(f"value = {_text(source.value)}")
    if source.words:
        parts.append(f"words = {_table(source.words)}")
    return "{ " + ", ".join(parts) + " }"


def _apart(rule: Apart) -> Iterator[str]:
    yield "[[apart]]  # rows that are no income are kept apart with this reason"
    yield f"reason = {_text(rule.reason)}"
    yield f"test = {_text(rule.test)}"
    yield f"columns = {_list(rule.columns)}"
    if rule.words:
        yield f"words = {_list(rule.words)}"
    if rule.spares_refunds:
        yield "spares_refunds = true  # but for rows of the kind refund"


def _list(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_text, texts)) + "]"


def _table(words: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{_text(word)} = {_text(meaning)}" for word, meaning in words.items()) + " }"


def _text(text: str) -> str:
    # A string of JSON is one of TOML, but for the one control character that JSON lets stand.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _said(text: str) -> str:
    """Text of a file inside a comment: nothing in it may end the comment."""
    return "".join(character if character.isprintable() else "?" for character in text)
