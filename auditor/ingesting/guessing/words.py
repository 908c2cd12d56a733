"""Words of exports in many languages for the few words that some columns may hold."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.toml")


@cache
def known_words(table: str, column: str) -> Mapping[str, str]:
    """The word of the table for each word of an export, in lower case; empty where none are known."""
    data: dict[str, dict[str, dict[str, str]]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    meanings = data.get(table, {}).get(column, {})
    return {word.strip().lower(): meaning for meaning, text in meanings.items() for word in (*text.split(","), meaning)}


def needed(words: Iterable[str], allowed: Iterable[str], table: str, column: str) -> tuple[dict[str, str], list[str]]:
    """Those words of an export that must be translated, and those that nobody knows, both in order."""
    own, known = set(allowed), known_words(table, column)
    foreign = sorted({word.lower() for word in words} - own)
    return {word: known[word] for word in foreign if word in known}, [word for word in foreign if word not in known]
