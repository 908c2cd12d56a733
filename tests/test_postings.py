"""Phrases asked for in many texts at once are those that each text asks for by itself."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.lexicons.letters import does_without
from auditor.lexicons.reading import families
from auditor.scanning import asking, gate, postings
from auditor.scanning.asking import matching, matching_rows
from auditor.scanning.folding import fold, plain_letters
from auditor.scanning.hashes import Blocks, Table
from auditor.scanning.postings import phrase_rows
from auditor.scanning.searching import column
from auditor.scanning.sieves import has_letters, sieves
from auditor.scanning.vocabulary import WORD, vocabulary
from auditor.scanning.words import words

CORPUS = Path(__file__).parent / "corpus"
# What the examples of no lexicon hold.
ODD = (
    "", " ", "\n", "\0", "a\0b", "hablamos\npor\nwhatsapp", "٣٤٥ stars", "5stars", "100k", "१०% छूट दूंगा", "x" * 61, "é" * 70,
    "talk—outside…", "“pay me” outside", "snake_case_pay outside", "日本語で直接払います", "a" * 59 + "lleg", "payoutside", "🙂pay🙂outside",
    "bi\U00013460 pay", "pay\U0001d7d8 outside",
    "pay outside " + "z" * 10_000,
)  # fmt: skip


def one_by_one(texts: Sequence[str]) -> dict[int, list[int]]:
    asked: dict[int, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        for number in vocabulary().phrases(WORD.findall(text)):
            asked[number].append(row)
    return dict(asked)


def at_once(texts: Sequence[str]) -> dict[int, list[int]]:
    return {number: where.tolist() for number, where in phrase_rows(pl.Series(texts, dtype=pl.String)).items()}


@pytest.fixture(scope="module")
def examples() -> list[str]:
    every = [text for one in families(plain_letters) for text in (*one.finds, *one.silent)]
    return [fold(text).text for text in (*every, *ODD)]


def test_the_examples_of_all_lexicons_and_odd_texts_ask_for_the_same_phrases(examples: list[str]) -> None:
    assert at_once(examples) == one_by_one(examples)


def test_odd_texts_that_nobody_folded_ask_for_the_same_phrases() -> None:
    assert at_once(ODD) == one_by_one(ODD)


def test_no_texts_ask_for_nothing() -> None:
    assert at_once([]) == at_once(["", ""]) == {}


@pytest.mark.parametrize("half", ["tune", "check", "held_out"])
def test_the_labelled_messages_ask_for_the_same_phrases(half: str) -> None:
    lines = (CORPUS / half / "messages.jsonl").read_text(encoding="utf-8").splitlines()
    texts = gate.keys(pl.Series([json.loads(line)["body"] for line in lines], dtype=pl.String)).to_list()
    # Nothing of the texts is shown: those of the held-out half are not to be read.
    same = at_once(texts) == one_by_one(texts)
    assert same


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_words_of_the_lexicons_in_any_order_ask_for_the_same_phrases(data: st.DataObject) -> None:
    known = st.sampled_from(sorted(words().grams)).map(lambda gram: gram.replace("*", "xy").replace("#", "12"))
    strange = st.text(max_size=12)
    sign = st.sampled_from((" ", "  ", ", ", "-", "\n", "", "—", "٣"))
    piece = st.tuples(known | strange, sign).map("".join)
    texts = data.draw(st.lists(st.lists(piece, max_size=14).map("".join), max_size=6))
    texts = [fold(text).text for text in texts]
    assert at_once(texts) == one_by_one(texts)


def test_a_second_batch_with_words_seen_before_asks_for_the_same_phrases(examples: list[str]) -> None:
    at_once(examples)
    turned = examples[::-1]
    assert at_once(turned) == one_by_one(turned)


def test_forgetting_words_changes_nothing(examples: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor.scanning import words as room

    monkeypatch.setattr(room, "MOST_WORDS", 0)
    expected = one_by_one(examples)
    assert at_once(examples) == at_once(examples) == expected


def test_texts_of_many_bytes_are_asked_in_parts(examples: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = one_by_one(examples)
    monkeypatch.setattr(postings, "MOST_BYTES", 5_000)
    assert at_once(examples) == whole


def test_many_texts_are_said_to_hold_the_phrases_that_each_holds(
    examples: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "WORTH_POSTINGS", 1)
    texts = pl.Series(examples, dtype=pl.String)
    expected = {row: found for row, text in enumerate(examples) if (found := matching(text))}
    got = matching_rows(texts, column(texts))
    assert {row: found for row, found in got.items() if found} == expected
    assert len(expected) > 1_000


def test_texts_without_a_letter_of_such_scripts_hold_none_of_the_pieces_that_need_one(examples: list[str]) -> None:
    odd = [text for text in examples if not text.isascii() and not has_letters(text)]
    assert len(odd) > 100
    assert [text for text in odd for one in sieves(True) if one.is_lettered and [*one.phrases(text.encode())]] == []


@pytest.mark.parametrize(
    ("pattern", "does"),
    [
        ("微信", False),
        ("微信|qq", True),
        ("(?:汇|[转打])款?", False),
        ("(?:转)?paypal", True),
        ("[^a]", True),
        ("转{0,2}", True),
    ],
)
def test_a_pattern_does_without_such_letters_or_not(pattern: str, does: bool) -> None:
    assert does_without(pattern) == does


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=40))
def test_stretches_have_one_hash_when_they_are_alike_and_others_when_not(parts: list[bytes]) -> None:
    sizes = np.array([len(one) for one in parts], dtype=np.int64)
    hashes = Blocks(b"".join(parts)).hashes(np.cumsum(sizes) - sizes, sizes).tolist()
    assert len(set(hashes)) == len(set(parts))
    assert all(
        (one == other) == (parts[a] == parts[b]) for a, one in enumerate(hashes) for b, other in enumerate(hashes)
    )


@given(st.sets(st.integers(0, 2**64 - 1), max_size=300), st.sets(st.integers(0, 2**64 - 1), max_size=300))
def test_a_table_knows_its_hashes_and_no_others(known: set[int], others: set[int]) -> None:
    _looked_up(sorted(known), sorted(known | others))


def test_a_table_tells_hashes_apart_that_begin_alike() -> None:
    crowded = [(7 << 50) + one for one in range(200)]
    _looked_up(crowded, [*crowded, (7 << 50) + 999, (1 << 64) - 1])


def _looked_up(known: list[int], asked: list[int]) -> None:
    table = Table(np.array(known, dtype=np.uint64))
    got: Any = table.numbers(np.array(asked, dtype=np.uint64)).tolist()
    assert got == [known.index(one) if one in known else -1 for one in asked]


def test_asking_leaves_the_texts_as_they_were(examples: list[str]) -> None:
    texts = pl.Series(examples, dtype=pl.String)
    phrase_rows(texts)
    assert texts.to_list() == examples
