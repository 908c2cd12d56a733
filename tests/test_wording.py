"""Asks told by their wording: what is weighed depends on one text alone, and phrases, stances and details keep their say."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning import scan_frame, sounding, wording
from auditor.scanning.finding import Found, find_in
from auditor.scanning.gate import keys
from auditor.scanning.grams import BITS, LONGEST_WORD, grams, lay, weighed
from auditor.scanning.known_words import KnownWords
from auditor.scanning.sounding import WORDING
from auditor.scanning.stances import ASKS
from tests.bench.asks import asks
from tests.bench.quality import REGIONS, SCHEMA

UNSEEN = Path(__file__).parent / "corpus" / "unseen" / "asks.jsonl"
MILD = frozenset((Stance.MENTION, Stance.DECLINE))
LONG_ASK = "je te laisse mon profil et tu fais les missions dessus, on partage les gains"
TEXTS = [
    "",
    "ok",
    "hello, world! it's 25",
    "привет как дела",
    "你好吗朋友 ok",
    "!!!",
    "two\nlines",
    "x" * 500,
    LONG_ASK,
]


def found(text: str) -> list[Found]:
    return find_in(text, Scope())


def told(text: str) -> list[Found]:
    return [one for one in found(text) if one.kind == WORDING]


def test_the_weights_are_of_the_categories_of_asks_and_small() -> None:
    known = wording.weights()
    assert known.ask.dtype == known.kinds.dtype == np.int8
    assert known.kinds.shape == (len(known.categories), 1 << BITS)
    assert len({*known.categories}) == 9
    assert wording.WEIGHTS.stat().st_size < 3_000_000


def test_the_grams_of_a_text_do_not_depend_on_those_beside_it() -> None:
    def of(texts: list[str]) -> list[list[int]]:
        laid, each = lay(texts), [[] for _ in texts]
        for places, buckets in grams(laid):
            for row, bucket in zip(np.searchsorted(laid.starts, places, "right") - 1, buckets, strict=True):
                each[row].append(int(bucket))
        return [sorted(one) for one in each]

    assert of(TEXTS) == [of([text])[0] for text in TEXTS]
    assert of(["one two"]) != of(["two one"])
    assert of(["pay 20 now"]) == of(["pay 35, now!"])


def test_a_text_weighs_the_same_in_every_batch_and_order() -> None:
    whole = wording.best_scores(pl.Series(TEXTS * 700)).tolist()
    assert whole == [wording.best_scores(pl.Series([text]))[0] for text in TEXTS] * 700
    assert wording.best_scores(pl.Series(TEXTS[::-1])).tolist() == whole[: len(TEXTS)][::-1]
    assert wording.best_scores(pl.Series([], dtype=pl.String)).tolist() == []


def test_words_that_are_known_weigh_what_their_letters_weigh() -> None:
    table = wording.weights().ask
    # Two long words of one beginning, each twice, and that beginning as a word; dense signs; a word in many texts.
    start = "ab" * (LONGEST_WORD // 2)
    texts = [*TEXTS, start, f"{start}a", f"{start}b {start}a", f"ok {start}b", "你好吗 ok", "", "ok ok", "b ok", "ok b"]
    texts += [one for line in UNSEEN.read_text(encoding="utf-8").splitlines() for one in line.split(",")]
    known = KnownWords(table)
    for part in (texts, texts[::-1], texts[::7], []):
        laid = lay(part)
        assert known.sums(laid)[0].tolist() == [int(weighed(lay([one]), table).sum()) for one in part]


def test_words_that_share_a_place_keep_their_own_weights() -> None:
    table = wording.weights().ask
    # More words than there are places.
    texts = [" ".join(f"{chr(97 + at % 26)}{chr(97 + at // 26 % 26)}{chr(97 + at // 676)}q{row:x}" for at in range(400)) for row in range(500)]  # fmt: skip
    known = KnownWords(table)
    for _ in range(2):
        laid = lay(texts)
        assert known.sums(laid)[0].tolist() == np.add.reduceat(weighed(laid, table), laid.starts[:-1]).tolist()


def test_a_long_text_weighs_what_its_weightiest_passage_weighs() -> None:
    long = [f"{LONG_ASK}. " * 9, "the export of the table is ready for review. " * 20, "x" * 500]
    told = [wording.scores([text[start:end] for start, end in wording.passages(text)]).max() for text in long]
    assert wording.best_scores(pl.Series([*long, "ok"])).tolist()[:3] == told
    # Less than a text without a word: what is no ask must not pass for nothing.
    assert told[1] < wording.scores([""])[0]


def test_passages_lie_end_to_end_and_none_is_long() -> None:
    for text in ("", "one. two", "word " * 300, "a." * 5_000, "@" * 1_001, "Sentence one is here. " * 40):
        parts = wording.passages(text)
        assert "".join(text[start:end] for start, end in parts) == text
        assert all(end - start <= wording.LONGEST for start, end in parts)


def test_an_ask_is_found_in_a_long_message_too() -> None:
    before = "Le logo est prêt et la page aussi. " * 20
    (one,) = told(before + LONG_ASK)
    assert one.start >= len(before)
    assert one.category is Category.ACCOUNT_SHARING


def test_what_is_found_slices_back_through_marks_that_nobody_sees() -> None:
    hidden = LONG_ASK.replace("profil", "pro\u200bfil")
    (plain,), (one,) = told(LONG_ASK), told(hidden)
    assert hidden[one.start : one.end].replace("\u200b", "") == LONG_ASK[plain.start : plain.end]
    assert one.obfuscated and not plain.obfuscated


def test_it_is_less_sure_than_a_phrase_and_stands_where_no_phrase_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounding, "SPEAKS", -9.0)
    monkeypatch.setattr(sounding, "FLOOR", -9.0)
    said = found("let's talk outside of upwork")
    assert [one.kind for one in said] == [None]
    assert all(one.confidence < said[0].confidence for one in told("the chart looks fine"))
    assert told("the chart looks fine")


def test_who_quotes_an_ask_asks_for_nothing() -> None:
    (asked,) = told(LONG_ASK)
    assert asked.stance not in MILD
    assert all(one.stance is Stance.MENTION for one in told(f"> {LONG_ASK}\nc'est quoi ça ?"))


SHORT = "im not hard to find online"
MENTIONED = "The export button crashes, you don't need Upwork to see the bug in the table"


def test_a_phrase_in_a_text_that_sounds_like_anything_but_an_ask_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wording.scores([SHORT])[0] < sounding.TAKES_BACK
    assert {one.stance for one in found(SHORT)} == {Stance.OFFER}
    assert {one.stance for one in found(MENTIONED)} == {Stance.MENTION}
    monkeypatch.setattr(sounding, "TAKES_BACK", -99.0)
    assert {one.stance for one in found(MENTIONED)} == {Stance.OFFER}


def test_a_detail_in_the_same_text_bears_a_phrase_out() -> None:
    with_detail = found(f"{MENTIONED}, petra.lind@fjordmail.net")
    assert {one.stance for one in with_detail if one.category is Category.LEAVE_PLATFORM} == {Stance.OFFER}


def test_a_refusal_in_the_same_text_silences_what_only_wording_says() -> None:
    assert told(LONG_ASK)
    assert not told(f"je préfère rester sur la plateforme. {LONG_ASK}")


def test_redaction_asks_for_no_wording() -> None:
    assert find_in(LONG_ASK, Scope(), asks=False) == []
    assert find_in(LONG_ASK, Scope(), sounds=False) == []


@pytest.mark.parametrize("unit", ["@", "1", "a.", "no ", "你", "z", "\n"])
def test_hostile_text_of_100_kb_is_weighed_in_a_moment(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    wording.best_scores(pl.Series([text[:1_000]]))
    spent = []
    for _ in range(3):
        begun = time.process_time()
        wording.best_scores(pl.Series([text]))
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.05


def test_strangers_are_found_more_often_and_hardly_more_innocents_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [json.loads(line) for line in UNSEEN.read_text(encoding="utf-8").splitlines()]
    frame = pl.DataFrame([(one["id"], None, None, None, one["body"]) for one in rows], schema=SCHEMA, orient="row")

    def counted() -> tuple[int, int, int]:
        counts = asks(rows, frame, REGIONS)
        innocent = counts.pop("innocent")["found"]
        return *(sum(one[what] for one in counts.values()) for what in ("found", "named")), innocent

    found_with, named_with, alarms_with = counted()
    monkeypatch.setattr(sounding, "sounding_rows", lambda texts: [])
    monkeypatch.setattr("auditor.scanning.gate.sounding_rows", lambda texts: [])
    monkeypatch.setattr(sounding, "TAKES_BACK", -99.0)
    found_without, named_without, alarms_without = counted()
    assert found_with > 1.05 * found_without
    assert named_with > 1.05 * named_without
    assert alarms_with <= alarms_without + 0.01 * sum(one["category"] is None for one in rows)


def test_asks_of_strangers_are_found_alike_without_the_gate() -> None:
    rows = [json.loads(line) for line in UNSEEN.read_text(encoding="utf-8").splitlines()]
    frame = pl.DataFrame([(one["id"], None, None, None, one["body"]) for one in rows], schema=SCHEMA, orient="row")
    gated = scan_frame(frame, REGIONS)
    assert gated.equals(scan_frame(frame, REGIONS, everything=True))
    assert (gated["kind"] == WORDING).any()
    assert gated.filter(pl.col("kind") == WORDING)["normalized"].null_count() == (gated["kind"] == WORDING).sum()
    assert len(keys(frame["body"])) == len(rows)


def test_what_holds_next_to_no_words_has_no_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounding, "SPEAKS", -9.0)
    monkeypatch.setattr(sounding, "FLOOR", -9.0)
    assert told("five five five") == [] and told("ok ok, ok") == []
    assert told("five of them look fine")


@pytest.mark.parametrize(
    "text",
    [
        "I tested the checkout page. Let's skip Upwork for the next module",
        "I was not available. What's your email?",
        "The website is live. Can we move to Telegram?",
    ],
)
def test_work_in_the_sentence_before_takes_nothing_from_an_ask(text: str) -> None:
    assert {one.stance for one in found(text) if one.category in ASKS} & {Stance.OFFER, Stance.REQUEST}


def test_digits_that_are_spelled_are_no_stars() -> None:
    assert Category.REVIEW_TRADE not in {
        one.category for one in found("reach me: eight five six five five five zero one zero six")
    }
