"""How well the scanner finds what it should, and how quiet it stays: `make quality`.

    python -m tests.bench.quality [--errors] [--lang XX,YY] [--ungated] [--texts FOLDER]

Counts over the labelled corpus in tests/corpus, each half by itself; `--errors` lists the errors of the half for tuning,
never those of the other two. `--texts` names a folder with public texts (disguises.jsonl, pii_sentences.json,
chat_clean.txt), measured as well where it is there.

A label is found when a detection of its category overlaps its surface (in threads: names one of its messages). A
detection is right when it finds a label; neither right nor wrong when it meets an optional label, or where nothing is
labelled and its stance is mention or decline, or where its category goes with what is labelled (judging.COMPANIONS); on
innocent messages links are let off too. Everything else is wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import polars as pl

from auditor.scanning import scan_frame
from tests.bench.asks import asks, show_asks
from tests.bench.judging import MILD, Row, Tally, judge, spans

CORPUS = Path(__file__).parent.parent / "corpus"
HALVES = ("tune", "check", "held_out")
REGIONS = ("US", "GB", "CA", "IN")
SCHEMA = {"id": pl.String, "thread": pl.String, "sender": pl.String, "sent_at": pl.Datetime("us"), "body": pl.String}


def frame(rows: Iterable[tuple[str, str | None, str | None, datetime | None, str]]) -> pl.DataFrame:
    """Messages as the scanner takes them."""
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def read(half: str, kind: str) -> list[Row]:
    """The labelled messages or threads of one half."""
    lines = (CORPUS / half / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def messages(rows: list[Row], ungated: bool = False) -> Tally:
    """Counts over messages that stand alone."""
    tally, by_id = Tally(), defaultdict(list)
    for hit in scan_frame(
        frame((row["id"], None, None, None, row["body"]) for row in rows), REGIONS, ungated
    ).to_dicts():
        by_id[hit["message_id"]].append(hit)
    for row in rows:
        places = {label["surface"]: spans(row["body"], label["surface"]) for label in row["labels"]}

        def meets(label: Row, hit: Row, places: dict[str, list[tuple[int, int]]] = places) -> bool:
            return any(
                hit["start_offset"] < end and start < hit["end_offset"] for start, end in places[label["surface"]]
            )

        judge(tally, row, by_id[row["id"]], meets, f"{row['lang']} {row['technique']}: {row['body']!r}")
    return tally


def threads(rows: list[Row], ungated: bool = False) -> Tally:
    """Counts over threads: a label is found in any of its messages."""
    tally, by_thread = Tally(), defaultdict(list)
    table = [
        (one["id"], row["id"], one["sender"], datetime.fromisoformat(one["sent_at"]).replace(tzinfo=None), one["body"])
        for row in rows
        for one in row["messages"]
    ]
    for hit in scan_frame(frame(table), REGIONS, ungated).to_dicts():
        by_thread[hit["message_id"].rpartition("-")[0]].append(hit)
    for row in rows:

        def meets(label: Row, hit: Row) -> bool:
            return bool(set(hit["message_ids"]) & set(label["message_ids"]))

        bodies = [one["body"] for one in row["messages"]]
        judge(tally, row, by_thread[row["id"]], meets, f"{row['lang']} {row['technique']}: {bodies}")
    return tally


def show(title: str, tally: Tally) -> None:
    """Print one table."""
    print(f"\n{title}\n{'category':22}{'labels':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for category in sorted({*tally.labels, *tally.wrong}):
        precision, recall, f1 = tally.measures(category)
        print(f"{category:22}{tally.labels[category]:7}{precision:8.3f}{recall:8.3f}{f1:8.3f}")
    total = sum(tally.labels.values())
    right, wrong = sum(tally.right.values()), sum(tally.wrong.values())
    print(
        f"macro-F1 {tally.macro():.3f}; recall {sum(tally.found.values())}/{total}, precision {right}/{right + wrong}; "
        f"innocent texts with an alarm {tally.alarmed}/{tally.innocent}; values {sum(tally.values)}/{len(tally.values)}; "
        f"stances {sum(tally.stances)}/{len(tally.stances)}"
    )


def disguises(path: Path, errors: bool) -> None:
    """How many of the disguised details and asks are found at all."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    at = datetime(2024, 3, 6)
    table = [
        (f"{number}-{part}", str(number), "client", at.replace(minute=part), body)
        for number, row in enumerate(rows)
        for part, body in enumerate(row["messages"])
    ]
    hits = scan_frame(frame(table), REGIONS).filter(~pl.col("stance").is_in(MILD))
    found = {one.partition("-")[0] for one in hits["message_id"]}
    missed = [row for number, row in enumerate(rows) if str(number) not in found]
    print(
        f"\ndisguises: {len(rows) - len(missed)}/{len(rows)} found ({(len(rows) - len(missed)) / len(rows):.1%}, goal 90 %)"
    )
    for row in missed if errors else ():
        print(f"  missed {row['technique']}: {row['messages']}")


PII = {
    "EMAIL_ADDRESS": "email",
    "IBAN_CODE": "iban",
    "CREDIT_CARD": "card",
    "DOMAIN_NAME": "url",
    "PHONE_NUMBER": "phone",
}


def sentences(path: Path, errors: bool) -> None:
    """Precision and recall of plain details in synthetic sentences."""
    rows = [
        {
            "id": str(number), "lang": "en", "technique": "synthetic", "hard_negative": False, "body": one["full_text"],
            "labels": [{"category": PII[span["entity_type"]], "surface": span["entity_value"]} for span in one["spans"] if span["entity_type"] in PII],
        }
        for number, one in enumerate(json.loads(path.read_text(encoding="utf-8")))
    ]  # fmt: skip
    tally = messages(rows)
    print("\npii_sentences (goal 0.98 for e-mail, URL, IBAN, card)")
    for category in ("email", "url", "iban", "card", "phone"):
        precision, recall, _ = tally.measures(category)
        print(f"{category:22}{tally.labels[category]:7}{precision:8.3f}{recall:8.3f}")
    for line in tally.errors if errors else ():
        if "phone" not in line[:20] and any(f" {one} " in line[:32] for one in PII.values()):
            print(f"  {line[:200]}")


def chat(path: Path, errors: bool) -> None:
    """Alarms outside links on chat that holds next to no private contact, each of them listed."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line]
    found = scan_frame(frame((str(number), None, None, None, line) for number, line in enumerate(lines)), REGIONS)
    hits = found.filter((pl.col("category") != "url") & ~pl.col("stance").is_in(MILD))
    kinds = Counter(hits["category"])
    print(f"\nchat: {len(hits)} detections outside links that are neither mention nor refusal, on {len(lines)} lines "
          f"({len(hits) / len(lines) * 10_000:.1f} per 10,000, true contacts among them): {dict(sorted(kinds.items()))}")  # fmt: skip
    for hit in hits.sort("category", "message_id").to_dicts() if errors else ():
        print(
            f"  {hit['category']} {hit['kind'] or ''} {hit['stance']} {hit['value']!r} | {lines[int(hit['message_id'])][:160]}"
        )


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description="Quality of the message scanner.")
    parser.add_argument("--errors", action="store_true", help="list the errors of the half for tuning and of the texts")
    parser.add_argument("--ungated", action="store_true", help="leave the gate out; the figures must be the same")
    parser.add_argument("--lang", help="only texts in these languages")
    parser.add_argument("--texts", type=Path, help="a folder with public texts to measure on as well")
    given = parser.parse_args()
    for half in HALVES:
        for kind, count in (("messages", messages), ("threads", threads)):
            rows = [one for one in read(half, kind) if not given.lang or one["lang"] in given.lang.split(",")]
            tally = count(rows, given.ungated)
            show(f"{half}: {kind}", tally)
            for line in sorted(tally.errors) if given.errors and half == "tune" else ():
                print(f"  {line}")
    for half, kind in ((HALVES[0], "asks"), (HALVES[1], "asks"), ("unseen", "asks"), ("unseen", "hints")):
        rows = [one for one in read(half, kind) if not given.lang or one["lang"] in given.lang.split(",")]
        show_asks(
            half if kind == "asks" else kind,
            asks(rows, frame((one["id"], None, None, None, one["body"]) for one in rows), REGIONS),
        )
    for name, measure in (("disguises.jsonl", disguises), ("pii_sentences.json", sentences), ("chat_clean.txt", chat)):
        if given.texts and (given.texts / name).exists():
            measure(given.texts / name, given.errors)


if __name__ == "__main__":
    main()
