"""Learns the weights by which the scanner tells asks from their wording: `make model`.

    python -m tests.bench.wording [--texts FOLDER] [--folds]

Learns from the examples of the lexicons and from tests/corpus/tune, and from every other line of FOLDER/chat_clean.txt
(chat that holds next to no asks) where it is there; never from the other sets of the corpus. `--folds` writes nothing:
each set of texts in turn is left out of what is learnt from and then weighed, so that limits can be chosen. Needs
scikit-learn, which has an environment of its own (.tools/model).
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix, diags
from sklearn.svm import LinearSVC

from auditor.lexicons.reading import FOLDER
from auditor.scanning.gate import keys
from auditor.scanning.grams import BITS, grams, lay
from auditor.scanning.sounding import FLOOR, SPEAKS, TAKES_BACK
from auditor.scanning.stances import ASKS
from auditor.scanning.wording import WEIGHTS, passages

CORPUS = Path(__file__).parent.parent / "corpus"
NAMES = tuple(sorted({*(one.value for one in ASKS), "bigger_promise"}))
MILD = frozenset(("mention", "decline"))
# How strong the weights may grow; what is added to every count of a gram; how much one line of chat counts.
STRENGTH, SMOOTHING, CHAT_WEIGHT = 0.5, 1.0, 0.5


@dataclass(frozen=True)
class Passage:
    """One passage, folded, with its categories (none: innocent) and the set of texts that it is of."""

    group: str
    text: str
    kinds: tuple[str, ...]


def split(group: str, body: str, labels: list[tuple[str, str]]) -> Iterator[Passage]:
    """The passages of a body with labels (category, surface). Of a text with an ask only those that it stands in tell
    anything; the others may prepare it."""
    text, *surfaces = keys(pl.Series("body", [body, *(surface for _, surface in labels)], dtype=pl.String)).to_list()
    parts = [text[start:end] for start, end in passages(text)]
    asked = [(kind, surface) for (kind, _), surface in zip(labels, surfaces, strict=True)]
    for part in parts:
        kinds = tuple(sorted({kind for kind, surface in asked if surface in part or surface not in text}))
        whole = tuple(sorted({kind for kind, _ in asked})) if len(parts) == 1 else kinds
        if whole or not labels:
            yield Passage(group, part, whole)


def examples() -> Iterator[Passage]:
    """What the lexicons give as examples."""
    for path in sorted(FOLDER.glob("*.toml")):
        for family in tomllib.loads(path.read_text(encoding="utf-8")).get("families", ()):
            mild = family.get("stance") in MILD
            for body in family.get("finds", ()):
                yield from split("lexicons", body, [] if mild else [(family["category"], body)])
            for body in family.get("silent", ()):
                yield from split("lexicons", body, [])


def labelled(half: str) -> Iterator[Passage]:
    """The asks and messages of one half of the corpus; those of one letter are of one hand."""
    for line in (CORPUS / half / "asks.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield from split(row["id"][0], row["body"], [(row["category"], row["surface"])] if row["category"] else [])
    for line in (CORPUS / half / "messages.jsonl").read_text(encoding="utf-8").splitlines() if half == "tune" else ():
        row = json.loads(line)
        spoken = [one for one in row["labels"] if one.get("stance") not in MILD]
        asks = [
            (one["category"], one["surface"]) for one in spoken if one["category"] in NAMES and not one.get("optional")
        ]
        # A bare contact is no ask, and not innocent either.
        if asks or not spoken:
            yield from split(row["id"][0], row["body"], asks)


def chat(folder: Path | None) -> list[Passage]:
    """Every other line of chat."""
    path = (folder or Path()) / "chat_clean.txt"
    if folder is None or not path.exists():
        return []
    lines = [one for one in path.read_text(encoding="utf-8").split("\n") if one][::2]
    return [Passage("chat", one, ()) for one in keys(pl.Series("body", lines)).str.slice(0, 200).to_list()]


def counted(texts: Iterable[str]) -> Any:
    """How often each bucket occurs in each text, by the root of the text's length."""
    laid = lay(list(texts))
    found = list(grams(laid))
    places, buckets = (np.concatenate([one[at] for one in found]) for at in (0, 1))
    rows = np.searchsorted(laid.starts, places, side="right") - 1
    size = np.diff(laid.starts)
    table = csr_matrix((np.ones(len(rows)), (rows, buckets)), shape=(len(size), 1 << BITS))
    table.sum_duplicates()
    return (diags(1 / np.sqrt(size)) @ table).tocsr()


def leaning(table: Any, asks: Any) -> Any:
    """How much more often each bucket occurs on one side than on the other, whichever it is."""
    present = table.copy()
    present.data[:] = 1
    sides = [SMOOTHING + np.asarray(present[np.flatnonzero(asks == side)].sum(0)).ravel() for side in (0, 1)]
    return np.abs(np.log((sides[1] / sides[1].sum()) / (sides[0] / sides[0].sum())))


def learn(table: Any, wanted: Any, weight: Any, strength: float = STRENGTH) -> tuple[Any, float]:
    """Weights of the buckets and what is added to their sum."""
    scale = leaning(table[np.flatnonzero(weight == 1)], wanted[weight == 1])
    fitted = LinearSVC(C=strength, random_state=0).fit(table @ diags(scale), wanted, sample_weight=weight)
    return fitted.coef_[0] * scale, float(fitted.intercept_[0])


def whole_numbers(found: Any) -> tuple[Any, float]:
    """Weights as small whole numbers, and what one of these is worth; the few largest are cut."""
    top = float(np.quantile(np.abs(found[found != 0]), 0.9995))
    return np.clip(np.round(found / top * 127), -127, 127).astype(np.int8), top / 127


def weights_of(rows: list[Passage]) -> Any:
    """How much each passage counts."""
    return np.array([CHAT_WEIGHT if one.group == "chat" else 1 for one in rows])


def learnt(rows: list[Passage], table: Any) -> dict[str, Any]:
    """All that wording.npz holds."""
    wanted = np.array([int(bool(one.kinds)) for one in rows])
    weight = weights_of(rows)
    ask, bias = learn(table, wanted, weight)
    ask, scale = whole_numbers(ask)
    kinds, scales, biases = [], [], []
    for name in NAMES:
        # Against all else, other asks included: who is beside one kind of ask is often innocent of all.
        one, more = learn(table, np.array([int(name in row.kinds) for row in rows]), weight)
        one, size = whole_numbers(one)
        kinds.append(one)
        scales.append(size)
        biases.append(more)
    return {
        "ask": ask, "numbers": np.array([scale, bias]), "categories": np.array(NAMES), "kinds": np.array(kinds),
        "scales": np.array(scales), "biases": np.array(biases),
    }  # fmt: skip


def left_out(rows: list[Passage], table: Any) -> None:
    """What limits would do: each set in turn is weighed by what all others teach."""
    sets, weight = np.array([one.group for one in rows]), weights_of(rows)
    every = {"": np.array([int(bool(one.kinds)) for one in rows])}
    every |= {name: np.array([int(name in one.kinds) for one in rows]) for name in NAMES}
    for name in sorted({*sets} - {"chat", "lexicons"}):
        rest, own = np.flatnonzero(sets != name), np.flatnonzero(sets == name)
        found = {}
        for kind, wanted in every.items():
            grams_, bias = learn(table[rest], wanted[rest], weight[rest])
            found[kind] = table[own] @ grams_ + bias
        ask = found.pop("")
        best, asked = np.max(list(found.values()), axis=0), every[""][own] == 1
        for floor, speaks in product((FLOOR - 0.1, FLOOR, FLOOR + 0.1), (SPEAKS - 0.1, SPEAKS, SPEAKS + 0.1)):
            heard = (ask >= floor) & (best >= speaks)
            print(
                f"{name} {floor:.2f} {speaks:.2f}: {share(heard, asked)} of the asks, {share(heard, ~asked)} of the others"
            )
        back = ask < TAKES_BACK
        print(f"{name} below {TAKES_BACK}: {share(back, asked)} of the asks, {share(back, ~asked)} of the others")


def share(which: Any, among: Any) -> str:
    """How many of some are among others."""
    return f"{(which & among).sum()}/{among.sum()}"


def main() -> None:
    """Learn, and write or show."""
    parser = argparse.ArgumentParser(description="Learns the weights of wording.")
    parser.add_argument("--texts", type=Path, help="a folder with chat_clean.txt")
    parser.add_argument("--folds", action="store_true", help="show what limits would do; nothing is written")
    given = parser.parse_args()
    rows = [*examples(), *labelled("tune"), *chat(given.texts)]
    table = counted(one.text for one in rows)
    if given.folds:
        left_out(rows, table)
        return
    np.savez_compressed(WEIGHTS, **learnt(rows, table))
    print(f"{WEIGHTS.name}: {len(rows)} passages, {sum(bool(one.kinds) for one in rows)} with an ask")


if __name__ == "__main__":
    main()
