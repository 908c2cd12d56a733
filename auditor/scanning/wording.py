"""How much a text sounds like an ask, by all of its words and groups of letters: for asks that no phrase knows.

The weights are learnt (`make model`, tests/bench/wording.py) and whole numbers, so that a text weighs the same in every
batch. A long text is weighed in passages, for one sentence among many tells its ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from auditor.model.words import Category
from auditor.scanning.grams import Laid, lay, spread, weighed
from auditor.scanning.known_words import KnownWords

WEIGHTS = Path(__file__).parent / "wording.npz"
LONGEST = 200
_SENTENCES = re.compile(r"(?s:.*)[.!?;\n。！？؟।]")
# So many texts are laid end to end at once: more of them leave the processor's nearest memory.
_TOGETHER = 4_000


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight (int8) for each bucket of grams: of asks against all else, and of each category against all else.

    A score is the sum of the weights of a text, times `scale`, by the root of its length, and `bias` more; `scales` and
    `biases` are those of the categories.
    """

    ask: Any
    scale: float
    bias: float
    categories: tuple[Category, ...]
    kinds: Any
    scales: list[float]
    biases: list[float]


@cache
def weights() -> Weights:
    """The weights that were learnt."""
    with np.load(WEIGHTS) as file:
        ask, kinds = file["ask"], file["kinds"]
        numbers, names = file["numbers"].tolist(), file["categories"].tolist()
        rest = file["scales"].tolist(), file["biases"].tolist()
    return Weights(ask, numbers[0], numbers[1], tuple(Category(one) for one in names), kinds, *rest)


@cache
def _known_words() -> KnownWords:
    return KnownWords(weights().ask)


def passages(text: str) -> list[tuple[int, int]]:
    """Where the passages of a folded text stand: each ends with a sentence, else with a word, else where it is full."""
    found, start = [], 0
    while len(text) - start > LONGEST:
        if (sentences := _SENTENCES.match(text, start, start + LONGEST)) is not None:
            end = sentences.end()
        else:
            end = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def scores(texts: Sequence[str]) -> Any:
    """How much each text (folded, no longer than a passage) sounds like an ask: above 0 rather than not."""
    parts = [texts[at : at + _TOGETHER] for at in range(0, len(texts), _TOGETHER)]
    return np.concatenate([np.zeros(0), *(_scores(spread(part)) for part in parts)])


def _scores(laid: Laid) -> Any:
    known = weights()
    sums, sizes = _known_words().sums(laid)
    return sums * known.scale / np.sqrt(sizes) + known.bias


def best_scores(keys: pl.Series) -> Any:
    """The score of the passage of each text (folded) that sounds most like an ask."""
    long = pl.select((keys.str.len_chars() > LONGEST).arg_true()).to_series()
    found = scores((keys.clone().scatter(long, "") if len(long) else keys).to_list())
    parts = [
        (row, text[start:end])
        for row, text in zip(long.to_list(), keys.gather(long).to_list(), strict=True)
        for start, end in passages(text)
    ]
    found[long.to_numpy()] = -np.inf
    # All passages laid end to end: each by itself takes as long as fifty together.
    rows = np.array([row for row, _ in parts], dtype=np.int64)
    np.maximum.at(found, rows, scores([text for _, text in parts]))
    return found


def category(passage: str) -> tuple[Category, float]:
    """The kind of ask that a passage sounds like most, and its score."""
    known, laid = weights(), lay([passage])
    root = float(np.sqrt(len(laid.signs) - 1))
    every = [
        (int(weighed(laid, one).sum()) * scale / root + bias, name)
        for one, scale, bias, name in zip(known.kinds, known.scales, known.biases, known.categories, strict=True)
    ]
    score, name = max(every)
    return name, score


def heaviest(passage: str) -> tuple[int, int]:
    """Where the words of a passage stand that together say most of the ask: of all stretches the one of most weight."""
    laid = lay([passage])
    gaps = np.flatnonzero(laid.signs == ord(" "))
    sums = np.add.reduceat(weighed(laid, weights().ask), gaps[:-1]).tolist()
    best, best_sum, start, running = (0, 0), 0, 0, 0
    for at, one in enumerate(sums):
        if running <= 0:
            start, running = at, 0
        running += one
        if running > best_sum:
            best, best_sum = (start, at + 1), running
    # One newline stands before the text that was laid.
    first, last = int(gaps[best[0]]) + 1, int(gaps[best[1]]) - 1
    return int(laid.places[first]) - 1, int(laid.places[last])
