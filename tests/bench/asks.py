"""How many asks are found, and how many innocent texts alarm, on texts that carry one ask each: part of `make quality`.

An ask is found when anything in its text is neither mention nor refusal: a careful reader would look at the text. It is
named when a detection of its own category is among them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import polars as pl

from auditor.scanning import scan_frame
from tests.bench.judging import MILD, Row


def asks(rows: Iterable[Row], frame: pl.DataFrame, regions: tuple[str, ...]) -> dict[str, Counter[str]]:
    """Counts by category of the ask (`innocent` for texts without one): `texts`, `found`, `named`."""
    heard: dict[str, set[str]] = defaultdict(set)
    for hit in scan_frame(frame, regions).filter(~pl.col("stance").is_in(MILD)).to_dicts():
        heard[hit["message_id"]].add(hit["category"])
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        kind = row["category"] or "innocent"
        counts[kind].update(texts=1, found=bool(heard[row["id"]]), named=kind in heard[row["id"]])
    return counts


def show_asks(half: str, counts: dict[str, Counter[str]]) -> None:
    """Print one table and its sum."""
    innocent = counts.pop("innocent", Counter())
    print(f"\n{half}: asks\n{'category':22}{'texts':>7}{'found':>8}{'named':>8}")
    for kind, one in sorted(counts.items()):
        print(f"{kind:22}{one['texts']:7}{one['found'] / one['texts']:8.3f}{one['named'] / one['texts']:8.3f}")
    total: Counter[str] = sum(counts.values(), Counter())
    print(
        f"found {total['found']}/{total['texts']}, named {total['named']}/{total['texts']}; "
        f"innocent texts with an alarm {innocent['found']}/{innocent['texts']}"
    )
